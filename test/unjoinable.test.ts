import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TABLES } from '../src/roof/backup_tables.ts';
import { onEveryBackend } from './service/backends.ts';
import { comeIn, file, takeReceipt } from './service/main_job.ts';
import { type Opened, openOn, settled } from './service/open.ts';
import { filesUnder, read } from './tree.ts';

/**
 * Who comes to a club and who asks for help are kept so that nothing in the database, in a copy of it or in what is
 * written out of it leads from one to the other. Held for tables that are there and for those that will come.
 */
const CLUB = /club|activit|attendance/i;
/** Tables of help: whatever has to do with a case, a chat of somebody who asked, or a member who was alerted. */
const HELP = /^(cases|case_.*|alert|thread_message|receipt|consent|lane|lane_key|inbox|outbox|trace|talk_page|attachment|held_file|rights_request|mute|member|member_key|invite)$/;
/** Columns that name somebody or something of help, by the names this schema gives them. */
const HELP_ID = /^(case|lane|other_lane|member|holder|receipt|alert|thread|asked_by|agreed_by)(_id)?$/;
/** Columns of a table of help that name something of a club. */
const CLUB_ID = /club|activit|attendance/;

type Column = Readonly<{ table: string; column: string }>;
type Index = Readonly<{ table: string; definition: string }>;

/** Columns by which a club's table could lead to help, or the other way round. */
function joining(columns: readonly Column[]): string[] {
  return columns.filter(({ table, column }) => (CLUB.test(table) ? HELP_ID.test(column) : CLUB_ID.test(column)))
    .map(({ table, column }) => `${table}.${column}`);
}

/** Statements, views and indexes that name both sides. */
function namingBoth(texts: readonly Index[]): string[] {
  return texts.filter(({ table, definition }) => {
    const words = `${table} ${definition}`.toLowerCase().split(/[^a-z_]+/);
    return words.some((word) => CLUB.test(word)) && words.some((word) => HELP.test(word) || HELP_ID.test(word));
  }).map(({ table, definition }) => `${table}: ${definition}`);
}

const SCHEMA = read('prisma/schema.prisma');
const models = [...SCHEMA.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, model = '', body = '']) => ({
  table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? model,
  fields: body.split('\n').filter((line) => /^ {2}\w/.test(line)).map((line) => line.trim()),
}));
const modelNames = [...SCHEMA.matchAll(/^model (\w+)/gm)].map(([, name = '']) => name);
const schemaColumns = models.flatMap(({ table, fields }) => fields.map((field): Column => (
  { table, column: /@map\("(\w+)"\)/.exec(field)?.[1] ?? field.split(/\s+/)[0] ?? '' })));

describe('the schema', () => {
  test('has no table with a column of both sides, and no relation', () => {
    expect(models.length).toBeGreaterThan(25);
    expect(joining(schemaColumns)).toEqual([]);
    const relations = models.flatMap(({ table, fields }) => fields.filter((field) =>
      field.includes('@relation') || modelNames.includes((field.split(/\s+/)[1] ?? '').replace(/[?[\]]/g, ''))).map((field) => `${table}: ${field}`));
    expect(relations).toEqual([]);
  });

  test.each([
    ['a case in a list of who came', { table: 'attendance', column: 'case_id' }], ['her help chat in a club', { table: 'club_member', column: 'lane_id' }],
    ['a member in an activity', { table: 'activity', column: 'member_id' }], ['a club in a case', { table: 'cases', column: 'club_id' }],
    ['a club in an alert', { table: 'alert', column: 'club_code' }],
  ])('would not get past with %s', (_name, column) => {
    expect(joining([...schemaColumns, column])).toEqual([`${column.table}.${column.column}`]);
  });
});

/** Texts between quotes that speak SQL, and calls of Prisma: a statement stands in one of them. */
function statementsOf(path: string, text: string): Index[] {
  const quoted = [...text.matchAll(/`([^`]*)`|'([^'\n]*)'/g)].map(([, one, other]) => one ?? other ?? '');
  const sql = quoted.filter((part) => /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|JOIN)\b/.test(part));
  return sql.map((definition) => ({ table: path, definition }));
}

test('no statement of the program names both sides', () => {
  const all = filesUnder('src').filter((path) => path.endsWith('.ts') && !path.includes('generated')).flatMap((path) => statementsOf(path, read(path)));
  expect(all.length).toBeGreaterThan(40);
  expect(namingBoth(all)).toEqual([]);
  const planted = statementsOf('src/stores/planted.ts', 'const JOINED = `SELECT a.name FROM attendance a JOIN cases c ON c.code = a.code`;');
  expect(namingBoth(planted)).toHaveLength(1);
});

onEveryBackend('The database', (backend) => {
  let house: Opened;
  const people: string[] = [];
  beforeAll(async () => {
    house = await openOn(backend, { zalo: true });
    const member = await house.member({ address: 'TD-01', label: 'Cô Ban' });
    const woman = house.telegram.person();
    await comeIn(woman);
    await file(woman);
    await takeReceipt(woman);
    await settled(house);
    people.push(String(member.id), String(woman.id));
  });
  afterAll(() => house.close());

  const columns = async (): Promise<Column[]> => (await house.rows(`SELECT table_name AS "table", column_name AS "column"
    FROM information_schema.columns WHERE table_schema = 'public'`)).map((row) => ({ table: String(row['table']), column: String(row['column']) }));
  const definitions = async (): Promise<Index[]> => (await house.rows(`
    SELECT tablename AS "table", indexdef AS definition FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT viewname, definition FROM pg_views WHERE schemaname = 'public'
    UNION ALL SELECT matviewname, definition FROM pg_matviews WHERE schemaname = 'public'
    UNION ALL SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace
    UNION ALL SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prolang = (SELECT oid FROM pg_language WHERE lanname = 'plpgsql')`))
    .map((row) => ({ table: String(row['table']), definition: String(row['definition']) }));

  /** Every value of the tables that fit, long enough not to be alike by accident; bytes as hex. */
  async function valuesOf(fits: (table: string) => boolean): Promise<Map<string, string>> {
    const values = new Map<string, string>();
    const tables = [...new Set((await columns()).map(({ table }) => table))].filter(fits);
    const take = (table: string, value: unknown): void => {
      if (Array.isArray(value)) value.forEach((one) => take(table, one));
      else if (typeof value === 'string' && value.length >= 12 && !/^\d{4}-\d{2}-\d{2}T/.test(value)) values.set(value, table);
    };
    for (const table of tables) {
      for (const { row } of await house.rows(`SELECT row_to_json(t) AS row FROM "${table}" t`)) {
        if (typeof row === 'object' && row !== null) Object.values(row).forEach((value) => take(table, value));
      }
    }
    return values;
  }

  /** Values that lie on both sides. */
  async function common(): Promise<string[]> {
    const [clubs, help] = [await valuesOf((table) => CLUB.test(table)), await valuesOf((table) => HELP.test(table))];
    return [...clubs].filter(([value]) => help.has(value)).map(([value, table]) => `${table} and ${help.get(value)}`);
  }

  test('has no column, index, view, foreign key or function that joins the two sides', async () => {
    expect(joining(await columns())).toEqual([]);
    const all = await definitions();
    expect(all.length).toBeGreaterThan(20);
    expect(namingBoth(all)).toEqual([]);
    expect(all.filter(({ definition }) => definition.startsWith('FOREIGN KEY'))).toEqual([]);
  });

  test('holds a chat under the key of help alone: the same account in a club has an id that nothing stored shares', async () => {
    const { keys } = house.house;
    const stored = await valuesOf(() => true);
    for (const account of people) {
      const [help, club] = [keys.laneId('help', 'telegram', account), keys.laneId('clubs', 'telegram', account)];
      expect(help).not.toBe(club);
      expect(stored.get(help)).toBeDefined();
      expect(stored.has(club)).toBe(false);
      // The account itself, from which both could be made again, lies nowhere.
      const inBytes = Buffer.from(account).toString('hex');
      expect([...stored.keys()].filter((value) => value.includes(value.startsWith('\\x') ? inBytes : account))).toEqual([]);
    }
    const [one, other] = await house.rows("SELECT wrapped FROM house_key WHERE name IN ('handles_help', 'handles_clubs')");
    expect(one?.['wrapped']).toBeDefined();
    expect(one?.['wrapped']).not.toEqual(other?.['wrapped']);
    expect(await common()).toEqual([]);
  });

  test('is seen to join them when somebody plants it', async () => {
    const { keys } = house.house;
    await house.rows('CREATE TABLE club_member (id text PRIMARY KEY, club_lane_id text, case_id text)');
    await house.rows('CREATE INDEX planted ON club_member (case_id)');
    await house.rows('CREATE VIEW who_came AS SELECT m.id FROM club_member m JOIN cases c ON c.id = m.case_id');
    await house.rows("INSERT INTO club_member VALUES ('one', $1, NULL)", [keys.laneId('help', 'telegram', people[1] ?? '')]);
    try {
      expect(joining(await columns())).toEqual(['club_member.case_id']);
      expect(namingBoth(await definitions()).map((text) => text.split(':')[0])).toEqual(expect.arrayContaining(['club_member', 'who_came']));
      expect(await common()).toEqual([expect.stringMatching(/^club_member and /)]);
    } finally {
      await house.rows('DROP VIEW who_came');
      await house.rows('DROP TABLE club_member');
    }
  });

  test('is written into a backup row by row, table by table: no row of it is a join', async () => {
    const written = TABLES.map(({ table }) => table);
    const tables = new Set((await columns()).map(({ table }) => table));
    expect(written.filter((table) => !tables.has(table))).toEqual([]);
    const views = (await house.rows("SELECT viewname AS name FROM pg_views WHERE schemaname = 'public'")).map(({ name }) => String(name));
    expect(written.filter((table) => views.includes(table))).toEqual([]);
  });
});
