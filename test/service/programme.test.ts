import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { writeReport } from '../../src/commands/report.ts';
import { runCommand } from '../../src/roof/commands.ts';
import { helpedChores } from '../../src/roof/helped.ts';
import { helpedStore } from '../../src/stores/helped.ts';
import { MARKS } from '../../src/core/programme/figure.ts';
import { tableOf } from '../programme_world.ts';
import { onEveryBackend } from './backends.ts';
import { type Opened, openOn } from './open.ts';

const Report = z.object({
  lines: z.array(z.object({ key: z.string(), figure: z.object({ value: z.number(), mark: z.enum(MARKS) }) })),
  helped: z.array(z.object({ measure: z.string(), of: z.string(), count: z.number(), atLeast: z.boolean() })),
});

onEveryBackend('The programme', (backend) => {
  const folder = mkdtempSync(join(tmpdir(), 'tincay-report-'));
  let house: Opened;
  const ask = (name: string, input: unknown): ReturnType<typeof runCommand> => runCommand(house.house, name, input);
  const put = async (name: string, file: string, options = {}): ReturnType<typeof runCommand> =>
    ask(name, { table: { file, table: await tableOf(file) }, dryRun: false, partial: false, ...options });
  const report = async (wish: Readonly<Record<string, string>>): Promise<z.infer<typeof Report>> => {
    const made = await ask('report', wish);
    if ('refused' in made) throw new Error(JSON.stringify(made.refused));
    return Report.parse(made.done);
  };
  const one = (made: z.infer<typeof Report>, key: string): unknown => made.lines.find((line) => line.key === key)?.figure;

  beforeAll(async () => {
    house = await openOn(backend);
    const units = { file: 'communes.csv', table: await tableOf('communes.csv') };
    const old = { file: 'communes-old-to-new.csv', table: await tableOf('communes-old-to-new.csv') };
    await ask('units import', { units, old, partial: false });
  }, 90_000);
  afterAll(async () => {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('comes in by three files, all or nothing, each bad row named', async () => {
    expect(await put('activities import', 'activities.csv')).toMatchObject({ refused: expect.arrayContaining([
      expect.objectContaining({ file: 'activities.csv', column: 'club', problem: expect.stringContaining('import the clubs first') }),
      expect.objectContaining({ column: 'component' }),
    ]) });
    expect(await house.rows('SELECT 1 FROM activity')).toEqual([]);
    expect(await put('targets import', 'targets.csv', { dryRun: true })).toMatchObject({ done: { rows: 20, ok: 20, problems: [] } });
    expect(await house.rows('SELECT 1 FROM target')).toEqual([]);
    for (const [name, file, rows] of [['targets import', 'targets.csv', 20], ['clubs import', 'clubs.csv', 105], ['activities import', 'activities.csv', 193]] as const) {
      expect(await put(name, file), name).toEqual({ done: { rows, ok: rows, problems: [] } });
      // A second time changes nothing.
      expect(await put(name, file), name).toEqual({ done: { rows, ok: rows, problems: [] } });
    }
    expect(await house.rows('SELECT count(*)::int AS n FROM activity')).toEqual([{ n: 193 }]);
  });

  test('is counted from its rows, and one that is imported again moves its figure', async () => {
    const wish = { from: '2023-01-01', to: '31/12/2023', unit: 'Huyện Bảo Yên' };
    const before = await report(wish);
    expect(one(before, 'clubs/outreach/all/members')).toEqual({ value: 500, mark: 'over' });
    expect(one(before, 'activities/outreach/attendances')).toEqual({ value: 4_000, mark: 'exact' });
    const table = await tableOf('activities.csv');
    const rows = table.rows.filter(({ cells }) => cells['code'] === 'BY-23-TT-01').map((row) => ({ ...row, cells: { ...row.cells, attendances: 'khoảng 130' } }));
    expect(await ask('activities import', { table: { file: 'one.csv', table: { ...table, rows } }, dryRun: false, partial: false })).toMatchObject({ done: { ok: 1 } });
    expect(one(await report(wish), 'activities/outreach/attendances')).toEqual({ value: 4_030, mark: 'about' });
    await put('activities import', 'activities.csv');
  });

  test.each([
    ['a unit nobody knows', { from: '2023-01-01', to: '2023-12-31', unit: '99' }, 'There is no unit 99.'],
    ['a day that is none', { from: '2023-02-30', to: '2023-12-31' }, 'Write days like'],
    ['an end before its beginning', { from: '2023-12-31', to: '2023-01-01' }, 'ends before it begins'],
  ])('refuses a report of %s', async (_what, wish, problem) => {
    expect(await ask('report', wish)).toMatchObject({ refused: [{ problem: expect.stringContaining(problem) }] });
  });

  test('is written as a workbook whose numbers show their mark, and as CSV', async () => {
    const made = await ask('report', { from: '2024-01-01', to: '2024-09-30', unit: '92' });
    if ('refused' in made) throw new Error('There is no report');
    expect(await writeReport(made.done, join(folder, 'report.xlsx'))).toEqual({ done: { file: 'report.xlsx', tables: 11 } });
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(join(folder, 'report.xlsx'));
    expect(book.worksheets.map(({ name }) => name)).toEqual(['Tóm tắt', 'Mô hình', 'Hoạt động', 'Tài liệu, dự thi', 'Chỉ tiêu', 'Theo thời gian', 'Theo xã', 'Theo tỉnh', 'Theo huyện cũ', 'Người được giúp', 'Biểu đồ']);
    const sheet = book.getWorksheet('Hoạt động');
    const row = sheet?.getColumn(1).values.findIndex((value) => value === 'Văn bản chỉ đạo: số lượng') ?? -1;
    const cell = sheet?.getRow(row).getCell(2);
    expect([cell?.value, cell?.numFmt]).toEqual([20, '"trên "#,##0']);
    await writeReport(made.done, join(folder, 'report.csv'));
    const text = readFileSync(join(folder, 'report.csv'), 'utf8');
    expect(text).toContain('Hoạt động,');
    expect(text).toMatch(/^Hoạt động,\d+,Văn bản chỉ đạo: số lượng,Trong kỳ,20,over,trên 20\r$/m);
    expect(await writeReport(made.done, join(folder, 'nowhere', 'report.csv'))).toMatchObject({ refused: [{ problem: expect.stringContaining('ENOENT') }] });
  });

  const files = async (count: number, commune: string, at: string, id: string): Promise<void> => {
    for (let number = 0; number < count; number++) {
      await house.rows(`INSERT INTO cases (id, code, level, commune_code, kinds, danger, needs, hours, tell_me, under_16, state, sealed, filed_at)
        VALUES ($1, $1, 'case', $2, '{body}', 'normal', '{}', '', 'nothing', false, 'closed', '', $3)`, [`${id}${number}`, commune, new Date(at)]);
    }
  };
  const helped = async (unit: string, to = '2026-05-31'): Promise<unknown> =>
    (await report({ from: '2026-05-01', to, ...(unit && { unit }) })).helped.filter(({ of }) => of === '').map(({ count, atLeast }) => (atLeast ? `>=${count}` : count));

  test('counts who was helped once a month, and says the same for ever', async () => {
    await files(6, '31673', '2026-05-03T00:00:00Z', 'a');
    await files(5, '02947', '2026-05-31T16:59:00Z', 'b');
    await files(2, '02953', '2026-05-20T00:00:00Z', 'c');
    // In Viet Nam this is June already.
    await files(3, '31673', '2026-05-31T17:00:00Z', 'd');
    await house.rows("UPDATE cases SET restricted = true WHERE id = 'a0'");
    const store = helpedStore(house.house.database);
    expect(await helped('')).toEqual([]);
    expect(await Promise.all([store.count('2026-05', Date.now()), store.count('2026-05', Date.now())])).toEqual(expect.arrayContaining([true, false]));
    const shown = async (): Promise<unknown[]> => Promise.all(['', '92', '31673', '15', '02947', '02953'].map((unit) => helped(unit)));
    const before = await shown();
    expect(before).toEqual([[12], [5], [5], [7], [], []]);
    expect(await helped('', '2026-06-30')).toEqual(['>=12']);
    expect(await helped('', '2026-05-30')).toEqual([]);
    // Cases come, go and are deleted: what was shown stays.
    await house.rows("DELETE FROM cases WHERE id LIKE 'a%'");
    await files(9, '02953', '2026-05-21T00:00:00Z', 'e');
    expect(await store.count('2026-05', Date.now())).toBe(false);
    expect(await shown()).toEqual(before);
    await house.rows("DELETE FROM cases WHERE length(id) = 2");
  });

  test('counts the month before in the first ten days of the next, and later not at all', async () => {
    const counted: string[] = [];
    const on = async (day: string): Promise<void> => {
      const helpedAt = { count: async (month: string) => counted.push(month) > 0 };
      for (const { run } of helpedChores({ helped: helpedAt, now: () => 0, today: () => day })) await run();
    };
    for (const day of ['2026-06-01', '2026-06-10', '2026-06-11', '2026-06-30', '2027-01-01']) await on(day);
    expect(counted).toEqual(['2026-05', '2026-05', '2026-12']);
  });
});
