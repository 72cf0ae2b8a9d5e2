import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { onEveryBackend } from '../../test/service/backends.ts';
import { openMade } from '../../test/service/made.ts';
import type { Database } from './database.ts';
import { letterStore } from './letters.ts';

onEveryBackend('Dead letters', (backend) => {
  let database: Database;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const made = await backend.make();
    drop = made.drop;
    database = await openMade(made);
    const run = (sql: string): Promise<unknown> => database.query(sql, []);
    await run(`INSERT INTO lane (id, channel, version, session, handle) SELECT id, channel, 1, '', '' FROM (VALUES
      ('member', 'telegram'), ('second', 'zalo_oa'), ('gone', 'telegram'), ('woman', 'zalo_bot')) AS l(id, channel)`);
    await run(`INSERT INTO member (id, lane_id, other_lane_id, role, label, left_at) VALUES
      ('m1', 'member', 'second', 'partner', '', NULL), ('m2', 'gone', NULL, 'partner', '', now())`);
  });
  beforeEach(() => database.query('DELETE FROM outbox', []));
  afterAll(async () => {
    await database.close();
    await drop();
  });
  type Row = { lane: string; minutes: number; payload?: boolean; state?: string; failure?: string; kind?: string };
  const put = async (id: string, { lane, minutes, payload = true, state = 'failed', failure = 'send:quota', kind = 'alert' }: Row): Promise<void> => {
    await database.query(`INSERT INTO outbox (id, lane_id, kind, state, payload, attempts, failure, instance_id, due_at, created_at)
      VALUES ($1, $2, $3, $4, decode($5, 'hex'), 8, $6, 'somebody', now() - interval '1 hour', now() - $7::float8 * interval '1 minute')`,
    [id, lane, kind, state, payload ? '00' : null, failure, minutes]);
  };
  const rows = (columns: string): Promise<unknown[]> => database.query(`SELECT ${columns} FROM outbox ORDER BY id`, []);

  test.each<[string, Row, boolean]>([
    ['to a member, a day old but for a minute', { lane: 'member', minutes: 1_439 }, true],
    ['to a member, a day old', { lane: 'member', minutes: 1_441 }, false],
    ['to a member\'s second chat, hours old', { lane: 'second', minutes: 600 }, true],
    ['to somebody who is a member no more, nine minutes old', { lane: 'gone', minutes: 9 }, true],
    ['to somebody who is a member no more, eleven minutes old', { lane: 'gone', minutes: 11 }, false],
    ['to a woman, nine minutes old', { lane: 'woman', minutes: 9, kind: 'push' }, true],
    ['to a woman, eleven minutes old', { lane: 'woman', minutes: 11, kind: 'push' }, false],
    ['to a person who has erased herself', { lane: 'nobody', minutes: 1 }, false],
    ['whose words are gone', { lane: 'member', minutes: 1, payload: false }, false],
    ['that is under way', { lane: 'member', minutes: 1, state: 'sending' }, false],
  ])('a letter %s may be tried again: %#', async (_name, row, again) => {
    const store = letterStore(database);
    await put('one', row);
    expect((await store.list()).letters.some((letter) => letter.again)).toBe(again);
    expect(await store.retry(['one'])).toBe(again ? 1 : 0);
    expect(await store.retry('all')).toBe(0);
    expect(await rows("state = 'due' AS due")).toEqual([{ due: again }]);
  });

  test('what is tried again is due now, from the beginning, and nobody\'s', async () => {
    await put('one', { lane: 'member', minutes: 5 });
    await put('two', { lane: 'member', minutes: 5 });
    await put('three', { lane: 'member', minutes: 5 });
    expect(await letterStore(database).retry(['one', 'two', 'unknown'])).toBe(2);
    const due = { state: 'due', attempts: 0, failure: null, instance_id: null, now: true };
    const failed = { state: 'failed', attempts: 8, failure: 'send:quota', instance_id: 'somebody', now: false };
    expect(await rows("state, attempts, failure, instance_id, due_at > now() - interval '1 minute' AS now")).toEqual([due, failed, due]);
  });

  test('all that may be tried again are, and no others', async () => {
    await put('one', { lane: 'member', minutes: 5 });
    await put('two', { lane: 'woman', minutes: 5 });
    await put('three', { lane: 'woman', minutes: 50 });
    expect(await letterStore(database).retry('all')).toBe(2);
    expect(await letterStore(database).retry([])).toBe(0);
  });

  test('lists the newest first with what failed, and counts all by channel and failure', async () => {
    await put('one', { lane: 'member', minutes: 30 });
    await put('two', { lane: 'woman', minutes: 20, failure: 'send:blocked', kind: 'push' });
    await put('three', { lane: 'member', minutes: 25 });
    await put('waits', { lane: 'member', minutes: 1, state: 'due' });
    const { letters, counts } = await letterStore(database).list();
    expect(letters.map(({ id }) => id)).toEqual(['two', 'three', 'one']);
    const { at, ...first } = letters[0] ?? { at: '' };
    expect(first).toEqual({ id: 'two', channel: 'zalo_bot', kind: 'push', failure: 'send:blocked', attempts: 8, again: false });
    expect(Math.abs(Date.parse(at) - (Date.now() - 20 * 60_000))).toBeLessThan(60_000);
    expect(at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(counts).toEqual([
      { channel: 'telegram', failure: 'send:quota', count: 2 }, { channel: 'zalo_bot', failure: 'send:blocked', count: 1 },
    ]);
  });

  test('shows five hundred and counts all', async () => {
    await database.query(`INSERT INTO outbox (id, lane_id, kind, state, failure)
      SELECT 'many ' || n, 'member', 'alert', 'failed', 'send:token' FROM generate_series(1, 600) n`, []);
    const { letters, counts } = await letterStore(database).list();
    expect(letters).toHaveLength(500);
    expect(counts).toEqual([{ channel: 'telegram', failure: 'send:token', count: 600 }]);
  });

  test('words that may not be tried again are dropped, and the line about them stays', async () => {
    await put('a day', { lane: 'member', minutes: 1_441 });
    await put('fresh', { lane: 'member', minutes: 1_000 });
    await put('hers', { lane: 'woman', minutes: 11 });
    await put('hers, fresh', { lane: 'woman', minutes: 5 });
    await put('waits', { lane: 'woman', minutes: 3_000, state: 'due' });
    expect(await letterStore(database).fade(Date.now())).toBe(2);
    expect(await rows('id, payload IS NULL AS gone')).toEqual([
      { id: 'a day', gone: true }, { id: 'fresh', gone: false }, { id: 'hers', gone: true },
      { id: 'hers, fresh', gone: false }, { id: 'waits', gone: false },
    ]);
  });
});
