import type { PaceStore } from '../tasks/ports.ts';
import type { Database } from './database.ts';

// A moment further off than anybody reserves was set by a clock that has been put back since: it holds nobody up.
const RESERVE = `
  INSERT INTO channel_pace AS p (channel, next_at)
  VALUES ($1, clock_timestamp() + $2::float8 * interval '1 millisecond')
  ON CONFLICT (channel) DO UPDATE SET next_at = $2::float8 * interval '1 millisecond' + CASE
    WHEN p.next_at > clock_timestamp() + interval '10 minutes' THEN clock_timestamp()
    ELSE greatest(p.next_at, clock_timestamp()) END
  RETURNING (extract(epoch FROM p.next_at - clock_timestamp()) * 1000 - $2::float8)::float8 AS rest`;

const FORGET = `
  DELETE FROM channel_pace WHERE channel LIKE 'lane:%' AND next_at < clock_timestamp() - interval '1 minute'`;

/** The next free moment of each channel and each chat, on the database's clock. */
export function paceStore({ query }: Pick<Database, 'query'>): PaceStore {
  return {
    reserve: async (key, slots, everyMs) => {
      const [row] = await query(RESERVE, [key, slots * everyMs]);
      return Math.max(0, Number(row?.['rest'] ?? 0));
    },
    forget: async () => {
      await query(FORGET, []);
    },
  };
}
