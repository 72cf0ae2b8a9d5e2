/**
 * How much came lately, for one window: numbers and times only, so that it may outlive the end of a talk. `wordless`
 * and `hidden` count what came without words, and what the platform withheld.
 */
export type Flood = Readonly<{ since: number; points: number; wordless: number; hidden: number }>;

export const NO_FLOOD: Flood = { since: 0, points: 0, wordless: 0, hidden: 0 };

export const WINDOW_MS = 60_000;
/** What leads on: whoever answers what she is asked is not flooding, however fast. */
export const CHOICE = 1;
export const WORDS = 200;
/** 20 messages in a window that lead nowhere. What leads on is only bounded for a machine that presses for ever. */
export const CALM_MAX = 20 * WORDS;
/** In an open talk words are kept beyond that, up to 80 messages in a window: more than one a second is no talk. */
export const KEPT_MAX = 80 * WORDS;
/** Pictures and stickers in a window; one answer says all there is to say, some more are kind. */
export const WORDLESS_MAX = 5;

/** `begins`: it has just become too much, and is said once; `lost`: not even words of an open talk are kept. */
export type Pace = 'calm' | 'begins' | 'fast' | 'lost_begins' | 'lost';

/** Counts one message of so many points at `at` (ms). */
export function counted(flood: Flood, at: number, points: number): { flood: Flood; pace: Pace } {
  const now = windowAt(flood, at);
  const sum = now.points + points;
  return { flood: { ...now, points: sum }, pace: paceOf(now.points, sum) };
}

/** Counts something without words at `at` (ms), and says whether it is answered. */
export function countedWordless(
  flood: Flood, at: number, kind: 'wordless' | 'hidden',
): { flood: Flood; isAnswered: boolean } {
  const now = windowAt(flood, at);
  const count = now[kind] + 1;
  return { flood: { ...now, [kind]: count }, isAnswered: count <= WORDLESS_MAX };
}

/** A clock that goes back a little stays in its window. */
function windowAt(flood: Flood, at: number): Flood {
  const fresh = at - flood.since >= WINDOW_MS || at < flood.since - WINDOW_MS;
  return fresh ? { ...NO_FLOOD, since: at } : flood;
}

function paceOf(before: number, sum: number): Pace {
  if (sum <= CALM_MAX) return 'calm';
  if (before <= CALM_MAX) return 'begins';
  if (sum <= KEPT_MAX) return 'fast';
  return before <= KEPT_MAX ? 'lost_begins' : 'lost';
}
