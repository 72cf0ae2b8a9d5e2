import { admit } from '../core/conversation/admit.ts';
import type { Capabilities } from '../core/conversation/channels.ts';
import type { Effect } from '../core/conversation/effect.ts';
import type { Event } from '../core/conversation/event.ts';
import { bringsWords } from '../core/conversation/files.ts';
import { type Book, nodeAt } from '../core/conversation/flow.ts';
import { newSession, type Session } from '../core/conversation/session.ts';
import { step } from '../core/conversation/step.ts';
import type { Words } from '../core/conversation/walk.ts';
import { reveal } from '../core/private/reveal.ts';
import { asHushed, duressIn } from './hush.ts';
import { type Addressed, sendRows, troubleRow, voiceRow, wipeRow, wordsOn } from './outgoing.ts';
import { type Editions, isHeardAnywhere, pin } from './pin.ts';
import type { Arrival, Heard, Lane, OutRow, Work } from './ports.ts';
import { isForChat, readsOf } from './reads.ts';
import { closeRecord, openRecord, shortId } from './record.ts';

/** An action that leads to an action that leads to an action: more than this is a loop in a flow. */
const ACTIONS_PER_EVENT_MAX = 6;

export type DoEffect = Extract<Effect, { kind: 'do' }>;
export type RelayEffect = Extract<Effect, { kind: 'relay' }>;
export type Outcome = Omit<Extract<Event, { kind: 'outcome' }>, 'id' | 'at' | 'kind' | 'of'> & { erased?: true };

/** What an action may look at. `effectId` is the same at every redelivery. */
export type ActContext = Readonly<{
  effectId: string; eventId: string; at: number; lane: Lane; account: string; session: Session; words: Words;
  edition: string;
}>;

/** Does what a flow asked for. `undefined` from the quick hands means: this needs a transaction. */
export type Hands = Readonly<{
  act: (effect: DoEffect, context: ActContext) => Outcome | undefined | Promise<Outcome>;
  /** `shut`: nobody takes words from this chat for now, and they were not passed on. */
  relay: (effect: RelayEffect, context: ActContext) => undefined | Promise<void | 'shut'>;
  /** Her second word (its keyed hash) was typed: nothing goes to her until her own word comes. */
  hush: (word: string, context: ActContext) => undefined | Promise<void>;
  shown: (event: Extract<Event, { kind: 'signal' }>, context: ActContext) => undefined | Promise<void>;
}>;

/** What can go wrong on purpose: the quick hands met something that needs a transaction. */
export const NEEDS_TRANSACTION = Symbol('needs transaction');

export type WorkOptions = Readonly<{
  editions: Editions;
  hands: Hands;
  newKey: () => Lane['key'];
  capabilities: Capabilities;
  /** Her words with what tells who she is covered. */
  cover: Words['cover'];
  /** The keyed hash of a word of hers. */
  keyed: (word: string) => string;
  /** Whether a page of her own can be opened beside a chat whose keepers read along. */
  pages: boolean;
  failed: (event: Arrival, error: unknown) => void;
}>;

/**
 * Works what waits for one person, in order, to one commit: opens each event, steps the session, has
 * the house do what the flow asks, and gathers what is to be sent. Nothing is stored or sent here.
 */
export async function workLane(
  lane: Lane, waiting: readonly Arrival[], options: WorkOptions,
): Promise<Work | typeof NEEDS_TRANSACTION> {
  const { session, seen } = openRecord(lane.session, options.editions.current.hash);
  const state: State = { lane, session, seen: [...seen], out: [], goneAt: 0, refs: [], leaves: false, left: false };
  for (const arrival of waiting) {
    const short = shortId(arrival.id);
    if (state.seen.includes(short)) continue;
    const before = { ...state, out: [...state.out] };
    try {
      const done = await workEvent(state, arrival, options);
      if (done === NEEDS_TRANSACTION) return NEEDS_TRANSACTION;
    } catch (error) {
      // A fault of ours: she gets a human number where she wrote, the event is kept for us, and nothing else moves.
      const { reads, heardAt } = state.session;
      Object.assign(state, before, { session: { ...before.session, reads, heardAt } });
      options.failed(arrival, error);
      state.out.push(troubleRow(addressed(state, options), options.editions.current.words, arrival.id));
    }
    state.seen.push(short);
  }
  return {
    lane: state.lane,
    session: closeRecord(state),
    lapseAt: state.session.state === 'waiting' ? state.session.lapseAt : 0,
    heardAt: state.session.heardAt,
    goneAt: state.goneAt,
    refs: state.refs,
    left: state.left,
    done: waiting.map(({ id }) => id),
    out: state.out,
  };
}

type State = {
  lane: Lane; session: Session; seen: string[]; out: OutRow[]; goneAt: number; refs: string[];
  /** This event ended her talk: she has left, or has had herself erased. */
  leaves: boolean;
  /** She did so in the chat itself. */
  left: boolean;
};

async function workEvent(
  state: State, arrival: Arrival, options: WorkOptions,
): Promise<undefined | typeof NEEDS_TRANSACTION> {
  const heard: Heard = JSON.parse(reveal(arrival.heard));
  const event: Event = { ...heard.event, id: arrival.id };
  const { edition, moved, session } = pin(state.session, heard.lang, options.editions);
  state.session = { ...session, reads: readsOf(session, heard, options) };
  state.leaves = false;
  if (isHers(event) && !heard.page) state.session = { ...state.session, heardAt: event.at };
  const canWipe = options.capabilities.deleteHours > 0;
  if (heard.ref !== undefined && canWipe) state.refs = [...state.refs, heard.ref];
  const context = (effectId: string): ActContext => ({
    effectId, eventId: event.id, at: event.at, lane: state.lane, account: heard.account, session: state.session,
    words: wordsHere(state, edition.words, options), edition: edition.hash,
  });

  const next = await nextOf(state, { event, moved, book: edition.book, options, context });
  if (next === undefined || next === NEEDS_TRANSACTION) return next;
  const words = wordsHere(state, edition.words, options);
  const done = await walkOn(state, next, { event, options, context, book: edition.book, words });
  state.left ||= state.leaves && !heard.page && isHers(event);
  if (canWipe && state.leaves && isHers(event)) state.out.push(wipeRow(addressed(state, options), event.id));
  if (event.kind === 'gone' && done === undefined) {
    // Nobody is there who could be answered.
    if (event.at >= state.session.heardAt) state.goneAt = event.at;
    state.out = [];
  }
  return done;
}

type Met = Readonly<{
  event: Event; moved: string | undefined; book: Book; options: WorkOptions; context: (id: string) => ActContext;
}>;

/** What the session is stepped by: the event, or what the gate and her second word make of it; undefined: nothing. */
async function nextOf(state: State, met: Met): Promise<Event | undefined | typeof NEEDS_TRANSACTION> {
  const { event, moved, book, options, context } = met;
  if (event.kind === 'signal') return admittedTo(state, event, met);
  const duress = duressIn(state.session, event, options.keyed);
  if (duress !== undefined) {
    const hushed = options.hands.hush(duress, context(event.id));
    if (hushed === undefined) return NEEDS_TRANSACTION;
    await hushed;
    return asHushed(book, state.session, event);
  }
  // Her words answer a question that is gone: she is shown where the talk goes on, and they are not taken
  // for another answer.
  return moved && !isHeardAnywhere(event)
    ? { kind: 'signal', id: event.id, at: event.at, door: moved, values: {} }
    : event;
}

async function admittedTo(
  state: State, event: Extract<Event, { kind: 'signal' }>, { book, options, context }: Met,
): Promise<Event | undefined | typeof NEEDS_TRANSACTION> {
  // An edition from before this door was made: what it says can wait for a fresh talk.
  if (!nodeAt(book, event.door)) return undefined;
  const admitted = admit(book, state.session, event);
  if (admitted === 'hold') return undefined;
  if (state.session.reads === 'page' && isForChat(admitted.door)) {
    state.session = { ...state.session, reads: 'watched' };
  }
  if (bringsWords(admitted.door)) {
    const shown = options.hands.shown(admitted, context(event.id));
    if (shown === undefined) return NEEDS_TRANSACTION;
    await shown;
  }
  return admitted;
}

/** She pressed or wrote something herself; silence and the house take nothing back. */
const isHers = ({ kind }: Event): boolean => ['message', 'press', 'location', 'wordless'].includes(kind);

function wordsHere({ session, lane }: State, words: Words, { pages, cover }: WorkOptions): Words {
  return { ...wordsOn(words, session.reads === 'page' ? 'page' : lane.channel, pages), cover };
}

type Walking = Carrying & { book: Parameters<typeof step>[0]; words: Words };

async function walkOn(state: State, first: Event, walking: Walking): Promise<undefined | typeof NEEDS_TRANSACTION> {
  const { event, book, words } = walking;
  let next = first;
  for (let acted = 0; acted <= ACTIONS_PER_EVENT_MAX; acted++) {
    const { session, effects } = step(book, words, state.session, next);
    state.session = session;
    const wanted = await carryOut(state, effects, walking);
    if (wanted === NEEDS_TRANSACTION) return NEEDS_TRANSACTION;
    if (!wanted) return undefined;
    if (wanted === 'shut') {
      next = { kind: 'signal', id: `${event.id}a${acted}`, at: event.at, door: 'contact.nobody_today', values: {} };
      continue;
    }
    next = { ...wanted.outcome, kind: 'outcome', of: wanted.effect.action, id: `${event.id}a${acted}`, at: event.at };
  }
  throw new Error(`A flow asked for more than ${ACTIONS_PER_EVENT_MAX} actions at ${state.session.place}`);
}

type Wanted = { effect: DoEffect; outcome: Outcome } | 'shut';
type Carrying = { event: Event; options: WorkOptions; context: (effectId: string) => ActContext };

async function carryOut(
  state: State, effects: readonly Effect[], { event, options, context }: Carrying,
): Promise<undefined | Wanted | typeof NEEDS_TRANSACTION> {
  let wanted: Wanted | undefined;
  for (const effect of effects) {
    // That her words were passed on is not said when they were not; what danger needs always is.
    const isSaid = effect.kind === 'send' && (wanted !== 'shut' || effect.urgent);
    if (isSaid) state.out.push(...sendRows(addressed(state, options), effect, event));
    if (effect.kind === 'finish') state.leaves = true;
    if (effect.kind === 'voice') state.out.push(voiceRow(addressed(state, options), effect));
    if (effect.kind === 'relay') {
      const relayed = options.hands.relay(effect, context(effect.id));
      if (relayed === undefined) return NEEDS_TRANSACTION;
      if (await relayed === 'shut') wanted = 'shut';
    }
    if (effect.kind === 'do') {
      const outcome = await options.hands.act(effect, context(effect.id));
      if (outcome === undefined) return NEEDS_TRANSACTION;
      if (outcome.erased) startAfresh(state, options);
      wanted = { effect, outcome };
    }
  }
  return wanted;
}

function addressed({ lane, session }: State, { capabilities }: WorkOptions): Addressed {
  return { lane, session, capabilities };
}

/** After XÓA the old key is gone: what is said now goes out under a new one, from an empty session. */
function startAfresh(state: State, options: WorkOptions): void {
  state.lane = { ...state.lane, version: 0, key: options.newKey() };
  const { place, edition, lang, reads, wroteAt, heardAt } = state.session;
  state.session = { ...newSession(edition, lang), place, reads, wroteAt, heardAt, state: 'waiting' };
  state.out = [];
}
