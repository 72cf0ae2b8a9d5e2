import type { Private } from '../core/private/private.ts';
import {
  type Channel, type Delivering, type Mark, SEND_FAILURES, type OutgoingKind, type OutRow, type SendResult,
} from './ports.ts';

export type Delivery = Readonly<{
  /** Sends rows of one person in order; the outbox learns what became of each. */
  send: (to: Recipient, rows: readonly Delivering[]) => void;
  /** Sends rows that waited in the outbox for another try. */
  resume: (to: Recipient, rows: readonly Delivering[]) => void;
  idle: () => Promise<void>;
}>;

export type Recipient = Readonly<{ channel: string; laneId: string; handle: () => Private }>;

export type DeliveryOptions = Readonly<{
  channels: ReadonlyMap<string, Channel>;
  /** Takes what became of a send; it is stored with the desk's next turn. */
  mark: (mark: Mark) => void;
  /** Counts what became of a send; an alarm where the table of failures says so. */
  counted: (channel: string, result: SendResult, kind: OutgoingKind) => void;
  chance: () => number;
  broke: (where: string, error: unknown) => void;
}>;

const ATTEMPTS_MAX = 8;
/** First wait after a failure; it doubles, to a quarter of an hour, with chance so that many do not come at once. */
const RETRY_MS = 1_000;
const RETRY_MS_MAX = 15 * 60_000;

export const rowsOf = (rows: readonly OutRow[]): Delivering[] => rows.map((row) => ({ ...row, attempts: 1 }));

/** The delivery desk: order kept per person, everybody at the same time, failures by their table. */
export function openDelivery(options: DeliveryOptions): Delivery {
  const chains = new Map<string, Promise<void>>();
  const held: Held = new Map();
  const chain = (to: Recipient, rows: readonly Delivering[], resumed: boolean): void => {
    if (rows.length === 0) return;
    const channel = options.channels.get(to.channel);
    if (!channel) return options.broke('deliver', new Error(`There is no channel ${to.channel}`));
    const before = chains.get(to.laneId);
    const mine = sendInOrder({ channel, to, rows, before, resumed }, held, options)
      .catch((error: unknown) => options.broke('deliver', error));
    chains.set(to.laneId, mine);
    void mine.then(() => {
      if (chains.get(to.laneId) === mine) chains.delete(to.laneId);
    });
  };
  return {
    send: (to, rows) => chain(to, rows, false),
    resume: (to, rows) => chain(to, rows, true),
    idle: async () => {
      while (chains.size > 0) await Promise.all(chains.values());
    },
  };
}

/** How many messages of a person wait in the outbox for another try: what comes after them waits there too. */
type Held = Map<string, number>;

type Errand = Readonly<{
  channel: Channel; to: Recipient; rows: readonly Delivering[]; before: Promise<void> | undefined; resumed: boolean;
}>;

/** What is held behind another message is looked at again this soon after it. */
const BEHIND_MS = 50;

async function sendInOrder(
  { channel, to, rows, before, resumed }: Errand, held: Held, { counted, mark, chance }: DeliveryOptions,
): Promise<void> {
  if (before) await before;
  const hold = (waiting: readonly Delivering[], dueInMs: number): void => {
    waiting.forEach(({ id }) => mark({ id, state: 'due', dueInMs }));
    held.set(to.laneId, (held.get(to.laneId) ?? 0) + waiting.length);
  };
  if (resumed) release(held, to.laneId, rows.length);
  else if (held.has(to.laneId)) return hold(rows, BEHIND_MS);
  const handle = to.handle();
  for (const [index, row] of rows.entries()) {
    const result = await channel.write(handle, row.body);
    counted(channel.name, result, row.kind);
    const next = markOf(row, result, chance());
    mark(next);
    if (next.state !== 'due') continue;
    // What follows must not overtake it.
    held.set(to.laneId, (held.get(to.laneId) ?? 0) + 1);
    return hold(rows.slice(index + 1), (next.dueInMs ?? 0) + BEHIND_MS);
  }
}

function release(held: Held, laneId: string, count: number): void {
  const left = (held.get(laneId) ?? 0) - count;
  if (left > 0) held.set(laneId, left);
  else held.delete(laneId);
}

function markOf(row: Delivering, result: SendResult, chance: number): Mark {
  if ('sent' in result) return { id: row.id, state: 'sent' };
  const { retry } = SEND_FAILURES[result.failed];
  // A reminder that may have arrived is not sent again; everything else matters more than a copy.
  const again = retry && row.attempts < ATTEMPTS_MAX && !(result.failed === 'send:unknown' && row.kind === 'reminder');
  if (!again) return { id: row.id, state: 'failed', failure: result.failed };
  const wait = Math.min(RETRY_MS * 2 ** (row.attempts - 1), RETRY_MS_MAX) * (0.5 + chance);
  return { id: row.id, state: 'due', failure: result.failed, dueInMs: result.retryAfterMs ?? Math.round(wait) };
}
