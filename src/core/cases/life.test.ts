import { describe, expect, test } from 'vitest';
import { PERMITS } from '../access/permits.ts';
import { CASE_MOVES, CASE_STATES, type CaseMove, hears, HELD, isEnded, isHeld, isOpen, moved, MOVES, OPEN, OVER, sourcesOf } from './life.ts';

/** Where each state goes by a move: states in the order of `CASE_STATES`, `.` refused. */
const MATRIX: Readonly<Record<CaseMove, string>> = {
  //         filed alerted accepted in_contact supported referred unreachable closed withdrawn
  ring:     'alerted alerted . . . . . . .',
  spend:    'alerted alerted . . . . . . .',
  accept:   'accepted accepted . . . . . . .',
  hear:     '. . in_contact . . . in_contact . .',
  lose:     '. . unreachable unreachable unreachable unreachable unreachable . .',
  support:  '. . supported supported supported supported supported . .',
  refer:    '. . referred referred referred referred referred . .',
  close:    '. . closed closed closed closed closed . .',
  leave:    '. . alerted alerted alerted alerted alerted . .',
  release:  '. . alerted alerted alerted alerted alerted . .',
  hand:     '. . accepted in_contact supported referred unreachable . .',
  withdraw: 'withdrawn withdrawn withdrawn withdrawn withdrawn withdrawn withdrawn . .',
  finish:   'closed closed closed closed closed closed closed . .',
  add:      'filed alerted accepted in_contact supported referred unreachable . .',
  pause:    'filed alerted accepted in_contact supported referred unreachable . .',
  resume:   'filed alerted accepted in_contact supported referred unreachable . .',
  note:     'closed . . . . . . . .',
};
/** What still happens to a case that she has put on hold. */
const ON_HOLD: readonly CaseMove[] = ['leave', 'release', 'withdraw', 'finish', 'add', 'resume'];

describe.each(CASE_MOVES)('%s', (move) => {
  const row = (restricted: boolean): string => CASE_STATES.map((state) => moved({ state, restricted }, move) ?? '.').join(' ');
  test('moves a case from where it may, and from nowhere else', () => expect(row(false)).toBe(MATRIX[move]));
  test('on hold', () => expect(row(true)).toBe(ON_HOLD.includes(move) ? MATRIX[move] : CASE_STATES.map(() => '.').join(' ')));
  test.each(['', 'Filed', 'erased', 'toString'])('a case in a state that nobody knows (%j) does not move', (state) => {
    expect(moved({ state, restricted: false }, move)).toBeUndefined();
  });
});

test('every state is open, held or over, and only one of them', () => {
  for (const state of CASE_STATES) expect([isOpen(state), isHeld(state), isEnded(state)].filter(Boolean)).toHaveLength(1);
  expect([...OPEN, ...HELD, ...OVER].toSorted()).toEqual([...CASE_STATES].toSorted());
});

test('every state can be reached from the first, and from every one that is not over an end can be reached', () => {
  const reach = (from: string): Set<string> => {
    const seen = new Set([from]);
    for (const state of seen) for (const move of CASE_MOVES) seen.add(moved({ state, restricted: false }, move) ?? state);
    return seen;
  };
  expect([...reach('filed')].toSorted()).toEqual([...CASE_STATES].toSorted());
  for (const state of CASE_STATES) expect([...reach(state)].some(isEnded)).toBe(true);
});

test('what is over stays as it is', () => {
  for (const state of OVER) expect(CASE_MOVES.filter((move) => moved({ state, restricted: false }, move))).toEqual([]);
});

test('the stores let a state be written only over one it follows from', () => {
  for (const state of CASE_STATES) {
    const before = CASE_STATES.filter((from) => CASE_MOVES.some((move) => MOVES[move].from.some((one) => one === from)
      && 'to' in MOVES[move] && moved({ state: from, restricted: false }, move) === state));
    expect(sourcesOf(state).toSorted()).toEqual(before.toSorted());
  }
  expect(sourcesOf('filed')).toEqual([]);
});

test.each([
  ['accept_case', 'accept', 'called'], ['support_case', 'support', 'holder'], ['refer_case', 'refer', 'holder'], ['close_case', 'close', 'holder'],
  ['withdraw_case', 'withdraw', 'own'], ['add_to_case', 'add', 'own'],
] as const)('%s is permitted where its move goes, and to whom it belongs', (action, move, who) => {
  expect(PERMITS[action].states?.[who]).toEqual(MOVES[move].from);
  expect(MOVES[move].by).toBe(who === 'own' ? 'person' : who);
});

test.each([
  ['nothing', ''], ['taken', 'taken closed'], ['nobody', 'taken nobody closed'],
] as const)('whoever wished to hear %s hears: %s', (tellMe, wanted) => {
  expect((['taken', 'nobody', 'closed'] as const).filter((of) => hears(tellMe, of)).join(' ')).toBe(wanted);
});
