import type { Private } from '../core/private/private.ts';
import type { Delivering, OutgoingKind } from '../tasks/ports.ts';
import type { Database } from './database.ts';
import { bytesOf } from './desk.ts';
import { type MasterKeys, unseal, unwrapKey } from './seal.ts';

/** An instance that has not beaten for this long is dead, and its sends are `unknown`. */
const DEAD_AFTER_S = 15;
const TAKE_MAX = 200;

export type Due = Readonly<{ channel: string; laneId: string; handle: () => Private; rows: readonly Delivering[] }>;

export type OutboxStore = Readonly<{
  /** Takes what is due for push channels, in order per person; nobody else takes the same rows. */
  takeDue: (channels: readonly string[]) => Promise<Due[]>;
  /** Sends that a dead process left between request and answer: counted, and due again but for reminders. */
  reviveUnknown: (alone: boolean) => Promise<{ again: number; left: number }>;
  beat: (role: string) => Promise<void>;
  /** What waits for her page, and taking it off when it was shown. */
  waiting: (laneId: string) => Promise<{ id: string; body: Private }[]>;
  shown: (laneId: string, ids: readonly string[]) => Promise<void>;
}>;

// An earlier message of the same person that is still under way or waits longer goes first.
const TAKE = `
  UPDATE outbox SET state = 'sending', instance_id = $1, attempts = attempts + 1
  FROM (SELECT o.id FROM outbox o JOIN lane l ON l.id = o.lane_id
    WHERE o.state = 'due' AND o.due_at <= now() AND l.channel = ANY($2::text[])
      AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.lane_id = o.lane_id AND e.position < o.position
        AND (e.state = 'sending' OR (e.state = 'due' AND e.due_at > now())))
    ORDER BY CASE o.kind WHEN 'danger' THEN 0 WHEN 'alert' THEN 1 WHEN 'reminder' THEN 3 ELSE 2 END, o.position
    LIMIT ${TAKE_MAX} FOR UPDATE OF o SKIP LOCKED) AS t
  WHERE outbox.id = t.id
  RETURNING outbox.id, outbox.lane_id, outbox.kind, outbox.attempts, outbox.payload,
    outbox.position::float8 AS position`;

const REVIVE = `
  UPDATE outbox SET state = CASE WHEN kind = 'reminder' THEN 'failed' ELSE 'due' END, failure = 'send:unknown',
    payload = CASE WHEN kind = 'reminder' THEN NULL ELSE payload END, instance_id = NULL, due_at = now()
  WHERE state = 'sending' AND instance_id <> $1
    AND ($2 OR NOT EXISTS (SELECT 1 FROM instance i WHERE i.id = outbox.instance_id
      AND i.beat_at > now() - interval '${DEAD_AFTER_S} seconds'))
  RETURNING state`;

const LANES = `
  SELECT l.id, l.channel, l.handle, k.wrapped FROM lane l JOIN lane_key k ON k.lane_id = l.id
  WHERE l.id = ANY($1::text[])`;

/** The outbox of the delivery desk, over the same few connections as the reply path. */
export function outboxStore(
  { byKey, query }: Pick<Database, 'byKey' | 'query'>, masters: MasterKeys, instance: string,
): OutboxStore {
  const lanes = (laneIds: readonly string[]): Promise<Record<string, unknown>[]> => byKey(LANES, [laneIds]);
  return {
    takeDue: async (channels) => {
      const taken = await query(TAKE, [instance, channels]);
      if (taken.length === 0) return [];
      const known = await lanes([...new Set(taken.map((row) => String(row['lane_id'])))]);
      return known.map((lane) => openDue(lane, taken, masters));
    },
    reviveUnknown: async (alone) => {
      const rows = await query(REVIVE, [instance, alone]);
      const again = rows.filter((row) => row['state'] === 'due').length;
      return { again, left: rows.length - again };
    },
    beat: async (role) => {
      await query(`INSERT INTO instance (id, role) VALUES ($1, $2)
        ON CONFLICT (id) DO UPDATE SET beat_at = now()`, [instance, role]);
    },
    waiting: async (laneId) => {
      const rows = await byKey(`SELECT id, lane_id, kind, attempts, payload, position::float8 AS position
        FROM outbox WHERE lane_id = $1 AND state = 'due' ORDER BY position`, [laneId]);
      if (rows.length === 0) return [];
      const [lane] = await lanes([laneId]);
      return lane ? [...openDue(lane, rows, masters).rows] : [];
    },
    shown: async (laneId, ids) => {
      await byKey('DELETE FROM outbox WHERE lane_id = $1 AND id = ANY($2::text[])', [laneId, ids]);
    },
  };
}

function openDue(lane: Record<string, unknown>, taken: readonly Record<string, unknown>[], masters: MasterKeys): Due {
  const laneId = String(lane['id']);
  const key = unwrapKey(masters, bytesOf(lane['wrapped']), `lane:${laneId}`);
  const rows = taken.filter((row) => row['lane_id'] === laneId)
    .sort((one, other) => Number(one['position']) - Number(other['position']));
  return {
    channel: String(lane['channel']),
    laneId,
    handle: () => unseal(key, bytesOf(lane['handle']), `handle:${laneId}`),
    rows: rows.map((row) => ({
      id: String(row['id']), laneId, kind: kindOf(row['kind']), attempts: Number(row['attempts']),
      body: unseal(key, bytesOf(row['payload']), `out:${laneId}`),
    })),
  };
}

const KINDS: readonly OutgoingKind[] = ['reply', 'danger', 'alert', 'push', 'reminder'];

function kindOf(value: unknown): OutgoingKind {
  const kind = KINDS.find((known) => known === value);
  if (!kind) throw new Error('The outbox holds a kind that is unknown');
  return kind;
}
