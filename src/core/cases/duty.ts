/** A line of the roster, in minutes of the day: every week on `weekday` (0 Sunday), or on one `day` (`2027-02-06`). */
export type Shift = Readonly<{
  weekday: number | undefined; day: string | undefined;
  /** Both 0: free. An end that is not after the beginning is one of the next day. */
  begins: number; ends: number;
}>;

/** Pressed by hand: on until she presses off, which also ends the shift that is running then (ms; 0: never). */
export type ByHand = Readonly<{ onDuty: boolean; offAt: number }>;

const VIETNAM_OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Whether somebody is on duty at `at` (ms), in Vietnamese time: her hand first, the roster after it. */
export function isOnDuty({ onDuty, offAt }: ByHand, shifts: readonly Shift[], at: number): boolean {
  return onDuty || shiftStart(shifts, at) > offAt;
}

/** When the shift that runs at `at` began (ms); -1 when none does. */
function shiftStart(shifts: readonly Shift[], at: number): number {
  const midnight = Math.floor((at + VIETNAM_OFFSET_MS) / DAY_MS) * DAY_MS - VIETNAM_OFFSET_MS;
  const starts = [midnight, midnight - DAY_MS].flatMap((day) => ofDay(shifts, day).flatMap(({ begins, ends }) => {
    const start = day + begins * MINUTE_MS;
    const end = day + ends * MINUTE_MS + (ends > begins ? 0 : DAY_MS);
    return begins !== ends && start <= at && at < end ? [start] : [];
  }));
  return Math.max(-1, ...starts);
}

/** 0 is Sunday; day 0, 1970-01-01, was a Thursday. */
export const weekdayOf = (day: number): number => (day + 4) % 7;

/** The lines of one day: what was set for it alone counts instead of the week's. */
export function ofDay(shifts: readonly Shift[], midnight: number): Shift[] {
  const date = midnight + VIETNAM_OFFSET_MS;
  const dated = shifts.filter(({ day }) => day !== undefined && Date.parse(day) === date);
  return dated.length > 0 ? dated : shifts.filter(({ weekday }) => weekday === weekdayOf(date / DAY_MS));
}
