import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { onEveryBackend } from '../../test/service/backends.ts';
import { openMade } from '../../test/service/made.ts';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import type { Database } from './database.ts';
import { type Due, type OutboxStore, outboxStore } from './outbox.ts';
import { newKey, seal, wrapKey } from './seal.ts';

onEveryBackend('The outbox', (backend) => {
  const masters = [randomBytes(32)];
  const laneKeys = new Map<string, Buffer>();
  let database: Database;
  let drop: () => Promise<void>;
  let outbox: OutboxStore;
  beforeAll(async () => {
    const made = await backend.make();
    drop = made.drop;
    database = await openMade(made);
    outbox = outboxStore(database, masters, 'here');
    for (const [id, channel] of [['a', 'telegram'], ['b', 'telegram'], ['c', 'telegram'], ['z', 'zalo_bot']] as const) {
      const key = newKey();
      laneKeys.set(id, key);
      await database.query(`INSERT INTO lane (id, channel, version, session, handle) VALUES ($1, $2, 1, '', $3)`,
        [id, channel, seal(key, new Private(`handle of ${id}`), `handle:${id}`)]);
      await database.query('INSERT INTO lane_key (lane_id, wrapped) VALUES ($1, $2)', [id, wrapKey(masters, key, `lane:${id}`)]);
    }
  });
  beforeEach(() => database.query('DELETE FROM outbox', []));
  afterAll(async () => {
    await database.close();
    await drop();
  });
  /** `<lane> <kind> [state] [seconds until it is due]`; the id is the text. */
  const put = async (...texts: readonly string[]): Promise<void> => {
    for (const text of texts) {
      const [lane = '', kind = '', state = 'due', seconds = '0'] = text.split(' ');
      const payload = seal(laneKeys.get(lane) ?? newKey(), new Private(`words ${text}`), `out:${lane}`);
      await database.query(`INSERT INTO outbox (id, lane_id, kind, state, payload, instance_id, due_at)
        VALUES ($1, $2, $3, $4, $5, $6, now() + ($7::float8 - 0.1) * interval '1 second')`,
      [text, lane, kind, state, payload, state === 'sending' ? 'elsewhere' : null, Number(seconds)]);
    }
  };
  const idsOf = (dues: readonly Due[]): string[] => dues.flatMap(({ rows }) => rows.map(({ id }) => id)).toSorted();

  test('hands over what is due for one channel, opened, with its attempts counted', async () => {
    await put('a alert', 'z alert', 'a push due 60', 'b push failed', 'c push kept');
    const dues = await outbox.takeDue('telegram', 10);
    expect(dues.map(({ channel, laneId, handle }) => [channel, laneId, reveal(handle())])).toEqual([['telegram', 'a', 'handle of a']]);
    expect(dues[0]?.rows.map(({ id, kind, attempts, body }) => [id, kind, attempts, reveal(body)])).toEqual([['a alert', 'alert', 1, 'words a alert']]);
    expect(await outbox.takeDue('telegram', 10)).toEqual([]);
  });

  test('somebody who erases herself while her rows are read takes nobody else\'s words along, nor breaks the page that waits', async () => {
    await put('a reply', 'a push kept', 'b reply');
    const fresh = wrapKey(masters, newKey(), 'lane:a');
    const old = await database.query(`SELECT wrapped FROM lane_key WHERE lane_id = 'a'`, []);
    await database.query(`UPDATE lane_key SET wrapped = $1 WHERE lane_id = 'a'`, [fresh]);
    expect(idsOf(await outbox.takeDue('telegram', 10))).toEqual(['b reply']);
    expect(await outbox.waiting('a')).toEqual([]);
    await database.query(`UPDATE lane_key SET wrapped = $1 WHERE lane_id = 'a'`, [old[0]?.['wrapped']]);
    expect((await outbox.waiting('a')).map(({ id }) => id)).toEqual(['a push kept']);
  });

  test('a key that MASTER_KEY does not open is a fault that is heard, not somebody who has erased herself', async () => {
    await put('a reply kept', 'b reply');
    const lost = outboxStore(database, [randomBytes(32)], 'here');
    const elsewhere = wrapKey([randomBytes(32)], newKey(), 'lane:a');
    const old = await database.query(`SELECT wrapped FROM lane_key WHERE lane_id = 'a'`, []);
    await database.query(`UPDATE lane_key SET wrapped = $1 WHERE lane_id = 'a'`, [elsewhere]);
    await expect(lost.waiting('a')).rejects.toThrow('not in MASTER_KEY');
    await expect(lost.recipients(['a'])).rejects.toThrow('not in MASTER_KEY');
    await put('a push');
    await expect(lost.takeDue('telegram', 10)).rejects.toThrow('not in MASTER_KEY');
    await database.query(`UPDATE lane_key SET wrapped = $1 WHERE lane_id = 'a'`, [old[0]?.['wrapped']]);
  });

  test('gives up what nobody waits for any more, before a dead process\'s sends are taken up; an alert and a member\'s chat wait longer', async () => {
    await database.query(`INSERT INTO member (id, lane_id, role, label) VALUES ('m', 'b', 'member', '')`, []);
    await put('a reply', 'a push', 'a danger sending', 'a alert', 'a reminder', 'b push', 'c reply');
    await database.query(`UPDATE outbox SET created_at = now() - interval '11 minutes' WHERE id <> 'c reply'`, []);
    expect((await outbox.giveUpLate(true)).toSorted()).toEqual(['a danger sending', 'a push', 'a reply']);
    await database.query(`UPDATE outbox SET created_at = now() - interval '25 hours' WHERE state = 'due'`, []);
    expect((await outbox.giveUpLate(true)).toSorted()).toEqual(['a alert', 'b push', 'c reply']);
    await database.query(`DELETE FROM member`, []);
  });

  test('says when she last wrote and when the platform last said no', async () => {
    await put('a alert', 'b alert');
    await database.query("UPDATE lane SET heard_at = to_timestamp(1000.5), shut_at = to_timestamp(2000) WHERE id = 'b'", []);
    const dues = await outbox.takeDue('telegram', 10);
    const known = new Map(dues.map(({ laneId, heardAt, shutAt }) => [laneId, [heardAt, shutAt]]));
    expect(known.get('a')).toEqual([0, 0]);
    expect(known.get('b')).toEqual([1_000_500, 2_000_000]);
  });

  test.each<[string, string[], number, string[]]>([
    ['what weighs most goes first', ['a reminder', 'b push', 'c alert'], 1, ['c alert']],
    ['then the next', ['a reminder', 'b push', 'c alert'], 2, ['b push', 'c alert']],
    ['of one weight the older', ['b push', 'a push'], 1, ['b push']],
    ['replies and danger come besides', ['a alert', 'b reply', 'c danger'], 0, ['b reply', 'c danger']],
    ['and leave their room to nobody', ['a alert', 'b reply', 'c danger'], 2, ['b reply', 'c danger']],
    ['what comes before a reply of the same person comes with it', ['a reminder', 'a reply', 'b alert'], 0, ['a reminder', 'a reply']],
    ['what comes after it waits', ['a reply', 'a reminder', 'b alert'], 2, ['a reply', 'b alert']],
    ['what comes before an alert of the same person goes before it', ['a reminder', 'a alert', 'b push'], 1, ['a reminder']],
    ['nothing overtakes a reply that waits for another try', ['a reply due 60', 'a danger'], 5, []],
    ['what the house began and tries again later holds up nobody', ['a push due 60', 'a danger'], 5, ['a danger']],
    ['or what is under way', ['a push sending', 'a reply'], 5, []],
    ['what lies there for a page holds up nobody', ['a reply kept', 'a reply'], 5, ['a reply']],
  ])('within a limit %s', async (_name, rows, limit, taken) => {
    await put(...rows);
    expect(idsOf(await outbox.takeDue('telegram', limit))).toEqual(taken.toSorted());
  });

  test('gives the messages of one person in the order in which they were written', async () => {
    await put('a reminder', 'a danger', 'a push');
    const [due] = await outbox.takeDue('telegram', 10);
    expect(due?.rows.map(({ id }) => id)).toEqual(['a reminder', 'a danger', 'a push']);
  });

  test('two hundred replies are taken at once after an outage, not all', async () => {
    await database.query(`INSERT INTO outbox (id, lane_id, kind, state, payload)
      SELECT 'many ' || n, 'a', 'reply', 'due', $1 FROM generate_series(1, 250) n`,
    [seal(laneKeys.get('a') ?? newKey(), new Private('words'), 'out:a')]);
    expect(idsOf(await outbox.takeDue('telegram', 45))).toHaveLength(200);
  });

  test('of eight processes one takes what is due, so that nobody\'s messages are shared out', async () => {
    const others = Array.from({ length: 8 }, (_, index) => outboxStore(database, masters, `process ${index}`));
    await database.query(`INSERT INTO outbox (id, lane_id, kind, state, payload)
      SELECT 'many ' || n, 'a', 'push', 'due', $1 FROM generate_series(1, 400) n`,
    [seal(laneKeys.get('a') ?? newKey(), new Private('words'), 'out:a')]);
    const taken = await Promise.all(others.map((other) => other.takeDue('telegram', 400)));
    expect(taken.map(idsOf).filter((ids) => ids.length > 0).map((ids) => ids.length)).toEqual([400]);
  });

  test('her page is given what is kept for it, and nothing that is to be sent', async () => {
    await put('a reply kept', 'a reply', 'a push kept', 'b reply kept');
    expect((await outbox.waiting('a')).map(({ id, body }) => [id, reveal(body)])).toEqual([
      ['a reply kept', 'words a reply kept'], ['a push kept', 'words a push kept'],
    ]);
    await outbox.shown('a', ['a reply kept', 'b reply kept']);
    expect((await outbox.waiting('a')).map(({ id }) => id)).toEqual(['a push kept']);
    expect((await outbox.waiting('b')).map(({ id }) => id)).toEqual(['b reply kept']);
  });

  test('a reminder that a dead process was sending keeps its words, to be tried again by hand', async () => {
    await put('a reminder sending', 'b alert sending');
    expect(await outbox.reviveUnknown(false)).toEqual({ again: 1, left: 1 });
    expect(await database.query('SELECT id, state, failure, payload IS NULL AS gone FROM outbox ORDER BY id', [])).toEqual([
      { id: 'a reminder sending', state: 'failed', failure: 'send:unknown', gone: false },
      { id: 'b alert sending', state: 'due', failure: 'send:unknown', gone: false },
    ]);
  });
});
