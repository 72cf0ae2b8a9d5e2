import { ALIVE, type CaseState, HELD, MOVES, OPEN } from '../cases/life.ts';
import type { ACTIONS, ActionName } from '../conversation/actions.ts';

/** What a member can be; a role that is not here may do nothing. */
export const ROLES = ['member', 'commune_officer', 'province_duty', 'partner'] as const;
type Role = (typeof ROLES)[number];

/**
 * What somebody has to stand on. `nothing`: help is for everybody, members too. `own`: her own case, as the person who
 * filed it or opened its receipt. `member`: a chat that is a member's. `called`: her alert, or that she holds the case,
 * however long ago. `holder`: that she holds it.
 */
export type Ground = 'nothing' | 'own' | 'member' | 'called' | 'holder';

/** In which states of the case it may be done: by its own person, by whoever was called, by whoever holds it. */
type States = Readonly<Partial<Record<'own' | 'called' | 'holder', readonly CaseState[]>>>;

/** `otherwise`: what is answered to whoever may not, an answer that the action gives others too. */
export type Permit<Outcome extends string = string> =
  | Readonly<{ ground: 'nothing' | 'own'; states?: States; otherwise: Outcome }>
  | Readonly<{
    ground: 'member' | 'called' | 'holder';
    roles: readonly Role[];
    /** The ground decays: hours from the alert, or from the holder's last act in the case. Without it, never. */
    hours?: number;
    states?: States;
    otherwise: Outcome;
  }>;

type Table = { readonly [Name in ActionName]: Permit<(typeof ACTIONS)[Name]['outcomes'][number]> };

/** An alert of three days ago may be read over a shoulder; whoever is still wanted then is called anew. */
export const ALERT_HOURS = 72;
/** A holder who has done nothing for two weeks reads nothing more of the case before she takes it again. */
export const HOLDER_HOURS = 14 * 24;
/** A member who has not written for half a year has perhaps another hand on her phone: she needs a new code. */
export const MEMBER_HOURS = 180 * 24;

const ALL: readonly Role[] = ROLES;
/** Who is called to cases: `core/cases/rings.ts`. A partner is told of a case by its holder, in person. */
const CALLED: readonly Role[] = ['member', 'commune_officer', 'province_duty'];

/** Whoever works on a case, while she does. */
const HOLDS = { roles: CALLED, hours: HOLDER_HOURS };

/** Who may ask for what. An action without a line does not compile; what is not allowed here is refused. */
export const PERMITS: Table = {
  find_commune: { ground: 'nothing', otherwise: 'none' },
  find_nearest: { ground: 'nothing', otherwise: 'none' },
  show_address: { ground: 'nothing', otherwise: 'gone' },
  name_excluded: { ground: 'nothing', otherwise: 'commune' },
  summarise: { ground: 'nothing', otherwise: 'done' },
  check_duress: { ground: 'nothing', otherwise: 'kept' },
  sort_signs: { ground: 'nothing', otherwise: 'one' },
  weigh_signs: { ground: 'nothing', otherwise: 'normal' },
  keep_lock: { ground: 'nothing', otherwise: 'differ' },
  try_lock: { ground: 'nothing', otherwise: 'wrong' },
  drop_lock: { ground: 'nothing', otherwise: 'done' },
  file_note: { ground: 'nothing', otherwise: 'filed' },
  file_case: { ground: 'nothing', otherwise: 'filed' },
  make_receipt: { ground: 'own', otherwise: 'shown' },
  // The code and the word are the proof; the house looks at both inside.
  try_receipt: { ground: 'nothing', otherwise: 'tried' },
  read_receipt: { ground: 'nothing', otherwise: 'nothing' },
  add_to_case: { ground: 'own', states: { own: MOVES.add.from }, otherwise: 'closed' },
  give_file: { ground: 'own', states: { own: MOVES.add.from }, otherwise: 'closed' },
  see_unread: { ground: 'own', states: { own: ALIVE }, otherwise: 'none' },
  withdraw_case: { ground: 'own', states: { own: MOVES.withdraw.from }, otherwise: 'withdrawn' },
  close_mine: { ground: 'own', states: { own: MOVES.finish.from }, otherwise: 'closed' },
  // A last word after somebody else has closed it, or a date to be asked on: of what is over, too.
  say_last: { ground: 'own', otherwise: 'said' },
  keep_follow: { ground: 'own', otherwise: 'none' },
  // Whose case it was is not asked: the answer is nobody's.
  count_answer: { ground: 'nothing', otherwise: 'counted' },
  open_thread: { ground: 'nothing', otherwise: 'nothing' },
  erase: { ground: 'nothing', otherwise: 'erased' },
  open_page: { ground: 'nothing', otherwise: 'none' },
  // Her word, or her code with its word, is the proof; the house looks at it inside.
  open_rights: { ground: 'nothing', otherwise: 'nothing' },
  complain: { ground: 'nothing', otherwise: 'sent' },
  read_request: { ground: 'nothing', otherwise: 'nothing' },
  see_kept: { ground: 'own', otherwise: 'nothing' },
  see_looked: { ground: 'own', otherwise: 'nothing' },
  set_right: { ground: 'own', otherwise: 'nothing' },
  take_back: { ground: 'own', otherwise: 'nothing' },
  pause_case: { ground: 'own', otherwise: 'nothing' },
  resume_case: { ground: 'own', otherwise: 'nothing' },

  use_invite: { ground: 'nothing', otherwise: 'unknown' },
  make_key: { ground: 'member', roles: ALL, otherwise: 'none' },
  second_chat: { ground: 'member', roles: ALL, otherwise: 'made' },
  drop_chats: { ground: 'member', roles: ALL, otherwise: 'done' },
  see_duty: { ground: 'member', roles: ALL, otherwise: 'ended' },
  duty_on: { ground: 'member', roles: ALL, otherwise: 'ended' },
  duty_off: { ground: 'member', roles: ALL, otherwise: 'done' },
  confirm_address: { ground: 'member', roles: ['member'], otherwise: 'reported' },
  list_cases: { ground: 'member', roles: CALLED, otherwise: 'none' },
  list_held: { ground: 'member', roles: CALLED, otherwise: 'none' },

  // The house looks inside whether she is one of those who are asked.
  agree_mute: { ground: 'member', roles: CALLED, otherwise: 'gone' },
  refuse_mute: { ground: 'member', roles: CALLED, otherwise: 'done' },

  open_case: {
    // Whoever held it reads the last word that was left for her, too.
    ground: 'called', roles: CALLED, hours: ALERT_HOURS, states: { called: OPEN, holder: [...HELD, 'closed'] },
    otherwise: 'gone',
  },
  open_work: {
    ground: 'called', roles: CALLED, hours: ALERT_HOURS, states: { called: OPEN, holder: HELD }, otherwise: 'gone',
  },
  // A holder whose right to read has lapsed takes what is hers anew.
  accept_case: {
    ground: 'called', roles: CALLED, hours: ALERT_HOURS, states: { called: MOVES.accept.from, holder: HELD },
    otherwise: 'gone',
  },
  // Stepping back is never too late; said of what another one holds, it counts on the day it is free again.
  pass_case: {
    ground: 'called', roles: CALLED, states: { called: ALIVE, holder: MOVES.leave.from }, otherwise: 'passed',
  },
  recuse_case: {
    ground: 'called', roles: CALLED, states: { called: ALIVE, holder: MOVES.leave.from }, otherwise: 'passed',
  },
  // It changes nothing, and the house looks inside whether she has stepped back.
  give_reason: { ground: 'called', roles: CALLED, hours: ALERT_HOURS, states: { called: ALIVE }, otherwise: 'noted' },
  // Whether there is something to answer the house looks at inside.
  agree_hand: { ground: 'own', states: { own: HELD }, otherwise: 'gone' },
  agree_share: { ground: 'own', states: { own: HELD }, otherwise: 'gone' },
  refuse_offer: { ground: 'own', otherwise: 'done' },
  take_back_offers: { ground: 'own', otherwise: 'none' },
  list_hands: { ground: 'holder', ...HOLDS, states: { holder: MOVES.hand.from }, otherwise: 'gone' },
  offer_hand: { ground: 'holder', ...HOLDS, states: { holder: MOVES.hand.from }, otherwise: 'gone' },
  force_hand: { ground: 'holder', ...HOLDS, states: { holder: MOVES.hand.from }, otherwise: 'gone' },
  ask_share: { ground: 'holder', ...HOLDS, states: { holder: HELD }, otherwise: 'gone' },
  see_offers: { ground: 'holder', ...HOLDS, states: { holder: HELD }, otherwise: 'gone' },
  revoke_offers: { ground: 'holder', ...HOLDS, states: { holder: HELD }, otherwise: 'gone' },
  // No alert of hers stands for it yet: the offer does, and the house looks inside whether it is hers.
  accept_hand: { ground: 'member', roles: CALLED, otherwise: 'gone' },
  refuse_hand: { ground: 'member', roles: CALLED, otherwise: 'done' },

  aim_words: { ground: 'holder', ...HOLDS, states: { holder: HELD }, otherwise: 'other' },
  reply_file: { ground: 'holder', ...HOLDS, states: { holder: HELD }, otherwise: 'gone' },
  support_case: { ground: 'holder', ...HOLDS, states: { holder: MOVES.support.from }, otherwise: 'gone' },
  refer_case: { ground: 'holder', ...HOLDS, states: { holder: MOVES.refer.from }, otherwise: 'gone' },
  close_case: { ground: 'holder', ...HOLDS, states: { holder: MOVES.close.from }, otherwise: 'gone' },
  list_obligations: { ground: 'holder', ...HOLDS, states: { holder: HELD }, otherwise: 'gone' },
  open_obligation: { ground: 'holder', ...HOLDS, states: { holder: HELD }, otherwise: 'gone' },
  keep_obligation: { ground: 'holder', ...HOLDS, states: { holder: HELD }, otherwise: 'gone' },
  note_arrival: { ground: 'holder', ...HOLDS, states: { holder: HELD }, otherwise: 'gone' },
};

/** What the two sides write to each other: by whom it may be written, and who may read it. */
export const THREAD = {
  write_to_member: { ground: 'own', states: { own: MOVES.add.from }, otherwise: '' },
  write_to_person: { ground: 'holder', ...HOLDS, states: { holder: HELD }, otherwise: '' },
  read: { ground: 'holder', ...HOLDS, states: { holder: HELD }, otherwise: '' },
  /** The last word that was left for whoever held it when it was closed. */
  read_last: { ground: 'holder', ...HOLDS, states: { holder: ['closed'] }, otherwise: '' },
} as const satisfies Record<string, Permit>;

/** Where somebody stands towards a case at this moment; times in ms. */
export type Standing = Readonly<{
  /** Undefined: this chat is no member's. */
  role: string | undefined;
  own: boolean;
  /** Where the case stands; undefined: there is none, or none was asked for. */
  state: string | undefined;
  alertedAt: number | undefined;
  /** The holder's last act in the case; undefined for everybody who does not hold it. */
  actedAt: number | undefined;
}>;

/** Somebody who only writes. */
export const NOBODY: Standing = {
  role: undefined, own: false, state: undefined, alertedAt: undefined, actedAt: undefined,
};

/** Whether a permit lets somebody do it who stands there at `at` (ms). */
export function mayDo(permit: Permit, standing: Standing, at: number): boolean {
  const { role, own, alertedAt, actedAt } = standing;
  if (!isState(permit.states, standing)) return false;
  if (!('roles' in permit)) return permit.ground === 'nothing' || own;
  const { ground, roles, hours = Infinity } = permit;
  const isFresh = (since: number | undefined): boolean => since !== undefined && at - since <= hours * 3_600_000;
  if (!roles.some((name) => name === role)) return false;
  switch (ground) {
    case 'member':
      return true;
    case 'called':
      return actedAt !== undefined || isFresh(alertedAt);
    case 'holder':
      return isFresh(actedAt);
  }
}

/** Whether the case stands where the permit has it done, as seen from where somebody stands. */
function isState(states: States | undefined, { own, state, alertedAt, actedAt }: Standing): boolean {
  if (!states) return true;
  const seenAs = [
    ...(own ? states.own ?? [] : []),
    ...(actedAt !== undefined ? states.holder ?? [] : alertedAt !== undefined ? states.called ?? [] : []),
  ];
  return seenAs.some((one) => one === state);
}
