import { admit } from '../core/conversation/admit.ts';
import type { Effect } from '../core/conversation/effect.ts';
import type { Event } from '../core/conversation/event.ts';
import type { Book } from '../core/conversation/flow.ts';
import { newSession, type Session } from '../core/conversation/session.ts';
import { step } from '../core/conversation/step.ts';
import type { Words } from '../core/conversation/walk.ts';
import { readCommand, readKey } from '../core/reading/choice.ts';
import { readIntent } from '../core/reading/intent.ts';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import type { Arrival, Heard, Lane, OutgoingKind, Outgoing, OutRow, Work } from './ports.ts';

/** Redelivered updates are recognised by these many short ids of a person's last events. */
const SEEN_MAX = 48;

/** An action that leads to an action that leads to an action: more than this is a loop in a flow. */
const ACTIONS_PER_EVENT_MAX = 6;

/** What is stored of a lane, as JSON under her key. */
type LaneRecord = { session: Session; seen: string };

/** The edition a talk is pinned to: its flows and its words. */
export type EditionInUse = Readonly<{ hash: string; book: Book; words: Words; recalled: boolean }>;

export type DoEffect = Extract<Effect, { kind: 'do' }>;
export type RelayEffect = Extract<Effect, { kind: 'relay' }>;
export type Outcome = Omit<Extract<Event, { kind: 'outcome' }>, 'id' | 'at' | 'kind' | 'of'> & { erased?: true };

/** What an action may look at. `effectId` is the same at every redelivery. */
export type ActContext = Readonly<{
  effectId: string; at: number; lane: Lane; account: string; session: Session; words: Words; edition: string;
}>;

/** Does what a flow asked for. `undefined` from the quick hands means: this needs a transaction. */
export type Hands = Readonly<{
  act: (effect: DoEffect, context: ActContext) => Outcome | undefined | Promise<Outcome>;
  relay: (effect: RelayEffect, context: ActContext) => undefined | Promise<void>;
  shown: (event: Extract<Event, { kind: 'signal' }>, context: ActContext) => undefined | Promise<void>;
}>;

export type Editions = Readonly<{ current: EditionInUse; named: (hash: string) => EditionInUse | undefined }>;

/** What can go wrong on purpose: the quick hands met something that needs a transaction. */
export const NEEDS_TRANSACTION = Symbol('needs transaction');

export type WorkOptions = Readonly<{
  editions: Editions;
  hands: Hands;
  newKey: () => Lane['key'];
  /** Pull channels keep their messages until her page fetches them. */
  pull: boolean;
  failed: (event: Arrival, error: unknown) => void;
}>;

/**
 * Works what waits for one person, in order, to one commit: opens each event, steps the session, has
 * the house do what the flow asks, and gathers what is to be sent. Nothing is stored or sent here.
 */
export async function workLane(
  lane: Lane, waiting: readonly Arrival[], options: WorkOptions,
): Promise<Work | typeof NEEDS_TRANSACTION> {
  const { session, seen } = openRecord(lane, options.editions);
  const state: State = { lane, session, seen: seen === '' ? [] : seen.split(' '), out: [] };
  for (const arrival of waiting) {
    const short = shortId(arrival.id);
    if (state.seen.includes(short)) continue;
    const before = { ...state, out: [...state.out] };
    try {
      const done = await workEvent(state, arrival, options);
      if (done === NEEDS_TRANSACTION) return NEEDS_TRANSACTION;
    } catch (error) {
      // A fault of ours: she gets a human number, the event is kept for us, and nothing else moves.
      Object.assign(state, before);
      options.failed(arrival, error);
      state.out.push(troubleRow(state, arrival, options));
    }
    state.seen = [...state.seen, short].slice(-SEEN_MAX);
  }
  return {
    lane: state.lane,
    session: new Private(JSON.stringify({ session: state.session, seen: state.seen.join(' ') } satisfies LaneRecord)),
    lapseAt: state.session.state === 'waiting' ? state.session.lapseAt : 0,
    done: waiting.map(({ id }) => id),
    out: state.out,
  };
}

/** 53 bits of an event's id (cyrb53): two of one person's last events collide once in 10^12 times. */
function shortId(id: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < id.length; index++) {
    const code = id.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}

type State = { lane: Lane; session: Session; seen: string[]; out: OutRow[] };

function openRecord(lane: Lane, editions: Editions): LaneRecord {
  const text = reveal(lane.session);
  return text ? readRecord(text) : { session: newSession(editions.current.hash, ''), seen: '' };
}

function readRecord(text: string): LaneRecord {
  // Our own sealed JSON: the seal has proved that nobody else wrote it.
  return JSON.parse(text);
}

async function workEvent(
  state: State, arrival: Arrival, options: WorkOptions,
): Promise<undefined | typeof NEEDS_TRANSACTION> {
  const heard: Heard = JSON.parse(reveal(arrival.heard));
  const event: Event = { ...heard.event, id: arrival.id };
  const { edition, moved } = pin(state, heard.lang, options.editions);
  const { book, words } = edition;
  const context = (effectId: string): ActContext => ({
    effectId, at: event.at, lane: state.lane, account: heard.account, session: state.session, words,
    edition: edition.hash,
  });

  // Her words answer a question that is gone: she is shown where the talk goes on, and they are not taken
  // for another answer.
  let next: Event = moved && !isHeardAnywhere(event)
    ? { kind: 'signal', id: event.id, at: event.at, door: moved, values: {} }
    : event;
  if (event.kind === 'signal') {
    const admitted = admit(book, state.session, event);
    if (admitted === 'hold') return undefined;
    if (admitted.door.endsWith('.said')) {
      const shown = options.hands.shown(admitted, context(event.id));
      if (shown === undefined) return NEEDS_TRANSACTION;
      await shown;
    }
    next = admitted;
  }
  for (let acted = 0; acted <= ACTIONS_PER_EVENT_MAX; acted++) {
    const { session, effects } = step(book, words, state.session, next);
    state.session = session;
    const wanted = await carryOut(state, effects, { event, options, context });
    if (wanted === NEEDS_TRANSACTION) return NEEDS_TRANSACTION;
    if (!wanted) return undefined;
    next = { ...wanted.outcome, kind: 'outcome', of: wanted.effect.action, id: `${event.id}a${acted}`, at: event.at };
  }
  throw new Error(`A flow asked for more than ${ACTIONS_PER_EVENT_MAX} actions at ${state.session.place}`);
}

/**
 * A talk keeps its edition; a fresh one takes the current; a recalled one goes on at a safe node, without
 * asking again.
 */
function pin(state: State, lang: string, editions: Editions): { edition: EditionInUse; moved: string | undefined } {
  const { session } = state;
  const fresh = session.state === 'finished';
  const named = fresh ? undefined : editions.named(session.edition);
  if (named && !named.recalled) return { edition: named, moved: undefined };
  const { current } = editions;
  const moved = fresh || knows(current, session.place) ? undefined : safePlace(current, session.place);
  state.session = { ...session, edition: current.hash, place: moved ?? session.place, lang: session.lang || lang };
  return { edition: current, moved };
}

/** Leaving, erasing, danger and what the house sends are the same in every edition. */
function isHeardAnywhere(event: Event): boolean {
  if (event.kind === 'press') return event.key === '0';
  if (event.kind !== 'message') return event.kind === 'signal' || event.kind === 'silence';
  const { text } = event;
  return readKey(text) === 'leave' || readCommand(text) !== undefined || readIntent(text) === 'danger';
}

function knows({ book }: EditionInUse, place: string): boolean {
  const [flow = '', node = ''] = place.split('.');
  return book[flow]?.nodes[node] !== undefined;
}

function safePlace({ book }: EditionInUse, place: string): string {
  const flow = book[place.split('.')[0] ?? ''];
  return flow ? `${flow.id}.${flow.safe}` : 'welcome.menu';
}

type Carrying = { event: Event; options: WorkOptions; context: (effectId: string) => ActContext };

async function carryOut(
  state: State, effects: readonly Effect[], { event, options, context }: Carrying,
): Promise<undefined | { effect: DoEffect; outcome: Outcome } | typeof NEEDS_TRANSACTION> {
  let wanted: { effect: DoEffect; outcome: Outcome } | undefined;
  for (const effect of effects) {
    if (effect.kind === 'send') state.out.push(sendRow(state, effect, event, options.pull));
    if (effect.kind === 'voice') state.out.push(voiceRow(state, effect, options.pull));
    if (effect.kind === 'relay') {
      const relayed = options.hands.relay(effect, context(effect.id));
      if (relayed === undefined) return NEEDS_TRANSACTION;
      await relayed;
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

/** After XÓA the old key is gone: what is said now goes out under a new one, from an empty session. */
function startAfresh(state: State, options: WorkOptions): void {
  state.lane = { ...state.lane, version: 0, key: options.newKey() };
  const { place, edition, lang } = state.session;
  state.session = { ...newSession(edition, lang), place, state: 'waiting' };
  state.out = [];
}

function sendRow(state: State, effect: Extract<Effect, { kind: 'send' }>, event: Event, pull: boolean): OutRow {
  const { text, keys, seq, asks } = effect;
  const body: Outgoing = { text, keys, seq, asks, lang: state.session.lang };
  return outRow(state, { id: effect.id, kind: kindOf(effect.urgent, event), pull, body });
}

function voiceRow(state: State, effect: Extract<Effect, { kind: 'voice' }>, pull: boolean): OutRow {
  const body: Outgoing = {
    text: '', keys: [], seq: state.session.seq, asks: 'nothing', lang: effect.lang, voice: effect.key,
  };
  return outRow(state, { id: effect.id, kind: 'reply', pull, body });
}

function troubleRow(state: State, arrival: Arrival, { editions, pull }: WorkOptions): OutRow {
  const lang = state.session.lang;
  const text = editions.current.words.text(lang, 'common.trouble', {});
  const body: Outgoing = { text, keys: [], seq: state.session.seq, asks: 'nothing', lang };
  return outRow(state, { id: `${arrival.id}_t`, kind: 'danger', pull, body });
}

type Leaving = { id: string; kind: OutgoingKind; pull: boolean; body: Outgoing };

function outRow(state: State, { id, kind, pull, body }: Leaving): OutRow {
  const closed = new Private(JSON.stringify(body));
  return { id, laneId: state.lane.laneId, kind, state: pull ? 'due' : 'sending', body: closed };
}

function kindOf(urgent: boolean, event: Event): OutgoingKind {
  if (urgent) return 'danger';
  if (event.kind !== 'signal') return 'reply';
  return event.door === 'member.alert' || event.door === 'member.spent' ? 'alert' : 'push';
}
