import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { controlPath } from '../src/roof/control.ts';
import { ROOT, words } from './world.ts';

/** The command line as a person types it, beside a running service and without one. */
const CLI = fileURLToPath(new URL('dist/commands/tincay.js', ROOT));
const MAIN = fileURLToPath(new URL('dist/main.js', ROOT));
const DEMO = fileURLToPath(new URL('data/demo/', ROOT));
const CLUBS = fileURLToPath(new URL('test/corpus/programme/clubs.csv', ROOT));
const folder = mkdtempSync(join(tmpdir(), 'tincay-cli-'));
const data = join(folder, 'data');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ran = { code: number | null; out: string; err: string };

function tincay(args: readonly string[], input = '', dataDir = data): Promise<Ran> {
  const child = spawn(process.execPath, [CLI, ...args], { env: { ...process.env, DATABASE_URL: '', REDIS_URL: '', DATA_DIR: dataDir } });
  let out = '';
  let err = '';
  child.stdout.on('data', (part) => (out += part));
  child.stderr.on('data', (part) => (err += part));
  child.stdin.end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

const HEADER = 'code,name,kind,commune_code,commune,province,hamlet,lat,lon,phone,place,public_place,hours,services,languages,verified_on';
const BROKEN = [
  HEADER,
  ',Không mã,collective,02947,,,,,,0000000201,health,yes,24/7,,,2026-10-01',
  'A-02,,collective,02947,,,,,,0000000202,health,yes,24/7,,,2026-10-01',
  'A-03,Sai loại,team,02947,,,,,,0000000203,health,yes,24/7,,,2026-10-01',
  'A-04,Sai xã,collective,99999,,,,,,0000000204,health,yes,24/7,,,2026-10-01',
  'A-05,Sai tên xã,collective,,Xã Không Có,Lào Cai,,,,0000000205,health,yes,24/7,,,2026-10-01',
  'A-06,Sai vĩ độ,collective,02947,,,,abc,104,0000000206,health,yes,24/7,,,2026-10-01',
  'A-07,Sai số,collective,02947,,,,,,gọi chị Hoa,health,yes,24/7,,,2026-10-01',
  'A-08,Sai chỗ,collective,02947,,,,,,0000000208,market,yes,24/7,,,2026-10-01',
  'A-09,Sai giờ,collective,02947,,,,,,0000000209,health,yes,sáng,,,2026-10-01',
  'A-10,Sai ngày,collective,02947,,,,,,0000000210,health,maybe,24/7,,,31/02/2026',
  'A-11,Đúng,collective,02947,,,,,,0000000211,health,yes,24/7,,,2026-10-01',
  'A-11,Trùng mã,collective,02947,,,,,,0000000212,health,yes,24/7,,,2026-10-01',
].join('\n');

async function importUnits(): Promise<void> {
  const ran = await tincay(['units', 'import', `${DEMO}communes.csv`, '--old-to-new', `${DEMO}communes-old-to-new.csv`, '--json']);
  expect(ran).toMatchObject({ code: 0, err: '' });
}

test('while nothing runs, a file with ten kinds of broken rows is refused whole, each row and column named', { timeout: 90_000 }, async () => {
  writeFileSync(join(folder, 'broken.csv'), BROKEN);
  await importUnits();
  const plain = await tincay(['addresses', 'import', join(folder, 'broken.csv')]);
  expect(plain.code).toBe(1);
  for (let row = 2; row <= 11; row++) expect(plain.err).toMatch(new RegExp(`^broken\\.csv, row ${row}, \\w+: `, 'm'));
  expect(plain.err).toMatch(/^broken\.csv, row 13, code: /m);
  expect(plain.err).not.toMatch(/row 12,/);
  expect(await tincay(['members', 'invite', '--address', 'A-11']), 'a row of a refused file was taken').toMatchObject({ code: 1 });
});

test('the same commands work beside a running service, through its socket', { timeout: 120_000 }, async () => {
  const stop = await startService();
  try {
    await importUnits();
    const dry = await tincay(['addresses', 'import', join(folder, 'broken.csv'), '--partial', '--dry-run', '--json']);
    expect(JSON.parse(dry.out)).toMatchObject({
      rows: 12, ok: 1, problems: expect.arrayContaining([expect.objectContaining({ file: 'broken.csv', row: 4, column: 'kind' })]),
    });
    expect(await tincay(['members', 'invite', '--address', 'A-11']), 'a dry run changed something').toMatchObject({ code: 1 });
    expect((await tincay(['addresses', 'import', join(folder, 'broken.csv'), '--partial'])).code).toBe(0);
    const made = await tincay(['members', 'invite', '--address', 'A-11', '--label', 'thử', '--json']);
    expect(JSON.parse(made.out)).toEqual({ code: expect.stringMatching(/^TC(-[A-Z2-9]{4}){4}$/), expires_at: expect.any(String), links: [] });
    const found = await tincay(['places', 'find', 'thi', 'tran', 'pho', 'rang', '--json']);
    expect(JSON.parse(found.out)[0]).toMatchObject({ code: '02947', matched: expect.stringContaining('Phố Ràng') });
    expect(JSON.parse((await tincay(['clubs', 'import', CLUBS, '--json'])).out)).toEqual({ rows: 105, ok: 105, problems: [] });
    const wish = ['report', '--from', '2023-01-01', '--to', '2023-12-31', '--unit', 'Huyện Bảo Yên', '--out', join(folder, 'report.csv')];
    expect(await tincay(wish)).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(join(folder, 'report.csv'), 'utf8')).toContain('Ra mắt 39 tổ truyền thông cộng đồng tại 14 xã');
    expect((await tincay(['backup', join(folder, 'backup')])).code).toBe(0);
    expect(statSync(join(folder, 'backup')).mode & 0o777).toBe(0o600);
    expect(await tincay(['restore', join(folder, 'backup')])).toMatchObject({ code: 1, err: expect.stringContaining('Stop the service') });
  } finally {
    await stop();
  }
});

test('a backup restores where its key is, and nowhere else', { timeout: 120_000 }, async () => {
  const other = join(folder, 'other');
  expect(await tincay(['restore', join(folder, 'backup')], '', other), 'another key opened it').toMatchObject({ code: 1 });
  expect((await tincay(['restore', join(folder, 'broken.csv')], '', other)).err).toContain('not a backup');
  const again = join(folder, 'again');
  mkdirSync(again);
  copyFileSync(join(data, 'master.key'), join(again, 'master.key'));
  expect(await tincay(['restore', join(folder, 'backup')], '', again)).toMatchObject({ code: 0 });
  expect(await tincay(['members', 'invite', '--address', 'A-11'], '', again)).toMatchObject({ code: 0 });
});

test('read answers one line of JSON for each line of text', async () => {
  const { out } = await tincay(['read'], 'nó đang cầm dao đứng ngoài cửa\nhôm nay trời đẹp\n');
  expect(out.trim().split('\n').map((line) => JSON.parse(line))).toEqual([{ intent: 'danger' }, { intent: 'none' }]);
});

test('mask answers one line of JSON for each line of text, and says where it covered what', async () => {
  const { out } = await tincay(['mask'], 'gọi em số 0912 345 678 nhé\ngọi 113 đi chị\n');
  expect(out.trim().split('\n').map((line) => JSON.parse(line))).toEqual([
    { text: 'gọi em số [số điện thoại] nhé', spans: [[10, 22, 'phone']] },
    { text: 'gọi 113 đi chị', spans: [] },
  ]);
});

test('a talk in the terminal can be kept as a test', async () => {
  const kept = join(folder, 'leaves_early.chat');
  const { code, out } = await tincay(['chat', 'welcome', '--save', kept], '3\n1\n0\n.\n');
  expect([code, out]).toEqual([0, expect.stringContaining(words.text('vi', 'welcome.private_start', {}).slice(0, 20))]);
  expect(readFileSync(kept, 'utf8')).toBe('# leaves_early\nflow welcome\n\n< 3\n< 1\n< 0\n');
});

test.each([
  [['frobnicate'], 2, 'There is no command'],
  [['units', 'import'], 2, 'needs a file'],
  [['places', 'find', '--wrong'], 2, 'wrong'],
  [['clubs', 'import'], 2, 'needs a file'],
  [['report', '--from', '2023-01-01', '--to', '2023-12-31'], 2, 'Say where to write it'],
  [['report', '--from', '2023-01-01', '--to', '2023-12-31', '--out', 'report.pdf'], 2, 'an .xlsx or a .csv'],
  [['units', 'import', '/nowhere.csv'], 1, 'There is no such file'],
  [['flows', 'check'], 0, ''],
])('tincay %s ends with %i', async (args, code, words) => {
  const ran = await tincay(args);
  expect([ran.code, ran.err]).toEqual([code, expect.stringContaining(words)]);
});

async function startService(): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, DATABASE_URL: '', REDIS_URL: '', DATA_DIR: data, PORT: '0', DEMO: 'off', LOG_LEVEL: 'silent' },
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (part) => String(part).includes('is open') && resolve());
    child.once('exit', (code) => reject(new Error(`The service ended with ${code}`)));
  });
  expect(statSync(controlPath(data)).mode & 0o777, 'the socket is the owner\'s').toBe(0o600);
  return () => new Promise((resolve) => {
    child.removeAllListeners('exit').once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
