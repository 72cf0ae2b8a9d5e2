import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { askService, controlPath } from '../../src/roof/control.ts';
import { openEmbedded } from '../../src/stores/embedded.ts';
import type { FakeTelegram } from '../fakes/telegram.ts';
import type { Backend } from './backends.ts';
import { freePort, inviteOf, METRICS_TOKEN, SECRET } from './open.ts';

type Row = Record<string, unknown>;
type Settings = Readonly<Record<string, string>>;

/** The service as a process of its own, which may be killed at any moment and started again on the same data. */
export type Child = Readonly<{
  at: string;
  /** Its `DATA_DIR`. */
  folder: string;
  /** Every setting it runs with. */
  settings: Settings;
  start: () => Promise<void>;
  /** Kill -9: nothing is closed, nothing is written. */
  kill: () => Promise<void>;
  /** Ends it as Ctrl-C does; gives its exit code. */
  stop: () => Promise<number | null>;
  invite: (wish: Readonly<Record<string, string>>) => Promise<string>;
  metrics: () => Promise<string>;
  output: () => string;
  /** MiB that the process holds in memory; 0 where the system does not say. */
  memory: () => number;
  /** Of the running process. */
  pid: () => number | undefined;
  /** Asks the database, when the process has been stopped. */
  rows: (statements: readonly string[]) => Promise<Row[][]>;
  drop: () => Promise<void>;
}>;

const START_MS = 60_000;

/** `settings` may be told where the service will stand; `program` starts it in another way than its own. */
export async function openChild(
  backend: Backend, telegram: FakeTelegram, settings: Settings | ((at: string) => Settings) = {}, program = programArgs(),
): Promise<Child> {
  const place = await backend.make();
  // PostgreSQL is given a service that keeps nothing in a folder; this one has its socket there.
  const { DATA_DIR: given = 'memory:' } = place.settings;
  const folder = given.startsWith('memory:') ? mkdtempSync(join(tmpdir(), 'tincay-')) : given;
  const port = await freePort();
  const at = `http://127.0.0.1:${port}`;
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '', NODE_ENV: 'test', PORT: String(port), DEMO: 'on', LOG_LEVEL: 'trace', METRICS_TOKEN,
    TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.root, TELEGRAM_UPDATES: 'webhook', TELEGRAM_WEBHOOK_SECRET: SECRET,
    ALERT_MINUTES_NORMAL: '10,20,30', ALERT_MINUTES_URGENT: '10,20,30', ...place.settings, DATA_DIR: folder,
    ...(typeof settings === 'function' ? settings(at) : settings),
  };
  let process_: ChildProcess | undefined;
  let output = '';
  telegram.push.to({ url: `${at}/webhooks/telegram`, headers: { 'x-telegram-bot-api-secret-token': SECRET } });

  const end = (signal: NodeJS.Signals): Promise<number | null> => {
    const child = process_;
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child?.exitCode ?? null);
    return new Promise((resolve) => {
      child.once('exit', (code) => resolve(code));
      child.kill(signal);
    });
  };
  return {
    at, folder, settings: env,
    start: async () => {
      const child = process_ = spawn(process.execPath, program, { env, stdio: ['ignore', 'pipe', 'pipe'] });
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => void (output += part.toString('utf8')));
      const until = Date.now() + START_MS;
      while (!(await isReady(at))) {
        // Killed by somebody who did not wait for it to be ready.
        if (child.signalCode === 'SIGKILL') return;
        if (child.exitCode !== null || Date.now() > until) throw new Error(`The service did not open: ${output.slice(-2_000)}`);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    },
    kill: async () => {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
    invite: async (wish) => inviteOf(await askService(controlPath(folder), 'members invite', wish)),
    metrics: async () => {
      const answer = await fetch(`${at}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
      return answer.text();
    },
    output: () => output,
    memory: () => memoryOf(process_?.pid),
    pid: () => process_?.pid,
    rows: (statements) => {
      const { DATABASE_URL: url } = env;
      return url === undefined ? askEmbedded(join(folder, 'pg'), statements) : askPostgres(url, statements);
    },
    drop: async () => {
      await end('SIGKILL');
      await place.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function memoryOf(pid: number | undefined): number {
  try {
    return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

async function askEmbedded(folder: string, statements: readonly string[]): Promise<Row[][]> {
  const embedded = await openEmbedded(folder);
  try {
    const answers: Row[][] = [];
    for (const statement of statements) answers.push(await embedded.query(statement, []));
    return answers;
  } finally {
    await embedded.close();
  }
}

async function askPostgres(url: string, statements: readonly string[]): Promise<Row[][]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const answers: Row[][] = [];
    for (const statement of statements) answers.push((await client.query<Row>(statement)).rows);
    return answers;
  } finally {
    await client.end();
  }
}

/** The built program where the build is as new as the source (`npm test` sees to that), the source itself otherwise. */
function programArgs(): string[] {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const built = join(root, 'dist/main.js');
  return newest(join(root, 'src')) <= newest(join(root, 'dist')) ? [built] : ['--import', 'tsx', join(root, 'src/main.ts')];
}

function newest(folder: string): number {
  try {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'));
    return Math.max(0, ...files.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
  } catch {
    return 0;
  }
}

async function isReady(at: string): Promise<boolean> {
  try {
    return (await fetch(`${at}/readyz`)).ok;
  } catch {
    return false;
  }
}
