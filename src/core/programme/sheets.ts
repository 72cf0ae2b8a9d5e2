import { type Figure, figureText, shareText, sum } from './figure.ts';
import { helpedLabel, labelOf, MEASURE_LABELS, type Names, namesOf, PERIOD_LABELS } from './labels.ts';
import { dayText, stretchText } from './periods.ts';
import type { Place, Programme } from './programme.ts';
import { type LabelledLine, type Level, LEVELS, lineOf, type Report } from './report.ts';
import { sentencesOf } from './sentences.ts';
import { unitName } from './unit.ts';

/** A cell: words, or a count that shows its mark; `share` is in tenths of a percent. */
export type SheetCell = string | Readonly<{ figure: Figure; text: string; share?: true }>;

/** One table of a report, as a sheet of a workbook or a part of a CSV. `bars`: counts that are drawn as bars. */
export type Sheet = Readonly<{
  name: string; columns: readonly string[]; rows: readonly (readonly SheetCell[])[]; bars?: true;
}>;

/** Names of places by their codes. */
export type PlaceNames = (level: Level, code: string) => string;

const shown = (figure: Figure | undefined): SheetCell => (figure ? { figure, text: figureText(figure) } : '');

/** Every table of a report, the page in sentences first. */
export function sheetsOf(report: Report, all: Programme, placeName: PlaceNames): Sheet[] {
  const names = namesOf(all.terms);
  const keys = mainKeys(report);
  return [
    { name: 'Tóm tắt', columns: ['Báo cáo'], rows: sentencesOf(report, names).map((sentence) => [sentence]) },
    clubSheet(report, names), activitySheet(report, names), listSheet(report, names), targetSheet(report, placeName),
    matrix({
      name: 'Theo thời gian', head: ['Loại kỳ', 'Kỳ', 'Từ ngày', 'Đến ngày'],
      rows: report.periods.map(({ of, lines }) => (
        { head: [PERIOD_LABELS[of.kind], of.label, dayText(of.from), dayText(of.to)], lines })),
    }, keys, names),
    ...LEVELS.map((level) => levelSheet(report, level, { keys, names, placeName })),
    helpedSheet(report), barSheet(report),
  ];
}

const LEVEL_SHEETS = {
  commune: ['Theo xã', 'Xã, phường', 'Không thuộc riêng xã nào'],
  province: ['Theo tỉnh', 'Tỉnh, thành phố', 'Toàn quốc'],
  district: ['Theo huyện cũ', 'Huyện cũ', 'Không thuộc riêng huyện nào'],
} as const;

type Shown = Readonly<{ keys: readonly string[]; names: Names; placeName: PlaceNames }>;

function levelSheet({ units }: Report, level: Level, { keys, names, placeName }: Shown): Sheet {
  const [name, heading, none] = LEVEL_SHEETS[level];
  const rows = units[level].map(({ of, lines }) => (
    { head: [of === '' ? none : placeName(level, of), level === 'district' ? '' : of], lines }));
  return matrix({ name, head: [heading, 'Mã'], rows }, keys, names);
}

const CLUB_COLUMNS = [
  'launched', 'new', 'consolidated', 'launched/members', 'launched/communes', 'launched/hamlets', 'launched/schools',
  'all', 'all/members', 'all/women', 'all/minority', 'all/children', 'all/communes', 'all/hamlets', 'all/schools',
] as const;

function clubSheet({ lines }: Report, names: Names): Sheet {
  const heading = (column: string): string => column.split('/').map((part) => MEASURE_LABELS[part] ?? part).join(': ');
  const rows = names.codes('club_kind').flatMap((kind) => {
    const cells = CLUB_COLUMNS.map((column) => shown(lineOf(lines, `clubs/${kind}/${column}`)));
    return cells.every((cell) => cell === '') ? [] : [[names.name('club_kind', kind), ...cells]];
  });
  return { name: 'Mô hình', columns: ['Loại mô hình', ...CLUB_COLUMNS.map(heading)], rows };
}

/** Everything else that was counted, one line a count, beside what it has come to since the phase began. */
function linesSheet(name: string, report: Report, names: Names, groups: readonly string[]): Sheet {
  const own = (line: LabelledLine): boolean => groups.includes(line.key.split('/')[0] ?? '');
  return {
    name, columns: ['Nội dung', 'Trong kỳ', `Lũy kế từ ${dayText(report.since)}`],
    rows: report.cumulative.filter(own).toSorted((one, other) => placeIn(one.key, names) - placeIn(other.key, names))
      .map(({ key, label, figure }) => [label, shown(lineOf(report.lines, key)), shown(figure)]),
  };
}

/** Lines of one kind stand together, in the order of the words. */
function placeIn(key: string, names: Names): number {
  const [group = '', code = ''] = key.split('/');
  const at = { activities: 'activity_kind', materials: 'material' } as const;
  const list = group === 'activities' || group === 'materials' ? at[group] : 'entry';
  return LISTED.indexOf(group) * 1_000 + names.codes(list).indexOf(code);
}

const LISTED = ['activities', 'materials', 'entries', 'awarded', 'forwarded'];

const activitySheet = (report: Report, names: Names): Sheet => linesSheet('Hoạt động', report, names, ['activities']);
const listSheet = (report: Report, names: Names): Sheet =>
  linesSheet('Tài liệu, dự thi', report, names, ['materials', 'entries', 'awarded', 'forwarded']);

function targetSheet({ progress }: Report, placeName: PlaceNames): Sheet {
  return {
    name: 'Chỉ tiêu', columns: ['Chỉ tiêu', 'Đơn vị', 'Từ ngày', 'Đến ngày', 'Kế hoạch', 'Thực hiện', '% kế hoạch'],
    rows: progress.map(({ indicator, target: { place, begins, ends, plan }, done, share }) => [
      indicator.name, placeText(place, placeName), dayText(begins), dayText(ends), shown(plan), shown(done),
      share ? { figure: share, text: shareText(share), share: true } : '',
    ]),
  };
}

function placeText({ communeCode, district, provinceCode }: Place, placeName: PlaceNames): string {
  if (communeCode !== undefined) return placeName('commune', communeCode);
  if (district !== undefined) return district;
  return provinceCode === undefined ? 'Toàn quốc' : placeName('province', provinceCode);
}

const MAIN = [
  /^clubs\/[^/]+\/(launched|all|all\/members)$/, /^activities\/[^/]+\/(sessions|participants|attendances|delegates)$/,
  /^(materials|entries)\//,
];

function mainKeys({ lines, periods }: Report): string[] {
  const all = [...lines, ...periods.flatMap((part) => part.lines)].map(({ key }) => key);
  return [...new Set(all)].filter((key) => MAIN.some((main) => main.test(key))).toSorted();
}

type Lines = Parameters<typeof lineOf>[0];
type Matrix = Readonly<{
  name: string; head: readonly string[]; rows: readonly Readonly<{ head: readonly string[]; lines: Lines }>[];
}>;

function matrix({ name, head, rows }: Matrix, keys: readonly string[], names: Names): Sheet {
  return {
    name, columns: [...head, ...keys.map((key) => labelOf(key, names))],
    rows: rows.map((row) => [...row.head, ...keys.map((key) => shown(lineOf(row.lines, key)))]),
  };
}

function helpedSheet({ helped, unit, from, to }: Report): Sheet {
  const rows = helped.map(({ measure, of, count, atLeast }): SheetCell[] => {
    const figure: Figure = { value: count, mark: atLeast ? 'over' : 'exact' };
    return [helpedLabel(measure, of), shown(figure)];
  });
  const note = 'Chỉ tính tháng trọn; ô dưới năm người, và ô làm lộ ô ấy, không hiện.';
  const heading = `${stretchText(from, to)} – ${unitName(unit)}`;
  return { name: 'Người được giúp', columns: [heading, 'Số người'], rows: [...rows, [note, '']] };
}

/** Months beside what happened in them: drawn as bars within their cells. */
function barSheet({ periods }: Report): Sheet {
  const total = (lines: Lines, ending: string): SheetCell => {
    const own = lines.filter(({ key }) => new RegExp(`^activities/[^/]+/${ending}$`).test(key));
    return shown(sum(own.map(({ figure }) => figure)));
  };
  return {
    name: 'Biểu đồ', columns: ['Tháng', 'Số hoạt động', 'Số người', 'Lượt người'], bars: true,
    rows: periods.filter(({ of }) => of.kind === 'month').map(({ of, lines }) =>
      [of.label, total(lines, 'sessions'), total(lines, 'participants'), total(lines, 'attendances')]),
  };
}
