/**
 * How much of what is private is covered, and how much of what is covered is private, by kind. A line of the corpus
 * marks what is private: `gọi ⟦phone:0912 345 678⟧ nhé`. A part counts as covered when every
 * letter and digit of it is; what
 * is covered counts as right when it touches a private part.
 *
 *   npx tsx bench/masking.ts [file] [--half 0|1] [--misses]
 */
import { readFileSync } from 'node:fs';
import { mask } from '../src/core/masking/mask.ts';
import { MASK_KINDS, type MaskSpan } from '../src/core/masking/kinds.ts';
import { markedLine } from '../test/masked.ts';

const HOTLINES = ['113', '114', '115', '111', '112', '1900 969 680', '1800 8027'];
const args = process.argv.slice(2);
const file = args.find((argument) => !argument.startsWith('--') && argument.length > 1);
const half = args.includes('--half') ? Number(args[args.indexOf('--half') + 1]) : undefined;
const path = file ?? new URL('../test/corpus/mask/2026-11.tsv', import.meta.url);
const lines = readFileSync(path, 'utf8').split('\n').filter((line) => line.trim() !== '')
  .filter((_line, index) => half === undefined || index % 2 === half).map(markedLine);

type Tally = { meant: number; covered: number; said: number; right: number };
const tallies = new Map<string, Tally>();
const tally = (kind: string): Tally => {
  const known = tallies.get(kind) ?? { meant: 0, covered: 0, said: 0, right: 0 };
  tallies.set(kind, known);
  return known;
};
const misses: string[] = [];
let clean = 0;
let spoilt = 0;
for (const { text, parts } of lines) {
  const { spans } = mask(text, { publicNumbers: HOTLINES });
  for (const part of parts) {
    const { meant, covered } = tally(part[2]);
    const seen = isCovered(text, part, spans);
    Object.assign(tally(part[2]), { meant: meant + 1, covered: covered + Number(seen) });
    if (!seen) misses.push(`missed  ${part[2]} «${text.slice(part[0], part[1])}»\t${text}`);
  }
  for (const span of spans) {
    const { said, right } = tally(span[2]);
    const meant = parts.some(([from, to]) => from < span[1] && span[0] < to);
    Object.assign(tally(span[2]), { said: said + 1, right: right + Number(meant) });
    if (!meant) misses.push(`too much ${span[2]} «${text.slice(span[0], span[1])}»\t${text}`);
  }
  if (parts.length > 0) continue;
  clean += 1;
  if (spans.length > 0) spoilt += 1;
}

console.log('kind          parts   recall   masks precision');
const total: Tally = { meant: 0, covered: 0, said: 0, right: 0 };
for (const kind of new Set([...MASK_KINDS, ...tallies.keys()])) {
  const one = tally(kind);
  for (const field of ['meant', 'covered', 'said', 'right'] as const) total[field] += one[field];
  console.log(row(kind, one));
}
console.log(row('all', total));
console.log(`lines ${lines.length}; with nothing private ${clean}, of these touched ${spoilt}`);
if (args.includes('--misses')) console.log(misses.sort().join('\n'));

function row(kind: string, { meant, covered, said, right }: Tally): string {
  const share = (part: number, whole: number): string =>
    whole === 0 ? '       -' : `${((100 * part) / whole).toFixed(1)} %`.padStart(8);
  const parts = `${String(meant).padStart(6)} ${share(covered, meant)}`;
  return `${kind.padEnd(12)} ${parts}  ${String(said).padStart(6)}  ${share(right, said)}`;
}

function isCovered(text: string, [from, to]: MaskSpanLike, spans: readonly MaskSpan[]): boolean {
  for (let at = from; at < to; at += 1) {
    if (/[\p{L}\p{N}]/u.test(text.charAt(at)) && !spans.some((span) => span[0] <= at && at < span[1])) return false;
  }
  return true;
}
type MaskSpanLike = readonly [from: number, to: number, kind: string];
