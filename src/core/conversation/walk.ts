import type { Covered } from '../masking/cover.ts';
import { actionOf, type ActionName } from './actions.ts';
import type { EffectDraft, Key } from './effect.ts';
import type { Event } from './event.ts';
import { asideOf, asks, type Book, flowAt, type Node, nodeAt, placeOf } from './flow.ts';
import { type Session, TRAIL_MAX } from './session.ts';

/** A flow that walks this far without waiting for her is a loop; check.ts finds it before a person does. */
export const NODES_PER_EVENT_MAX = 20;

export type ChoiceWords = Readonly<{ is: string; label: string; also: readonly string[] }>;

/** The words of one edition. A missing key is a fault of ours and throws; check.ts finds it first. */
export type Words = Readonly<{
  text: (lang: string, key: string, values: Readonly<Record<string, string>>) => string;
  choice: (lang: string, is: string) => ChoiceWords;
  voice: (lang: string, key: string) => boolean;
  /** Words of hers with what tells who she is covered; numbers that everybody may know stay. */
  cover: (text: string) => Covered;
  /** False where no page of her own can be opened. */
  pages?: boolean;
}>;

/** One event on its way through the book: what is fixed, and what has been said so far. */
export type Walk = { book: Book; words: Words; event: Event; said: string[]; out: EffectDraft[]; path: string[] };

/** Whether she has been silent for longer than her talk is kept. */
export function isLapsed(session: Session, at: number): boolean {
  return session.state === 'waiting' && session.lapseAt > 0 && session.lapseAt <= at;
}

/** What is left of a session after its end: nothing she said. */
export function ended(session: Session): Session {
  return {
    ...session, place: '', state: 'finished', answers: {}, listed: [], trail: [], consents: [], returnTo: '',
    lapseAt: 0, misses: 0, pageTo: '', cried: false,
  };
}

/** Walks from `goto` until a node waits for her, asks the house for something, or ends. */
export function enter(walk: Walk, session: Session, goto: string): Session {
  let at = session;
  let next = goto;
  for (let walked = 0; walked < NODES_PER_EVENT_MAX; walked++) {
    const place = resolve(at, next);
    const here = nodeAt(walk.book, place);
    if (!here) throw new Error(`There is no node ${place}`);
    walk.path.push(place);
    const aside = asideFor(walk.book, at, place);
    if (aside) {
      at = { ...at, place, pageTo: place };
      next = aside;
      continue;
    }
    at = arrive(walk, { ...at, place, misses: 0, state: 'waiting' }, here);
    if (here.do) return act(walk, at, here.do);
    if (here.finish) return finish(walk, at);
    if (asks(here)) return wait(walk, at, here);
    const way = here.branch ? (here.branch.cases[known(at, here.branch.on)] ?? here.branch.else) : here.goto;
    if (!way) throw new Error(`Node ${place} leads nowhere`);
    next = way;
  }
  throw new Error(`${session.place} walked ${NODES_PER_EVENT_MAX} nodes without waiting`);
}

/** What a branch asks for: an answer of hers, or whether a number of her own stands before her talk. */
function known({ answers, kept }: Session, name: string): string {
  return name === LOCKED ? (kept.lock ? 'yes' : 'no') : answers[name] ?? '';
}

/** A branch may ask for this although no flow sets it. */
export const LOCKED = 'locked';

/**
 * Where she goes instead of this place, since the keepers of her account would read along. She may say that this
 * does not matter to her; a member may not say so of what a woman told.
 */
export function asideFor(book: Book, { reads, answers }: Session, place: string): string | undefined {
  if (reads !== 'watched') return undefined;
  if (answers['stay'] === 'yes' && flowAt(book, place)?.audience !== 'member') return undefined;
  return asideOf(book, place);
}

function resolve(session: Session, goto: string): string {
  if (goto === '@return') return session.returnTo || 'welcome.cover';
  if (goto === '@page') return session.pageTo || 'welcome.cover';
  return placeOf(flowIdOf(session.place, goto), goto);
}

function flowIdOf(place: string, goto: string): string {
  return goto.includes('.') ? '' : place.slice(0, place.indexOf('.'));
}

function arrive(walk: Walk, session: Session, here: Node): Session {
  let at = session;
  if (here.set) at = { ...at, lang: here.set['lang'] ?? at.lang, answers: { ...at.answers, ...here.set } };
  if (here.drafts) at = { ...at, answers: { ...at.answers, draft: walk.words.text(at.lang, here.drafts, {}) } };
  if (here.say) say(walk, at, here.say);
  if (here.passes) at = pass(walk, at, here.passes);
  if (here.consent) {
    const asked = at.trail.at(-1) ?? at.place;
    const consent = { to: here.consent, edition: at.edition, asked, lang: at.lang, at: walk.event.at };
    at = { ...at, consents: [...at.consents, consent], trail: [] };
  }
  if (here.forget) {
    walk.out.push({ kind: 'forget' });
    at = { ...at, answers: {}, listed: [], consents: [], trail: [] };
  }
  return at;
}

/** Sends the draft she has looked at to the other side. */
function pass(walk: Walk, session: Session, who: NonNullable<Node['passes']>): Session {
  const { draft = '', draft_phone: withPhone = '' } = session.answers;
  const to = who === 'person' ? 'person' : 'member';
  const phone = who === 'phone' && withPhone !== '';
  if (draft) walk.out.push({ kind: 'relay', to, text: phone ? withPhone : draft, ...(phone && { phone }) });
  say(walk, session, passedOn(to));
  return { ...session, answers: { ...session.answers, draft: '', draft_phone: '', beside: '' } };
}

/** Whoever holds several cases reads for which one it was. */
export const passedOn = (to: 'member' | 'person'): string =>
  (to === 'person' ? 'common.passed_on_case' : 'common.passed_on');

function act(walk: Walk, session: Session, action: ActionName): Session {
  flush(walk, session, [], nodeAt(walk.book, session.place));
  walk.out.push({ kind: 'do', action, values: session.answers });
  return actionOf(action).final ? { ...session, trail: [] } : session;
}

function finish(walk: Walk, session: Session): Session {
  flush(walk, session, [], nodeAt(walk.book, session.place));
  walk.out.push({ kind: 'finish' });
  return ended(session);
}

function wait(walk: Walk, session: Session, here: Node): Session {
  const minutes = here.lapse_minutes ?? flowAt(walk.book, session.place)?.lapse_minutes ?? 0;
  const at = { ...session, seq: session.seq + 1, lapseAt: walk.event.at + minutes * 60_000 };
  flush(walk, at, keysAt(walk, at, here), here);
  return at;
}

/** Adds a text to what this event says; texts of one walk leave as one message. */
export function say(walk: Walk, session: Session, key: string): void {
  const turn = String(Math.floor(walk.event.at / 60_000) % 6);
  walk.said.push(walk.words.text(session.lang, key, { ...session.answers, turn }));
}

/** Sends what was said so far, with the keys she may answer with. */
export function flush(walk: Walk, session: Session, keys: readonly Key[], here: Node | undefined): void {
  if (walk.said.length === 0) return;
  walk.out.push({
    kind: 'send',
    text: walk.said.splice(0).join('\n\n'),
    keys,
    seq: session.seq,
    urgent: here?.urgent ?? false,
    asks: here?.answer === 'place' ? 'place' : here?.answer || here?.relay ? 'words' : 'nothing',
  });
}

/** Asks the same question again, after `key` has been said. */
export function askAgain(walk: Walk, session: Session, key: string | undefined): Session {
  const here = nodeAt(walk.book, session.place);
  if (!here) throw new Error(`There is no node ${session.place}`);
  if (key) say(walk, session, key);
  else if (here.say) say(walk, session, here.say);
  flush(walk, session, keysAt(walk, session, here), here);
  return session;
}

/** Remembers the question she is leaving, so that `back` finds it. */
export function leaveBehind(session: Session): Session {
  return session.place ? { ...session, trail: [...session.trail, session.place].slice(-TRAIL_MAX) } : session;
}

/** The keys under a question: her choices from 1, then listen 7, skip 8, back 9, leave 0. */
export function keysAt(walk: Walk, session: Session, here: Node): Key[] {
  const label = (is: string): string => walk.words.choice(session.lang, is).label;
  const fixed = (key: string, is: string, when: boolean): Key[] => (when ? [{ key, label: label(is) }] : []);
  return [
    ...choicesAt(walk, session, here).map((choice, index) => ({ key: String(index + 1), label: choice.label })),
    ...fixed('7', 'key_listen', here.say !== undefined && walk.words.voice(session.lang, here.say)),
    ...fixed('8', 'key_skip', here.skip !== undefined),
    ...fixed('9', 'key_back', session.trail.length > 0),
    ...fixed('0', 'key_leave', true),
    // Channels that can ask for a location show this as a button; the others leave it out.
    ...fixed('here', 'key_here', here.answer === 'place'),
  ];
}

/** What can be chosen at a node, in the order of its keys: written choices, or the list the house gave. */
export function choicesAt(walk: Walk, session: Session, here: Node): ChoiceWords[] {
  const offered = (here.choices ?? []).filter(({ pages }) => !pages || walk.words.pages !== false);
  const written = offered.map(({ is }) => walk.words.choice(session.lang, is));
  const listed = here.list ? session.listed.map(({ code, label }) => ({ is: code, label, also: [] })) : [];
  return [...listed, ...written];
}
