import { afterAll, beforeAll, expect, test } from 'vitest';
import { onEveryBackend } from '../../test/service/backends.ts';
import { openMade } from '../../test/service/made.ts';
import { Private } from '../core/private/private.ts';
import type { Database } from '../stores/database.ts';
import { deskKeys } from '../stores/desk_keys.ts';
import { paceStore } from '../stores/pace.ts';
import { newKey } from '../stores/seal.ts';
import { openPacer } from './pace.ts';

onEveryBackend('Turns', (backend) => {
  let database: Database;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const made = await backend.make();
    drop = made.drop;
    database = await openMade(made);
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  test('two processes on this database keep one rate together, chats apart, and an alert goes ahead', async () => {
    const left: { at: number; laneId: string }[] = [];
    const masters = [newKey()];
    const pacers = [0, 1].map(() => openPacer({
      channel: 'together', perMinute: 1_800, chatMs: 1_000, store: paceStore(database, deskKeys(database, masters), Date.now), now: () => performance.now(),
      broke: (where, error) => expect.fail(`${where} ${String(error)}`),
    }));
    const send = async (by: number, kind: 'reminder' | 'alert', laneId: string): Promise<void> => {
      await pacers[by]?.turn(kind, laneId, new Private(laneId));
      left.push({ at: performance.now(), laneId });
    };
    const reminders = Array.from({ length: 120 }, (_, index) => send(index % 2, 'reminder', `${index}`));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const asked = performance.now();
    await Promise.all([send(0, 'alert', 'a member'), send(1, 'alert', 'a member')]);
    const alerts = left.filter(({ laneId }) => laneId === 'a member').map(({ at }) => at);
    expect((alerts[0] ?? Infinity) - asked).toBeLessThan(1_000);
    expect((alerts[1] ?? 0) - (alerts[0] ?? 0)).toBeGreaterThanOrEqual(1_000);
    await Promise.all(reminders);
    const times = left.map(({ at }) => at).toSorted((a, b) => a - b);
    const spans = times.slice(30).map((at, index) => at - (times[index] ?? 0));
    // How exact it is, the pacer's own test says: here a busy machine stands between the two clocks.
    expect(Math.min(...spans)).toBeGreaterThan(850);
  });
});
