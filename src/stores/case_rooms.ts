import { ALERT_HOURS } from '../core/access/permits.ts';
import { HELD, isEnded, isHeld, OPEN, sourcesOf } from '../core/cases/life.ts';
import { CaseFacts } from '../core/cases/rings.ts';
import type { CaseRow, Rooms, ThreadRow } from '../tasks/rooms.ts';
import { caseKey, sealToHolder, unsealCases } from './case_keys.ts';
import { bytes, optional, type PrismaTransaction } from './database.ts';
import { filesThere, kindOf } from './file_rooms.ts';
import type { HouseKeys } from './house_keys.ts';
import { dropOffers } from './offer_rooms.ts';
import { newKey, seal, unseal, wrapKey } from './seal.ts';

type CaseRecord = NonNullable<Awaited<ReturnType<PrismaTransaction['case']['findUnique']>>>;

/** A case that nobody holds and that may still be taken. */
const IS_OPEN = { holderId: null, state: { in: [...OPEN] } };

type CaseLooks = Pick<Rooms, 'caseByCode' | 'caseById' | 'secretsOf' | 'casesHeldBy' | 'openAlertsOf'>;
type ThreadRooms = Pick<Rooms, 'addMessage' | 'unread' | 'threadOf' | 'markShown'>;
type CaseMoves = Pick<Rooms, 'fileCase' | 'acceptCase' | 'moveCase' | 'noteEvent' | 'lastAct' | 'eventsOf'>;

/** The cases of one Prisma transaction; their secrets are sealed under a key of their own. */
export function caseRooms(tx: PrismaTransaction, keys: HouseKeys, now: () => number): CaseLooks & CaseMoves {
  return { ...caseLooks(tx, keys, now), ...caseMoves(tx, keys, now) };
}

/** What the two sides of a case say to each other, sealed under the key of the case. */
export function threadRooms(tx: PrismaTransaction, keys: HouseKeys): ThreadRooms {
  return {
    addMessage: async ({ id, caseId, side, words, phone = false, file }) => {
      const key = await caseKey(tx, keys, caseId);
      if (!key) return;
      const sealed = bytes(seal(key, words, `said:${id}`));
      await tx.threadMessage.create({ data: { id, caseId, side, words: sealed, phone, file: file ?? null } });
    },
    unread: (caseId, side) => threadIn(tx, keys, { caseId, side, shownAt: null }),
    threadOf: (caseId) => threadIn(tx, keys, { caseId }),
    markShown: async (ids, shownBy) => {
      await tx.threadMessage.updateMany({ where: { id: { in: [...ids] } }, data: { shownAt: new Date(), shownBy } });
    },
  };
}

type ThreadWish = Readonly<{ caseId: string; side?: ThreadRow['side']; shownAt?: null }>;

async function threadIn(tx: PrismaTransaction, keys: HouseKeys, where: ThreadWish): Promise<ThreadRow[]> {
  const key = await caseKey(tx, keys, where.caseId);
  if (!key) return [];
  const rows = await tx.threadMessage.findMany({ where, orderBy: { position: 'asc' } });
  const there = await filesThere(tx, rows.filter(({ file }) => file !== null).map(({ id }) => id));
  return rows.map(({ id, side, words, at, shownAt, phone, file }) => ({
    id, side: side === 'member' ? 'member' : 'person', words: unseal(key, words, `said:${id}`), at: at.getTime(),
    shown: shownAt !== null, phone, file: file === null ? undefined : { kind: kindOf(file), isThere: there.has(id) },
  }));
}

function caseLooks(tx: PrismaTransaction, keys: HouseKeys, now: () => number): CaseLooks {
  return {
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
    casesHeldBy: async (memberId) => {
      const rows = await tx.case.findMany({
        where: { holderId: memberId, state: { in: [...HELD] } }, orderBy: { filedAt: 'desc' },
      });
      return rows.map(caseRow);
    },
    openAlertsOf: async (memberId) => {
      const fresh = { gte: new Date(now() - ALERT_HOURS * 3_600_000) };
      const alerts = await tx.alert.findMany({ where: { memberId, answer: null, at: fresh }, orderBy: { at: 'desc' } });
      const ids = alerts.map(({ caseId }) => caseId);
      const rows = await tx.case.findMany({ where: { id: { in: ids }, ...IS_OPEN } });
      return rows.map(caseRow);
    },
  };
}

function caseMoves(tx: PrismaTransaction, keys: HouseKeys, now: () => number): CaseMoves {
  return {
    fileCase: async ({ id, code, facts, secrets, at }) => {
      const key = newKey();
      await tx.caseKey.create({ data: { caseId: id, wrapped: bytes(wrapKey(keys.masters, key, `case:${id}`)) } });
      const { communeCode, ...rest } = facts;
      await tx.case.create({
        data: {
          id, code, ...rest, communeCode: communeCode ?? null, state: 'filed',
          ringAt: new Date(at), filedAt: new Date(at),
          sealed: bytes(seal(key, secrets, `case:${id}`)),
        },
      });
    },
    acceptCase: async (caseId, memberId) => {
      const { count } = await tx.case.updateMany({
        where: { id: caseId, ...IS_OPEN, restricted: false },
        data: { state: 'accepted', holderId: memberId, ringAt: null, remindAt: null },
      });
      if (count === 1) await sealToHolder(tx, keys, caseId, memberId);
      return count === 1;
    },
    moveCase: async (caseId, { ringAt, remindAt, closedAt, ...rest }) => {
      const moved = await tx.case.update({
        // The machine of `life.ts` once more, on the row as it is stored now.
        where: { id: caseId, ...(rest.state && { state: { in: sourcesOf(rest.state) } }) },
        data: {
          ...rest,
          ...(ringAt !== undefined && { ringAt: ringAt === null ? null : new Date(ringAt) }),
          ...(remindAt !== undefined && { remindAt: remindAt === null ? null : new Date(remindAt) }),
          ...(closedAt !== undefined && { closedAt: new Date(closedAt) }),
        },
      });
      await follow(tx, keys, moved, rest.holderId);
    },
    noteEvent: async (caseId, code, memberId) => {
      await tx.caseEvent.create({ data: { caseId, code, memberId: memberId ?? null, at: new Date(now()) } });
    },
    eventsOf: async (caseId) => {
      const rows = await tx.caseEvent.findMany({ where: { caseId }, orderBy: { id: 'asc' } });
      return rows.map(({ code, at, memberId }) => ({ code, at: at.getTime(), memberId: memberId ?? undefined }));
    },
    lastAct: async (caseId, memberId) => {
      const { _max: { at } } = await tx.caseEvent.aggregate({ where: { caseId, memberId }, _max: { at: true } });
      return at?.getTime() ?? 0;
    },
  };
}

/** What goes with a case that has moved: who can open it, and what was offered of it. */
async function follow(
  tx: PrismaTransaction, keys: HouseKeys, { id, state, holderId }: CaseRecord, newHolder: string | null | undefined,
): Promise<void> {
  if ((holderId !== null && !isHeld(state)) || newHolder !== undefined) await unsealCases(tx, [id]);
  if (typeof newHolder === 'string') await sealToHolder(tx, keys, id, newHolder);
  if (isEnded(state) || newHolder !== undefined) await dropOffers(tx, { id, state, holderId });
}

function caseRow(row: CaseRecord): CaseRow {
  const { id, code, state, ring, level, kinds, danger, needs, hours, tellMe, under16, quiet } = row;
  const facts = CaseFacts.parse({
    level, kinds, danger, needs, hours, tellMe, under16, ...(row.communeCode && { communeCode: row.communeCode }),
  });
  return {
    ...facts, id, code, state, ring, quiet, outcome: row.outcome ?? undefined, ringAt: row.ringAt?.getTime(),
    remindAt: row.remindAt?.getTime(),
    holderId: row.holderId ?? undefined, filedAt: row.filedAt.getTime(),
    restricted: row.restricted,
  };
}
