import { chances, NO_NAME_WORD, STEPS } from './chain.ts';
import type { Found } from './numbers.ts';
import { type Everyday, pairOf, PAIRS, PLACES, signsIn } from './signs.ts';
import type { Token } from './tokens.ts';
import { BARE_OFTEN, LEVELS, OFTEN, PAIR_BITS, RANGE } from './weights.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Each weight has seven steps; one letter is two weights: for the first word of a name, and for a further one. */
const STEP_MAX = 3;
const WIDTH = 2 * STEP_MAX + 1;
const BITS = 6;
/**
 * From here on a word is covered. On a writer left out of the weighing about 91 of 100 covered names were names then:
 * rather a word too many than a name too few (docs/decisions/022-masking.md).
 */
const COVERED_FROM = 0.25;
/** A word beside a covered one goes with it from here on. */
const JOINED_FROM = 0.13;
/** What a rule took is left again where the weighing is nearly sure that it is no name. */
const LEFT_BELOW = 0.015;

const LETTERS = new Map(Array.from(ALPHABET, (letter, index) => [letter, index]));
const WEIGHTS = decoded(LEVELS);
const PAIR_SET = bitsOf(PAIR_BITS);
const OFTEN_OF = shelved(OFTEN);
const BARE_OFTEN_OF = shelved(BARE_OFTEN);

/** Everyday messages as the weighing counted them. */
export const EVERYDAY: Everyday = {
  oftenness: (token) => (token.marked || !token.loose ? OFTEN_OF.get(token.word) : BARE_OFTEN_OF.get(token.bare)) ?? 0,
  isPair: (one, other) => {
    const place = pairOf(one, other);
    return ((PAIR_SET[Math.floor(place / BITS)] ?? 0) >> (place % BITS) & 1) === 1;
  },
};

/** Names by what speaks for each word of being one; `byRule`: what the rules took, which mostly stays. */
export function weighed(tokens: readonly Token[], byRule: readonly Found[]): Found[] {
  if (!tokens.some(({ kind }) => kind === 'word')) return [...byRule];
  const likely = chancesOf(tokens);
  return [...spansIn(tokens, likely), ...byRule.filter((span) => isKept(span, tokens, likely))];
}

function chancesOf(tokens: readonly Token[]): Float64Array {
  const scores = new Float64Array(tokens.length * 2);
  signsIn(tokens, EVERYDAY, (at, signs) => {
    let [first, further] = signs.length === 0 ? [NO_NAME_WORD, NO_NAME_WORD] : [0, 0];
    for (const sign of signs) {
      first += WEIGHTS[sign * 2] ?? 0;
      further += WEIGHTS[sign * 2 + 1] ?? 0;
    }
    scores[at * 2] = first;
    scores[at * 2 + 1] = further;
  });
  return chances(scores, STEPS);
}

/** Runs of words that are names, in order; beside a sure one a less sure one will do. */
export function spansIn(tokens: readonly Token[], likely: Float64Array): Found[] {
  const share = (at: number): number => (likely[at * 3 + 1] ?? 0) + (likely[at * 3 + 2] ?? 0);
  const named = tokens.map((_token, at) => share(at) >= COVERED_FROM);
  const touches = (at: number): boolean => tokens[at]?.gap === 'touch';
  for (let at = 1; at < tokens.length; at += 1) {
    if (named[at - 1] === true && touches(at) && share(at) >= JOINED_FROM) named[at] = true;
  }
  for (let at = tokens.length - 2; at >= 0; at -= 1) {
    if (named[at + 1] === true && touches(at + 1) && share(at) >= JOINED_FROM) named[at] = true;
  }
  const found: Found[] = [];
  for (const [at, token] of tokens.entries()) {
    if (named[at] !== true) continue;
    const last = found.at(-1);
    const goesOn = at > 0 && named[at - 1] === true && touches(at) && (likely[at * 3 + 1] ?? 0) < 0.5;
    if (goesOn && last) found[found.length - 1] = { ...last, to: token.to };
    else found.push({ from: token.from, to: token.to, kind: 'name' });
  }
  return found;
}

function isKept({ from, to }: Found, tokens: readonly Token[], likely: Float64Array): boolean {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.to ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < tokens.length && (tokens[at]?.from ?? to) < to; at += 1) {
    if ((likely[at * 3 + 1] ?? 0) + (likely[at * 3 + 2] ?? 0) >= LEFT_BELOW) return true;
  }
  return false;
}

/** Two weights as one letter. */
export function letterOf(first: number, further: number, range: number): string {
  return ALPHABET[levelOf(first, range) * WIDTH + levelOf(further, range)] ?? 'A';
}

/** Finer near zero: most weights are small. */
function levelOf(weight: number, range: number): number {
  const share = Math.max(-1, Math.min(1, weight / range));
  return Math.round(Math.sign(share) * Math.sqrt(Math.abs(share)) * STEP_MAX) + STEP_MAX;
}

function decoded(rows: readonly string[]): Float32Array {
  const weightOf = (level: number): number => {
    const share = (level - STEP_MAX) / STEP_MAX;
    return Math.sign(share) * share * share * RANGE;
  };
  const table = new Float32Array(PLACES * 2);
  let place = 0;
  for (const row of rows) {
    for (const letter of row) {
      const index = LETTERS.get(letter) ?? 0;
      table[place] = weightOf(Math.floor(index / WIDTH));
      table[place + 1] = weightOf(index % WIDTH);
      place += 2;
    }
  }
  return table;
}

/** Places of a table of bits as letters, six in each. */
export function bitLetters(places: ReadonlySet<number>): string {
  const letters = new Uint8Array(Math.ceil(PAIRS / BITS));
  for (const place of places) {
    const index = Math.floor(place / BITS);
    letters[index] = (letters[index] ?? 0) | 1 << place % BITS;
  }
  return Array.from(letters, (bits) => ALPHABET[bits] ?? 'A').join('');
}

function bitsOf(rows: readonly string[]): Uint8Array {
  return Uint8Array.from(rows.join(''), (letter) => LETTERS.get(letter) ?? 0);
}

/** One list of words for each oftenness from 1 on. */
function shelved(shelves: readonly string[]): Map<string, number> {
  return new Map(shelves.flatMap((words, index) => words.split(' ').map((word) => [word, index + 1] as const)));
}
