/**
 * How much of what is private is covered, and how much of what is covered is private, by kind. A line of the corpus
 * marks what is private: `gọi ⟦phone:0912 345 678⟧ nhé`. A part counts as covered when every letter and digit of it
 * is; what is covered counts as right when it touches a private part.
 *
 *   npx tsx bench/masking.ts [file ...] [--misses]
 *
 * All writers' lines are weighed and read by now: `npx tsx scripts/weigh-masking.ts --check` leaves one out in turn.
 */
import { readFileSync } from 'node:fs';
import { mask } from '../src/core/masking/mask.ts';
import { MASK_KINDS } from '../src/core/masking/kinds.ts';
import { isCovered, markedLine, NUMBER_KINDS } from '../test/masked.ts';

const HOTLINES = ['113', '114', '115', '111', '112', '1900 969 680', '1800 8027'];
const CORPUS = ['2026-11.tsv', '2026-11b.tsv', '2026-11c.tsv', '2026-11d.tsv']
  .map((name) => new URL(`../test/corpus/mask/${name}`, import.meta.url));
const args = process.argv.slice(2);
const given = args.filter((argument) => !argument.startsWith('--'));

type Tally = { meant: number; covered: number; said: number; right: number };
type Tallies = Map<string, Tally>;

for (const path of given.length > 0 ? given : CORPUS) measure(path);

function measure(path: string | URL): void {
  const lines = readFileSync(path, 'utf8').split('\n').filter((line) => line.trim() !== '').map(markedLine);
  const tallies: Tallies = new Map();
  const misses: string[] = [];
  let [clean, spoilt] = [0, 0];
  for (const { text, parts } of lines) {
    const { spans } = mask(text, { publicNumbers: HOTLINES });
    for (const [from, to, kind] of parts) {
      const seen = isCovered(text, from, to, spans);
      count(tallies, kind, { meant: 1, covered: Number(seen) });
      if (!seen) misses.push(`missed  ${kind} «${text.slice(from, to)}»\t${text}`);
    }
    for (const [from, to, kind] of spans) {
      const right = parts.some((part) => part[0] < to && from < part[1]);
      count(tallies, kind, { said: 1, right: Number(right) });
      if (!right) misses.push(`too much ${kind} «${text.slice(from, to)}»\t${text}`);
    }
    if (parts.length > 0) continue;
    clean += 1;
    if (spans.length > 0) spoilt += 1;
  }
  print(String(path).replace(/.*\//, ''), tallies);
  console.log(`lines ${lines.length}; with nothing private ${clean}, of these touched ${spoilt}\n`);
  if (args.includes('--misses')) console.log(misses.sort().join('\n'));
}

function count(tallies: Tallies, kind: string, more: Partial<Tally>): void {
  const tally = tallies.get(kind) ?? { meant: 0, covered: 0, said: 0, right: 0 };
  for (const field of ['meant', 'covered', 'said', 'right'] as const) tally[field] += more[field] ?? 0;
  tallies.set(kind, tally);
}

function print(name: string, tallies: Tallies): void {
  console.log(`${name.padEnd(14)}parts  covered  recall   masks   right precision`);
  for (const kind of new Set([...MASK_KINDS, ...tallies.keys()])) console.log(row(kind, [kind], tallies));
  console.log(row('numbers', NUMBER_KINDS, tallies));
  console.log(row('names', ['name'], tallies));
  console.log(row('all', [...tallies.keys()], tallies));
}

function row(name: string, kinds: readonly string[], tallies: Tallies): string {
  const sum = (field: keyof Tally): number => kinds.reduce((all, kind) => all + (tallies.get(kind)?.[field] ?? 0), 0);
  const share = (part: number, whole: number): string =>
    whole === 0 ? '       -' : `${((100 * part) / whole).toFixed(1)} %`.padStart(8);
  const columns = (part: number, whole: number): string =>
    `${String(whole).padStart(6)}  ${String(part).padStart(6)} ${share(part, whole)}`;
  return `${name.padEnd(13)}${columns(sum('covered'), sum('meant'))}  ${columns(sum('right'), sum('said'))}`;
}
