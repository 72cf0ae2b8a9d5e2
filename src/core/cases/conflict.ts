/**
 * Whom she wants left out. `communes` leaves out every address and officer there, `local` everybody below the province:
 * where all are cousins of somebody, nobody near is the right one.
 */
export type Exclusions = Readonly<{
  addresses: readonly string[]; communes: readonly string[]; members: readonly string[];
  local?: boolean;
}>;

/** Somebody who may be called to a case. */
export type RingMember = Readonly<{
  id: string;
  role: string;
  addressCode: string | undefined;
  unitCode: string | undefined;
  onDuty: boolean;
  /** Communes in which she is close to people, as she has said herself: she is called to no case of these. */
  closeTo: readonly string[];
  /** Law 13/2022 Art. 19: what reaches her counts as an official notice. */
  official: boolean;
}>;

/** What of a case says who may know of it. */
export type Bounds = Readonly<{
  communeCode: string | undefined;
  excluded: Exclusions;
  /** She was told of Art. 19 and agreed that officials are asked too. */
  notice: boolean;
  /** The commune of an address. */
  communeOf: (addressCode: string | undefined) => string | undefined;
}>;

const PROVINCE = 'province_duty';

/** The commune in which somebody works. */
export const homeOf = ({ addressCode, unitCode }: RingMember, { communeOf }: Pick<Bounds, 'communeOf'>) =>
  communeOf(addressCode) ?? unitCode;

/**
 * Whether a case does not exist for this member: she is called to nothing, shown nothing, counted nowhere, and what she
 * asks about it is answered like a code that was never given. Asked before anything of a case is shown or sent.
 */
export function isKeptOut(member: RingMember, bounds: Bounds): boolean {
  const { members, addresses, communes, local = false } = bounds.excluded;
  const home = homeOf(member, bounds);
  return members.includes(member.id)
    || (local && member.role !== PROVINCE)
    || (member.addressCode !== undefined && addresses.includes(member.addressCode))
    || (home !== undefined && communes.includes(home))
    || (bounds.communeCode !== undefined && member.closeTo.includes(bounds.communeCode))
    || (member.official && !bounds.notice);
}

/** Whether the body that an address must tell by Art. 36, the committee of her commune, is one she wants left out. */
export function isBodyExcluded({ communeCode, excluded }: Pick<Bounds, 'communeCode' | 'excluded'>): boolean {
  const { communes, local = false } = excluded;
  return local || (communeCode !== undefined && communes.includes(communeCode));
}
