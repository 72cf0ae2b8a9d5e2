import { describe, expect, test } from 'vitest';
import { callable, holderFate, type Holding, isOfficeTime, nextRing, type Now, remindTime, timelineOf } from './calling.ts';
import type { RingMember } from './conflict.ts';
import { ringGap, ringTime } from './rings.ts';

const HOUR = 3_600_000;
const AT = Date.parse('2026-11-23T10:00:00+07:00');
const member = (id: string, role = 'member'): RingMember =>
  ({ id, role, addressCode: 'A', unitCode: undefined, onDuty: true, closeTo: [], official: false });
const RINGS = [[member('a')], [member('b'), member('c')], [], [member('o', 'commune_officer')], [member('p', 'province_duty')]];
const now = (rest: Partial<Now> = {}): Now =>
  ({ at: AT, danger: 'normal', alerts: [], reachable: new Set('abcop'), isOffice: true, alertMs: 72 * HOUR, ...rest });
const shown = (rest: Partial<Now>): string => callable(RINGS, now(rest)).map((ring) => ring.map(({ id }) => id).join('')).join('|');

describe('called can be', () => {
  test.each([
    ['everybody', {}, 'a|bc||o|p'],
    ['not whom nothing reaches', { reachable: new Set('bp') }, '|b|||p'],
    ['not who was called', { alerts: [{ memberId: 'a', answer: undefined, at: AT }] }, '|bc||o|p'],
    ['not who knows the people', { alerts: [{ memberId: 'b', answer: 'recused', at: AT - 999 * HOUR }] }, 'a|c||o|p'],
    ['again whom an alert did not reach', { alerts: [{ memberId: 'a', answer: 'unreached', at: AT }] }, 'a|bc||o|p'],
    ['again whose alert grew old', { alerts: [{ memberId: 'a', answer: undefined, at: AT - 72 * HOUR - 1 }] }, 'a|bc||o|p'],
    ['no commune office at night', { isOffice: false }, 'a|bc|||p'],
    ['a commune office at night when somebody is in danger', { isOffice: false, danger: 'urgent' as const }, 'a|bc||o|p'],
  ])('%s', (_, rest, wanted) => expect(shown(rest)).toBe(wanted));
});

test.each([[0, 1, 'a'], [1, 2, 'bc'], [2, 4, 'o'], [4, 5, 'p'], [5, undefined, undefined]])('after ring %i comes ring %s', (ring, next, called) => {
  const found = nextRing(RINGS, ring);
  expect([found?.ring, found?.called.map(({ id }) => id).join('')]).toEqual([next, called]);
});

test('rings are called at filing and then minutes after it, also in parts of a minute', () => {
  expect([1, 2, 3, 4, 5].map((ring) => ringTime(0, [0.01, 0.05, 0.1], ring))).toEqual([0, 600, 3_000, 6_000, 9_000]);
  expect([1, 2, 3, 4].map((ring) => ringGap([0.01, 0.05, 0.1], ring))).toEqual([600, 2_400, 3_000, 3_000]);
  expect(ringGap([], 1)).toBe(1);
});

test('they are reminded half-way to the next ring', () => expect(remindTime(1_000, 2_001)).toBe(1_500));

describe('a holder', () => {
  const SILENT = 14 * 24 * HOUR;
  const holding: Holding = { state: 'accepted', restricted: false, actedAt: AT, lostAt: undefined, danger: 'normal', returned: false };
  test.each([
    ['who works', {}, 'stays'], ['silent for two weeks', { actedAt: AT - SILENT }, 'stays'], ['silent for longer', { actedAt: AT - SILENT - 1 }, 'returns'],
    ['silent again', { actedAt: AT - SILENT - 1, returned: true }, 'listed'], ['silent in a case on hold', { actedAt: 0, restricted: true }, 'stays'],
    ['silent in a case that is over', { actedAt: 0, state: 'closed' }, 'stays'], ['whom nothing reaches for three days', { lostAt: AT - 72 * HOUR }, 'stays'],
    ['whom nothing reaches for longer', { lostAt: AT - 72 * HOUR - 1 }, 'returns'],
    ['whom nothing reaches for half a day, in danger', { lostAt: AT - 12 * HOUR - 1, danger: 'urgent' as const }, 'returns'],
  ] as const)('%s: the case %s', (_, rest, fate) => expect(holderFate({ ...holding, ...rest }, AT, SILENT)).toBe(fate));
});

test.each([
  ['Monday at ten', '2026-11-23T10:00', true], ['Monday before it opens', '2026-11-23T07:29', false], ['Monday when it closes', '2026-11-23T17:00', false],
  ['Sunday', '2026-11-22T10:00', false], ['a holiday', '2026-11-24T10:00', false],
])('offices are open: %s', (_, at, is) => {
  expect(isOfficeTime('07:30-17:00', Date.parse(`${at}:00+07:00`), ['2026-11-24'])).toBe(is);
  expect(isOfficeTime('any', Date.parse(`${at}:00+07:00`), ['2026-11-24'])).toBe(true);
});

test('the history of a case is codes and times, and members by a bare number', () => {
  expect(timelineOf([
    { code: 'accepted', at: AT + 600_000, memberId: 'x9' }, { code: 'filed', at: AT }, { code: 'recused', at: AT + 60_000, memberId: 'k2' },
    { code: 'opened', at: AT + 300_000, memberId: 'x9' },
  ])).toEqual([
    { at: AT, minutes: 0, code: 'filed' }, { at: AT + 60_000, minutes: 1, code: 'recused', member: 1 },
    { at: AT + 300_000, minutes: 5, code: 'opened', member: 2 }, { at: AT + 600_000, minutes: 10, code: 'accepted', member: 2 },
  ]);
  expect(timelineOf([])).toEqual([]);
});
