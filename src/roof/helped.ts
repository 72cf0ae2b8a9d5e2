import { dateOf, dayFrom } from '../core/vietnam.ts';
import type { HelpedStore } from '../stores/helped.ts';
import type { Chore } from '../tasks/clock.ts';

/**
 * A month is counted within so many days of its end, or never: later some of its cases are deleted, and a count that is
 * made anew from what a backup brought back would differ from the one that was shown.
 */
const COUNTED_WITHIN_DAYS = 10;

export type HelpedOptions = Readonly<{ helped: HelpedStore; now: () => number; today: (at: number) => string }>;

/** Counts the month that has just ended, while its cases are still there. */
export function helpedChores({ helped, now, today }: HelpedOptions): Chore[] {
  return [{ name: 'helped', everyMs: 3_600_000, run: async () => {
    const day = today(now());
    if (Number(day.slice(8)) > COUNTED_WITHIN_DAYS) return;
    const lastOfBefore = dateOf(dayFrom(`${day.slice(0, 7)}-01`) - 1);
    await helped.count(lastOfBefore.slice(0, 7), now());
  } }];
}
