import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Config, parseConfig, Settings } from '../src/config.ts';
import { ADDRESS_COLUMNS } from '../src/core/places/import.ts';
import { OLD_UNIT_COLUMNS, UNIT_COLUMNS } from '../src/core/places/units.ts';
import { HOTLINE_KEYS } from '../src/core/conversation/present.ts';
import { openHttp } from '../src/http/server.ts';

/**
 * Holds what the ground names (image, compose, README, .env.example, documents) against the code, both
 * ways: no engine runs here, so nothing else would notice a wrong port, setting, script or file.
 */
const ROOT = new URL('../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const exists = (path: string): boolean => existsSync(new URL(path, ROOT));
const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap(([, found]) => found ?? []);
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

const README = read('README.md');
const OPERATING = read('docs/operating.md');
const DOCUMENTS = [
  'README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md',
  ...readdirSync(new URL('docs/', ROOT)).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  ...readdirSync(new URL('docs/decisions/', ROOT)).map((name) => `docs/decisions/${name}`),
];

const Package = z.object({
  scripts: z.record(z.string(), z.string()), dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()), bin: z.record(z.string(), z.string()),
});
const PACKAGE = Package.parse(JSON.parse(read('package.json')));

/** The code that runs, without tests and without what Prisma made. */
const SOURCES = readdirSync(new URL('src/', ROOT), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('generated'))
  .map((path) => ({ path: `src/${path}`, text: read(`src/${path}`) }));

// --- Settings

const settings = new Map<string, z.ZodType>(Object.entries(Settings.shape));
const settingNames = [...settings.keys()];

/** A setting as it is used, from its text; an empty one has its default, and undefined is none. */
const valueOf = (name: string, text: string): unknown => settings.get(name)?.parse(text === '' ? undefined : text);

/** `NAME=value` lines of .env.example, the commented ones being defaults. */
const ENV_LINES = [...read('.env.example').matchAll(/^#?([A-Z][A-Z0-9_]*)=(.*)$/gm)]
  .map(([, name = '', value = '']) => ({ name, value }));

/** Rows `| `NAME` | default | ...` of the README's table of settings. */
const README_ROWS = [...README.matchAll(/^\| `([A-Z][A-Z0-9_]*)` \| (?:`([^`]*)`|—) \|/gm)]
  .map(([, name = '', value = '']) => ({ name, value }));

test('.env.example names every setting, and what compose.yaml needs besides, and nothing else', () => {
  const ofCompose = matches(read('compose.yaml'), /\$\{([A-Z_]+)/g).filter((name) => !settingNames.includes(name));
  expect(sorted(ENV_LINES.map(({ name }) => name))).toEqual(sorted([...settingNames, ...ofCompose]));
  expect(ENV_LINES).toHaveLength(sorted(ENV_LINES.map(({ name }) => name)).length);
});

test('the README names every setting and nothing else', () => {
  expect(sorted(README_ROWS.map(({ name }) => name))).toEqual(sorted(settingNames));
});

test.each([
  ['.env.example', ENV_LINES],
  ['README.md', README_ROWS],
])('%s gives every setting the default it has', (_, rows) => {
  for (const { name, value } of rows.filter((row) => settings.has(row.name))) {
    expect({ name, value: valueOf(name, value) }).toEqual({ name, value: valueOf(name, '') });
    expect({ name, isSaid: value !== '' }).toEqual({ name, isSaid: valueOf(name, '') !== undefined });
  }
});

test('a setting that a document names exists', () => {
  const known = [...settingNames, 'POSTGRES_PASSWORD', 'SEND_FAILURES', 'PRISMA_SCHEMA_ENGINE_BINARY'];
  for (const path of DOCUMENTS) {
    const named = matches(read(path), /`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`/g);
    expect({ path, unknown: named.filter((name) => !known.includes(name)) }).toEqual({ path, unknown: [] });
  }
});

// --- Image

const DOCKERFILE = read('Dockerfile').replaceAll('\\\n', ' ').split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const LAST_STAGE = DOCKERFILE.slice(DOCKERFILE.findLastIndex((line) => line.startsWith('FROM ')));
const argument = (lines: readonly string[], instruction: string): string[] =>
  lines.filter((line) => line.startsWith(`${instruction} `)).map((line) => line.slice(instruction.length + 1).trim());
const IMAGE_ENV = Object.fromEntries(argument(LAST_STAGE, 'ENV').join(' ').split(/\s+/).map((pair) => pair.split('=')));
const copiedBy = (lines: readonly string[]): string[] => argument(lines, 'COPY')
  .flatMap((line) => line.replace(/^--from=\S+ /, '').split(/\s+/).slice(0, -1))
  .map((path) => path.replace('/app/', ''));
/** Made by the build stage itself. */
const BUILT = ['node_modules', 'dist'];

test('every file the image is made from exists and is not kept out of it', () => {
  const ignored = read('.dockerignore').split('\n').filter((line) => /^[^#!]/.test(line));
  for (const path of copiedBy(DOCKERFILE).filter((name) => !BUILT.includes(name))) {
    const found = { path, exists: exists(path), ignored: ignored.includes(path) };
    expect(found).toEqual({ path, exists: true, ignored: false });
  }
  expect(read('.dockerignore')).toMatch(/^\.env$[\s\S]*^data\/\*\n!data\/demo$/m);
});

test('the image holds every folder that the running code reads, and no other', () => {
  // Developers' commands write these; they do not belong into an image.
  const writes = ['docs/flows', 'test/scenarios'];
  const named = SOURCES.flatMap(({ text }) => [
    ...matches(text, /new URL\('(?:\.\.\/)+(\w[\w/.-]*?)\/?', import\.meta\.url\)/g),
    ...matches(text, /new URL\('(\w[\w/.-]*?)\/', (?:root|ROOT)\)/g),
  ]).filter((path) => !writes.includes(path));
  expect(named.length).toBeGreaterThan(4);
  expect(sorted(copiedBy(LAST_STAGE))).toEqual(sorted([...named, ...BUILT, 'package.json']));
});

test('the image runs what exists, as a user without rights', () => {
  const start = z.tuple([z.literal('node'), z.string()]).parse(JSON.parse(argument(LAST_STAGE, 'CMD')[0] ?? ''));
  expect(exists(start[1].replace('dist/', 'src/').replace('.js', '.ts'))).toBe(true);
  expect(argument(LAST_STAGE, 'USER')).toEqual(['node']);
  const at = (instruction: string): number => LAST_STAGE.findLastIndex((line) => line.startsWith(`${instruction} `));
  expect(at('USER')).toBeGreaterThan(at('RUN'));
  const runs = argument(DOCKERFILE, 'RUN').join('\n');
  for (const script of matches(runs, /npm run (\w+)/g)) expect(PACKAGE.scripts).toHaveProperty(script);
  for (const name of matches(runs, /node node_modules\/([\w-]+)\//g)) {
    expect({ ...PACKAGE.dependencies, ...PACKAGE.devDependencies }).toHaveProperty(name);
  }
});

test('the image listens where it says, with settings that are right', () => {
  const { NODE_ENV, ...given } = IMAGE_ENV;
  expect(NODE_ENV).toBe('production');
  expect(Object.keys(given).filter((name) => !settings.has(name))).toEqual([]);
  const config = configOf(given);
  expect(config).toMatchObject({ HOST: '0.0.0.0', PORT: Number(argument(LAST_STAGE, 'EXPOSE')[0]), DATA_DIR: '/data' });
  expect(config.PORT).toBe(valueOf('PORT', ''));
  expect(DOCKERFILE.join('\n')).not.toMatch(/_(TOKEN|SECRET|KEY|PASSWORD)=/);
});

test('the health check passes on a house that lives and fails on one that does not', async () => {
  const [, code = ''] = /HEALTHCHECK .*CMD (\[.*\])/.exec(DOCKERFILE.join('\n')) ?? [];
  const [command = '', ...args] = z.array(z.string()).parse(JSON.parse(code));
  expect(command).toBe('node');
  const server = openHttp({
    webhooks: [], pages: [], metrics: undefined, metricsToken: undefined,
    ready: async () => ({ database: false }), broke: () => undefined,
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  const address = server.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const check = (): Promise<number | null> => new Promise((done) => {
    spawn(process.execPath, args, { env: { PORT: port }, stdio: 'ignore' }).once('exit', done);
  });
  expect(await check()).toBe(0);
  await new Promise((done) => { server.close(done); server.closeAllConnections(); });
  expect(await check()).toBe(1);
});

// --- Compose

const Service = z.object({
  build: z.string().optional(), image: z.string(), env_file: z.string().optional(),
  environment: z.record(z.string(), z.coerce.string()).default({}), ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]), networks: z.array(z.string()),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});
const Named = z.record(z.string(), z.unknown());
const Compose = z.object({ services: z.record(z.string(), Service), networks: Named, volumes: Named });

/** The file as compose would read it with these variables; a variable that must be there and is not is an error. */
function composeWith(env: Readonly<Record<string, string>>): z.infer<typeof Compose> {
  const text = read('compose.yaml').replace(/\$\{([A-Z_]+)(:\?[^}]*)?(?::-([^}]*))?\}/g, (_, name: string, must?: string, otherwise = '') => {
    if (must && !env[name]) throw new Error(`${name} is needed`);
    return env[name] ?? otherwise;
  });
  return Compose.parse(parse(text, { merge: true }));
}

const SECRETS = { MASTER_KEY: Buffer.alloc(32).toString('base64'), POSTGRES_PASSWORD: 'a1b2c3' };
const COMPOSE = composeWith(SECRETS);
const ours = Object.entries(COMPOSE.services).filter(([, { build }]) => build !== undefined);
const hostOf = (url: string | undefined): string => new URL(url ?? 'none:').hostname;

test.each(Object.keys(SECRETS))('compose refuses to start without %s', (name) => {
  expect(() => composeWith({ ...SECRETS, [name]: '' })).toThrow(`${name} is needed`);
});

test.each(ours)('the settings of %s are right and lead to services that are there', (_, service) => {
  const { environment, env_file: file } = service;
  expect(Object.keys(environment).filter((name) => !settingNames.includes(name))).toEqual([]);
  expect(file).toBe('.env');
  const config = configOf({ ...IMAGE_ENV, ...environment });
  const { PORT, DATA_DIR } = IMAGE_ENV;
  expect(config).toMatchObject({ HOST: '0.0.0.0', PORT: Number(PORT), DATA_DIR, demo: false });
  const database = new URL(config.DATABASE_URL ?? 'none:');
  const given = COMPOSE.services[database.hostname]?.environment;
  expect(given).toEqual({
    POSTGRES_USER: database.username, POSTGRES_PASSWORD: database.password, POSTGRES_DB: database.pathname.slice(1),
  });
  expect(COMPOSE.services).toHaveProperty(hostOf(config.REDIS_URL));
});

test('compose has the doors and the work apart, each role once, and only the doors are reachable', () => {
  expect(sorted(ours.map(([, { environment }]) => environment['ROLE'] ?? ''))).toEqual(['web', 'worker']);
  const open = Object.values(COMPOSE.services)
    .flatMap(({ ports, environment }) => ports.map((port) => ({ port, role: environment['ROLE'] })));
  expect(open).toEqual([{ port: `127.0.0.1:${valueOf('PORT', '')}:${IMAGE_ENV['PORT']}`, role: 'web' }]);
});

test('in compose everything that is named is there, and everything that is there is named', () => {
  const all = Object.values(COMPOSE.services);
  const volumes = all.flatMap((service) => service.volumes.map((volume) => volume.split(':')));
  expect(sorted(volumes.map(([name = '']) => name))).toEqual(sorted(Object.keys(COMPOSE.volumes)));
  expect(sorted(all.flatMap(({ networks }) => networks))).toEqual(sorted(Object.keys(COMPOSE.networks)));
  for (const service of all) {
    for (const [name, { condition }] of Object.entries(service.depends_on)) {
      const other = COMPOSE.services[name];
      // Our image has its own health check.
      const checked = Boolean(other?.healthcheck ?? other?.build);
      expect({ name, condition, checked }).toEqual({ name, condition: 'service_healthy', checked: true });
    }
  }
  const mine = ours.flatMap(([, service]) => service.volumes.map((volume) => volume.split(':')[1] ?? ''));
  const made = z.array(z.string()).parse(JSON.parse(argument(LAST_STAGE, 'VOLUME')[0] ?? '[]'));
  expect(made).toEqual(expect.arrayContaining([...mine, IMAGE_ENV['DATA_DIR']]));
});

test('the health check of the database asks for the user and database it has', () => {
  const { healthcheck, environment } = COMPOSE.services['postgres'] ?? {};
  const { POSTGRES_USER: user, POSTGRES_DB: name } = environment ?? {};
  expect(healthcheck?.test.slice(1)).toEqual(['pg_isready', '-U', user, '-d', name]);
});

// --- Documents

test('every npm script that a document names exists', () => {
  for (const path of DOCUMENTS) {
    const named = matches(read(path), /\bnpm (?:run )?(?:--silent )?(?!i\b|ci\b|run\b)([a-z][\w:-]*)(?=[`\s])/g);
    expect({ path, unknown: named.filter((name) => !(name in PACKAGE.scripts)) }).toEqual({ path, unknown: [] });
  }
  expect(matches(README, /^npm (\w+) /gm)).toEqual(['start', 'test']);
});

test('every script of package.json runs a file that exists', () => {
  const files = Object.values(PACKAGE.scripts)
    .flatMap((script) => matches(script, /((?:scripts|test|bench|src)\/[\w./-]+|[\w.-]+\.(?:json|cjs))/g));
  expect(files.filter((path) => !exists(path))).toEqual([]);
});

test('every file that a document names or links to exists', () => {
  const top = '(?:src|test|docs|flows|locales|scripts|data|prisma|public|bench)';
  for (const path of DOCUMENTS) {
    const text = read(path);
    const named = matches(text, new RegExp(`\`(${top}/[\\w./-]+)\``, 'g'));
    const linked = matches(text, /\]\(([^)#:]+)(?:#[^)]*)?\)/g)
      .map((link) => new URL(link, new URL(path, ROOT)).href.slice(ROOT.href.length));
    const missing = [...named, ...linked].filter((name) => !exists(decodeURI(name)) && !OF_THE_BUILD.includes(name));
    expect({ path, missing }).toEqual({ path, missing: [] });
  }
});

/** Made by Prisma. */
const OF_THE_BUILD = ['src/generated/'];

test('the README names every door of the house, and no other', () => {
  const rooms = ['src/http/server.ts', 'src/roof/pages.ts', 'src/roof/platform.ts'];
  const paths = SOURCES.filter(({ path }) => rooms.includes(path))
    .flatMap(({ text }) => matches(text, /(?:path: |app\.get\()'(\/[\w/-]+)'/g));
  const [, doors = ''] = /### Doors\n([\s\S]*?)\n#/.exec(README) ?? [];
  expect(paths.length).toBeGreaterThan(6);
  expect(sorted(matches(doors, /`(?:GET|POST) (\/[\w/-]+?)(?:\/<token>)?`/g))).toEqual(sorted(paths));
  for (const port of matches(README, /127\.0\.0\.1:(\d+)/g)) expect(Number(port)).toBe(valueOf('PORT', ''));
});

test('the README names every command of the command line, and no other', () => {
  const [, help = ''] = /const HELP = `([\s\S]*?)`;/.exec(read('src/commands/tincay.ts')) ?? [];
  const told = help.split('\n').filter((line) => line.startsWith('  '))
    .flatMap((line) => line.trim().split(/ {2,}/)[0]?.split(' | ') ?? [])
    .map(nameOf).filter((name) => name !== '');
  const [, table = ''] = /### Command line\n([\s\S]*?)\n## /.exec(README) ?? [];
  expect(told.length).toBeGreaterThan(10);
  expect(sorted(matches(table, /^\| `([^`]+)`/gm).map(nameOf))).toEqual(sorted(told));
});

/** `units import <file> [--partial]` is `units import`. */
const nameOf = (line: string): string => /^[a-z]+(?: [a-z]+)?/.exec(line)?.[0] ?? '';

test('the operator is told every column of a file and every hotline', () => {
  const columns = [ADDRESS_COLUMNS, UNIT_COLUMNS, OLD_UNIT_COLUMNS]
    .flatMap(({ required, optional }) => [...required, ...optional]);
  const untold = [...columns, ...HOTLINE_KEYS].filter((name) => !OPERATING.includes(`\`${name}\``));
  expect(untold).toEqual([]);
  const [, addresses = ''] = /## Trusted Addresses\n([\s\S]*?)\n## /.exec(OPERATING) ?? [];
  const first = addresses.split('\n').filter((line) => line.startsWith('| `'))
    .map((line) => line.split(' | ')[0] ?? '');
  const named = first.flatMap((cell) => matches(cell, /`(\w+)`/g));
  expect(sorted(named)).toEqual(sorted([...ADDRESS_COLUMNS.required, ...ADDRESS_COLUMNS.optional]));
});

test('the picture of the house has every room of the core, and no other', () => {
  const drawn = matches(read('docs/house.svg'), /<text [^>]*y="544">(\w+)</g);
  // A room is a folder; what all of them use, such as the clock on the wall, stands between them.
  const rooms = readdirSync(new URL('src/core/', ROOT), { withFileTypes: true }).filter((one) => one.isDirectory());
  expect(sorted(drawn)).toEqual(sorted(rooms.map(({ name }) => name)));
});

test('every package has its reason in decision 015, and no other is there', () => {
  const named = matches(read('docs/decisions/015-dependencies.md'), /^\| `([^`]+)` \| \S/gm);
  expect(sorted(named)).toEqual(sorted(Object.keys({ ...PACKAGE.dependencies, ...PACKAGE.devDependencies })));
});

const Locked = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
  resolved: z.string().optional(),
});

/** A lock made where a registry lacks some platform's package leaves it out, and then `npm ci` refuses the whole. */
test('the lock file holds every package that another one names, and names no registry of its own', () => {
  const Lock = z.object({ packages: z.record(z.string(), Locked) });
  const { packages } = Lock.parse(JSON.parse(read('package-lock.json')));
  const held = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')));
  const wanted = Object.values(packages).flatMap(({ dependencies, optionalDependencies }) =>
    Object.keys({ ...dependencies, ...optionalDependencies }));
  expect(sorted(wanted.filter((name) => !held.has(name)))).toEqual([]);
  const hosts = Object.values(packages).flatMap(({ resolved }) => (resolved ? new URL(resolved).hostname : []));
  expect(sorted(hosts)).toEqual([]);
});

function configOf(env: Readonly<Record<string, string>>): Config {
  const result = parseConfig(env);
  if ('problems' in result) throw new Error(result.problems.join('\n'));
  return result.config;
}
