import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLimiters } from './limiters.ts';
import { openThrottle, pauseSeconds } from './throttle.ts';

const { REDIS_URL } = process.env;
const places = [['memory', undefined], ...(REDIS_URL ? [['Redis', REDIS_URL] as const] : [])] as const;

describe.each(places)('tries of receipts, counted in %s', (_, url) => {
  const limiters = openLimiters(url);
  afterAll(() => limiters.close());
  const times = async (count: number, one: () => Promise<boolean>): Promise<number> => {
    let yes = 0;
    for (let index = 0; index < count; index++) if (await one()) yes++;
    return yes;
  };
  // What is asked before the connection stands is counted in memory: the tests begin after that.
  beforeAll(async () => {
    if (!url) return;
    const [redis, key] = [new Redis(url), randomUUID()];
    while (await redis.get(`tincay_note:${key}`) === null) await limiters.note(key, 'yes', 60);
    redis.disconnect();
  });

  test('one chat has six, whatever it tries', async () => {
    const { mayTry } = openThrottle(limiters);
    const chat = randomUUID();
    expect(await times(20, () => mayTry(chat))).toBe(6);
    expect(await mayTry(randomUUID())).toBe(true);
  });

  test('two hundred chats that try one receipt have six, and then one a pause; the pause ends by itself', async () => {
    const { mayGuess } = openThrottle(limiters, { pause: (counted) => (counted < 6 ? 0 : 1) });
    const receipt = randomUUID();
    const started = Date.now();
    const weighed = await times(200, () => mayGuess(receipt, true));
    expect(weighed).toBeGreaterThanOrEqual(7);
    expect(weighed).toBeLessThanOrEqual(7 + Math.ceil((Date.now() - started) / 1_000));
    expect(await mayGuess(randomUUID(), true)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect(await mayGuess(receipt, true)).toBe(true);
    expect(await mayGuess(receipt, true)).toBe(false);
  });

  test('a chat that has tried enough takes nobody her turn', async () => {
    const { mayGuess } = openThrottle(limiters, { pause: () => 60 });
    const receipt = randomUUID();
    await times(50, () => mayGuess(receipt, false));
    expect(await mayGuess(receipt, true)).toBe(true);
    expect(await mayGuess(receipt, true)).toBe(false);
  });
});

test('the pause grows from nothing to ten minutes and stays there: in a day some two hundred tries count', () => {
  expect([0, 5, 6, 7, 8, 11, 12, 500].map(pauseSeconds)).toEqual([0, 0, 15, 30, 60, 480, 600, 600]);
  let counted = 0;
  for (let seconds = 0; seconds < 86_400; counted++) seconds += pauseSeconds(counted);
  expect(counted).toBeLessThan(160);
});
