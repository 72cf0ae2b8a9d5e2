import type { Private } from '../core/private/private.ts';
import type { Delivering, RowKind } from '../tasks/ports.ts';
import type { Database } from './database.ts';
import { bytesOf } from './desk.ts';
import { type Key, type MasterKeys, unseal, unwrapKey } from './seal.ts';

/** An instance that has not beaten for this long is dead, and its sends are `unknown`. */
const DEAD_AFTER_S = 15;
/** Replies that go at once when many are due, as after an outage. */
const REPLIES_MAX = 200;
/** Any number will do. */
const TAKE_LOCK = 72_177_002;

/** `heardAt`: when she last wrote; `shutAt`: when the platform last said no to a message for her (ms, 0: never). */
export type Due = Readonly<{
  channel: string; laneId: string; handle: () => Private; heardAt: number; shutAt: number; rows: readonly Delivering[];
}>;

export type OutboxStore = Readonly<{
  /**
   * Takes what is due for a channel, in order per person; nobody else takes the same rows. `limit` binds what the house
   * begins itself: replies that are due come besides.
   */
  takeDue: (channel: string, limit: number) => Promise<Due[]>;
  /** Sends that a dead process left between request and answer: counted, and due again but for reminders. */
  reviveUnknown: (alone: boolean) => Promise<{ again: number; left: number }>;
  /** Gives up what comes too late to be sent; gives their ids. */
  giveUpLate: (alone: boolean) => Promise<string[]>;
  beat: (role: string) => Promise<void>;
  /** What waits for her page, and taking it off when it was shown. */
  waiting: (laneId: string) => Promise<{ id: string; body: Private }[]>;
  shown: (laneId: string, ids: readonly string[]) => Promise<void>;
  /** People as one writes to them, without anything to send. */
  recipients: (laneIds: readonly string[]) => Promise<Due[]>;
}>;

// An earlier message of the same person that is under way goes first, and so does a reply that waits for another
// try; what the house began itself and tries again holds nobody up. What comes before
// something pressing of the same person presses as much, so that a limit never cuts her messages in the wrong order.
// One process at a time takes: two would share out one person's messages, and send them side by side.
const TAKE = `
  WITH gate AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(${TAKE_LOCK}, hashtext($2)) AS open),
  due AS (SELECT o.id, o.position, min(CASE o.kind WHEN 'danger' THEN 0 WHEN 'reply' THEN 1 WHEN 'alert' THEN 2
      WHEN 'push' THEN 3 ELSE 4 END) OVER (PARTITION BY o.lane_id ORDER BY o.position DESC) AS weight
    FROM outbox o JOIN lane l ON l.id = o.lane_id
    WHERE (SELECT open FROM gate) AND o.state = 'due' AND o.due_at <= now() AND l.channel = $2
      AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.lane_id = o.lane_id AND e.position < o.position
        AND (e.state = 'sending' OR (e.state = 'due' AND e.due_at > now() AND e.kind IN ('reply', 'danger'))))),
  line AS (SELECT id, weight, row_number() OVER (ORDER BY weight, position) AS n FROM due)
  UPDATE outbox SET state = 'sending', instance_id = $1, attempts = attempts + 1
  FROM (SELECT o.id FROM outbox o JOIN line ON line.id = o.id
    WHERE o.state = 'due' AND (line.n <= $3::int OR (line.weight < 2 AND line.n <= ${REPLIES_MAX}))
    FOR UPDATE OF o SKIP LOCKED) AS t
  WHERE outbox.id = t.id
  RETURNING outbox.id, outbox.lane_id, outbox.kind, outbox.attempts, outbox.payload,
    outbox.position::float8 AS position`;

/** The process that was sending is not there any more. */
const DEAD = `instance_id <> $1 AND ($2 OR NOT EXISTS (SELECT 1 FROM instance i WHERE i.id = outbox.instance_id
    AND i.beat_at > now() - interval '${DEAD_AFTER_S} seconds'))`;

const REVIVE = `
  UPDATE outbox SET state = CASE WHEN kind = 'reminder' THEN 'failed' ELSE 'due' END, failure = 'send:unknown',
    instance_id = NULL, due_at = now()
  WHERE state = 'sending' AND ${DEAD}
  RETURNING state`;

// Words that nobody waits for any more do not appear on a phone at an hour that nobody agreed to; a member's chat
// expects what is of today.
const LATE = `
  UPDATE outbox SET state = 'failed', failure = 'send:late', instance_id = NULL
  WHERE (state = 'due' OR (state = 'sending' AND ${DEAD})) AND kind IN ('reply', 'danger', 'push', 'alert')
    AND (created_at < now() - interval '24 hours' OR (created_at < now() - interval '10 minutes' AND kind <> 'alert'
      AND NOT EXISTS (SELECT 1 FROM member m
        WHERE outbox.lane_id IN (m.lane_id, m.other_lane_id) AND m.left_at IS NULL)))
  RETURNING id`;

const LANES = `
  SELECT l.id, l.channel, l.handle, k.wrapped, extract(epoch FROM l.heard_at)::float8 * 1000 AS heard,
    extract(epoch FROM l.shut_at)::float8 * 1000 AS shut
  FROM lane l JOIN lane_key k ON k.lane_id = l.id WHERE l.id = ANY($1::text[])`;

/** The outbox of the delivery desk, over the same few connections as the reply path. */
export function outboxStore(
  { byKey, query }: Pick<Database, 'byKey' | 'query'>, masters: MasterKeys, instance: string,
): OutboxStore {
  const lanes = (laneIds: readonly string[]): Promise<Record<string, unknown>[]> => byKey(LANES, [laneIds]);
  return {
    takeDue: async (channel, limit) => {
      const taken = await query(TAKE, [instance, channel, limit]);
      if (taken.length === 0) return [];
      const known = await lanes([...new Set(taken.map((row) => String(row['lane_id'])))]);
      return known.flatMap((lane) => openDue(lane, taken, masters) ?? []);
    },
    reviveUnknown: async (alone) => {
      const rows = await query(REVIVE, [instance, alone]);
      const again = rows.filter((row) => row['state'] === 'due').length;
      return { again, left: rows.length - again };
    },
    giveUpLate: async (alone) => (await query(LATE, [instance, alone])).map((row) => String(row['id'])),
    beat: async (role) => {
      await query(`INSERT INTO instance (id, role) VALUES ($1, $2)
        ON CONFLICT (id) DO UPDATE SET beat_at = now()`, [instance, role]);
    },
    waiting: async (laneId) => {
      const rows = await byKey(`SELECT id, lane_id, kind, attempts, payload, position::float8 AS position
        FROM outbox WHERE lane_id = $1 AND state = 'kept' ORDER BY position`, [laneId]);
      if (rows.length === 0) return [];
      const [lane] = await lanes([laneId]);
      return [...(lane && openDue(lane, rows, masters))?.rows ?? []];
    },
    recipients: async (laneIds) => (await lanes(laneIds)).flatMap((lane) => openDue(lane, [], masters) ?? []),
    shown: async (laneId, ids) => {
      await byKey('DELETE FROM outbox WHERE lane_id = $1 AND id = ANY($2::text[])', [laneId, ids]);
    },
  };
}

/** Undefined where she has erased herself since the rows were read: they are gone, and their key with them. */
function openDue(
  lane: Record<string, unknown>, taken: readonly Record<string, unknown>[], masters: MasterKeys,
): Due | undefined {
  const laneId = String(lane['id']);
  // A key that MASTER_KEY does not open is no trace of hers: that is a fault of ours, and loud.
  const key = unwrapKey(masters, bytesOf(lane['wrapped']), `lane:${laneId}`);
  const rows = taken.filter((row) => row['lane_id'] === laneId)
    .sort((one, other) => Number(one['position']) - Number(other['position']))
    .map((row) => ({
      id: String(row['id']), laneId, kind: kindOf(row['kind']), attempts: Number(row['attempts']),
      sealed: bytesOf(row['payload']),
    }));
  const opened = openedRows(rows, key);
  return opened && {
    channel: String(lane['channel']),
    laneId,
    handle: () => unseal(key, bytesOf(lane['handle']), `handle:${laneId}`),
    heardAt: Number(lane['heard'] ?? 0),
    shutAt: Number(lane['shut'] ?? 0),
    rows: opened,
  };
}

type Closed = Omit<Delivering, 'body'> & { sealed: Uint8Array };

/** Undefined where the key is one that she has got since: what was sealed under the older one nobody opens any more. */
function openedRows(rows: readonly Closed[], key: Key): Delivering[] | undefined {
  try {
    return rows.map(({ sealed, ...row }) => ({ ...row, body: unseal(key, sealed, `out:${row.laneId}`) }));
  } catch {
    return undefined;
  }
}

const KINDS: readonly RowKind[] = ['reply', 'danger', 'alert', 'push', 'reminder', 'wipe'];

function kindOf(value: unknown): RowKind {
  const kind = KINDS.find((known) => known === value);
  if (!kind) throw new Error('The outbox holds a kind that is unknown');
  return kind;
}
