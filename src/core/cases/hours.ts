import { dayOf, startOf } from '../vietnam.ts';

/** Whether `at` (ms) lies in one of the windows `09:00-11:00, 20:00-22:00`, in Vietnamese time. */
export function isWindowOpen(hours: string, at: number): boolean {
  return windowStart(hours, at) > 0;
}

/** When the window that is open at `at` began (ms), or 0 when none is open. Windows may cross midnight. */
export function windowStart(hours: string, at: number): number {
  const today = dayOf(at);
  for (const { from, to } of readWindows(hours)) {
    for (const day of [today, today - 1]) {
      const start = startOf(day) + from * 60_000;
      const end = startOf(day) + (to > from ? to : to + 1440) * 60_000;
      if (start <= at && at < end) return start;
    }
  }
  return 0;
}

/** The windows in minutes of the day; what cannot be read is no window. */
function readWindows(hours: string): { from: number; to: number }[] {
  return [...hours.matchAll(/(\d{2}):(\d{2})-(\d{2}):(\d{2})/g)].map(([, fromHour, fromMinute, toHour, toMinute]) => ({
    from: Number(fromHour) * 60 + Number(fromMinute),
    to: Number(toHour) * 60 + Number(toMinute),
  }));
}
