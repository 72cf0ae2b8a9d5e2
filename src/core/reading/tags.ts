import { conceptId, LEXICON } from './lexicon.ts';
import type { Node } from './lexicon.ts';
import { tokenise } from './tokens.ts';
import type { Token } from './tokens.ts';

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
// Words of their own without any mark, which would otherwise be taken for a harsher word with its marks forgotten.
const OWN_WORDS = new Set(
  ('ban danh cam da dam doi ham ga lao bo ba ma cha tay ho ao han thu di me nam thoi dau dem khoa nga may to ta ' +
  'sau long treo tan vo no do chi ai con cho ra nay mai mua giam bao dang keo dai chong tang bom boi chia dan la de ' +
  'măng đuôi căn dương bê sơ đe tương cương trông năn sông đông đăng lăn chăn rây trâu nhân nhăn thân khâu đâm ' +
  'nên dân tân gia va tông đa gan đâm đê tai dai cân vay ca be bo bơ đong dong tre').split(' '),
);
// What takes harm out of a message must not be guessed from one bare syllable, unless it can hardly be another word.
const GUARDS = new Set(['animal', 'food', 'farm', 'story', 'calm', 'prevention', 'not', 'idiom', 'meeting', 'past'].map(conceptId));
// Bare and yet hardly another word.
const ONLY_ONE = new Set('giet chem nhot hiep xang uynh quynh uanh bop siet xiet ruot dap axit cuu'.split(' '));
const SURE_BARE = new Set('khong chua chang phim truyen trau lon heo vit meo nuong ray ruong thit xao luoc nau bep cui chuot hom hoai'.split(' '));
// Bare syllables that nearly always are another word than the one in the table: `so` is `sợ` or `số` before `sờ`.
const NEVER_BARE = new Map(
  Object.entries({
    so: 'molest', mo: 'molest', da: 'hit', nen: 'hit', tan: 'hit', dan: 'hit', tong: 'hit', tuong: 'hit', xo: 'hit', gia: 'hit', va: 'hit', hup: 'hit', quat: 'hit',
    de: 'threat menace', hen: 'threat', dinh: '', ban: 'kill sellVerb', xu: 'kill', thit: 'kill', cam: 'pour abroad', ma: 'kin relatives',
    thang: 'he', ga: 'fuel', lao: 'abroad', nga: 'abroad', choi: 'confine', giam: 'confine', cot: 'confine', u: 'kin', y: 'he', ten: 'he', xin: '', lua: 'lure', do: 'lure',
    ru: 'lure', hua: 'lure', ve: 'prepare', o: 'other', ray: 'wield', co: '', mau: 'urgent', tat: 'pour', no: '', say: '', gap: '', nhanh: '', lien: 'urgent', le: 'urgent',
  }).map(([form, names]) => [form, names.split(' ').filter(Boolean).map(conceptId)]),
);
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
      if (counts) for (const concept of hit.node.concepts) if (!isGuess(tokens, from, hit, concept)) tags.push(tagOf(tokens, from, hit, concept));
      if (counts && hit.node.concepts.includes(IDIOM)) hidden = Math.max(hidden, hit.to);
    }
    for (const hit of hits) {
      if (hit.to > hidden) for (const concept of hit.node.literals) tags.push(tagOf(tokens, from, hit, concept, true));
    }
    covered = Math.max(covered, longest);
    const age = ageAt(tokens, from);
    if (age !== undefined) tags.push(tagOf(tokens, from, { to: from + 1, weak: false }, age));
  }
  return { tokens, tags };
}

// Walks the tree of phrases along the syllables; only what ends a phrase is kept.
function hitsAt(steps: readonly Step[], from: number): Hit[] {
  const hits: Hit[] = [];
  const walk = (node: Node, index: number, weak: boolean): void => {
    const step = steps[index];
    // A phrase does not reach over a pause: `bị chồng đánh, tiếng la to` is no `đánh tiếng`.
    if (!step || (index > from && step.afterPause)) return;
    const branches = node.next.get(step.form);
    if (!branches) return;
    for (const branch of branches) {
      if (branch.weak && step.guarded) continue;
      const now = weak || (branch.weak && !step.sure);
      const { next, concepts, literals } = branch.node;
      if (concepts.length > 0 || literals.length > 0) hits.push({ node: branch.node, to: index + 1, weak: now });
      if (next.size > 0) walk(branch.node, index + 1, now);
    }
  };
  walk(LEXICON, from, false);
  return hits;
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
  { to, weak }: { to: number; weak: boolean },
  concept: number,
  literal = false,
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
  return /^(?:h|gio|giơ2|g|p|phut1|phut|thang1|thang|năm|nam|lân2|lan|k|tr|triêu5|trieu|nghin2|nghin|ngay2|ngay|cai1|cai|dưa1|dua|con|ngươi2|nguoi|km|can|cân|tuân2|tuan|hôm|hom|đưa1|rưoi3|buôi3|buoi|chi5|chi)$/.test(form);
}
