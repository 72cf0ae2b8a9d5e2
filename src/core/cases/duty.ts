import { dateOf, dayOf, startOf, weekdayOf } from '../vietnam.ts';

/** A line of the roster, in minutes of the day: every week on `weekday` (0 Sunday), or on one `day` (`2027-02-06`). */
export type Shift = Readonly<{
  weekday: number | undefined; day: string | undefined;
  /** Both 0: free. An end that is not after the beginning is one of the next day. */
  begins: number; ends: number;
}>;

/** Pressed by hand: on until she presses off, which also ends the shift that is running then (ms; 0: never). */
export type ByHand = Readonly<{ onDuty: boolean; offAt: number }>;

const MINUTE_MS = 60_000;

/** Whether somebody is on duty at `at` (ms), in Vietnamese time: her hand first, the roster after it. */
export function isOnDuty({ onDuty, offAt }: ByHand, shifts: readonly Shift[], at: number): boolean {
  return onDuty || shiftStart(shifts, at) > offAt;
}

/** When the shift that runs at `at` began (ms); -1 when none does. */
function shiftStart(shifts: readonly Shift[], at: number): number {
  const today = dayOf(at);
  const starts = [today, today - 1].flatMap((day) => ofDay(shifts, day).flatMap(({ begins, ends }) => {
    const start = startOf(day) + begins * MINUTE_MS;
    const end = startOf(ends > begins ? day : day + 1) + ends * MINUTE_MS;
    return begins !== ends && start <= at && at < end ? [start] : [];
  }));
  return Math.max(-1, ...starts);
}

/** The lines of one day (since 1970): what was set for it alone counts instead of the week's. */
export function ofDay(shifts: readonly Shift[], day: number): Shift[] {
  const date = dateOf(day);
  const dated = shifts.filter((shift) => shift.day === date);
  return dated.length > 0 ? dated : shifts.filter(({ weekday }) => weekday === weekdayOf(day));
}
