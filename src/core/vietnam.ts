/** Viet Nam keeps one time all year: UTC+7, no summer time (Asia/Ho_Chi_Minh). */
const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

/** Days since 1970 in Vietnamese time. */
export const dayOf = (at: number): number => Math.floor((at + OFFSET_MS) / DAY_MS);

/** Such a day as `2026-11-21`. */
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Days since 1970 of such a day as `2026-11-21`. */
export const dayFrom = (date: string): number => Date.parse(date) / DAY_MS;

/** The day that lies `days` before `day`, both `2026-11-21`. */
export const dayBefore = (day: string, days: number): string => dateOf(dayFrom(day) - days);

/** When such a day begins (ms). */
export const startOf = (day: number): number => day * DAY_MS - OFFSET_MS;

/** When Viet Nam's day of `at` began (ms). */
export const dayStart = (at: number): number => startOf(dayOf(at));

/** Minutes since midnight in Viet Nam. */
export const minuteOf = (at: number): number => Math.floor((at - dayStart(at)) / 60_000);

/** Hours since midnight in Viet Nam, full ones. */
export const hourOf = (at: number): number => Math.floor(minuteOf(at) / 60);

/** What clocks and calendars in Viet Nam show: `2026-11-21T17:05:09`. */
export const wallTime = (at: number): string => new Date(at + OFFSET_MS).toISOString().slice(0, 19);

/** 0 is Sunday; day 0, 1970-01-01, was a Thursday. */
export const weekdayOf = (day: number): number => (day + 4) % 7;

/** `holidays` are days `2026-09-02` that are no working days beside Saturday and Sunday. */
export function isWorkingDay(day: number, holidays: readonly string[]): boolean {
  return ![0, 6].includes(weekdayOf(day)) && !holidays.includes(dateOf(day));
}

/** When so many working days after the day of `at` have ended (ms). */
export function endOfWorkingDays(at: number, days: number, holidays: readonly string[]): number {
  let day = dayOf(at);
  for (let left = days; left > 0;) {
    day += 1;
    if (isWorkingDay(day, holidays)) left -= 1;
  }
  return startOf(day + 1);
}
