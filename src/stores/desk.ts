import { Private } from '../core/private/private.ts';
import type { Arrival, DeskStore, Lane, LaneKey, Stored, Work } from '../tasks/ports.ts';
import type { Query } from './database.ts';
import { type MasterKeys, newKey, seal, unseal, unwrapKey, wrapKey } from './seal.ts';

/** What the desk seals with: master keys for wrapping, the inbox key; and who it is. */
export type HouseSeals = { masters: MasterKeys; inbox: Buffer; instance: string };

/**
 * The reply path: one statement a turn stores what arrived and reads its sessions, commits what was
 * worked, and marks what was sent. People who wait together share the round trip.
 */
export function deskStore(query: Query, keys: HouseSeals): DeskStore {
  const open = (row: Record<string, unknown>): Lane => openLane(row, keys.masters);
  return {
    turn: async ({ arrivals, works, marks }) => {
      const rows = await query(TURN, [
        JSON.stringify(arrivals.map((arrival) => arrivalRow(arrival, keys.inbox))),
        ...workRows(works, keys), keys.instance,
        JSON.stringify(marks.map(({ id, state, failure, dueInMs }) => ({ id, state, failure, wait: dueInMs ?? 0 }))),
      ]);
      const lanes = rows.filter((row) => row['wrapped'] !== null);
      return {
        lanes: new Map(lanes.map((row) => [String(row['id']), open(row)])),
        committed: new Set(rows.flatMap((row) => (row['wrapped'] === null ? [String(row['id'])] : []))),
      };
    },
    claim: async (laneIds) => {
      const rows = await query(LANES, [laneIds]);
      const waiting = await query(WAITING, [laneIds]);
      return {
        lanes: new Map(rows.map((row) => [String(row['id']), open(row)])),
        waiting: waiting.map((row) => openStored(row, keys.inbox)),
      };
    },
    drop: async (ids) => {
      await query('DELETE FROM inbox WHERE id = ANY($1::text[])', [ids]);
    },
    newLane: (laneId, channel, account) => ({
      laneId, channel, version: 0, session: new Private(''), handle: () => new Private(account),
      key: { wrapped: undefined, bytes: newKey() },
    }),
  };
}

/** Commits works in one statement: a lane whose version moved on is left out, with all it would have left. */
export async function commitWorks(query: Query, works: readonly Work[], keys: HouseSeals): Promise<Set<string>> {
  const rows = await query(COMMIT, [...workRows(works, keys), keys.instance]);
  return new Set(rows.map((row) => String(row['id'])));
}

/** Lanes, the events they are done with, and what they leave for the outbox, each as one JSON text. */
function workRows(works: readonly Work[], keys: HouseSeals): [lanes: string, done: string, out: string] {
  const lanes = works.map((work) => laneRow(work, keys.masters));
  const done = works.flatMap(({ lane, done: ids }) => ids.map((event) => ({ lane: lane.laneId, event })));
  const out = works.flatMap(({ lane, out: rows }) => rows.map((row) => ({
    id: row.id, lane: row.laneId, kind: row.kind, state: row.state,
    payload: seal(asKey(lane.key), row.body, `out:${row.laneId}`).toString('base64'),
  })));
  return [JSON.stringify(lanes), JSON.stringify(done), JSON.stringify(out)];
}

const LANE = "l.id, l.channel, l.version::float8 AS version, l.session, l.handle, k.wrapped";

const LANES = `SELECT ${LANE} FROM lane l JOIN lane_key k ON k.lane_id = l.id WHERE l.id = ANY($1::text[])`;

// Platforms may deliver out of order: what waits is worked in the platform's order, then in ours.
const WAITING = `
  SELECT id, lane_id, channel, ord::float8 AS ord, position::float8 AS position, payload
  FROM inbox WHERE lane_id = ANY($1::text[]) ORDER BY ord, position`;

/** Four parameters from `first`: lanes, done events, outgoing rows, who we are. `ok` holds the committed lanes. */
const commitFrom = (first: number): string => `
  r AS (SELECT * FROM json_to_recordset($${first}::json) AS
    r(id text, channel text, version bigint, session text, handle text, key text, lapse float8)),
  u AS (UPDATE lane SET version = lane.version + 1, session = decode(r.session, 'base64'),
      lapse_at = to_timestamp(r.lapse), updated_at = now()
    FROM r WHERE r.version > 0 AND lane.id = r.id AND lane.version = r.version RETURNING lane.id),
  n AS (INSERT INTO lane (id, channel, version, session, handle, lapse_at)
    SELECT id, channel, 1, decode(session, 'base64'), decode(handle, 'base64'), to_timestamp(lapse)
    FROM r WHERE version = 0 ON CONFLICT (id) DO NOTHING RETURNING id),
  k AS (INSERT INTO lane_key (lane_id, wrapped)
    SELECT r.id, decode(r.key, 'base64') FROM r JOIN n ON n.id = r.id
    ON CONFLICT (lane_id) DO UPDATE SET wrapped = excluded.wrapped),
  ok AS (SELECT id FROM u UNION ALL SELECT id FROM n),
  d AS (DELETE FROM inbox USING ok, json_to_recordset($${first + 1}::json) AS e(lane text, event text)
    WHERE inbox.id = e.event AND e.lane = ok.id),
  o AS (INSERT INTO outbox (id, lane_id, kind, state, payload, instance_id, attempts)
    SELECT o.id, o.lane, o.kind, o.state, decode(o.payload, 'base64'),
      CASE WHEN o.state = 'sending' THEN $${first + 3} END,
      CASE WHEN o.state = 'sending' THEN 1 ELSE 0 END
    FROM json_to_recordset($${first + 2}::json) AS o(id text, lane text, kind text, state text, payload text)
    JOIN ok ON ok.id = o.lane ON CONFLICT (id) DO NOTHING)`;

// A sent row goes: what is left in the outbox is what is not sent, and no index grows with what was.
const MARK = `
  m AS (SELECT * FROM json_to_recordset($6::json) AS m(id text, state text, failure text, wait float8)),
  sent AS (DELETE FROM outbox USING m WHERE outbox.id = m.id AND m.state = 'sent'),
  unsent AS (UPDATE outbox SET state = m.state, failure = m.failure,
      payload = CASE WHEN m.state = 'due' THEN outbox.payload END,
      instance_id = NULL, due_at = now() + m.wait * interval '1 millisecond'
    FROM m WHERE outbox.id = m.id AND m.state <> 'sent')`;

const COMMIT = `WITH ${commitFrom(1)} SELECT id FROM ok`;

const TURN = `
  WITH a AS (SELECT * FROM json_to_recordset($1::json)
      AS a(id text, lane text, channel text, ord bigint, payload text)),
  i AS (INSERT INTO inbox (id, lane_id, channel, ord, payload)
    SELECT id, lane, channel, ord, decode(payload, 'base64') FROM a ON CONFLICT (id) DO NOTHING),
  ${commitFrom(2)}, ${MARK}
  SELECT ${LANE} FROM (SELECT DISTINCT lane FROM a) a JOIN lane l ON l.id = a.lane JOIN lane_key k ON k.lane_id = l.id
  UNION ALL SELECT id, NULL, NULL, NULL, NULL, NULL FROM ok`;

function arrivalRow(arrival: Arrival, inbox: Buffer): object {
  const payload = seal(inbox, arrival.heard, `in:${arrival.laneId}`).toString('base64');
  return { id: arrival.id, lane: arrival.laneId, channel: arrival.channel, ord: arrival.order, payload };
}

function laneRow({ lane, session, lapseAt }: Work, masters: MasterKeys): object {
  const key = asKey(lane.key);
  const isNew = lane.version === 0;
  return {
    id: lane.laneId,
    version: lane.version,
    session: seal(key, session, `lane:${lane.laneId}`).toString('base64'),
    lapse: lapseAt > 0 ? lapseAt / 1000 : null,
    ...(isNew && {
      channel: lane.channel,
      handle: seal(key, lane.handle(), `handle:${lane.laneId}`).toString('base64'),
      key: wrapKey(masters, key, `lane:${lane.laneId}`).toString('base64'),
    }),
  };
}

function openLane(row: Record<string, unknown>, masters: MasterKeys): Lane {
  const laneId = String(row['id']);
  const wrapped = bytesOf(row['wrapped']);
  const key = unwrapKey(masters, wrapped, `lane:${laneId}`);
  const handle = bytesOf(row['handle']);
  return {
    laneId,
    channel: String(row['channel']),
    version: Number(row['version']),
    session: unseal(key, bytesOf(row['session']), `lane:${laneId}`),
    handle: () => unseal(key, handle, `handle:${laneId}`),
    key: { wrapped, bytes: key },
  };
}

function openStored(row: Record<string, unknown>, inbox: Buffer): Stored {
  const laneId = String(row['lane_id']);
  return {
    id: String(row['id']),
    laneId,
    channel: String(row['channel']),
    order: Number(row['ord']),
    position: Number(row['position']),
    heard: unseal(inbox, bytesOf(row['payload']), `in:${laneId}`),
  };
}

/** The driver gives bytes as Buffer or Uint8Array; anything else is a column we misread. */
export function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new Error('A column that holds bytes held something else');
}

function asKey(key: LaneKey): Buffer {
  return Buffer.from(key.bytes.buffer, key.bytes.byteOffset, key.bytes.byteLength);
}
