import { Private } from '../core/private/private.ts';
import type { Rooms, Signal } from '../tasks/rooms.ts';
import { afterRooms } from './after_rooms.ts';
import { caseRooms, threadRooms } from './case_rooms.ts';
import { dropMemberKeys } from './case_keys.ts';
import { bytes, type PrismaTransaction } from './database.ts';
import { fileRooms } from './file_rooms.ts';
import type { HouseKeys } from './house_keys.ts';
import { memberRooms, unlink } from './member_rooms.ts';
import { rightsRooms } from './rights_rooms.ts';
import { offerRooms } from './offer_rooms.ts';
import { muteRooms } from './mute_rooms.ts';
import { seal } from './seal.ts';
import { shredCases, shredLanes } from './shred.ts';
import { workRooms } from './work_pages.ts';

/** The rooms of one Prisma transaction. What is said in them is sealed under the key of its case. */
export function openRooms(
  tx: PrismaTransaction, keys: HouseKeys, now: () => number, officials: readonly string[] = [],
): Rooms {
  return {
    ...caseRooms(tx, keys, now),
    ...alertRooms(tx, now),
    ...threadRooms(tx, keys),
    ...fileRooms(tx, keys),
    ...memberRooms(tx, keys, now, officials),
    ...muteRooms(tx),
    ...offerRooms(tx),
    ...workRooms(tx, keys),
    ...addressRooms(tx),
    ...proofRooms(tx, keys, now),
    ...rightsRooms(tx),
    ...afterRooms(tx, keys),
    signal: (laneId, signal) => putSignal(tx, keys, laneId, signal),
  };
}

type Part<Name extends keyof Rooms> = Pick<Rooms, Name>;

function alertRooms(tx: PrismaTransaction, now: () => number): Part<'alertsOf' | 'addAlerts' | 'answerAlert'> {
  return {
    alertsOf: async (caseId) => {
      const rows = await tx.alert.findMany({ where: { caseId } });
      return rows.map(({ memberId, ring, answer, at }) => (
        { memberId, ring, answer: answer ?? undefined, at: at.getTime() }));
    },
    addAlerts: async (caseId, ring, memberIds) => {
      const at = new Date(now());
      const data = memberIds.map((memberId) => ({ caseId, memberId, ring, at }));
      await tx.alert.createMany({ data, skipDuplicates: true });
      // Whom an earlier alert did not reach, and who let it grow old, is called once more.
      const waiting = { OR: [{ answer: 'unreached' }, { answer: null }] };
      const again = { caseId, memberId: { in: [...memberIds] }, ...waiting };
      await tx.alert.updateMany({ where: again, data: { answer: null, ring, at } });
    },
    answerAlert: async (caseId, memberId, answer) => {
      await tx.alert.update({ where: { caseId_memberId: { caseId, memberId } }, data: { answer } });
    },
  };
}

/** A signal lies in the inbox like any message; its id comes from what caused it, so it comes once. */
async function putSignal(tx: PrismaTransaction, keys: HouseKeys, laneId: string, signal: Signal): Promise<void> {
  const lane = await tx.lane.findUnique({ where: { id: laneId }, select: { channel: true } });
  if (!lane) return;
  const { door, values, at } = signal;
  const heard = new Private(JSON.stringify({ account: '', lang: '', event: { kind: 'signal', at, door, values } }));
  const payload = bytes(seal(keys.inbox, heard, `in:${laneId}`));
  await tx.inbox.createMany({
    data: [{ id: signal.id, laneId, channel: lane.channel, ord: 0n, payload }],
    skipDuplicates: true,
  });
}

function addressRooms(tx: PrismaTransaction): Part<'verifyAddress' | 'doubtAddress'> {
  return {
    verifyAddress: async (code, day) => {
      await tx.address.updateMany({ where: { code }, data: { verifiedOn: day, doubtedAt: null } });
    },
    doubtAddress: async (code, at) => {
      await tx.address.updateMany({ where: { code }, data: { doubtedAt: new Date(at) } });
    },
  };
}

function proofRooms(tx: PrismaTransaction, keys: HouseKeys, now: () => number): Part<
  'addReceipt' | 'receipt' | 'addConsents' | 'withdrawConsents' | 'addOncePage' | 'addTalkPage' | 'erase'
> {
  return {
    addReceipt: async ({ id, caseId, salt, hash }) => {
      await tx.receipt.create({ data: { id, caseId, salt: bytes(salt), hash: bytes(hash) } });
    },
    receipt: async (id) => {
      const row = await tx.receipt.findUnique({ where: { id } });
      return row ? { caseId: row.caseId, salt: row.salt, hash: row.hash } : undefined;
    },
    addConsents: async (caseId, consents, firstId) => {
      await tx.consent.createMany({
        data: consents.map(({ to, edition, asked, lang, at }, index) => ({
          id: `${firstId}c${index}`, caseId, purpose: to, edition, asked, lang, at: new Date(at),
        })),
      });
    },
    withdrawConsents: async (caseId, at, purposes) => {
      const where = { caseId, withdrawnAt: null, ...(purposes && { purpose: { in: [...purposes] } }) };
      await tx.consent.updateMany({ where, data: { withdrawnAt: new Date(at) } });
    },
    addOncePage: async ({ id, body, expiresAt }) => {
      const sealed = bytes(seal(keys.house, body, `once:${id}`));
      await tx.oncePage.create({ data: { id, body: sealed, expiresAt: new Date(expiresAt) } });
    },
    addTalkPage: async ({ id, laneId, expiresAt }) => {
      await tx.talkPage.deleteMany({ where: { laneId } });
      await tx.talkPage.create({ data: { id, laneId, expiresAt: new Date(expiresAt) } });
    },
    erase: async (laneId, caseIds, proof) => {
      await shredCases(tx, keys, caseIds, now());
      if (laneId !== '') await eraseLane(tx, keys, laneId, now());
      await tx.erasure.create({ data: { proof } });
    },
  };
}

async function eraseLane(tx: PrismaTransaction, keys: HouseKeys, laneId: string, at: number): Promise<void> {
  const own = { OR: [{ laneId }, { otherLaneId: laneId }] };
  const members = await tx.member.findMany({ where: own, select: { id: true } });
  await tx.invite.deleteMany({ where: { memberId: { in: members.map(({ id }) => id) } } });
  await dropMemberKeys(tx, members.map(({ id }) => id));
  await unlink(tx, laneId, { at });
  // A page that is open shows her that it is done; a link that is not opens nothing any more.
  await tx.talkPage.deleteMany({ where: { laneId, openedAt: null } });
  await shredLanes(tx, keys, [laneId], at);
}
