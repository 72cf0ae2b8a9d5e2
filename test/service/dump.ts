import { spawnSync } from 'node:child_process';
import { createDecipheriv, createHash } from 'node:crypto';
import { Private } from '../../src/core/private/private.ts';
import { openWithPin, type OpenedCases, type OpensCases, type SealedCase, type SealedKeyPair } from '../../src/stores/member_keys.ts';
import type { Opened } from './open.ts';

/** One row as it lies in a dump: text, bytes as `\x…`, nothing as null. */
export type Row = Readonly<Record<string, string | null>>;

/** Everything that whoever carries the database away has, and nothing else. */
export type Dump = Readonly<{ how: 'pg_dump' | 'rows'; tables: Readonly<Record<string, readonly Row[]>> }>;

/** The whole database: by pg_dump where there is one and a server to ask, row by row elsewhere. */
export async function takeDump(house: Opened): Promise<Dump> {
  const url = house.settings['DATABASE_URL'];
  const made = url ? spawnSync('pg_dump', ['--data-only', url], { encoding: 'utf8', maxBuffer: 1 << 28 }) : undefined;
  if (made?.status === 0) return { how: 'pg_dump', tables: copiedIn(made.stdout) };
  // No such program is no failure; one that was there and would not work is.
  if (made && made.error === undefined) throw new Error(`pg_dump: ${made.stderr}`);
  return { how: 'rows', tables: await rowsOf(house) };
}

function copiedIn(text: string): Record<string, Row[]> {
  const blocks = [...text.matchAll(/^COPY public\."?(\w+)"? \(([^)]*)\) FROM stdin;\n([^]*?)^\\\.$/gm)];
  return Object.fromEntries(blocks.map(([, table = '', names = '', body = '']) => {
    const columns = names.split(', ').map((name) => name.replaceAll('"', ''));
    const rows = body.split('\n').filter((line) => line !== '').map((line) => {
      const cells = line.split('\t').map((cell) => (cell === '\\N' ? null : cell.replace(/^\\\\x/, '\\x')));
      return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? null]));
    });
    return [table, rows];
  }));
}

async function rowsOf({ rows }: Opened): Promise<Record<string, Row[]>> {
  const tables: Record<string, Row[]> = {};
  const names = await rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
  for (const { tablename } of names) {
    const found = await rows(`SELECT row_to_json(t)::text AS row FROM "${String(tablename)}" t`);
    tables[String(tablename)] = found.map(({ row }) => {
      const cells: Record<string, unknown> = JSON.parse(String(row));
      return Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, typeof cell === 'string' || cell === null ? cell : JSON.stringify(cell)]));
    });
  }
  return tables;
}

export const rowsIn = ({ tables }: Dump, table: string): readonly Row[] => tables[table] ?? [];
export const bytesIn = (cell: string | null | undefined): Buffer => Buffer.from((cell ?? '').slice(2), 'hex');
const isBytes = (cell: string | null): cell is string => cell?.startsWith('\\x') ?? false;

/** What each sealed column is bound to. The code is public: an attacker knows it too. */
const BOUND: Readonly<Record<string, (row: Row) => string>> = {
  'house_key.wrapped': ({ name }) => `house:${name}`,
  'lane_key.wrapped': ({ lane_id: id }) => `lane:${id}`,
  'case_key.wrapped': ({ case_id: id }) => `case:${id}`,
  'lane.session': ({ id }) => `lane:${id}`,
  'lane.handle': ({ id }) => `handle:${id}`,
  'member.label': () => 'member',
  'invite.label': () => 'member',
  'cases.sealed': ({ id }) => `case:${id}`,
  'thread_message.words': ({ id }) => `said:${id}`,
  'member_key.sealed': ({ member_id: id }) => `member_key:${id}`,
  'inbox.payload': ({ lane_id: id }) => `in:${id}`,
  'outbox.payload': ({ lane_id: id }) => `out:${id}`,
  'quarantine.payload': ({ id }) => `quarantine:${id}`,
  'once_page.body': ({ id }) => `once:${id}`,
  'channel_token.sealed': ({ channel }) => `token:${channel}`,
};

/** Bytes that hide nothing by themselves, and what is sealed to a public key. */
const OPEN_BYTES = ['member_key.public_key', 'member_key.salt', 'member_key.pin_salt', 'member_key.pin_check', 'receipt.salt', 'receipt.hash', 'case_seal.sealed'];

/** What one of the keys opened: where it lay, in which row, and what it said. */
export type Pried = Readonly<{ where: string; row: Row; plain: Buffer }>;

/**
 * Tries every key on every sealed value, and every key found in one on all the others, until nothing more opens. Its
 * own reading of the format, so that no key that the house remembers opens anything.
 */
export function pry(dump: Dump, keys: readonly Buffer[]): Pried[] {
  const sealed = Object.entries(dump.tables).flatMap(([table, rows]) => rows.flatMap((row) =>
    Object.entries(row).flatMap(([column, cell]) => (isBytes(cell) ? [{ where: `${table}.${column}`, row, bytes: bytesIn(cell) }] : []))));
  const unknown = sealed.filter(({ where }) => !BOUND[where] && !OPEN_BYTES.includes(where)).map(({ where }) => where);
  if (unknown.length > 0) throw new Error(`Nobody said how these are sealed: ${[...new Set(unknown)].join(', ')}`);
  const opened = new Map<string, Pried>();
  const tried = new Set(keys.map((key) => key.toString('hex')));
  for (const hex of tried) {
    const key = Buffer.from(hex, 'hex');
    for (const { where, row, bytes } of sealed) {
      const bound = BOUND[where]?.(row);
      const plain = bound === undefined ? undefined : decrypt(key, bytes, bound) ?? decrypt(key, bytes.subarray(4), bound);
      if (!plain) continue;
      opened.set(`${where} ${bytes.toString('hex')}`, { where, row, plain });
      if (plain.length === 32) tried.add(plain.toString('hex'));
    }
  }
  return [...opened.values()];
}

/** How many values there are that somebody with all keys could open. */
export const sealedIn = (dump: Dump): number => Object.keys(BOUND).reduce((count, where) => {
  const [table = '', column = ''] = where.split('.');
  return count + rowsIn(dump, table).filter((row) => isBytes(row[column] ?? null)).length;
}, 0);

/** Every key that somebody might make of what lies in a dump: each value as it is, each piece of it, and each hashed. */
export function keysFrom(dump: Dump): Buffer[] {
  const cells = Object.values(dump.tables).flatMap((rows) => rows.flatMap((row) => Object.values(row))).filter((cell) => cell !== null);
  const pieces = [...new Set(cells)].flatMap((cell) => {
    const bytes = isBytes(cell) ? bytesIn(cell) : Buffer.from(cell);
    return [bytes.subarray(0, 32), bytes.subarray(4, 36), bytes.subarray(12, 44), bytes.subarray(-32), createHash('sha256').update(bytes).digest()];
  });
  return [Buffer.alloc(32), ...pieces.filter(({ length }) => length === 32)];
}

function decrypt(key: Buffer, sealed: Buffer, bound: string): Buffer | undefined {
  if (sealed.length < 28) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAAD(Buffer.from(bound));
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = decipher.update(sealed.subarray(12, -16));
  try {
    decipher.final();
    return plain;
  } catch {
    return undefined;
  }
}

/** What a member keeps, and the house does not. */
export type Kept = Readonly<{ memberId: string; link: string; pin: string }>;

/** What a dump opens with a link secret and a PIN beside it. */
export async function openDump(dump: Dump, { memberId, link, pin }: Kept): Promise<OpenedCases | undefined> {
  const own = rowsIn(dump, 'member_key').find(({ member_id: id }) => id === memberId);
  // The same lock meets the same halves in many planted dumps; each try takes a quarter of a second.
  const name = JSON.stringify([own, link, pin]);
  const opens = unlocked.get(name) ?? (own ? openWithPin(pairOf(own), { link: new Private(link), pin: new Private(pin) }) : Promise.resolve(undefined));
  unlocked.set(name, opens);
  return (await opens)?.(sealsOf(dump, memberId));
}

const unlocked = new Map<string, Promise<OpensCases | undefined>>();

const pairOf = (row: Row): SealedKeyPair => ({
  memberId: row['member_id'] ?? '', publicKey: bytesIn(row['public_key']), salt: bytesIn(row['salt']), sealed: bytesIn(row['sealed']),
});

const sealsOf = (dump: Dump, memberId: string): SealedCase[] =>
  rowsIn(dump, 'case_seal').filter(({ member_id: id }) => id === memberId).map((row) => ({ caseId: row['case_id'] ?? '', sealed: bytesIn(row['sealed']) }));

/**
 * Whether every case is wrapped as it has to be: sealed to the member who holds it and to nobody else, with its own key,
 * under both halves of hers. Names each fault and where it lies; `known` are members whose halves the test has.
 */
export async function faultsIn(dump: Dump, known: readonly Kept[]): Promise<string[]> {
  const held = rowsIn(dump, 'cases').filter(({ state }) => state === 'accepted' || state === 'referred');
  const hasKey = (id: string | null | undefined): boolean => rowsIn(dump, 'member_key').some(({ member_id: one }) => one === id);
  const name = (caseId: string | null | undefined, memberId: string | null | undefined): string => `${caseId} ${memberId}`;
  const right = held.filter(({ holder_id: id }) => hasKey(id)).map(({ id, holder_id: holder }) => name(id, holder));
  const there = rowsIn(dump, 'case_seal').map(({ case_id: id, member_id: member }) => name(id, member));
  const opening = await Promise.all(known.map((kept) => faultsOf(dump, kept)));
  return [
    ...right.filter((one) => !there.includes(one)).map((one) => `not sealed to its holder: ${one}`),
    ...there.filter((one) => !right.includes(one)).map((one) => `sealed to somebody who does not hold it: ${one}`),
    ...opening.flat(),
  ];
}

async function faultsOf(dump: Dump, kept: Kept): Promise<string[]> {
  const { memberId } = kept;
  const [own, byPin, byLink] = await Promise.all([openDump(dump, kept), openDump(dump, { ...kept, link: '' }), openDump(dump, { ...kept, pin: '' })]);
  const wrong = [...own?.keys ?? []].filter(([caseId, key]) => {
    const sealed = bytesIn(rowsIn(dump, 'cases').find(({ id }) => id === caseId)?.['sealed']);
    return decrypt(key, sealed, `case:${caseId}`) === undefined;
  });
  return [
    ...(own ? [] : [`her halves do not open her key: ${memberId}`]),
    ...(byPin ? [`her number alone opens her key: ${memberId}`] : []),
    ...(byLink ? [`her code alone opens her key: ${memberId}`] : []),
    ...(own?.broken ?? []).map((caseId) => `sealed so that it does not open: ${caseId} ${memberId}`),
    ...wrong.map(([caseId]) => `sealed with the key of something else: ${caseId} ${memberId}`),
  ];
}
