import type { PaceStore } from '../tasks/ports.ts';
import type { Database } from './database.ts';
import type { DeskKeys } from './desk_keys.ts';

// A moment further off than anybody reserves was set by a clock that has been put back since: it holds nobody up.
const reserveIn = (table: string, id: string): string => `
  INSERT INTO ${table} AS p (${id}, next_at)
  VALUES ($1, clock_timestamp() + $2::float8 * interval '1 millisecond')
  ON CONFLICT (${id}) DO UPDATE SET next_at = $2::float8 * interval '1 millisecond' + CASE
    WHEN p.next_at > clock_timestamp() + interval '10 minutes' THEN clock_timestamp()
    ELSE greatest(p.next_at, clock_timestamp()) END
  RETURNING (extract(epoch FROM p.next_at - clock_timestamp()) * 1000 - $2::float8)::float8 AS rest`;
const RESERVE = reserveIn('channel_pace', 'channel');
const RESERVE_CHAT = reserveIn('chat_pace', 'id');

const FORGET = `DELETE FROM chat_pace WHERE next_at < clock_timestamp() - interval '1 minute'
  AND (busy_until IS NULL OR busy_until < $1)`;

/** The next free moment of each channel and each chat, on the database's clock. */
export function paceStore({ query }: Pick<Database, 'query'>, desk: DeskKeys, now: () => number): PaceStore {
  const reserve = async (statement: string, key: string, busyMs: number): Promise<number> => {
    const [row] = await query(statement, [key, busyMs]);
    return Math.max(0, Number(row?.['rest'] ?? 0));
  };
  return {
    reserve: (channel, slots, everyMs) => reserve(RESERVE, channel, slots * everyMs),
    reserveChat: async (channel, account, busyMs) =>
      reserve(RESERVE_CHAT, await desk.idOf(channel, account, now()), busyMs),
    forget: async () => {
      await query(FORGET, [new Date(now())]);
      await desk.forget(now());
    },
  };
}
