import { describe, expect, test } from 'vitest';
import { ACTIVITY_COLUMNS, eachActivityRow } from '../src/core/programme/activity_rows.ts';
import { CLUB_COLUMNS, eachClubRow } from '../src/core/programme/club_rows.ts';
import { INDICATOR_MEASURES, PART_KINDS, TERM_LISTS } from '../src/core/programme/programme.ts';
import { eachTargetRow, TARGET_COLUMNS } from '../src/core/programme/target_rows.ts';
import { readUnit } from '../src/core/programme/unit.ts';
import { collectRows, type RowResult, type Table } from '../src/core/places/rows.ts';
import { openAtlas, readingOf, TERMS } from './programme_world.ts';
import { read } from './tree.ts';

const atlas = await openAtlas();
const reading = readingOf(atlas, { clubs: new Set(['C-1']), components: new Set(['ND1']), indicators: new Set(['CT']) });

type Cells = Readonly<Record<string, string>>;
const tableOf = (...rows: readonly Cells[]): Table => (
  { header: Object.keys(rows[0] ?? {}), rows: rows.map((cells, at) => ({ line: at + 2, cells })) });
const problems = (results: Iterable<RowResult<unknown>>): string[] =>
  collectRows(results).problems.map(({ row, column, problem }) => `${row} ${column}: ${problem}`);

const CLUB = { code: 'A', name: 'Tổ', kind: 'outreach', made: 'new', launched_on: '2023-05-01', ended_on: '', commune_code: '', commune: 'Xã Yên Sơn', old_district: 'Huyện Bảo Yên', province: 'Tỉnh Lào Cai', members: '10', roles: '', component: '' };
const ACTIVITY = { code: 'A', kind: 'training', date: '2023-05-01', until: '', status: '', topics: '', club: '', component: '', commune_code: '', commune: '', old_district: 'Huyện Bảo Yên', province: 'Tỉnh Lào Cai', reached: '', participants: '', materials: '' };
const TARGET = { what: 'target', code: '', name: '', belongs_to: 'CT', from: '2023-01-01', to: '2023-12-31', measure: '', kinds: '', old_district: '', province: '', plan: '50' };

describe('a bad cell of a file is named with its row and column', () => {
  test.each<readonly [Partial<typeof CLUB>, string]>([
    [{ code: '' }, '2 code: The cell is empty'],
    [{ kind: 'team' }, '2 kind: "team" is not understood: it is no club kind'],
    [{ made: 'old' }, '2 made: "old" is not understood: write new or consolidated.'],
    [{ launched_on: '' }, '2 launched_on: The cell is empty, it must be filled.'],
    [{ launched_on: '31/02/2023' }, '2 launched_on: "31/02/2023" is not understood'],
    [{ ended_on: '2022-01-01' }, '2 ended_on: It ended before it was launched.'],
    [{ members: '10,5' }, '2 members: "10,5" is not understood'],
    [{ roles: 'group_head' }, '2 roles: "group_head" is not understood: write it like group_head:120'],
    [{ roles: 'group_head:1|group_head:2' }, '2 roles: group_head stands there twice.'],
    [{ component: 'ND9' }, '2 component: There is no component "ND9"'],
    [{ commune: 'Xã Không Có' }, '2 commune: No commune is called "Xã Không Có, Huyện Bảo Yên"'],
    [{ commune_code: '02947', commune: '', old_district: 'Huyện Bắc Hà' }, '2 old_district: "Huyện Bắc Hà" is no district that Xã Bảo Yên lay in'],
  ])('club %j', (change, problem) => {
    expect(problems(eachClubRow(tableOf({ ...CLUB, ...change }), reading))).toEqual([expect.stringContaining(problem)]);
  });

  test.each<readonly [Partial<typeof ACTIVITY>, string]>([
    [{ kind: 'party' }, '2 kind: "party" is not understood: it is no activity kind'],
    [{ topics: 'gender_equality|cooking' }, '2 topics: "cooking" is not understood: it is no topic'],
    [{ date: '2027-01-01' }, '2 date: 2027-01-01 is in the future'],
    [{ until: '2023-04-01' }, '2 until: It ends before it begins.'],
    [{ status: 'done' }, '2 status: "done" is not understood'],
    [{ club: 'C-2' }, '2 club: There is no club "C-2"'],
    [{ participants: 'nhiều' }, '2 participants: "nhiều" is not understood'],
    [{ materials: 'leaflet:x' }, '2 materials: "leaflet:x" is not understood'],
    [{ old_district: 'Huyện Không' }, '2 old_district: No district was called "Huyện Không"'],
    [{ province: 'Tỉnh Không' }, '2 province: No province is called "Tỉnh Không".'],
    [{ old_district: 'Huyện Bảo Yên', province: 'Tỉnh Sóc Trăng' }, '2 old_district: No district was called "Huyện Bảo Yên" there.'],
    [{ reached: 'Xã Yên Sơn|Xã Không' }, '2 reached: No one commune is called "Xã Không" there.'],
  ])('activity %j', (change, problem) => {
    expect(problems(eachActivityRow(tableOf({ ...ACTIVITY, ...change }), reading))).toEqual([expect.stringContaining(problem)]);
  });

  test.each<readonly [Partial<typeof TARGET>, string]>([
    [{ what: 'goal' }, '2 what: "goal" is not understood'],
    [{ belongs_to: 'CT-9' }, '2 belongs_to: There is no indicator "CT-9" above this row.'],
    [{ plan: '' }, '2 plan: The cell is empty, a target must fill it.'],
    [{ to: '2022-12-31' }, '2 to: It ends before it begins.'],
    [{ what: 'indicator', code: 'N', name: 'N', belongs_to: 'ND1', measure: 'clubs', kinds: 'training' }, '2 kinds: "training" is no club kind.'],
    [{ what: 'phase', code: 'P', name: 'P', belongs_to: 'none' }, '2 belongs_to: There is no programme "none" above this row.'],
  ])('target %j', (change, problem) => {
    expect(problems(eachTargetRow(tableOf({ ...TARGET, ...change }), reading))).toEqual([expect.stringContaining(problem)]);
  });

  test('a code that stands twice, and a target that does', () => {
    expect(problems(eachClubRow(tableOf(CLUB, { ...CLUB, code: 'a' }), reading))).toEqual(['3 code: "a" already stands in row 2.']);
    expect(problems(eachTargetRow(tableOf(TARGET, TARGET), reading))).toEqual(['3 code: It stands in row 2 already.']);
  });
});

describe('a place is read', () => {
  const placeOf = (change: Partial<typeof CLUB>): unknown => collectRows(eachClubRow(tableOf({ ...CLUB, ...change }), reading)).ok[0]?.place;

  test('by its name of the day: of then before July 2025, of today after', () => {
    const today = { commune: 'Xã Bảo Hà', old_district: '' };
    expect(placeOf({ ...today, launched_on: '2025-06-30' })).toEqual({ communeCode: '02989', oldCode: '02989', district: 'Huyện Bảo Yên, Tỉnh Lào Cai', provinceCode: '15' });
    expect(placeOf({ ...today, launched_on: '2025-07-01' })).toEqual({ communeCode: '02989', oldCode: undefined, district: 'Huyện Bảo Yên, Tỉnh Lào Cai', provinceCode: '15' });
  });

  test('by an old name, as the commune that it was', () => {
    expect(placeOf({})).toMatchObject({ communeCode: '02947', oldCode: '02986' });
    expect(placeOf({ commune: 'thị trấn Lịch Hội Thượng', old_district: 'Trần Đề', province: 'Sóc Trăng' })).toMatchObject({ communeCode: '31679', district: 'Huyện Trần Đề, Tỉnh Sóc Trăng', provinceCode: '92' });
  });

  test('by code, district, province, or as the whole country', () => {
    const none = { commune: '', old_district: '', province: '' };
    expect(placeOf({ ...none, commune_code: '2947' })).toMatchObject({ communeCode: '02947', oldCode: undefined });
    expect(placeOf({ ...none, old_district: 'Bảo Yên' })).toMatchObject({ communeCode: undefined, district: 'Huyện Bảo Yên, Tỉnh Lào Cai', provinceCode: '15' });
    expect(placeOf({ ...none, province: 'Tỉnh Bắc Kạn' })).toEqual({ communeCode: undefined, oldCode: undefined, district: undefined, provinceCode: '19' });
    expect(placeOf(none)).toEqual({ communeCode: undefined, oldCode: undefined, district: undefined, provinceCode: undefined });
  });

  test.each([
    ['', { unit: { kind: 'country' } }],
    ['92', { unit: { kind: 'province', code: '92', name: 'Thành phố Cần Thơ' } }],
    ['02947', { unit: { kind: 'commune', code: '02947', name: 'Xã Bảo Yên, Tỉnh Lào Cai' } }],
    ['bảo yên', { unit: { kind: 'district', name: 'Huyện Bảo Yên, Tỉnh Lào Cai' } }],
    ['99', { problem: 'There is no unit 99.' }],
  ])('as the unit of a report: %s', (text, unit) => expect(readUnit(text, atlas.index)).toEqual(unit));
});

test('words of a file can be used in the rows below', () => {
  const term = { ...TARGET, what: 'club_kind', code: 'youth', name: 'CLB Thanh niên', belongs_to: '', plan: '', from: '', to: '' };
  const indicator = { ...TARGET, what: 'indicator', code: 'CT-TN', name: 'CLB Thanh niên', belongs_to: 'ND1', measure: 'clubs', kinds: 'youth', plan: '', from: '', to: '' };
  expect(problems(eachTargetRow(tableOf(term, indicator, { ...TARGET, belongs_to: 'CT-TN' }), reading))).toEqual([]);
  expect(problems(eachTargetRow(tableOf(indicator, term), reading))).toEqual([expect.stringContaining('2 kinds: "youth" is no club kind.')]);
});

test('the page of the programme names every column, every kind of row and every measure', () => {
  const page = read('docs/programme.md');
  const columns = [CLUB_COLUMNS, ACTIVITY_COLUMNS, TARGET_COLUMNS].flatMap(({ required, optional }) => [...required, ...optional]);
  const words = [...columns, ...PART_KINDS, ...TERM_LISTS, ...INDICATOR_MEASURES, ...TERMS.filter(({ list }) => list !== 'role').map(({ code }) => code)];
  expect(words.filter((word) => !page.includes(`\`${word}\``))).toEqual([]);
});
