import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database, PrismaTransaction } from '../stores/database.ts';
import { bytesOf } from '../stores/desk.ts';
import { type Subject, subjectOf } from '../stores/ledger.ts';
import { type Key, type MasterKeys, unwrapKey } from '../stores/seal.ts';
import { areOverdue, type BackupHouse, houseOf, KEYS_DAYS, keysPath } from './backup.ts';
import { type OpenedFile, readSealed, Refusal, type Row } from './backup_file.ts';
import { KEY_TABLES, TABLES } from './backup_tables.ts';
import { fromHex, sift, type Sieve } from './sift.ts';

const DAY_MS = 86_400_000;
const CHUNK = 200;
/** What is sealed or hashed under keys of the house: where there is none of it, the house is fresh. */
const SEALED = [
  'lane', 'lane_key', 'cases', 'case_key', 'member', 'member_key', 'invite', 'quarantine', 'rights_request', 'breach',
  'officer',
];

/** Columns that the database numbers: after a restore they go on behind the highest number. */
const COUNTED = [
  ['inbox', 'position'], ['outbox', 'position'], ['thread_message', 'position'], ['case_event', 'id'],
  ['officer_event', 'id'],
] as const;

type RestoreHouse = BackupHouse & Readonly<{ config: Readonly<{ BACKUP_DAYS: number }> }>;

/**
 * Fills in from a backup what the house lacks; what it has stays, its keys above all. The copy of keys is used by a
 * fresh house alone. Whom the ledger names does not come back. Gives rows by table; throws a refusal, having changed
 * nothing, when the files are not ours, not whole or too old.
 */
export async function restoreBackup(house: RestoreHouse, path: string): Promise<Record<string, number>> {
  const { database, keys: { masters }, now, config } = house;
  const file = await readSealed(path, 'rows', masters);
  refuseOld(file.head.at, now(), config.BACKUP_DAYS);
  const own = file.house === houseOf(house.keys.erased);
  if (!own && !(await isFresh(database))) {
    throw new Refusal('This house holds talks or members of its own, and the backup is of another house: '
      + 'restore it into an empty one.');
  }
  const copy = own ? await copyIfAny(path, file, house) : await copyOf(path, file, house);
  const erased = own ? house.keys.erased : erasedKey(copy, masters);
  const ledger = new Map<string, number>();
  const sources = [file, copy, ...await copiesBeside(path, file, masters)];
  for (const source of sources) noteLedger(ledger, rowsOf(source, 'erased'));
  if (own) noteLedger(ledger, await database.query('SELECT subject, at FROM erased', []));
  const sieve: Sieve = {
    masters,
    erasedAt: (subject: Subject) => ledger.get(subjectOf(erased, subject)) ?? 0,
    keys: own ? await keysOfToday(database) : keysIn(copy),
    here: { lane: await idsIn(database, 'lane'), case: await idsIn(database, 'cases') },
    full: new Set(await fullTables(database)),
    at: new Date(now()).toISOString(),
  };
  const sifted = sift(file.pieces, copy && !own ? copy.pieces : [], sieve);
  return database.transaction((tx) => fill(tx, { rows: sifted, ledger, fresh: !own }));
}

function refuseOld(madeAt: number, at: number, days: number): void {
  if (at <= madeAt + days * DAY_MS) return;
  throw new Refusal(`The backup is of ${dayOf(madeAt)}: older than the ${days} days of BACKUP_DAYS for which the `
    + 'house remembers who was erased. It is not restored, since it would bring them back.');
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The copy that belongs to this backup, for a house that has no keys of its own. */
async function copyOf(path: string, { head }: OpenedFile, { keys, now }: RestoreHouse): Promise<OpenedFile> {
  const beside = keysPath(path);
  if (!existsSync(beside)) {
    throw new Refusal(`The keys of this backup are nowhere: this house does not have them, and ${beside} is not there. `
      + 'Nothing could be opened.');
  }
  const copy = await readSealed(beside, 'keys', keys.masters);
  if (copy.head.id !== head.id || copy.head.at !== head.at) {
    throw new Refusal(`${beside} belongs to another backup.`);
  }
  if (areOverdue(copy.head.at, now())) {
    throw new Refusal(`${beside} is of ${dayOf(copy.head.at)} and ended after ${KEYS_DAYS} days: it would open what `
      + 'was erased since. Only the house that has its keys can restore this backup.');
  }
  return copy;
}

/** A house with its own keys takes the ledger from the copy, when there is one that holds. */
async function copyIfAny(path: string, file: OpenedFile, house: RestoreHouse): Promise<OpenedFile | undefined> {
  try {
    return await copyOf(path, file, house);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Copies of other days in the same folder, overdue or not: they know who was erased later. */
async function copiesBeside(path: string, { house }: OpenedFile, masters: MasterKeys): Promise<OpenedFile[]> {
  const folder = dirname(path);
  const found: OpenedFile[] = [];
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.keys'))) {
    try {
      const copy = await readSealed(join(folder, name), 'keys', masters);
      if (copy.house === house) found.push(copy);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return found;
}

async function isFresh({ query }: Database): Promise<boolean> {
  const any = SEALED.map((table) => `EXISTS (SELECT 1 FROM ${table})`).join(' OR ');
  const [row] = await query(`SELECT (${any}) AS held`, []);
  return row?.['held'] === false;
}

async function fullTables({ query }: Database): Promise<string[]> {
  const full: string[] = [];
  for (const { table } of TABLES.filter(({ whole }) => whole)) {
    const rows = await query(`SELECT 1 FROM ${table} LIMIT 1`, []);
    if (rows.length > 0) full.push(table);
  }
  return full;
}

const rowsOf = (file: OpenedFile | undefined, table: string): Row[] =>
  (file?.pieces ?? []).flatMap((piece) => (piece.table === table ? piece.rows : []));

function noteLedger(ledger: Map<string, number>, rows: readonly Row[]): void {
  for (const { subject, at } of rows) {
    const time = at instanceof Date ? at.getTime() : Date.parse(String(at));
    ledger.set(String(subject), Math.max(ledger.get(String(subject)) ?? 0, time));
  }
}

function keysIn(copy: OpenedFile | undefined): Sieve['keys'] {
  const map = (table: string, id: string): Map<string, Buffer> =>
    new Map(rowsOf(copy, table).map((row) => [String(row[id]), fromHex(row['wrapped'])]));
  return { lane: map('lane_key', 'lane_id'), case: map('case_key', 'case_id') };
}

async function keysOfToday({ query }: Database): Promise<Sieve['keys']> {
  const map = async (table: string, id: string): Promise<Map<string, Buffer>> => {
    const rows = await query(`SELECT ${id} AS id, wrapped FROM ${table}`, []);
    return new Map(rows.map((row) => [String(row['id']), Buffer.from(bytesOf(row['wrapped']))]));
  };
  return { lane: await map('lane_key', 'lane_id'), case: await map('case_key', 'case_id') };
}

async function idsIn({ query }: Database, table: string): Promise<Set<string>> {
  return new Set((await query(`SELECT id FROM ${table}`, [])).map(({ id }) => String(id)));
}

/** The key of the ledger as the lost house had it. */
function erasedKey(copy: OpenedFile | undefined, masters: MasterKeys): Key {
  const row = rowsOf(copy, 'house_key').find(({ name }) => name === 'erased');
  if (!row) throw new Refusal('The .keys file holds no keys of a house.');
  return unwrapKey(masters, fromHex(row['wrapped']), 'house:erased');
}

type Filling = Readonly<{
  rows: ReadonlyMap<string, readonly Row[]>; ledger: ReadonlyMap<string, number>; fresh: boolean;
}>;

/** The ledger first; then keys, then what they open; at last the keys that open nothing go. */
async function fill(tx: PrismaTransaction, { rows, ledger, fresh }: Filling): Promise<Record<string, number>> {
  // A fresh house has made keys of its own, which nothing is sealed with.
  for (const table of fresh ? ['erased', 'house_key'] : []) await tx.$executeRawUnsafe(`DELETE FROM ${table}`);
  const entries = [...ledger].map(([subject, at]) => ({ subject, at: new Date(at).toISOString() }));
  await insert(tx, 'erased', entries, '(subject) DO UPDATE SET at = greatest(erased.at, excluded.at)');
  const counts: Record<string, number> = {};
  for (const { table } of [...KEY_TABLES, ...TABLES]) {
    if (table !== 'erased') counts[table] = await insert(tx, table, rows.get(table) ?? [], 'DO NOTHING');
  }
  await tx.$executeRawUnsafe('DELETE FROM lane_key WHERE lane_id NOT IN (SELECT id FROM lane)');
  for (const table of ['case_key', 'case_seal']) {
    await tx.$executeRawUnsafe(`DELETE FROM ${table} WHERE case_id NOT IN (SELECT id FROM cases)`);
  }
  for (const [table, column] of COUNTED) {
    await tx.$queryRawUnsafe(`SELECT setval(pg_get_serial_sequence('${table}', '${column}'),
      COALESCE((SELECT max(${column}) FROM ${table}), 0) + 1)::text`);
  }
  return counts;
}

async function insert(tx: PrismaTransaction, table: string, rows: readonly Row[], conflict: string): Promise<number> {
  let count = 0;
  for (let from = 0; from < rows.length; from += CHUNK) {
    count += await tx.$executeRawUnsafe(
      `INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", $1::json)
       ON CONFLICT ${conflict}`,
      JSON.stringify(rows.slice(from, from + CHUNK)),
    );
  }
  return count;
}
