import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Redis } from 'ioredis';
import type { Person } from '../fakes/person.ts';
import { outside, wipeQueue } from './backends.ts';
import { ALERT, comeIn, file, findAddress, SAID, take } from './main_job.ts';
import { type Opened, openOn, settled } from './open.ts';
import { label, said } from './said.ts';

const { missing } = outside;

const WIPE_MS = 100;

/** The queue's Redis loses everything, again and again: what is due stands in the database, so the sweep rings again. */
describe('Redis is wiped in the middle of a run', () => {
  if (missing !== undefined) {
    test.skip(missing, () => undefined);
    return;
  }
  let web: Opened;
  let worker: Opened;
  let stop = false;
  let wiped = 0;
  let wiping: Promise<void>;
  beforeAll(async () => {
    web = await openOn(outside, { settings: { ALERT_MINUTES_NORMAL: '0.05,0.1,0.15', ROLE: 'web' } });
    worker = await openOn(outside, { settings: { ROLE: 'worker' }, beside: web });
    wiping = (async () => {
      while (!stop) {
        wiped += await wipeQueue(web.settings['QUEUE_PREFIX'] ?? '');
        await new Promise((resolve) => setTimeout(resolve, WIPE_MS));
      }
    })();
  });
  afterAll(async () => {
    stop = true;
    await wiping;
    await worker.close();
    await web.close();
  });

  test('every message is answered, every ring is called once, and both sides talk', { timeout: 120_000 }, async () => {
    const here = await web.member({ address: 'TD-01' });
    const next = await web.member({ address: 'LT-01' });
    const woman: Person = web.telegram.person();
    await comeIn(woman);
    await findAddress(woman);
    await file(woman);
    await woman.presses(label('no_code'), said('contact.talk'));
    await here.hears(ALERT);
    // Nobody answers in the first ring: the clock must find the next one although its bell is gone.
    await next.hears(ALERT);
    await take(next);
    await next.says(SAID.greeting, said('common.passed_on'));
    await woman.hears(new RegExp(SAID.greeting));
    await woman.says(SAID.reply, said('common.passed_on'));
    await next.hears(new RegExp(SAID.reply));
    await settled(worker);
    // Whoever did not look was reminded once, half-way to the next ring.
    const alertsTo = ({ heard }: Person): number => heard.filter(({ text }) => ALERT.test(text)).length;
    expect([alertsTo(here), alertsTo(next)]).toEqual([2, 1]);
    const called = await web.rows(`SELECT code FROM case_event WHERE code LIKE 'ring%' OR code = 'reminded' ORDER BY id`);
    expect(called.map(({ code }) => code)).toEqual(['ring_1', 'reminded', 'ring_3']);
    expect(await web.rows('SELECT state FROM cases')).toEqual([{ state: 'in_contact' }]);
    expect(wiped).toBeGreaterThan(0);
  });

  test('of others nothing is touched', async () => {
    const redis = new Redis(web.settings['REDIS_URL'] ?? '');
    const other = `${web.settings['QUEUE_PREFIX']}x:untouched`;
    await redis.set(other, 'yes', 'EX', 60);
    await new Promise((resolve) => setTimeout(resolve, 3 * WIPE_MS));
    expect(await redis.get(other)).toBe('yes');
    await redis.del(other);
    redis.disconnect();
  });
});
