import type { Trace, Traces } from '../tasks/ports.ts';
import type { Database } from './database.ts';

/** Messages can be taken back for this long after they were sent (Bot API: 48 hours), less an hour for the way. */
const HOURS = 47;
/** What nobody took back goes by itself while it still can: this long before, so that a bad night costs nothing. */
const FADES_HOURS = 40;
const SOME = 200;
/** Those who leave at about the same time share one statement. */
const TOGETHER_MS = 100;

// One row a chat and second: the ids of our messages, marked with a plus, and of hers.
const ADD = `INSERT INTO trace (lane_id, refs, at)
  SELECT t.lane, t.refs, to_timestamp(t.at) FROM json_to_recordset($1::json) AS t(lane text, refs text, at float8)`;

// A member's chat is her work: it goes only when she leaves it.
const FADING = `SELECT DISTINCT lane_id FROM trace WHERE at < $1
  AND NOT EXISTS (SELECT 1 FROM member m WHERE m.left_at IS NULL AND trace.lane_id IN (m.lane_id, m.other_lane_id))
  LIMIT ${SOME}`;

const TAKE = `DELETE FROM trace WHERE lane_id = ANY($1::text[])
  RETURNING lane_id, refs, (extract(epoch FROM at) * 1000)::float8 AS at`;

export type TraceStore = Traces & Readonly<{
  /** Writes what was noted; called by a clock, every second. */
  flush: () => Promise<void>;
  /** Chats with something that can be taken back only a few hours longer, and the moment before which it was sent. */
  fading: (at: number) => Promise<{ laneIds: string[]; before: number }>;
  /** Forgets what is too old to be taken back at `at` (ms). */
  forget: (at: number) => Promise<void>;
}>;

/**
 * Ids of messages that lie in people's chats, so that they can be taken back. The reply path only notes them in
 * memory; a process that dies loses those of its last second.
 */
export function traceStore({ byKey, query }: Pick<Database, 'byKey' | 'query'>): TraceStore {
  let noted = new Map<string, Trace[]>();
  const note = (laneId: string, trace: Trace): void => {
    const known = noted.get(laneId);
    if (known) known.push(trace);
    else noted.set(laneId, [trace]);
  };
  const takeStored = together(async (laneIds) => {
    const found = new Map<string, Trace[]>(laneIds.map((laneId) => [laneId, []]));
    for (const row of await byKey(TAKE, [laneIds])) found.get(String(row['lane_id']))?.push(...tracesOf(row));
    return found;
  });
  return {
    note,
    last: (laneId) => noted.get(laneId)?.findLast(({ ours }) => ours),
    take: async (laneId, at) => {
      const stored = await takeStored(laneId);
      const fresh = noted.get(laneId) ?? [];
      noted.delete(laneId);
      return [...stored, ...fresh].filter((trace) => at - trace.at < HOURS * 3_600_000);
    },
    flush: async () => {
      const some = noted;
      noted = new Map();
      if (some.size === 0) return;
      const rows = [...some].map(([lane, traces]) => ({
        lane, refs: traces.map(({ ref, ours }) => (ours ? `+${ref}` : ref)).join(' '), at: (traces[0]?.at ?? 0) / 1000,
      }));
      try {
        await byKey(ADD, [JSON.stringify(rows)]);
      } catch (error) {
        for (const [laneId, traces] of some) traces.forEach((trace) => note(laneId, trace));
        throw error;
      }
    },
    fading: async (at) => {
      const before = at - FADES_HOURS * 3_600_000;
      const rows = await query(FADING, [new Date(before)]);
      return { laneIds: rows.map((row) => String(row['lane_id'])), before };
    },
    forget: async (at) => {
      await query('DELETE FROM trace WHERE at < $1', [new Date(at - HOURS * 3_600_000)]);
    },
  };
}

const tracesOf = (row: Record<string, unknown>): Trace[] => String(row['refs']).split(' ')
  .map((ref) => ({ ref: ref.replace('+', ''), ours: ref.startsWith('+'), at: Number(row['at']) }));

type Waiting = { found: (traces: Trace[]) => void; failed: (error: unknown) => void };

/** Gathers what is asked for within a moment into one question. */
function together(
  ask: (laneIds: readonly string[]) => Promise<ReadonlyMap<string, Trace[]>>,
): (laneId: string) => Promise<Trace[]> {
  let waiting = new Map<string, Waiting[]>();
  const go = async (): Promise<void> => {
    const some = waiting;
    waiting = new Map();
    try {
      const found = await ask([...some.keys()]);
      for (const [laneId, [first, ...others]] of some) {
        first?.found(found.get(laneId) ?? []);
        others.forEach((other) => other.found([]));
      }
    } catch (error) {
      for (const all of some.values()) all.forEach(({ failed }) => failed(error));
    }
  };
  return (laneId) => new Promise((found, failed) => {
    if (waiting.size === 0) setTimeout(() => void go(), TOGETHER_MS);
    waiting.set(laneId, [...waiting.get(laneId) ?? [], { found, failed }]);
  });
}
