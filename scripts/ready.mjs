/**
 * Makes a fresh clone ready: packages, database client, build; each only when it is missing or older
 * than what it is made from. Plain JavaScript, since nothing is installed when it first runs.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../', import.meta.url);
const MARKS = new URL('node_modules/.tincay/', ROOT);
const NODE = [20, 19];

/** @param {{ build: boolean }} wish */
export function makeReady({ build }) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < NODE[0] || (major === NODE[0] && minor < NODE[1])) {
    console.error(`Node ${NODE.join('.')} or newer is needed; this is ${process.versions.node}.`);
    process.exit(1);
  }
  once('packages', ['package.json', 'package-lock.json'], 'node_modules', () => {
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'Installing packages');
  });
  once('client', ['prisma/schema.prisma', 'package-lock.json'], 'src/generated/prisma', () => {
    // The client is made by WebAssembly; the engine that Prisma would download is never run.
    run(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], 'Making the database client', {
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    });
  });
  if (build) {
    once('build', ['src', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'], 'dist', () => {
      run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], 'Building');
    });
  }
}

/** Runs `make` unless the mark of its last run names exactly these sources and its result is there. */
function once(name, sources, result, make) {
  const mark = new URL(name, MARKS);
  const hash = hashOf(sources);
  if (existsSync(new URL(result, ROOT)) && existsSync(mark) && readFileSync(mark, 'utf8') === hash) return;
  make();
  mkdirSync(MARKS, { recursive: true });
  writeFileSync(mark, hash);
}

function hashOf(sources) {
  const hash = createHash('sha256');
  for (const source of sources) addTo(hash, source);
  return hash.digest('hex');
}

function addTo(hash, path) {
  const url = new URL(path, ROOT);
  if (!existsSync(url)) return;
  if (/\.[a-z]+$/.test(path)) {
    hash.update(path).update(readFileSync(url));
    return;
  }
  for (const entry of readdirSync(url, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) addTo(hash, `${path}/${entry.name}`);
    else if (!entry.name.endsWith('.test.ts')) hash.update(`${path}/${entry.name}`).update(readFileSync(new URL(`${path}/${entry.name}`, ROOT)));
  }
}

function run(command, args, what, env = {}) {
  console.error(`${what} …`);
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: fileURLToPath(ROOT), env: { ...process.env, ...env }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status === 0) return;
  console.error(`${what} did not work:\n${stdout}${stderr}`);
  process.exit(1);
}
