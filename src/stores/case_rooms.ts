import { ALERT_HOURS } from '../core/access/permits.ts';
import { CaseFacts } from '../core/cases/rings.ts';
import type { CaseRow, Rooms, ThreadRow } from '../tasks/rooms.ts';
import { caseKey, sealToHolder, unsealCases } from './case_keys.ts';
import { bytes, optional, type PrismaTransaction } from './database.ts';
import type { HouseKeys } from './house_keys.ts';
import { newKey, seal, unseal, wrapKey } from './seal.ts';

type CaseRecord = NonNullable<Awaited<ReturnType<PrismaTransaction['case']['findUnique']>>>;

/** A case that nobody holds and that may still be taken. */
const OPEN = { holderId: null, state: { in: ['filed', 'alerted'] } };
/** The states in which somebody works on it. */
const HELD = ['accepted', 'referred'];

type CaseLooks = Pick<Rooms, 'caseByCode' | 'caseById' | 'secretsOf' | 'casesHeldBy' | 'openAlertsOf'>;
type ThreadRooms = Pick<Rooms, 'addMessage' | 'unread' | 'markShown'>;
type CaseMoves = Pick<Rooms, 'fileCase' | 'acceptCase' | 'moveCase' | 'noteEvent' | 'lastAct'>;

/** The cases of one Prisma transaction; their secrets are sealed under a key of their own. */
export function caseRooms(tx: PrismaTransaction, keys: HouseKeys, now: () => number): CaseLooks & CaseMoves {
  return { ...caseLooks(tx, keys, now), ...caseMoves(tx, keys, now) };
}

/** What the two sides of a case say to each other, sealed under the key of the case. */
export function threadRooms(tx: PrismaTransaction, keys: HouseKeys): ThreadRooms {
  return {
    addMessage: async ({ id, caseId, side, words }) => {
      const key = await caseKey(tx, keys, caseId);
      if (!key) return;
      await tx.threadMessage.create({ data: { id, caseId, side, words: bytes(seal(key, words, `said:${id}`)) } });
    },
    unread: async (caseId, side) => {
      const key = await caseKey(tx, keys, caseId);
      if (!key) return [];
      const rows = await tx.threadMessage.findMany({
        where: { caseId, side, shownAt: null }, orderBy: { position: 'asc' },
      });
      return rows.map((row): ThreadRow => ({
        id: row.id, side, words: unseal(key, row.words, `said:${row.id}`), at: row.at.getTime(), shown: false,
      }));
    },
    markShown: async (ids, shownBy) => {
      await tx.threadMessage.updateMany({ where: { id: { in: [...ids] } }, data: { shownAt: new Date(), shownBy } });
    },
  };
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
        where: { holderId: memberId, state: { in: HELD } }, orderBy: { filedAt: 'desc' },
      });
      return rows.map(caseRow);
    },
    openAlertsOf: async (memberId) => {
      const fresh = { gte: new Date(now() - ALERT_HOURS * 3_600_000) };
      const alerts = await tx.alert.findMany({ where: { memberId, answer: null, at: fresh }, orderBy: { at: 'desc' } });
      const ids = alerts.map(({ caseId }) => caseId);
      const rows = await tx.case.findMany({ where: { id: { in: ids }, ...OPEN } });
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
        where: { id: caseId, ...OPEN },
        data: { state: 'accepted', holderId: memberId, ringAt: null },
      });
      if (count === 1) await sealToHolder(tx, keys, caseId, memberId);
      return count === 1;
    },
    moveCase: async (caseId, { ringAt, closedAt, ...rest }) => {
      const moved = await tx.case.update({
        where: { id: caseId },
        data: {
          ...rest,
          ...(ringAt !== undefined && { ringAt: ringAt === null ? null : new Date(ringAt) }),
          ...(closedAt !== undefined && { closedAt: new Date(closedAt) }),
        },
      });
      const ended = moved.holderId !== null && !HELD.includes(moved.state);
      if (ended || rest.holderId === null) await unsealCases(tx, [caseId]);
    },
    noteEvent: async (caseId, code, memberId) => {
      await tx.caseEvent.create({ data: { caseId, code, memberId: memberId ?? null, at: new Date(now()) } });
    },
    lastAct: async (caseId, memberId) => {
      const { _max: { at } } = await tx.caseEvent.aggregate({ where: { caseId, memberId }, _max: { at: true } });
      return at?.getTime() ?? 0;
    },
  };
}

function caseRow(row: CaseRecord): CaseRow {
  const { id, code, state, ring, level, kinds, danger, needs, hours, tellMe, under16, quiet } = row;
  const facts = CaseFacts.parse({
    level, kinds, danger, needs, hours, tellMe, under16, ...(row.communeCode && { communeCode: row.communeCode }),
  });
  return {
    ...facts, id, code, state, ring, quiet, outcome: row.outcome ?? undefined, ringAt: row.ringAt?.getTime(),
    holderId: row.holderId ?? undefined, filedAt: row.filedAt.getTime(),
    restricted: row.restricted,
  };
}
