import { afterAll, beforeAll, expect, test } from 'vitest';
import { onEveryBackend } from '../../test/service/backends.ts';
import { openMade } from '../../test/service/made.ts';
import { Private } from '../core/private/private.ts';
import { busyStore } from './busy.ts';
import type { Database } from './database.ts';
import { deskKeys } from './desk_keys.ts';
import type { PaceStore } from '../tasks/ports.ts';
import { paceStore } from './pace.ts';
import { newKey } from './seal.ts';

const masters = [newKey()];
const HOUR = 3_600_000;

onEveryBackend('The pace of all processes', (backend) => {
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
  const near = (ms: number): object => ({ asymmetricMatch: (other: number) => other <= ms && other > ms - 500 });
  const open = (now: () => number = Date.now): PaceStore => paceStore(database, deskKeys(database, masters), now);
  const busy = (now: () => number): ReturnType<typeof busyStore> => busyStore(database, deskKeys(database, masters), now);
  const somebody = new Private('5551234001');
  const column = async (statement: string): Promise<unknown[]> => (await database.query(statement, [])).map(({ it }) => it);
  const days = (): Promise<unknown[]> => column("SELECT name AS it FROM house_key WHERE name LIKE 'desk:%' ORDER BY name");

  test('two processes never have the same moment, and the first has it now', async () => {
    const [one, other] = [open(), open()];
    expect(await one.reserve('shared', 3, 10_000)).toBe(0);
    expect(await other.reserve('shared', 1, 10_000)).toEqual(near(30_000));
    expect(await one.reserve('shared', 2, 10_000)).toEqual(near(40_000));
    expect(await one.reserve('another', 1, 10_000)).toBe(0);
  });

  test('fifty who ask at the same time have fifty moments', async () => {
    const [one, other] = [open(), open()];
    const rests = await Promise.all(Array.from({ length: 50 }, (_, index) => (index % 2 ? one : other).reserve('crowd', 1, 5_000)));
    expect(rests.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => near(index * 5_000)));
  });

  test('moments that nobody used are gone', async () => {
    const store = open();
    await store.reserve('quiet', 2, 20);
    await database.query("UPDATE channel_pace SET next_at = now() - interval '1 hour' WHERE channel = 'quiet'", []);
    expect(await store.reserve('quiet', 1, 5_000)).toBe(0);
    expect(await store.reserve('quiet', 1, 5_000)).toEqual(near(5_000));
  });

  test('a clock that was put back holds nobody up', async () => {
    const store = open();
    await store.reserve('turned', 1, 20);
    await database.query("UPDATE channel_pace SET next_at = now() + interval '3 hours' WHERE channel = 'turned'", []);
    expect(await store.reserve('turned', 1, 60_000)).toBe(0);
    expect(await store.reserve('turned', 1, 20)).toEqual(near(60_000));
  });

  test('the chat of an account is kept free whoever writes there, other accounts and channels are not touched', async () => {
    const [one, other] = [open(), open()];
    expect(await one.reserveChat('telegram', somebody, 10_000)).toBe(0);
    expect(await other.reserveChat('telegram', somebody, 10_000)).toEqual(near(10_000));
    expect(await other.reserveChat('zalo_oa', somebody, 10_000)).toBe(0);
    expect(await other.reserveChat('telegram', new Private('5551234002'), 10_000)).toBe(0);
  });

  test('chats that have been free for a minute are forgotten, those of somebody who talks and channels are not', async () => {
    for (const table of ['channel_pace', 'chat_pace']) await database.query(`DELETE FROM ${table}`, []);
    const now = Date.now();
    const store = open(() => now);
    await store.reserve('telegram', 1, 1_000);
    for (const account of ['old', 'talks', 'new']) await store.reserveChat('telegram', new Private(account), 1_000);
    const talks = busy(() => now);
    talks.note({ laneId: 'a lane', channel: 'telegram', account: () => new Private('talks') }, now + HOUR);
    await talks.flush();
    const keys = deskKeys(database, masters);
    const [left, fresh] = await Promise.all(['talks', 'new'].map((account) => keys.idOf('telegram', new Private(account), now)));
    await database.query("UPDATE chat_pace SET next_at = now() - interval '61 seconds' WHERE id <> $1", [fresh]);
    await database.query("UPDATE channel_pace SET next_at = now() - interval '61 seconds'", []);
    await store.forget();
    expect(await column('SELECT id AS it FROM chat_pace')).toEqual(expect.arrayContaining([left, fresh]));
    expect(await column('SELECT id AS it FROM chat_pace')).toHaveLength(2);
    expect(await column('SELECT channel AS it FROM channel_pace')).toEqual(['telegram']);
  });

  test('an id of one day is another one the next, and its key is gone three hours after that day', async () => {
    await database.query("DELETE FROM house_key WHERE name LIKE 'desk:%'", []);
    const noon = Date.parse('2026-11-21T12:00:00Z');
    const keys = deskKeys(database, masters);
    const first = await keys.idOf('telegram', somebody, noon);
    expect(await deskKeys(database, masters).idOf('telegram', somebody, noon), 'another process').toBe(first);
    const next = await keys.idOf('telegram', somebody, noon + 24 * HOUR);
    expect(next).not.toBe(first);
    await keys.forget(noon + 14.9 * HOUR);
    expect(await days()).toEqual(['desk:2026-11-21', 'desk:2026-11-22']);
    await keys.forget(noon + 15 * HOUR);
    expect(await days()).toEqual(['desk:2026-11-22']);
    expect(await keys.idOf('telegram', somebody, noon), 'the key of that day came back').not.toBe(first);
  });

  test('who is in a talk is known by account until its end, over midnight too, and not after it', async () => {
    let now = Date.parse('2026-11-21T23:30:00Z');
    const [here, there] = [busy(() => now), busy(() => now)];
    const chat = { laneId: 'her lane', channel: 'telegram', account: () => somebody };
    here.note(chat, now + 24 * HOUR);
    await here.flush();
    expect(await there.busyUntil('telegram', somebody), 'two hours at most').toBe(now + 2 * HOUR);
    expect(await there.busyUntil('zalo_oa', somebody)).toBe(0);
    now += HOUR;
    expect(await there.busyUntil('telegram', somebody), 'after midnight').toBe(now + HOUR);
    here.note(chat, 0);
    await here.flush();
    expect(await there.busyUntil('telegram', somebody), 'she has left').toBe(0);
    here.note(chat, now + HOUR);
    expect(await here.busyUntil('telegram', somebody), 'what is noted and not written yet').toBe(now + HOUR);
    now += HOUR;
    expect(await here.busyUntil('telegram', somebody), 'it is over').toBe(0);
  });

  test('nothing that is written names an account or a lane', async () => {
    const store = busy(Date.now);
    store.note({ laneId: 'her lane', channel: 'telegram', account: () => somebody }, Date.now() + HOUR);
    await store.flush();
    const rows = JSON.stringify(await database.query('SELECT * FROM chat_pace', []));
    expect(rows).not.toContain('her lane');
    expect(rows).not.toContain('5551234001');
    expect(await column('SELECT id AS it FROM chat_pace')).toEqual(expect.arrayContaining([expect.stringMatching(/^[\w-]{22}$/)]));
  });

  test('what could not be written is written with the next second', async () => {
    const store = busyStore({ query: (text, values) => (away ? Promise.reject(new Error('away')) : database.query(text, values)) }, deskKeys(database, masters), Date.now);
    let away = true;
    store.note({ laneId: 'late', channel: 'zalo_bot', account: () => somebody }, Date.now() + HOUR);
    await expect(store.flush()).rejects.toThrow('away');
    away = false;
    await store.flush();
    expect(await busy(Date.now).busyUntil('zalo_bot', somebody)).toBeGreaterThan(Date.now());
  });
});
