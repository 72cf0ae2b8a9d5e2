import { test } from 'vitest';
import { ACTIONS, actionOf, type ActionName } from '../src/core/conversation/actions.ts';
import type { Event } from '../src/core/conversation/event.ts';
import { asks, type Flow, nodeAt } from '../src/core/conversation/flow.ts';
import type { Session } from '../src/core/conversation/session.ts';
import { book, freshSession, lookedUp, play, START_AT } from './world.ts';

const PEOPLE = 500;
const EVENTS_MAX = 60;
const PLACES_MAX = 20;

/**
 * Lets 500 made-up people talk through every flow. They answer well, badly, late and twice, cry for help
 * and leave at any moment; the house answers as it may. Whatever they do: nothing throws, a redelivery
 * changes nothing, silence is answered with silence, nobody's case is filed before she agreed, leaving
 * keeps no answer, danger is never met with a menu error. SEED=<n> plays one of them again.
 */
for (const flow of Object.values(book)) {
  test(`${flow.id} keeps its promises to ${PEOPLE} people`, () => {
    const seeds = process.env['SEED'] ? [Number(process.env['SEED'])] : Array.from({ length: PEOPLE }, (_, index) => index);
    for (const seed of seeds) {
      try {
        talk(flow, chance(seed));
      } catch (error) {
        throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : 'unknown'}`, { cause: error });
      }
    }
  });
}

const TEMPERS = ['plain', 'plain', 'careless', 'hurried', 'silent', 'afraid'] as const;
type Temper = (typeof TEMPERS)[number];
type Pick = <Item>(from: readonly Item[]) => Item;

function talk(flow: Flow, pick: Pick): void {
  const member = flow.audience === 'member' || pick([false, false, false, true]);
  let session = freshSession(member, pick(['vi', 'vi', 'en']));
  let agreed = new Set<string>();
  // One temper a talk: people who mix all moods at every step never get far enough to break anything.
  const temper = pick(TEMPERS);
  const starts = [flow.start, ...flow.doors];
  let event: Event = { kind: 'signal', id: 'm0', at: START_AT, door: `${flow.id}.${pick(starts)}`, values: { code: 'K7M2QX', case: 'K7M2QX', words: 'em đây' } };
  for (let index = 1; index < EVENTS_MAX; index++) {
    const before = session;
    const { session: next, effects, path } = play(session, event);
    session = next;
    hold(path.length <= PLACES_MAX, 'walked too far');
    agreed = new Set([...agreed, ...path.flatMap((place) => nodeAt(book, place)?.consent ?? [])]);
    for (const effect of effects) {
      hold(event.kind !== 'silence' || effect.kind !== 'send', 'silence was answered');
      hold(effect.kind !== 'send' || effect.text.trim() !== '', 'an empty message');
      if (effect.kind === 'do') {
        const { needs } = actionOf(effect.action);
        hold(!needs || agreed.has(needs), `${effect.action} without consent`);
      }
    }
    hold(effects.filter(({ kind }) => kind === 'send').length <= 2, 'too many messages at once');
    if (next.state === 'finished') {
      hold(JSON.stringify([next.answers, next.listed, next.consents, next.trail]) === '[{},[],[],[]]', 'something outlived the end');
      agreed = new Set();
    }
    if (event.kind === 'message' && event.text === DANGER && !isHelped(before, path, effects.some((effect) => effect.kind === 'send' && effect.urgent))) {
      throw new Error(`danger at ${before.place} led to ${path.join(' ')}`);
    }
    const wanted = effects.find((effect) => effect.kind === 'do');
    const at: number = event.at + 1_000;
    if (wanted) event = { ...answerOf(wanted, session, at, pick), id: `m${index}`, at };
    else event = nextEvent(session, { index, at, temper, pick });
  }
}

function hold(condition: boolean, broken: string): void {
  if (!condition) throw new Error(broken);
}

const DANGER = 'nó đang cầm dao đuổi em cứu em với';

/** She is led to the danger way, offered it, told it beside a talk, or has just been there. */
function isHelped(before: Session, path: readonly string[], urgent: boolean): boolean {
  // What a member types in a talk goes to the person; it is not her own cry.
  return urgent || /^member\.talk(_masked|_ready)?$/.test(before.place) || path.some((place) => /^(danger\.|everywhere\.offer_danger)/.test(place)) || before.place.startsWith('danger.');
}

type Answered = Omit<Extract<Event, { kind: 'outcome' }>, 'id' | 'at'>;
type Wanted = Parameters<typeof lookedUp>[0] & { action: ActionName };

function answerOf(effect: Wanted, session: Session, at: number, pick: Pick): Answered {
  const { action } = effect;
  const looked = lookedUp(effect, session, at);
  if (looked) return { ...looked, kind: 'outcome', of: action };
  const list = pick([[], [{ code: 'K7M2QX', label: 'K7M2QX' }]]);
  return { kind: 'outcome', of: action, is: pick(ACTIONS[action].outcomes), values: { case_id: 'c1', words: '', proof: 'ABC' }, list };
}

function nextEvent(session: Session, { index, at, temper, pick }: { index: number; at: number; temper: Temper; pick: Pick }): Event {
  const id = `m${index}`;
  if (temper === 'silent' && pick([true, false, false])) return { kind: 'silence', id, at: Math.max(at, session.lapseAt) };
  const kind = pick(['message', 'message', 'message', 'press', 'wordless', 'location'] as const);
  if (kind === 'wordless' && temper === 'careless') return { kind, id, at };
  if (kind === 'location' && temper === 'careless') return { kind, id, at, commune: '02989' };
  const text = pick(answers(temper, session));
  if (kind === 'press' && /^\d$/.test(text)) return { kind, id, at, key: text, seq: pick([session.seq, session.seq, session.seq - 1]) };
  return { kind: 'message', id, at, text };
}

function answers(temper: Temper, session: Session): string[] {
  const here = nodeAt(book, session.place);
  const count = (here?.choices?.length ?? 0) + (here?.list ? session.listed.length : 0);
  const good = [...Array.from({ length: count }, (_, index) => String(index + 1)), ...(here && asks(here) && !here.choices ? ['9h', 'Bảo Hà', 'hoa mai'] : [])];
  const bad = ['25:00', '🙂', 'alo', 'x'.repeat(4_200), 'chồng em đánh em hoài', '7', '8', '9'];
  const fine = good.length > 0 ? good : ['1'];
  return {
    plain: fine, silent: fine, careless: [...fine, ...bad], hurried: [...fine, '0', '9', 'XÓA'], afraid: [...fine, ...fine, DANGER],
  }[temper];
}

/** Mulberry32: small, seeded, good enough to wander with. */
function chance(seed: number): Pick {
  let state = seed;
  return (from) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const item = from[((mixed ^ (mixed >>> 14)) >>> 0) % from.length];
    if (item === undefined) throw new Error('There is nothing to pick from');
    return item;
  };
}
