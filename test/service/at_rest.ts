import { spawnSync } from 'node:child_process';
import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import type { Child } from './child.ts';
import { type Find, openHunt } from './hunt.ts';

/** A piece of what lies somewhere: where, and what. */
export type Piece = readonly [where: string, data: string | Buffer];

/** Looks through pieces as they lie; gives what was found and how many bytes were looked at. */
export async function search(secrets: readonly string[], pieces: AsyncIterable<Piece> | Iterable<Piece>): Promise<{ finds: readonly Find[]; bytes: number }> {
  // The letters of UTF-8 read one by one are a form too: a buffer that was turned into text in a hurry.
  const hunt = openHunt([...secrets, ...secrets.map((secret) => Buffer.from(secret).toString('latin1'))]);
  let bytes = 0;
  for await (const [where, data] of pieces) {
    bytes += data.length;
    hunt.look(where, data);
  }
  return { finds: hunt.finds(), bytes };
}

/** Every file in a folder, bytes as they lie on the disk. */
export function* filesIn(folder: string): Generator<Piece> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) yield [path, readFileSync(path)];
  }
}

/** The whole database as text, bytes as they are beside their hex: by pg_dump where there is one, row by row elsewhere. */
export async function dumpOf({ settings, rows }: Pick<Child, 'settings' | 'rows'>): Promise<Piece[]> {
  const made = spawnSync('pg_dump', [settings['DATABASE_URL'] ?? ''], { encoding: 'utf8', maxBuffer: 1 << 28 });
  // No such program is no failure; one that was there and would not work is.
  if (made.status !== 0 && made.error === undefined) throw new Error(`pg_dump: ${made.stderr}`);
  const text = made.status === 0 ? made.stdout : await rowsOf(rows);
  return [['the dump', text], ...bytesIn(text)];
}

async function rowsOf(rows: Child['rows']): Promise<string> {
  const [tables = []] = await rows([`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`]);
  const all = await rows(tables.map(({ name }) => `SELECT row_to_json(t)::text AS row FROM ${String(name)} t`));
  return all.flat().map(({ row }) => String(row)).join('\n');
}

/** What stands in a dump as `\\x…`. */
export const bytesIn = (dump: string): Piece[] =>
  [...dump.matchAll(/\\\\x((?:[0-9a-f]{2})+)/g)].map(([, hex = '']) => ['the bytes of the dump', Buffer.from(hex, 'hex')]);

/** How a value of each kind is read as it is: a dump of Redis packs longer ones. */
const READS: Readonly<Record<string, readonly [command: string, ...rest: string[]]>> = {
  string: ['GET'], hash: ['HGETALL'], list: ['LRANGE', '0', '-1'], set: ['SMEMBERS'], zset: ['ZRANGE', '0', '-1'], stream: ['XRANGE', '-', '+'],
};

/** Every key whose name fits, as Redis dumps it and as it is. */
export async function keysIn(redis: Redis, patterns: readonly string[]): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for (const match of patterns) {
    for await (const keys of redis.scanStream({ match, count: 500 })) {
      for (const key of [keys].flat().map(String)) {
        const [command, ...rest] = READS[await redis.type(key)] ?? ['EXISTS'];
        const values = await redis.callBuffer(command, key, ...rest);
        const dumped: unknown = await redis.dumpBuffer(key);
        pieces.push([`redis ${key}`, Buffer.concat([Buffer.from(`${key} `), ...buffersIn([values, dumped])])]);
      }
    }
  }
  return pieces;
}

const buffersIn = (value: unknown): Buffer[] =>
  Array.isArray(value) ? value.flatMap(buffersIn) : Buffer.isBuffer(value) ? [value, Buffer.from(' ')] : [];

const STRINGS = '"strings":[';
/** Longer than any secret in any form. */
const OVERLAP = 4_096;

/**
 * Every string of a V8 heap snapshot. Its file ends with them, each letter beyond ASCII as an escape. A snapshot has
 * the words of strings alone: bytes outside the heap (buffers, the memory of the embedded database) are not in it.
 */
export async function* stringsIn(path: string): AsyncGenerator<Piece> {
  let begun = false;
  let rest = '';
  for await (const part of createReadStream(path, { encoding: 'latin1', highWaterMark: 1 << 22 })) {
    rest += String(part);
    if (!begun) {
      const at = rest.indexOf(STRINGS);
      begun = at >= 0;
      rest = begun ? rest.slice(at) : rest.slice(-STRINGS.length);
    }
    if (!begun) continue;
    yield ['the heap', plain(rest)];
    rest = rest.slice(-OVERLAP);
  }
  if (!begun) throw new Error(`No strings in ${path}`);
}

/** The letters that stand as escapes in JSON; the escapes that a string itself holds stay. */
const plain = (json: string): string =>
  json.replace(/\\(?:u([0-9a-fA-F]{4})|\\)/g, (all, hex: string | undefined) => (hex === undefined ? all.slice(1) : String.fromCharCode(Number.parseInt(hex, 16))));
