import { type Bounds, isBodyExcluded, isKeptOut } from '../core/cases/conflict.ts';
import { type PersonRooms, secretsOf } from './act_person.ts';
import type { CaseRow, MemberRow } from './rooms.ts';

/** Who may know of a case. Without its key nobody may. */
export async function boundsOf(
  found: CaseRow, at: PersonRooms,
): Promise<(Bounds & Readonly<{ laneId: string }>) | undefined> {
  const secrets = await secretsOf(found.id, at.rooms);
  return secrets && {
    laneId: secrets.laneId, communeCode: found.communeCode, excluded: secrets.excluded,
    notice: secrets.notice === true, communeOf: at.communeOf,
  };
}

/** Whether this case exists for this member: asked before anything of it is shown to her or sent. */
export async function mayKnow(member: MemberRow, found: CaseRow, at: PersonRooms): Promise<boolean> {
  const bounds = await boundsOf(found, at);
  // Nobody is called to her own case.
  return bounds !== undefined && !member.lanes.includes(bounds.laneId) && !isKeptOut(member, bounds);
}

/**
 * Officers who answer for a case, its commune's and its province's, learn that something waits: no code and no number,
 * since they look at the list. Whom she left out learns nothing.
 */
export async function tellOfficers(
  found: CaseRow, { id, at: time }: Readonly<{ id: string; at: number }>, at: PersonRooms,
): Promise<void> {
  const bounds = await boundsOf(found, at);
  if (!bounds) return;
  const isTheirs = ({ role, unitCode }: MemberRow): boolean =>
    (role === 'province_duty' && unitCode === at.provinceOf(found.communeCode))
    || (role === 'commune_officer' && unitCode === found.communeCode && !isBodyExcluded(bounds));
  for (const member of (await at.rooms.members()).filter(isTheirs)) {
    if (!member.laneId || member.lanes.includes(bounds.laneId) || isKeptOut(member, bounds)) continue;
    await at.rooms.signal(member.laneId, { id: `${id}${member.id}`, door: 'member.waiting', values: {}, at: time });
    at.signalled(member.laneId);
  }
}
