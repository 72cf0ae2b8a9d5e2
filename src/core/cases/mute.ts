import { type Bounds, homeOf, isKeptOut, type RingMember } from './conflict.ts';

/** Nobody is asked about it after this: what two people did not agree on within a day did not happen. */
export const ASK_MS = 24 * 3_600_000;

/** More than a few who are asked would make talk of it in a village. */
const ASKED_MAX = 3;

export type MutePlan = Bounds & Readonly<{
  /** Who says that the chat harasses; her own yes is not the second one. */
  askedBy: RingMember;
  members: readonly RingMember[];
}>;

/**
 * Who may say yes as the second one, nearest first: the team of the same address, the officer of its commune or of the
 * case's, then the teams of the commune.
 */
export function secondsOf(plan: MutePlan): RingMember[] {
  const { askedBy, members, communeCode } = plan;
  const home = homeOf(askedBy, plan);
  const near = (member: RingMember): number => {
    if (askedBy.addressCode !== undefined && member.addressCode === askedBy.addressCode) return 0;
    const there = homeOf(member, plan);
    if (there === undefined || (there !== home && there !== communeCode)) return Number.POSITIVE_INFINITY;
    if (member.role === 'commune_officer') return 1;
    return there === home ? 2 : Number.POSITIVE_INFINITY;
  };
  return members
    .filter((member) => member.id !== askedBy.id && !isKeptOut(member, plan))
    .map((member) => ({ member, far: near(member) }))
    .filter(({ far }) => Number.isFinite(far))
    .toSorted((one, other) => one.far - other.far || one.member.id.localeCompare(other.member.id))
    .slice(0, ASKED_MAX)
    .map(({ member }) => member);
}
