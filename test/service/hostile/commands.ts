import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Dice } from './dice.ts';
import { hostileText, MARK } from './texts.ts';

const CLI = fileURLToPath(new URL('../../../dist/commands/tincay.js', import.meta.url));

/** Arguments that no operator means. None can do anything: where one would write there is no folder, whoever runs it. */
export function hostileArgs(dice: Dice, file: string): string[] {
  const odd = (): string => hostileText(dice).text.replaceAll('\u0000', '').slice(0, 20_000);
  return dice.of<() => string[]>([
    () => [odd()], () => ['addresses', 'import', file, '--dry-run'], () => ['addresses', 'import', file, '--dry-run', '--json'], () => ['units', 'import', file], () => ['units', 'import', file, '--old-to-new', file, '--json'],
    () => ['places', 'find', odd()], () => ['erase', '--receipt', odd() || 'x'], () => ['erase', '--receipt'], () => ['members', 'invite', '--address', odd()], () => ['members', 'invite', '--unit', odd(), '--role', odd()],
    () => ['members', 'invite', '--address', 'TD-01', '--label', 'x'.repeat(5_000)], () => ['outbox', 'retry', odd(), odd()], () => ['flows', 'recall', odd()], () => ['flows', odd()], () => ['chat', odd()], () => ['chat', '__proto__'],
    () => ['restore', file], () => ['restore', `/dev/null/${MARK}`], () => ['backup', `/dev/null/${MARK}/x`], () => [`--${odd()}`], () => ['--json=x'], () => ['--', '--help'], () => ['__proto__', 'constructor'],
    () => ['addresses', 'import', '/dev/zero'], () => ['addresses', 'import', `/proc/self/environ`], () => ['addresses', 'import', `${file}/../x.csv`], () => ['chat', 'welcome', '--save', `/dev/null/${MARK}.chat`], () => ['chat', 'welcome', '--lang', odd()], () => ['read'],
  ])();
}

export type Ran = Readonly<{ code: number | null; out: string; err: string; ms: number }>;

/** The command line, beside the running service whose folder this is. */
export function runCli(args: readonly string[], folder: string, input = ''): Promise<Ran> {
  const started = Date.now();
  const child = spawn(process.execPath, [CLI, ...args], { env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: '', REDIS_URL: '', DATA_DIR: folder } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (part: Buffer) => void (out += part.toString('utf8')));
  child.stderr.on('data', (part: Buffer) => void (err += part.toString('utf8')));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err, ms: Date.now() - started })));
}

/** What is wrong with how the command line answered. */
export function cliProblem({ code, out, err }: Ran): string | undefined {
  if (code !== 0 && code !== 1 && code !== 2) return `exit ${code}: ${err.slice(-300)}`;
  if (/\n\s+at [^\n]*[:(]\d+/.test(err) || /node:internal/.test(err)) return `a stack trace: ${err.slice(0, 300)}`;
  if (code !== 0 && err.trim() === '' && out.trim() === '') return 'no sentence';
  // eslint-disable-next-line no-control-regex -- What moves a terminal's cursor is looked for.
  if (/[\u0000-\u0008\u000b-\u001f\u007f\u0080-\u009f]/.test(`${out}${err}`)) return `control characters on the screen: ${JSON.stringify(`${out}${err}`.slice(0, 200))}`;
  return undefined;
}

/** Something that is no command, for the socket of the command line. */
export function hostileMessage(dice: Dice): Buffer {
  const odd = hostileText(dice).text;
  const name = dice.of(['units import', 'addresses import', 'members invite', 'outbox retry', 'places find', 'flows recall', 'erase', 'backup', odd, '__proto__', 'constructor', '']);
  const input = dice.of<unknown>([
    {}, null, [], odd, 1, { path: 1 }, { words: odd }, { words: { a: odd } }, { ids: [odd] }, { ids: [1, null] }, { edition: odd }, { receipt: odd }, { address: odd, label: odd }, { role: 'admin', unit: odd }, { path: `/dev/null/${MARK}` }, { path: '' },
    { addresses: { file: odd, table: { header: [odd], rows: [{ line: 1, cells: { code: odd } }] } }, dryRun: true, partial: true },
    { addresses: { file: 'x', table: { header: ['code', '__proto__'], rows: [{ line: -1, cells: { __proto__: 'x' } }] } }, dryRun: true, partial: false },
    { units: { file: 'x', table: { header: ['code'], rows: [] } }, partial: false }, { units: { file: 'x', table: { header: 'x', rows: 9 } }, partial: 'x' },
  ]);
  return dice.of<() => Buffer>([
    () => Buffer.from(JSON.stringify({ name, input })), () => Buffer.from(JSON.stringify({ name, input })), () => Buffer.from(JSON.stringify({ name, input })), () => Buffer.from(odd), () => Buffer.from([0, 1, 2, 0xff]), () => Buffer.from(`{"name":"${name}"`),
    () => Buffer.from(`{"name":"places find","input":${'['.repeat(100_000)}${']'.repeat(100_000)}}`), () => Buffer.from('null'), () => Buffer.from('[]'), () => Buffer.from('{"name":{"__proto__":1},"input":1}'), () => Buffer.from(`{"name":"${'x'.repeat(200_000)}"}`),
  ])();
}

const ANSWER_MS = 20_000;

/** Says it to the service; gives the answer, or nothing where the line was hung up on. */
export function tellSocket(path: string, message: Buffer, hangsUp: boolean, waitMs = ANSWER_MS): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect({ path, allowHalfOpen: true });
    const parts: Buffer[] = [];
    socket.setTimeout(waitMs, () => {
      socket.destroy();
      reject(new Error('The socket never answered'));
    });
    socket.on('data', (part: Buffer) => void parts.push(part));
    socket.once('error', () => resolve(undefined));
    socket.once('end', () => {
      socket.destroy();
      resolve(Buffer.concat(parts).toString('utf8'));
    });
    if (!hangsUp) return void socket.end(message);
    socket.write(message.subarray(0, Math.ceil(message.length / 2)), () => {
      socket.destroy();
      resolve(undefined);
    });
  });
}
