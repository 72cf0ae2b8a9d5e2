import { type Bounds, isKeptOut, type RingMember } from './conflict.ts';
import { isEnded } from './life.ts';
import { type RingPlan, rings } from './rings.ts';

/** `hand`: another member holds the case from then on. `share`: a partner is told what she agreed to, and no more. */
export const OFFER_KINDS = ['hand', 'share'] as const;
export type OfferKind = (typeof OFFER_KINDS)[number];

/**
 * Where an offer stands. `asked`: it waits for her. `agreed`: for the other member; of a share, it may be told.
 * `dropped`: the case went on without it.
 */
export const OFFER_STATES = [
  'asked', 'agreed', 'accepted', 'refused', 'declined', 'revoked', 'taken_back', 'lapsed', 'dropped',
] as const;
export type OfferState = (typeof OFFER_STATES)[number];

type Move = Readonly<{
  from: readonly OfferState[];
  to: OfferState;
  /** On a case that she has put on hold nothing moves but what ends an offer. */
  onHold: boolean;
  /** The person herself, whoever holds the case, the one it is offered to, or the house by its clocks. */
  by: 'person' | 'holder' | 'offered' | 'house';
}>;

/** Every way an offer can move. What does not stand here does not happen. */
export const OFFER_MOVES = {
  hand: {
    agree: { from: ['asked'], to: 'agreed', onHold: false, by: 'person' },
    decline: { from: ['asked'], to: 'declined', onHold: true, by: 'person' },
    /** Danger, or a child under 16: without her yes, recorded, and seen by an officer. */
    force: { from: ['asked'], to: 'agreed', onHold: false, by: 'holder' },
    accept: { from: ['agreed'], to: 'accepted', onHold: false, by: 'offered' },
    refuse: { from: ['agreed'], to: 'refused', onHold: true, by: 'offered' },
    revoke: { from: ['asked', 'agreed'], to: 'revoked', onHold: true, by: 'holder' },
    take_back: { from: ['asked', 'agreed'], to: 'taken_back', onHold: true, by: 'person' },
    lapse: { from: ['asked', 'agreed'], to: 'lapsed', onHold: true, by: 'house' },
    drop: { from: ['asked', 'agreed'], to: 'dropped', onHold: true, by: 'house' },
  },
  share: {
    agree: { from: ['asked'], to: 'agreed', onHold: false, by: 'person' },
    decline: { from: ['asked'], to: 'declined', onHold: true, by: 'person' },
    /** What she agreed to have told stands until she takes it back: only the question is taken off the table. */
    revoke: { from: ['asked'], to: 'revoked', onHold: true, by: 'holder' },
    take_back: { from: ['asked', 'agreed'], to: 'taken_back', onHold: true, by: 'person' },
    lapse: { from: ['asked'], to: 'lapsed', onHold: true, by: 'house' },
    drop: { from: ['asked'], to: 'dropped', onHold: true, by: 'house' },
  },
} as const satisfies Record<OfferKind, Record<string, Move>>;
export type OfferMove = keyof (typeof OFFER_MOVES)['hand'] | keyof (typeof OFFER_MOVES)['share'];

const movesOf = (kind: OfferKind): Readonly<Partial<Record<string, Move>>> => OFFER_MOVES[kind];

/** To whom she may be referred. */
export const PARTNERS = ['health', 'police', 'legal', 'shelter', 'school', 'child_line'] as const;
export type Partner = (typeof PARTNERS)[number];
export const isPartner = (name: string): name is Partner => PARTNERS.some((one) => one === name);

/** What may be told to a partner, each by itself; that somebody will come is told with any of them, and alone. */
export const PARTS = ['kinds', 'needs', 'reach'] as const;
export type Part = (typeof PARTS)[number];

/** Why a case may go on to another member without her yes: danger, or a child under 16 (decree 56/2017). */
export const FORCES = ['danger', 'child'] as const;
export type Force = (typeof FORCES)[number];

/** Why somebody does not take what she is offered. */
export const REFUSALS = ['no_time', 'too_far', 'know_people', 'not_my_field'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** She answers in her own hours, which come once a day and may pass by: three days are three of them. */
export const ASK_MS = 72 * 3_600_000;
/** A member answers within a day; after that the case is where it was, and its holder asks somebody else. */
export const ANSWER_MS = 24 * 3_600_000;

/** An offer as it is kept: codes and times (ms), never a word. */
export type Offer = Readonly<{
  id: string; caseId: string; kind: OfferKind; state: OfferState;
  /** Who offered it, and to whom; a share is offered to nobody. */
  fromId: string; toId: string | undefined;
  partner: Partner | undefined; parts: readonly Part[];
  /** It moved without her yes, for this reason. */
  force: Force | undefined;
  refusal: Refusal | undefined;
  madeAt: number;
  /** When it ends by itself; undefined: it does not. */
  dueAt: number | undefined;
}>;

/** Where an offer stands after a move, or undefined: it does not move so. */
export function offerMoved(
  { kind, state, force }: Pick<Offer, 'kind' | 'state' | 'force'>, move: OfferMove, restricted: boolean,
): OfferState | undefined {
  const known = movesOf(kind)[move];
  if (!known?.from.includes(state) || (restricted && !known.onHold)) return undefined;
  // What was done for danger or for a child is not undone by whoever may be standing beside her.
  return move === 'take_back' && force !== undefined ? undefined : known.to;
}

/** It waits for somebody's answer: of each kind there is at most one such offer in a case. */
export const isPending = ({ kind, state }: Pick<Offer, 'kind' | 'state'>): boolean =>
  state === 'asked' || (kind === 'hand' && state === 'agreed');

/** What she agreed to have told: whoever holds the case reads it out. */
export const mayBeTold = ({ kind, state }: Pick<Offer, 'kind' | 'state'>): boolean =>
  kind === 'share' && state === 'agreed';

/** What becomes of an offer when its case has moved; undefined: it stays. What she withdrew takes everything along. */
export function offerAfter(
  offer: Offer, { state, holderId }: Readonly<{ state: string; holderId: string | undefined }>,
): OfferState | undefined {
  if (state === 'withdrawn') return offerMoved({ ...offer, force: undefined }, 'take_back', false);
  const passedBy = offer.kind === 'hand' && holderId !== offer.fromId;
  return isEnded(state) || passedBy ? offerMoved(offer, 'drop', false) : undefined;
}

/** Whether it waits for an answer whose time is over. */
export const isOverdue = ({ kind, state, dueAt }: Offer, at: number): boolean =>
  dueAt !== undefined && dueAt <= at && isPending({ kind, state });

export type HandPlan = RingPlan & Readonly<{
  holderId: string;
  /** Who has said that she knows these people, or has been asked and said no. */
  out: ReadonlySet<string>;
  /** Members whom a platform lets us write to. */
  reachable: ReadonlySet<string>;
}>;

/** A list on one screen beside the way back. */
const HANDS_MAX = 5;

/**
 * Whom a holder may offer her case to, nearest first: the team of her own address, then whoever the rings would call.
 * Nobody whom its person left out, who is close to people there, or who knows them.
 */
export function handsFor(plan: HandPlan): RingMember[] {
  const own = plan.members.find(({ id }) => id === plan.holderId)?.addressCode;
  const team = plan.members.filter(({ addressCode }) => own !== undefined && addressCode === own)
    .toSorted((one, other) => Number(other.onDuty) - Number(one.onDuty));
  return [...new Set([...team, ...rings(plan).flat()])].filter((member) => mayBeOffered(member, plan))
    .slice(0, HANDS_MAX);
}

/** Asked again whenever an offer moves on: what was true when it was made may have changed. */
export function mayBeOffered(
  member: RingMember, plan: Bounds & Pick<HandPlan, 'holderId' | 'out' | 'reachable'>,
): boolean {
  return member.id !== plan.holderId && member.role !== 'partner' && !plan.out.has(member.id)
    && plan.reachable.has(member.id) && !isKeptOut(member, plan);
}
