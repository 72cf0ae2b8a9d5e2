/** When a place is open: days from 1 (Monday) to 7 (Sunday), minutes from midnight; `to` 1440 is midnight. */
export type OpenSpan = Readonly<{ days: readonly number[]; from: number; to: number }>;

export type OpeningHours = Readonly<{ text: string; spans: readonly OpenSpan[] }>;

/**
 * Reads `24/7`, `T2-T6 07:30-17:00`, or several such spans separated by `|`. Days are T2 to T7 and CN.
 * What cannot be read comes back as a sentence that says what is wrong.
 */
export function readOpeningHours(text: string): OpeningHours | { problem: string } {
  if (/^24 ?[/h] ?7$/i.test(text.trim())) return ALWAYS;
  const spans: OpenSpan[] = [];
  const written: string[] = [];
  for (const part of text.split(/[|;]/)) {
    const span = readSpan(part);
    if ('problem' in span) return span;
    spans.push(span);
    written.push(part.trim().replace(/\s+/g, ' ').replace(/\s*-\s*/g, '-').toUpperCase());
  }
  return { text: written.join('|'), spans };
}

/** True when the place is open then; hours that are empty or cannot be read are never open. */
export function isOpenAt(hours: string, weekday: number, minute: number): boolean {
  const read = readOpeningHours(hours);
  return 'spans' in read
    && read.spans.some((span) => span.days.includes(weekday) && span.from <= minute && minute < span.to);
}

const DAY_MINUTES = 1440;
const ALWAYS: OpeningHours = { text: '24/7', spans: [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: DAY_MINUTES }] };
const DAY_NAMES = ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'];

function readSpan(part: string): OpenSpan | { problem: string } {
  const match = /^\s*(\S.*?)\s+(\d\S*)\s*-\s*(\d\S*)\s*$/.exec(part);
  const [, dayText = '', fromText = '', toText = ''] = match ?? [];
  if (!match) return { problem: `"${part.trim()}" is not written like "24/7" or "T2-T6 07:30-17:00".` };
  const days = readDays(dayText);
  if (!days) return { problem: `"${dayText}" names no days: write T2 to T7 and CN, like "T2-T6" or "T2,T4".` };
  const [from, to] = [readMinute(fromText), readMinute(toText)];
  if (from === undefined) return { problem: `"${fromText}" is no time of day: write it like 07:30.` };
  if (to === undefined) return { problem: `"${toText}" is no time of day: write it like 17:00.` };
  if (from >= to) return { problem: `The place closes at ${toText}, before it opens at ${fromText}; divide at 24:00.` };
  return { days, from, to };
}

function readDays(text: string): number[] | undefined {
  const days: number[] = [];
  for (const part of text.toUpperCase().split(',')) {
    const [first, last = first, ...more] = part.split('-').map((name) => DAY_NAMES.indexOf(name.trim()) + 1);
    if (!first || !last || more.length > 0 || first > last) return undefined;
    for (let day = first; day <= last; day += 1) days.push(day);
  }
  return days;
}

function readMinute(text: string): number | undefined {
  const match = /^(\d{1,2})[:h](\d{2})$/i.exec(text);
  if (!match) return undefined;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minute <= DAY_MINUTES ? minute : undefined;
}
