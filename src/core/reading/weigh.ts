import { BUCKETS } from './features.ts';
import { INTENTS } from './rules.ts';
import type { Verdict } from './rules.ts';
import { LEAN, LEVELS, RANGE, TRUST } from './weights.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const MIDDLE = (ALPHABET.length - 1) / 2;
// A pattern that no sentence has tried yet is believed this much.
const UNTRIED = 2.25;
const NO_RULE = 3.5;
const WIDTH = INTENTS.length;
const TABLE = decode(LEVELS);

/** How much each intent is spoken for by these features, in the order of `INTENTS`; higher is likelier. */
export function weigh(found: readonly number[]): number[] {
  const scores = [...LEAN];
  const share = 1 / Math.sqrt(Math.max(1, found.length));
  for (const feature of found) {
    const start = feature * WIDTH;
    for (let intent = 0; intent < WIDTH; intent++) {
      scores[intent] = (scores[intent] ?? 0) + (TABLE[start + intent] ?? 0) * share;
    }
  }
  return scores;
}

/** How far a pattern is believed: from 0 to 4.5, by how often it was right on sentences it was not made for. */
export function trust(rule: Verdict): number {
  // That no pattern fits speaks for nothing being the matter, as strongly as a good pattern speaks for its intent.
  if (rule.intent === 'none') return NO_RULE;
  return TRUST[`${rule.intent} ${rule.pattern}`] ?? UNTRIED;
}

/** One weight as a letter, 64 steps, finer near zero. */
export function letterOf(weight: number, range: number): string {
  const share = Math.max(-1, Math.min(1, weight / range));
  const level = Math.round(MIDDLE + Math.sign(share) * Math.sqrt(Math.abs(share)) * MIDDLE);
  return ALPHABET[level] ?? 'A';
}

function decode(rows: readonly string[]): Float32Array {
  const levels = Array.from(ALPHABET, (_letter, index) => {
    const share = (index - MIDDLE) / MIDDLE;
    // The two middle steps are both nothing: most features say nothing of most intents.
    return Math.abs(index - MIDDLE) < 1 ? 0 : Math.sign(share) * share * share * RANGE;
  });
  const of = new Map(Array.from(ALPHABET, (letter, index) => [letter, levels[index] ?? 0]));
  const table = new Float32Array(BUCKETS * WIDTH);
  let place = 0;
  for (const row of rows) for (const letter of row) table[place++] = of.get(letter) ?? 0;
  return table;
}
