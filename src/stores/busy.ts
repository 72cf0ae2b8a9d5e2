import type { Private } from '../core/private/private.ts';
import type { Database } from './database.ts';
import type { DeskKeys } from './desk_keys.ts';

/** Until when somebody is in the middle of a help talk, known by account and not by chat. */
export type BusyStore = Readonly<{
  /** She wrote in a help chat, in a talk that would lapse at `talkUntil` (ms); 0: she is in none any more. */
  note: (chat: Readonly<{ laneId: string; channel: string; account: () => Private }>, talkUntil: number) => void;
  /** Read before anything of a club goes to this account: ms, 0 when nothing is in its way. */
  busyUntil: (channel: string, account: Private) => Promise<number>;
  /** Writes what was noted; called by a clock, every second. */
  flush: () => Promise<void>;
}>;

const BUSY = `
  INSERT INTO chat_pace (id, busy_until)
  SELECT id, to_timestamp(until) FROM json_to_recordset($1::json) AS b(id text, until float8)
  ON CONFLICT (id) DO UPDATE SET busy_until = excluded.busy_until`;

const BUSY_UNTIL = `SELECT coalesce(max(extract(epoch FROM busy_until) * 1000), 0)::float8 AS until
  FROM chat_pace WHERE id = ANY($1::text[]) AND busy_until > $2`;

/** What is noted of a chat until the next second. */
type Noted = { channel: string; account: () => Private; until: number };

/** So long at most somebody is busy, whatever her talk waits for. */
export const BUSY_MS_MAX = 2 * 3_600_000;
/** An end is kept to this: it moves with each of her messages, and its row need not. */
const GRAIN_MS = 5 * 60_000;
const KNOWN_MAX = 10_000;

/**
 * Who is in the middle of a talk, by account and not by chat, so that what clubs begin waits for it without anybody
 * learning which talk it is. The reply path notes it in memory alone; a process that dies loses its last second.
 */
export function busyStore({ query }: Pick<Database, 'query'>, desk: DeskKeys, now: () => number): BusyStore {
  let noted = new Map<string, Noted>();
  const written = new Map<string, number>();
  const flush = async (): Promise<void> => {
    const some = noted;
    noted = new Map();
    if (some.size === 0) return;
    try {
      const rows = new Map<string, number>();
      for (const { channel, account, until } of some.values()) {
        const handle = account();
        // After midnight what was written before it ends with this too.
        const ids = [await desk.idOf(channel, handle, now()), ...await desk.idsOf(channel, handle, now())];
        ids.forEach((id) => rows.set(id, until / 1000));
      }
      await query(BUSY, [JSON.stringify([...rows].map(([id, until]) => ({ id, until })))]);
    } catch (error) {
      for (const [laneId, each] of some) if (!noted.has(laneId)) noted.set(laneId, each);
      throw error;
    }
  };
  return {
    flush,
    note: ({ laneId, channel, account }, talkUntil) => {
      const latest = Math.min(talkUntil, now() + BUSY_MS_MAX);
      const until = latest > now() ? Math.ceil(latest / GRAIN_MS) * GRAIN_MS : 0;
      if ((written.get(laneId) ?? 0) === until) return;
      if (written.size >= KNOWN_MAX) written.clear();
      written.set(laneId, until);
      noted.set(laneId, { channel, account, until });
    },
    busyUntil: async (channel, account) => {
      await flush();
      const ids = await desk.idsOf(channel, account, now());
      const [row] = await query(BUSY_UNTIL, [ids, new Date(now())]);
      return Number(row?.['until'] ?? 0);
    },
  };
}
