import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

const ROOT = new URL('../', import.meta.url);
const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, ROOT), 'utf8'));

/** What a registry answers when it is asked about all our packages. */
let advisories: unknown = {};
let asked: unknown;
let registry: Server;
let at = '';
beforeAll(async () => {
  registry = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => void parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      const found = request.url?.endsWith('/advisories/bulk');
      if (found) asked = JSON.parse((request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8'));
      response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(found ? advisories : {}));
    });
  });
  await new Promise<void>((done) => void registry.listen(0, '127.0.0.1', done));
  const address = registry.address();
  at = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => {
  registry.closeAllConnections();
  registry.close();
});

function audit(where: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('scripts/audit.mjs', ROOT)), '--registry', where, '--fetch-retries', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.on('data', (part: Buffer) => void (said += part.toString('utf8')));
  return new Promise((done) => child.once('close', (code) => done({ code, said })));
}

test('a known hole in one of our packages fails the check, and is named', async () => {
  advisories = { zod: [{ id: 1, url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc', title: 'An invented hole', severity: 'high', vulnerable_versions: '*' }] };
  const { code, said } = await audit(at);
  expect(said).toContain('OPEN: zod GHSA-aaaa-bbbb-cccc high: An invented hole');
  expect(code).toBe(1);
  expect(asked).toMatchObject({ zod: expect.any(Array), express: expect.any(Array) });
});

test('without a known hole it says so', async () => {
  advisories = {};
  expect(await audit(at)).toEqual({ code: 0, said: '0 known holes, 0 of them explained.\n' });
});

test('a registry that cannot be asked fails nothing, and is never passed over in silence', async () => {
  const { code, said } = await audit('http://127.0.0.1:9');
  expect(code).toBe(0);
  expect(said).toMatch(/could not be asked about known holes/);
});

test('every exception has its package, advisory, reason and day', () => {
  const Exceptions = z.strictObject({
    exceptions: z.array(z.strictObject({ name: z.string().min(1), id: z.string().startsWith('GHSA-'), reason: z.string().min(20), until: z.iso.date() })),
  });
  expect(Exceptions.safeParse(json('scripts/audit.json')).success).toBe(true);
});

const Lock = z.object({ packages: z.record(z.string(), z.object({
  integrity: z.string().optional(), resolved: z.string().optional(), link: z.boolean().optional(), hasInstallScript: z.boolean().optional(),
})) });
const packages = Object.entries(Lock.parse(json('package-lock.json')).packages).filter(([path]) => path !== '');
const nameOf = (path: string): string => path.replace(/^.*node_modules\//, '');

/** Packages that would run something when they are installed, and why we do without. */
const UNRUN: Readonly<Record<string, string>> = {
  '@prisma/engines': 'downloads engines; the client is WebAssembly and our migrations are SQL',
  esbuild: 'puts the binary in the place of its starter, which finds it anyway',
  'msgpackr-extract': 'builds what its package for each platform brings ready made, and msgpackr does without either',
  prisma: 'checks the version of Node and looks for the engines',
};

test('the lock file says of every package what its bytes are', () => {
  expect(packages.length).toBeGreaterThan(300);
  expect(packages.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => nameOf(path))).toEqual([]);
});

test('no install script is needed, and none is run: each that there is has its reason', () => {
  const scripted = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
  expect([...new Set(scripted)].sort()).toEqual(Object.keys(UNRUN).sort());
  // Whatever way packages are put in, on a laptop and in CI; the tests that follow run on what came of it.
  expect(readFileSync(new URL('.npmrc', ROOT), 'utf8')).toMatch(/^ignore-scripts=true$/m);
});
