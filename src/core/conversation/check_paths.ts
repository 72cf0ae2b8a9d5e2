import { actionOf } from './actions.ts';
import { type Finding, finding } from './findings.ts';
import { type Arrow, asks, type Book, type Node, nodeAt } from './flow.ts';
import { NODES_PER_EVENT_MAX } from './walk.ts';

/**
 * What has to be true on every path: consents before actions, duties before questions, and an end to
 * every walk. `@return` is left out: it leads back to a place she has passed, with all she had there.
 */
export function checkPaths(book: Book, ways: readonly Arrow[], entries: readonly string[]): Finding[] {
  const onward = new Map<string, Arrow[]>();
  for (const way of ways) onward.set(way.from, [...(onward.get(way.from) ?? []), way]);
  return [...checkPromises(book, onward, entries), ...checkUnasked(book, ways, entries), ...checkEnds(book, onward)];
}

type Onward = ReadonlyMap<string, readonly Arrow[]>;

/** Walks every entry with nothing agreed and nothing told, and every state that can follow. */
function checkPromises(book: Book, onward: Onward, entries: readonly string[]): Finding[] {
  const broken = new Map<string, Finding>();
  const seen = new Set(entries.map((place) => `${place} `));
  for (const state of seen) {
    const [place = '', before = ''] = state.split(' ');
    const node = nodeAt(book, place);
    if (!node) continue;
    const has = passed(node, before === '' ? [] : before.split(','));
    for (const one of promisesBroken(place, node, has)) broken.set(`${one.code} ${place} ${one.detail}`, one);
    for (const { to } of onward.get(place) ?? []) seen.add(`${to} ${has.join(',')}`);
  }
  return [...broken.values()];
}

/** What she has agreed to and been told once she has passed this node, sorted. */
function passed(node: Node, before: readonly string[]): string[] {
  const kept = node.forget ? [] : before;
  return [...new Set([...kept, ...(node.tells ?? []), ...(node.consent ? [node.consent] : [])])].sort();
}

function promisesBroken(place: string, node: Node, has: readonly string[]): Finding[] {
  const action = node.do && actionOf(node.do);
  const duties = [...(action?.after ?? []), ...(node.about ? [node.about] : [])];
  return [
    ...(action?.needs && !has.includes(action.needs) ? [finding('flow:consent_missing', place, action.needs)] : []),
    ...duties.filter((duty) => !has.includes(duty)).map((duty) => finding('flow:duty_unsaid', place, duty)),
  ];
}

/** Nobody agrees by skipping, by a misread word, or by being led past. */
function checkUnasked(book: Book, ways: readonly Arrow[], entries: readonly string[]): Finding[] {
  const unasked = [...ways.filter(({ kind }) => kind !== 'choice').map(({ to }) => to), ...entries];
  return [...new Set(unasked)].filter((place) => nodeAt(book, place)?.consent)
    .map((place) => finding('flow:consent_unasked', place));
}

/** A node that neither waits nor ends leads on at once; such nodes may not form a ring or a very long row. */
function checkEnds(book: Book, onward: Onward): Finding[] {
  const next = (place: string): string[] =>
    (onward.get(place) ?? []).map(({ to }) => to).filter((to) => leadsOn(nodeAt(book, to)));
  const moving = [...onward.keys()].filter((place) => leadsOn(nodeAt(book, place)));
  const rings = moving.filter((place) => {
    const seen = new Set(next(place));
    for (const to of seen) for (const beyond of next(to)) seen.add(beyond);
    return seen.has(place);
  });
  if (rings.length > 0) return rings.map((place) => finding('flow:endless', place));

  const lengths = new Map<string, number>();
  const lengthFrom = (place: string): number => {
    const known = lengths.get(place);
    if (known !== undefined) return known;
    const length = 1 + Math.max(0, ...next(place).map(lengthFrom));
    lengths.set(place, length);
    return length;
  };
  // The node that waits at the end of the row is walked as well.
  return moving.filter((place) => lengthFrom(place) >= NODES_PER_EVENT_MAX)
    .map((place) => finding('flow:endless', place, `${lengthFrom(place)} nodes in a row`));
}

const leadsOn = (node: Node | undefined): boolean =>
  node !== undefined && !node.finish && (node.do !== undefined || !asks(node));
