import { hkdfSync } from 'node:crypto';
import { createReadStream, renameSync, rmSync } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import type { Database } from '../stores/database.ts';
import { type MasterKeys, seal, unseal } from '../stores/seal.ts';

const MAGIC = 'TINCAY1\n';
/** Rows of one sealed piece: small enough that a reply never waits for one. */
const CHUNK = 200;

/** Every table with its primary key, parents first. What is only passing through (queue, instances) is left out. */
const TABLES: readonly (readonly [table: string, key: readonly string[]])[] = [
  ['house_key', ['name']], ['edition', ['hash']], ['commune', ['code']], ['old_commune', ['old_code']],
  ['address', ['code']], ['hotline', ['key']], ['lane_key', ['lane_id']], ['lane', ['id']], ['inbox', ['id']],
  ['quarantine', ['id']], ['outbox', ['id']], ['member', ['id']], ['invite', ['code_hash']], ['case_key', ['case_id']],
  ['cases', ['id']], ['case_event', ['id']], ['alert', ['case_id', 'member_id']], ['thread_message', ['id']],
  ['receipt', ['id']], ['consent', ['id']], ['once_page', ['id']], ['erasure', ['proof']],
];
export const BACKUP_TABLES = TABLES.map(([table]) => table);

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** Writes a sealed backup while the service runs; the file appears when it is whole. Gives rows by table. */
export async function writeBackup(
  house: { database: Database; keys: { masters: MasterKeys } }, path: string,
): Promise<Record<string, number>> {
  const key = backupKey(house.keys.masters);
  const part = `${path}.part`;
  // Not a stream: what goes wrong with one while nobody waits for it (a full disk) would end the service.
  const file = await openFile(part, 'w', 0o600);
  const counts: Record<string, number> = {};
  try {
    await file.writeFile(MAGIC);
    for (const [table, primary] of TABLES) {
      counts[table] = 0;
      for await (const rows of pages(house.database, table, primary)) {
        counts[table] += rows.length;
        const piece = (await zip(JSON.stringify({ table, rows }))).toString('base64');
        const sealed = seal(key, new Private(piece), 'backup');
        const length = Buffer.alloc(4);
        length.writeUInt32BE(sealed.length);
        await file.writeFile(Buffer.concat([length, sealed]));
        await turn();
      }
    }
    await file.close();
    renameSync(part, path);
    return counts;
  } catch (error) {
    await file.close().catch(() => undefined);
    rmSync(part, { force: true });
    throw error;
  }
}

/** Columns that the database numbers: after a restore they go on behind the highest number. */
const COUNTED = [
  ['inbox', 'position'], ['outbox', 'position'], ['thread_message', 'position'], ['case_event', 'id'],
] as const;

/** Fills an empty database from a backup. Throws, having changed nothing, when it is not ours or not whole. */
export async function readBackup(
  house: { database: Database }, masters: MasterKeys, path: string,
): Promise<Record<string, number>> {
  const pieces = splitPieces(await readFile(path)).map((sealed) => open(masters, sealed));
  const counts: Record<string, number> = {};
  const parsed: { table: string; rows: unknown[] }[] = [];
  for (const piece of pieces) parsed.push(JSON.parse((await unzip(Buffer.from(piece, 'base64'))).toString('utf8')));
  await house.database.transaction(async (tx) => {
    for (const [table] of TABLES) await tx.$executeRawUnsafe(`DELETE FROM "${table}"`);
    for (const { table, rows } of parsed) {
      if (!BACKUP_TABLES.includes(table)) throw new Error(`The backup names a table ${table} that is unknown`);
      await tx.$executeRawUnsafe(
        `INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", $1::json)
         ON CONFLICT DO NOTHING`, JSON.stringify(rows),
      );
      counts[table] = (counts[table] ?? 0) + rows.length;
    }
    for (const [table, column] of COUNTED) {
      await tx.$queryRawUnsafe(`SELECT setval(pg_get_serial_sequence('${table}', '${column}'),
        COALESCE((SELECT max(${column}) FROM ${table}), 0) + 1)::text`);
    }
  });
  return counts;
}

/** Page by page along the primary key, so that a row that is rewritten meanwhile is neither missed nor doubled. */
async function* pages(database: Database, table: string, primary: readonly string[]): AsyncGenerator<unknown[]> {
  const columns = primary.map((column) => `"${column}"`).join(', ');
  const marks = primary.map((_, index) => `$${index + 1}`).join(', ');
  let after: unknown[] | undefined;
  for (;;) {
    const where = after ? `WHERE (${columns}) > (${marks})` : '';
    const rows = await database.query(
      `SELECT ${columns}, row_to_json(t) AS row FROM "${table}" t ${where}
       ORDER BY ${columns} LIMIT ${CHUNK}`, after ?? [],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ row }) => row);
    after = primary.map((column) => last[column]);
  }
}

function backupKey(masters: MasterKeys): Buffer {
  const current = masters[0];
  if (!current) throw new Error('There is no master key');
  return deriveKey(current);
}

const deriveKey = (master: Buffer): Buffer => Buffer.from(hkdfSync('sha256', master, '', 'tincay backup', 32));

function open(masters: MasterKeys, sealed: Buffer): string {
  for (const master of masters) {
    try {
      return reveal(unseal(deriveKey(master), sealed, 'backup'));
    } catch {
      // Sealed by another of our keys, or by nobody of ours: the last one decides.
    }
  }
  throw new Error('The backup was sealed by a master key that is not in MASTER_KEY, or it is damaged');
}

async function readFile(path: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of createReadStream(path)) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

function splitPieces(file: Buffer): Buffer[] {
  if (file.subarray(0, MAGIC.length).toString('utf8') !== MAGIC) throw new Error('This is not a backup of Tin Cậy');
  const pieces: Buffer[] = [];
  for (let at = MAGIC.length; at < file.length;) {
    const length = file.readUInt32BE(at);
    const piece = file.subarray(at + 4, at + 4 + length);
    if (piece.length < length) throw new Error('The backup is cut off');
    pieces.push(piece);
    at += 4 + length;
  }
  return pieces;
}
