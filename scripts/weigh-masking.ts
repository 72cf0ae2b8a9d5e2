import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chances, NO_NAME_WORD, STEPS } from '../src/core/masking/chain.ts';
import { flatten, originOf } from '../src/core/masking/flat.ts';
import { namesIn } from '../src/core/masking/names.ts';
import { type Everyday, numberOf, pairOf, PLACES, signsIn } from '../src/core/masking/signs.ts';
import { bareOf, type Token, tokenise } from '../src/core/masking/tokens.ts';
import { bitLetters, letterOf } from '../src/core/masking/weigh.ts';
import { isCovered, markedLine, type MarkedLine } from '../test/masked.ts';
import { COMPOUNDS } from './masking/compounds.ts';
import { variant } from './masking/variant.ts';

/**
 * Makes src/core/masking/weights.ts from test/corpus/mask: what speaks for a word being a name, weighed over whole
 * lines (a chain of labels, trained to their likelihood with Adagrad). Same lines, same file: chance is seeded. Every
 * line is seen as it is and in others' clothes: with other names, without accents, in small letters. The sentences of
 * the reading, which hold hardly a name, say what everyday words and pairs of words are.
 *
 * `--check` writes nothing: it weighs without each writer in turn and measures the weighing alone, without the rules
 * (which were made with all writers in sight), on the one left out.
 */
type Row = Readonly<{ gold: readonly number[]; signs: readonly (readonly number[])[]; heed: number }>;
type Counts = Readonly<{ full: Map<string, number>; bare: Map<string, number>; pairs: Map<number, number> }>;

const CORPUS = new URL('../test/corpus/', import.meta.url);
const OUT = new URL('../src/core/masking/weights.ts', import.meta.url);
const WRITERS = ['2026-11.tsv', '2026-11b.tsv', '2026-11c.tsv', '2026-11d.tsv'];
/** Of those who made the weighing: never measured on. */
const OWN = 'more.tsv';
const [EPOCHS, VARIANTS, PACE, SEEN_SHARE, TIMES_MIN, EVERYDAY_HEED, DECAY] = [8, 6, 0.2, 0.5, 6, 0.5, 1e-5];
const PAIR_TIMES_MIN = 2;
/** The largest weights are few: the scale ends where all but a few have room. */
const RANGE_SHARE = 0.995;
const OFTEN_FROM = [1, 3, 8, 25, 100];
const THRESHOLDS = [0.3, 0.2, 0.16, 0.12];

let seed = 7;
const chance = (): number => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) / 2 ** 32;
const linesOf = (path: string): string[] =>
  readFileSync(new URL(path, CORPUS), 'utf8').split('\n').filter((line) => line.trim() !== '');
function bump<Key>(map: Map<Key, number>, key: Key, more = 1): void {
  map.set(key, (map.get(key) ?? 0) + more);
}

function counted(texts: readonly string[]): Counts {
  const of: Counts = { full: new Map(), bare: new Map(), pairs: new Map() };
  for (const text of texts) {
    const tokens = tokenise(flatten(text));
    for (const [at, token] of tokens.entries()) {
      if (token.kind !== 'word') continue;
      bump(of.bare, token.bare);
      bump(of.full, token.word);
      const next = tokens[at + 1];
      if (next?.kind === 'word' && next.gap === 'touch') {
        bump(of.pairs, pairOf(numberOf(token.bare), numberOf(next.bare)));
      }
    }
  }
  return of;
}

const oftenOf = (times: number): number => OFTEN_FROM.filter((from) => times >= from).length;

function without(own: Counts): Everyday {
  const left = <Key>(of: (each: Counts) => Map<Key, number>, key: Key): number =>
    (of(counts).get(key) ?? 0) - (of(own).get(key) ?? 0);
  return {
    oftenness: (token: Token) => oftenOf(token.marked || !token.loose
      ? left(({ full }) => full, token.word) : left(({ bare }) => bare, token.bare)),
    isPair: (one, other) => left(({ pairs }) => pairs, pairOf(one, other)) >= PAIR_TIMES_MIN,
  };
}

function rowOf(line: MarkedLine, known: Everyday, heed: number): Row {
  const flat = flatten(line.text);
  const tokens = tokenise(flat);
  const gold = tokens.map((token) => {
    const [from, to] = originOf(flat, token.from, token.to);
    const part = line.parts.find((each) => each[0] < to && from < each[1]);
    if (part === undefined) return 0;
    return part[2] !== 'name' ? EITHER : from <= part[0] ? 1 : 2;
  });
  return { gold, signs: signsOf(tokens, known), heed };
}

/** A nick or a school is no name, and may be covered as one. */
const EITHER = -1;

function signsOf(tokens: readonly Token[], known: Everyday): number[][] {
  const all: number[][] = [];
  signsIn(tokens, known, (_at, signs) => all.push([...signs]));
  return all;
}

function rowsOf(names: readonly string[]): Row[] {
  return names.flatMap((name) => linesOf(`mask/${name}`).flatMap((line) =>
    Array.from({ length: VARIANTS }, (_none, number) =>
      rowOf(markedLine(number === 0 ? line : variant(line, chance)), everyday, 1))));
}

function train(rows: readonly Row[]): Float64Array {
  const times = new Uint32Array(PLACES);
  for (const { signs } of rows) for (const each of signs) for (const sign of each) times[sign] = (times[sign] ?? 0) + 1;
  const kept = rows.map((row) => ({
    ...row, signs: row.signs.map((each) => each.filter((sign) => (times[sign] ?? 0) >= TIMES_MIN)),
  }));
  const weights = new Float64Array(PLACES * 2);
  const travelled = new Float64Array(PLACES * 2).fill(0.01);
  const sum = new Float64Array(PLACES * 2);
  let summed = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let last = kept.length - 1; last > 0; last -= 1) {
      const other = Math.floor(chance() * (last + 1));
      const [one, two] = [kept[last], kept[other]];
      if (one && two) [kept[last], kept[other]] = [two, one];
    }
    for (const row of kept) learn(row, weights, travelled);
    if (epoch < EPOCHS / 2) continue;
    summed += 1;
    for (const [place, weight] of weights.entries()) sum[place] = (sum[place] ?? 0) + weight;
  }
  return sum.map((weight) => weight / summed);
}

/** One step of Adagrad; a part of the signs is hidden, so that no weight leans on a single word. */
function learn({ gold, signs, heed }: Row, weights: Float64Array, travelled: Float64Array): void {
  const seen = signs.map((each) => each.filter(() => chance() < SEEN_SHARE));
  const likely = chances(scoresOf(seen, signs, weights), STEPS);
  for (const [at, each] of seen.entries()) {
    if (gold[at] === EITHER) continue;
    for (const label of [1, 2]) {
      const wrong = ((likely[at * 3 + label] ?? 0) - (gold[at] === label ? 1 : 0)) * heed;
      if (Math.abs(wrong) < 1e-3) continue;
      for (const sign of each) {
        const place = sign * 2 + label - 1;
        const slope = wrong + DECAY * (weights[place] ?? 0);
        const way = (travelled[place] ?? 0) + slope * slope;
        travelled[place] = way;
        weights[place] = (weights[place] ?? 0) - (PACE * slope) / Math.sqrt(way);
      }
    }
  }
}

function scoresOf(
  seen: readonly (readonly number[])[], all: readonly (readonly number[])[], weights: Float64Array, share = SEEN_SHARE,
): Float64Array {
  const scores = new Float64Array(seen.length * 2);
  for (const [at, each] of seen.entries()) {
    for (const label of [0, 1]) {
      let score = 0;
      for (const sign of each) score += weights[sign * 2 + label] ?? 0;
      scores[at * 2 + label] = all[at]?.length === 0 ? NO_NAME_WORD : score / share;
    }
  }
  return scores;
}

function check(left: string): void {
  const weights = train([...rowsOf([...WRITERS.filter((name) => name !== left), OWN]), ...everydayRows]);
  for (const from of THRESHOLDS) {
    let [meant, covered, said, right] = [0, 0, 0, 0];
    for (const { text, parts } of linesOf(`mask/${left}`).map(markedLine)) {
      const spans = runsOf(text, weights, from);
      const names = parts.filter((part) => part[2] === 'name');
      meant += names.length;
      covered += names.filter((part) => isCovered(text, part[0], part[1], spans)).length;
      said += spans.length;
      right += spans.filter((span) => parts.some((part) => part[0] < span[1] && span[0] < part[1])).length;
    }
    const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
    console.log(`without ${left} from ${from}: recall ${share(covered, meant)}, precision ${share(right, said)}`);
  }
}

function runsOf(text: string, weights: Float64Array, from: number): [number, number, string][] {
  const flat = flatten(text);
  const tokens = tokenise(flat);
  const signs = signsOf(tokens, everyday);
  const likely = chances(scoresOf(signs, signs, weights, 1), STEPS);
  const runs: [number, number, string][] = [];
  for (const [at, token] of tokens.entries()) {
    if ((likely[at * 3 + 1] ?? 0) + (likely[at * 3 + 2] ?? 0) < from) continue;
    const [start, end] = originOf(flat, token.from, token.to);
    const last = runs.at(-1);
    if (last && token.gap === 'touch' && start - last[1] <= 1) last[1] = end;
    else runs.push([start, end, 'name']);
  }
  return runs;
}

function write(): void {
  const files = [...WRITERS, OWN];
  const weights = train([...rowsOf(files), ...everydayRows]);
  const sizes = [...weights].map(Math.abs).filter((size) => size > 0).toSorted((one, other) => one - other);
  const range = sizes[Math.floor(sizes.length * RANGE_SHARE)] ?? 1;
  const letters = Array.from({ length: PLACES }, (_none, place) =>
    letterOf(weights[place * 2] ?? 0, weights[place * 2 + 1] ?? 0, range)).join('');
  const pairs = new Set([...counts.pairs].filter(([, times]) => times >= PAIR_TIMES_MIN).map(([place]) => place));
  const shelves = (of: Map<string, number>): string[] => OFTEN_FROM.map((_from, index) =>
    `  '${[...of].filter(([, times]) => oftenOf(times) === index + 1).map(([word]) => word).sort().join(' ')}',`);
  const rows = (text: string): string[] => (text.match(/.{1,112}/g) ?? []).map((row) => `  '${row}',`);
  const digest = createHash('sha256');
  for (const name of files) digest.update(readFileSync(new URL(`mask/${name}`, CORPUS)));
  writeFileSync(OUT, [
    '// Made by scripts/weigh-masking.ts from the sentences in test/corpus. Not for editing by hand.',
    `export const WEIGHED_ON = '${digest.digest('hex')}';`,
    `export const RANGE = ${range.toFixed(4)};`,
    'export const OFTEN: readonly string[] = [', ...shelves(counts.full), '];',
    'export const BARE_OFTEN: readonly string[] = [', ...shelves(counts.bare), '];',
    'export const PAIR_BITS: readonly string[] = [', ...rows(bitLetters(pairs)), '];',
    'export const LEVELS: readonly string[] = [', ...rows(letters), '];', '',
  ].join('\n'));
  console.log(`${files.length} files weighed, ${sizes.length} weights`);
}

const neutral = readdirSync(CORPUS).filter((name) => name.endsWith('.tsv')).sort()
  .flatMap((name) => linesOf(name).map((line) => line.split('\t')[1] ?? '')).filter((text) => text !== '');
const counts = counted(neutral);
for (const compound of COMPOUNDS.split(/[|\n]/)) {
  const [one, other] = bareOf(compound.trim()).split(' ');
  if (one !== undefined && other !== undefined) bump(counts.pairs, pairOf(numberOf(one), numberOf(other)), 10);
}
const nothing: Counts = { full: new Map(), bare: new Map(), pairs: new Map() };
const everyday = without(nothing);
const everydayRows = neutral.flatMap((text) => {
  const flat = flatten(text);
  // A sentence is not measured with its own words.
  const named = namesIn(flat, tokenise(flat)).length > 0;
  return named ? [] : [rowOf({ text, parts: [] }, without(counted([text])), EVERYDAY_HEED)];
});

if (process.argv.includes('--check')) for (const writer of WRITERS) check(writer);
else write();
