import { expect, test } from 'vitest';
import { isOnDuty, type Shift } from './duty.ts';

const vietnam = (text: string): number => Date.parse(`${text}:00+07:00`);
const hours = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const week = (weekday: number, begins: string, ends: string): Shift => ({ weekday, day: undefined, begins: hours(begins), ends: hours(ends) });
const dated = (day: string, begins: string, ends: string): Shift => ({ weekday: undefined, day, begins: hours(begins), ends: hours(ends) });
/** Monday mornings, and Friday nights until six. 2027-02-01 is a Monday. */
const ROSTER = [week(1, '08:00', '12:00'), week(5, '20:00', '06:00'), dated('2027-02-08', '00:00', '00:00'), dated('2027-02-10', '09:00', '10:00')];

test.each([
  ['in a shift', '2027-02-01T08:00', true], ['a minute before', '2027-02-01T07:59', false], ['when it ends', '2027-02-01T12:00', false],
  ['on another day', '2027-02-02T09:00', false], ['at night', '2027-02-05T23:00', true], ['in the night after midnight', '2027-02-06T05:59', true],
  ['the morning after', '2027-02-06T06:00', false], ['free on a Monday of Tết', '2027-02-08T09:00', false], ['swapped in for one day', '2027-02-10T09:30', true],
])('on duty %s', (_, at, is) => expect(isOnDuty({ onDuty: false, offAt: 0 }, ROSTER, vietnam(at))).toBe(is));

test('pressed by hand she is on, whatever the roster says', () => {
  expect(isOnDuty({ onDuty: true, offAt: 0 }, [], vietnam('2027-02-02T03:00'))).toBe(true);
});

test('pressed off she is off for the shift that runs, and on again with the next', () => {
  const off = { onDuty: false, offAt: vietnam('2027-02-01T09:00') };
  expect(isOnDuty(off, ROSTER, vietnam('2027-02-01T11:00'))).toBe(false);
  expect(isOnDuty(off, ROSTER, vietnam('2027-02-05T21:00'))).toBe(true);
});
