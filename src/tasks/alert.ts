import { ALERT_HOURS } from '../core/access/permits.ts';
import { isOpenForAlerts, rings, ringTime, type RingMember } from '../core/cases/rings.ts';
import { nearestAddresses } from '../core/places/nearest.ts';
import { secretsOf } from './act_person.ts';
import { ringOn, UNREACHED } from './act_member.ts';
import type { PersonRooms } from './act_person.ts';
import type { Places } from './act_places.ts';
import type { CaseRow, CaseSecrets } from './rooms.ts';
import { tellPerson } from './tell_person.ts';

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
  // She has asked to wait: the rings stand still.
  if (found.restricted) return;
  const plan = await toCall(found, at, rooms, options);
  if (!plan) return;
  const next = plan.findIndex((ring, index) => index >= found.ring && ring.length > 0);
  if (next === -1) return spent(found, at, rooms);

  const called = plan[next] ?? [];
  await rooms.rooms.addAlerts(caseId, next + 1, called.map(({ id }) => id));
  for (const member of called) await alert(found, member, { at, turn: `r${next + 1}` }, rooms);
  const minutes = options.minutes[found.danger];
  const { ms: stood } = await rooms.rooms.pausesOf(caseId);
  const ringAt = Math.max(ringTime(found.filedAt + stood, minutes, next + 2), at + 1);
  await rooms.rooms.moveCase(caseId, { state: 'alerted', ring: next + 1, ringAt });
  await rooms.rooms.noteEvent(caseId, `ring_${next + 1}`);
  rooms.caseDue(caseId, ringAt);
}

/**
 * All rings are spent and nobody has taken the case: whoever can be reached only now, or has become a member since, is
 * called. A case is never left to itself.
 */
export async function callAgain(caseId: string, at: number, rooms: PersonRooms, options: RingOptions): Promise<void> {
  const found = await rooms.rooms.caseById(caseId);
  if (!found || !isOpenForAlerts(found.state) || found.ringAt !== undefined || found.restricted) return;
  const called = (await toCall(found, at, rooms, options))?.flat() ?? [];
  if (called.length === 0) return;
  await rooms.rooms.addAlerts(caseId, found.ring, called.map(({ id }) => id));
  for (const member of called) await alert(found, member, { at, turn: `g${at}` }, rooms);
  await rooms.rooms.noteEvent(caseId, 'called_again');
}

/** The rings of a case, each without those who were alerted and those whom no platform lets us reach. */
async function toCall(
  found: CaseRow, at: number, rooms: PersonRooms, options: RingOptions,
): Promise<RingMember[][] | undefined> {
  const secrets = await secretsOf(found.id, rooms.rooms);
  if (!secrets) return undefined;
  // Nobody is called to her own case.
  const members = (await rooms.rooms.members()).filter(({ lanes }) => !lanes.includes(secrets.laneId));
  // Whom nobody can reach counts as off duty; the rings stay the same, whoever can be reached in them.
  const reachable = new Set(members.flatMap(({ id, laneId }) => (laneId === undefined ? [] : [id])));
  const alerts = await rooms.rooms.alertsOf(found.id);
  // Whom nothing reached, and whose alert has grown too old to be answered, may be called again.
  const isOld = (answer: string | undefined, since: number): boolean =>
    answer === undefined && at - since > ALERT_HOURS * 3_600_000;
  const alerted = new Set(alerts.flatMap(({ memberId, answer, at: since }) =>
    (answer === UNREACHED || isOld(answer, since) ? [] : [memberId])));
  return planOf({ found, secrets, members, places: options.places, today: options.today(at) })
    .map((ring) => ring.filter(({ id }) => reachable.has(id) && !alerted.has(id)));
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

/** One template and one length, whatever the case and whoever is called: only the random code differs. */
async function alert(
  found: CaseRow, member: RingMember, { at, turn }: Readonly<{ at: number; turn: string }>, rooms: PersonRooms,
): Promise<void> {
  const known = await rooms.rooms.memberById(member.id);
  if (!known?.laneId) return;
  await rooms.rooms.signal(known.laneId, {
    // Once in each of her chats at each turn.
    id: `${found.id}a${known.laneId}${turn}`, door: 'member.alert', values: { code: found.code, case: found.code }, at,
  });
  rooms.signalled(known.laneId);
}

/**
 * Nothing reaches a member in the chat she was alerted in. Her other chat gets what waits for her answer; where she
 * has none the ring moves on at once, and the case remembers that she was not reached.
 */
export async function moveOn(memberId: string, at: number, rooms: PersonRooms): Promise<void> {
  const member = await rooms.rooms.memberById(memberId);
  for (const found of await rooms.rooms.openAlertsOf(memberId)) {
    if (found.restricted) continue;
    if (member?.laneId) {
      await alert(found, member, { at, turn: 'm' }, rooms);
      continue;
    }
    await rooms.rooms.answerAlert(found.id, memberId, UNREACHED);
    await rooms.rooms.noteEvent(found.id, UNREACHED, memberId);
    await ringOn(found, at, rooms);
  }
}

/** Nobody is left to call. The case stays open for those who were alerted; she learns it if she wished to. */
async function spent(found: CaseRow, at: number, rooms: PersonRooms): Promise<void> {
  await rooms.rooms.moveCase(found.id, { state: 'alerted', ringAt: null });
  await rooms.rooms.noteEvent(found.id, 'rings_spent');
  if (found.tellMe !== 'nobody') return;
  await tellPerson(found, { door: 'contact.nobody' }, { effectId: `${found.id}n`, at }, rooms);
}
