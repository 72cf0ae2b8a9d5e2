import { conceptCount, conceptId, literalId } from './lexicon.ts';
import type { Reading, Tag } from './tags.ts';

/**
 * A pattern in words. `@hit + @me`: the one, then the other, near each other. `@drunk & @hit`: both, anywhere.
 * `@he/@kin`: either. `!@sell`: surely, not one syllable without its marks. `@HE`: a group of concepts.
 * `chạy {ra,vào} rừng`: exactly these words.
 */
export type Rule = {
  readonly says: string;
  /** Not when one of these is within reach of the first part. */
  readonly unless?: string;
  /** Syllables that may stand between two parts; 4 if not given. */
  readonly gap?: number;
  /** `any`: also when it is told of the past. `now`: only when told of this moment. */
  readonly time?: 'any' | 'now';
  /** Only in a message of at most so many syllables. */
  readonly short?: number;
};
export type Pattern = string | Rule;

export type Part = { readonly concepts: readonly number[]; readonly sure: boolean };
export type Sequence = readonly Part[];
export type Compiled = {
  readonly sequences: readonly Sequence[];
  readonly unless: readonly number[];
  readonly gap: number;
  readonly time: 'open' | 'any' | 'now';
  readonly short: number;
  readonly says: string;
};

const GAP = 4;
const REACH = 12;
const TIME_REACH = 20;
// A message made to cost time repeats itself; what is meant is said within the first so many places that fit.
const CHAINS_MAX = 200;
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  HE: ['husband', 'he', 'kin', 'gang'],
  HER: ['me', 'kid', 'other', 'kin'],
  HARM: ['hit', 'kill', 'strangle', 'rape', 'burn'],
  OUT: ['story', 'animal', 'calm'],
};
const PRESENT = [conceptId('now'), conceptId('soon')];
const GONE = [conceptId('past')];

/** Reads a pattern once, when its table is loaded. Throws on a concept that no table of words has. */
export function compile(pattern: Pattern, table: { unless?: string; time?: 'any' } = {}): Compiled {
  const rule: Rule = typeof pattern === 'string' ? { says: pattern } : pattern;
  const unless = [rule.unless, table.unless].filter((list) => list !== undefined).join('/');
  return {
    sequences: rule.says.split(' & ').map((sequence) => sequence.split(' + ').map(partOf)),
    unless: unless === '' ? [] : idsOf(unless),
    gap: rule.gap ?? GAP,
    time: rule.time ?? table.time ?? 'open',
    short: rule.short ?? Infinity,
    says: rule.says,
  };
}

/** Whether a message says what the pattern says. */
export function says(pattern: Compiled, reading: Reading, present: Uint16Array): boolean {
  if (reading.tokens.length > pattern.short || !isPossible(pattern, present)) return false;
  return pattern.sequences.every((sequence, index) =>
    someChain(sequence, reading.tags, pattern.gap, (chain) => {
      return isSure(chain, pattern) && (index > 0 || fits(chain, reading.tags, pattern));
    }),
  );
}

// Nearly all patterns end here: one of their parts does not occur at all.
function isPossible(pattern: Compiled, present: Uint16Array): boolean {
  for (const sequence of pattern.sequences) {
    for (const { concepts } of sequence) {
      let occurs = false;
      for (let index = 0; index < concepts.length && !occurs; index++) {
        occurs = (present[concepts[index] ?? 0] ?? 0) > 0;
      }
      if (!occurs) return false;
    }
  }
  return true;
}

/** Whether the parts of a sequence follow one another, near enough, in a way that is accepted. */
export function someChain(
  sequence: Sequence,
  tags: readonly Tag[],
  gap: number,
  accept: (chain: readonly Tag[]) => boolean,
): boolean {
  return goOn({ sequence, tags, gap, accept, tried: 0 }, [], 0);
}

type Search = {
  readonly sequence: Sequence;
  readonly tags: readonly Tag[];
  readonly gap: number;
  readonly accept: (chain: readonly Tag[]) => boolean;
  tried: number;
};

function goOn(search: Search, chain: readonly Tag[], start: number): boolean {
  const { sequence, tags, gap } = search;
  const part = sequence[chain.length];
  if (!part) return ++search.tried <= CHAINS_MAX && search.accept(chain);
  const last = chain.at(-1);
  for (let index = start; index < tags.length && search.tried <= CHAINS_MAX; index++) {
    const tag = tags[index];
    if (!tag || (last && tag.from < last.to)) continue;
    if (last && tag.at - last.end - 1 > gap) return false;
    if (part.sure && tag.weak && tag.to - tag.from === 1) continue;
    if (part.concepts.includes(tag.concept) && goOn(search, [...chain, tag], index + 1)) return true;
  }
  return false;
}

// One slate for all messages, as long as the last pattern made it.
let slate = new Uint16Array(0);

/** How often each concept occurs; good until the next call. */
export function presence(tags: readonly Tag[]): Uint16Array {
  if (slate.length < conceptCount()) slate = new Uint16Array(conceptCount());
  const present = slate.fill(0);
  for (const tag of tags) present[tag.concept] = (present[tag.concept] ?? 0) + 1;
  return present;
}

// One syllable without its marks can be anything (`danh`, `ban`, `chet`, `keo`): alone it says nothing.
function isSure(chain: readonly Tag[], pattern: Compiled): boolean {
  if (chain.length > 1 || pattern.sequences.length > 1 || pattern.short < Infinity) return true;
  return chain.every((tag) => !tag.weak || tag.to - tag.from > 1);
}

function fits(chain: readonly Tag[], tags: readonly Tag[], pattern: Compiled): boolean {
  const at = chain[0]?.at ?? 0;
  const end = chain.at(-1)?.end ?? 0;
  if (nearest(tags, pattern.unless, at, end) <= REACH) return false;
  if (pattern.time === 'any') return true;
  const now = nearest(tags, PRESENT, at, end);
  const past = nearest(tags, GONE, at, end);
  if (pattern.time === 'now') return now <= Math.min(past, TIME_REACH);
  return past > TIME_REACH || now <= past;
}

function nearest(tags: readonly Tag[], concepts: readonly number[], at: number, end: number): number {
  let least = Infinity;
  for (const tag of tags) if (concepts.includes(tag.concept)) least = Math.min(least, away(tag, at, end));
  return least;
}

function away(tag: Tag, at: number, end: number): number {
  return Math.max(0, at - tag.end, tag.at - end);
}

function partOf(part: string): Part {
  return { concepts: idsOf(part.replace('!', '')), sure: part.startsWith('!') };
}

function idsOf(alternatives: string): number[] {
  return alternatives.split('/').flatMap((word) => {
    const name = word.trim();
    if (!name.startsWith('@')) return [literalId(name)];
    return (GROUPS[name.slice(1)] ?? [name.slice(1)]).map(conceptId);
  });
}
