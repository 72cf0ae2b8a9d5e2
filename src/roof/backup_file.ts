import { hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import { type Key, type MasterKeys, seal, unseal } from '../stores/seal.ts';

/** What a file of ours begins with: the rows of a backup, or the keys that belong to it. */
const MAGIC = { rows: 'TINCAY2\n', keys: 'TINKEY2\n' } as const;
export type FileKind = keyof typeof MAGIC;
/** Of an older version, whose backups held their own keys. */
const OLD_MAGIC = 'TINCAY1\n';
const MAGIC_BYTES = 8;
const ID_BYTES = 16;
const HEAD_BYTES = MAGIC_BYTES + ID_BYTES + 8;

/** Says of one backup which it is (the same in both its files) and when it was made (ms). */
export type BackupHead = Readonly<{ id: string; at: number }>;
/** Some rows of a table, as JSON objects. */
export type BackupPiece = Readonly<{ table: string; rows: readonly Row[] }>;
export type Row = Readonly<Record<string, unknown>>;

const Piece = z.union([
  z.object({ table: z.string(), rows: z.array(z.record(z.string(), z.unknown())) }),
  z.object({ end: z.literal(true), house: z.string() }),
]);

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** Why a file is not restored, said to whoever runs the command. */
export class Refusal extends Error {}

export function newHead(at: number): BackupHead {
  return { id: randomBytes(ID_BYTES).toString('hex'), at };
}

/**
 * Writes a sealed file; it appears when it is whole. Every piece is bound to its file, its date and its place in it,
 * and the last one says that it is the last, and of which house.
 */
export async function writeSealed(
  path: string, { kind, head, masters, house }: Readonly<{
    kind: FileKind; head: BackupHead; masters: MasterKeys; house: string;
  }>, pieces: AsyncIterable<BackupPiece>,
): Promise<void> {
  const current = masters[0];
  if (!current) throw new Error('There is no master key');
  const key = keyOf(current, kind);
  const start = headBytes(kind, head);
  const part = `${path}.part`;
  const file = await open(part, 'w', 0o600);
  let count = 0;
  const write = async (piece: unknown): Promise<void> => {
    const text = (await zip(JSON.stringify(piece))).toString('base64');
    const sealed = seal(key, new Private(text), contextOf(start, count++));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(sealed.length);
    await file.write(Buffer.concat([length, sealed]));
  };
  try {
    await file.write(start);
    for await (const piece of pieces) await write(piece);
    await write({ end: true, house });
    await file.sync();
    await file.close();
    renameSync(part, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    rmSync(part, { force: true });
    throw error;
  }
}

export type OpenedFile = Readonly<{ head: BackupHead; house: string; pieces: readonly BackupPiece[] }>;

/** Reads a sealed file whole, before anybody changes anything; throws a refusal when it is not ours or not whole. */
export async function readSealed(path: string, kind: FileKind, masters: MasterKeys): Promise<OpenedFile> {
  const file = await readFile(path);
  const head = headIn(file, kind);
  if (!head) throw new Refusal(whatItIs(file, kind));
  const start = file.subarray(0, HEAD_BYTES);
  const sealed = splitPieces(file);
  const key = masters.map((master) => keyOf(master, kind)).find((candidate) => opens(candidate, sealed[0], start));
  if (!key) {
    throw new Refusal('The backup was sealed by a master key that is not in MASTER_KEY, or it is damaged.');
  }
  const pieces: BackupPiece[] = [];
  for (const [index, piece] of sealed.entries()) {
    const read = Piece.parse(JSON.parse(await unzipped(openPiece(key, piece, contextOf(start, index)))));
    if ('rows' in read) pieces.push(read);
    else if (index === sealed.length - 1) return { head, house: read.house, pieces };
  }
  throw new Refusal('The backup is cut off: its end is missing.');
}

/** The date in a file's head, without opening it; undefined when it is not a file of that kind. */
export function dateOf(path: string, kind: FileKind): number | undefined {
  const start = Buffer.alloc(HEAD_BYTES);
  const file = openSync(path, 'r');
  try {
    return headIn(start.subarray(0, readSync(file, start)), kind)?.at;
  } finally {
    closeSync(file);
  }
}

const keyOf = (master: Key, kind: FileKind): Key =>
  Buffer.from(hkdfSync('sha256', master, '', kind === 'rows' ? 'tincay backup' : 'tincay backup keys', 32));

const contextOf = (start: Buffer, index: number): string => `backup:${start.toString('hex')}:${index}`;

function headBytes(kind: FileKind, { id, at }: BackupHead): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(at));
  return Buffer.concat([Buffer.from(MAGIC[kind]), Buffer.from(id, 'hex'), time]);
}

function headIn(file: Buffer, kind: FileKind): BackupHead | undefined {
  if (file.length < HEAD_BYTES || file.subarray(0, MAGIC_BYTES).toString('utf8') !== MAGIC[kind]) return undefined;
  const id = file.subarray(MAGIC_BYTES, MAGIC_BYTES + ID_BYTES).toString('hex');
  return { id, at: Number(file.readBigUInt64BE(MAGIC_BYTES + ID_BYTES)) };
}

function whatItIs(file: Buffer, kind: FileKind): string {
  const magic = file.subarray(0, MAGIC_BYTES).toString('utf8');
  if (magic === OLD_MAGIC) return 'This backup is of an older version, which kept keys in it: it is not restored.';
  if (magic === MAGIC.keys && kind === 'rows') return 'These are the keys of a backup: give the file without .keys.';
  if (magic === MAGIC[kind]) return 'The backup is cut off.';
  return kind === 'rows' ? 'This is not a backup of Tin Cậy.' : 'The .keys file is not one of Tin Cậy.';
}

function opens(key: Key, sealed: Buffer | undefined, start: Buffer): boolean {
  try {
    return sealed !== undefined && unseal(key, sealed, contextOf(start, 0)) !== undefined;
  } catch {
    return false;
  }
}

function openPiece(key: Key, sealed: Buffer, context: string): string {
  try {
    return reveal(unseal(key, sealed, context));
  } catch {
    throw new Refusal('The backup is damaged: a piece of it does not open.');
  }
}

async function unzipped(piece: string): Promise<string> {
  return (await unzip(Buffer.from(piece, 'base64'))).toString('utf8');
}

function splitPieces(file: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = HEAD_BYTES; at < file.length;) {
    const length = at + 4 <= file.length ? file.readUInt32BE(at) : Infinity;
    if (at + 4 + length > file.length) throw new Refusal('The backup is cut off.');
    pieces.push(file.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return pieces;
}
