import type { Private } from '../core/private/private.ts';
import type { OutgoingKind, PaceStore } from './ports.ts';

export type TurnsOptions = Readonly<{
  channel: string;
  perMinute: number;
  /** Between two messages that the house begins in one chat. */
  chatMs: number;
  store: Pick<PaceStore, 'reserve' | 'reserveChat'>;
  /** A clock in ms that never goes back. */
  now: () => number;
  /** Runs something once after `ms`, and gives what takes it back. */
  wait: (ms: number, run: () => void) => () => void;
  /** Is told when one of those who waited leaves. */
  left: (at: number) => void;
  broke: (where: string, error: unknown) => void;
}>;

export type Turns = Readonly<{
  join: (kind: OutgoingKind, laneId: string, account: Private) => Promise<void>;
  /** One left without a turn: those who wait make up for it. */
  passed: () => void;
  waiting: (kinds: readonly OutgoingKind[]) => number;
  /** Makes replies of what waits for a person. */
  raise: (laneId: string) => void;
  /** Takes out what the house began for a person: each is to be let go. */
  takeOut: (laneId: string) => (() => void)[];
  /** Nobody leaves before `until`. */
  pause: (until: number) => void;
  clear: () => void;
}>;

/** Who goes first when both wait. */
export const ORDER = ['danger', 'reply', 'alert', 'push', 'reminder'] as const satisfies readonly OutgoingKind[];
/** What the house begins itself. */
export const BEGUN = ['alert', 'push', 'reminder'] as const satisfies readonly OutgoingKind[];

/** A platform counts in windows that do not begin when ours do, and the line there shakes. */
const USED = 0.985;
/** Less than what USED leaves of the shortest window, a second: who comes late here does not push all that follow. */
const SHAKE_MS = 5;
/** Slots are asked for this long before they are needed, so that the way to the database costs none of them. */
const LEAD_MS = 100;
/** No more than this is reserved ahead: what another process begins waits behind it. */
const BATCH_MS = 250;
/** A slot or a chat that is used later than this would come too close to somebody else's. */
const LATE_MS = 100;
/** A database that is away is not asked again at once. */
const AWAY_MS = 1_000;

/** A message that waits. `chat`: from when until when its chat is reserved for it. */
type Waiter = { kind: OutgoingKind; laneId: string; account: Private; chat: Hold; leave: () => void };
type Hold = 'unasked' | 'asked' | Span;
type Span = Readonly<{ from: number; until: number }>;
const ALWAYS: Span = { from: -Infinity, until: Infinity };

type Line = {
  readonly options: TurnsOptions;
  readonly everyMs: number;
  readonly batchMax: number;
  readonly queues: Readonly<Record<OutgoingKind, Waiter[]>>;
  /** Moments that are ours, in order: whoever stands first at such a moment leaves. */
  readonly slots: number[];
  lastSlot: number;
  /** How far off the first slot was when slots were last asked for. */
  restMs: number;
  asking: boolean;
  /** When the next one would leave, if everybody before was in time. */
  freeAt: number;
  /** Those who left without a turn while others waited for one. */
  owed: number;
  pausedUntil: number;
  awayUntil: number;
  alarm: { at: number; cancel: () => void } | undefined;
};

/** One line for a channel: moments are reserved for as many as wait, and whoever weighs most has the next one. */
export function openTurns(options: TurnsOptions): Turns {
  const everyMs = 60_000 / options.perMinute / USED;
  const line: Line = {
    options, everyMs, batchMax: Math.max(1, Math.floor(BATCH_MS / everyMs)),
    queues: { danger: [], reply: [], alert: [], push: [], reminder: [] },
    slots: [], lastSlot: -Infinity, restMs: 0, asking: false, freeAt: -Infinity, owed: 0,
    pausedUntil: -Infinity, awayUntil: -Infinity, alarm: undefined,
  };
  const { queues } = line;
  const waiting = (kinds: readonly OutgoingKind[]): number => kinds.reduce((sum, kind) => sum + queues[kind].length, 0);
  const takeOut = (laneId: string): Waiter[] => {
    const hers = BEGUN.flatMap((kind) => queues[kind].filter((waiter) => waiter.laneId === laneId));
    hers.forEach((waiter) => remove(queues[waiter.kind], waiter));
    return hers;
  };
  return {
    join: (kind, laneId, account) => {
      const begun = BEGUN.some((each) => each === kind);
      if (begun && waiting(BEGUN) === 0) line.owed = 0;
      return new Promise((leave) => {
        queues[kind].push({ kind, laneId, account, leave, chat: begun && options.chatMs > 0 ? 'unasked' : ALWAYS });
        move(line);
      });
    },
    passed: () => void (line.owed += waiting(BEGUN) > 0 ? 1 : 0),
    waiting,
    raise: (laneId) => {
      queues.reply.push(...takeOut(laneId).map((waiter) => ({ ...waiter, kind: 'reply' as const, chat: ALWAYS })));
      move(line);
    },
    takeOut: (laneId) => takeOut(laneId).map(({ leave }) => leave),
    pause: (until) => void (line.pausedUntil = Math.max(line.pausedUntil, until)),
    clear: () => {
      line.alarm?.cancel();
      line.alarm = undefined;
      ORDER.forEach((kind) => queues[kind].splice(0).forEach(({ leave }) => leave()));
    },
  };
}

/** Whatever happens leads here: those whose moment has come leave, more moments are asked for, an alarm is set. */
function move(line: Line): void {
  const at = line.options.now();
  const late = line.slots.findLastIndex((slot) => slot < at - LATE_MS);
  line.slots.splice(0, late + 1);
  const { first, wakeAt } = standing(line, at);
  if (at < line.pausedUntil) {
    if (first.length > 0 || wakeAt < Infinity) setAlarm(line, line.pausedUntil, at);
    return;
  }
  depart(line, first, at);
  ask(line, first, at);
  setAlarm(line, Math.min(wakeAt, nextMoment(line, first, at)), at);
}

/** Who stands first: as many as have a slot or could be given one. `wakeAt`: when a chat among them is nearly free. */
function standing({ queues, slots, batchMax }: Line, at: number): { first: Waiter[]; wakeAt: number } {
  const most = slots.length + batchMax;
  const first: Waiter[] = [];
  let wakeAt = Infinity;
  for (const kind of ORDER) {
    for (const waiter of queues[kind]) {
      const { chat } = waiter;
      if (isSpan(chat) && chat.from > at + LEAD_MS) wakeAt = Math.min(wakeAt, chat.from - LEAD_MS);
      else if (first.push(waiter) === most) return { first, wakeAt };
    }
  }
  return { first, wakeAt };
}

const isSpan = (chat: Hold): chat is Span => typeof chat === 'object';

function depart(line: Line, first: Waiter[], at: number): void {
  const { slots, queues, everyMs, options: { left } } = line;
  while (opensAt(line) <= at) {
    const next = first.find(({ chat }) => isSpan(chat) && chat.from <= at && at <= chat.until);
    if (!next) return;
    remove(first, next);
    remove(queues[next.kind], next);
    slots.shift();
    line.freeAt = Math.max(line.freeAt, at) + everyMs;
    left(at);
    next.leave();
  }
}

/** When the next slot can be used. */
const opensAt = ({ slots, freeAt }: Line): number => Math.max(slots[0] ?? Infinity, freeAt - SHAKE_MS);

const remove = (from: Waiter[], waiter: Waiter): void => void from.splice(from.indexOf(waiter), 1);

/** Whoever has a slot needs the chat for that moment; whoever has none needs one. */
function ask(line: Line, first: readonly Waiter[], at: number): void {
  if (at < line.awayUntil) return;
  for (const [index, slot] of line.slots.entries()) {
    const waiter = first[index];
    const isOpen = waiter?.chat === 'asked' || (waiter && isSpan(waiter.chat) && waiter.chat.until >= at);
    if (waiter && !isOpen) void askChat(line, waiter, slot);
  }
  const wanted = first.length - line.slots.length;
  if (wanted > 0 && !line.asking && at >= askAt(line, first)) void askSlots(line, wanted);
}

/** Shortly before the last slot has passed: until then who comes first may still be in another process. */
function askAt({ lastSlot, everyMs, slots, batchMax }: Line, first: readonly Waiter[]): number {
  const kind = first[slots.length]?.kind;
  const presses = slots.length < batchMax && kind !== 'push' && kind !== 'reminder';
  return presses ? -Infinity : lastSlot + everyMs - LEAD_MS;
}

async function askSlots(line: Line, wanted: number): Promise<void> {
  const { options: { store, channel, perMinute, now }, everyMs } = line;
  const leftMs = BATCH_MS - line.restMs;
  const count = Math.min(wanted, Math.max(1, Math.floor(leftMs / everyMs / (line.owed > 0 ? 2 : 1))));
  // What is older than a minute counts nowhere any more; and every other moment at least is for those who wait.
  const owed = Math.min(line.owed, Math.ceil(perMinute / 2));
  const passed = Math.min(owed, count);
  line.owed = owed - passed;
  line.asking = true;
  const restMs = await reserved(line, store.reserve(channel, count + passed, everyMs));
  line.asking = false;
  if (restMs !== undefined) {
    line.restMs = restMs;
    const from = now() + restMs + passed * everyMs;
    line.slots.push(...Array.from({ length: count }, (_, index) => from + index * everyMs));
    line.lastSlot = from + (count - 1) * everyMs;
  }
  move(line);
}

async function askChat(line: Line, waiter: Waiter, slot: number): Promise<void> {
  const { store, channel, chatMs, now } = line.options;
  const asked = now();
  waiter.chat = 'asked';
  // Its chat is free again `chatMs` after the last moment at which this one may leave.
  const busyMs = Math.max(0, slot - asked) + LATE_MS + chatMs;
  const restMs = await reserved(line, store.reserveChat(channel, waiter.account, busyMs));
  const at = now();
  const from = at + (restMs ?? 0);
  // However slow the answer was, there is time to use it: otherwise a slow database would be asked for ever.
  const until = Math.max(from, slot) + LATE_MS + 2 * (at - asked);
  waiter.chat = restMs === undefined ? 'unasked' : { from, until };
  move(line);
}

async function reserved(line: Line, answer: Promise<number>): Promise<number | undefined> {
  try {
    return await answer;
  } catch (error) {
    line.options.broke('pace', error);
    line.awayUntil = line.options.now() + AWAY_MS;
    return undefined;
  }
}

/** When something is to be done next, though nobody comes and nothing is answered. */
function nextMoment(line: Line, first: readonly Waiter[], at: number): number {
  if (first.length === 0) return Infinity;
  const opens = opensAt(line);
  const moments = [line.awayUntil, ...first.flatMap(({ chat }) => (isSpan(chat) ? [Math.max(opens, chat.from)] : []))];
  if (!line.asking && first.length > line.slots.length) moments.push(askAt(line, first));
  return Math.min(...moments.filter((moment) => moment > at));
}

function setAlarm(line: Line, moment: number, at: number): void {
  if (moment === Infinity || (line.alarm && line.alarm.at <= moment)) return;
  line.alarm?.cancel();
  const cancel = line.options.wait(Math.max(1, Math.ceil(moment - at)), () => {
    line.alarm = undefined;
    move(line);
  });
  line.alarm = { at: moment, cancel };
}
