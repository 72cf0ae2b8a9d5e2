import { dayStart } from '../core/vietnam.ts';
import type { Lane } from '../tasks/ports.ts';
import type { RightsRooms } from '../tasks/rooms.ts';
import { bytes, type PrismaTransaction } from './database.ts';
import { type Key, seal, unseal } from './seal.ts';

/** What a sealed request is bound to. */
export const requestContext = (id: string): string => `rights:${id}`;

const keyOf = ({ key }: Pick<Lane, 'key'>): Key => Buffer.from(key.bytes);

/** A person's rights over what is kept of her, in one Prisma transaction. */
export function rightsRooms(tx: PrismaTransaction): RightsRooms {
  return { ...requestRooms(tx), ...lookRooms(tx) };
}

function requestRooms(tx: PrismaTransaction): Pick<RightsRooms, 'addRequest' | 'requestOf' | 'keptOf'> {
  return {
    addRequest: async ({ id, lane, caseId, kind, words, at, answerBy, doneBy, done }) => {
      const now = done ? new Date(at) : null;
      await tx.rightsRequest.createMany({
        data: [{
          id, laneId: lane.laneId, caseId: caseId ?? null, kind,
          words: words ? bytes(seal(keyOf(lane), words, requestContext(id))) : null,
          at: new Date(at), answerBy: new Date(answerBy), doneBy: new Date(doneBy), answeredAt: now, doneAt: now,
        }],
        skipDuplicates: true,
      });
    },
    requestOf: async (id, lane) => {
      const row = await tx.rightsRequest.findFirst({ where: { id, laneId: lane.laneId } });
      if (!row) return undefined;
      const words = row.words ? unseal(keyOf(lane), row.words, requestContext(id)) : undefined;
      return { words, answered: row.answeredAt !== null, done: row.doneAt !== null };
    },
    keptOf: async (caseId) => ({
      hers: await tx.threadMessage.count({ where: { caseId, side: 'person' } }),
      theirs: await tx.threadMessage.count({ where: { caseId, side: 'member' } }),
      consents: await tx.consent.count({ where: { caseId } }),
      receipts: await tx.receipt.count({ where: { caseId } }),
      requests: await tx.rightsRequest.count({ where: { caseId } }),
    }),
  };
}

/** Codes of events that mean that a member saw the case, and that somebody at the command line saw something of it. */
const SEEN_BY_MEMBER = ['opened', 'accepted'];
const SEEN_BY_OFFICE = ['request_shown', 'consent_shown'];
const PAUSES = ['paused', 'resumed'];

function lookRooms(tx: PrismaTransaction): Pick<RightsRooms, 'noteAt' | 'noteOpened' | 'looksOf' | 'pausesOf'> {
  return {
    noteAt: async (caseId, code, at) => {
      await tx.caseEvent.create({ data: { caseId, code, at: new Date(at) } });
    },
    noteOpened: async (caseId, memberId, at) => {
      const today = { caseId, code: 'opened', memberId, at: { gte: new Date(dayStart(at)) } };
      if (await tx.caseEvent.count({ where: today }) > 0) return;
      await tx.caseEvent.create({ data: { caseId, code: 'opened', memberId, at: new Date(at) } });
    },
    looksOf: async (caseId) => {
      const rows = await tx.caseEvent.findMany({ where: { caseId }, orderBy: { at: 'asc' } });
      const seen = rows.filter(({ code }) => SEEN_BY_MEMBER.includes(code));
      return {
        times: seen.length, people: new Set(seen.map(({ memberId }) => memberId)).size,
        office: rows.filter(({ code }) => SEEN_BY_OFFICE.includes(code)).length,
        codes: rows.filter(({ code }) => code === 'read_by_receipt').length,
        last: seen.at(-1)?.at.getTime(),
      };
    },
    pausesOf: async (caseId) => {
      const rows = await tx.caseEvent.findMany({ where: { caseId, code: { in: PAUSES } }, orderBy: { id: 'asc' } });
      let ms = 0;
      let since: number | undefined;
      for (const { code, at } of rows) {
        if (code === 'paused') since = at.getTime();
        else if (since !== undefined) {
          ms += at.getTime() - since;
          since = undefined;
        }
      }
      return { ms, since };
    },
  };
}
