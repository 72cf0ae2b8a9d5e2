/**
 * How long `npm start` takes to be ready, after the first time. Prints the median and spread of RUNS
 * starts on the same data folder; the first one, which makes the database, is printed apart.
 *
 *   npx tsx bench/start.ts
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RUNS = Number(process.env['RUNS'] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'tincay-start-'));
const first = await start();
const times: number[] = [];
for (let index = 0; index < RUNS; index++) times.push(await start());
times.sort((a, b) => a - b);
console.log(`first start s        ${first.toFixed(1)}`);
const [median, least, most] = [times[Math.floor(RUNS / 2)] ?? 0, times[0] ?? 0, times.at(-1) ?? 0];
console.log(`later starts s       median ${median.toFixed(1)} (${least.toFixed(1)} to ${most.toFixed(1)})`);
rmSync(folder, { recursive: true, force: true });

/** Seconds from `npm start` to an answer of /readyz that says ready. */
async function start(): Promise<number> {
  const begun = performance.now();
  const child = spawn('npm', ['start', '--silent'], {
    env: { ...process.env, PORT: '3199', DATA_DIR: folder, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'], detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (;;) {
    const ready = await fetch('http://127.0.0.1:3199/readyz').then((answer) => answer.status === 200, () => false);
    if (ready) break;
    if (performance.now() - begun > 120_000) throw new Error('It was not ready in two minutes');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const seconds = (performance.now() - begun) / 1000;
  // The whole group: npm passes no signal on to what it started.
  if (child.pid) process.kill(-child.pid, 'SIGTERM');
  await ended;
  return seconds;
}
