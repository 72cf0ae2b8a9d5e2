import { buildSlipIndex, isSlip, wordsNear } from './spelling.ts';
import type { SlipIndex, Word } from './spelling.ts';

/** All names of places, each spelling once, findable inside what somebody wrote. */
export type PhraseTable = Readonly<{
  words: readonly (readonly string[])[];
  ids: ReadonlyMap<string, number>;
  byFirst: ReadonlyMap<string, readonly number[]>;
  byJoined: ReadonlyMap<string, readonly number[]>;
  slips: SlipIndex;
}>;

/** Where a phrase stands in the query: the words `from` to `to` (not included). */
export type Span = Readonly<{
  phrase: number;
  from: number;
  to: number;
  slips: number;
  /** Only the beginning of the name was written: `lịch hội` for Lịch Hội Thượng. */
  cut: boolean;
  /** The name was written as one word: `baoha`. */
  joined: boolean;
}>;

export function buildPhraseTable(keys: Iterable<string>): PhraseTable {
  const words: string[][] = [];
  const ids = new Map<string, number>();
  const byFirst = new Map<string, number[]>();
  const byJoined = new Map<string, number[]>();
  const allWords = new Set<string>();
  for (const key of keys) {
    if (key === '' || ids.has(key)) continue;
    const id = words.length;
    const parts = key.split(' ');
    words.push(parts);
    ids.set(key, id);
    push(byFirst, parts[0] ?? '', id);
    if (parts.length > 1) push(byJoined, parts.join(''), id);
    for (const part of parts) allWords.add(part);
  }
  return { words, ids, byFirst, byJoined, slips: buildSlipIndex(allWords) };
}

/** Every place name that stands somewhere in the query. */
export function findSpans(table: PhraseTable, query: readonly Word[]): Span[] {
  const spans: Span[] = [];
  query.forEach((word, from) => {
    for (const phrase of table.byJoined.get(word.plain) ?? []) {
      spans.push({ phrase, from, to: from + 1, slips: 0, cut: false, joined: true });
    }
    for (const first of [word.plain, ...wordsNear(table.slips, word.plain)]) {
      for (const phrase of table.byFirst.get(first) ?? []) {
        const span = spanAt(table.words[phrase] ?? [], query, from);
        if (span) spans.push({ phrase, ...span });
      }
    }
  });
  return spans;
}

const SLIPS_MAX = 2;

// A name may be cut short only when two of its words remain: one word alone begins too many names.
const CUT_WORDS_MIN = 2;

function spanAt(parts: readonly string[], query: readonly Word[], from: number): Omit<Span, 'phrase'> | undefined {
  let slips = 0;
  let matched = 0;
  for (const part of parts) {
    const typed = query[from + matched]?.plain;
    if (typed === undefined) break;
    if (typed !== part) {
      if (!isSlip(typed, part)) break;
      slips += 1;
    }
    matched += 1;
  }
  const cut = matched === parts.length - 1;
  if (slips > SLIPS_MAX || (matched < parts.length && !cut) || (cut && matched < CUT_WORDS_MIN)) return undefined;
  return { from, to: from + matched, slips, cut, joined: false };
}

function push(map: Map<string, number[]>, key: string, id: number): void {
  const known = map.get(key);
  if (known) known.push(id);
  else map.set(key, [id]);
}
