/**
 * Where a case can stand. `accepted`: somebody holds it. `in_contact`: she has written since. `supported`: its holder
 * says that help was given. `referred`: to another service. `unreachable`: no platform lets anything through to her.
 */
export const CASE_STATES = [
  'filed', 'alerted', 'accepted', 'in_contact', 'supported', 'referred', 'unreachable', 'closed', 'withdrawn',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** Nobody holds it, and somebody may still be called to it. */
export const OPEN = ['filed', 'alerted'] as const satisfies readonly CaseState[];
/** Somebody holds it. */
export const HELD = [
  'accepted', 'in_contact', 'supported', 'referred', 'unreachable',
] as const satisfies readonly CaseState[];
/** Nothing moves any more. */
export const OVER = ['closed', 'withdrawn'] as const satisfies readonly CaseState[];
/** Not over. */
export const ALIVE: readonly CaseState[] = [...OPEN, ...HELD];

type Move = Readonly<{
  from: readonly CaseState[];
  /** Undefined: the case stays where it stands. */
  to?: CaseState;
  /** What she has put on hold is moved by nobody but her, and by whoever leaves it. */
  onHold: boolean;
  /** Who moves it: the person herself, whoever was called, whoever holds it, or the house by its clocks. */
  by: 'person' | 'called' | 'holder' | 'house';
}>;

/** Every way a case can move. What does not stand here does not happen. */
export const MOVES = {
  /** The next ring is called. */
  ring: { from: OPEN, to: 'alerted', onHold: false, by: 'house' },
  /** All rings are spent. */
  spend: { from: OPEN, to: 'alerted', onHold: false, by: 'house' },
  accept: { from: OPEN, to: 'accepted', onHold: false, by: 'called' },
  /** She has written to whoever holds it. */
  hear: { from: ['accepted', 'unreachable'], to: 'in_contact', onHold: false, by: 'person' },
  /** Nothing of what its holder writes gets through to her. */
  lose: { from: HELD, to: 'unreachable', onHold: false, by: 'house' },
  support: { from: HELD, to: 'supported', onHold: false, by: 'holder' },
  refer: { from: HELD, to: 'referred', onHold: false, by: 'holder' },
  close: { from: HELD, to: 'closed', onHold: false, by: 'holder' },
  /** Its holder steps back: not now, or she knows the people. */
  leave: { from: HELD, to: 'alerted', onHold: true, by: 'holder' },
  /** Its holder is a member no more, has been silent, or cannot be reached for long. */
  release: { from: HELD, to: 'alerted', onHold: true, by: 'house' },
  /** Its holder has offered it to another member, who takes it: `offers.ts`. It stays where it stands. */
  hand: { from: HELD, onHold: false, by: 'called' },
  withdraw: { from: ALIVE, to: 'withdrawn', onHold: true, by: 'person' },
  /** She says herself that it is over. */
  finish: { from: ALIVE, to: 'closed', onHold: true, by: 'person' },
  /** Words of hers that go with it, whoever holds it or nobody. */
  add: { from: ALIVE, onHold: true, by: 'person' },
  pause: { from: ALIVE, onHold: false, by: 'person' },
  resume: { from: ALIVE, onHold: true, by: 'person' },
  /** An anonymous note: counted, and over. */
  note: { from: ['filed'], to: 'closed', onHold: false, by: 'house' },
} as const satisfies Record<string, Move>;
export type CaseMove = keyof typeof MOVES;

/** The table as plain rows. */
const moveOf = (move: CaseMove): Move => MOVES[move];

const isMoveName = (name: string): name is CaseMove => name in MOVES;
export const CASE_MOVES = Object.keys(MOVES).filter(isMoveName);

export const isState = (name: string): name is CaseState => CASE_STATES.some((state) => state === name);
const isAmong = (states: readonly CaseState[]) => (state: string): boolean => states.some((one) => one === state);
/** A case that may still alert somebody. */
export const isOpen = isAmong(OPEN);
export const isHeld = isAmong(HELD);
export const isEnded = isAmong(OVER);

/** What of a case decides whether it moves. */
export type Life = Readonly<{ state: string; restricted: boolean }>;

/** Where the case stands after a move, or undefined: it does not move so. A state that nobody knows moves nowhere. */
export function moved({ state, restricted }: Life, move: CaseMove): CaseState | undefined {
  const { from, to, onHold } = moveOf(move);
  if (!isState(state) || !from.includes(state) || (restricted && !onHold)) return undefined;
  return to ?? state;
}

/** From where a state can be reached in one move: the stores ask this again of every row they change. */
export function sourcesOf(state: CaseState): CaseState[] {
  const moves = CASE_MOVES.map(moveOf).filter(({ to }) => to === state);
  return [...new Set(moves.flatMap(({ from }) => from))];
}

/** What she wished to hear of her case. */
export type TellMe = 'nothing' | 'taken' | 'nobody';

/** Whether she hears of it: that somebody has taken it, that nobody has yet, or that it was closed. */
export function hears(tellMe: TellMe, of: 'taken' | 'nobody' | 'closed'): boolean {
  return of === 'nobody' ? tellMe === 'nobody' : tellMe !== 'nothing';
}
