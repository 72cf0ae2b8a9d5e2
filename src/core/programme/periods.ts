/** A stretch of days, both ends in it, and what reports call it. */
export type Period = Readonly<{ kind: PeriodKind; label: string; from: string; to: string }>;

export const PERIOD_KINDS = ['month', 'quarter', 'half', 'nine_months', 'year', 'phase'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** A phase as its row says. */
type Phase = Readonly<{ name: string; begins: string; ends: string }>;

/** The whole months, quarters, halves, nine months and years from one day to another, and the phases it touches. */
export function periodsIn(from: string, to: string, phases: readonly Phase[]): Period[] {
  const years = range(Number(from.slice(0, 4)), Number(to.slice(0, 4)));
  const whole = years.flatMap(periodsOfYear).filter((period) => period.from >= from && period.to <= to);
  // A phase is told as far as the report goes: from its first day, which may lie before the report.
  const touched = phases.filter(({ begins, ends }) => begins <= to && ends >= from).map((phase): Period => {
    const end = phase.ends < to ? phase.ends : to;
    const label = end === phase.ends ? phase.name : `${phase.name} (đến ${dayText(end)})`;
    return { kind: 'phase', label, from: phase.begins, to: end };
  });
  return PERIOD_KINDS.flatMap((kind) => [...whole, ...touched].filter((period) => period.kind === kind));
}

function periodsOfYear(year: number): Period[] {
  const of = (kind: PeriodKind, label: string, [first, last]: readonly [number, number]): Period => (
    { kind, label, from: `${year}-${two(first)}-01`, to: lastDay(year, last) });
  return [
    ...range(1, 12).map((month) => of('month', `Tháng ${month}/${year}`, [month, month])),
    ...range(1, 4).map((quarter) => of('quarter', `Quý ${ROMAN[quarter - 1]}/${year}`, [quarter * 3 - 2, quarter * 3])),
    of('half', `6 tháng đầu năm ${year}`, [1, 6]), of('half', `6 tháng cuối năm ${year}`, [7, 12]),
    of('nine_months', `9 tháng năm ${year}`, [1, 9]),
    of('year', `Năm ${year}`, [1, 12]),
  ];
}

const ROMAN = ['I', 'II', 'III', 'IV'] as const;
const two = (number: number): string => String(number).padStart(2, '0');
const range = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);

function lastDay(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** The whole months (`2026-11`) from one day to another. */
export function monthsIn(from: string, to: string): string[] {
  return periodsIn(from, to, []).filter(({ kind }) => kind === 'month').map((period) => period.from.slice(0, 7));
}

/** `21/11/2026`. */
export const dayText = (day: string): string => day.split('-').reverse().join('/');

/** What a stretch is called where it is a whole one; otherwise its two days. */
export function stretchText(from: string, to: string): string {
  const whole = periodsOfYear(Number(from.slice(0, 4))).find((period) => period.from === from && period.to === to);
  return whole?.label ?? `Từ ${dayText(from)} đến ${dayText(to)}`;
}
