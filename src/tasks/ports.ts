import type { Event } from '../core/conversation/event.ts';
import type { Asks, Key } from '../core/conversation/effect.ts';
import type { Private } from '../core/private/private.ts';

/**
 * What a failed send means: whether to try again, whether to alarm us. Codes are permanent;
 * docs/errors.md says what to do about each.
 */
export const SEND_FAILURES = {
  'send:throttled': { retry: true, alert: false, meaning: 'The platform asked us to slow down.' },
  'send:unreachable': { retry: true, alert: false, meaning: 'The platform could not be reached; nothing was sent.' },
  'send:unknown': {
    retry: true, alert: false, meaning: 'The connection broke between request and answer: it may have been sent.',
  },
  'send:blocked': { retry: false, alert: false, meaning: 'She blocked the bot, left, or the chat is gone.' },
  'send:window_shut': { retry: false, alert: true, meaning: 'The platform allows no message to her any more.' },
  'send:token': { retry: true, alert: true, meaning: 'The channel token is wrong or expired.' },
  'send:refused': { retry: false, alert: true, meaning: 'The platform refused the message itself.' },
} as const satisfies Record<string, { retry: boolean; alert: boolean; meaning: string }>;
export type SendFailure = keyof typeof SEND_FAILURES;

/** `ref` is the platform's message id; `retryAfterMs` is what the platform asked for. */
export type SendResult = { sent: string } | { failed: SendFailure; detail: string; retryAfterMs?: number };

/** What an outgoing message is for: it decides about retries after an unknown outcome. */
export type OutgoingKind = 'reply' | 'danger' | 'alert' | 'push' | 'reminder';

/** What leaves for one person. It crosses the outbox as sealed JSON and is opened by the channel's write alone. */
export type Outgoing = Readonly<{
  text: string;
  keys: readonly Key[];
  seq: number;
  lang: string;
  asks: Asks;
  /** A voice recording instead of a text: its text key. */
  voice?: string;
}>;

/** What a channel can do; a flow is written once and each channel shows it as well as it can. */
export type Capabilities = Readonly<{
  textMax: number;
  buttons: boolean;
  location: boolean;
  /** Whether messages can be taken back from her phone, and up to which age. */
  deleteHours: number;
  /** A pull channel keeps its messages in the outbox until her page fetches them. */
  pull: boolean;
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
}>;

/** What lies in the inbox: enough to begin a lane and to step. Sealed as JSON. */
export type Heard = Readonly<{ account: string; lang: string; event: HeardEvent }>;
export type HeardEvent = Event extends infer Kind ? (Kind extends Event ? Omit<Kind, 'id'> : never) : never;

/** A key that only stores can use; tasks carry it from read to write. */
export type LaneKey = { readonly wrapped: Uint8Array | undefined; readonly bytes: Uint8Array };

/** One person's place as stored; version 0 means that nothing is stored yet. */
export type Lane = {
  laneId: string;
  channel: string;
  version: number;
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
  kind: OutgoingKind;
  state: 'sending' | 'due';
  body: Private;
};

/** What one worked lane leaves behind: all of it is committed, or nothing. */
export type Work = {
  lane: Lane;
  session: Private;
  lapseAt: number;
  done: readonly string[];
  out: readonly OutRow[];
};

/** A message on its way out, at its `attempts`th try. */
export type Delivering = Readonly<{ id: string; laneId: string; kind: OutgoingKind; body: Private; attempts: number }>;

/** What became of a send, for the outbox. `dueInMs`: when it is to be tried again. */
export type Mark = Readonly<{ id: string; state: 'sent' | 'due' | 'failed'; failure?: string; dueInMs?: number }>;

/** What waits for one turn of the desk: updates to store, works to commit, sends to mark. */
export type Turn = Readonly<{ arrivals: readonly Arrival[]; works: readonly Work[]; marks: readonly Mark[] }>;

/** The few statements of the reply path. */
export type DeskStore = {
  /** Stores, commits and marks together. Gives the lanes of the arrivals as they were stored, and those committed. */
  turn: (turn: Turn) => Promise<{ lanes: Map<string, Lane>; committed: Set<string> }>;
  /** Reads lanes with everything that waits for them, in order. */
  claim: (laneIds: readonly string[]) => Promise<{ lanes: Map<string, Lane>; waiting: Stored[] }>;
  newLane: (laneId: string, channel: string, account: string) => Lane;
  /** Takes off what can never be worked. */
  drop: (ids: readonly string[]) => Promise<void>;
};

/**
 * What a page shows of one message: `text` is ready to show, hotlines filled in; `voice` is
 * `<lang>/<text key>` of a recording instead.
 */
export type WebMessage = Readonly<{
  id: string; text: string; keys: readonly Key[]; seq: number; asks: Outgoing['asks']; voice?: string;
}>;

/** The web chat's side of the house. A talk id is 22 random letters that her page holds and nobody stores in clear. */
export type WebTalks = Readonly<{
  newTalk: () => string;
  /** Stores what she typed or pressed; it is worked after that. */
  say: (talk: string, said: WebSaid) => Promise<void>;
  /** Messages that wait for her page; waits up to `waitMs` for the first. They stay until `shown` is called. */
  take: (talk: string, waitMs: number) => Promise<readonly WebMessage[]>;
  shown: (talk: string, ids: readonly string[]) => Promise<void>;
}>;
export type WebSaid = Readonly<{ lang: string }> & (
  | Readonly<{ text: string }> | Readonly<{ seq: number; key: string }> | Readonly<{ lat: number; lon: number }>);

/** What the demo's strip shows of the house: counts, ids, and sealed bytes as they lie there. */
export type HouseStrip = Readonly<{
  lanes: number;
  inbox: number;
  outbox: Readonly<{ waiting: number }>;
  sealed: readonly Readonly<{ table: string; bytes: number; hex: string }>[];
  queue: readonly string[];
  cases: readonly Readonly<{ code: string; state: string; ring: number; commune: string }>[];
  alerts: readonly Readonly<{ code: string; ring: number; answer: string }>[];
}>;

export type Demo = Readonly<{
  /** Makes an invite for a member of a demo address and gives its code. */
  invite: (place: 'here' | 'next') => Promise<string>;
  strip: () => Promise<HouseStrip>;
}>;
