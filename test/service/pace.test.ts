import { afterAll, beforeAll, expect, test } from 'vitest';
import { onEveryBackend } from './backends.ts';
import { type Opened, openOn, settled, until } from './open.ts';
import { enqueue, lanesOn } from './reminders.ts';

const PEOPLE = 20;

onEveryBackend('Two processes that send', (backend) => {
  let one: Opened;
  let other: Opened | undefined;

  beforeAll(async () => {
    one = await openOn(backend, { zalo: true, settings: { TELEGRAM_PER_SECOND: '20', ZALO_OA_PER_MINUTE: '1200' } });
    // The embedded database belongs to one process.
    other = backend.name.includes('embedded') ? undefined : await openOn(backend, { beside: one });
    for (const fake of [one.telegram, one.oa]) {
      await Promise.all(Array.from({ length: PEOPLE }, () => fake.person().says('xin chào')));
    }
    await settled(one);
  });
  afterAll(async () => {
    await other?.close();
    await one.close();
  });

  test('keep a rate together: the platform complains of nothing, and everything leaves once', async () => {
    for (const [fake, channel] of [[one.telegram, 'telegram'], [one.oa, 'zalo_oa']] as const) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      fake.limits.set({ all: { sends: 20, ms: 1_000 } });
      const before = fake.calls.length;
      await enqueue(one, await lanesOn(one, channel), { count: 3, kind: 'reminder', text: `Họp nhóm ${channel}` });
      await until('all reminders to leave', async () => {
        const [left] = await one.rows(`SELECT count(*)::int AS n FROM outbox WHERE kind = 'reminder'`);
        return left?.['n'] === 0;
      }, 30_000);
      const sent = fake.calls.slice(before).map(({ fields }) => JSON.stringify(fields)).filter((text) => text.includes('Họp nhóm'));
      expect(sent).toHaveLength(PEOPLE * 3);
      expect(new Set(sent).size).toBe(PEOPLE * 3);
      expect(fake.limits.refused()).toBe(0);
      fake.limits.set({});
    }
  });

  test('an alert that comes while reminders wait overtakes them', async () => {
    const [first = '', ...others] = await lanesOn(one, 'telegram');
    const before = one.telegram.calls.length;
    await enqueue(one, others, { count: 8, kind: 'reminder', text: 'Họp nhóm sau' });
    await until('some reminders to leave', () => one.telegram.calls.length > before + 5);
    await enqueue(one, [first], { count: 1, kind: 'alert', text: 'Phiếu gấp' });
    await until('the alert to leave', () => one.telegram.calls.some(({ fields }) => JSON.stringify(fields).includes('Phiếu gấp')));
    const [left] = await one.rows(`SELECT count(*)::int AS n FROM outbox WHERE kind = 'reminder'`);
    expect(Number(left?.['n'])).toBeGreaterThan(20);
  });

  test('renew a token that died once, and use no refresh token twice', async () => {
    const uses = one.oa.oauth.uses.length;
    one.oa.oauth.expireAccess(-216);
    const people = Array.from({ length: PEOPLE }, () => one.oa.person());
    await Promise.all(people.map((person) => person.says('xin chào')));
    expect(one.oa.oauth.uses).toHaveLength(uses + 1);
    expect(one.oa.oauth.usedTwice()).toEqual([]);
  });
});
