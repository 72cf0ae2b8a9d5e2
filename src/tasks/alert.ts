import { isOpenForAlerts, rings, ringTime, type RingMember } from '../core/cases/rings.ts';
import { nearestAddresses } from '../core/places/nearest.ts';
import { secretsOf } from './act_person.ts';
import { tellPerson } from './act_member.ts';
import type { PersonRooms } from './act_person.ts';
import type { Places } from './act_places.ts';
import type { CaseRow, CaseSecrets } from './rooms.ts';

/** How many neighbouring addresses are looked at before exclusions and empty teams thin them out. */
const ADDRESSES_MAX = 12;

export type RingOptions = Readonly<{
  places: Places;
  minutes: Readonly<{ urgent: readonly number[]; normal: readonly number[] }>;
  today: (at: number) => string;
}>;

/**
 * Calls the next ring of a case whose time has come. Empty rings are skipped at once; when all are
 * spent the province's duty officer has it, and she is told if she allowed it. Runs inside one
 * transaction that holds the case's row, so a clock that rings twice calls once.
 */
export async function callRing(caseId: string, at: number, rooms: PersonRooms, options: RingOptions): Promise<void> {
  const found = await rooms.rooms.caseById(caseId);
  if (!found || !isOpenForAlerts(found.state) || found.ringAt === undefined || found.ringAt > at) return;
  const secrets = await secretsOf(caseId, rooms.rooms);
  if (!secrets) return;
  const reachable = (await rooms.rooms.members()).filter(({ laneId }) => laneId !== undefined);
  // Nobody is called to her own case.
  const members = reachable.filter(({ laneId }) => laneId !== secrets.laneId);
  const plan = planOf({ found, secrets, members, places: options.places, today: options.today(at) });
  const alerted = new Set((await rooms.rooms.alertsOf(caseId)).map(({ memberId }) => memberId));
  const next = plan.findIndex((ring, index) => index >= found.ring && ring.some(({ id }) => !alerted.has(id)));
  if (next === -1) return spent(found, at, rooms);

  const called = (plan[next] ?? []).filter(({ id }) => !alerted.has(id));
  await rooms.rooms.addAlerts(caseId, next + 1, called.map(({ id }) => id));
  for (const member of called) await alert(found, member, at, rooms);
  const minutes = options.minutes[found.danger];
  const ringAt = Math.max(ringTime(found.filedAt, minutes, next + 2), at + 1);
  await rooms.rooms.moveCase(caseId, { state: 'alerted', ring: next + 1, ringAt });
  await rooms.rooms.noteEvent(caseId, `ring_${next + 1}`);
  rooms.caseDue(caseId, ringAt);
}

type Known = Readonly<{
  found: CaseRow; secrets: CaseSecrets; members: readonly RingMember[]; places: Places; today: string;
}>;

function planOf({ found, secrets, members, places, today }: Known): RingMember[][] {
  const nearest = nearestAddresses({
    from: found.communeCode ?? '',
    communes: [...places.index.communes.values()],
    addresses: places.addresses,
    index: places.index,
    excluded: secrets.excluded,
    today,
    // A stale entry may still have a team that answers: rings ask people, not the list.
    verifyDays: Number.MAX_SAFE_INTEGER,
    limit: ADDRESSES_MAX,
  });
  const commune = places.index.communes.get(found.communeCode ?? '');
  return rings({
    communeCode: found.communeCode,
    provinceCode: commune?.provinceCode,
    addresses: nearest.map(({ address }) => ({ code: address.code, communeCode: address.communeCode })),
    members,
    excluded: secrets.excluded,
  });
}

/** One template, one length: only the random code differs. */
async function alert(found: CaseRow, member: RingMember, at: number, rooms: PersonRooms): Promise<void> {
  const known = await rooms.rooms.memberById(member.id);
  if (!known?.laneId) return;
  const door = member.role === 'province_duty' ? 'member.spent' : 'member.alert';
  await rooms.rooms.signal(known.laneId, {
    id: `${found.id}a${member.id}`, door, values: { code: found.code, case: found.code }, at,
  });
  rooms.signalled(known.laneId);
}

/** Nobody is left to call. The case stays open for those who were alerted; she learns it if she wished to. */
async function spent(found: CaseRow, at: number, rooms: PersonRooms): Promise<void> {
  await rooms.rooms.moveCase(found.id, { state: 'alerted', ringAt: null });
  await rooms.rooms.noteEvent(found.id, 'rings_spent');
  if (found.tellMe !== 'nobody') return;
  await tellPerson(found, { door: 'contact.nobody' }, { effectId: `${found.id}n`, at }, rooms);
}
