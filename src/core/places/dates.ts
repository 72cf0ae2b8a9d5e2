import { dayFrom } from '../vietnam.ts';

/** Reads `2026-11-21` or `21/11/2026` as a day of the calendar, written `2026-11-21`; anything else is undefined. */
export function readDay(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  const local = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
  const [year, month, day] = iso ? iso.slice(1) : (local ?? []).slice(1).reverse();
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return Number(day) >= 1 && Number(day) <= daysInMonth(Number(year), Number(month)) ? written : undefined;
}

/** Days from one day to another, both written `2026-11-21`; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayFrom(to) - dayFrom(from);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  if (month < 1 || month > 12) return 0;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
