import type { ConsentPurpose, Duty } from './flow.ts';

/**
 * What a flow may ask the house to do, and what the house may answer. `writes` actions touch the
 * database and are committed together with the session; the others only look something up.
 * `final` cannot be undone by going back. `needs` and `after` are promises the checker holds on paper.
 */
type Action = {
  outcomes: readonly string[];
  writes: boolean;
  final: boolean;
  needs?: ConsentPurpose;
  after?: readonly Duty[];
};

export const ACTIONS = {
  find_commune: { outcomes: ['one', 'several', 'none'], writes: false, final: false },
  find_nearest: { outcomes: ['found', 'none', 'spent'], writes: false, final: false },
  show_address: { outcomes: ['shown', 'gone'], writes: false, final: false, after: ['article_36'] },
  name_excluded: { outcomes: ['address', 'commune'], writes: false, final: false },
  check_duress: { outcomes: ['kept', 'same'], writes: false, final: false },
  sort_signs: { outcomes: ['five', 'one'], writes: false, final: false },
  weigh_signs: { outcomes: ['choked', 'urgent', 'last', 'normal'], writes: false, final: false },
  keep_lock: { outcomes: ['kept', 'differ'], writes: true, final: true },
  try_lock: { outcomes: ['right', 'wrong'], writes: true, final: true },
  drop_lock: { outcomes: ['done'], writes: true, final: true },
  summarise: { outcomes: ['done'], writes: false, final: false },
  file_note: { outcomes: ['filed'], writes: true, final: true, needs: 'anonymous_note', after: ['readers', 'child'] },
  file_case: {
    outcomes: ['filed', 'muted'], writes: true, final: true, needs: 'contact_me',
    after: ['readers', 'article_19', 'child'],
  },
  make_receipt: { outcomes: ['shown', 'page'], writes: true, final: true },
  try_receipt: { outcomes: ['tried'], writes: true, final: false },
  read_receipt: { outcomes: ['open', 'nothing'], writes: true, final: false },
  give_file: { outcomes: ['taken', 'closed', 'shut'], writes: true, final: true },
  add_to_case: { outcomes: ['added', 'closed', 'muted'], writes: true, final: true },
  see_unread: { outcomes: ['words', 'taken', 'none'], writes: true, final: false },
  withdraw_case: { outcomes: ['withdrawn'], writes: true, final: true },
  close_mine: { outcomes: ['closed'], writes: true, final: true },
  say_last: { outcomes: ['said'], writes: true, final: true },
  keep_follow: { outcomes: ['kept', 'none'], writes: true, final: true },
  count_answer: { outcomes: ['counted'], writes: true, final: true },
  open_thread: { outcomes: ['open', 'closed', 'nothing'], writes: true, final: false },
  erase: { outcomes: ['erased'], writes: true, final: true },
  open_page: { outcomes: ['made', 'none'], writes: true, final: false },
  drop_chats: { outcomes: ['done'], writes: true, final: true },
  second_chat: { outcomes: ['made'], writes: true, final: false },
  use_invite: { outcomes: ['linked', 'unknown'], writes: true, final: true },
  make_key: { outcomes: ['made', 'code', 'none', 'locked'], writes: true, final: true },
  see_duty: { outcomes: ['on', 'off', 'ended'], writes: true, final: false },
  duty_on: { outcomes: ['done', 'ended'], writes: true, final: true },
  duty_off: { outcomes: ['done'], writes: true, final: true },
  list_cases: { outcomes: ['some', 'none'], writes: true, final: false },
  // Final: going back from a case never ends in the talk of the one before.
  open_case: { outcomes: ['alerted', 'held', 'offered', 'waits', 'asked', 'last', 'gone'], writes: true, final: true },
  list_held: { outcomes: ['some', 'none'], writes: true, final: true },
  aim_words: { outcomes: ['held', 'other'], writes: true, final: true },
  open_work: { outcomes: ['made', 'pin', 'locked', 'waits', 'none', 'gone'], writes: true, final: false },
  accept_case: { outcomes: ['won', 'gone'], writes: true, final: true },
  pass_case: { outcomes: ['passed'], writes: true, final: true },
  recuse_case: { outcomes: ['passed'], writes: true, final: true },
  give_reason: { outcomes: ['noted'], writes: true, final: true },
  reply_file: { outcomes: ['taken', 'waits', 'gone'], writes: true, final: true },
  support_case: { outcomes: ['supported', 'gone'], writes: true, final: true },
  refer_case: { outcomes: ['referred', 'gone'], writes: true, final: true },
  // A case that goes to another member, or is told to a partner: what she agrees to in her own talk, and what its
  // holder and the other one do.
  agree_hand: { outcomes: ['agreed', 'gone'], writes: true, final: true, needs: 'hand_over' },
  agree_share: { outcomes: ['agreed', 'gone'], writes: true, final: true, needs: 'share_with' },
  refuse_offer: { outcomes: ['done'], writes: true, final: true },
  take_back_offers: { outcomes: ['done', 'none'], writes: true, final: true },
  list_hands: { outcomes: ['some', 'none', 'waits', 'gone'], writes: true, final: false },
  offer_hand: { outcomes: ['asked', 'offered', 'gone'], writes: true, final: true },
  force_hand: { outcomes: ['offered', 'gone'], writes: true, final: true },
  ask_share: { outcomes: ['asked', 'waits', 'gone'], writes: true, final: true },
  see_offers: { outcomes: ['shown', 'gone'], writes: true, final: false },
  revoke_offers: { outcomes: ['revoked', 'gone'], writes: true, final: true },
  accept_hand: { outcomes: ['won', 'gone'], writes: true, final: true },
  refuse_hand: { outcomes: ['done'], writes: true, final: true },
  close_case: { outcomes: ['closed', 'asked', 'gone'], writes: true, final: true },
  // Final, too: a list that is left behind is not come back to.
  list_obligations: { outcomes: ['some', 'none', 'gone'], writes: true, final: true },
  open_obligation: { outcomes: ['some', 'met', 'waits', 'gone'], writes: true, final: true },
  keep_obligation: { outcomes: ['kept', 'gone'], writes: true, final: true },
  note_arrival: { outcomes: ['noted', 'waits', 'gone'], writes: true, final: true },
  agree_mute: { outcomes: ['done', 'gone'], writes: true, final: true },
  refuse_mute: { outcomes: ['done'], writes: true, final: true },
  open_rights: { outcomes: ['open', 'nothing'], writes: true, final: true },
  see_kept: { outcomes: ['shown', 'nothing'], writes: true, final: false },
  see_looked: { outcomes: ['shown', 'nothing'], writes: true, final: false },
  set_right: { outcomes: ['sent', 'nothing'], writes: true, final: true },
  take_back: { outcomes: ['withdrawn', 'nothing'], writes: true, final: true },
  pause_case: { outcomes: ['paused', 'over', 'nothing'], writes: true, final: true },
  resume_case: { outcomes: ['resumed', 'over', 'nothing'], writes: true, final: true },
  complain: { outcomes: ['sent'], writes: true, final: true },
  read_request: { outcomes: ['found', 'nothing'], writes: true, final: true },
  confirm_address: { outcomes: ['confirmed', 'reported'], writes: true, final: true },
} as const satisfies Record<string, Action>;

export type ActionName = keyof typeof ACTIONS;

/** The table as plain `Action` rows, for those who read its optional columns. */
export const actionOf = (name: ActionName): Action => ACTIONS[name];

const isActionName = (name: string): name is ActionName => name in ACTIONS;
export const ACTION_NAMES = Object.keys(ACTIONS).filter(isActionName);
