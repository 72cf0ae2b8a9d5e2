import { describe, expect, test } from 'vitest';
import { figureText, shareText } from '../src/core/programme/figure.ts';
import { namesOf } from '../src/core/programme/labels.ts';
import type { Activity, Club } from '../src/core/programme/programme.ts';
import { lineOf, type Report, reportOf } from '../src/core/programme/report.ts';
import { sentencesOf } from '../src/core/programme/sentences.ts';
import { readUnit } from '../src/core/programme/unit.ts';
import { openAtlas, openProgramme, TERMS } from './programme_world.ts';

/**
 * The counts of five reports (year 2023 of two districts, nine months of 2024 of a province, a conference, an
 * inspection), each from single rows. The rows are invented; what they amount to stood in the newspapers.
 */
const atlas = await openAtlas();
const programme = await openProgramme(atlas);

function report(unit: string, from: string, to: string, all = programme): Report {
  const read = readUnit(unit, atlas.index);
  if ('problem' in read) throw new Error(read.problem);
  return reportOf(all, [], { from, to, unit: read.unit });
}

const S0 = (): Report => report('Huyện Trần Đề', '2023-01-01', '2023-12-31');
const S1 = (): Report => report('Huyện Bảo Yên', '2023-01-01', '2023-12-31');
const S2 = (): Report => report('92', '2024-01-01', '2024-09-30');
const S3 = (): Report => report('38', '2022-10-07', '2022-10-07');
const S4 = (): Report => report('Thành phố Bắc Kạn', '2022-01-01', '2023-05-31');

const said = ({ lines }: Report, key: string): string => {
  const figure = lineOf(lines, key);
  return figure ? figureText(figure) : '';
};

describe('the counts of the five reports', () => {
  test.each<readonly [source: string, what: string, key: string, count: string, made: () => Report]>([
    ['S0', 'models of outreach, new and consolidated', 'clubs/outreach/launched', '16', S0],
    ['S0', 'Trusted Addresses', 'clubs/address/launched', '8', S0],
    ['S0', 'leaders\' clubs', 'clubs/leaders/launched', '5', S0],
    ['S1', 'outreach groups launched', 'clubs/outreach/launched', '39', S1],
    ['S1', 'their members', 'clubs/outreach/launched/members', '390', S1],
    ['S1', 'in communes of then', 'clubs/outreach/launched/communes', '14', S1],
    ['S1', 'outreach groups in all', 'clubs/outreach/all', '50', S1],
    ['S1', 'members in all', 'clubs/outreach/all/members', 'trên 500', S1],
    ['S1', 'Trusted Addresses launched', 'clubs/address/launched', '2', S1],
    ['S1', 'in communes', 'clubs/address/launched/communes', '2', S1],
    ['S1', 'with members', 'clubs/address/launched/members', '59', S1],
    ['S1', 'leaders\' clubs launched', 'clubs/leaders/launched', '10', S1],
    ['S1', 'at schools', 'clubs/leaders/launched/schools', '10', S1],
    ['S1', 'in communes', 'clubs/leaders/launched/communes', '10', S1],
    ['S1', 'with members', 'clubs/leaders/launched/members', '300', S1],
    ['S1', 'communes with a drama team', 'clubs/drama/launched/communes', '14', S1],
    ['S1', 'classes on gender equality', 'activities/training/topic/gender_equality/sessions', '2', S1],
    ['S1', 'people in them', 'activities/training/topic/gender_equality/participants', 'khoảng 200', S1],
    ['S1', 'in communes', 'activities/training/topic/gender_equality/communes', '2', S1],
    ['S1', 'classes on running a group', 'activities/training/topic/running_models/sessions', '2', S1],
    ['S1', 'members in them', 'activities/training/topic/running_models/participants', '200', S1],
    ['S1', 'from communes', 'activities/training/topic/running_models/communes', '12', S1],
    ['S1', 'class for staff and facilitators', 'activities/training/role/facilitator/sessions', '1', S1],
    ['S1', 'classes for club members', 'activities/training/role/club_member/sessions', '10', S1],
    ['S1', 'policy dialogues', 'activities/policy_dialogue/sessions', '14', S1],
    ['S1', 'in communes', 'activities/policy_dialogue/communes', '14', S1],
    ['S1', 'groups that did outreach', 'activities/outreach/clubs', '39', S1],
    ['S1', 'attendances', 'activities/outreach/attendances', '4.000', S1],
    ['S1', 'groups on stage', 'activities/stage/clubs', '50', S1],
    ['S1', 'communes in the contest', 'activities/contest/communes', '14', S1],
    ['S1', 'drawings', 'entries/drawing', '85', S1],
    ['S1', 'videos', 'entries/video', '12', S1],
    ['S1', 'drawings awarded', 'awarded/drawing', '6', S1],
    ['S1', 'video awarded', 'awarded/video', '1', S1],
    ['S1', 'drawings sent to the province', 'forwarded/drawing', '16', S1],
    ['S1', 'videos sent to the province', 'forwarded/video', '5', S1],
    ['S1', 'study visit', 'activities/study_visit/sessions', '1', S1],
    ['S1', 'delegates of conferences', 'activities/conference/delegates', 'trên 450', S1],
    ['S0', 'leaflets', 'materials/leaflet', 'trên 5.550', S0],
    ['S0', 'posters', 'materials/poster', '240', S0],
    ['S0', 'flyers', 'materials/flyer', 'trên 36.600', S0],
    ['S0', 'documents', 'materials/document', '2.500', S0],
    ['S2', 'steering documents (§1.1)', 'activities/document/sessions', 'trên 20', S2],
    ['S2', 'classes for staff and members', 'activities/training/role/union_member/sessions', '11', S2],
    ['S2', 'class for facilitators', 'activities/training/role/facilitator/sessions', '1', S2],
    ['S2', 'classes on mainstreaming', 'activities/training/topic/gender_mainstreaming/sessions', '2', S2],
    ['S2', 'policy dialogues', 'activities/policy_dialogue/sessions', '6', S2],
    ['S2', 'direct dialogues', 'activities/direct_dialogue/sessions', '3', S2],
    ['S2', 'workshops on Trusted Addresses', 'activities/seminar/sessions', '9', S2],
    ['S2', 'at districts', 'activities/seminar/districts', '9', S2],
    ['S2', 'supervisions', 'activities/supervision/sessions', '12', S2],
    ['S2', 'delegates', 'activities/supervision/delegates', 'trên 250', S2],
    ['S2', 'questionnaires answered', 'activities/supervision/answers', '200', S2],
    ['S2', 'women who borrowed', 'activities/loan/loans', '40', S2],
    ['S2', 'members introduced', 'activities/loan/introduced', '551', S2],
    ['S3', 'conference', 'activities/conference/sessions', '1', S3],
    ['S3', 'training', 'activities/training/sessions', '1', S3],
    ['S4', 'conference', 'activities/conference/sessions', '1', S4],
    ['S4', 'inspection', 'activities/inspection/sessions', '1', S4],
  ])('%s: %s (%s) are %s', (...[, , key, count, made]) => {
    expect(said(made(), key)).toBe(count);
  });

  test('stand beside what was planned', () => {
    const reached = S1().progress.map(({ indicator, done, share }) =>
      [indicator.name, figureText(done), share ? shareText(share) : '']);
    expect(reached).toEqual([
      ['Tổ truyền thông cộng đồng', '50', '100 %'],
      ['Đội tiểu phẩm', '14', '100 %'],
      ['Lượt người dự truyền thông tại tổ', '4.000', '125 %'],
    ]);
  });

  test('are told in sentences like theirs', () => {
    const sentences = sentencesOf(S1(), namesOf(TERMS));
    expect(sentences).toEqual(expect.arrayContaining([
      'Ra mắt 39 tổ truyền thông cộng đồng tại 14 xã, với 390 thành viên; lũy kế 50 tổ, trên 500 thành viên.',
      'Thực hiện 14 cuộc đối thoại chính sách ở 14 xã.',
      'Nhận dự thi 85 tranh, 12 video.',
      'Tổ truyền thông cộng đồng: 50/50, đạt 100 % kế hoạch.',
    ]));
  });
});

/** Which lines differ between two reports, and by how much. */
function moved(before: Report, after: Report): Record<string, number> {
  const keys = new Set([...before.lines, ...after.lines].map(({ key }) => key));
  const value = ({ lines }: Report, key: string): number => lineOf(lines, key)?.value ?? 0;
  return Object.fromEntries([...keys].map((key): [string, number] => [key, value(after, key) - value(before, key)])
    .filter(([, by]) => by !== 0));
}

describe('changing one row', () => {
  const [from, to] = ['2021-01-01', '2025-12-31'];
  const whole = report('', from, to);
  const with_ = (change: Partial<Pick<typeof programme, 'clubs' | 'activities'>>): Report => report('', from, to, { ...programme, ...change });

  test('moves exactly the figures of an activity, for every count of every row', () => {
    const { activities } = programme;
    for (const [at, activity] of activities.entries()) {
      for (const [index, one] of activity.counted.entries()) {
        const counted = activity.counted.with(index, { ...one, figure: { ...one.figure, value: one.figure.value + 7 } });
        const after = with_({ activities: activities.with(at, { ...activity, counted }) });
        expect(moved(whole, after), activity.code).toEqual(activity.state === 'held' ? expectedOf(activity, one.measure, one.of) : {});
      }
    }
  }, 60_000);

  function expectedOf({ kind, topics, audiences }: Activity, measure: string, of: string): Record<string, number> {
    if (of !== '') return { [`${measure}/${of}`]: 7 };
    const heads = [kind, ...topics.map((topic) => `${kind}/topic/${topic}`), ...audiences.map((role) => `${kind}/role/${role}`)];
    return Object.fromEntries(heads.map((head) => [`activities/${head}/${measure}`, 7]));
  }

  test('moves exactly the members of a club, for every club', () => {
    const { clubs } = programme;
    for (const [at, club] of clubs.entries()) {
      const { members = { value: 0, mark: 'exact' as const } } = club.people;
      const changed: Club = { ...club, people: { ...club.people, members: { ...members, value: members.value + 7 } } };
      expect(moved(whole, with_({ clubs: clubs.with(at, changed) })), club.code)
        .toEqual({ [`clubs/${club.kind}/launched/members`]: 7, [`clubs/${club.kind}/all/members`]: 7 });
    }
  }, 60_000);

  test('moves nothing of another place, another time or another state', () => {
    const { activities } = programme;
    const at = activities.findIndex(({ code }) => code === 'BY-23-TT-01');
    const one = activities[at];
    if (!one) throw new Error('The row is gone');
    const counted = one.counted.map((each) => ({ ...each, figure: { ...each.figure, value: 9_999 } }));
    const changed = { ...programme, activities: activities.with(at, { ...one, counted }) };
    for (const [unit, first, last] of [['Huyện Trần Đề', from, to], ['92', from, to], ['Huyện Bảo Yên', '2024-01-01', to]] as const) {
      expect(moved(report(unit, first, last), report(unit, first, last, changed))).toEqual({});
    }
    const cancelled = { ...programme, activities: activities.with(at, { ...one, state: 'cancelled' as const }) };
    expect(said(report('Huyện Bảo Yên', from, to, cancelled), 'activities/outreach/attendances')).toBe('3.900');
  });
});

describe('the tables of a report', () => {
  test('add up by month, quarter, half, nine months, year, and by place', () => {
    const made = report('', '2023-01-01', '2023-12-31');
    const sum = (kind: string, key: string): number => made.periods.filter(({ of }) => of.kind === kind)
      .reduce((all, { lines }) => all + (lineOf(lines, key)?.value ?? 0), 0);
    for (const key of ['activities/outreach/attendances', 'clubs/outreach/launched', 'entries/drawing', 'materials/flyer']) {
      const year = lineOf(made.lines, key)?.value ?? 0;
      expect(year, key).toBeGreaterThan(0);
      expect(['month', 'quarter', 'half', 'year'].map((kind) => sum(kind, key)), key).toEqual([year, year, year, year]);
      const places = (['commune', 'province', 'district'] as const).map((level) =>
        made.units[level].reduce((all, { lines }) => all + (lineOf(lines, key)?.value ?? 0), 0));
      expect(places, key).toEqual([year, year, year]);
    }
    expect(sum('nine_months', 'entries/drawing')).toBe(85);
  });

  test('tell a phase from its first day to the last of the report', () => {
    const phase = S1().periods.find(({ of }) => of.kind === 'phase');
    expect(phase?.of).toMatchObject({ from: '2021-01-01', to: '2023-12-31', label: 'Giai đoạn I: 2021-2025 (đến 31/12/2023)' });
    expect(lineOf(phase?.lines ?? [], 'clubs/outreach/launched')).toEqual({ value: 50, mark: 'exact' });
  });
});
