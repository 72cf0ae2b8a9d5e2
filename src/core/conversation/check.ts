import { INTENTS } from '../reading/intent.ts';
import { type ActionName, actionOf } from './actions.ts';
import { checkPaths } from './check_paths.ts';
import { checkWords, type CheckWords } from './check_words.ts';
import { type Finding, finding } from './findings.ts';
import {
  againOf, type Arrow, arrows, asideOf, asks, type Book, CHOICES_MAX, type Flow, type Node, nodeAt,
} from './flow.ts';
import { LOCKED } from './walk.ts';

const OFFER = 'everywhere.offer_';
const OFFERS = INTENTS.filter((intent) => intent !== 'none').map((intent) => `${OFFER}${intent}`);

/** Places that the engine enters by itself: it would throw where one of them is missing. */
export const REQUIRED_PLACES: readonly string[] = [
  'welcome.cover', 'welcome.menu', 'danger.now', 'contact.talk', 'everywhere.leave', 'everywhere.erase', 'member.home',
  'member.invite', 'member.by_code', 'member.talk', 'member.stray', 'page.opened', 'page.knock', 'lock.back',
  ...OFFERS,
];

/** The outcome with which an action gives a list, and how long that list may be. */
const LISTS: Partial<Record<ActionName, string>> = {
  find_commune: 'several', find_nearest: 'found', list_cases: 'some', list_held: 'some',
  list_hands: 'some',
};
const LIST_MAX = 5;

/**
 * Reads all flows as one graph and names every promise they break. An empty list is a book we may ship:
 * nothing in it can throw, loop, file without a consent or ask before its duty was told.
 */
export function checkBook(book: Book, words: CheckWords): Finding[] {
  const ways = Object.values(book).flatMap(arrows);
  const entries = entriesOf(book);
  return [
    ...checkPlaces(book, ways, entries),
    ...everyNode(book).flatMap(([place, node, flow]) => [
      ...checkWaysOn(place, node),
      ...checkAnswers(place, node, flow),
      ...checkOutcomes(place, node),
      ...checkList(place, node, ways, entries),
      ...checkBranch(place, node, book),
    ]),
    ...checkReturns(ways),
    ...checkWayOut(book),
    ...checkPaths(book, ways, entries),
    ...checkWords(book, words),
  ];
}

/** Every way into the book: starts, safe nodes, doors, and what the engine enters by itself. */
export function entriesOf(book: Book): string[] {
  const own = Object.values(book).flatMap(({ id, start, safe, doors }) =>
    [start, safe, ...doors].map((name) => `${id}.${name}`));
  return [...new Set([...own, ...REQUIRED_PLACES])];
}

function everyNode(book: Book): [place: string, node: Node, flow: Flow][] {
  return Object.values(book).flatMap((flow) =>
    Object.entries(flow.nodes).map(([name, node]): [string, Node, Flow] => [`${flow.id}.${name}`, node, flow]));
}

function checkPlaces(book: Book, ways: readonly Arrow[], entries: readonly string[]): Finding[] {
  const wanted = entries.filter((place) => !REQUIRED_PLACES.includes(place)).map((to) => ({ from: to, to }));
  const asides = everyNode(book).flatMap(([from]) => {
    const to = asideOf(book, from);
    return [{ from, to: againOf(book, from) }, ...(to ? [{ from, to }] : [])];
  });
  const lost = [...wanted, ...ways, ...asides].filter(({ to }) => !to.startsWith('@') && !nodeAt(book, to));
  const reached = new Set(entries);
  for (const place of reached) for (const { to } of ways.filter(({ from }) => from === place)) reached.add(to);
  return [
    ...lost.map(({ from, to }) => finding('flow:no_such_node', from, to)),
    ...everyNode(book).filter(([place]) => !reached.has(place)).map(([place]) => finding('flow:unreachable', place)),
  ];
}

function checkWaysOn(place: string, node: Node): Finding[] {
  if (node.do || node.finish || node.goto) return [];
  const choices = node.choices ?? [];
  const needsGoto = asks(node)
    ? node.answer !== undefined || node.list === true || node.several === true || choices.some(({ goto }) => !goto)
    : !node.branch;
  return needsGoto ? [finding('flow:no_way_on', place)] : [];
}

function checkAnswers(place: string, node: Node, { audience }: Flow): Finding[] {
  const shown = (node.choices?.length ?? 0) + (node.list ? LIST_MAX : 0);
  const help = audience === 'help';
  return [
    ...(help && node.answer === 'number' ? [finding('flow:zero_is_an_answer', place)] : []),
    ...(help && node.as !== undefined && node.skip === undefined ? [finding('flow:no_skip', place)] : []),
    ...(shown > CHOICES_MAX ? [finding('flow:too_many_choices', place, String(shown))] : []),
  ];
}

function checkOutcomes(place: string, node: Node): Finding[] {
  const had = Object.keys(node.outcomes ?? {});
  const has = node.do ? actionOf(node.do).outcomes : [];
  return [
    ...has.filter((is) => !had.includes(is)).map((is) => finding('flow:outcome_missing', place, is)),
    ...had.filter((is) => !has.includes(is)).map((is) => finding('flow:outcome_unknown', place, is)),
  ];
}

function checkList(place: string, node: Node, ways: readonly Arrow[], entries: readonly string[]): Finding[] {
  if (!node.list) return [];
  const gives = ways.some(({ to }) => to === place) && !entries.includes(place)
    && ways.filter(({ to }) => to === place).every((way) => way.kind === 'outcome' && isListing(way.why));
  return gives ? [] : [finding('flow:list_without_action', place)];
}

const isListing = (outcome: string): boolean => Object.values(LISTS).includes(outcome);

function checkBranch(place: string, { branch }: Node, book: Book): Finding[] {
  if (!branch || branch.on === LOCKED) return [];
  const set = everyNode(book).some(([, node]) => node.as === branch.on || Object.hasOwn(node.set ?? {}, branch.on));
  return set ? [] : [finding('flow:branch_unset', place, branch.on)];
}

function checkReturns(ways: readonly Arrow[]): Finding[] {
  const lost = ways.filter(({ to, from }) =>
    (to === '@return' && !from.startsWith(OFFER) && !from.startsWith('lock.'))
    || (to === '@page' && !from.startsWith('page.')));
  return lost.map(({ from }) => finding('flow:return_outside_offer', from));
}

/** Leaving and erasing end in forget and finish on every way, and an offer can be refused. */
function checkWayOut(book: Book): Finding[] {
  const missing = REQUIRED_PLACES.filter((place) => !nodeAt(book, place));
  const loud = ['everywhere.leave', 'everywhere.erase']
    .filter((place) => !missing.includes(place) && !endsQuietly(book, place, 0));
  const forced = Object.entries(book['everywhere']?.nodes ?? {}).flatMap(([name, { choices }]) => {
    const [yes, ...others] = choices ?? [];
    const fair = yes?.goto !== undefined && yes.goto !== '@return' && others.some(({ goto }) => goto === '@return');
    return !name.startsWith('offer_') || fair ? [] : [`everywhere.${name}`];
  });
  return [
    ...missing.map((place) => finding('flow:no_way_out', place, 'is missing')),
    ...loud.map((place) => finding('flow:no_way_out', place, 'does not end in forget and finish')),
    ...forced.map((place) => finding('flow:no_way_out', place, 'must go there first and return second')),
  ];
}

/** Longer than this nobody takes leave. */
const LEAVE_MAX = 10;

function endsQuietly(book: Book, place: string, walked: number): boolean {
  const node = nodeAt(book, place);
  const flow = book[place.slice(0, place.indexOf('.'))];
  if (!node || !flow || asks(node) || walked > LEAVE_MAX) return false;
  if (node.finish) return node.forget === true;
  const on = arrows(flow).filter(({ from }) => from === place);
  return on.length > 0 && on.every(({ to }) => endsQuietly(book, to, walked + 1));
}
