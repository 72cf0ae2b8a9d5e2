import { expect, test } from 'vitest';
import { daysBetween, readDay } from './dates.ts';
import { isOpenAt, readOpeningHours } from './hours.ts';

test.each([
  ['24/7', '24/7'],
  [' 24/7 ', '24/7'],
  ['T2-T6 07:30-17:00', 'T2-T6 07:30-17:00'],
  ['t2 - t6  7h30 - 17h00', 'T2-T6 7H30-17H00'],
  ['T2,T4,CN 07:30-11:30', 'T2,T4,CN 07:30-11:30'],
  ['T2-T6 07:30-11:30|T7 08:00-24:00', 'T2-T6 07:30-11:30|T7 08:00-24:00'],
])('%s is read', (text, written) => expect(readOpeningHours(text)).toMatchObject({ text: written }));

test.each([
  ['cả ngày', 'is not written like'],
  ['T2-T6', 'is not written like'],
  ['T8 07:30-17:00', 'names no days'],
  ['T6-T2 07:30-17:00', 'names no days'],
  ['T2-T6 07:60-17:00', '"07:60" is no time of day'],
  ['T2-T6 07:30-25:00', '"25:00" is no time of day'],
  ['T2-T6 17:00-07:30', 'before it opens'],
  ['T2-T6 07:30-17:00|', 'is not written like'],
])('%s is refused', (text, why) => {
  expect(readOpeningHours(text)).toMatchObject({ problem: expect.stringContaining(why) });
});

test.each([
  ['24/7', 7, 3 * 60, true],
  ['T2-T6 07:30-17:00', 1, 7 * 60 + 30, true],
  ['T2-T6 07:30-17:00', 5, 17 * 60, false],
  ['T2-T6 07:30-17:00', 6, 9 * 60, false],
  ['T2-T6 07:30-11:30|CN 20:00-24:00', 7, 23 * 60 + 59, true],
  ['', 1, 600, false],
])('%s on day %d at minute %d: open is %s', (hours, day, minute, open) => {
  expect(isOpenAt(hours, day, minute)).toBe(open);
});

test.each([
  ['2026-11-21', '2026-11-21'],
  ['21/11/2026', '2026-11-21'],
  ['1/2/2026', '2026-02-01'],
  ['29/02/2024', '2024-02-29'],
  ['29/02/2026', undefined],
  ['31/04/2026', undefined],
  ['2026-13-01', undefined],
  ['0/1/2026', undefined],
  ['11.21.2026', undefined],
  ['46347', undefined],
])('the day %s is %s', (text, day) => expect(readDay(text)).toBe(day));

test('days are counted over months and leap years', () => {
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1);
});
