import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { type House, openHouse } from '../../src/house.ts';
import { keysPath, writeBackup } from '../../src/roof/backup.ts';
import { readSealed } from '../../src/roof/backup_file.ts';
import { KEY_TABLES, LEFT_OUT, TABLES } from '../../src/roof/backup_tables.ts';
import { restoreBackup } from '../../src/roof/restore.ts';
import { subjectOf } from '../../src/stores/ledger.ts';
import type { Person } from '../fakes/person.ts';
import { openTelegramPerson } from '../fakes/telegram_phone.ts';
import { read } from '../tree.ts';
import { type Backend, onEveryBackend } from './backends.ts';
import { comeIn, file, findAddress, SAID } from './main_job.ts';
import { type Opened, openOn, settled, until } from './open.ts';
import { label, said } from './said.ts';

const DAY = 86_400_000;
const MASTER_KEY = randomBytes(32).toString('base64');
const OF_LANE = ['lane', 'lane_key', 'inbox', 'outbox', 'rights_request'];
const OF_CASE = ['cases', 'case_key', 'case_event', 'receipt', 'consent', 'thread_message', 'attachment', 'alert', 'case_seal', 'rights_request'];

test('every table is in the backup, in the copy of the keys, or left out for a reason', () => {
  const tables = [...read('prisma/schema.prisma').matchAll(/@@map\("(\w+)"\)/g)].map(([, name = '']) => name);
  const named = [...TABLES.map(({ table }) => table), ...KEY_TABLES.map(({ table }) => table).filter((table) => table !== 'erased'), ...Object.keys(LEFT_OUT)];
  expect(named.toSorted()).toEqual(tables.toSorted());
  expect(TABLES.filter(({ table }) => /key|seal/.test(table)), 'keys stay out of the backup').toEqual([]);
});

test('every column that names a chat or a case is known to the backup', () => {
  const models = [...read('prisma/schema.prisma').matchAll(/^model \w+ \{([^}]*)@@map\("(\w+)"\)/gm)];
  const columns = models.flatMap(([, body = '', table = '']) => [...body.matchAll(/@map\("(lane_id|case_id)"\)/g)].map(([, column]) => `${table}.${column}`));
  const known = [...TABLES, ...KEY_TABLES].flatMap(({ table, lane, case: ofCase }) => [lane, ofCase].flatMap((column) => (column ? [`${table}.${column}`] : [])));
  // A member's chats are looked at one by one; the others pass.
  const others = ['member.lane_id', 'trace.lane_id', 'held_file.lane_id', 'talk_page.lane_id', 'work_page.case_id'];
  expect(columns.filter((column) => !known.includes(column)).toSorted()).toEqual(others.toSorted());
});

onEveryBackend('A backup', (backend) => {
  const folder = mkdtempSync(join(tmpdir(), 'tincay-backup-'));
  const path = (name: string): string => join(folder, name);
  let house: Opened;
  let erased: Cast;
  let other: Cast;

  type Cast = Readonly<{ person: Person; laneId: string; caseId: string }>;
  const files = async (): Promise<Cast> => {
    const person = house.telegram.person();
    await comeIn(person);
    await findAddress(person);
    await file(person);
    const [row] = await house.rows('SELECT id FROM cases ORDER BY filed_at DESC LIMIT 1');
    return { person, laneId: house.house.keys.laneId('help', 'telegram', String(person.id)), caseId: String(row?.['id']) };
  };
  const whatIsLeft = async ({ laneId, caseId }: Pick<Cast, 'laneId' | 'caseId'>, on: Pick<House, 'database'> = house.house): Promise<string[]> => {
    const held = async (table: string, column: string, id: string): Promise<string[]> =>
      ((await on.database.query(`SELECT 1 FROM ${table} WHERE ${column} = $1`, [id])).length > 0 ? [table] : []);
    const lanes = await Promise.all(OF_LANE.map((table) => held(table, table === 'lane' ? 'id' : 'lane_id', laneId)));
    const cases = await Promise.all(OF_CASE.map((table) => held(table, table === 'cases' ? 'id' : 'case_id', caseId)));
    return [...lanes, ...cases].flat();
  };
  const everything = async (on: Pick<House, 'database'> = house.house): Promise<string> => {
    // Each start dates the edition it uses.
    const tables = [...TABLES, ...KEY_TABLES].map(({ table }) => table).filter((table) => table !== 'edition');
    const rows = await Promise.all(tables.map((table) => on.database.query(`SELECT md5(coalesce(json_agg(t ORDER BY t.*::text), '[]')::text) AS all FROM "${table}" t`, [])));
    return JSON.stringify(rows);
  };
  /** All but the keys is lost. */
  const loseRows = async (): Promise<void> => {
    for (const table of ['lane', 'inbox', 'outbox', 'cases', 'case_event', 'alert', 'thread_message', 'receipt', 'consent', 'rights_request', 'mute', 'member', 'invite', 'erasure']) {
      await house.rows(`DELETE FROM ${table}`);
    }
  };
  const restoreAt = (name: string, days: number, on: House = house.house): Promise<Record<string, number>> =>
    restoreBackup({ ...on, now: () => house.clock.now() + days * DAY }, path(name));
  const leavesAlone = async (name: string, sentence: RegExp, days = 0, on: House = house.house): Promise<void> => {
    const before = await everything(on);
    await expect(restoreAt(name, days, on)).rejects.toThrow(sentence);
    expect(await everything(on)).toBe(before);
  };

  beforeAll(async () => {
    house = await openOn(backend, { settings: { MASTER_KEY, ALERT_MINUTES_NORMAL: '60,180,720' } });
    await house.member({ address: 'TD-01' });
    [erased, other] = [await files(), await files()];
    for (const { laneId, caseId } of [erased, other]) {
      await house.rows(`INSERT INTO rights_request (id, lane_id, case_id, kind, at, answer_by, done_by) VALUES ($1, $1, $2, 'access', now(), now(), now())`, [laneId, caseId]);
      await house.rows(`INSERT INTO mute (id, lane_id, case_id, asked_by, asked_at) VALUES ($1, $1, $2, 'x', now())`, [laneId, caseId]);
      await house.rows(`INSERT INTO outbox (id, lane_id, kind, state) VALUES ($1, $1, 'push', 'failed')`, [laneId]);
    }
    await until('both to be rung', async () => (await house.rows(`SELECT 1 FROM cases WHERE state = 'alerted'`)).length === 2);
    await settled(house);
    await writeBackup(house.house, path('monday'));
    await erased.person.says('XÓA', said('everywhere.erase_done'));
    await settled(house);
    // The clock of these tests is not the database's, which dates the chats.
    await house.rows('UPDATE erased SET at = now()');
    await writeBackup(house.house, path('tuesday'));
  }, 90_000);
  afterAll(async () => {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('holds no key; its copy of them holds none of the delivery desk', async () => {
    await house.house.database.query(`INSERT INTO house_key (name, wrapped) VALUES ('desk:2026-11-21', 'x') ON CONFLICT DO NOTHING`, []);
    await writeBackup(house.house, path('keyless'));
    const { masters } = house.house.keys;
    const rows = JSON.stringify(await readSealed(path('keyless'), 'rows', masters));
    const copy = await readSealed(keysPath(path('keyless')), 'keys', masters);
    const wrapped = await house.rows(`SELECT encode(wrapped, 'hex') AS key FROM lane_key UNION ALL SELECT encode(wrapped, 'hex') FROM case_key UNION ALL SELECT encode(wrapped, 'hex') FROM house_key WHERE name NOT LIKE 'desk:%'`);
    expect(wrapped.length).toBeGreaterThan(10);
    for (const { key } of wrapped) {
      expect(rows).not.toContain(String(key));
      expect(JSON.stringify(copy)).toContain(String(key));
    }
    expect(rows).not.toMatch(/"table":"(\w+_key|case_seal|quarantine|once_page)"/);
    expect(JSON.stringify(copy)).not.toContain('desk:');
    await house.rows(`DELETE FROM house_key WHERE name LIKE 'desk:%'`);
    for (const name of ['keyless', 'keyless.keys']) rmSync(path(name));
  });

  test('is filled in under today\'s keys: the erased do not come back, other talks go on', { timeout: 60_000 }, async () => {
    await loseRows();
    const counts = await restoreAt('monday', 0);
    expect(counts).toMatchObject({ cases: 1, rights_request: 1, mute: 1, lane_key: 0, case_key: 0 });
    expect(await whatIsLeft(erased)).toEqual([]);
    expect(await whatIsLeft(other)).toEqual(expect.arrayContaining(['lane', 'lane_key', 'outbox', 'cases', 'case_key', 'consent', 'thread_message', 'rights_request']));
    const [{ keys, lanes } = {}] = await house.rows('SELECT (SELECT count(*) FROM lane_key)::int AS keys, (SELECT count(*) FROM lane)::int AS lanes');
    expect(keys).toBe(lanes);
    await other.person.presses(label('no_code'), said('contact.talk'));
    await other.person.says(SAID.reply);
    await settled(house);
    const words = await house.rows('SELECT 1 FROM thread_message WHERE case_id = $1', [other.caseId]);
    expect(words).toHaveLength(2);
  });

  test('does not touch what the house has: she who came back keeps her new chat', { timeout: 60_000 }, async () => {
    await comeIn(erased.person);
    await settled(house);
    const chat = (): Promise<Record<string, unknown>[]> => house.rows('SELECT version::float8, encode(session, $2) AS s, encode(wrapped, $2) AS k FROM lane JOIN lane_key ON lane_id = id WHERE id = $1', [erased.laneId, 'hex']);
    const before = await chat();
    expect(before).toHaveLength(1);
    // Of a chat that is here nothing older comes back: what was sent since would be sent again.
    await house.rows('DELETE FROM outbox WHERE id = $1', [other.laneId]);
    await restoreAt('monday', 0);
    expect(await house.rows('SELECT 1 FROM outbox WHERE id = $1', [other.laneId])).toEqual([]);
    expect(await chat()).toEqual(before);
    expect((await whatIsLeft({ ...erased, laneId: '' }))).toEqual([]);
    // Backed up after she came back, it is hers again.
    await writeBackup(house.house, path('wednesday'));
    await loseRows();
    await restoreAt('wednesday', 0);
    expect(await chat()).toEqual(before);
    await erased.person.says('0', said('everywhere.leave'));
    await settled(house);
  });

  test('a chat under an older key of hers is no chat of hers, whatever the ledger says', { timeout: 60_000 }, async () => {
    const ledger = await house.rows('SELECT subject, at FROM erased');
    await house.rows('DELETE FROM erased');
    const [lane] = await house.rows('DELETE FROM lane WHERE id = $1 RETURNING version::float8', [erased.laneId]);
    expect(lane).toBeDefined();
    for (const name of ['tuesday.keys', 'wednesday.keys']) renameSync(path(name), path(`${name}.away`));
    await restoreAt('monday', 0);
    expect(await whatIsLeft(erased)).toEqual([]);
    for (const name of ['tuesday.keys', 'wednesday.keys']) renameSync(path(`${name}.away`), path(name));
    for (const { subject, at } of ledger) await house.rows('INSERT INTO erased (subject, at) VALUES ($1, $2)', [subject, at]);
  });

  describe('for a fresh house', () => {
    let quiet: House;
    let drop: () => Promise<void>;
    let settings: Readonly<Record<string, string>>;
    const openQuiet = async (): Promise<House> => {
      const readIt = parseConfig({ ...settings, ROLE: 'all', DEMO: 'off' });
      if ('problems' in readIt) throw new Error(readIt.problems.join());
      return openHouse({ config: { ...readIt.config, ROLE: 'web' }, mute: true, log: () => undefined });
    };
    beforeAll(async () => {
      const made = await backend.make();
      drop = made.drop;
      settings = { ...made.settings, MASTER_KEY };
      quiet = await openQuiet();
    }, 60_000);
    afterAll(() => drop());

    test('is refused without the keys', async () => {
      copyFileSync(path('monday'), path('alone'));
      await leavesAlone('alone', /keys of this backup are nowhere/, 0, quiet);
    });

    test('is refused with keys that have ended, with another backup\'s, and with damaged ones', async () => {
      await leavesAlone('monday', /ended after 7 days/, 7.01, quiet);
      copyFileSync(path('tuesday.keys'), path('alone.keys'));
      await leavesAlone('alone', /belongs to another backup/, 0, quiet);
      const keys = readFileSync(path('monday.keys'));
      keys.writeUInt8(keys.readUInt8(keys.length - 30) ^ 1, keys.length - 30);
      writeFileSync(path('alone.keys'), keys);
      await leavesAlone('alone', /damaged/, 0, quiet);
      // Somebody has given the copy another date.
      const later = readFileSync(path('monday.keys'));
      later.writeBigUInt64BE(later.readBigUInt64BE(24) + BigInt(30 * DAY), 24);
      writeFileSync(path('alone.keys'), later);
      await leavesAlone('alone', /belongs to another backup|damaged|not in MASTER_KEY/, 20, quiet);
      writeFileSync(path('alone.keys'), readFileSync(path('monday.keys')).subarray(0, 900));
      await leavesAlone('alone', /cut off/, 0, quiet);
    });

    test('is refused when the house has begun talks of its own', async () => {
      await quiet.database.query(`INSERT INTO lane_key (lane_id, wrapped) VALUES ('somebody', '')`, []);
      await leavesAlone('monday', /of another house/, 0, quiet);
      await quiet.database.query('DELETE FROM lane_key', []);
    });

    test('comes back with its keys; a later copy beside it knows who was erased since', { timeout: 60_000 }, async () => {
      const counts = await restoreAt('monday', 6.9, quiet);
      expect(counts).toMatchObject({ cases: 1, case_key: 1, house_key: 11 });
      expect(await whatIsLeft(erased, quiet)).toEqual([]);
      await quiet.close();
      const again: Backend = { ...backend, make: async () => ({ settings, drop: async () => undefined }) };
      const second = await openOn(again, { settings: { ...settings, ALERT_MINUTES_NORMAL: '60,180,720' } });
      try {
        const person = openTelegramPerson(second.telegram.world, second.telegram.update, Number(other.person.id), {});
        const versions = (): Promise<Record<string, unknown>[]> => second.rows('SELECT version::float8 AS v FROM lane WHERE id = $1', [other.laneId]);
        const stood = await versions();
        expect([stood.length, second.house.keys.laneId('help', 'telegram', String(other.person.id))]).toEqual([1, other.laneId]);
        await person.says('0', said('everywhere.leave'));
        // She goes on where she stood: a chat that begins anew would have a version of today.
        expect(await versions()).toEqual([{ v: Number(stood[0]?.['v']) + 1 }]);
        expect(await second.rows('SELECT 1 FROM erased WHERE subject = $1', [subjectOf(second.house.keys.erased, { kind: 'case', id: erased.caseId })])).toHaveLength(1);
      } finally {
        await second.close();
      }
    });
  });

  test('older than the ledger is refused, by the house that has its keys too', async () => {
    await leavesAlone('monday', /older than the 35 days of BACKUP_DAYS/, 35.01);
    await expect(restoreAt('monday', 34.9)).resolves.toBeDefined();
  });

  test('that is damaged, cut off, or no backup changes nothing', { timeout: 60_000 }, async () => {
    const whole = readFileSync(path('monday'));
    const flipped = (at: number): Buffer => {
      const copy = Buffer.from(whole);
      copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
      return copy;
    };
    /** Where pieces begin, so that it can be cut where no piece is broken. */
    const starts: number[] = [];
    for (let at = 32; at < whole.length; at += 4 + whole.readUInt32BE(at)) starts.push(at);
    const [first = 0, second = 0, third = 0] = starts;
    const swapped = Buffer.concat([whole.subarray(0, first), whole.subarray(second, third), whole.subarray(first, second), whole.subarray(third)]);
    const broken: readonly (readonly [Buffer | string, RegExp])[] = [
      ['', /not a backup/], ['một,tệp,khác\n', /not a backup/], [readFileSync(path('monday.keys')), /without \.keys/],
      [Buffer.concat([Buffer.from('TINCAY1\n'), whole.subarray(8)]), /older version/],
      [whole.subarray(0, 20), /cut off/], [whole.subarray(0, 32), /damaged/], [whole.subarray(0, -1), /cut off/], [whole.subarray(0, starts.at(-1)), /cut off/],
      [whole.subarray(0, third), /cut off/], [Buffer.concat([whole, Buffer.from('x')]), /cut off/], [Buffer.concat([whole, whole.subarray(starts.at(-1))]), /damaged/],
      [flipped(12), /damaged/], [flipped(31), /damaged/], [flipped(whole.length - 3), /damaged/], [flipped(first + 20), /damaged/], [flipped(second + 20), /damaged/], [swapped, /damaged/],
    ];
    for (const [bytes, sentence] of broken) {
      writeFileSync(path('broken'), bytes);
      await leavesAlone('broken', sentence);
    }
  });

  test('deletes overdue copies of keys in its folder, and nothing else', async () => {
    writeFileSync(path('mine.keys'), 'not one of ours');
    copyFileSync(path('monday.keys'), path('killed.keys.part'));
    const before = readdirSync(folder);
    await writeBackup({ ...house.house, now: () => house.clock.now() + 6.9 * DAY }, path('sunday'));
    expect(readdirSync(folder).toSorted()).toEqual([...before, 'sunday', 'sunday.keys'].toSorted());
    await writeBackup({ ...house.house, now: () => house.clock.now() + 7.1 * DAY }, path('sunday'));
    const gone = before.filter((name) => !existsSync(path(name)));
    expect(gone.toSorted()).toEqual(before.filter((name) => /^(monday|tuesday|wednesday|killed|alone)\.keys(\.part)?$/.test(name)).toSorted());
    expect(gone.length).toBeGreaterThan(3);
  });

  test('that cannot be written breaks nothing', async () => {
    await expect(writeBackup(house.house, join(folder, 'nowhere', 'backup'))).rejects.toThrow('ENOENT');
    expect(existsSync(path('nowhere'))).toBe(false);
  });
});
