import { Redis } from 'ioredis';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';

/** A bound: this many points in so many seconds, under a name of its own. */
export type Bound = Readonly<{ name: string; points: number; seconds: number }>;

/** What is counted for a short time and stored nowhere: in Redis where several processes share it, else in memory. */
export type Limiters = Readonly<{
  open: (bound: Bound) => RateLimiterAbstract;
  /** Remembers a value under a key for a while; an older one is replaced. */
  note: (key: string, value: string, seconds: number) => Promise<void>;
  noted: (key: string) => Promise<string | undefined>;
  close: () => void;
}>;

/** A reply that needs a counter does not wait longer for Redis: it is counted here then. */
const REDIS_MS = 250;
const NOTES_MAX = 50_000;

/** While Redis is away each process counts for itself: stricter than nothing, and nobody is locked out. */
export function openLimiters(redisUrl: string | undefined): Limiters {
  const redis = redisUrl
    ? new Redis(redisUrl, { enableOfflineQueue: false, commandTimeout: REDIS_MS })
    : undefined;
  redis?.on('error', () => undefined);
  const notes = openNotes();
  return {
    open: ({ name, points, seconds }) => {
      const options = { points, duration: seconds, keyPrefix: `tincay_${name}` };
      const memory = new RateLimiterMemory(options);
      return redis ? new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: memory }) : memory;
    },
    note: async (key, value, seconds) => {
      notes.note(key, value, seconds);
      await redis?.set(`tincay_note:${key}`, value, 'EX', seconds).catch(() => undefined);
    },
    noted: async (key) => (await redis?.get(`tincay_note:${key}`).catch(() => undefined)) ?? notes.noted(key),
    close: () => redis?.disconnect(),
  };
}

function openNotes(): {
  note: (key: string, value: string, seconds: number) => void; noted: (key: string) => string | undefined;
} {
  const notes = new Map<string, { value: string; until: number }>();
  return {
    note: (key, value, seconds) => {
      // The oldest stand first.
      notes.delete(key);
      notes.set(key, { value, until: Date.now() + seconds * 1000 });
      for (const [old, { until }] of notes) {
        if (until > Date.now() && notes.size <= NOTES_MAX) break;
        notes.delete(old);
      }
    },
    noted: (key) => {
      const found = notes.get(key);
      return found && found.until > Date.now() ? found.value : undefined;
    },
  };
}

/** True while the bound is kept. */
export async function isWithinBound(limiter: RateLimiterAbstract, key: string): Promise<boolean> {
  try {
    await limiter.consume(key);
    return true;
  } catch {
    return false;
  }
}
