import { expect, test } from 'vitest';
import { buildCommuneIndex } from './communes.ts';
import { ADDRESS_COLUMNS, eachAddressRow, readAddressRows } from './import.ts';
import type { Table } from './rows.ts';
import { readOldUnitRows, readUnitRows } from './units.ts';

const index = buildCommuneIndex(
  [
    { code: '02989', name: 'Xã Bảo Hà', provinceCode: '15', province: 'Tỉnh Lào Cai', lat: 22.2, lon: 104.33 },
    { code: '02953', name: 'Xã Nghĩa Đô', provinceCode: '15', province: 'Tỉnh Lào Cai', lat: 22.36, lon: 104.46 },
    { code: '15016', name: 'Xã Quan Sơn', provinceCode: '38', province: 'Tỉnh Thanh Hoá', lat: 20.25, lon: 104.97 },
    { code: '15019', name: 'Xã Tam Lư', provinceCode: '38', province: 'Tỉnh Thanh Hoá', lat: 20.2, lon: 104.93 },
  ],
  [
    {
      oldCode: '02950', ward: 'Xã Tân Tiến', district: 'Huyện Bảo Yên', province: 'Tỉnh Lào Cai',
      newCodes: ['02953'], split: false,
    },
    {
      oldCode: '15016', ward: 'Thị trấn Sơn Lư', district: 'Huyện Quan Sơn', province: 'Tỉnh Thanh Hóa',
      newCodes: ['15016', '15019'], split: true,
    },
  ],
);

const good = {
  code: 'BH-01', name: 'Nhà văn hóa Lúa Mới', kind: 'collective', commune_code: '02989', commune: 'Xã Bảo Hà',
  province: 'Tỉnh Lào Cai', hamlet: 'thôn Lúa Mới', lat: '22.19', lon: '104.34', phone: '0000 000 105',
  place: 'culture_house', public_place: 'yes', hours: 'T2-T6 07:30-17:00', services: 'tư vấn| bữa ăn ',
  languages: 'vi|tyz', verified_on: '18/10/2026',
};
const header = Object.keys(good);
const tableOf = (...rows: Record<string, string>[]): Table => (
  { header, rows: rows.map((row, at) => ({ line: at + 2, cells: { ...good, ...row } })) }
);
const today = '2026-11-21';
const problemsOf = (row: Record<string, string>): string[][] => readAddressRows(tableOf(row), index, { today })
  .problems.map(({ column, problem }) => [column, problem]);

test('the columns are those of the contract', () => {
  expect([...ADDRESS_COLUMNS.required, ...ADDRESS_COLUMNS.optional].sort()).toEqual([...header].sort());
});

test('a good row becomes a trusted address', () => {
  expect(readAddressRows(tableOf({}), index, { today })).toEqual({
    ok: [{
      code: 'BH-01', name: 'Nhà văn hóa Lúa Mới', kind: 'collective', communeCode: '02989', hamlet: 'thôn Lúa Mới',
      lat: 22.19, lon: 104.34, phone: '0000000105', place: 'culture_house', publicPlace: true,
      hours: 'T2-T6 07:30-17:00', services: ['tư vấn', 'bữa ăn'], languages: ['vi', 'tyz'], verifiedOn: '2026-10-18',
    }],
    problems: [],
  });
});

test.each([
  ['what may be empty', { hamlet: '', lat: '', lon: '', hours: '', services: '', languages: '', verified_on: '' }, {
    hamlet: undefined, lat: undefined, hours: '', services: [], verifiedOn: undefined,
  }],
  ['a code without its zeros', { commune_code: '2989' }, { communeCode: '02989' }],
  ['a code without a name', { commune: '', province: '' }, { communeCode: '02989' }],
  ['an old name', { commune_code: '', commune: 'tan tien', province: 'Lào Cai' }, { communeCode: '02953', lat: 22.19 }],
  ['capitals and an unusual accent', { kind: 'Individual', name: 'Bà Mận'.normalize('NFD') }, { name: 'Bà Mận' }],
  ['a phone from abroad', { phone: '+84 912 345 678' }, { phone: '0912345678' }],
  ['a phone without its zero', { phone: '912345678' }, { phone: '0912345678' }],
  ['decimals after a comma', { lat: '22,19', lon: '104,34' }, { lat: 22.19, lon: 104.34 }],
])('%s is understood', (_, row, expected) => {
  expect(readAddressRows(tableOf(row), index, { today })).toMatchObject({ ok: [expected], problems: [] });
});

test.each([
  ['no code', { code: '' }, 'code', 'The cell is empty'],
  ['a code with spaces', { code: 'BH 01' }, 'code', '"BH 01" is not understood'],
  ['no name', { name: ' ' }, 'name', 'The cell is empty'],
  ['an unknown kind', { kind: 'group' }, 'kind', '"group" is not understood: write collective or individual.'],
  ['an unknown place', { place: 'church' }, 'place', 'ubnd, health, police, culture_house, union_office or home'],
  ['neither yes nor no', { public_place: 'maybe' }, 'public_place', 'write yes or no'],
  ['letters in a phone', { phone: '0912 34x 678' }, 'phone', 'phone number of Viet Nam'],
  ['a phone too short', { phone: '09123' }, 'phone', 'phone number of Viet Nam'],
  ['an unknown code', { commune_code: '99999' }, 'commune_code', '"99999" is not the code of a commune.'],
  ['an old code', { commune_code: '02950' }, 'commune_code', 'today that is 02953 Xã Nghĩa Đô, Tỉnh Lào Cai.'],
  ['code and name apart', { commune: 'Xã Nghĩa Đô' }, 'commune', '"Xã Nghĩa Đô" is not 02989 Xã Bảo Hà'],
  ['no commune', { commune_code: '', commune: '' }, 'commune_code', 'No commune is named'],
  ['no province', { commune_code: '', province: '' }, 'province', 'The province is missing'],
  ['a mistyped name', { commune_code: '', commune: 'Xã Bảo Hạa' }, 'commune', 'No commune is called "Xã Bảo Hạa"'],
  ['another province', { commune_code: '', province: 'Sơn La' }, 'commune', 'perhaps 02989 Xã Bảo Hà, Tỉnh Lào Cai?'],
  [
    'a divided commune', { commune_code: '', commune: 'Thị trấn Sơn Lư', province: 'Thanh Hóa', lat: '', lon: '' },
    'commune', 'may today be 15016 Xã Quan Sơn, Tỉnh Thanh Hoá or 15019 Xã Tam Lư, Tỉnh Thanh Hoá',
  ],
  ['degrees in words', { lat: 'bắc' }, 'lat', 'write degrees'],
  ['half a place', { lon: '' }, 'lon', 'must both be filled'],
  ['exchanged degrees', { lat: '104.34', lon: '22.19' }, 'lat', 'exchanged'],
  ['another country', { lat: '48.85', lon: '2.35' }, 'lat', 'not in Viet Nam'],
  ['another end of the country', { lat: '9.5', lon: '106.1' }, 'lat', 'km from 02989 Xã Bảo Hà'],
  ['unreadable hours', { hours: 'sáng chiều' }, 'hours', 'is not written like "24/7"'],
  ['an impossible day', { verified_on: '31/02/2026' }, 'verified_on', 'write a day like'],
  ['a day to come', { verified_on: '2026-11-22' }, 'verified_on', 'is in the future'],
  ['an endless name', { name: 'x'.repeat(121) }, 'name', '121 characters, 120 are allowed'],
  ['an endless service', { services: 'x'.repeat(61) }, 'services', '61 characters, 60 are allowed'],
])('%s is named, and nothing else', (_, row, column, sentence) => {
  expect(problemsOf(row)).toEqual([[column, expect.stringContaining(sentence)]]);
});

test('every problem of a row is named, with the row of the file', () => {
  const { ok, problems } = readAddressRows(tableOf({}, {
    name: '', kind: '?', commune_code: '99999', lat: '', phone: '1', hours: 'x', verified_on: 'x', place: '',
  }), index);
  expect(ok).toHaveLength(1);
  expect(problems.every((problem) => problem.row === 3)).toBe(true);
  expect(problems.map((problem) => problem.column).sort()).toEqual(
    ['code', 'commune_code', 'hours', 'kind', 'lat', 'name', 'phone', 'place', 'verified_on'],
  );
});

test('a code that stands there twice names the first row', () => {
  expect(readAddressRows(tableOf({}, { code: 'bh-01' }), index).problems).toEqual([
    { row: 3, column: 'code', problem: '"bh-01" already stands in row 2.' },
  ]);
});

test.each([
  ['a missing column', ['phone'], [], [['phone', 'The column phone is missing.']]],
  ['an unknown column', [], ['husband'], [['husband', expect.stringContaining('There is no column "husband"')]]],
  ['a column without a name', [], [''], [['', 'A column has no name.']]],
  ['a column twice', [], ['name'], [['name', 'The column "name" stands there twice.']]],
  ['no header at all', header, ['BH-01'], [['', expect.stringContaining('Row 1 must name the columns: code,')]]],
])('%s is named in row 1', (_, without, more, expected) => {
  const columns = [...header.filter((column) => !without.includes(column)), ...more];
  const { problems } = readAddressRows({ ...tableOf({}), header: columns }, index);
  expect(problems.map(({ row, column, problem }) => [row, column, problem])).toEqual(
    expected.map(([column, problem]) => [1, column, problem]),
  );
});

test('a caller may pause after each row', () => {
  const rows = eachAddressRow(tableOf({}, { code: 'BH-02' }), index);
  expect(rows.next().value).toMatchObject({ ok: { code: 'BH-01' } });
  expect(rows.next().value).toMatchObject({ ok: { code: 'BH-02' } });
  expect(rows.next().done).toBe(true);
});

const unit = {
  code: '02989', name: 'Xã Bảo Hà', province_code: '15', province: 'Tỉnh Lào Cai', lat: '22.2', lon: '104.3',
};
const oldUnit = {
  old_code: '15016', old_ward: 'Thị trấn Sơn Lư', old_district: 'Huyện Quan Sơn', old_province: 'Tỉnh Thanh Hóa',
  new_codes: '15016|15019', new_names: 'Xã Quan Sơn|Xã Tam Lư', new_province: 'Tỉnh Thanh Hoá', split: '1',
  source_conflict: '0',
};
const known = new Set(['15016', '15019']);

test('communes and old communes are read', () => {
  const units = { header: Object.keys(unit), rows: [{ line: 2, cells: { ...unit, code: '2989' } }] };
  expect(readUnitRows(units)).toEqual({
    ok: [{ code: '02989', name: 'Xã Bảo Hà', provinceCode: '15', province: 'Tỉnh Lào Cai', lat: 22.2, lon: 104.3 }],
    problems: [],
  });
  const olds = { header: Object.keys(oldUnit), rows: [{ line: 2, cells: oldUnit }] };
  expect(readOldUnitRows(olds, known)).toEqual({
    ok: [{
      oldCode: '15016', ward: 'Thị trấn Sơn Lư', district: 'Huyện Quan Sơn', province: 'Tỉnh Thanh Hóa',
      newCodes: ['15016', '15019'], split: true,
    }],
    problems: [],
  });
});

test.each([
  ['a code with letters', { code: '0298a' }, ['code']],
  ['everything empty', { code: '', name: '', province_code: '', province: '', lat: '', lon: '' }, Object.keys(unit)],
  ['a code for the second time', {}, ['code']],
  ['the sea', { code: '02990', lat: '0', lon: '0' }, ['lat']],
])('of communes, %s is named', (_, row, columns) => {
  const rows = [{ line: 2, cells: unit }, { line: 3, cells: { ...unit, ...row } }];
  const { problems } = readUnitRows({ header: Object.keys(unit), rows });
  expect(problems.map((problem) => [problem.row, problem.column])).toEqual(columns.map((column) => [3, column]));
});

test.each([
  ['a successor that is not there', { new_codes: '15016|99999' }, ['new_codes']],
  ['no successor', { new_codes: '' }, ['new_codes']],
  ['a division into one', { new_codes: '15016' }, ['split']],
  ['a split that is neither', { split: 'x' }, ['split']],
  ['a missing name', { old_ward: '' }, ['old_ward']],
])('of old communes, %s is named', (_, row, columns) => {
  const rows = [{ line: 2, cells: { ...oldUnit, ...row } }];
  const { problems } = readOldUnitRows({ header: Object.keys(oldUnit), rows }, known);
  expect(problems.map((problem) => problem.column)).toEqual(columns);
});
