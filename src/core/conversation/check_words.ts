import { fold } from '../reading/fold.ts';
import { readKey } from '../reading/choice.ts';
import type { Key } from './effect.ts';
import { type Finding, finding } from './findings.ts';
import { arrows, asks, type Book, type Node, nodeAt } from './flow.ts';
import { numbered } from './present.ts';
import type { ChoiceWords } from './walk.ts';

/** The words of an edition as the checker reads them; undefined where a language lacks one. */
export type CheckWords = Readonly<{
  langs: readonly string[];
  /** The text as she would get it, at its longest. */
  text: (lang: string, key: string) => string | undefined;
  choice: (lang: string, is: string) => ChoiceWords | undefined;
}>;

/** What the engine says by itself. */
export const ENGINE_TEXTS = [
  'late_press', 'cannot_read', 'hidden', 'cannot_pass_on', 'not_understood', 'too_long', 'passed_on', 'passed_on_case',
  'aside_danger', 'aside_selfharm', 'trouble', 'slower', 'slower_kept', 'slower_lost', 'file_alone', 'file_watched',
].map((name) => `common.${name}`);

/** The keys that the engine adds to every screen. */
export const ENGINE_CHOICES = ['key_listen', 'key_skip', 'key_back', 'key_leave', 'key_here'] as const;

/** One message on a phone with a small screen: about two screens of text, keys included. */
export const MESSAGE_MAX = 900;

/** The texts and labels that the engine needs whatever the flows say. */
export const ENGINE_KEYS: readonly string[] = [...ENGINE_TEXTS, ...ENGINE_CHOICES.map((is) => `choice.${is}`)];

/** Every language has every word, every message fits on a small screen, every choice can be typed. */
export function checkWords(book: Book, words: CheckWords): Finding[] {
  const nodes = Object.values(book).flatMap((flow) =>
    Object.entries(flow.nodes).map(([name, node]): [string, Node] => [`${flow.id}.${name}`, node]));
  return words.langs.flatMap((lang) => {
    const typed = typedChoices(nodes, words, lang);
    return [
      ...ENGINE_KEYS.flatMap((key) => checkKey(words, lang, key, key)),
      ...nodes.flatMap(([place, node]) => keysOf(node).flatMap((key) => checkKey(words, lang, key, place))),
      ...checkLengths(book, nodes, words, lang),
      ...nodes.flatMap(([place, node]) => checkChoices(place, node, typed, lang)),
    ];
  });
}

/** Every text key that a node names. */
export function keysOf(node: Node): string[] {
  const labels = (node.choices ?? []).map(({ is }) => `choice.${is}`);
  return [node.say, node.drafts, node.otherwise?.reprompt, ...labels].filter((key) => key !== undefined);
}

function checkKey(words: CheckWords, lang: string, key: string, place: string): Finding[] {
  return words.text(lang, key) ? [] : [finding('flow:missing_words', place, `${lang}: ${key}`)];
}

/** What is said on the way to a question arrives with it, as one message. */
function checkLengths(book: Book, nodes: readonly [string, Node][], words: CheckWords, lang: string): Finding[] {
  const before = new Map<string, string[]>();
  for (const { from, to } of Object.values(book).flatMap(arrows)) {
    const node = nodeAt(book, from);
    if (node && !asks(node) && !node.do && !node.finish) before.set(to, [...(before.get(to) ?? []), from]);
  }
  const longest = new Map<string, string>();
  const said = (place: string): string => {
    const known = longest.get(place);
    if (known !== undefined) return known;
    // A ring of nodes is another finding; here it only must not hang the check.
    longest.set(place, '');
    const own = words.text(lang, nodeAt(book, place)?.say ?? '') ?? '';
    const lead = (before.get(place) ?? []).map(said).reduce(longer, '');
    const text = [lead, own].filter((part) => part !== '').join('\n\n');
    longest.set(place, text);
    return text;
  };
  return nodes.flatMap(([place, node]): Finding[] => {
    const { length } = numbered(said(place), asks(node) ? shownKeys(node, words, lang) : []);
    return length > MESSAGE_MAX ? [finding('flow:long_words', place, `${lang}: ${length} characters`)] : [];
  });
}

const longer = (one: string, other: string): string => (other.length > one.length ? other : one);

/** A commune with its province, or an address with its commune: as long as most are. */
const LISTED = 'x'.repeat(40);
const LIST_MAX = 5;

function shownKeys(node: Node, words: CheckWords, lang: string): Key[] {
  const label = (is: string): string => words.choice(lang, is)?.label ?? '';
  const listed = node.list ? Array.from({ length: LIST_MAX }, () => LISTED) : [];
  const choices = [...listed, ...(node.choices ?? []).map(({ is }) => label(is))];
  return [
    ...choices.map((text, index) => ({ key: String(index + 1), label: text })),
    ...(node.skip ? [{ key: '8', label: label('key_skip') }] : []),
    { key: '9', label: label('key_back') },
    { key: '0', label: label('key_leave') },
  ];
}

type Taken = Readonly<{ name: string; key: NonNullable<ReturnType<typeof readKey>> }>;
type Typed = Readonly<{ folded: readonly string[]; taken: readonly Taken[] }>;

/** All that may be typed for each choice, folded, and what of it is read as a key of every screen before that. */
function typedChoices(nodes: readonly [string, Node][], words: CheckWords, lang: string): Map<string, Typed> {
  const named = new Set(nodes.flatMap(([, { choices }]) => (choices ?? []).map(({ is }) => is)));
  return new Map([...named].map((is) => {
    const choice = words.choice(lang, is);
    const all = choice ? [choice.label, ...choice.also] : [];
    const taken = all.flatMap((name) => {
      const key = readKey(name);
      return key === undefined ? [] : [{ name, key }];
    });
    return [is, { folded: [...new Set(all.map(fold))], taken }];
  }));
}

const NOTHING_TYPED: Typed = { folded: [], taken: [] };

function checkChoices(place: string, node: Node, typed: ReadonlyMap<string, Typed>, lang: string): Finding[] {
  const choices = (node.choices ?? []).map(({ is }) => ({ is, ...(typed.get(is) ?? NOTHING_TYPED) }));
  const problems = choices.flatMap(({ is, folded, taken }, index) => [
    ...folded.flatMap((name) => choices.slice(index + 1).filter((other) => other.folded.includes(name))
      .map((other) => `"${name}" is ${is} and ${other.is}`)),
    // Skipping is a key only where there is something to skip.
    ...taken.filter(({ key }) => key !== 'skip' || node.skip)
      .map(({ name, key }) => `"${name}" is ${is} and the key to ${key}`),
  ]);
  return problems.map((problem) => finding('flow:choice_ambiguous', place, `${lang}: ${problem}`));
}
