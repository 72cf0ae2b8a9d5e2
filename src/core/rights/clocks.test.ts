import { expect, test } from 'vitest';
import { breachStandingOf, deadlinesOf, hoursLeft, standingOf, tellBy } from './clocks.ts';

const vietnam = (moment: string): number => Date.parse(`${moment}+07:00`);
const told = (at: number): string => new Date(at + 7 * 3_600_000).toISOString().slice(0, 16);

// 2026-11-20 is a Friday.
test.each([
  ['on a Monday', '2026-11-16T09:00', [], '2026-11-19T00:00'],
  ['on a Thursday: Friday and Monday', '2026-11-19T09:00', [], '2026-11-24T00:00'],
  ['on a Friday: Monday and Tuesday', '2026-11-20T09:00', [], '2026-11-25T00:00'],
  ['on a Saturday', '2026-11-21T09:00', [], '2026-11-25T00:00'],
  ['on a Sunday', '2026-11-22T23:59', [], '2026-11-25T00:00'],
  ['a minute before midnight', '2026-11-16T23:59', [], '2026-11-19T00:00'],
  ['at midnight', '2026-11-17T00:00', [], '2026-11-20T00:00'],
  // Still Monday in London.
  ['at one in the morning in Viet Nam', '2026-11-17T01:00', [], '2026-11-20T00:00'],
  ['before holidays', '2026-11-16T09:00', ['2026-11-17', '2026-11-18'], '2026-11-21T00:00'],
  ['before a holiday on a Sunday, which costs no working day', '2026-11-20T09:00', ['2026-11-22'], '2026-11-25T00:00'],
  ['over the new year', '2026-12-31T09:00', ['2027-01-01'], '2027-01-06T00:00'],
])('what is asked %s is answered before the end of the second working day', (_, at, holidays, end) => {
  expect(told(deadlinesOf(vietnam(at), holidays).answerBy)).toBe(end);
});

test.each([
  ['2026-11-16T09:00', '2026-12-02T00:00'],
  ['2026-11-16T23:59', '2026-12-02T00:00'],
  ['2026-11-17T00:00', '2026-12-03T00:00'],
  // The fifteenth day is a Saturday, and stays it.
  ['2026-11-20T09:00', '2026-12-06T00:00'],
])('what is asked at %s is done before the end of the fifteenth day, %s', (at, end) => {
  expect(told(deadlinesOf(vietnam(at), ['2026-12-01']).doneBy)).toBe(end);
});

test('the authority is told within 72 hours, weekends and nights included', () => {
  expect(told(tellBy(vietnam('2026-11-20T17:30')))).toBe('2026-11-23T17:30');
});

const monday = vietnam('2026-11-16T09:00');
const asked = { ...deadlinesOf(monday, []), answeredAt: undefined, doneAt: undefined };
const answered = { ...asked, answeredAt: monday + 1 };

test.each([
  ['open', asked, '2026-11-17T23:59'],
  ['due', asked, '2026-11-18T00:00'],
  ['due', asked, '2026-11-18T23:59'],
  ['overdue', asked, '2026-11-19T00:00'],
  ['open', answered, '2026-11-19T00:00'],
  ['open', answered, '2026-11-28T23:59'],
  ['due', answered, '2026-11-29T00:00'],
  ['overdue', answered, '2026-12-02T00:00'],
  ['done', { ...asked, doneAt: monday + 2 }, '2026-12-20T00:00'],
] as const)('a request is %s', (standing, request, at) => {
  expect(standingOf(request, vietnam(at))).toBe(standing);
});

test('a breach is due until it is told, and overdue after its hours', () => {
  const by = tellBy(monday);
  expect(breachStandingOf({ tellBy: by, toldAt: undefined }, by - 1)).toBe('due');
  expect(breachStandingOf({ tellBy: by, toldAt: undefined }, by)).toBe('overdue');
  expect(breachStandingOf({ tellBy: by, toldAt: monday }, by)).toBe('done');
  expect([hoursLeft(by, monday), hoursLeft(by, by - 1), hoursLeft(by, by + 1)]).toEqual([72, 0, -1]);
});
