import { type Figure, figureText, shareText } from './figure.ts';
import { helpedLabel, lowered, type Names } from './labels.ts';
import { stretchText } from './periods.ts';
import { lineOf, type Report } from './report.ts';
import { unitName } from './unit.ts';

/** What a report says on one page, in sentences like those that are written by hand. */
export function sentencesOf(report: Report, names: Names): string[] {
  const { from, to, unit } = report;
  return [
    `Kết quả ${lowered(stretchText(from, to))} – ${unitName(unit)}`,
    ...names.codes('club_kind').flatMap((kind) => clubSentence(report, kind, names)),
    ...names.codes('activity_kind').flatMap((kind) => activitySentence(report, kind, names)),
    ...listSentence(report, 'materials', 'Cấp phát', names),
    ...listSentence(report, 'entries', 'Nhận dự thi', names),
    ...listSentence(report, 'awarded', 'Đạt giải', names),
    ...listSentence(report, 'forwarded', 'Gửi dự thi cấp trên', names),
    ...report.progress.map(({ indicator, target, done, share }) => {
      const reached = share ? `, đạt ${shareText(share)} kế hoạch` : '';
      return `${indicator.name}: ${figureText(done)}/${figureText(target.plan)}${reached}.`;
    }),
    ...report.helped.map(({ measure, of, count, atLeast }) =>
      `${helpedLabel(measure, of)}: ${figureText({ value: count, mark: atLeast ? 'over' : 'exact' })}.`),
  ];
}

function clubSentence({ lines }: Report, kind: string, names: Names): string[] {
  const at = (rest: string): Figure | undefined => lineOf(lines, `clubs/${kind}/${rest}`);
  const [launched, all] = [at('launched'), at('all')];
  if (!all && !launched) return [];
  const counted = names.counted('club_kind', kind);
  const members = at('all/members');
  const begun = launched ? `Ra mắt ${counting(launched, counted, names.name('club_kind', kind))}${said([
    [at('launched/communes'), 'tại', 'xã'], [at('launched/schools'), 'ở', 'trường'],
    [at('launched/members'), 'với', 'thành viên'],
  ])}` : '';
  const short = all && `${figureText(all)} ${counted}`.trim();
  const many = all && (launched ? short : counting(all, counted, names.name('club_kind', kind)));
  const there = many ? `lũy kế ${many}${members ? `, ${figureText(members)} thành viên` : ''}` : '';
  const sentence = [begun, there].filter((part) => part !== '').join('; ');
  return [`${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}.`];
}

function activitySentence({ lines }: Report, kind: string, names: Names): string[] {
  const at = (rest: string): Figure | undefined => lineOf(lines, `activities/${kind}/${rest}`);
  const sessions = at('sessions');
  if (!sessions) return [];
  const what = counting(sessions, names.counted('activity_kind', kind), names.name('activity_kind', kind));
  return [`Thực hiện ${what}${said([
    [at('clubs'), 'tại', 'mô hình'], [at('communes'), 'ở', 'xã'], [at('participants'), 'cho', 'người'],
    [at('attendances'), 'với', 'lượt người'], [at('delegates'), 'có', 'đại biểu'],
    [at('answers'), 'thu', 'phiếu hỏi'], [at('loans'), 'giúp', 'người được vay vốn'],
    [at('introduced'), 'giới thiệu', 'người vay vốn ủy thác'], [at('grants'), 'trao', 'suất trang thiết bị'],
  ])}.`];
}

function listSentence({ lines }: Report, measure: string, verb: string, names: Names): string[] {
  const list = measure === 'materials' ? 'material' : 'entry';
  const parts = names.codes(list).flatMap((code) => {
    const figure = lineOf(lines, `${measure}/${code}`);
    return figure ? [`${figureText(figure)} ${lowered(names.name(list, code))}`] : [];
  });
  return parts.length === 0 ? [] : [`${verb} ${parts.join(', ')}.`];
}

function said(parts: readonly (readonly [Figure | undefined, string, string])[]): string {
  return parts.flatMap(([figure, before, after]) => (figure ? [`${before} ${figureText(figure)} ${after}`] : []))
    .map((part) => ` ${part}`).join(',');
}

/** `39 tổ truyền thông cộng đồng`, `11 lớp tập huấn`: the counting word is not said twice. */
function counting(figure: Figure, counted: string, name: string): string {
  const own = name.toLowerCase().startsWith(counted.toLowerCase());
  return [figureText(figure), ...(counted === '' || own ? [] : [counted]), lowered(name)].join(' ');
}
