/**
 * How much was written lately, for one window: numbers and times only, so that it may outlive the end of a talk.
 * `wordlessAt`, `hiddenAt`: when something without words was last answered (ms).
 */
export type Flood = Readonly<{ since: number; points: number; wordlessAt: number; hiddenAt: number }>;

export const NO_FLOOD: Flood = { since: 0, points: 0, wordlessAt: 0, hiddenAt: 0 };

export const WINDOW_MS = 60_000;
/** A number that answers the question on the screen leads on: whoever presses fast is not flooding. */
export const CHOICE = 1;
export const WORDS = 4;
/** 20 messages of words in a window, or 80 presses: nobody who tells her story in short lines writes faster. */
export const CALM_MAX = 20 * WORDS;
/** In an open talk words are kept beyond that, up to 80 messages in a window: more than one a second is no talk. */
export const KEPT_MAX = 80 * WORDS;

/** `begins`: it has just become too much, and is said once; `lost`: not even words of an open talk are kept. */
export type Pace = 'calm' | 'begins' | 'fast' | 'lost_begins' | 'lost';

/** Counts one message of so many points at `at` (ms). A clock that goes back a little stays in its window. */
export function counted(flood: Flood, at: number, points: number): { flood: Flood; pace: Pace } {
  const fresh = at - flood.since >= WINDOW_MS || at < flood.since - WINDOW_MS;
  const before = fresh ? 0 : flood.points;
  const sum = before + points;
  return { flood: { ...flood, since: fresh ? at : flood.since, points: sum }, pace: paceOf(before, sum) };
}

function paceOf(before: number, sum: number): Pace {
  if (sum <= CALM_MAX) return 'calm';
  if (before <= CALM_MAX) return 'begins';
  if (sum <= KEPT_MAX) return 'fast';
  return before <= KEPT_MAX ? 'lost_begins' : 'lost';
}
