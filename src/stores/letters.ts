import type { Database } from './database.ts';

/** A message that could not be sent. `at`: when it was written, ISO; `again`: whether it may be tried again. */
export type Letter = Readonly<{
  id: string; channel: string; kind: string; failure: string; attempts: number; at: string; again: boolean;
}>;

export type Letters = Readonly<{
  /** The newest first, 500 at most. */
  letters: readonly Letter[];
  /** All there are. */
  counts: readonly Readonly<{ channel: string; failure: string; count: number }>[];
}>;

/** Dead letters: what failed for good and lies in the outbox until it is old. */
export type LetterStore = Readonly<{
  list: () => Promise<Letters>;
  /** Has them tried again, as far as that is still right; gives how many. */
  retry: (ids: readonly string[] | 'all') => Promise<number>;
  /** Drops the words of those that may not be tried again at `at` (ms); gives how many. */
  fade: (at: number) => Promise<number>;
}>;

const LIST_MAX = 500;

/**
 * A member expects an alert of today. On anybody else's phone older words must not appear at an hour that nobody
 * agreed to.
 */
const again = (at: string): string => `(o.payload IS NOT NULL AND EXISTS (
  SELECT 1 FROM lane l WHERE l.id = o.lane_id AND o.created_at > ${at} - CASE WHEN EXISTS (
    SELECT 1 FROM member m WHERE (m.lane_id = l.id OR m.other_lane_id = l.id) AND m.left_at IS NULL)
    THEN interval '24 hours' ELSE interval '10 minutes' END))`;

const LIST = `
  SELECT o.id, coalesce(l.channel, '') AS channel, o.kind, coalesce(o.failure, '') AS failure, o.attempts,
    extract(epoch FROM o.created_at)::float8 * 1000 AS at, ${again('now()')} AS again
  FROM outbox o LEFT JOIN lane l ON l.id = o.lane_id WHERE o.state = 'failed'
  ORDER BY o.created_at DESC, o.position DESC LIMIT ${LIST_MAX}`;

const COUNTS = `
  SELECT coalesce(l.channel, '') AS channel, coalesce(o.failure, '') AS failure, count(*)::int AS count
  FROM outbox o LEFT JOIN lane l ON l.id = o.lane_id WHERE o.state = 'failed' GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`;

const RETRY = `
  UPDATE outbox o SET state = 'due', attempts = 0, failure = NULL, instance_id = NULL, due_at = now()
  WHERE o.state = 'failed' AND ($1::text[] IS NULL OR o.id = ANY($1::text[])) AND ${again('now()')}
  RETURNING o.id`;

const FADE = `
  UPDATE outbox o SET payload = NULL
  WHERE o.state = 'failed' AND o.payload IS NOT NULL AND NOT ${again('$1::timestamptz')}
  RETURNING o.id`;

export function letterStore({ query }: Pick<Database, 'query'>): LetterStore {
  return {
    list: async () => ({
      letters: (await query(LIST, [])).map((row) => ({
        id: String(row['id']), channel: String(row['channel']), kind: String(row['kind']),
        failure: String(row['failure']), attempts: Number(row['attempts']),
        at: new Date(Number(row['at'])).toISOString(), again: row['again'] === true,
      })),
      counts: (await query(COUNTS, [])).map((row) => ({
        channel: String(row['channel']), failure: String(row['failure']), count: Number(row['count']),
      })),
    }),
    retry: async (ids) => (await query(RETRY, [ids === 'all' ? null : ids])).length,
    fade: async (at) => (await query(FADE, [new Date(at)])).length,
  };
}
