/**
 * How fast people are answered through the Telegram webhook: PEOPLE talk at once, each sends its next
 * update when the reply to the last one has reached the (fake) Bot API. Prints updates a second, CPU of
 * the service a thousand updates, and reply times; the median and spread of RUNS runs.
 *
 *   npx tsx bench/replies.ts                      embedded
 *   DATABASE_URL=… REDIS_URL=… npx tsx bench/replies.ts
 *   PEOPLE=16 DURING=import npx tsx bench/replies.ts      while 10,000 addresses are imported, again and again
 *   PEOPLE=16 DURING=backup npx tsx bench/replies.ts
 *   WIZARD=1 REDIS_URL=… npx tsx bench/replies.ts      the wizard of wizard.ts instead
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { Pool } from 'undici';

const PEOPLE = Number(process.env['PEOPLE'] ?? 64);
const UPDATES = Number(process.env['UPDATES'] ?? 10_000);
const RUNS = Number(process.env['RUNS'] ?? 3);
const SECRET = 'bench-secret-0123456789';
/** A plain talk: cover, private, it is safe, learn, back and forth; then the next person's worth of it. */
const TALK = ['xin chào', '3', '1', '1', '2', '9', '1', '0'];

/** People are slower than a bench: whoever writes faster than anybody can is met with silence. */
const SECONDS_A_TURN = 5;

const waiting = new Map<string, () => void>();
const api = await fakeApi();
const folder = mkdtempSync(join(tmpdir(), 'tincay-bench-'));
const service = await startService(apiPort(api));
const hook = new Pool(service.url, { connections: PEOPLE });

const rates: number[] = [];
const cpus: number[] = [];
const times: number[] = [];
let updateId = 1;
await run(Math.min(2_000, UPDATES));
const besides = keepBusy(process.env['DURING'] ?? '');
times.length = 0;
for (let index = 0; index < RUNS; index++) {
  const { rate, cpu } = await run(UPDATES);
  rates.push(rate);
  cpus.push(cpu);
}
const kind = process.env['WIZARD'] ? 'telegraf wizard' : process.env['DATABASE_URL'] ? 'PostgreSQL' : 'embedded';
console.log(`people at once ${PEOPLE}, updates a run ${UPDATES}, runs ${RUNS}, ${kind}`);
console.log(`updates/s            ${spread(rates, 0)}`);
console.log(`CPU s per 1,000      ${spread(cpus, 3)}`);
times.sort((a, b) => a - b);
console.log(`reply ms             median ${at(0.5).toFixed(1)}, p99 ${at(0.99).toFixed(1)}, worst ${at(1).toFixed(1)}`);
const during = process.env['DURING'];
if (during) console.log(`meanwhile            ${during}, ${await besides.stop()} times over`);
service.child.kill('SIGTERM');
await hook.close();
api.close();
api.closeAllConnections();
setTimeout(() => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}, 1_500);

async function run(updates: number): Promise<{ rate: number; cpu: number }> {
  const before = cpuOf(service.child);
  const start = performance.now();
  let left = updates;
  await Promise.all(Array.from({ length: PEOPLE }, async (_, person) => {
    const chat = 100_000 + person;
    for (let turn = 0; left-- > 0; turn++) await say(chat, TALK[turn % TALK.length] ?? '0', turn);
  }));
  const seconds = (performance.now() - start) / 1000;
  return { rate: updates / seconds, cpu: (cpuOf(service.child) - before) / updates * 1000 };
}

async function say(chat: number, text: string, turn: number): Promise<void> {
  const id = updateId++;
  const replied = new Promise<void>((resolve) => waiting.set(String(chat), resolve));
  const start = performance.now();
  const { statusCode, body } = await hook.request({
    method: 'POST', path: '/webhooks/telegram',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
    body: JSON.stringify({
      update_id: id,
      message: {
        message_id: id, date: Math.floor(Date.now() / 1000) + turn * SECONDS_A_TURN, text,
        chat: { id: chat, type: 'private', first_name: 'Bench' },
        from: { id: chat, is_bot: false, first_name: 'Bench', language_code: 'vi' },
      },
    }),
  });
  await body.dump();
  if (statusCode !== 200) throw new Error(`The webhook answered ${statusCode}`);
  await replied;
  times.push(performance.now() - start);
}

function fakeApi(): Promise<Server> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const sent: { chat_id?: string } = JSON.parse(Buffer.concat(parts).toString('utf8') || '{}');
      response.setHeader('content-type', 'application/json');
      response.end('{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":"x"}}');
      if (request.url?.endsWith('/sendMessage')) waiting.get(String(sent.chat_id))?.();
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function apiPort(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function startService(port: number): Promise<{ child: ChildProcess; url: string }> {
  const profiler = (process.env['NODE_PROF'] ?? '').split(' ').filter(Boolean);
  const program = process.env['WIZARD'] ? ['--import', 'tsx', 'bench/wizard.ts'] : ['dist/main.js'];
  const child = spawn(process.execPath, [...profiler, ...program], {
    env: {
      ...process.env, PORT: '0', DATA_DIR: folder, DEMO: process.env['DURING'] ? 'on' : 'off', LOG_LEVEL: 'error',
      QUEUE_PREFIX: `bench${randomBytes(3).toString('hex')}`,
      TELEGRAM_BOT_TOKEN: '1:bench', TELEGRAM_API_ROOT: `http://127.0.0.1:${port}`,
      TELEGRAM_UPDATES: 'webhook', TELEGRAM_WEBHOOK_SECRET: SECRET,
      MASTER_KEY: process.env['MASTER_KEY'] ?? randomBytes(32).toString('base64'),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The service ended with ${code}`)));
    child.stdout.on('data', (part: Buffer) => {
      const url = /(http:\S+)\/chat/.exec(part.toString('utf8'))?.[1];
      if (url) resolve({ child, url });
    });
  });
}

/** Runs an import or a backup through the command line, over and over, until it is stopped. */
function keepBusy(what: string): { stop: () => Promise<number> } {
  let stopped = false;
  let rounds = 0;
  const file = join(folder, 'addresses.csv');
  if (what === 'import') writeFileSync(file, addresses(10_000));
  const args = what === 'import' ? ['addresses', 'import', file] : ['backup', join(folder, 'backup')];
  const again = async (): Promise<void> => {
    while (what !== '' && !stopped) {
      const child = spawn(process.execPath, ['dist/commands/tincay.js', ...args], {
        env: { ...process.env, DATA_DIR: folder }, stdio: ['ignore', 'ignore', 'inherit'],
      });
      const code = await new Promise((resolve) => child.once('exit', resolve));
      if (code !== 0) throw new Error(`${what} ended with ${String(code)}`);
      rounds++;
    }
  };
  const running = again();
  return {
    stop: async () => {
      stopped = true;
      await running;
      return rounds;
    },
  };
}

function addresses(count: number): string {
  const header = 'code,name,kind,commune_code,phone,place,public_place,hours';
  const row = (index: number): string =>
    `X-${index},Trạm mẫu ${index},collective,02947,0000${String(index).padStart(6, '0')},health,yes,24/7`;
  return [header, ...Array.from({ length: count }, (_, index) => row(index))].join('\n');
}

/** User and system seconds of a process so far (Linux: 100 ticks a second). */
function cpuOf(child: ChildProcess): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function spread(values: number[], digits: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const [least, most] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  return `median ${median.toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;
}

function at(part: number): number {
  return times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
}
