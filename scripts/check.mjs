/**
 * `npm run check`: types, lint, house rules, pictures, then `npm test` embedded and, where they can be
 * reached, on PostgreSQL and Redis: there only what uses them, since everything else was just tried. Ends with the
 * sum of all tests on one line.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
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
/** A test that runs on PostgreSQL or Redis got it from test/service/backends.ts, or asks for the address itself. */
const USES_SERVICES = /\bonEveryBackend\(|\boutside\b.* from '.*backends\.ts'|\b(?:DATABASE|REDIS)_URL\b.*= process\.env/;
const total = { passed: 0, failed: 0, skipped: 0 };
let broken = 0;

// The longest first, two at a time: on two processors they take little more than half as long.
const steps = [
  ...['lint', 'bite', 'types', 'house'].map((step) => ['npm', ['run', '--silent', step], step]),
  ['npm', ['run', '--silent', 'draw', '--', '--check'], 'draw'],
  [process.execPath, ['scripts/audit.mjs'], 'audit'],
].values();
await Promise.all([1, 2].map(async () => {
  for (const [command, args, name] of steps) await must(command, args, name);
}));
await tests('embedded', [], bare);
if (await answers(services.DATABASE_URL) && await answers(services.REDIS_URL)) {
  await tests('PostgreSQL and Redis', testsOnServices(), { ...bare, ...services, TESTS_ON: 'services' });
} else {
  console.log('PostgreSQL and Redis do not answer: their run is left out.');
}
if (broken > 0) console.log(`${broken} of the steps failed.`);
console.log(`${total.passed} passed, ${total.failed + broken} failed, ${total.skipped} skipped`);
process.exit(broken + total.failed > 0 ? 1 : 0);

/** What it says is printed when it has ended: two steps run at a time. */
async function must(command, args, name) {
  const { status, output } = await run(command, args, bare, () => undefined);
  process.stdout.write(`— ${name}\n${output}`);
  if (status !== 0) broken++;
}

function testsOnServices() {
  const files = ['src', 'test'].flatMap((folder) =>
    readdirSync(new URL(`../${folder}/`, import.meta.url), { recursive: true }).map((name) => `${folder}/${name}`));
  return files.filter((name) => name.endsWith('.test.ts')
    && USES_SERVICES.test(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')));
}

async function tests(name, files, env) {
  console.log(`— tests: ${name}`);
  const { status, output } = await run('npm', ['test', '--silent', '--', ...files], env);
  const [, passed, failed, skipped] = [...output.matchAll(/^(\d+) passed, (\d+) failed, (\d+) skipped$/gm)].at(-1) ?? [];
  total.passed += Number(passed ?? 0);
  total.failed += Number(failed ?? 0);
  total.skipped += Number(skipped ?? 0);
  if (status !== 0 && Number(failed ?? 0) === 0) broken++;
}

function run(command, args, env, show = (part) => process.stdout.write(part)) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (part) => {
      output += part;
      show(part);
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
