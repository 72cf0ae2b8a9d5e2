import { type FileKind, FILE_KINDS, isFileType } from '../core/media/strip.ts';
import type { FileRooms } from '../tasks/file_ports.ts';
import { caseKey } from './case_keys.ts';
import { bytes, type PrismaTransaction } from './database.ts';
import type { HouseKeys } from './house_keys.ts';
import { seal, sealBytes, unsealBytes } from './seal.ts';

export const kindOf = (name: string): FileKind => FILE_KINDS.find((kind) => kind === name) ?? 'picture';

/** What the source and the body of a file are bound to. */
export const sourceContext = (id: string): string => `source:${id}`;
const bodyContext = (id: string, type: string): string => `file:${id}:${type}`;

/** Which of these can still be opened. */
export async function filesThere(tx: PrismaTransaction, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.attachment.findMany({
    where: { id: { in: [...ids] }, body: { not: null } }, select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

/** Pictures and voices in one Prisma transaction. */
export function fileRooms(tx: PrismaTransaction, keys: HouseKeys): FileRooms {
  return {
    wantFile: async ({ id, caseId, side, kind, source, at }) => {
      const key = await caseKey(tx, keys, caseId);
      if (!key) return;
      const sealed = bytes(seal(key, source, sourceContext(id)));
      const times = { at: new Date(at), dueAt: new Date(at) };
      const data = [{ id, caseId, side, kind, source: sealed, ...times }];
      await tx.attachment.createMany({ data, skipDuplicates: true });
    },
    keepFile: async (id, { type, bytes: plain }) => {
      const row = await tx.attachment.findUnique({ where: { id }, select: { caseId: true } });
      const key = row && await caseKey(tx, keys, row.caseId);
      if (!key) return false;
      const body = bytes(sealBytes(key, plain, bodyContext(id, type)));
      // What is there already was fetched by another process: it is not told of twice.
      const kept = await tx.attachment.updateMany({
        where: { id, body: null }, data: { type, body, source: null, dueAt: null },
      });
      return kept.count === 1;
    },
    dropFile: async (id) => {
      await tx.attachment.deleteMany({ where: { id } });
    },
    seeFile: async (id, caseId, at) => {
      const row = await tx.attachment.findFirst({ where: { id, caseId, body: { not: null } } });
      const key = row && await caseKey(tx, keys, caseId);
      if (!key || !row.body || row.type === null || !isFileType(row.type)) return undefined;
      await tx.attachment.updateMany({ where: { id, seenAt: null }, data: { seenAt: new Date(at) } });
      const side = row.side === 'member' ? 'member' : 'person';
      return { side, type: row.type, bytes: unsealBytes(key, row.body, bodyContext(id, row.type)) };
    },
    caseOfFile: async (id) => (await tx.attachment.findUnique({ where: { id }, select: { caseId: true } }))?.caseId,
  };
}
