import { ROLES } from './permits.ts';

/** What an officer of the console can be; a role that is not here may do nothing. */
export const OFFICER_ROLES = ['commune_officer', 'province_duty', 'admin'] as const;
export type OfficerRole = (typeof OFFICER_ROLES)[number];

/** `unit`: her commune or province; an admin needs none. */
export type Officer = Readonly<{ id: string; role: OfficerRole; unit: string | undefined }>;

type MemberRole = (typeof ROLES)[number];
type OfficerPermit = Readonly<{ roles: readonly OfficerRole[]; why: string }>;

const ALL = OFFICER_ROLES;
const ABOVE: readonly OfficerRole[] = ['province_duty', 'admin'];

/** Everything that can be looked at or done in the console, and who may. What has no line here does not compile. */
export const OFFICER_PERMITS = {
  see_needs: { roles: ALL, why: 'her first page; each part of it has a line of its own' },
  // The commune is where the person she fears may sit: there not even a count says that a case exists.
  see_waiting: { roles: ABOVE, why: 'somebody has to know that nobody has answered; a count, never a case' },
  see_requests: { roles: ['admin'], why: 'a clock of the law says that somebody of a commune has written' },
  see_letters: { roles: ['admin'], why: 'a channel that is broken is mended at the machine' },
  see_unreached: { roles: ALL, why: 'she telephones her members' },
  see_guesses: { roles: ALL, why: 'whose password is being guessed is told to the others, who know her' },
  see_addresses: { roles: ALL, why: 'keeping the list right is her work' },
  confirm_address: { roles: ALL, why: 'she has telephoned there' },
  doubt_address: { roles: ALL, why: 'she has telephoned there' },
  see_members: { roles: ALL, why: 'she knows them and asked them' },
  invite_member: { roles: ALL, why: 'as far as INVITES goes' },
  end_member: { roles: ALL, why: 'as far as INVITES goes: whoever may ask somebody in may thank her' },
  see_duty: { roles: ALL, why: 'an hour that nobody covers is hers to fill' },
  see_account: { roles: ALL, why: 'what was done in her name' },
  see_log: { roles: ABOVE, why: 'a second pair of eyes on what officers below look at and do' },
  sign_out_everywhere: { roles: ALL, why: 'a telephone was lost' },
} as const satisfies Record<string, OfficerPermit>;
export type OfficerAct = keyof typeof OFFICER_PERMITS;

/** Which members an officer may ask in, and thank. */
const INVITES: Readonly<Record<OfficerRole, readonly MemberRole[]>> = {
  commune_officer: ['member'],
  province_duty: ['member', 'commune_officer', 'partner'],
  admin: ROLES,
};

/** Whether a role may do that at all; where, `isInReach` says. */
export function mayAct({ role }: Pick<Officer, 'role'>, act: OfficerAct): boolean {
  const { roles }: OfficerPermit = OFFICER_PERMITS[act];
  return roles.includes(role);
}

/** Whether she may ask in, and thank, members of that role. */
export const mayInvite = ({ role }: Pick<Officer, 'role'>, invited: string): boolean =>
  INVITES[role].some((name) => name === invited);

/** A place by the codes of its commune and province; somebody of a whole province has no commune. */
export type Place = Readonly<{ commune: string | undefined; province: string | undefined }>;

/** Whether something of that place is hers to see. What has no place is nobody's but an admin's. */
export function isInReach({ role, unit }: Pick<Officer, 'role' | 'unit'>, { commune, province }: Place): boolean {
  switch (role) {
    case 'admin':
      return true;
    case 'province_duty':
      return unit !== undefined && province === unit;
    case 'commune_officer':
      return unit !== undefined && commune === unit;
  }
}

/** Nobody is signed in for longer without a click, and for longer at all: a desk in an office is shared. */
export const IDLE_MS = 15 * 60_000;
export const SIGNED_IN_MS = 8 * 3_600_000;
/** Between her password and her second factor. */
export const HALF_MS = 5 * 60_000;

/** `half`: the second factor is still to come. Times in ms. */
export type SignedIn = Readonly<{ stage: 'half' | 'full'; madeAt: number; seenAt: number }>;

export function isSignedIn({ stage, madeAt, seenAt }: SignedIn, at: number): boolean {
  if (stage === 'half') return at - madeAt < HALF_MS;
  return at - seenAt < IDLE_MS && at - madeAt < SIGNED_IN_MS;
}
