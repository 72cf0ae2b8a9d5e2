import { fold } from '../core/reading/fold.ts';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import type { MemberRow, Rooms, Signal } from '../tasks/rooms.ts';
import { caseRooms, threadRooms } from './case_rooms.ts';
import { bytes, optional, type PrismaTransaction } from './database.ts';
import type { HouseKeys } from './house_keys.ts';
import { forgetKey, seal, unseal } from './seal.ts';
import { shredCases } from './shred.ts';

type MemberRecord = NonNullable<Awaited<ReturnType<PrismaTransaction['member']['findUnique']>>>;

/** The rooms of one Prisma transaction. What is said in them is sealed under the key of its case. */
export function openRooms(tx: PrismaTransaction, keys: HouseKeys): Rooms {
  return {
    ...caseRooms(tx, keys),
    ...alertRooms(tx),
    ...threadRooms(tx, keys),
    ...memberRooms(tx, keys),
    ...proofRooms(tx, keys),
    signal: (laneId, signal) => putSignal(tx, keys, laneId, signal),
  };
}

type Part<Name extends keyof Rooms> = Pick<Rooms, Name>;

function alertRooms(tx: PrismaTransaction): Part<'alertsOf' | 'addAlerts' | 'answerAlert'> {
  return {
    alertsOf: async (caseId) => {
      const rows = await tx.alert.findMany({ where: { caseId } });
      return rows.map(({ memberId, ring, answer }) => ({ memberId, ring, answer: answer ?? undefined }));
    },
    addAlerts: async (caseId, ring, memberIds) => {
      const data = memberIds.map((memberId) => ({ caseId, memberId, ring }));
      await tx.alert.createMany({ data, skipDuplicates: true });
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

function memberRooms(tx: PrismaTransaction, keys: HouseKeys): Part<
  'memberById' | 'members' | 'membersNamed' | 'setDuty' | 'linkMember' | 'verifyAddress' | 'doubtAddress'
> {
  const active = { leftAt: null, laneId: { not: null } };
  const labelOf = (row: MemberRecord): string => reveal(unseal(keys.house, row.label, 'member'));
  return {
    memberById: async (id) => optional(await tx.member.findFirst({ where: { id, leftAt: null } }), memberRow),
    members: async () => (await tx.member.findMany({ where: active })).map(memberRow),
    membersNamed: async (name) => {
      const wanted = fold(name);
      const rows = await tx.member.findMany({ where: active });
      return wanted ? rows.filter((row) => fold(labelOf(row)) === wanted).map(memberRow) : [];
    },
    setDuty: async (memberId, onDuty) => {
      await tx.member.update({ where: { id: memberId }, data: { onDuty } });
    },
    linkMember: async (codeHash, laneId, at) => {
      const { count } = await tx.invite.updateMany({
        where: { codeHash, usedAt: null, expiresAt: { gt: new Date(at) } }, data: { usedAt: new Date(at) },
      });
      const invite = count === 1 ? await tx.invite.findUnique({ where: { codeHash } }) : null;
      if (!invite) return undefined;
      const { role, addressCode, unitCode, label } = invite;
      await tx.member.updateMany({ where: { laneId }, data: { laneId: null, leftAt: new Date(at) } });
      const member = await tx.member.create({ data: { id: keys.id(), laneId, role, addressCode, unitCode, label } });
      const address = addressCode ? await tx.address.findUnique({ where: { code: addressCode } }) : null;
      const commune = unitCode ? await tx.commune.findUnique({ where: { code: unitCode } }) : null;
      return { memberId: member.id, unitName: address?.name ?? commune?.name ?? unitCode ?? '' };
    },
    verifyAddress: async (code, day) => {
      await tx.address.updateMany({ where: { code }, data: { verifiedOn: day, doubtedAt: null } });
    },
    doubtAddress: async (code, at) => {
      await tx.address.updateMany({ where: { code }, data: { doubtedAt: new Date(at) } });
    },
  };
}

function proofRooms(tx: PrismaTransaction, keys: HouseKeys): Part<
  'addReceipt' | 'receipt' | 'addConsents' | 'withdrawConsents' | 'addOncePage' | 'erase'
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
    withdrawConsents: async (caseId, at) => {
      await tx.consent.updateMany({ where: { caseId, withdrawnAt: null }, data: { withdrawnAt: new Date(at) } });
    },
    addOncePage: async ({ id, body, expiresAt }) => {
      const sealed = bytes(seal(keys.house, body, `once:${id}`));
      await tx.oncePage.create({ data: { id, body: sealed, expiresAt: new Date(expiresAt) } });
    },
    erase: async (laneId, caseIds, proof) => {
      await tx.laneKey.deleteMany({ where: { laneId } });
      forgetKey(`lane:${laneId}`);
      await shredCases(tx, caseIds);
      await tx.member.updateMany({ where: { laneId }, data: { laneId: null, leftAt: new Date() } });
      await tx.outbox.deleteMany({ where: { laneId } });
      await tx.lane.deleteMany({ where: { id: laneId } });
      await tx.erasure.create({ data: { proof } });
    },
  };
}

function memberRow(row: MemberRecord): MemberRow {
  return {
    id: row.id, role: row.role, onDuty: row.onDuty, laneId: row.laneId ?? undefined, linkedAt: row.linkedAt.getTime(),
    addressCode: row.addressCode ?? undefined, unitCode: row.unitCode ?? undefined,
  };
}
