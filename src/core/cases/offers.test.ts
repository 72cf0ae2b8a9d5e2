import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RingMember } from './conflict.ts';
import { CASE_STATES, isHeld } from './life.ts';
import {
  type HandPlan, handsFor, isOverdue, isPending, mayBeTold, type Offer, offerAfter, OFFER_KINDS, offerMoved, OFFER_MOVES, OFFER_STATES, type OfferKind,
  type OfferMove, type OfferState,
} from './offers.ts';

/** Where each state goes by a move: states in the order of `OFFER_STATES`, `.` refused. */
const MATRIX: Readonly<Record<OfferKind, Readonly<Record<string, string>>>> = {
  hand: {
    //         asked agreed accepted refused declined revoked taken_back lapsed dropped
    agree:     'agreed . . . . . . . .',
    decline:   'declined . . . . . . . .',
    force:     'agreed . . . . . . . .',
    accept:    '. accepted . . . . . . .',
    refuse:    '. refused . . . . . . .',
    revoke:    'revoked revoked . . . . . . .',
    take_back: 'taken_back taken_back . . . . . . .',
    lapse:     'lapsed lapsed . . . . . . .',
    drop:      'dropped dropped . . . . . . .',
  },
  share: {
    agree:     'agreed . . . . . . . .',
    decline:   'declined . . . . . . . .',
    revoke:    'revoked . . . . . . . .',
    take_back: 'taken_back taken_back . . . . . . .',
    lapse:     'lapsed . . . . . . . .',
    drop:      'dropped . . . . . . . .',
  },
};
/** What moves an offer on, in contrast to what ends it: nothing of that happens to a case on hold. */
const ONWARD: readonly string[] = ['agree', 'force', 'accept'];
const isMove = (kind: OfferKind) => (name: string): name is OfferMove => name in OFFER_MOVES[kind];

const AT = Date.parse('2026-11-23T03:00:00Z');
const offer = (kind: OfferKind, more: Partial<Offer> = {}): Offer => ({
  id: 'o1', caseId: 'c1', kind, state: 'asked', fromId: 'h', toId: kind === 'hand' ? 'm' : undefined, partner: kind === 'share' ? 'health' : undefined,
  parts: [], force: undefined, refusal: undefined, madeAt: AT, dueAt: AT + 1, ...more,
});

describe.each(OFFER_KINDS)('an offer of the kind %s', (kind) => {
  const moves = Object.keys(OFFER_MOVES[kind]).filter(isMove(kind));
  test.each(moves)('%s moves it from where it may, and from nowhere else', (move) => {
    const row = (restricted: boolean): string => OFFER_STATES.map((state) => offerMoved(offer(kind, { state }), move, restricted) ?? '.').join(' ');
    expect(row(false)).toBe(MATRIX[kind][move]);
    expect(row(true)).toBe(ONWARD.includes(move) ? OFFER_STATES.map(() => '.').join(' ') : MATRIX[kind][move]);
  });
  test('knows no other move', () => {
    expect(moves.toSorted()).toEqual(Object.keys(MATRIX[kind]).toSorted());
    const others: OfferMove[] = kind === 'hand' ? [] : ['force', 'accept', 'refuse'];
    for (const state of OFFER_STATES) for (const move of others) expect(offerMoved(offer(kind, { state }), move, false)).toBeUndefined();
  });
  test('ends by itself wherever it waits for somebody, and nowhere else', () => {
    for (const state of OFFER_STATES) {
      const known = offer(kind, { state });
      expect([isOverdue(known, AT), isOverdue({ ...known, dueAt: undefined }, AT + 1)]).toEqual([false, false]);
      expect(isOverdue(known, AT + 1)).toBe(isPending(known));
      expect(offerMoved(known, 'lapse', true) !== undefined).toBe(isPending(known));
    }
  });
  test('leaves nothing behind that waits when its case is over, and nothing at all when she withdrew', () => {
    for (const state of OFFER_STATES) {
      for (const force of [undefined, 'danger'] as const) {
        const known = offer(kind, { state, force });
        for (const over of CASE_STATES.filter((one) => !isHeld(one) && one !== 'filed' && one !== 'alerted')) {
          const after = { ...known, state: offerAfter(known, { state: over, holderId: 'h' }) ?? known.state };
          expect(isPending(after)).toBe(false);
          if (over === 'withdrawn') expect(mayBeTold(after)).toBe(false);
        }
      }
    }
  });
});

test('only her own move, or one that says why, lets anything go on', () => {
  const tables: Readonly<Record<OfferKind, Readonly<Record<string, Readonly<{ from: readonly OfferState[]; to: OfferState; by: string }>>>>> = OFFER_MOVES;
  const rows = OFFER_KINDS.flatMap((kind) => Object.entries(tables[kind]).map(([move, row]) => ({ name: `${kind} ${move} ${row.by}`, ...row })));
  const onward = rows.filter(({ from, to }) => from.includes('asked') && to === 'agreed').map(({ name }) => name);
  expect(onward).toEqual(['hand agree person', 'hand force holder', 'share agree person']);
  // Nothing comes to another one from where it was not agreed to.
  expect(rows.filter(({ from, to }) => to === 'accepted' && from.includes('asked'))).toEqual([]);
});

test('another holder leaves behind what the first one offered, and keeps what may be told', () => {
  const now = { state: 'in_contact', holderId: 'other' };
  expect(offerAfter(offer('hand', { state: 'agreed' }), now)).toBe('dropped');
  expect(offerAfter(offer('hand', { state: 'agreed' }), { ...now, holderId: 'h' })).toBeUndefined();
  expect(offerAfter(offer('share', { state: 'agreed' }), now)).toBeUndefined();
  expect(offerAfter(offer('share'), now)).toBeUndefined();
});

test('what was done for danger or a child is not taken back by whoever stands beside her; what she agreed to is', () => {
  expect(offerMoved(offer('hand', { state: 'agreed', force: 'child' }), 'take_back', false)).toBeUndefined();
  expect(offerMoved(offer('hand', { state: 'agreed' }), 'take_back', true)).toBe('taken_back');
});

const ADDRESSES = ['A1', 'A2', 'B1'] as const;
const anyMember = fc.record({
  role: fc.constantFrom('member', 'member', 'member', 'commune_officer', 'province_duty', 'partner'), address: fc.constantFrom(...ADDRESSES, undefined),
  onDuty: fc.boolean(), close: fc.boolean(), official: fc.boolean(), reached: fc.boolean(), out: fc.boolean(),
});
const anyBounds = fc.record({
  addresses: fc.subarray([...ADDRESSES]), communes: fc.subarray(['A', 'B']), members: fc.subarray(['m0', 'm1', 'm2', 'm3']), local: fc.boolean(), notice: fc.boolean(),
});

test('nobody is in the list whom she left out, who is close to them, who knows them, who is no helper or out of reach', () => {
  fc.assert(fc.property(fc.array(anyMember, { minLength: 1, maxLength: 6 }), anyBounds, (wished, { notice, ...excluded }) => {
    const members: RingMember[] = wished.map(({ role, address, onDuty, close, official }, index) => ({
      id: `m${index}`, role, onDuty, official, closeTo: close ? ['A'] : [], addressCode: role === 'member' ? address : undefined,
      unitCode: role === 'commune_officer' ? 'A' : role === 'province_duty' ? 'P' : undefined,
    }));
    const plan: HandPlan = {
      members, communeCode: 'A', provinceCode: 'P', excluded, notice, holderId: 'm0', communeOf: (code) => code?.slice(0, 1),
      addresses: ADDRESSES.filter((code) => !excluded.addresses.includes(code)).map((code) => ({ code })),
      out: new Set(members.flatMap(({ id }, index) => (wished[index]?.out ? [id] : []))),
      reachable: new Set(members.flatMap(({ id }, index) => (wished[index]?.reached ? [id] : []))),
    };
    const hands = handsFor(plan);
    expect(hands.length).toBeLessThanOrEqual(5);
    expect(new Set(hands).size).toBe(hands.length);
    for (const { id, role, addressCode = '', unitCode, closeTo, official } of hands) {
      const commune = addressCode.slice(0, 1) || unitCode;
      expect([id === 'm0', role === 'partner', plan.out.has(id), !plan.reachable.has(id), closeTo.includes('A'), official && !notice]).not.toContain(true);
      expect([excluded.members.includes(id), excluded.addresses.some((one) => one === addressCode), excluded.communes.some((one) => one === commune), excluded.local && role !== 'province_duty']).not.toContain(true);
    }
  }), { numRuns: 3_000 });
});
