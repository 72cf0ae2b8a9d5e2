import { setTimeout as rest } from 'node:timers/promises';
import type { Session } from '../core/conversation/session.ts';
import { reveal } from '../core/private/reveal.ts';
import { hourOf } from '../core/vietnam.ts';
import type { Database, PrismaTransaction } from './database.ts';
import type { HouseKeys } from './house_keys.ts';
import { IS_QUIET, type Lives, type Retention, RETENTIONS, TOUCHED } from './retention.ts';
import { unseal, unwrapKey } from './seal.ts';
import { shredCases, shredLanes } from './shred.ts';

const DAY_MS = 86_400_000;
/** Rows of one statement, chats and cases of one transaction: nobody's reply waits for more. */
const ROWS = 200;
const LANES = 100;
const CASES = 20;
/** Between two pieces whoever waits goes first. */
const REST_MS = 5;
/** Pieces of one kind in one round of the clock; the next round goes on. */
const PIECES_MAX = 1_000;

export type RetentionStore = Readonly<{
  /** Deletes what is older than it may be at `at` (ms), piece by piece; gives how much of each kind. */
  retain: (at: number) => Promise<Readonly<Record<string, number>>>;
  /** Has the embedded database forget what was deleted since, in its files too; false when it is not the hour. */
  tidy: (at: number) => Promise<boolean>;
}>;

/** What the clock deletes, by the table of `retention.ts`. */
export function retentionStore(database: Database, keys: HouseKeys, lives: Lives, openedAt: number): RetentionStore {
  let tidiedAt = openedAt;
  return {
    retain: async (at) => {
      await noteUntouched(database, lives, at);
      const gone: Record<string, number> = {};
      for (const kind of RETENTIONS) gone[kind.kind] = await retainKind({ database, keys, at }, kind, lives);
      return gone;
    },
    tidy: async (at) => {
      if (database.kind !== 'embedded' || !isTidyHour(at, tidiedAt)) return false;
      tidiedAt = at;
      await tidyFiles(database);
      return true;
    },
  };
}

type Round = Readonly<{ database: Database; keys: HouseKeys; at: number }>;

async function retainKind(round: Round, kind: Retention, lives: Lives): Promise<number> {
  const before = new Date(round.at - kind.days(lives) * DAY_MS);
  let gone = 0;
  let after = '';
  for (let piece = 0; piece < PIECES_MAX; piece++) {
    const { count, last } = await retainPiece(round, kind, before, after);
    gone += count;
    if (last === undefined) return gone;
    after = last;
    await rest(REST_MS);
  }
  return gone;
}

/** `last`: where the next piece begins; undefined when this was the last one. */
type Piece = { count: number; last: string | undefined };

function retainPiece(round: Round, kind: Retention, before: Date, after: string): Promise<Piece> {
  switch (kind.goes) {
    case 'row': return retainRows(round, kind, before);
    case 'case': return retainCases(round, kind, before, false);
    case 'open case': return retainCases(round, kind, before, true);
    case 'lane': return retainLanes(round, kind, before);
    case 'abandoned lane': return retainAbandoned(round, kind, before, after);
  }
}

/** `$1` is the moment before which its time began. */
function condition({ from, when }: Retention): string {
  return [from ? `${from} < $1::timestamptz` : '$1::timestamptz IS NOT NULL', ...(when ? [when] : [])].join(' AND ');
}

async function retainRows({ database }: Round, kind: Retention, before: Date): Promise<Piece> {
  const gone = await database.query(
    `DELETE FROM ${kind.table} WHERE ctid = ANY(ARRAY(
       SELECT ctid FROM ${kind.table} WHERE ${condition(kind)} LIMIT ${ROWS})) RETURNING 1`, [before],
  );
  return { count: gone.length, last: gone.length < ROWS ? undefined : '' };
}

/** A row that somebody holds just now, a ring or a hand, is left to the next round. */
const locked = (kind: Retention, more = ''): string =>
  `SELECT id FROM ${kind.table} WHERE ${condition(kind)} ${more}
   LIMIT ${kind.table === 'lane' ? LANES : CASES} FOR UPDATE SKIP LOCKED`;

async function idsOf(tx: PrismaTransaction, statement: string, ...values: unknown[]): Promise<string[]> {
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(statement, ...values);
  return rows.map(({ id }) => id);
}

async function retainCases(
  { database, keys, at }: Round, kind: Retention, before: Date, open: boolean,
): Promise<Piece> {
  const ids = await database.transaction(async (tx) => {
    const found = await idsOf(tx, locked(kind), before);
    await shredCases(tx, keys, found, at);
    // What the officer counts names no case.
    const events = found.map(() => ({ caseId: '', code: 'untouched_gone', at: new Date(at) }));
    if (open) await tx.caseEvent.createMany({ data: events });
    return found;
  });
  return { count: ids.length, last: ids.length < CASES ? undefined : '' };
}

async function retainLanes({ database, keys, at }: Round, kind: Retention, before: Date): Promise<Piece> {
  const ids = await database.transaction(async (tx) => {
    const found = await idsOf(tx, locked(kind), before);
    await dropLanes(tx, keys, found, at);
    return found;
  });
  return { count: ids.length, last: ids.length < LANES ? undefined : '' };
}

/** Whether a case came of a talk stands in its sealed session alone: no column leads from a chat to a case. */
async function retainAbandoned(
  { database, keys, at }: Round, kind: Retention, before: Date, after: string,
): Promise<Piece> {
  const rows = await database.query(
    `SELECT lane.id, lane.session, k.wrapped FROM lane LEFT JOIN lane_key k ON k.lane_id = lane.id
     WHERE ${condition(kind)} AND lane.id > $2 ORDER BY lane.id LIMIT ${LANES}`, [before, after],
  );
  const ids = rows.filter((row) => !hasCase(keys, row)).map(({ id }) => String(id));
  const count = ids.length === 0 ? 0 : await database.transaction(async (tx) => {
    // She may have written meanwhile.
    const still = await idsOf(tx, locked(kind, 'AND lane.id = ANY($2::text[])'), before, ids);
    await dropLanes(tx, keys, still, at);
    return still.length;
  });
  return { count, last: rows.length < LANES ? undefined : String(rows.at(-1)?.['id']) };
}

function hasCase({ masters }: HouseKeys, { id, session, wrapped }: Record<string, unknown>): boolean {
  if (!(wrapped instanceof Uint8Array) || !(session instanceof Uint8Array)) return false;
  const key = unwrapKey(masters, wrapped, `lane:${String(id)}`);
  // Our own sealed JSON: the seal has proved that nobody else wrote it.
  const record: { session: Session } = JSON.parse(reveal(unseal(key, session, `lane:${String(id)}`)));
  return record.session.kept.cases.length > 0;
}

async function dropLanes(tx: PrismaTransaction, keys: HouseKeys, ids: readonly string[], at: number): Promise<void> {
  if (ids.length === 0) return;
  const ofLanes = { where: { laneId: { in: [...ids] } } };
  await tx.talkPage.deleteMany(ofLanes);
  await tx.$executeRawUnsafe('DELETE FROM trace WHERE lane_id = ANY($1::text[])', ids);
  await shredLanes(tx, keys, ids, at);
}

/** Before an open case goes it is seen: an event that officers count, once for each time it is left alone. */
async function noteUntouched({ query }: Database, { retention }: Lives, at: number): Promise<void> {
  await query(
    `INSERT INTO case_event (case_id, code, at) SELECT id, 'untouched', $2 FROM cases
     WHERE ${IS_QUIET} AND ${TOUCHED} < $1 AND NOT EXISTS (SELECT 1 FROM case_event n
       WHERE n.case_id = cases.id AND n.code = 'untouched' AND n.at >= ${TOUCHED})`,
    [new Date(at - retention * DAY_MS), new Date(at)],
  );
}

/** Two to five at night in Viet Nam; a house that was never open then has it done after thirty hours. */
function isTidyHour(at: number, tidiedAt: number): boolean {
  const hour = hourOf(at);
  const hours = (at - tidiedAt) / 3_600_000;
  return (hour >= 2 && hour < 5 && hours > 6) || hours > 30;
}

/** Tables whose rows go or change. */
const TIDIED = [
  ...new Set(RETENTIONS.map(({ table }) => table)),
  'thread_message', 'receipt', 'consent', 'alert', 'offer', 'trace', 'chat_pace', 'house_key',
];

/**
 * A deleted row stays readable in the table's file until it is written over, and in the write-ahead log; plain VACUUM
 * leaves it there. Each table is written anew, one at a time, then the log begins a new file and the old ones go.
 * PostgreSQL as a server has its own ways: docs/operating.md.
 */
async function tidyFiles({ query }: Database): Promise<void> {
  for (const table of TIDIED) {
    await query(`VACUUM FULL "${table}"`, []);
    await rest(REST_MS);
  }
  await query('SET wal_recycle = off', []);
  await query('SELECT pg_switch_wal()::text', []);
  await query('CHECKPOINT', []);
}
