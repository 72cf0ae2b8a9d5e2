import { accountsIn } from './accounts.ts';
import { flatten, originOf } from './flat.ts';
import { housesIn } from './houses.ts';
import { MASK_KINDS, MASK_TOKENS, type MaskKind, type MaskSpan } from './kinds.ts';
import { namesIn } from './names.ts';
import { type Found, numbersIn, plainNumber } from './numbers.ts';
import { patternsIn } from './patterns.ts';
import { platesIn } from './plates.ts';
import { schoolsIn } from './schools.ts';
import { tokenise } from './tokens.ts';
import { weighed } from './weigh.ts';

export type Masked = Readonly<{ text: string; spans: readonly MaskSpan[] }>;

/**
 * Covers what tells who somebody is, or where to find her. `spans` are places in the text as it was given; what is
 * masked once is not masked again. `publicNumbers`, written in any way, are left as they are.
 */
export function mask(given: string, { publicNumbers }: { publicNumbers: readonly string[] }): Masked {
  const known = new Set(publicNumbers.map(plainNumber).filter((number) => number !== ''));
  let masked: Masked = { text: given, spans: [] };
  // What is covered changes what its neighbours look like: read again until nothing new is seen.
  const long = given.length > LONG;
  for (let round = 0; round < (long ? 2 : ROUNDS_MAX); round += 1) {
    const more = spansIn(masked.text, known, !long || round === 0);
    if (more.length === 0) break;
    masked = covered(given, [...masked.spans, ...inGiven(more, masked.spans)]);
  }
  return masked;
}

const ROUNDS_MAX = 6;
/** Nobody types that much: whoever sends it shall not keep the house busy. */
const LONG = 20_000;

function spansIn(text: string, known: ReadonlySet<string>, weighs: boolean): MaskSpan[] {
  if (text === '') return [];
  const flat = flatten(text);
  const tokens = tokenise(flat);
  const byRule = namesIn(flat, tokens);
  const found = merged([
    ...patternsIn(flat), ...accountsIn(flat, tokens), ...numbersIn(flat, tokens, known), ...schoolsIn(flat, tokens),
    ...housesIn(flat), ...platesIn(tokens), ...(weighs ? weighed(tokens, byRule) : byRule),
  ]);
  return found.map(({ from, to, kind }) => [...originOf(flat, from, to), kind]);
}

/** Overlapping finds become one, of the stronger kind. */
function merged(all: readonly Found[]): Found[] {
  const out: Found[] = [];
  for (const next of all.toSorted((one, other) => one.from - other.from || other.to - one.to)) {
    const last = out.at(-1);
    if (last === undefined || next.from >= last.to) out.push(next);
    else {
      const to = Math.max(last.to, next.to);
      out[out.length - 1] = { from: last.from, to, kind: stronger(last.kind, next.kind) };
    }
  }
  return out;
}

const stronger = (one: MaskKind, other: MaskKind): MaskKind =>
  MASK_KINDS.indexOf(one) <= MASK_KINDS.indexOf(other) ? one : other;

/** Spans of a text that is masked already, in the text as it was given; a new one is never across a mask. */
function inGiven(spans: readonly MaskSpan[], before: readonly MaskSpan[]): MaskSpan[] {
  let shift = 0;
  let index = 0;
  return spans.map(([from, to, kind]) => {
    for (let mask = before[index]; mask && mask[0] + shift < from; mask = before[index]) {
      shift += MASK_TOKENS[mask[2]].length - (mask[1] - mask[0]);
      index += 1;
    }
    return [from - shift, to - shift, kind];
  });
}

function covered(given: string, spans: readonly MaskSpan[]): Masked {
  const sorted = spans.toSorted((one, other) => one[0] - other[0]);
  let text = '';
  let at = 0;
  for (const [from, to, kind] of sorted) {
    text += given.slice(at, from) + MASK_TOKENS[kind];
    at = to;
  }
  return { text: text + given.slice(at), spans: sorted };
}
