import { expect, test } from 'vitest';
import { dateOf, dayFrom, dayOf, dayStart, hourOf, isWorkingDay, minuteOf, wallTime, weekdayOf } from './vietnam.ts';

const vietnam = (moment: string): number => Date.parse(`${moment}+07:00`);

test.each([
  ['2026-11-17T00:00', '2026-11-17T00:00:00'],
  // Still the day before in London.
  ['2026-11-16T23:59', '2026-11-16T00:00:00'],
  ['2026-11-17T06:59', '2026-11-17T00:00:00'],
])('the day of %s began at %s', (at, start) => {
  expect(wallTime(dayStart(vietnam(at)))).toBe(start);
  expect(dateOf(dayOf(vietnam(at)))).toBe(start.slice(0, 10));
});

test('the clock on the wall is seven hours ahead of London', () => {
  const at = Date.parse('2026-11-21T17:05:09.500Z');
  expect([wallTime(at), hourOf(at), minuteOf(at)]).toEqual(['2026-11-22T00:05:09', 0, 5]);
});

test.each([
  ['a Sunday', '2026-11-22', 0, false],
  ['a Saturday', '2026-11-21', 6, false],
  ['a Monday', '2026-11-23', 1, true],
  ['a holiday on a Tuesday', '2026-11-24', 2, false],
  ['a leap day on a Tuesday', '2028-02-29', 2, true],
])('%s', (_, date, weekday, works) => {
  expect(weekdayOf(dayFrom(date))).toBe(weekday);
  expect(isWorkingDay(dayFrom(date), ['2026-11-24'])).toBe(works);
});
