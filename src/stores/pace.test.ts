import { afterAll, beforeAll, expect, test } from 'vitest';
import { onEveryBackend } from '../../test/service/backends.ts';
import { type Database, openDatabase } from './database.ts';
import { paceStore } from './pace.ts';

onEveryBackend('The pace of all processes', (backend) => {
  let database: Database;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const made = await backend.make();
    drop = made.drop;
    database = await openDatabase({ url: made.settings['DATABASE_URL'] ?? '', folder: 'memory://' });
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });
  const near = (ms: number): object => ({ asymmetricMatch: (other: number) => other <= ms && other > ms - 500 });
  const keys = async (): Promise<unknown[]> =>
    (await database.query('SELECT channel FROM channel_pace ORDER BY channel', [])).map((row) => row['channel']);

  test('two processes never have the same moment, and the first has it now', async () => {
    const [one, other] = [paceStore(database), paceStore(database)];
    expect(await one.reserve('shared', 3, 10_000)).toBe(0);
    expect(await other.reserve('shared', 1, 10_000)).toEqual(near(30_000));
    expect(await one.reserve('shared', 2, 10_000)).toEqual(near(40_000));
    expect(await one.reserve('another', 1, 10_000)).toBe(0);
  });

  test('fifty who ask at the same time have fifty moments', async () => {
    const [one, other] = [paceStore(database), paceStore(database)];
    const rests = await Promise.all(Array.from({ length: 50 }, (_, index) => (index % 2 ? one : other).reserve('crowd', 1, 5_000)));
    expect(rests.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => near(index * 5_000)));
  });

  test('moments that nobody used are gone', async () => {
    const store = paceStore(database);
    await store.reserve('quiet', 2, 20);
    await database.query("UPDATE channel_pace SET next_at = now() - interval '1 hour' WHERE channel = 'quiet'", []);
    expect(await store.reserve('quiet', 1, 5_000)).toBe(0);
    expect(await store.reserve('quiet', 1, 5_000)).toEqual(near(5_000));
  });

  test('a clock that was put back holds nobody up', async () => {
    const store = paceStore(database);
    await store.reserve('turned', 1, 20);
    await database.query("UPDATE channel_pace SET next_at = now() + interval '3 hours' WHERE channel = 'turned'", []);
    expect(await store.reserve('turned', 1, 60_000)).toBe(0);
    expect(await store.reserve('turned', 1, 20)).toEqual(near(60_000));
  });

  test('chats that have been free for a minute are forgotten, channels and others are not', async () => {
    const store = paceStore(database);
    await database.query('DELETE FROM channel_pace', []);
    for (const key of ['lane:old', 'lane:new', 'telegram']) await store.reserve(key, 1, 1_000);
    await database.query("UPDATE channel_pace SET next_at = now() - interval '61 seconds' WHERE channel <> 'lane:new'", []);
    await store.forget();
    expect(await keys()).toEqual(['lane:new', 'telegram']);
  });
});
