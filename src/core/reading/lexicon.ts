import { forgetful, spell } from './tokens.ts';
import { ACTS } from './words/acts.ts';
import { GUARDS } from './words/guards.ts';
import { PEOPLE } from './words/people.ts';
import { SPELLINGS } from './words/spellings.ts';
import { TIMES } from './words/times.ts';
import { TOPICS } from './words/topics.ts';

/** One step in the tree of all phrases. `weak`: the marks that would make the word certain are missing. */
export type Branch = { readonly node: Node; readonly weak: boolean };
/** `concepts` end here; `literals` too, but these are written inside a rule and swallow nothing. */
export type Node = { readonly next: Map<string, Branch[]>; readonly concepts: number[]; readonly literals: number[] };

const VOCABULARY: Readonly<Record<string, string>> = { ...PEOPLE, ...ACTS, ...TIMES, ...GUARDS, ...TOPICS };
const ids = new Map<string, number>();
const words = new Map<Node, string>();
/** The tree of all phrases, built once when the module is loaded. */
export const LEXICON: Node = leaf();

// Found by looking at numbers, not words: see tags.ts.
for (const name of ['minor', 'teen', 'adult']) ids.set(name, ids.size);
for (const [name, phrases] of Object.entries(VOCABULARY)) {
  const id = ids.size;
  ids.set(name, id);
  for (const phrase of phrasesOf(phrases)) plant(phrase, id, 'concepts');
}

/** The number of a concept of the vocabulary. Throws on a name that no table has. */
export function conceptId(name: string): number {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`no such concept: ${name}`);
  return id;
}

/** The number of a phrase written inside a rule, `chạy {ra,vào} rừng`; planted in the tree at first sight. */
export function literalId(phrase: string): number {
  const known = ids.get(`"${phrase}`);
  if (known !== undefined) return known;
  const id = ids.size;
  ids.set(`"${phrase}`, id);
  for (const spelling of phrasesOf(phrase)) plant(spelling, id, 'literals');
  return id;
}

/** The names of the concepts of the tables, by number; literals follow later and have none. */
export function conceptNames(): string[] {
  return [...ids.keys()].filter((name) => !name.startsWith('"'));
}

/** How many concepts and literals there are so far. */
export function conceptCount(): number {
  return ids.size;
}

function phrasesOf(list: string): string[] {
  return list.split(/\|(?![^{}]*\})/).flatMap(writtenOut).map((phrase) => phrase.trim()).filter(Boolean);
}

// `cứu {em,tôi}` is `cứu em` and `cứu tôi`; several braces multiply.
function writtenOut(phrase: string): string[] {
  const braces = /\{([^}]*)\}/.exec(phrase);
  if (!braces) return [phrase];
  const [whole, inside = ''] = braces;
  return inside.split(/[,|]/).flatMap((choice) => writtenOut(phrase.replace(whole, choice)));
}

function plant(phrase: string, id: number, kind: 'concepts' | 'literals'): void {
  let node = LEXICON;
  for (const word of phrase.normalize('NFC').toLowerCase().split(/\s+/)) node = child(node, word);
  if (!node[kind].includes(id)) node[kind].push(id);
}

function child(node: Node, word: string): Node {
  const own = spell(word).form;
  const known = node.next.get(own)?.find((branch) => !branch.weak && words.get(branch.node) === word);
  if (known) return known.node;
  const made = leaf();
  words.set(made, word);
  const other = (SPELLINGS[word] ?? '').split(' ').filter(Boolean).map((spelling) => spell(spelling).form);
  for (const form of new Set([own, ...other].flatMap(forgetful))) {
    const branches = node.next.get(form) ?? [];
    branches.push({ node: made, weak: form !== own && !other.includes(form) });
    node.next.set(form, branches);
  }
  return made;
}

function leaf(): Node {
  return { next: new Map(), concepts: [], literals: [] };
}
