import type { Exclusions, RingMember } from './rings.ts';

/** Nobody is asked about it after this: what two people did not agree on within a day did not happen. */
export const ASK_MS = 24 * 3_600_000;

/** More than a few who are asked would make talk of it in a village. */
const ASKED_MAX = 3;

export type MutePlan = Readonly<{
  /** Who says that the chat harasses; her own yes is not the second one. */
  askedBy: RingMember;
  members: readonly RingMember[];
  /** The commune of the case. */
  communeCode: string | undefined;
  /** Whom the person of the case wants left out: they decide nothing about her. */
  excluded: Exclusions;
  communeOf: (addressCode: string | undefined) => string | undefined;
}>;

/**
 * Who may say yes as the second one, nearest first: the team of the same address, the officer of its commune or of the
 * case's, then the teams of the commune.
 */
export function secondsOf(plan: MutePlan): RingMember[] {
  const { askedBy, members, communeCode, communeOf } = plan;
  const homeOf = (member: RingMember): string | undefined => communeOf(member.addressCode) ?? member.unitCode;
  const home = homeOf(askedBy);
  const near = (member: RingMember): number => {
    if (askedBy.addressCode !== undefined && member.addressCode === askedBy.addressCode) return 0;
    const there = homeOf(member);
    if (there === undefined || (there !== home && there !== communeCode)) return Number.POSITIVE_INFINITY;
    if (member.role === 'commune_officer') return 1;
    return there === home ? 2 : Number.POSITIVE_INFINITY;
  };
  return members
    .filter((member) => member.id !== askedBy.id && !isLeftOut(member, plan.excluded, homeOf(member)))
    .map((member) => ({ member, far: near(member) }))
    .filter(({ far }) => Number.isFinite(far))
    .toSorted((one, other) => one.far - other.far || one.member.id.localeCompare(other.member.id))
    .slice(0, ASKED_MAX)
    .map(({ member }) => member);
}

function isLeftOut(
  { id, addressCode }: RingMember, { members, addresses, communes }: Exclusions, home: string | undefined,
): boolean {
  return members.includes(id) || (addressCode !== undefined && addresses.includes(addressCode))
    || (home !== undefined && communes.includes(home));
}
