import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from '../stores/database.ts';
import { DESK_PREFIX } from '../stores/desk_keys.ts';
import { subjectOf } from '../stores/ledger.ts';
import type { Key, MasterKeys } from '../stores/seal.ts';
import { type BackupPiece, dateOf, newHead, type Row, writeSealed } from './backup_file.ts';
import { type BackupTable, KEY_TABLES, TABLES } from './backup_tables.ts';

const DAY_MS = 86_400_000;
/** A copy of keys lives this long: what she erased can be opened with it until then. */
export const KEYS_DAYS = 7;
/** Rows of one sealed piece: small enough that a reply never waits for one. */
const CHUNK = 200;

export const keysPath = (path: string): string => `${path}.keys`;
export const areOverdue = (madeAt: number, at: number): boolean => at > madeAt + KEYS_DAYS * DAY_MS;
/** Says which house this is without saying anything of its keys. */
export const houseOf = (erased: Key): string => subjectOf(erased, { kind: 'lane', id: 'this house' });

export type BackupHouse = Readonly<{
  database: Database; keys: Readonly<{ masters: MasterKeys; erased: Key }>; now: () => number;
}>;

/**
 * Writes a sealed backup while the service runs, and beside it a copy of the keys that opens it, which is of use for
 * a week. Overdue copies in the same folder are deleted. Gives rows by table.
 */
export async function writeBackup(house: BackupHouse, path: string): Promise<Record<string, number>> {
  const { database, keys: { masters, erased }, now } = house;
  const head = newHead(now());
  const about = { head, masters, house: houseOf(erased) };
  const counts: Record<string, number> = {};
  // The keys come second: a case that is filed meanwhile has its key here, one that is erased meanwhile has none.
  await writeSealed(path, { ...about, kind: 'rows' }, piecesOf(database, TABLES, counts));
  await writeSealed(keysPath(path), { ...about, kind: 'keys' }, piecesOf(database, KEY_TABLES, {}));
  deleteOverdue(dirname(path), now());
  return counts;
}

/** Copies that a crash cut off count too: their date stands at their beginning. */
function deleteOverdue(folder: string, at: number): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const isCopy = entry.isFile() && /\.keys(\.part)?$/.test(entry.name);
    const madeAt = isCopy ? dateOf(path, 'keys') : undefined;
    if (madeAt !== undefined && areOverdue(madeAt, at)) rmSync(path, { force: true });
  }
}

async function* piecesOf(
  database: Database, tables: readonly BackupTable[], counts: Record<string, number>,
): AsyncGenerator<BackupPiece> {
  for (const { table, key } of tables) {
    counts[table] = 0;
    for await (const all of pages(database, table, key)) {
      // The day keys of the delivery desk are in no copy: they live a day.
      const rows = all.filter(({ name }) => table !== 'house_key' || !String(name).startsWith(DESK_PREFIX));
      counts[table] += rows.length;
      yield { table, rows };
      await turn();
    }
  }
}

/** Page by page along the primary key, so that a row that is rewritten meanwhile is neither missed nor doubled. */
async function* pages(database: Database, table: string, primary: readonly string[]): AsyncGenerator<Row[]> {
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
    yield rows.map(({ row }): Row => ({ ...Object(row) }));
    after = primary.map((column) => last[column]);
  }
}
