/**
 * `npm run check`: types, lint, house rules, pictures, then `npm test` embedded and, where they can be
 * reached, on PostgreSQL and Redis. Ends with the sum of all tests on one line.
 */
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { makeReady } from './ready.mjs';

const cwd = fileURLToPath(new URL('../', import.meta.url));
makeReady({ build: true });

const { DATABASE_URL, REDIS_URL, ...bare } = process.env;
const services = {
  DATABASE_URL: DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres',
  REDIS_URL: REDIS_URL ?? 'redis://127.0.0.1:6379',
};
const total = { passed: 0, failed: 0, skipped: 0 };
let broken = 0;

for (const step of ['types', 'lint', 'house', 'bite']) await must('npm', ['run', '--silent', step], step);
await must('npm', ['run', '--silent', 'draw', '--', '--check'], 'draw');
await must(process.execPath, ['scripts/audit.mjs'], 'audit');
await tests('embedded', bare);
if (await answers(services.DATABASE_URL) && await answers(services.REDIS_URL)) {
  await tests('PostgreSQL and Redis', { ...bare, ...services });
} else {
  console.log('PostgreSQL and Redis do not answer: their run is left out.');
}
if (broken > 0) console.log(`${broken} of the steps failed.`);
console.log(`${total.passed} passed, ${total.failed + broken} failed, ${total.skipped} skipped`);
process.exit(broken + total.failed > 0 ? 1 : 0);

async function must(command, args, name) {
  console.log(`— ${name}`);
  const { status } = await run(command, args, bare);
  if (status !== 0) broken++;
}

async function tests(name, env) {
  console.log(`— tests: ${name}`);
  const { status, output } = await run('npm', ['test', '--silent'], env);
  const [, passed, failed, skipped] = [...output.matchAll(/^(\d+) passed, (\d+) failed, (\d+) skipped$/gm)].at(-1) ?? [];
  total.passed += Number(passed ?? 0);
  total.failed += Number(failed ?? 0);
  total.skipped += Number(skipped ?? 0);
  if (status !== 0 && Number(failed ?? 0) === 0) broken++;
}

function run(command, args, env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (part) => {
      output += part;
      process.stdout.write(part);
    });
    child.on('close', (status) => resolve({ status: status ?? 1, output }));
  });
}

function answers(url) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: 2_000 });
    const end = (found) => {
      socket.destroy();
      resolve(found);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false)).once('timeout', () => end(false));
  });
}
