import { ALERT_HOURS, HOLDER_HOURS } from '../core/access/permits.ts';
import {
  callable, holderFate, isDue, isSpent, nextRing, remindTime, UNREACHED,
} from '../core/cases/calling.ts';
import type { Exclusions, RingMember } from '../core/cases/conflict.ts';
import { hears, isOpen } from '../core/cases/life.ts';
import { ringGap, rings, ringTime } from '../core/cases/rings.ts';
import { nearestAddresses } from '../core/places/nearest.ts';
import { advance } from './advance.ts';
import { ringOn } from './act_member.ts';
import type { PersonRooms } from './act_person.ts';
import type { Places } from './act_places.ts';
import { boundsOf, mayKnow, tellOfficers } from './bounds.ts';
import type { CaseRow } from './rooms.ts';
import { tellPerson } from './tell_person.ts';

/** How many neighbouring addresses are looked at before exclusions and empty teams thin them out. */
const ADDRESSES_MAX = 12;

export type RingOptions = Readonly<{
  places: Places;
  minutes: Readonly<{ urgent: readonly number[]; normal: readonly number[] }>;
  isOffice: (at: number) => boolean;
  today: (at: number) => string;
}>;

/**
 * Calls the next ring of a case whose time has come, or reminds those who were called. Empty rings are skipped at once;
 * when all are spent the province's duty officer has it, and she is told if she allowed it. Runs inside one
 * transaction that holds the case's row, so a clock that rings twice calls once.
 */
export async function callRing(caseId: string, at: number, rooms: PersonRooms, options: RingOptions): Promise<void> {
  const found = await rooms.rooms.caseById(caseId);
  if (!found) return;
  if (!isDue(found, at)) return remind(found, at, rooms);
  const plan = await toCall(found, at, rooms, options);
  if (!plan) return;
  const next = nextRing(plan, found.ring);
  if (!next) return spent(found, at, rooms);

  const { ring, called } = next;
  await rooms.rooms.addAlerts(caseId, ring, called.map(({ id }) => id));
  for (const member of called) await alert(found, member, { at, turn: `r${ring}x${at}` }, rooms);
  const { ms: stood } = await rooms.rooms.pausesOf(caseId);
  const planned = ringTime(found.filedAt + stood, options.minutes[found.danger], ring + 1);
  // A case that came back long after it was filed has its pace anew; a clock that is a little late adds nothing up.
  const gap = ringGap(options.minutes[found.danger], ring);
  const due = found.ringAt ?? at;
  const ringAt = Math.max(planned, (at - due < gap ? due : at) + gap);
  const remindAt = remindTime(at, ringAt);
  await advance(found, { move: 'ring', code: `ring_${ring}`, ring, ringAt, remindAt }, rooms.rooms);
  rooms.caseDue(caseId, remindAt);
  rooms.caseDue(caseId, ringAt);
}

/** Half-way to the next ring, while nobody has opened it: the same alert once more to whoever has not answered. */
async function remind(found: CaseRow, at: number, rooms: PersonRooms): Promise<void> {
  const { remindAt, restricted, state } = found;
  if (remindAt === undefined || remindAt > at || restricted || !isOpen(state)) return;
  await rooms.rooms.moveCase(found.id, { remindAt: null });
  for (const { memberId, answer, ring } of await rooms.rooms.alertsOf(found.id)) {
    const member = answer === undefined && ring === found.ring ? await rooms.rooms.memberById(memberId) : undefined;
    if (member && await mayKnow(member, found, rooms)) await alert(found, member, { at, turn: `m${remindAt}` }, rooms);
  }
  await rooms.rooms.noteEvent(found.id, 'reminded');
}

/**
 * All rings are spent and nobody has taken the case: whoever can be reached only now, or has become a member since, is
 * called. A case is never left to itself.
 */
export async function callAgain(caseId: string, at: number, rooms: PersonRooms, options: RingOptions): Promise<void> {
  const found = await rooms.rooms.caseById(caseId);
  if (!found || !isSpent(found)) return;
  const called = (await toCall(found, at, rooms, options))?.flat() ?? [];
  if (called.length === 0) return;
  await rooms.rooms.addAlerts(caseId, found.ring, called.map(({ id }) => id));
  for (const member of called) await alert(found, member, { at, turn: `g${at}` }, rooms);
  await rooms.rooms.noteEvent(caseId, 'called_again');
}

/** The rings of a case, each without those who were alerted and those who cannot be called now. */
async function toCall(
  found: CaseRow, at: number, rooms: PersonRooms, options: RingOptions,
): Promise<RingMember[][] | undefined> {
  const bounds = await boundsOf(found, rooms);
  if (!bounds) return undefined;
  // Nobody is called to her own case.
  const members = (await rooms.rooms.members()).filter(({ lanes }) => !lanes.includes(bounds.laneId));
  const from = { commune: found.communeCode ?? '', excluded: bounds.excluded, today: options.today(at) };
  const plan = rings({
    ...bounds, members, provinceCode: rooms.provinceOf(found.communeCode), addresses: nearestTo(options.places, from),
  });
  return callable(plan, {
    at, danger: found.danger, isOffice: options.isOffice(at), alertMs: ALERT_HOURS * 3_600_000,
    alerts: await rooms.rooms.alertsOf(found.id),
    // Whom nobody can reach counts as off duty; the rings stay the same, whoever can be reached in them.
    reachable: new Set(members.flatMap(({ id, laneId }) => (laneId === undefined ? [] : [id]))),
  });
}

type From = Readonly<{ commune: string; excluded: Exclusions; today: string }>;

/** Addresses whose teams may be asked, from a commune on; what she left out is not among them. */
export function nearestTo({ index, addresses }: Places, { commune, excluded, today }: From): { code: string }[] {
  const nearest = nearestAddresses({
    from: commune, communes: [...index.communes.values()], addresses, index, excluded, today,
    // A stale entry may still have a team that answers: rings ask people, not the list.
    verifyDays: Number.MAX_SAFE_INTEGER,
    limit: ADDRESSES_MAX,
  });
  return nearest.map(({ address }) => ({ code: address.code }));
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
      if (await mayKnow(member, found, rooms)) await alert(found, member, { at, turn: 'm' }, rooms);
      continue;
    }
    await rooms.rooms.answerAlert(found.id, memberId, UNREACHED);
    await rooms.rooms.noteEvent(found.id, UNREACHED, memberId);
    await ringOn(found, at, rooms);
  }
}

/** Nobody is left to call. The case stays open for those who were alerted; she learns it if she wished to. */
async function spent(found: CaseRow, at: number, rooms: PersonRooms): Promise<void> {
  await advance(found, { move: 'spend', code: 'rings_spent', ringAt: null, remindAt: null }, rooms.rooms);
  if (!hears(found.tellMe, 'nobody')) return;
  await tellPerson(found, { door: 'contact.nobody' }, { effectId: `${found.id}n`, at }, rooms);
}

/**
 * A holder who is silent, or whom nothing reaches for long: the case goes back to the rings once, from the first on,
 * and its officers learn that it did. The second time they learn that it waits for them.
 */
export async function checkHolder(caseId: string, at: number, rooms: PersonRooms): Promise<void> {
  const found = await rooms.rooms.caseById(caseId);
  const { holderId } = found ?? {};
  if (!found || !holderId) return;
  const holder = await rooms.rooms.memberById(holderId);
  const events = await rooms.rooms.eventsOf(caseId);
  const actedAt = await rooms.rooms.lastAct(caseId, holderId);
  const returned = events.some(({ code }) => code === 'holder_gone');
  const holding = { ...found, actedAt, lostAt: holder ? holder.lostAt : 0, returned };
  const fate = holderFate(holding, at, HOLDER_HOURS * 3_600_000);
  if (fate === 'stays' || events.some((event) => event.code === 'holder_missed' && event.at > actedAt)) return;
  if (fate === 'listed') {
    await rooms.rooms.noteEvent(caseId, 'holder_missed');
  } else {
    const freed = { code: 'holder_gone', memberId: holderId, holderId: null, ring: 0, ringAt: at };
    if (!(await advance(found, { move: 'release', ...freed }, rooms.rooms))) return;
    // She is called to it no more before somebody else has had a turn.
    await rooms.rooms.answerAlert(caseId, holderId, 'passed');
    rooms.caseDue(caseId, at);
  }
  await tellOfficers(found, { id: `${caseId}g${at}`, at }, rooms);
}
