import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { CASE_STATES } from '../cases/life.ts';
import { ACTION_NAMES, ACTIONS, type ActionName } from '../conversation/actions.ts';
import { mayDo, NOBODY, type Permit, PERMITS, ROLES, type Standing, THREAD } from './permits.ts';

const HOUR = 3_600_000;
const AT = Date.parse('2026-11-22T03:00:00Z');
const ago = (hours: number): number => AT - hours * HOUR;

/** Where somebody stands, of any role; the columns of the matrix, in this order. */
const STANDS: readonly Omit<Standing, 'role'>[] = [
  { own: false, state: 'alerted', alertedAt: undefined, actedAt: undefined },
  { own: true, state: 'alerted', alertedAt: undefined, actedAt: undefined },
  { own: false, state: 'alerted', alertedAt: ago(72), actedAt: undefined },
  { own: false, state: 'alerted', alertedAt: ago(72) - 1, actedAt: undefined },
  { own: false, state: 'in_contact', alertedAt: ago(2000), actedAt: ago(14 * 24) },
  { own: false, state: 'in_contact', alertedAt: ago(2000), actedAt: ago(14 * 24) - 1 },
];

/** `y` allowed, `.` refused: nothing · her own · alerted 72 h ago · longer ago · holds and acted 14 days ago · longer ago. */
const ALL = 'yyyyyy';
const NONE = '......';
const OWN = '.y....';
const CALLED = '..y.yy';
const NEVER_TOO_LATE = '..yyyy';
const HOLDS = '....y.';

type Row = Readonly<{ nobody: string; called: string; partner: string; unknown: string }>;
const everybody: Row = { nobody: ALL, called: ALL, partner: ALL, unknown: ALL };
const hers: Row = { nobody: OWN, called: OWN, partner: OWN, unknown: OWN };
const nobodyYet: Row = { nobody: NONE, called: NONE, partner: NONE, unknown: NONE };
const anyMember: Row = { nobody: NONE, called: ALL, partner: ALL, unknown: NONE };
const calledOnes = (called: string): Row => ({ nobody: NONE, called, partner: NONE, unknown: NONE });

const MATRIX: Readonly<Record<ActionName, Row>> = {
  find_commune: everybody, find_nearest: everybody, show_address: everybody, name_excluded: everybody, summarise: everybody,
  check_duress: everybody, sort_signs: everybody, weigh_signs: everybody, keep_lock: everybody, try_lock: everybody, drop_lock: everybody,
  file_note: everybody, file_case: everybody, try_receipt: everybody, read_receipt: everybody, open_thread: everybody,
  erase: everybody, open_page: everybody, use_invite: everybody,
  open_rights: everybody, complain: everybody, read_request: everybody,
  see_kept: hers, see_looked: hers, set_right: hers, take_back: hers, pause_case: hers, resume_case: hers,
  close_mine: hers, say_last: hers, keep_follow: hers, count_answer: everybody,
  make_receipt: hers, add_to_case: hers, give_file: hers, withdraw_case: hers, see_unread: hers,
  make_key: anyMember, second_chat: anyMember, drop_chats: anyMember, see_duty: anyMember, duty_on: anyMember, duty_off: anyMember,
  list_cases: calledOnes(ALL), list_held: calledOnes(ALL), agree_mute: calledOnes(ALL), refuse_mute: calledOnes(ALL),
  // Only of the address she belongs to: officers have none.
  confirm_address: calledOnes(ALL),
  open_case: calledOnes(CALLED), open_work: calledOnes(CALLED), accept_case: calledOnes(CALLED),
  pass_case: calledOnes(NEVER_TOO_LATE), recuse_case: calledOnes(NEVER_TOO_LATE), give_reason: calledOnes('..y...'),
  aim_words: calledOnes(HOLDS), reply_file: calledOnes(HOLDS), support_case: calledOnes(HOLDS), refer_case: calledOnes(HOLDS),
  close_case: calledOnes(HOLDS),
  list_obligations: calledOnes(HOLDS), open_obligation: calledOnes(HOLDS), keep_obligation: calledOnes(HOLDS), note_arrival: calledOnes(HOLDS),
  // Only of a case that somebody holds: below.
  agree_hand: nobodyYet, agree_share: nobodyYet, refuse_offer: hers, take_back_offers: hers,
  list_hands: calledOnes(HOLDS), offer_hand: calledOnes(HOLDS), force_hand: calledOnes(HOLDS), ask_share: calledOnes(HOLDS),
  see_offers: calledOnes(HOLDS), revoke_offers: calledOnes(HOLDS), accept_hand: calledOnes(ALL), refuse_hand: calledOnes(ALL),
};

const lineOf = (permit: Permit, role: string | undefined): string =>
  STANDS.map((stand) => (mayDo(permit, { ...stand, role }, AT) ? 'y' : '.')).join('');

describe.each(ACTION_NAMES)('%s', (action) => {
  const { nobody, called, partner, unknown } = MATRIX[action];
  test.each([
    [undefined, nobody], ['member', called], ['partner', partner], ['province_duty', action === 'confirm_address' ? NONE : called],
    ['commune_officer', action === 'confirm_address' ? NONE : called], ['admin', unknown], ['', unknown], ['Member', unknown], ['constructor', unknown],
  ])('of role %s, at every age', (role, wanted) => {
    expect(lineOf(PERMITS[action], role)).toBe(wanted);
  });
});

test.each([
  ['write_to_member', undefined, OWN], ['write_to_member', 'member', OWN], ['write_to_person', undefined, NONE], ['write_to_person', 'member', HOLDS],
  ['write_to_person', 'partner', NONE], ['write_to_person', 'admin', NONE], ['read', 'member', HOLDS], ['read', 'province_duty', HOLDS], ['read', 'partner', NONE],
  ['read', undefined, NONE],
] as const)('the thread: %s, of role %s', (right, role, wanted) => {
  expect(lineOf(THREAD[right], role)).toBe(wanted);
});

/** Everybody who may stand somewhere towards a case, at the best of times. */
const FRESH = {
  own: { ...NOBODY, own: true }, called: { ...NOBODY, role: 'member', alertedAt: AT },
  holder: { ...NOBODY, role: 'member', alertedAt: AT, actedAt: AT },
} as const satisfies Record<string, Standing>;

/** Letters of `CASE_STATES` in which it may be done; the last two rows are the thread. */
const STATES = { filed: 'f', alerted: 'a', accepted: 'A', in_contact: 'c', supported: 's', referred: 'r', unreachable: 'u', closed: 'C', withdrawn: 'W' };
const [UNHELD, WORKED, LIVING] = ['fa', 'Acsru', 'faAcsru'];

test.each([
  ['add_to_case', 'own', LIVING], ['see_unread', 'own', LIVING], ['close_mine', 'own', LIVING], ['aim_words', 'called', ''], ['aim_words', 'holder', WORKED], ['withdraw_case', 'own', LIVING],
  ['open_case', 'called', UNHELD], ['open_case', 'holder', `${WORKED}C`], ['accept_case', 'called', UNHELD], ['accept_case', 'holder', WORKED],
  ['pass_case', 'called', LIVING], ['pass_case', 'holder', WORKED], ['recuse_case', 'called', LIVING], ['recuse_case', 'holder', WORKED], ['give_reason', 'called', LIVING], ['give_reason', 'holder', ''],
  ['support_case', 'called', ''], ['support_case', 'holder', WORKED], ['refer_case', 'called', ''], ['refer_case', 'holder', WORKED],
  ['close_case', 'called', ''], ['close_case', 'holder', WORKED],
  ['list_obligations', 'called', ''], ['list_obligations', 'holder', WORKED], ['open_obligation', 'called', ''], ['open_obligation', 'holder', WORKED],
  ['keep_obligation', 'called', ''], ['keep_obligation', 'holder', WORKED], ['note_arrival', 'called', ''], ['note_arrival', 'holder', WORKED],
  ['agree_hand', 'own', WORKED], ['agree_share', 'own', WORKED], ['list_hands', 'called', ''], ['list_hands', 'holder', WORKED],
  ['offer_hand', 'called', ''], ['offer_hand', 'holder', WORKED], ['force_hand', 'called', ''], ['force_hand', 'holder', WORKED],
  ['ask_share', 'called', ''], ['ask_share', 'holder', WORKED], ['see_offers', 'called', ''], ['see_offers', 'holder', WORKED],
  ['revoke_offers', 'called', ''], ['revoke_offers', 'holder', WORKED],
  ['write_to_member', 'own', LIVING], ['write_to_person', 'called', ''], ['write_to_person', 'holder', WORKED],
  ['read', 'called', ''], ['read', 'holder', WORKED], ['read_last', 'called', ''], ['read_last', 'holder', 'C'],
] as const)('%s, for %s, in every state', (action, who, wanted) => {
  const permit: Permit = { ...PERMITS, ...THREAD }[action];
  const may = (state: string): boolean => mayDo(permit, { ...FRESH[who], state }, AT);
  expect(CASE_STATES.filter(may).map((state) => STATES[state]).join('')).toBe(wanted);
  expect([may('erased'), may(''), may('Filed')]).toEqual([false, false, false]);
  expect(mayDo(permit, { ...FRESH[who], state: undefined }, AT)).toBe(false);
});

test('whatever is done to a case by somebody else than the house asks in which state it stands', () => {
  const asks = ACTION_NAMES.filter((action) => 'states' in PERMITS[action]);
  expect(asks.toSorted()).toEqual([
    'accept_case', 'add_to_case', 'agree_hand', 'agree_share', 'aim_words', 'ask_share', 'close_case', 'close_mine', 'force_hand',
    'give_file', 'give_reason', 'keep_obligation', 'list_hands', 'list_obligations', 'note_arrival', 'offer_hand', 'open_case',
    'open_obligation', 'open_work', 'pass_case', 'recuse_case', 'refer_case', 'reply_file', 'revoke_offers', 'see_offers',
    'see_unread', 'support_case', 'withdraw_case',
  ]);
});

test('whoever is refused gets an answer that others get too', () => {
  for (const action of ACTION_NAMES) expect(ACTIONS[action].outcomes).toContain(PERMITS[action].otherwise);
});

test('what is looked up without a transaction is for everybody, so that no reply waits for a permit', () => {
  const looks = ACTION_NAMES.filter((action) => !ACTIONS[action].writes);
  expect(looks.map((action) => PERMITS[action].ground)).toEqual(looks.map(() => 'nothing'));
});

test('nobody is somebody by default', () => {
  expect(ROLES.filter((role) => mayDo(PERMITS.open_case, { ...NOBODY, role }, AT))).toEqual([]);
});

test('a flow for those who seek help asks for nothing that only a member may do, but the use of a code', () => {
  const Flow = z.object({ audience: z.string(), nodes: z.record(z.string(), z.looseObject({ do: z.string().optional() })) });
  const folder = new URL('../../../flows/', import.meta.url);
  const flows = readdirSync(folder).map((name) => Flow.parse(parse(readFileSync(new URL(name, folder), 'utf8'))));
  const asked = flows.filter(({ audience }) => audience !== 'member')
    .flatMap(({ nodes }) => Object.values(nodes).flatMap((node) => ACTION_NAMES.filter((name) => name === node.do)));
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((name) => 'roles' in PERMITS[name])).toEqual([]);
});
