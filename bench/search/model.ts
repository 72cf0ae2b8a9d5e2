import {
  type Alerted, callable, holderFate, isDue, isSpent, isUnanswered, nextRing, ringsOn, UNREACHED,
} from '../../src/core/cases/calling.ts';
import { type Bounds, isKeptOut, type RingMember } from '../../src/core/cases/conflict.ts';
import { type CaseMove, isEnded, isHeld, isOpen, moved } from '../../src/core/cases/life.ts';
import { rings } from '../../src/core/cases/rings.ts';

/** Who there is, and whom she wants left out. Members are in the order of the states' letters. */
export type World = Readonly<{
  members: readonly RingMember[]; bounds: Bounds;
  /** The rings as the house makes them; who can be called of them is asked at every step. */
  rings: readonly (readonly RingMember[])[];
  /** In which ring each member is, from 1; 0: in none. */
  ringOf: readonly number[];
}>;

export function worldOf(members: readonly RingMember[], bounds: Bounds): World {
  const addresses = [{ code: 'A' }, { code: 'B' }, { code: 'C' }];
  const all = rings({ ...bounds, members, provinceCode: 'P', addresses });
  const ringOf = members.map(({ id }) => all.findIndex((ring) => ring.some((one) => one.id === id)) + 1);
  return { members, bounds, rings: all, ringOf };
}

/** What a member's alert is: not called, waits, no (passed, recused, or gone from it), not reached, took it. */
type Answer = '-' | 'w' | 'n' | 'u' | 'a';

/** A case as the database has it, without its times: every clock may be due, or not yet. */
export type Standing = Readonly<{
  state: string; restricted: boolean; ring: number; clock: boolean;
  holder: number; returned: boolean; listed: boolean;
  answers: readonly Answer[];
  /** Whom a platform lets us write to. */
  reached: readonly boolean[];
  erased: boolean;
}>;

export const filed = ({ members }: World): Standing => ({
  state: 'filed', restricted: false, ring: 0, clock: true, holder: -1, returned: false, listed: false,
  answers: members.map((): Answer => '-'), reached: members.map(() => true), erased: false,
});

const AT = 1_000;
const answerOf = (letter: Answer): string | undefined =>
  ({ '-': undefined, 'w': undefined, 'n': 'passed', 'u': UNREACHED, 'a': 'accepted' })[letter];
const ringing = ({ state, restricted, ring, clock }: Standing): Parameters<typeof isDue>[0] =>
  ({ state, restricted, ring, ringAt: clock ? AT : undefined });
const alertsOf = ({ members }: World, { answers }: Standing): Alerted[] =>
  members.flatMap(({ id }, index) => {
    const letter = answers[index] ?? '-';
    return letter === '-' ? [] : [{ memberId: id, answer: answerOf(letter), at: AT }];
  });

/** Who is called now, ring by ring: what `tasks/alert.ts` asks, of the same functions. */
export function plan(world: World, now: Standing): RingMember[][] {
  return callable(world.rings, {
    at: AT, danger: 'urgent', isOffice: true, alertMs: 0, alerts: alertsOf(world, now),
    reachable: new Set(world.members.flatMap(({ id }, index) => (now.reached[index] ? [id] : []))),
  });
}

const set = <Value>(list: readonly Value[], index: number, value: Value): Value[] =>
  list.map((one, at) => (at === index ? value : one));

function move(now: Standing, name: CaseMove, change: Partial<Standing> = {}): Standing | undefined {
  const state = moved(now, name);
  if (state === undefined) return undefined;
  return { ...now, state, ...(!isOpen(state) && { clock: false }), ...change };
}

function call(world: World, now: Standing, called: readonly RingMember[]): Standing['answers'] {
  const ids = called.map(({ id }) => id);
  return world.members.map(({ id }, index) => (ids.includes(id) ? 'w' : now.answers[index] ?? '-'));
}

/** The clock of the rings: the next one is called, or all are spent. */
function ring(world: World, now: Standing): Standing | undefined {
  if (!isDue(ringing(now), AT)) return undefined;
  const next = nextRing(plan(world, now), now.ring);
  if (!next) return move(now, 'spend', { clock: false });
  return move(now, 'ring', { ring: next.ring, clock: true, answers: call(world, now, next.called) });
}

/** The round over cases whose rings are spent. */
function again(world: World, now: Standing): Standing | undefined {
  const called = isSpent(ringing(now)) ? plan(world, now).flat() : [];
  return called.length === 0 ? undefined : { ...now, answers: call(world, now, called) };
}

/** Nobody is left who may answer: the next ring is called now. */
function ringOn(world: World, now: Standing): Standing {
  return ringsOn(now, alertsOf(world, now)) ? { ...now, clock: true } : now;
}

/** Whether the case exists for this member, as every action of hers asks first. */
const knows = ({ members, bounds }: World, now: Standing, index: number): boolean => {
  const member = members[index];
  return member !== undefined && now.answers[index] !== '-' && (now.holder === index || !isKeptOut(member, bounds));
};

function accept(world: World, now: Standing, index: number): Standing | undefined {
  const answer = answerOf(now.answers[index] ?? '-');
  if (!knows(world, now, index) || now.holder === index || !isUnanswered({ answer })) return undefined;
  return move(now, 'accept', { holder: index, answers: set(now.answers, index, 'a') });
}

function decline(world: World, now: Standing, index: number): Standing | undefined {
  if (!knows(world, now, index) || isEnded(now.state)) return undefined;
  const answered = { ...now, answers: set(now.answers, index, 'n') };
  if (now.holder === index) return move(answered, 'leave', { holder: -1, clock: true });
  return ringOn(world, answered);
}

/** Nothing reaches her any more, or again. What waits for her answer goes on to the others. */
function reach(world: World, now: Standing, index: number): Standing | undefined {
  // Whoever has answered is called no more, so that it is no matter whether she can be.
  if (isEnded(now.state) || ['n', 'a'].includes(now.answers[index] ?? '')) return undefined;
  const turned = { ...now, reached: set(now.reached, index, !now.reached[index]) };
  if (turned.reached[index] || now.answers[index] !== 'w' || now.restricted || !isOpen(now.state)) return turned;
  return ringOn(world, { ...turned, answers: set(turned.answers, index, 'u') });
}

/** Her alert grows old: she answers no more, and may be called again. */
function ages(now: Standing, index: number): Standing | undefined {
  return now.answers[index] === 'w' ? { ...now, answers: set(now.answers, index, '-') } : undefined;
}

/** A holder who has long done nothing, as the round over held cases finds her. */
function silent(now: Standing): Standing | undefined {
  const { state, restricted, returned } = now;
  if (now.holder < 0) return undefined;
  const fate = holderFate({ state, restricted, returned, actedAt: 0, lostAt: undefined, danger: 'normal' }, AT, 1);
  if (fate === 'stays') return undefined;
  if (fate === 'listed') return { ...now, listed: true };
  const answers = set(now.answers, now.holder, 'n');
  return move(now, 'release', { holder: -1, ring: 0, clock: true, returned: true, answers });
}

/** A member who is one no more. */
function ends(world: World, now: Standing, index: number): Standing | undefined {
  if (isEnded(now.state) || ['-', 'n'].includes(now.answers[index] ?? '')) return undefined;
  const gone = { ...now, reached: set(now.reached, index, false) };
  const answered = (answer: Answer): Standing['answers'] => set(now.answers, index, answer);
  if (now.holder === index) return move(now, 'release', { answers: answered('n'), holder: -1, clock: true });
  return now.answers[index] === 'w' ? ringOn(world, { ...gone, answers: answered('u') }) : gone;
}

/** Everything that may happen next, by name. */
export function nexts(world: World, now: Standing): [string, Standing][] {
  if (now.erased) return [];
  // Whoever is in no ring can do nothing: whatever becomes of her changes nothing.
  const each = world.members.flatMap((_, index): [string, Standing | undefined][] => (world.ringOf[index] === 0 ? [] : [
    [`accept ${index}`, accept(world, now, index)], [`decline ${index}`, decline(world, now, index)],
    [`reach ${index}`, reach(world, now, index)], [`age ${index}`, ages(now, index)],
    [`end ${index}`, ends(world, now, index)],
  ]));
  const all: [string, Standing | undefined][] = [
    ['ring', ring(world, now)], ['again', again(world, now)], ['silent', silent(now)],
    ['hear', move(now, 'hear')], ['lose', move(now, 'lose')],
    ['support', move(now, 'support')], ['refer', move(now, 'refer')], ['close', move(now, 'close')],
    ['pause', move(now, 'pause', { restricted: true })],
    ['resume', now.restricted ? move(now, 'resume', { restricted: false }) : undefined],
    ['withdraw', move(now, 'withdraw')], ['erase', { ...now, erased: true }],
    // All that a process knew by heart is gone; what is stored is all there is.
    ['restart', JSON.parse(JSON.stringify(now))],
    ...each,
  ];
  return all.flatMap(([name, next]): [string, Standing][] => (next ? [[name, next]] : []));
}

/** What is wrong with a case that stands so; undefined: nothing. */
export function wrong(world: World, now: Standing, isOut: (index: number) => boolean): string | undefined {
  if (now.erased) return undefined;
  const { answers, holder, state } = now;
  if (answers.some((answer, index) => answer !== '-' && isOut(index))) return 'somebody who was left out was called';
  const called = plan(world, now).flat().map(({ id }) => world.members.findIndex((member) => member.id === id));
  if (called.some(isOut)) return 'somebody who was left out is in a ring';
  if (answers.filter((answer) => answer === 'a').length > 1) return 'two hold it';
  if (isHeld(state) !== (holder >= 0) && !isEnded(state)) return `${state} with holder ${holder}`;
  if (!isHeld(state) && !isOpen(state) && !isEnded(state)) return `the state ${state}`;
  if (!isOpen(state) && now.clock) return `a clock runs in ${state}`;
  if (!isEnded(state) && !isRemembered(now)) return 'it is forgotten';
  return undefined;
}

/** A clock will ring for it, an officer sees it, or she herself has put it on hold. */
function isRemembered(now: Standing): boolean {
  return now.restricted || isDue(ringing(now), AT) || isSpent(ringing(now)) || now.listed || silent(now) !== undefined;
}

const ANSWERS: readonly Answer[] = ['-', 'w', 'n', 'u', 'a'];
const STAGES = ['erased', 'closed', 'withdrawn', 'filed', 'alerted', 'held'] as const;
/** What a member can be to a case: her answer, whether she is reached, whether she holds it. */
const MEMBER_KINDS = ANSWERS.length * 4;
const RINGS = 6;

/** How many numbers `canonical` can give for so many members. */
export const numbersOf = (members: number): number => STAGES.length * RINGS * 16 * MEMBER_KINDS ** members;

/**
 * One number for all cases that differ only by which of two members of a ring is which, and by what kind of work is
 * done by their holder: no decision about rings looks at either.
 */
export function canonical({ ringOf }: World, now: Standing): number {
  const { state, restricted, ring: at, clock, holder, returned, listed, erased } = now;
  const stage = STAGES.findIndex((one) => one === (erased ? 'erased' : isHeld(state) ? 'held' : state));
  if (stage < 3) return stage;
  const who = ringOf.map((ring, index) => ring * MEMBER_KINDS + kindOf(now, index, holder))
    .toSorted((one, next) => one - next);
  const flags = Number(restricted) + 2 * Number(clock) + 4 * Number(returned) + 8 * Number(listed);
  return who.reduce((sum, one) => sum * MEMBER_KINDS + (one % MEMBER_KINDS), (stage * RINGS + at) * 16 + flags);
}

const kindOf = ({ answers, reached }: Standing, index: number, holder: number): number =>
  ANSWERS.indexOf(answers[index] ?? '-') * 4 + (reached[index] ? 2 : 0) + (holder === index ? 1 : 0);
