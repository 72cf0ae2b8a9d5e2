import { describe, expect, test } from 'vitest';
import type { CaseEvent } from './calling.ts';
import {
  canMeet, HOW, isOverdue, mayTellCommittee, metCode, minutesLeft, nudgedCode, nudgesDue, OBLIGATIONS, obligationsOf, owedStanding, type Owing, TOLD,
} from './obligations.ts';

const HOUR = 3_600_000;
/** A Friday, 9 in the morning in Viet Nam. */
const AT = Date.parse('2026-11-20T02:00:00Z');
const on = (code: string, hours: number): CaseEvent => ({ code, at: AT + hours * HOUR });
const owing = (events: readonly CaseEvent[], more: Partial<Owing> = {}): Owing => ({ under16: true, danger: 'urgent', events, holidays: [], ...more });
const CHILD = [on('filed', -1), on('accepted', 0)];
const TOLD_111 = [...CHILD, on('met_child_told_child_line_phone', 0.5)];
const hoursOf = (owed: { from: number; by: number }): number => (owed.by - owed.from) / HOUR;

describe('what is owed follows from what the case has seen', () => {
  test.each([
    ['a case nobody has taken', owing([on('filed', 0)]), []],
    ['an adult', owing(CHILD, { under16: false }), []],
    ['an adult who has come', owing([...CHILD, on('arrived', 1)], { under16: false }), ['arrival_told']],
    ['a child', owing(CHILD), ['child_told']],
    ['a child of whom somebody was told', owing(TOLD_111), ['child_told', 'child_safe', 'child_planned']],
    ['a child who has come', owing([...CHILD, on('arrived', 1)]), ['child_told', 'arrival_told']],
    ['a proof of nobody who is known', owing([...CHILD, on('met_child_told_neighbour_phone', 1)]), ['child_told']],
  ])('%s', (_of, given, wanted) => expect(obligationsOf(given).map(({ is }) => is)).toEqual(wanted));

  test('the clocks: an hour of ours, twelve of the law, five working days, a day of ours', () => {
    const [told, safe, planned, came] = obligationsOf(owing([...TOLD_111, on('arrived', 2)]));
    expect([told, safe, came].map((one) => one && [one.is, one.from - AT, hoursOf(one), one.ownClock])).toEqual([
      ['child_told', 0, 1, true], ['child_safe', 0.5 * HOUR, 12, false], ['arrival_told', 2 * HOUR, 24, true],
    ]);
    // Told on a Friday: Monday to Friday of the next week, the last day whole.
    expect(planned && new Date(planned.by).toISOString()).toBe('2026-11-27T17:00:00.000Z');
    const [, , later] = obligationsOf(owing(TOLD_111, { holidays: ['2026-11-24'] }));
    expect(later && new Date(later.by).toISOString()).toBe('2026-11-30T17:00:00.000Z');
  });

  test('twelve hours are the law where the danger is serious, and ours otherwise', () => {
    const ownOf = (danger: Owing['danger']) => obligationsOf(owing(TOLD_111, { danger })).find(({ is }) => is === 'child_safe')?.ownClock;
    expect([ownOf('urgent'), ownOf('normal')]).toEqual([false, true]);
  });

  test('whoever takes the case later finds the clock where it stands', () => {
    const [told] = obligationsOf(owing([...CHILD, on('passed', 2), on('accepted', 3)]));
    expect([told?.from, told && owedStanding(told, AT + 3 * HOUR)]).toEqual([AT, 'overdue']);
  });
});

test.each([
  [0, 'open', 60], [0.5, 'open', 30], [1 - 1 / 3600, 'open', 0], [1, 'overdue', 0], [3, 'overdue', -120],
])('after %s hours it is %s, with %s minutes left', (hours, standing, left) => {
  const [told] = obligationsOf(owing(CHILD));
  if (!told) throw new Error('nothing is owed');
  expect([owedStanding(told, AT + hours * HOUR), minutesLeft(told, AT + hours * HOUR)]).toEqual([standing, left]);
  expect(isOverdue([told], AT + hours * HOUR)).toBe(standing === 'overdue');
});

test('what is kept has no clock any more, and is kept once', () => {
  const owed = obligationsOf(owing(TOLD_111));
  const [told] = owed;
  expect(told && [told.met, owedStanding(told, AT + 100 * HOUR)]).toEqual([{ told: 'child_line', how: 'phone', at: AT + 0.5 * HOUR }, 'met']);
  expect(canMeet(owed, 'child_told', 'police')).toBeUndefined();
  expect(canMeet(owed, 'child_safe', 'police')?.is).toBe('child_safe');
});

test('every proof is a code that is read back as it was written', () => {
  for (const is of OBLIGATIONS) {
    for (const told of TOLD) {
      for (const how of HOW) {
        const events = [...TOLD_111.slice(0, is.startsWith('child_') && is !== 'child_told' ? 3 : 2), on('arrived', 0), on(metCode(is, told, how), 0.6)];
        expect(obligationsOf(owing(events)).find((one) => one.is === is)?.met).toEqual({ told, how, at: AT + 0.6 * HOUR });
      }
    }
  }
});

test.each([
  ['she leaves nobody out', [], ['child_line', 'police', 'committee'], ['committee']],
  ['her commune is left out', ['body_excluded'], ['child_line', 'police'], []],
  ['the province has said: another commune', ['body_excluded', 'decided_other_commune'], ['child_line', 'police', 'other_committee'], ['other_committee']],
  ['the province is told instead', ['body_excluded', 'decided_told_province'], ['child_line', 'police'], ['province']],
  ['it is told all the same', ['body_excluded', 'decided_told_anyway'], ['child_line', 'police', 'committee'], ['committee']],
  ['the last word counts', ['body_excluded', 'decided_told_anyway', 'decided_told_province'], ['child_line', 'police'], ['province']],
  ['a word that nobody knows', ['body_excluded', 'decided_maybe'], ['child_line', 'police'], []],
])('who may be told: %s', (_how, codes, child, arrival) => {
  const events = [...codes.map((code) => on(code, 0)), ...CHILD, on('arrived', 1)];
  const owed = obligationsOf(owing(events));
  expect(owed.map(({ to }) => to)).toEqual([child, arrival]);
  expect(mayTellCommittee(events)).toBe(child.includes('committee'));
  for (const told of TOLD) {
    expect(canMeet(owed, 'child_told', told) !== undefined).toBe(child.includes(told));
    expect(canMeet(owed, 'arrival_told', told) !== undefined).toBe(arrival.includes(told));
  }
  const came = owed[1];
  expect(came && owedStanding(came, AT + 2 * HOUR)).toBe(arrival.length > 0 ? 'open' : 'waits');
  expect(came && owedStanding(came, AT + 26 * HOUR), 'nobody has decided in time').toBe('overdue');
});

describe('reminders: at half of the time and at its end, once each', () => {
  const had = (nudge: 'half' | 'end', hours: number): CaseEvent => on(nudgedCode('child_told', nudge), hours);
  test.each([
    ['before half', CHILD, 0.49, []],
    ['at half', CHILD, 0.5, ['half']],
    ['after half, reminded', [...CHILD, had('half', 0.5)], 0.9, []],
    ['at the end', [...CHILD, had('half', 0.5)], 1, ['end']],
    ['at the end, the house had stood still: one, not two', CHILD, 5, ['end']],
    ['after the end, reminded', [...CHILD, had('half', 0.5), had('end', 1)], 50, []],
    ['somebody else has taken it since', [...CHILD, had('half', 0.5), had('end', 1), on('passed', 2), on('accepted', 3)], 3, ['end']],
    ['and was reminded', [...CHILD, had('end', 1), on('accepted', 3), had('end', 3)], 9, []],
    ['kept in time', TOLD_111, 2, []],
  ])('%s', (_when, events, hours, wanted) => {
    expect(nudgesDue(owing(events), AT + hours * HOUR).map(({ nudge }) => nudge)).toEqual(wanted);
  });

  test('each obligation has its own', () => {
    const given = owing([...TOLD_111, on('arrived', 0)]);
    expect(nudgesDue(given, AT + 12.5 * HOUR)).toEqual([{ is: 'child_safe', nudge: 'end' }, { is: 'arrival_told', nudge: 'half' }]);
  });
});
