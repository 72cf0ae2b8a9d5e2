import type { Chore } from '../tasks/clock.ts';
import { MEMBER_HOURS } from '../core/access/permits.ts';
import { hourOf } from '../core/vietnam.ts';
import { endSilent } from '../tasks/access.ts';
import { callAgain, checkHolder, moveOn, type RingOptions } from '../tasks/alert.ts';
import { tellOfficers as tellWaiting } from '../tasks/bounds.ts';
import type { MemberRooms } from '../tasks/act_member.ts';
import { signalHolder } from '../tasks/signal_holder.ts';
import type { KnownPlaces } from '../stores/places.ts';
import type { ReachStore, Unreached } from '../stores/reach.ts';
import type { Office } from './office.ts';

export type ReachOptions = Readonly<{
  reach: ReachStore;
  office: Office;
  rings: () => RingOptions;
  places: () => KnownPlaces;
  now: () => number;
  today: (at: number) => string;
}>;

/** Members are asked and officers are told by day: from seven to nine in the evening, in Viet Nam. */
const DAY = { from: 7, to: 21 } as const;
const isDay = (at: number): boolean => hourOf(at) >= DAY.from && hourOf(at) < DAY.to;

/** Nothing gets through to this chat any more: what waited there for an answer goes on at once. */
export async function lost(laneId: string, { reach, office, now }: ReachOptions): Promise<void> {
  await reach.shut(laneId, now());
  const memberId = await reach.memberOf(laneId);
  if (memberId !== undefined) await office.within((at) => moveOn(memberId, now(), at));
}

/** Rounds over everybody who has to be reachable. */
export function reachChores(options: ReachOptions): Chore[] {
  const { reach, office, rings, now } = options;
  return [
    { name: 'windows', everyMs: 15_000, run: async () => {
      for (const memberId of await reach.awaited()) {
        await office.within(async (at) => {
          // Her window shut by itself, and no send has told us.
          const member = await at.rooms.memberById(memberId);
          if (!member?.laneId) await moveOn(memberId, now(), at);
        });
      }
    } },
    { name: 'spent', everyMs: 60_000, run: async () => {
      for (const caseId of await reach.spentCases()) {
        await office.within((at) => callAgain(caseId, now(), at, rings()));
      }
    } },
    { name: 'holders', everyMs: 600_000, run: async () => {
      for (const caseId of await reach.heldCases()) await office.within((at) => checkHolder(caseId, now(), at));
    } },
    { name: 'untouched', everyMs: 600_000, run: () => tellOfCases(options) },
    { name: 'words', everyMs: 60_000, run: () => tellHolders(options) },
    { name: 'checkin', everyMs: 600_000, run: async () => {
      if (!isDay(now())) return;
      for (const laneId of await reach.closing(now())) {
        await tell(office, laneId, { id: `checkin${laneId}${now()}`, door: 'member.check_in', values: {}, at: now() });
      }
    } },
    { name: 'unreached', everyMs: 3_600_000, run: () => tellOfficers(options) },
    { name: 'silent', everyMs: 3_600_000, run: async () => {
      for (const memberId of await reach.silent(now() - MEMBER_HOURS * 3_600_000)) {
        await office.within((at) => endSilent(memberId, now(), at));
      }
    } },
  ];
}

/**
 * A case that nobody has touched for long is seen by its officers before it goes; so is one whose committee she leaves
 * out, on which the province decides.
 */
async function tellOfCases({ reach, office, now }: ReachOptions): Promise<void> {
  for (const caseId of await reach.untoldCases()) {
    await office.within(async (at) => {
      const found = await at.rooms.caseById(caseId);
      if (!found) return;
      await tellWaiting(found, { id: `${caseId}u${now()}`, at: now() }, at);
      await at.rooms.noteEvent(caseId, 'officers_told');
    });
  }
}

/** Her words came while their holder could not be reached, or a page lost them: the holder is told, once for each. */
async function tellHolders({ reach, office, now }: ReachOptions): Promise<void> {
  for (const { caseId, newest } of await reach.wordsWaiting()) {
    await office.within(async (at) => {
      const found = await at.rooms.caseById(caseId);
      if (found) await signalHolder(found, { id: `${newest}w`, door: 'member.news', at: now() }, at);
    });
  }
}

/**
 * Once a day each officer learns how many of her members nothing reaches. It is counted whether or not there was
 * anything to send, so that it says nothing of any case.
 */
async function tellOfficers({ reach, office, places, now, today }: ReachOptions): Promise<void> {
  if (!isDay(now())) return;
  const unreached = await reach.unreached(now());
  if (unreached.length === 0) return;
  for (const { laneId, role, unit } of await reach.officers(now())) {
    const count = unreached.filter((member) => unitOf(member, role, places()) === unit).length;
    if (count === 0) continue;
    const id = `unreached${today(now())}${laneId}`;
    await tell(office, laneId, { id, door: 'member.unreachable', values: { count: String(count) }, at: now() });
  }
}

/** The commune or province that a member belongs to, as an officer of that role counts. */
function unitOf({ address, unit }: Unreached, role: string, { addresses, index }: KnownPlaces): string | undefined {
  const commune = addresses.find(({ code }) => code === address)?.communeCode ?? unit;
  return role === 'province_duty' ? (index.communes.get(commune ?? '')?.provinceCode ?? unit) : commune;
}

async function tell(
  office: Office, laneId: string, signal: Parameters<MemberRooms['rooms']['signal']>[1],
): Promise<void> {
  await office.within(async (at) => {
    await at.rooms.signal(laneId, signal);
    at.signalled(laneId);
  });
}
