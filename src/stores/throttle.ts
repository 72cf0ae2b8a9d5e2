import { type Bound, isWithinBound, type Limiters } from './limiters.ts';

/** Tries of receipts in one chat: this many, then a pause. Right and wrong ones count alike. */
const TRIES = { name: 'tries', points: 6, seconds: 15 * 60 };
/** Tries of one receipt over all chats of a way in, counted for a day. */
const COUNTED = { name: 'guesses', points: 1_000_000, seconds: 86_400 };
const FREE_GUESSES = 6;

/**
 * The pause after so many tries that counted: a quarter of a minute, twice as long each time, ten minutes at most.
 * It is never a lock: whoever holds the receipt is let in at the next moment that is free.
 */
export const pauseSeconds = (counted: number): number =>
  (counted < FREE_GUESSES ? 0 : Math.min(600, 15 * 2 ** Math.min(counted - FREE_GUESSES, 10)));

export type Throttle = Readonly<{
  /** Whether this chat may still try. */
  mayTry: (laneId: string) => Promise<boolean>;
  /**
   * Whether a try of this receipt is weighed now: after some, each makes the pause before the next one longer. One that
   * does not count, because its chat has tried enough, takes nobody's turn.
   */
  mayGuess: (receipt: string, counts: boolean) => Promise<boolean>;
}>;

export type ThrottleOptions = Readonly<{ pause?: (counted: number) => number }>;

/** Counts tries per chat, and per receipt whichever chat they come from: a web talk is made in a moment. */
export function openThrottle(limiters: Limiters, { pause = pauseSeconds }: ThrottleOptions = {}): Throttle {
  const tries = limiters.open(TRIES);
  return {
    mayTry: (laneId) => isWithinBound(tries, laneId),
    mayGuess: openPauses(limiters, COUNTED, 'guess_pause', pause).mayTry,
  };
}

export type Pauses = Readonly<{
  /** Whether a try of `key` is weighed now; each that counts makes the pause before the next one longer. */
  mayTry: (key: string, counts: boolean) => Promise<boolean>;
  forget: (key: string) => Promise<void>;
}>;

export function openPauses(limiters: Limiters, counted: Bound, name: string, pause = pauseSeconds): Pauses {
  const guesses = limiters.open(counted);
  const free = limiters.open({ name, points: 1, seconds: 600 });
  return {
    mayTry: async (key, counts) => {
      // The same three questions every time: whatever comes of it takes as long.
      const seconds = pause((await guesses.get(key))?.consumedPoints ?? 0);
      const turn = counts && seconds > 0 ? 1 : 0;
      const may = await free.consume(key, turn, { customDuration: Math.max(1, seconds) })
        .then(() => true, () => false);
      await guesses.consume(key, counts && may ? 1 : 0);
      return may;
    },
    forget: async (key) => {
      await guesses.delete(key);
      await free.delete(key);
    },
  };
}
