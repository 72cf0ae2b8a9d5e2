import { fold } from '../core/reading/fold.ts';
import { CaseFacts } from '../core/cases/rings.ts';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import type { CaseRow, MemberRow, Rooms, Signal, ThreadRow } from '../tasks/rooms.ts';
import type { PrismaTransaction } from './database.ts';
import type { HouseKeys } from './house_keys.ts';
import { forgetKey, type Key, newKey, seal, unseal, unwrapKey, wrapKey } from './seal.ts';

type CaseRecord = NonNullable<Awaited<ReturnType<PrismaTransaction['case']['findUnique']>>>;
type MemberRecord = NonNullable<Awaited<ReturnType<PrismaTransaction['member']['findUnique']>>>;

/** The rooms of one Prisma transaction. What is said in them is sealed under the key of its case. */
export function openRooms(tx: PrismaTransaction, keys: HouseKeys): Rooms {
  return { ...caseRooms(tx, keys), ...alertRooms(tx), ...threadRooms(tx, keys), ...memberRooms(tx, keys), ...proofRooms(tx, keys) };
}

type Part<Name extends keyof Rooms> = Pick<Rooms, Name>;

async function caseKey(tx: PrismaTransaction, keys: HouseKeys, caseId: string): Promise<Key | undefined> {
  const row = await tx.caseKey.findUnique({ where: { caseId } });
  return row ? unwrapKey(keys.masters, row.wrapped, `case:${caseId}`) : undefined;
}

function caseRooms(tx: PrismaTransaction, keys: HouseKeys): Part<
  'fileCase' | 'caseByCode' | 'caseById' | 'secretsOf' | 'acceptCase' | 'moveCase' | 'noteEvent' | 'casesHeldBy' | 'openAlertsOf'
> {
  return {
    fileCase: async ({ id, code, facts, secrets, at }) => {
      const key = newKey();
      await tx.caseKey.create({ data: { caseId: id, wrapped: bytes(wrapKey(keys.masters, key, `case:${id}`)) } });
      const { communeCode, ...rest } = facts;
      await tx.case.create({
        data: {
          id, code, ...rest, communeCode: communeCode ?? null, state: 'filed', ringAt: new Date(at), filedAt: new Date(at),
          sealed: bytes(seal(key, secrets, `case:${id}`)),
        },
      });
    },
    caseByCode: async (code) => optional(await tx.case.findUnique({ where: { code } }), caseRow),
    caseById: async (id) => {
      await tx.$queryRawUnsafe('SELECT id FROM cases WHERE id = $1 FOR UPDATE', id);
      return optional(await tx.case.findUnique({ where: { id } }), caseRow);
    },
    secretsOf: async (caseId) => {
      const key = await caseKey(tx, keys, caseId);
      const row = key && await tx.case.findUnique({ where: { id: caseId }, select: { sealed: true } });
      return key && row ? unseal(key, row.sealed, `case:${caseId}`) : undefined;
    },
    acceptCase: async (caseId, memberId) => {
      const { count } = await tx.case.updateMany({
        where: { id: caseId, holderId: null, state: { in: ['filed', 'alerted'] } },
        data: { state: 'accepted', holderId: memberId, ringAt: null },
      });
      return count === 1;
    },
    moveCase: async (caseId, { ringAt, closedAt, ...rest }) => {
      await tx.case.update({
        where: { id: caseId },
        data: {
          ...rest,
          ...(ringAt !== undefined && { ringAt: ringAt === null ? null : new Date(ringAt) }),
          ...(closedAt !== undefined && { closedAt: new Date(closedAt) }),
        },
      });
    },
    noteEvent: async (caseId, code, memberId) => {
      await tx.caseEvent.create({ data: { caseId, code, memberId: memberId ?? null } });
    },
    casesHeldBy: async (memberId) => {
      const rows = await tx.case.findMany({
        where: { holderId: memberId, state: { in: ['accepted', 'referred'] } }, orderBy: { filedAt: 'desc' },
      });
      return rows.map(caseRow);
    },
    openAlertsOf: async (memberId) => {
      const alerts = await tx.alert.findMany({ where: { memberId, answer: null }, orderBy: { at: 'desc' } });
      const ids = alerts.map(({ caseId }) => caseId);
      const rows = await tx.case.findMany({ where: { id: { in: ids }, holderId: null, state: { in: ['filed', 'alerted'] } } });
      return rows.map(caseRow);
    },
  };
}

function alertRooms(tx: PrismaTransaction): Part<'alertsOf' | 'addAlerts' | 'answerAlert'> {
  return {
    alertsOf: async (caseId) => {
      const rows = await tx.alert.findMany({ where: { caseId } });
      return rows.map(({ memberId, ring, answer }) => ({ memberId, ring, answer: answer ?? undefined }));
    },
    addAlerts: async (caseId, ring, memberIds) => {
      await tx.alert.createMany({ data: memberIds.map((memberId) => ({ caseId, memberId, ring })), skipDuplicates: true });
    },
    answerAlert: async (caseId, memberId, answer) => {
      await tx.alert.update({ where: { caseId_memberId: { caseId, memberId } }, data: { answer } });
    },
  };
}

function threadRooms(tx: PrismaTransaction, keys: HouseKeys): Part<'addMessage' | 'unread' | 'markShown' | 'signal'> {
  return {
    addMessage: async ({ id, caseId, side, words }) => {
      const key = await caseKey(tx, keys, caseId);
      if (!key) return;
      await tx.threadMessage.create({ data: { id, caseId, side, words: bytes(seal(key, words, `said:${id}`)) } });
    },
    unread: async (caseId, side) => {
      const key = await caseKey(tx, keys, caseId);
      if (!key) return [];
      const rows = await tx.threadMessage.findMany({ where: { caseId, side, shownAt: null }, orderBy: { position: 'asc' } });
      return rows.map((row): ThreadRow => ({
        id: row.id, side, words: unseal(key, row.words, `said:${row.id}`), at: row.at.getTime(), shown: false,
      }));
    },
    markShown: async (ids) => {
      await tx.threadMessage.updateMany({ where: { id: { in: [...ids] } }, data: { shownAt: new Date() } });
    },
    signal: async (laneId, signal) => putSignal(tx, keys, laneId, signal),
  };
}

/** A signal lies in the inbox like any message; its id comes from what caused it, so it comes once. */
async function putSignal(tx: PrismaTransaction, keys: HouseKeys, laneId: string, signal: Signal): Promise<void> {
  const lane = await tx.lane.findUnique({ where: { id: laneId }, select: { channel: true } });
  if (!lane) return;
  const { door, values, at } = signal;
  const heard = new Private(JSON.stringify({ account: '', lang: '', event: { kind: 'signal', at, door, values } }));
  await tx.inbox.createMany({
    data: [{ id: signal.id, laneId, channel: lane.channel, ord: 0n, payload: bytes(seal(keys.inbox, heard, `in:${laneId}`)) }],
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
      await tx.oncePage.create({ data: { id, body: bytes(seal(keys.house, body, `once:${id}`)), expiresAt: new Date(expiresAt) } });
    },
    erase: async (laneId, caseIds, proof) => {
      const ids = [...caseIds];
      // The keys first: without them the rest is noise, wherever a copy of it lies.
      await tx.caseKey.deleteMany({ where: { caseId: { in: ids } } });
      await tx.laneKey.deleteMany({ where: { laneId } });
      [`lane:${laneId}`, ...ids.map((id) => `case:${id}`)].forEach(forgetKey);
      await tx.threadMessage.deleteMany({ where: { caseId: { in: ids } } });
      await tx.receipt.deleteMany({ where: { caseId: { in: ids } } });
      await tx.consent.deleteMany({ where: { caseId: { in: ids } } });
      await tx.alert.deleteMany({ where: { caseId: { in: ids } } });
      await tx.caseEvent.deleteMany({ where: { caseId: { in: ids } } });
      await tx.case.deleteMany({ where: { id: { in: ids } } });
      await tx.member.updateMany({ where: { laneId }, data: { laneId: null, leftAt: new Date() } });
      await tx.outbox.deleteMany({ where: { laneId } });
      await tx.lane.deleteMany({ where: { id: laneId } });
      await tx.erasure.create({ data: { proof } });
    },
  };
}

function caseRow(row: CaseRecord): CaseRow {
  const { id, code, state, ring, level, kinds, danger, needs, hours, tellMe, under16 } = row;
  const facts = CaseFacts.parse({
    level, kinds, danger, needs, hours, tellMe, under16, ...(row.communeCode && { communeCode: row.communeCode }),
  });
  return {
    ...facts, id, code, state, ring, outcome: row.outcome ?? undefined, ringAt: row.ringAt?.getTime(),
    holderId: row.holderId ?? undefined, filedAt: row.filedAt.getTime(),
  };
}

function memberRow(row: MemberRecord): MemberRow {
  return {
    id: row.id, role: row.role, onDuty: row.onDuty, laneId: row.laneId ?? undefined, linkedAt: row.linkedAt.getTime(),
    addressCode: row.addressCode ?? undefined, unitCode: row.unitCode ?? undefined,
  };
}

function optional<Row, Shape>(row: Row | null, shape: (row: Row) => Shape): Shape | undefined {
  return row === null ? undefined : shape(row);
}

/** Prisma wants a Uint8Array over a plain ArrayBuffer; a Buffer may lie in a shared pool. */
function bytes(from: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(from);
}
