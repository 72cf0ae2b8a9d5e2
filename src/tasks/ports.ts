import type { Capabilities } from '../core/conversation/channels.ts';
import type { Event } from '../core/conversation/event.ts';
import type { Asks, Key } from '../core/conversation/effect.ts';
import type { Private } from '../core/private/private.ts';
import type { FetchedFile, WebGiven } from './file_ports.ts';

/**
 * What a failed send means: whether to try again, whether to alarm us, whether the person cannot be reached any
 * more until she writes, and who should be told. Codes are permanent; docs/errors.md says what to do about each.
 */
export const SEND_FAILURES = {
  'send:throttled': {
    retry: true, alert: false, lost: false, tell: 'nobody', meaning: 'The platform asked us to slow down.',
  },
  'send:unreachable': {
    retry: true, alert: false, lost: false, tell: 'nobody',
    meaning: 'The platform could not be reached; nothing was sent.',
  },
  'send:unknown': {
    retry: true, alert: false, lost: false, tell: 'nobody',
    meaning: 'The connection broke between request and answer: it may have been sent.',
  },
  'send:blocked': {
    retry: false, alert: false, lost: true, tell: 'holder', meaning: 'She blocked the bot, left, or the chat is gone.',
  },
  'send:window_shut': {
    retry: false, alert: true, lost: true, tell: 'holder', meaning: 'The platform allows no message to her any more.',
  },
  'send:late': {
    retry: false, alert: false, lost: false, tell: 'nobody', meaning: 'It could have been sent only when nobody waits.',
  },
  'send:token': {
    retry: true, alert: true, lost: false, tell: 'operator', meaning: 'The channel token is wrong or expired.',
  },
  'send:account': {
    retry: true, alert: true, lost: false, tell: 'operator',
    meaning: 'The account or app is not allowed to send: not verified, not activated, or its plan is too low.',
  },
  'send:quota': {
    retry: false, alert: true, lost: false, tell: 'operator', meaning: 'The quota or the money of the plan is used up.',
  },
  'send:standards': {
    retry: false, alert: true, lost: false, tell: 'operator',
    meaning: 'The platform says that the text breaks its standards.',
  },
  'send:refused': {
    retry: false, alert: true, lost: false, tell: 'operator', meaning: 'The platform refused the message itself.',
  },
} as const satisfies Record<string, FailureKind>;
type FailureKind = Readonly<{
  retry: boolean; alert: boolean; lost: boolean; tell: 'nobody' | 'holder' | 'operator'; meaning: string;
}>;
export type SendFailure = keyof typeof SEND_FAILURES;

/** `ref` is the platform's message id; `retryAfterMs` is what the platform asked for. */
export type SendResult = { sent: string } | { failed: SendFailure; detail: string; retryAfterMs?: number };

/** What an outgoing message is for: it decides about retries after an unknown outcome. */
export type OutgoingKind = 'reply' | 'danger' | 'alert' | 'push' | 'reminder';
/** What a row of the outbox carries out: a message, or taking back those that lie in her chat. */
export type RowKind = OutgoingKind | 'wipe';

/** What leaves for one person. It crosses the outbox as sealed JSON and is opened by the channel's write alone. */
export type Outgoing = Readonly<{
  text: string;
  keys: readonly Key[];
  seq: number;
  lang: string;
  asks: Asks;
  /** A voice recording instead of a text: its text key. */
  voice?: string;
  /** Instead of a text: the messages of this chat are taken back, all but the last that was sent. */
  wipe?: string;
  /** Only what was sent before this moment (ms) is taken back, the last message too. */
  wipeBefore?: number;
}>;

/** A message that lies in a chat: the platform's id, whether we sent it, and when (ms). */
export type Trace = Readonly<{ ref: string; ours: boolean; at: number }>;

/** What lies in her chat, on platforms that let us take it back. */
export type Traces = Readonly<{
  note: (laneId: string, trace: Trace) => void;
  /** The last message of ours there, as far as this process knows. */
  last: (laneId: string) => Trace | undefined;
  /** What can still be taken back at `at` (ms); it is forgotten here. */
  take: (laneId: string, at: number) => Promise<Trace[]>;
}>;

/** One update, read: who wrote (the platform's own id), in which order, and what, closed. */
export type Inbound = Readonly<{
  /** Unique within channel and account; redeliveries carry the same one. */
  platformId: string;
  account: string;
  order: number;
  lang: string;
  heard: Private;
}>;

export type ReadResult =
  | { kind: 'event'; inbound: Inbound; after?: () => void }
  | { kind: 'nothing' }
  | { kind: 'unknown'; reason: string };

/** A channel's outgoing side. `account` is hers, closed. */
export type Channel = Readonly<{
  name: string;
  capabilities: Capabilities;
  write: (account: Private, outgoing: Private) => Promise<SendResult>;
  /** Fetches what somebody sent, by what the event named it; without it no picture or voice comes from here. */
  fetch?: (ref: Private, bytesMax: number) => Promise<FetchedFile>;
}>;

/** A clock of moments that all processes share. */
export type PaceStore = Readonly<{
  /** Reserves `slots` moments `everyMs` apart in a channel, and gives the ms until the first of them; 0 is now. */
  reserve: (channel: string, slots: number, everyMs: number) => Promise<number>;
  /** The same for one moment in the chat of an account, which is busy for `busyMs` after it. */
  reserveChat: (channel: string, account: Private, busyMs: number) => Promise<number>;
  /** Deletes chats that have been free for a minute, and keys whose day is over: they are as free without a row. */
  forget: () => Promise<void>;
}>;

/** The token pair of a channel whose access token expires; `expiresAt` in ms. */
export type TokenPair = Readonly<{ access: string; refresh: string; expiresAt: number }>;

/** Where a rotating token pair lies, for all processes. */
export type TokenStore = Readonly<{
  /** The newest pair and its version, from the seed when the operator has set a new one. */
  read: () => Promise<Readonly<{ pair: TokenPair; version: number }>>;
  /**
   * Lets one process at a time renew version `version`: `mine` while the lease is ours (its end in ms on this
   * process's clock), `theirs` while somebody else renews, `newer` when the pair has moved on already.
   */
  lease: (version: number) => Promise<{ is: 'mine'; until: number } | { is: 'theirs' } | { is: 'newer' }>;
  /** Commits the new pair; it may be used only after this resolves. */
  save: (version: number, pair: TokenPair) => Promise<void>;
  /** Gives the lease back when the renewal failed. */
  release: (version: number) => Promise<void>;
}>;

/**
 * What lies in the inbox: enough to begin a lane and to step. Sealed as JSON. `page`: it came from the page of
 * her own beside a chat whose keepers read along. `ref`: the platform's id of her message.
 */
export type Heard = Readonly<{ account: string; lang: string; event: HeardEvent; page?: true; ref?: string }>;
export type HeardEvent = Event extends infer Kind ? (Kind extends Event ? Omit<Kind, 'id'> : never) : never;

/** A key that only stores can use; tasks carry it from read to write. */
export type LaneKey = { readonly wrapped: Uint8Array | undefined; readonly bytes: Uint8Array };

/**
 * One person's place as stored; version 0 means that nothing is stored yet. `next`: its version after a commit. A new
 * lane begins with the clock, so that no version comes again after somebody has erased herself.
 */
export type Lane = {
  laneId: string;
  channel: string;
  version: number;
  next: number;
  session: Private;
  /** Her platform id, opened when somebody asks: a reply knows it from her message already. */
  handle: () => Private;
  key: LaneKey;
};

export type Arrival = { id: string; laneId: string; channel: string; order: number; heard: Private };
export type Stored = Arrival & { position: number };

export type OutRow = {
  id: string;
  laneId: string;
  kind: RowKind;
  state: 'sending' | 'kept';
  body: Private;
};

/** What one worked lane leaves behind: all of it is committed, or nothing. */
export type Work = {
  lane: Lane;
  session: Private;
  lapseAt: number;
  /** When she last wrote in these events (ms); 0: it was the house or the clock. */
  heardAt: number;
  /** When she blocked the account or left it (ms); 0: she did not. Nothing can be sent until she writes again. */
  goneAt: number;
  /** The platform's ids of what she sent, where messages can be taken back. */
  refs: readonly string[];
  /** She left in the chat itself: a page beside it is over. */
  left: boolean;
  done: readonly string[];
  /** These events were worked before they were stored: they are stored by their outcome alone. */
  straight?: true;
  out: readonly OutRow[];
};

/** A message on its way out, at its `attempts`th try. */
export type Delivering = Readonly<{ id: string; laneId: string; kind: RowKind; body: Private; attempts: number }>;

/** What became of a send, for the outbox. `dueInMs`: when it is to be tried again; `untried`: it was not tried now. */
export type Mark = Readonly<{
  id: string; state: 'sent' | 'due' | 'failed'; failure?: string; dueInMs?: number; untried?: true;
}>;

/**
 * What a page shows of one message: `text` is ready to show, hotlines filled in; `voice` is
 * `<lang>/<text key>` of a recording instead.
 */
export type WebMessage = Readonly<{
  id: string; text: string; keys: readonly Key[]; seq: number; asks: Outgoing['asks']; voice?: string;
}>;

/**
 * The web chat's side of the house. A talk id is 22 random letters that her page holds and nobody stores in clear; a
 * page beside a watched chat has one letter more.
 */
export type WebTalks = Readonly<{
  newTalk: () => string;
  /**
   * Stores what she typed or pressed; it is worked after that. `over`: this page has had its time. `slow`: too much
   * comes from this address now, and it was not taken.
   */
  say: (talk: string, said: WebSaid, address?: string) => Promise<'said' | 'over' | 'slow'>;
  /**
   * Takes a picture or a voice that she picked on the page; it is held until she has said yes in the talk.
   * `refused`: it cannot surely be cleaned.
   */
  give: (talk: string, given: WebGiven, address?: string) => Promise<'said' | 'over' | 'slow' | 'refused'>;
  /** Opens the page behind a link that works once, and gives its talk; undefined when used, lapsed or never there. */
  open: (token: string, lang: string) => Promise<string | undefined>;
  /** Whether a page of her own has had its time, or she has left in the chat. */
  isOver: (talk: string) => Promise<boolean>;
  /** Shuts a page of her own; the web chat's talks just end. */
  close: (talk: string) => Promise<void>;
  /** Messages that wait for her page; waits up to `waitMs` for the first. They stay until `shown` is called. */
  take: (talk: string, waitMs: number) => Promise<readonly WebMessage[]>;
  shown: (talk: string, ids: readonly string[]) => Promise<void>;
}>;
/** A talk that stands beside a watched chat: its lane is that chat's. */
export const besideId = (talk: string): string => `-${talk}`;
export const isBeside = (talk: string): boolean => talk.length === 23 && talk.startsWith('-');
export type WebSaid = Readonly<{ lang: string }> & (
  | Readonly<{ text: string }> | Readonly<{ seq: number; key: string }> | Readonly<{ lat: number; lon: number }>);
