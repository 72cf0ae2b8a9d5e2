import { Private } from '../core/private/private.ts';
import type { Committed, DeskStore } from '../tasks/desk_store.ts';
import type { Arrival, Lane, LaneKey, Stored, Work } from '../tasks/ports.ts';
import type { Query } from './database.ts';
import { type KnownLanes, knownLanes } from './known_lanes.ts';
import { type MasterKeys, newKey, seal, unseal, unwrapKey, wrapKey } from './seal.ts';

/** What the desk seals with: master keys for wrapping, the inbox key; and who it is. */
export type HouseSeals = { masters: MasterKeys; inbox: Buffer; instance: string };

/**
 * The reply path: one statement a turn stores what arrived and reads its sessions, commits what was
 * worked, and marks what was sent. People who wait together share the round trip.
 */
export function deskStore(query: Query, keys: HouseSeals): DeskStore {
  const known = knownLanes();
  const open = (row: Record<string, unknown>): Lane => openLane(row, keys.masters);
  return {
    turn: async ({ arrivals, works, marks }) => {
      const sealed = rowsOf(works, keys);
      const rows = await query(TURN, [
        JSON.stringify(arrivals.map((arrival) => arrivalRow(arrival, keys.inbox))),
        ...sealed.parameters, keys.instance,
        JSON.stringify(marks.map(({ id, state, failure, dueInMs, untried }) => (
          { id, state, failure, wait: dueInMs ?? 0, untried: untried ? 1 : 0 }))),
      ]);
      const lanes = rows.filter((row) => row['wrapped'] !== null);
      const committed = committedOf(rows.filter((row) => row['wrapped'] === null && row['channel'] !== 'waits'));
      lanes.forEach((row) => known.set(String(row['id']), row));
      moveOn(known, works, sealed.sessions, committed);
      return {
        lanes: new Map(lanes.map((row) => [String(row['id']), open(row)])),
        committed,
        behind: new Set(rows.filter((row) => row['channel'] === 'waits').map((row) => String(row['id']))),
      };
    },
    recall: (laneId) => {
      const row = known.get(laneId);
      return row && open(row);
    },
    forget: known.forget,
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
      laneId, channel, version: 0, next: Date.now(), session: new Private(''), handle: () => new Private(account),
      key: { wrapped: undefined, bytes: newKey() },
    }),
  };
}

/** What this process committed it knows without reading; what it lost to another process it does not know any more. */
function moveOn(
  known: KnownLanes, works: readonly Work[], sessions: readonly Uint8Array[], committed: Committed,
): void {
  works.forEach(({ lane: { laneId, version, next } }, index) => {
    const session = sessions[index];
    if (version > 0 && session && committed.has(laneId)) known.moveOn(laneId, version, { version: next, session });
    else known.forget(laneId);
  });
}

/** Commits works in one statement: a lane whose version moved on is left out, with all it would have left. */
export async function commitWorks(query: Query, works: readonly Work[], keys: HouseSeals): Promise<Committed> {
  return committedOf(await query(COMMIT, [...rowsOf(works, keys).parameters, keys.instance]));
}

function committedOf(rows: readonly Record<string, unknown>[]): Committed {
  return new Map(rows.map((row) => [String(row['id']), { held: row['channel'] === 'held' }]));
}

/** The sealed sessions; and as one JSON text each the lanes, the stored events that are done, and what is sent. */
function rowsOf(
  works: readonly Work[], keys: HouseSeals,
): { sessions: Buffer[]; parameters: [lanes: string, done: string, out: string] } {
  const sessions = works.map(({ lane, session }) => seal(asKey(lane.key), session, `lane:${lane.laneId}`));
  const lanes = works.map((work, index) => laneRow(work, sessions[index], keys.masters));
  const done = works.flatMap(({ lane, done: ids, straight }) => (
    straight ? [] : ids.map((event) => ({ lane: lane.laneId, event }))));
  const out = works.flatMap(({ lane, out: rows }) => rows.map((row) => ({
    id: row.id, lane: row.laneId, kind: row.kind, state: row.state,
    payload: seal(asKey(lane.key), row.body, `out:${row.laneId}`).toString('base64'),
  })));
  return { sessions, parameters: [JSON.stringify(lanes), JSON.stringify(done), JSON.stringify(out)] };
}

const LANE = "l.id, l.channel, l.version::float8 AS version, l.session, l.handle, k.wrapped";

const LANES = `SELECT ${LANE} FROM lane l JOIN lane_key k ON k.lane_id = l.id WHERE l.id = ANY($1::text[])`;

// Platforms may deliver out of order: what waits is worked in the platform's order, then in ours.
const WAITING = `
  SELECT id, lane_id, channel, ord::float8 AS ord, position::float8 AS position, payload
  FROM inbox WHERE lane_id = ANY($1::text[]) ORDER BY ord, position`;

/**
 * Four parameters from `first`: lanes, done events, outgoing rows, who we are. `ok` holds the committed lanes, and
 * whether something older of hers waits or is under way in another process: then the new rows wait behind it. What was
 * worked before it was stored is committed only when nothing of hers is stored that would have come first.
 */
const commitFrom = (first: number): string => `
  r AS (SELECT * FROM json_to_recordset($${first}::json) AS
    r(id text, channel text, version bigint, next bigint, straight boolean, session text, handle text, key text,
      lapse float8, heard float8, gone float8)),
  u AS (UPDATE lane SET version = r.next, session = decode(r.session, 'base64'),
      lapse_at = to_timestamp(r.lapse), heard_at = to_timestamp(r.heard),
      shut_at = coalesce(to_timestamp(r.gone), lane.shut_at), updated_at = now()
    FROM r WHERE r.version > 0 AND lane.id = r.id AND lane.version = r.version
      AND (r.straight IS NULL OR NOT EXISTS (SELECT 1 FROM inbox w WHERE w.lane_id = r.id)) RETURNING lane.id),
  n AS (INSERT INTO lane (id, channel, version, session, handle, lapse_at, heard_at, shut_at)
    SELECT id, channel, next, decode(session, 'base64'), decode(handle, 'base64'), to_timestamp(lapse),
      to_timestamp(heard), to_timestamp(gone)
    FROM r WHERE version = 0 ON CONFLICT (id) DO NOTHING RETURNING id),
  k AS (INSERT INTO lane_key (lane_id, wrapped)
    SELECT r.id, decode(r.key, 'base64') FROM r JOIN n ON n.id = r.id
    ON CONFLICT (lane_id) DO UPDATE SET wrapped = excluded.wrapped),
  ok AS MATERIALIZED (SELECT c.id, EXISTS (SELECT 1 FROM outbox e WHERE e.lane_id = c.id
      AND ((e.state = 'due' AND (e.kind IN ('reply', 'danger') OR e.due_at <= now()))
        OR (e.state = 'sending' AND e.instance_id <> $${first + 3}))) AS held
    FROM (SELECT id FROM u UNION ALL SELECT id FROM n) c),
  -- What waits for another try goes before what she gets now, at once, unless the platform has asked to wait.
  h AS (UPDATE outbox SET due_at = now() FROM ok WHERE ok.held AND outbox.lane_id = ok.id AND outbox.state = 'due'
    AND outbox.due_at > now() AND outbox.failure IS DISTINCT FROM 'send:throttled'),
  d AS (DELETE FROM inbox USING ok, json_to_recordset($${first + 1}::json) AS e(lane text, event text)
    WHERE inbox.id = e.event AND e.lane = ok.id),
  o AS (INSERT INTO outbox (id, lane_id, kind, state, payload, instance_id, attempts)
    SELECT o.id, o.lane, o.kind, CASE WHEN ok.held AND o.state = 'sending' THEN 'due' ELSE o.state END,
      decode(o.payload, 'base64'),
      CASE WHEN o.state = 'sending' AND NOT ok.held THEN $${first + 3} END,
      CASE WHEN o.state = 'sending' AND NOT ok.held THEN 1 ELSE 0 END
    FROM json_to_recordset($${first + 2}::json) AS o(id text, lane text, kind text, state text, payload text)
    JOIN ok ON ok.id = o.lane ON CONFLICT (id) DO NOTHING)`;

// A sent row goes: what is left in the outbox is what is not sent, and no index grows with what was.
const MARK = `
  m AS (SELECT * FROM json_to_recordset($6::json) AS m(id text, state text, failure text, wait float8, untried int)),
  sent AS (DELETE FROM outbox USING m WHERE outbox.id = m.id AND m.state = 'sent'),
  unsent AS (UPDATE outbox SET state = m.state, failure = m.failure, attempts = attempts - m.untried,
      payload = CASE WHEN m.state = 'due' OR outbox.kind IN ('alert', 'push', 'reminder') THEN outbox.payload END,
      instance_id = NULL, due_at = now() + m.wait * interval '1 millisecond'
    FROM m WHERE outbox.id = m.id AND m.state <> 'sent')`;

/** What the second column says of a committed lane. */
const HELD = "CASE WHEN held THEN 'held' END AS channel";

const COMMIT = `WITH ${commitFrom(1)} SELECT id, ${HELD} FROM ok`;

const TURN = `
  WITH a AS (SELECT * FROM json_to_recordset($1::json)
      AS a(id text, lane text, channel text, ord bigint, payload text)),
  i AS (INSERT INTO inbox (id, lane_id, channel, ord, payload)
    SELECT id, lane, channel, ord, decode(payload, 'base64') FROM a ON CONFLICT (id) DO NOTHING),
  ${commitFrom(2)}, ${MARK}
  SELECT ${LANE} FROM (SELECT DISTINCT lane FROM a) a JOIN lane l ON l.id = a.lane JOIN lane_key k ON k.lane_id = l.id
  UNION ALL SELECT id, ${HELD}, NULL, NULL, NULL, NULL FROM ok
  UNION ALL SELECT DISTINCT w.lane_id, 'waits', NULL::float8, NULL::bytea, NULL::bytea, NULL::bytea
    FROM a JOIN inbox w ON w.lane_id = a.lane
    WHERE w.id NOT IN (SELECT id FROM a)
      AND w.id NOT IN (SELECT event FROM json_to_recordset($3::json) AS e(event text))`;

function arrivalRow(arrival: Arrival, inbox: Buffer): object {
  const payload = seal(inbox, arrival.heard, `in:${arrival.laneId}`).toString('base64');
  return { id: arrival.id, lane: arrival.laneId, channel: arrival.channel, ord: arrival.order, payload };
}

function laneRow(
  { lane, lapseAt, heardAt, goneAt, straight }: Work, session: Buffer | undefined, masters: MasterKeys,
): object {
  const key = asKey(lane.key);
  const isNew = lane.version === 0;
  return {
    id: lane.laneId,
    version: lane.version,
    next: lane.next,
    straight,
    session: session?.toString('base64'),
    lapse: lapseAt > 0 ? lapseAt / 1000 : null,
    heard: heardAt > 0 ? heardAt / 1000 : null,
    gone: goneAt > 0 ? goneAt / 1000 : null,
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
    next: Number(row['version']) + 1,
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
