import type { Private } from '../core/private/private.ts';
import { isUrgent, type Pacer } from './pace.ts';
import {
  type Channel, type Delivering, type Mark, SEND_FAILURES, type OutgoingKind, type OutRow, type SendFailure,
  type SendResult,
} from './ports.ts';

export type Delivery = Readonly<{
  /** Sends rows of one person in order; the outbox learns what became of each. */
  send: (to: Recipient, rows: readonly Delivering[]) => void;
  /** Sends rows that waited in the outbox for another try. */
  resume: (to: Recipient, rows: readonly Delivering[]) => void;
  /** Puts back into the outbox what waits for its turn: another process, or the next start, sends it. */
  stop: () => void;
  idle: () => Promise<void>;
}>;

/** `heardAt`: when she last wrote (ms). */
export type Recipient = Readonly<{ channel: string; laneId: string; handle: () => Private; heardAt: number }>;

export type DeliveryOptions = Readonly<{
  channels: ReadonlyMap<string, Channel>;
  /** Who keeps a channel's rate; replies pass it by. */
  pacers: ReadonlyMap<string, Pacer>;
  /** Asked before each write: whether the platform lets us write to her now. */
  mayWrite?: (to: Recipient) => boolean;
  /** She cannot be written to any more, until she writes. */
  lost?: (to: Recipient, kind: OutgoingKind, failure: SendFailure) => void;
  /** Is told the platform's id of what was sent, where it can be taken back. */
  traced?: (to: Recipient, ref: string) => void;
  /** Takes what became of a send; it is stored with the desk's next turn. */
  mark: (mark: Mark) => void;
  /** Counts what became of a send; an alarm where the table of failures says so. */
  counted: (channel: string, result: SendResult, kind: OutgoingKind) => void;
  chance: () => number;
  broke: (where: string, error: unknown) => void;
}>;

/** A reply is tried for two minutes: later it would appear at an hour that nobody agreed to. */
const ATTEMPTS_MAX = 8;
/** An alert is tried for three hours: by then somebody has mended a token or an account. */
const ATTEMPTS_ALERT_MAX = 20;
/** A reply that may only be sent later than this is not sent: another hand may be there then. */
const REPLY_MS_MAX = 2 * 60_000;
/** First wait after a failure; it doubles, to a quarter of an hour, with chance so that many do not come at once. */
const RETRY_MS = 1_000;
const RETRY_MS_MAX = 15 * 60_000;
/** What is held behind another message is looked at again this soon after it. */
const BEHIND_MS = 50;
/** The outbox itself holds back what comes behind something of hers as soon as that is marked there. */
const HELD_MS = 10_000;
const HELD_MANY = 1_000;
const SHUT: SendResult = { failed: 'send:window_shut', detail: 'window' };

export const rowsOf = (rows: readonly OutRow[]): Delivering[] => rows.map((row) => ({ ...row, attempts: 1 }));

/** The delivery desk: order kept per person, everybody at the same time, failures by their table. */
export function openDelivery(options: DeliveryOptions): Delivery {
  const state: State = { options, held: new Map(), pressed: new Map(), stopped: false };
  const chains = new Map<string, Promise<void>>();
  const chain = (to: Recipient, rows: readonly Delivering[], resumed: boolean): void => {
    if (rows.length === 0) return;
    const channel = options.channels.get(to.channel);
    if (!channel) return options.broke('deliver', new Error(`There is no channel ${to.channel}`));
    const pacer = options.pacers.get(to.channel);
    const before = chains.get(to.laneId);
    const presses = before !== undefined && rows.some(({ kind }) => isUrgent(kind));
    const mine = sendInOrder({ channel, pacer, to, rows, before, presses, resumed }, state)
      .catch((error: unknown) => options.broke('deliver', error));
    chains.set(to.laneId, mine);
    if (presses) pacer?.hurry(to.laneId);
    void mine.then(() => {
      if (chains.get(to.laneId) === mine) chains.delete(to.laneId);
    });
  };
  return {
    send: (to, rows) => chain(to, rows, false),
    resume: (to, rows) => chain(to, rows, true),
    stop: () => {
      state.stopped = true;
      options.pacers.forEach((pacer) => pacer.stop());
    },
    idle: async () => {
      while (chains.size > 0) await Promise.all(chains.values());
    },
  };
}

type State = {
  readonly options: DeliveryOptions;
  /** How many messages of a person have just gone back to the outbox: what comes after them goes there too. */
  readonly held: Map<string, { count: number; until: number }>;
  /** How many errands of a person with something urgent stand behind the one that is under way. */
  readonly pressed: Map<string, number>;
  stopped: boolean;
};

type Errand = Readonly<{
  channel: Channel; pacer: Pacer | undefined; to: Recipient; rows: readonly Delivering[];
  before: Promise<void> | undefined; presses: boolean; resumed: boolean;
}>;

async function sendInOrder(errand: Errand, state: State): Promise<void> {
  const { channel, pacer, to, rows, before, presses, resumed } = errand;
  const { counted, mark, chance, lost, mayWrite, traced } = state.options;
  if (presses) add(state.pressed, to.laneId, 1);
  if (before) await before;
  if (presses) add(state.pressed, to.laneId, -1);
  const hold = (waiting: readonly Delivering[], dueInMs: number): void => {
    waiting.forEach(({ id }) => mark({ id, state: 'due', dueInMs, untried: true }));
    keep(state, to.laneId, waiting.length);
  };
  if (resumed) release(state, to.laneId, rows.length);
  else if (isHeld(state, to.laneId)) return hold(rows, BEHIND_MS);
  const handle = to.handle();
  for (const [index, row] of rows.entries()) {
    if (row.kind === 'wipe') {
      // Nobody waits for it, and what she reads next does not wait behind it.
      void takeBack({ channel, row, handle }, state);
      continue;
    }
    const kind = paceOf(errand, index, state);
    // What is far from its turn waits in the outbox, where no process that dies takes it along.
    if (pacer && !resumed && !isUrgent(kind) && pacer.room(kind) === 0) return hold(rows.slice(index), 0);
    let shut = mayWrite?.(to) === false;
    const turn = shut ? undefined : pacer?.turn(kind, to.laneId, handle);
    if (turn) {
      await turn;
      if (state.stopped) return hold(rows.slice(index), 0);
      shut = mayWrite?.(to) === false;
    }
    const result = shut ? SHUT : await channel.write(handle, row.body);
    if (!shut) pacer?.result(to.laneId, result);
    counted(channel.name, result, row.kind);
    if ('sent' in result && result.sent !== '' && channel.capabilities.deleteHours > 0) traced?.(to, result.sent);
    const next = markOf(row, result, chance());
    mark(next);
    if ('failed' in result && SEND_FAILURES[result.failed].lost) lost?.(to, row.kind, result.failed);
    if (next.state !== 'due') continue;
    // What follows must not overtake it.
    keep(state, to.laneId, 1);
    return hold(rows.slice(index + 1), (next.dueInMs ?? 0) + BEHIND_MS);
  }
}

type Wiping = Readonly<{ channel: Channel; row: Delivering; handle: Private }>;

async function takeBack({ channel, row, handle }: Wiping, { options: { mark, chance, broke } }: State): Promise<void> {
  try {
    mark(markOf(row, await channel.write(handle, row.body), chance()));
  } catch (error) {
    broke('deliver', error);
  }
}

/** What comes before something urgent of the same person goes with it: order is kept, and nobody waits for a turn. */
function paceOf({ rows, to: { laneId } }: Errand, index: number, { pressed }: State): OutgoingKind {
  const kind = rows[index]?.kind ?? 'reply';
  if (kind === 'wipe') return 'reply';
  if (isUrgent(kind)) return kind;
  return pressed.has(laneId) || rows.slice(index + 1).some((behind) => isUrgent(behind.kind)) ? 'reply' : kind;
}

function add(to: Map<string, number>, laneId: string, count: number): void {
  const sum = (to.get(laneId) ?? 0) + count;
  if (sum > 0) to.set(laneId, sum);
  else to.delete(laneId);
}

function keep({ held }: State, laneId: string, count: number): void {
  const at = performance.now();
  if (held.size > HELD_MANY) held.forEach(({ until }, each) => until < at && held.delete(each));
  held.set(laneId, { count: (held.get(laneId)?.count ?? 0) + count, until: at + HELD_MS });
}

function release({ held }: State, laneId: string, count: number): void {
  const known = held.get(laneId);
  if (!known) return;
  known.count -= count;
  if (known.count <= 0) held.delete(laneId);
}

function isHeld({ held }: State, laneId: string): boolean {
  const known = held.get(laneId);
  if (!known || performance.now() < known.until) return known !== undefined;
  held.delete(laneId);
  return false;
}

function markOf(row: Delivering, result: SendResult, chance: number): Mark {
  if ('sent' in result) return { id: row.id, state: 'sent' };
  const { retry } = SEND_FAILURES[result.failed];
  // A reminder that may have arrived is not sent again; everything else matters more than a copy.
  const most = row.kind === 'alert' ? ATTEMPTS_ALERT_MAX : ATTEMPTS_MAX;
  const late = row.kind !== 'wipe' && isUrgent(row.kind) && (result.retryAfterMs ?? 0) > REPLY_MS_MAX;
  const again = retry && !late && row.attempts < most && !(result.failed === 'send:unknown' && row.kind === 'reminder');
  if (!again) return { id: row.id, state: 'failed', failure: result.failed };
  const wait = Math.min(RETRY_MS * 2 ** (row.attempts - 1), RETRY_MS_MAX) * (0.5 + chance);
  return { id: row.id, state: 'due', failure: result.failed, dueInMs: result.retryAfterMs ?? Math.round(wait) };
}
