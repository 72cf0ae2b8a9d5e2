import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';

/** Tries of receipts: this many, then a pause. Right and wrong ones count alike. */
const TRIES = 6;
const PAUSE_SECONDS = 15 * 60;

export type Throttle = Readonly<{ mayTry: (who: string) => Promise<boolean>; close: () => void }>;

/** Counts tries per person, in Redis where several processes share it; the embedded house is one process. */
export function openThrottle(redisUrl: string | undefined): Throttle {
  const tries = { points: TRIES, duration: PAUSE_SECONDS, keyPrefix: 'tincay_tries' };
  const memory = new RateLimiterMemory(tries);
  const redis = redisUrl ? new Redis(redisUrl, { enableOfflineQueue: false }) : undefined;
  redis?.on('error', () => undefined);
  // While Redis is away each process counts for itself: stricter than nothing, and nobody is locked out.
  const limiter = redis
    ? new RateLimiterRedis({ ...tries, storeClient: redis, insuranceLimiter: memory })
    : memory;
  return {
    mayTry: async (who) => {
      try {
        await limiter.consume(who);
        return true;
      } catch {
        return false;
      }
    },
    close: () => redis?.disconnect(),
  };
}
