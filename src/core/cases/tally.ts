/** Answers that are not written out yet, by month and answer. */
export type Tally = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Whether it has helped. */
export const RATINGS = ['rate_yes', 'rate_part', 'rate_no'] as const;

/** A single answer that appears beside a single closed case tells whose it is; of five nobody's. */
export const BATCH = 5;
/** Months back that an unfinished batch is kept. */
const MONTHS_KEPT = 2;

export type Counted = Readonly<{ tally: Tally; out: readonly { answer: string; count: number }[] }>;

/** One more answer; once there are five of a month they are all written out together. Months are `YYYY-MM`. */
export function countOne(before: Tally, month: string, answer: string): Counted {
  if (!RATINGS.some((known) => known === answer)) return { tally: before, out: [] };
  const kept = Object.fromEntries(Object.entries(before).filter(([name]) => monthsBetween(name, month) <= MONTHS_KEPT));
  const here = { ...kept[month], [answer]: (kept[month]?.[answer] ?? 0) + 1 };
  const total = Object.values(here).reduce((sum, count) => sum + count, 0);
  if (total < BATCH) return { tally: { ...kept, [month]: here }, out: [] };
  const { [month]: _, ...others } = kept;
  return { tally: others, out: Object.entries(here).map(([name, count]) => ({ answer: name, count })) };
}

/** A month as officers read it: how many answered, and what, unless one kind was said by fewer than five. */
export type Answers = Readonly<{ month: string; answered: number } & ({ counts: Record<string, number> } | {
  withheld: true;
})>;

/** One line a month. A count that can be got by subtracting is as good as shown: all of a month go together. */
export function answersByMonth(rows: readonly { month: string; answer: string; count: number }[]): Answers[] {
  const months = [...new Set(rows.map(({ month }) => month))].toSorted();
  return months.map((month) => {
    const own = rows.filter((row) => row.month === month);
    const answered = own.reduce((sum, { count }) => sum + count, 0);
    if (own.some(({ count }) => count > 0 && count < BATCH)) return { month, answered, withheld: true };
    const countOf = (answer: string): number => own.find((row) => row.answer === answer)?.count ?? 0;
    return { month, answered, counts: Object.fromEntries(RATINGS.map((answer) => [answer, countOf(answer)])) };
  });
}

function monthsBetween(one: string, other: string): number {
  const months = (name: string): number => Number(name.slice(0, 4)) * 12 + Number(name.slice(5, 7));
  return months(other) - months(one);
}
