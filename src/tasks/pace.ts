import type { Private } from '../core/private/private.ts';
import type { OutgoingKind, RowKind, SendResult } from './ports.ts';
import { BEGUN, openTurns, ORDER, type TurnsOptions } from './turns.ts';

export type Pacer = Readonly<{
  /** Undefined: it may leave now. Otherwise resolves when it may. */
  turn: (kind: OutgoingKind, laneId: string, account: Private) => Promise<void> | undefined;
  /** A reply comes behind what waits for this person: it goes like the reply. */
  hurry: (laneId: string) => void;
  /** Is told what became of every send to a person. */
  result: (laneId: string, result: SendResult) => void;
  /** How many more may come to wait here without being far from their turn; those of less weight do not count. */
  room: (kind?: OutgoingKind) => number;
  /** Lets go of all that waits, for its owner to put back; nothing waits here any more. */
  stop: () => void;
}>;

/** `perMinute`: the platform's rate over all, as documented; 0: none. */
export type PacerOptions = Omit<TurnsOptions, 'wait' | 'left'> & Partial<Pick<TurnsOptions, 'wait'>>;

/** What somebody waits for, as against what the house begins itself. */
export const isUrgent = (kind: RowKind): kind is 'danger' | 'reply' => kind === 'danger' || kind === 'reply';

/** Rows that are at hand for the next rounds of the outbox, so that no moment goes unused. */
const ROOM_S = 1.5;
const ROOM_UNLIMITED = 200;
const PACED_MS = 60_000;
const PAUSE_MS_MAX = 60_000;

const nothing = (): undefined => undefined;
const UNLIMITED: Pacer = { turn: nothing, hurry: nothing, result: nothing, room: () => ROOM_UNLIMITED, stop: nothing };

/**
 * Keeps a platform's rate, together with the pacers of other processes. Replies leave at once; when the platform
 * complains although more left here than its rate, they take turns for a minute too.
 */
export function openPacer(options: PacerOptions): Pacer {
  const { perMinute, now } = options;
  if (perMinute === 0) return UNLIMITED;
  const tally = openTally();
  const turns = openTurns({ wait: timer, ...options, left: tally.add });
  const roomMax = Math.ceil(perMinute / 60 * ROOM_S);
  let pacedUntil = -Infinity;
  let stopped = false;
  /** Whose message was refused last because of the rate. */
  let refused = '';

  const passBy = (at: number): void => {
    tally.add(at);
    turns.passed();
  };
  return {
    turn: (kind, laneId, account) => {
      const at = now();
      if (isUrgent(kind) && at >= pacedUntil) return void passBy(at);
      return stopped ? Promise.resolve() : turns.join(kind, laneId, account);
    },
    hurry: (laneId) => {
      if (turns.waiting(BEGUN) === 0) return;
      const at = now();
      if (at < pacedUntil) return turns.raise(laneId);
      for (const leave of turns.takeOut(laneId)) {
        passBy(at);
        leave();
      }
    },
    result: (laneId, result) => {
      if ('sent' in result || result.failed !== 'send:throttled') return;
      const at = now();
      // One chat that goes on too fast must not hold up everybody else's.
      const isOverAll = at < pacedUntil ? laneId !== refused : isOver(tally, perMinute, at);
      refused = laneId;
      if (!isOverAll) return;
      pacedUntil = at + PACED_MS;
      turns.pause(at + Math.min(result.retryAfterMs ?? 0, PAUSE_MS_MAX));
    },
    room: (kind = 'reminder') => Math.max(0, roomMax - turns.waiting(ORDER.slice(0, ORDER.indexOf(kind) + 1))),
    stop: () => {
      stopped = true;
      turns.clear();
    },
  };
}

const timer: TurnsOptions['wait'] = (ms, run) => {
  const timeout = setTimeout(run, ms);
  return () => clearTimeout(timeout);
};

/** More left here than the platform's rate, within the last second or the last minute. */
function isOver({ within }: Tally, perMinute: number, at: number): boolean {
  const second = within(at, 1_000);
  return (second > 1 && second > perMinute / 60) || within(at, 60_000) > perMinute;
}

type Tally = Readonly<{ add: (at: number) => void; within: (at: number, ms: number) => number }>;

const TENTH_MS = 100;

/** How many left within the last minute, by tenths of a second. */
function openTally(): Tally {
  const tenths = Array.from({ length: 600 }, () => ({ tenth: -1, count: 0 }));
  return {
    add: (at) => {
      const tenth = Math.floor(at / TENTH_MS);
      const here = tenths[tenth % tenths.length];
      if (!here) return;
      here.count = here.tenth === tenth ? here.count + 1 : 1;
      here.tenth = tenth;
    },
    within: (at, ms) => {
      const since = Math.floor((at - ms) / TENTH_MS);
      return tenths.reduce((sum, { tenth, count }) => (tenth > since ? sum + count : sum), 0);
    },
  };
}
