import type { Database } from './database.ts';
import type { HouseKeys } from './house_keys.ts';
import { dayBefore } from '../core/vietnam.ts';
import { seal } from './seal.ts';
import { Private } from '../core/private/private.ts';

const SOME = 500;

/** An address to be checked, with the lanes of the members who can say. */
type Stale = { code: string; name: string; laneIds: string[] };

/** What the clock looks for: things whose time has come, and things whose time is over. */
export type SweepStore = Readonly<{
  /** People with something in the inbox that nobody has worked for `seconds`. */
  forgotten: (seconds: number) => Promise<string[]>;
  /** Cases whose next ring or reminder is due. */
  casesDue: (at: number) => Promise<string[]>;
  /** Ends talks that were silent too long: their answers go. Gives the people concerned. */
  lapse: (at: number) => Promise<string[]>;
  /** Cases in which a member wrote something, a minute ago or more, that she has not seen. */
  casesUnread: () => Promise<{ caseId: string; hours: string }[]>;
  /** Closed cases whose person wants to be asked now, with her hours. */
  followsDue: (at: number) => Promise<{ caseId: string; hours: string }[]>;
  /** Offers whose time has come. */
  offersDue: (at: number) => Promise<string[]>;
  /** What she was asked and has not answered, with her hours and when it was asked (ms). */
  offersAsked: () => Promise<{ offerId: string; hours: string; madeAt: number }[]>;
  /** Addresses nobody has checked for `days`, with the members who can say; each is asked once a week. */
  addressesToVerify: (today: string, days: number, at: number) => Promise<Stale[]>;
  /** Keeps an update that we could not read or work, sealed, for us to look at. */
  quarantine: (row: { id: string; channel: string; reason: string; payload: Private }) => Promise<void>;
}>;

export function sweepStore(database: Database, keys: HouseKeys): SweepStore {
  const { prisma, query } = database;
  return {
    forgotten: async (seconds) => {
      const rows = await query(
        `SELECT DISTINCT lane_id FROM inbox
         WHERE received_at < now() - $1 * interval '1 second' LIMIT ${SOME}`, [seconds],
      );
      return rows.map((row) => String(row['lane_id']));
    },
    casesDue: async (at) => {
      const due = { lte: new Date(at) };
      const rows = await prisma.case.findMany({
        where: { OR: [{ ringAt: due }, { remindAt: due }], restricted: false }, select: { id: true }, take: SOME,
      });
      return rows.map(({ id }) => id);
    },
    lapse: (at) => putSilences(database, keys, at),
    casesUnread: async () => {
      // What was written this minute is on its way to her: a knock beside it would ask her, who is in the talk, for
      // her safe word, and her next sentence would be taken for a wrong one.
      const rows = await query(`SELECT DISTINCT c.id, c.hours FROM thread_message m JOIN cases c ON c.id = m.case_id
        WHERE m.side = 'member' AND m.shown_at IS NULL AND m.at < now() - interval '1 minute' AND c.hours <> ''
        AND NOT c.restricted AND NOT c.quiet LIMIT ${SOME}`, []);
      return rows.map((row) => ({ caseId: String(row['id']), hours: String(row['hours']) }));
    },
    followsDue: async (at) => {
      const rows = await prisma.case.findMany({
        where: { followAt: { lte: new Date(at) } }, select: { id: true, hours: true }, take: SOME,
      });
      return rows.map(({ id, hours }) => ({ caseId: id, hours }));
    },
    offersDue: async (at) => {
      const rows = await prisma.offer.findMany({
        where: { dueAt: { lte: new Date(at) } }, select: { id: true }, take: SOME,
      });
      return rows.map(({ id }) => id);
    },
    offersAsked: () => asked(database),
    addressesToVerify: (today, days, at) => stale(database, today, days, at),
    quarantine: async ({ id, channel, reason, payload }) => {
      const sealed = Uint8Array.from(seal(keys.inbox, payload, `quarantine:${id}`));
      await prisma.quarantine.createMany({ data: [{ id, channel, reason, payload: sealed }], skipDuplicates: true });
    },
  };
}

/** A silence lies in the inbox like a message; its id comes from the moment it was set for, so it comes once. */
async function putSilences({ prisma }: Database, keys: HouseKeys, at: number): Promise<string[]> {
  const lanes = await prisma.lane.findMany({
    where: { lapseAt: { lte: new Date(at) } }, select: { id: true, channel: true, lapseAt: true }, take: SOME,
  });
  const heard = new Private(JSON.stringify({ account: '', lang: '', event: { kind: 'silence', at } }));
  await prisma.inbox.createMany({
    data: lanes.map(({ id, channel, lapseAt }) => ({
      id: `${id}l${lapseAt?.getTime() ?? 0}`, laneId: id, channel, ord: 0n,
      payload: Uint8Array.from(seal(keys.inbox, heard, `in:${id}`)),
    })),
    skipDuplicates: true,
  });
  return lanes.map(({ id }) => id);
}

const ASKED = `SELECT o.id, c.hours, extract(epoch FROM o.made_at) * 1000 AS made FROM offer o
  JOIN cases c ON c.id = o.case_id
  WHERE o.state = 'asked' AND c.hours <> '' AND NOT c.restricted AND NOT c.quiet LIMIT ${SOME}`;

async function asked({ query }: Database): Promise<{ offerId: string; hours: string; madeAt: number }[]> {
  const rows = await query(ASKED, []);
  return rows.map(({ id, hours, made }) => ({ offerId: String(id), hours: String(hours), madeAt: Number(made) }));
}

async function stale({ prisma }: Database, today: string, days: number, at: number): Promise<Stale[]> {
  const oldest = dayBefore(today, days);
  const lastWeek = new Date(at - 7 * 86_400_000);
  const addresses = await prisma.address.findMany({
    where: {
      AND: [
        { OR: [{ verifiedOn: null }, { verifiedOn: { lt: oldest } }] },
        { OR: [{ askedAt: null }, { askedAt: { lt: lastWeek } }] },
      ],
    },
    select: { code: true, name: true },
    take: SOME,
  });
  const members = await prisma.member.findMany({
    where: { addressCode: { in: addresses.map(({ code }) => code) }, leftAt: null },
  });
  const asked = addresses.map(({ code, name }) => ({
    code, name, laneIds: members.flatMap(({ addressCode, laneId, otherLaneId }) =>
      (addressCode === code ? (laneId ?? otherLaneId ?? []) : [])),
  })).filter(({ laneIds }) => laneIds.length > 0);
  const codes = asked.map(({ code }) => code);
  await prisma.address.updateMany({ where: { code: { in: codes } }, data: { askedAt: new Date(at) } });
  return asked;
}
