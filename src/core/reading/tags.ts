import { conceptId, LEXICON } from './lexicon.ts';
import type { Node } from './lexicon.ts';
import { tokenise } from './tokens.ts';
import type { Token } from './tokens.ts';
import { BARE, NEVER } from './words/bare.ts';

/** A concept found in a message. `at` and `end` are places of its first and last syllable, pauses counted. */
export type Tag = {
  readonly concept: number;
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly end: number;
  readonly weak: boolean;
  /** Written inside a rule, not in a table of words. */
  readonly literal: boolean;
};
export type Reading = { readonly tokens: readonly Token[]; readonly tags: readonly Tag[] };

// A message of which this share of words carries marks is written with care: there `ban` means `ban`, not `bán`.
const MARKED_SHARE_MIN = 0.34;
const OWN_WORDS = new Set(BARE.ownWords.split(' '));
const ONLY_ONE = new Set(BARE.onlyOne.split(' '));
const SURE_BARE = new Set(BARE.sureGuards.split(' '));
const GUARDS = new Set(BARE.guards.split(' ').map(conceptId));
const NEVER_BARE = new Map(
  Object.entries(NEVER).map(([form, names]) => [form, names.split(' ').map(conceptId)]),
);
const UNITS = new Set(BARE.units.split(' '));
const MINOR = conceptId('minor');
const TEEN = conceptId('teen');
const ADULT = conceptId('adult');
const IDIOM = conceptId('idiom');

type Step = {
  readonly form: string;
  readonly afterPause: boolean;
  readonly guarded: boolean;
  readonly sure: boolean;
};
type Path = { readonly steps: readonly Step[]; readonly from: number; readonly hits: Hit[] };
type Hit = { readonly node: Node; readonly to: number; readonly weak: boolean };

/** Finds the concepts of a message; at each place the longest phrase counts, and an idiom hides what is in it. */
export function tag(text: string): Reading {
  const tokens = tokenise(text);
  const steps = stepsOf(tokens);
  const tags: Tag[] = [];
  let covered = 0; // Everything before this index belongs to a longer phrase.
  let hidden = 0; // Everything before this index belongs to an idiom.
  for (let from = 0; from < tokens.length; from++) {
    const hits = hitsAt(steps, from);
    const longest = longestOf(hits);
    for (const hit of hits) {
      const counts = hit.to === longest && hit.to > covered;
      for (const concept of counts ? hit.node.concepts : []) {
        if (!isGuess(tokens, from, hit, concept)) tags.push(tagOf(tokens, from, hit, concept));
      }
      if (counts && hit.node.concepts.includes(IDIOM)) hidden = Math.max(hidden, hit.to);
    }
    for (const hit of hits) {
      if (hit.to <= hidden) continue;
      const literal = { to: hit.to, weak: hit.weak, literal: true };
      for (const concept of hit.node.literals) tags.push(tagOf(tokens, from, literal, concept));
    }
    covered = Math.max(covered, longest);
    const age = ageAt(tokens, from);
    if (age !== undefined) tags.push(tagOf(tokens, from, { to: from + 1, weak: false }, age));
  }
  return { tokens, tags };
}

function hitsAt(steps: readonly Step[], from: number): Hit[] {
  const path: Path = { steps, from, hits: [] };
  walk(path, LEXICON, from, false);
  return path.hits;
}

// Walks the tree of phrases along the syllables; only what ends a phrase is kept. No closure: this is the hot spot.
function walk(path: Path, node: Node, index: number, weak: boolean): void {
  const step = path.steps[index];
  // A phrase does not reach over a pause: `bị chồng đánh, tiếng la to` is no `đánh tiếng`.
  if (!step || (index > path.from && step.afterPause)) return;
  const branches = node.next.get(step.form);
  if (!branches) return;
  for (const branch of branches) {
    if (branch.weak && step.guarded) continue;
    const now = weak || (branch.weak && !step.sure);
    const { next, concepts, literals } = branch.node;
    if (concepts.length > 0 || literals.length > 0) path.hits.push({ node: branch.node, to: index + 1, weak: now });
    if (next.size > 0) walk(path, branch.node, index + 1, now);
  }
}

function stepsOf(tokens: readonly Token[]): Step[] {
  const marked = tokens.filter((token) => token.marked).length;
  const careful = marked >= tokens.length * MARKED_SHARE_MIN;
  return tokens.map(({ form, at }, index) => ({
    form,
    afterPause: at - (tokens[index - 1]?.at ?? at) > 1,
    guarded: careful && OWN_WORDS.has(form),
    sure: ONLY_ONE.has(form),
  }));
}

function isGuess(tokens: readonly Token[], from: number, hit: Hit, concept: number): boolean {
  if (!hit.weak || hit.to - from > 1) return false;
  const form = tokens[from]?.form ?? '';
  return (GUARDS.has(concept) && !SURE_BARE.has(form)) || NEVER_BARE.get(form)?.includes(concept) === true;
}

function longestOf(hits: readonly Hit[]): number {
  let longest = 0;
  for (const hit of hits) if (hit.node.concepts.length > 0 && hit.to > longest) longest = hit.to;
  return longest;
}

function tagOf(
  tokens: readonly Token[],
  from: number,
  { to, weak, literal = false }: { to: number; weak: boolean; literal?: boolean },
  concept: number,
): Tag {
  const at = tokens[from]?.at ?? 0;
  return { concept, from, to, at, end: tokens[to - 1]?.at ?? at, weak, literal };
}

// Ages and school classes. A child is somebody under 16 (Luật Trẻ em 102/2016/QH13, Điều 1); class 9 is 14 or 15.
function ageAt(tokens: readonly Token[], index: number): number | undefined {
  const form = tokens[index]?.form ?? '';
  const number = Number(form);
  if (!/^\d{1,2}$/.test(form) || number === 0) return undefined;
  const before = tokens[index - 1]?.form ?? '';
  const after = tokens[index + 1]?.form ?? '';
  if (/^(?:lơp1|lop|lơp|lop1)$/.test(before)) return number <= 9 ? MINOR : number <= 12 ? TEEN : undefined;
  const saysYears = /^(?:tuôi3|tuoi|t|tuôi|tuoi3|tui3|years?|yrs?|yo)$/.test(after);
  const saysAge = /^(?:em|e|con|chau1|chau|be1|be|mơi1|moi|la2|la|nay|is|am|tuoi|no1|no|ay1|nho3)$/.test(before);
  if (!saysYears && !(saysAge && number >= 5 && !isUnit(after))) return undefined;
  return number <= 15 ? MINOR : number <= 17 ? TEEN : ADULT;
}

function isUnit(form: string): boolean {
  return UNITS.has(form);
}
