import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/stores/database.ts';
import { openHouseKeys } from '../../src/stores/house_keys.ts';
import { subjectOf } from '../../src/stores/ledger.ts';
import { retentionStore } from '../../src/stores/retain.ts';
import { ENDS_ELSEWHERE, type Lives, RETENTIONS, STAYS } from '../../src/stores/retention.ts';
import { newKey } from '../../src/stores/seal.ts';
import type { Person } from '../fakes/person.ts';
import { read } from '../tree.ts';
import { onEveryBackend } from './backends.ts';
import { ALERT, comeIn, file, findAddress, takeReceipt } from './main_job.ts';
import { openMachineClock, type Opened, openOn, settled } from './open.ts';
import { said } from './said.ts';

const DAY = 86_400_000;
const LIVES: Lives = { retention: 90, abandoned: 7, backup: 35 };

test('every table has a life that is written down, once', () => {
  const tables = [...read('prisma/schema.prisma').matchAll(/@@map\("(\w+)"\)/g)].map(([, name]) => name);
  const written = [...new Set(RETENTIONS.map(({ table }) => table)), ...Object.keys(ENDS_ELSEWHERE), ...Object.keys(STAYS)];
  expect(written.toSorted()).toEqual(tables.toSorted());
  expect(RETENTIONS.filter(({ why }) => why.length < 10)).toEqual([]);
});

onEveryBackend('What is kept', (backend) => {
  let house: Opened;
  beforeAll(async () => {
    house = await openOn(backend, { settings: { ALERT_MINUTES_NORMAL: '60,180,720' }, clock: openMachineClock() });
  }, 60_000);
  afterAll(() => house.close());

  /** The clock's round as it would be after so many days, without anybody living through them. */
  const retainAfter = (days: number): Promise<Readonly<Record<string, number>>> =>
    retentionStore(house.house.database, house.house.keys, LIVES, 0).retain(Date.now() + days * DAY);
  const laneOf = ({ id }: Person): string => house.house.keys.laneId('help', 'telegram', String(id));
  const count = async (table: string, where: string, ...values: unknown[]): Promise<number> => {
    const [row] = await house.rows(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`, values);
    return Number(row?.['n']);
  };
  const hers = (table: string, person: Person): Promise<number> => count(table, table === 'lane' ? 'id = $1' : 'lane_id = $1', laneOf(person));
  const erasedAt = async (kind: 'lane' | 'case', id: string): Promise<number> =>
    count('erased', 'subject = $1', subjectOf(house.house.keys.erased, { kind, id }));
  const files = async (): Promise<{ woman: Person; caseId: string }> => {
    const woman = house.telegram.person();
    await comeIn(woman);
    await findAddress(woman);
    await file(woman);
    await takeReceipt(woman);
    const [row] = await house.rows('SELECT id FROM cases ORDER BY filed_at DESC LIMIT 1');
    return { woman, caseId: String(row?.['id']) };
  };
  const OF_CASE = ['case_key', 'case_event', 'receipt', 'consent', 'thread_message', 'alert', 'attachment'];
  const left = async (caseId: string): Promise<string[]> => {
    const counts = await Promise.all(OF_CASE.map((table) => count(table, 'case_id = $1', caseId)));
    const tables = OF_CASE.filter((_, index) => (counts[index] ?? 0) > 0);
    return (await count('cases', 'id = $1', caseId)) > 0 ? ['cases', ...tables] : tables;
  };

  test('a talk of which no case came ends a week after her last word, a case and a member stay', { timeout: 60_000 }, async () => {
    const member = await house.member({ address: 'TD-01' });
    const { woman, caseId } = await files();
    const passing = house.telegram.person();
    await comeIn(passing);
    await settled(house);
    await retainAfter(6.9);
    expect(await hers('lane', passing)).toBe(1);
    await house.rows(`INSERT INTO trace (lane_id, refs, at) VALUES ($1, '+1', now())`, [laneOf(passing)]);
    await house.rows(`INSERT INTO outbox (id, lane_id, kind, state) VALUES ('a dead letter', $1, 'reply', 'failed')`, [laneOf(passing)]);
    // Something of hers still waits: nothing is taken from under it.
    await house.rows(`INSERT INTO inbox (id, lane_id, channel, ord, payload, received_at) VALUES ('waits', $1, 'telegram', 0, '', now() + interval '1 day')`, [laneOf(passing)]);
    await retainAfter(7.1);
    expect(await hers('lane', passing)).toBe(1);
    await house.rows(`DELETE FROM inbox WHERE id = 'waits'`);
    const gone = await retainAfter(7.1);
    expect(gone).toMatchObject({ 'abandoned talks': 1, 'keys of chats that are gone': 0 });
    for (const table of ['lane', 'lane_key', 'outbox', 'trace']) expect(await hers(table, passing), table).toBe(0);
    expect(await erasedAt('lane', laneOf(passing))).toBe(1);
    for (const person of [woman, member]) expect(await hers('lane_key', person)).toBe(1);
    expect(await left(caseId)).toContain('cases');
    // She comes back as somebody new.
    await passing.says('xin chào', said('welcome.cover'));
  });

  test('a closed case goes after ninety days with its keys and all that hung on it', { timeout: 60_000 }, async () => {
    const { woman, caseId } = await files();
    await house.rows("UPDATE cases SET state = 'closed', ring_at = NULL, closed_at = now() WHERE id = $1", [caseId]);
    await retainAfter(89.9);
    expect(await left(caseId)).toEqual(expect.arrayContaining(['cases', 'case_key', 'receipt', 'consent', 'thread_message']));
    await retainAfter(90.1);
    expect(await left(caseId)).toEqual([]);
    expect(await erasedAt('case', caseId)).toBe(1);
    expect([await hers('lane', woman), await hers('lane_key', woman)]).toEqual([0, 0]);
  });

  test('an open case is seen before it goes, and never goes in the middle of its rings', { timeout: 60_000 }, async () => {
    const [rung, held] = [(await files()).caseId, (await files()).caseId];
    await house.rows(`UPDATE cases SET ring_at = now() + interval '10 years' WHERE id = $1`, [rung]);
    await house.rows(`UPDATE cases SET state = 'accepted', holder_id = 'somebody', ring_at = NULL WHERE id = $1`, [held]);
    const seen = (): Promise<number> => count('case_event', `case_id = $1 AND code = 'untouched'`, held);
    await retainAfter(89);
    expect(await seen()).toBe(0);
    for (const days of [91, 92, 179]) await retainAfter(days);
    expect(await seen()).toBe(1);
    expect(await left(held)).toContain('cases');
    // A word of hers begins the time anew.
    await house.rows(`UPDATE thread_message SET at = now() + interval '100 days' WHERE case_id = $1`, [held]);
    await retainAfter(181);
    expect(await left(held)).toContain('cases');
    await retainAfter(281);
    expect(await left(held)).toEqual([]);
    expect(await count('case_event', `case_id = '' AND code = 'untouched_gone'`)).toBe(1);
    await retainAfter(3_000);
    expect(await left(rung)).toContain('cases');
  });

  test('a case that somebody just holds in a transaction is left to the next round', { timeout: 60_000 }, async () => {
    const { caseId } = await files();
    await house.rows("UPDATE cases SET state = 'accepted', holder_id = 'somebody', ring_at = NULL WHERE id = $1", [caseId]);
    let retained: Promise<unknown> = Promise.resolve();
    await house.house.database.transaction(async (tx) => {
      await tx.$queryRawUnsafe('SELECT id FROM cases WHERE id = $1 FOR UPDATE', caseId);
      retained = retainAfter(181);
      // On the embedded database nobody else comes in here; as a server the round goes past it.
      if (house.house.database.kind === 'postgres') await retained;
      await tx.$executeRawUnsafe('INSERT INTO case_event (case_id, code, at) VALUES ($1, $2, $3)', caseId, 'noted', new Date(Date.now() + 90 * DAY));
    });
    await retained;
    expect(await left(caseId)).toContain('cases');
  });

  test('no ring fires for a case that was erased, not even one that was on its way', { timeout: 60_000 }, async () => {
    const member = await house.member({ address: 'TD-01' });
    const alerts = (): number => member.heard.filter(({ text }) => ALERT.test(text)).length;
    const { woman, caseId } = await files();
    await member.hears(ALERT);
    await settled(house);
    const before = alerts();
    // A second alert waits for a platform that is slow, a third has not been looked at.
    const id = `${caseId}a${laneOf(member)}r2`;
    await house.rows(`INSERT INTO outbox (id, lane_id, kind, state, due_at) VALUES ($1, $2, 'alert', 'due', now() + interval '3 hours')`, [`${id}_0`, laneOf(member)]);
    await house.rows(`INSERT INTO inbox (id, lane_id, channel, ord, payload, received_at) VALUES ($1, 'nobody', 'telegram', 0, '', now() + interval '1 hour')`, [id]);
    await woman.says('XÓA', said('everywhere.erase_done'));
    expect(await count('outbox', 'id LIKE $1', `${caseId}%`)).toBe(0);
    expect(await count('inbox', 'id LIKE $1', `${caseId}%`)).toBe(0);
    expect(await left(caseId)).toEqual([]);
    await house.house.office.ringCase(caseId);
    house.clock.skip(2 * 3_600_000);
    await member.hears(said('push.withdrawn'));
    await settled(house);
    expect(alerts()).toBe(before);
    expect(await erasedAt('case', caseId)).toBe(1);
    expect(await erasedAt('lane', laneOf(woman))).toBe(1);
  });

  test('erasing by receipt and by XÓA write the same ledger', { timeout: 60_000 }, async () => {
    const { woman, caseId } = await files();
    await house.house.office.within(async ({ rooms }) => rooms.erase('', [caseId], 'a proof'));
    expect(await erasedAt('case', caseId)).toBe(1);
    expect(await hers('lane', woman)).toBe(1);
    expect(await count('erased', 'subject = $1', subjectOf(house.house.keys.erased, { kind: 'lane', id: '' }))).toBe(0);
  });

  const at = (days: number): Date => new Date(Date.now() + days * DAY);
  test.each<[table: string, days: number, columns: Record<string, unknown>, time: string]>([
    ['quarantine', 14, { id: 'r', channel: 'web', reason: 'shape', payload: Buffer.from('') }, 'at'],
    ['instance', 1, { id: 'r', role: 'all' }, 'beat_at'],
    ['invite', 0, { code_hash: 'r', role: 'member', label: Buffer.from('') }, 'expires_at'],
    ['once_page', 0, { id: 'r', body: Buffer.from('') }, 'expires_at'],
    ['held_file', 0, { id: 'r', lane_id: 'r', body: Buffer.from('') }, 'expires_at'],
    ['talk_page', 0, { id: 'r', lane_id: 'r' }, 'expires_at'],
    ['mute', 0, { id: 'r', lane_id: 'r', case_id: 'r', asked_by: 'a', agreed_by: 'b', asked_at: at(0) }, 'until'],
    ['mute', 1, { id: 'r', lane_id: 'r', case_id: 'r', asked_by: 'a' }, 'asked_at'],
    ['rights_request', 90, { id: 'r', lane_id: 'r', kind: 'access', at: at(0), answer_by: at(0), done_by: at(0) }, 'done_at'],
    ['breach', 5 * 365, { id: 'r', tell_by: at(3), kind: 'loss', words: Buffer.from(''), closed_at: at(5) }, 'known_at'],
    ['erased', 35, { subject: 'r' }, 'at'],
    ['erasure', 365, { proof: 'r' }, 'at'],
    ['case_event', 365, { case_id: '', code: 'r' }, 'at'],
    ['inbox', 90, { id: 'r', lane_id: 'r', channel: 'web', ord: 0, payload: Buffer.from('') }, 'received_at'],
    ['outbox', 90, { id: 'r', lane_id: 'r', kind: 'reply', state: 'failed' }, 'created_at'],
    ['member', 90, { id: 'r', role: 'member', label: Buffer.from('') }, 'left_at'],
  ])('a row of %s lives %i days', async (table, days, columns, time) => {
    const all = { ...columns, [time]: at(0) };
    await house.rows(`INSERT INTO ${table} (${Object.keys(all).join(', ')}) VALUES (${Object.keys(all).map((_, index) => `$${index + 1}`).join(', ')})`, Object.values(all));
    const [id] = Object.keys(columns);
    const stands = (): Promise<number> => count(table, table === 'case_event' ? "code = 'r'" : `${id} = 'r'`);
    await retainAfter(days - 0.01);
    expect(await stands()).toBe(1);
    await retainAfter(days + 0.01);
    expect(await stands()).toBe(0);
  });

  test('what is not done yet stays: an open request, a breach, a mute that runs', async () => {
    await house.rows(`INSERT INTO rights_request (id, lane_id, kind, at, answer_by, done_by) VALUES ('open', 'x', 'access', $1, $1, $1)`, [at(0)]);
    await house.rows(`INSERT INTO breach (id, known_at, tell_by, kind, words) VALUES ('open', $1, $1, 'loss', '')`, [at(0)]);
    await house.rows(`INSERT INTO mute (id, lane_id, case_id, asked_by, agreed_by, asked_at, until) VALUES ('runs', 'x', 'x', 'a', 'b', $1, $2)`, [at(0), at(5_000)]);
    await retainAfter(4_000);
    for (const [table, id] of [['rights_request', 'open'], ['breach', 'open'], ['mute', 'runs']] as const) {
      expect(await count(table, 'id = $1', id), table).toBe(1);
      await house.rows(`DELETE FROM ${table} WHERE id = $1`, [id]);
    }
  });

  test('keys without a chat or a case go, hundreds of them in pieces', async () => {
    await house.rows(`INSERT INTO lane_key (lane_id, wrapped) SELECT 'orphan' || n, '' FROM generate_series(1, 450) AS n`);
    await house.rows(`INSERT INTO case_key (case_id, wrapped) VALUES ('orphan', '')`);
    await house.rows(`INSERT INTO case_seal (case_id, member_id, sealed) VALUES ('orphan', 'x', '')`);
    await house.rows(`INSERT INTO member_key (member_id, public_key, salt, sealed) VALUES ('orphan', '', '', '')`);
    const gone = await retainAfter(0);
    expect(gone['keys of chats that are gone']).toBe(450);
    for (const [table, column] of [['lane_key', 'lane_id'], ['case_key', 'case_id'], ['case_seal', 'case_id'], ['member_key', 'member_id']]) {
      expect(await count(String(table), `${column} LIKE 'orphan%'`), table).toBe(0);
    }
    expect(await count('lane_key', 'true')).toBe(await count('lane', 'true'));
  });
});

test('what was deleted is in no file of the embedded database after the quiet hour', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tincay-tidy-'));
  const database = await openDatabase({ folder });
  try {
    const keys = await openHouseKeys(database, [newKey()]);
    const found = (): string[] => {
      try {
        return execFileSync('grep', ['-rlac', 'a-wrapped-key-of-hers', folder], { encoding: 'utf8' }).split('\n').filter(Boolean);
      } catch {
        return [];
      }
    };
    const store = retentionStore(database, keys, LIVES, Date.parse('2026-11-21T05:00:00Z'));
    await database.query(`INSERT INTO lane_key (lane_id, wrapped) SELECT 'l' || n, convert_to('a-wrapped-key-of-hers' || n, 'UTF8') FROM generate_series(1, 50) AS n`, []);
    // What stands behind it keeps the file from being cut off.
    await database.query(`INSERT INTO lane (id, channel, version, session, handle) VALUES ('stays', 'web', 1, '', '')`, []);
    await database.query(`INSERT INTO member (id, lane_id, role, label) VALUES ('stays', 'stays', 'member', '')`, []);
    await database.query(`INSERT INTO lane_key (lane_id, wrapped) VALUES ('stays', '')`, []);
    await database.query('CHECKPOINT', []);
    await store.retain(Date.now());
    await database.query('CHECKPOINT', []);
    expect(found()).not.toEqual([]);
    expect(await store.tidy(Date.parse('2026-11-21T13:00:00Z')), 'by day nobody waits for it').toBe(false);
    expect(found()).not.toEqual([]);
    expect(await store.tidy(Date.parse('2026-11-21T20:00:00Z')), 'three at night in Viet Nam').toBe(true);
    expect(found()).toEqual([]);
    expect(await store.tidy(Date.parse('2026-11-21T20:10:00Z')), 'once a night').toBe(false);
    expect(await store.tidy(Date.parse('2026-11-23T06:00:00Z')), 'a night was missed').toBe(true);
    expect(await database.query('SELECT count(*)::int AS n FROM house_key', [])).toEqual([{ n: 11 }]);
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
