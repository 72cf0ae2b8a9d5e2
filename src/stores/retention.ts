import { OVER } from '../core/cases/life.ts';

/** Days by the settings: RETENTION_DAYS, ABANDONED_DAYS, BACKUP_DAYS. */
export type Lives = Readonly<{ retention: number; abandoned: number; backup: number }>;

/** One kind of record, how long it lives, and why just so long. */
export type Retention = Readonly<{
  kind: string;
  table: string;
  days: (lives: Lives) => number;
  /** SQL: the moment its time begins; without it, it goes as soon as `when` holds. */
  from?: string;
  /** SQL: which rows are meant. */
  when?: string;
  /** A row by itself; a case with all that hangs on it; a chat with its key. */
  goes: 'row' | 'case' | 'open case' | 'lane' | 'abandoned lane';
  why: string;
}>;

const always = (days: number) => (): number => days;
const retention = ({ retention: days }: Lives): number => days;

export const IS_OVER = `state IN (${OVER.map((state) => `'${state}'`).join(', ')})`;
/** When anything last happened in a case: an event, a word of either side; not its being left alone or reminded of. */
export const TOUCHED = `greatest(filed_at, (SELECT max(e.at) FROM case_event e WHERE e.case_id = cases.id
  AND e.code NOT IN ('untouched', 'officers_told') AND e.code NOT LIKE 'nudged\\_%'),
  (SELECT max(m.at) FROM thread_message m WHERE m.case_id = cases.id))`;
/** An open case whose rings are spent, that somebody holds, or that stands still: nobody is being called to it. */
export const IS_QUIET = `NOT (${IS_OVER}) AND (ring_at IS NULL OR restricted)`;

const IS_MEMBER = `EXISTS (SELECT 1 FROM member m WHERE m.left_at IS NULL AND lane.id IN (m.lane_id, m.other_lane_id))`;
/** Nobody waits for an answer there: no stored message, no request under the law. */
const IS_IDLE = `NOT EXISTS (SELECT 1 FROM inbox i WHERE i.lane_id = lane.id)
  AND NOT EXISTS (SELECT 1 FROM rights_request r WHERE r.lane_id = lane.id AND r.done_at IS NULL)`;

/** What the clock deletes, in this order. */
export const RETENTIONS: readonly Retention[] = [
  { kind: 'closed cases', table: 'cases', goes: 'case', days: retention, from: 'closed_at', when: IS_OVER,
    why: 'a receipt or a late question still finds them; messages, consents, receipts and events go with them' },
  { kind: 'open cases that nobody touches', table: 'cases', goes: 'open case', from: TOUCHED, when: IS_QUIET,
    days: ({ retention: days }) => 2 * days,
    why: 'at half that time officers see them as untouched; nothing lives for ever, and a count of them stays' },
  { kind: 'abandoned talks', table: 'lane', goes: 'abandoned lane', days: ({ abandoned }) => abandoned,
    from: 'coalesce(heard_at, updated_at)', when: `NOT ${IS_MEMBER} AND ${IS_IDLE}`,
    why: 'no case came of it: what is kept of her serves nobody' },
  { kind: 'silent chats', table: 'lane', goes: 'lane', days: retention, from: 'updated_at',
    when: `NOT ${IS_MEMBER} AND ${IS_IDLE}`, why: 'her case may still be answered there until then' },
  { kind: 'members who left', table: 'member', goes: 'row', days: retention, from: 'left_at',
    when: 'NOT EXISTS (SELECT 1 FROM cases c WHERE c.holder_id = member.id)',
    why: 'her name may still be asked for while a case names her as its holder' },
  { kind: 'roster of members who left', table: 'roster', goes: 'row', days: always(0),
    when: 'NOT EXISTS (SELECT 1 FROM member m WHERE m.id = roster.member_id AND m.left_at IS NULL)',
    why: 'nobody is on duty by it' },
  { kind: 'roster of days that are over', table: 'roster', goes: 'row', days: always(31), from: 'day::date',
    when: 'day IS NOT NULL', why: 'a month back can still be looked at' },
  { kind: 'stored messages', table: 'inbox', goes: 'row', days: retention, from: 'received_at',
    why: 'worked within seconds; what is this old belongs to nobody any more' },
  { kind: 'messages for a page', table: 'outbox', goes: 'row', days: always(1), from: 'created_at',
    when: `state = 'kept' AND EXISTS (SELECT 1 FROM lane l WHERE l.id = outbox.lane_id AND l.channel <> 'web')`,
    why: 'what a page of her own never fetched is told again by her word; the page is over long before' },
  { kind: 'messages that did not go out', table: 'outbox', goes: 'row', days: retention, from: 'created_at',
    why: 'an operator looks for what is broken; the words are dropped within a day already' },
  { kind: 'pictures and voices that were seen', table: 'attachment', goes: 'row', days: always(1 / 24), from: 'seen_at',
    why: 'time enough to look again when a telephone failed; then nobody needs it here' },
  { kind: 'pictures and voices', table: 'attachment', goes: 'row', days: always(3), from: 'at',
    why: 'whoever it is for has been told; both sides know of the three days' },
  { kind: 'pictures and voices of cases that are over', table: 'attachment', goes: 'row', days: always(0),
    when: `NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = attachment.case_id AND NOT (${IS_OVER}))`,
    why: 'nobody works on it any more' },
  { kind: 'pictures and voices nobody said yes to', table: 'held_file', goes: 'row', days: always(0),
    from: 'expires_at', why: 'she was asked, and did not answer' },
  { kind: 'pages that open once', table: 'once_page', goes: 'row', days: always(0), from: 'expires_at',
    why: 'its link is over' },
  { kind: 'pages of her own', table: 'talk_page', goes: 'row', days: always(0), from: 'expires_at',
    why: 'its talk is over' },
  { kind: 'pages of a case', table: 'work_page', goes: 'row', days: always(0), from: 'expires_at',
    why: 'it opens nothing any more' },
  { kind: 'invites', table: 'invite', goes: 'row', days: always(0), from: 'expires_at', why: 'its code is over' },
  { kind: 'quarantine', table: 'quarantine', goes: 'row', days: ({ retention: days }) => Math.min(14, days), from: 'at',
    why: 'somebody looks within two weeks; it may hold her words and her erasing does not find it' },
  { kind: 'processes', table: 'instance', goes: 'row', days: always(1), from: 'beat_at',
    why: 'what a dead one held was taken up within a minute' },
  { kind: 'mutes', table: 'mute', goes: 'row', days: always(0), from: 'until', why: 'it has ended by itself' },
  { kind: 'mutes that nobody agreed to', table: 'mute', goes: 'row', days: always(1), from: 'asked_at',
    when: 'agreed_by IS NULL', why: 'a second person has not seen it so' },
  { kind: 'requests under the law', table: 'rights_request', goes: 'row', days: retention, from: 'done_at',
    why: 'she may ask what came of it; what is not done stays' },
  { kind: 'breaches', table: 'breach', goes: 'row', days: always(5 * 365), from: 'known_at',
    when: 'closed_at IS NOT NULL',
    why: 'proof for the authority and for claims of those concerned, years later; it names nobody' },
  { kind: 'sign-ins', table: 'officer_session', goes: 'row', days: always(1), from: 'made_at',
    why: 'nobody is signed in for longer than a working day' },
  { kind: 'accounts nobody set up', table: 'officer', goes: 'row', days: always(0), from: 'setup_until',
    when: 'set_up_at IS NULL', why: 'its code is over' },
  { kind: 'officers who left', table: 'officer', goes: 'row', days: always(365), from: 'ended_at',
    why: 'what she did is listed under her name for as long' },
  { kind: 'codes of officers who left', table: 'officer_recovery', goes: 'row', days: always(0),
    when: 'NOT EXISTS (SELECT 1 FROM officer o WHERE o.id = officer_recovery.officer_id)',
    why: 'they open nothing here' },
  { kind: 'what officers looked at and did', table: 'officer_event', goes: 'row', days: always(365), from: 'at',
    why: 'a question about a look comes late, as one about a count does; it names no case' },
  { kind: 'erase ledger', table: 'erased', goes: 'row', days: ({ backup }) => backup, from: 'at',
    why: 'no older backup is restored any more' },
  { kind: 'proofs of erasure', table: 'erasure', goes: 'row', days: always(365), from: 'at',
    why: 'she may show her number; it leads to nobody' },
  { kind: 'counts of cases that went', table: 'case_event', goes: 'row', days: always(365), from: 'at',
    when: "case_id = ''", why: 'the officer counts by year; it names no case' },
  { kind: 'keys of chats that are gone', table: 'lane_key', goes: 'row', days: always(0),
    when: 'NOT EXISTS (SELECT 1 FROM lane l WHERE l.id = lane_key.lane_id)', why: 'they open nothing here' },
  { kind: 'keys of cases that are gone', table: 'case_key', goes: 'row', days: always(0),
    when: 'NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = case_key.case_id)', why: 'they open nothing here' },
  { kind: 'case keys sealed to members', table: 'case_seal', goes: 'row', days: always(0),
    when: 'NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = case_seal.case_id)', why: 'they open nothing here' },
  { kind: 'keys of members who are gone', table: 'member_key', goes: 'row', days: always(0),
    when: 'NOT EXISTS (SELECT 1 FROM member m WHERE m.id = member_key.member_id)', why: 'they open nothing here' },
];

/** What ends in another way, and where that is. */
export const ENDS_ELSEWHERE: Readonly<Record<string, string>> = {
  thread_message: 'with its case', receipt: 'with its case', consent: 'with its case', alert: 'with its case',
  offer: 'with its case',
  trace: 'after 47 hours, or when the messages are taken back (traces.ts)',
  chat_pace: 'a minute after it is free; its key a few hours after its day (pace.ts, desk_keys.ts)',
  edition: 'three days after its last use, unless a consent names it (editions.ts)',
  import_row: 'with its import (imports.ts)',
};

/** What no clock ends. */
export const STAYS: Readonly<Record<string, string>> = {
  satisfaction: 'counts by month of five answers or more, of nobody', tally: 'one row, with what is not yet five',
  programme_term: 'words of the programme', programme_part: 'the programme, its phases and components',
  indicator: 'what the programme counts', target: 'what it plans',
  club: 'counts of a group; one that ended has a day on which it did',
  activity: 'counts of what was done: the reports of years are made of them',
  helped_month: 'which months were counted', helped_cell: 'counts of five people or more, of nobody',
  house_key: 'the house cannot be read without them',
  channel_token: 'one row a channel, renewed again and again', channel_pace: 'one row a channel',
  commune: 'public', old_commune: 'public', address: 'public, replaced by an import', hotline: 'public',
};

/** What lies outside the tables. */
export const ENDS_OUTSIDE: Readonly<Record<string, string>> = {
  'bells of the queue': 'ids only; taken away when rung, at the latest when the ring they wait for is due (queues.ts)',
  'tries of sign-ins in Redis': 'keyed hashes of names, addresses or browsers and a count, a day (officer_guesses.ts)',
  'tries of receipts in Redis': 'a keyed hash of a chat and a count, 15 minutes (throttle.ts)',
};
