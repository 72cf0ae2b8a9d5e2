/**
 * `npm run bite` leans on the fence: it plants forbidden imports into a copy of the house and forbidden lines
 * before the linter, and shows for each which rule refuses just that one. A fence that has never held anything
 * is not known to be one. Exit 1 when something gets through.
 */
import { execFile } from 'node:child_process';
import {
  appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Which rule has to refuse which line in which file; a file that is not there is made. */
const IMPORTS: readonly (readonly [rule: string, file: string, line: string])[] = [
  ['core-stands-alone', 'src/core/conversation/step.ts', "import '../../stores/seal.ts';"],
  ['core-stands-alone', 'src/core/conversation/step.ts', "import 'node:fs';"],
  ['core-stands-alone', 'src/core/cases/rings.ts', "import 'undici';"],
  ['core-stands-alone', 'src/core/conversation/step.ts',
    "import type { Lane } from '../../tasks/ports.ts'; export type X = Lane;"],
  ['tasks-know-no-technology', 'src/tasks/receive.ts', "import 'bullmq';"],
  ['tasks-know-no-technology', 'src/tasks/deliver.ts', "import 'node:timers';"],
  ['tasks-know-no-technology', 'src/tasks/receive.ts', "import '../http/server.ts';"],
  ['adapters-are-strangers', 'src/channels/telegram/write.ts', "import '../console/write.ts';"],
  ['adapters-are-strangers', 'src/http/server.ts', "import '../queues/queues.ts';"],
  ['adapters-are-strangers', 'src/stores/desk.ts', "import '../words/words.ts';"],
  ['adapters-use-ports-only', 'src/channels/telegram/write.ts', "import '../../tasks/receive.ts';"],
  ['adapters-use-ports-only', 'src/stores/desk.ts',
    "import type { Delivery } from '../tasks/deliver.ts'; export type X = Delivery;"],
  ['the-roof-is-on-top', 'src/stores/outbox.ts', "import '../roof/office.ts';"],
  ['the-roof-is-on-top', 'src/http/chat.ts', "import type { House } from '../house.ts'; export type X = House;"],
  ['the-roof-is-on-top', 'src/tasks/alert.ts', "import '../commands/tables.ts';"],
  ['doors-are-not-imported', 'src/roof/office.ts', "import '../service.ts';"],
  ['doors-are-not-imported', 'src/commands/reach.ts', "import '../main.ts';"],
  ['reveal-stays-home', 'src/tasks/alert.ts', "import '../core/private/reveal.ts';"],
  ['reveal-stays-home', 'src/stores/desk.ts', "import '../core/private/reveal.ts';"],
  ['reveal-stays-home', 'src/core/cases/rings.ts', "import '../private/reveal.ts';"],
  ['reveal-stays-home', 'src/house.ts', "import './core/private/reveal.ts';"],
  ['words-of-private-stay-home', 'src/queues/queues.ts',
    "import type { Private } from '../core/private/private.ts'; export type X = Private;"],
  ['words-of-private-stay-home', 'src/http/server.ts', "import '../core/private/private.ts';"],
  ['only-main-reads-config', 'src/http/server.ts', "import '../config.ts';"],
  ['only-main-reads-config', 'src/roof/office.ts',
    "import type { Config } from '../config.ts'; export type X = Config;"],
  ['config-is-handed-down', 'src/house.ts', "import { parseConfig } from './config.ts'; export const x = parseConfig;"],
  ['telegraf-stays-home', 'src/http/chat.ts', "import 'telegraf';"],
  ['axios-stays-home', 'src/roof/office.ts', "import 'axios';"],
  ['undici-stays-home', 'src/roof/office.ts', "import 'undici';"],
  ['express-stays-home', 'src/roof/office.ts', "import 'express';"],
  ['helmet-stays-home', 'src/roof/pages.ts', "import 'helmet';"],
  ['bullmq-stays-home', 'src/stores/desk.ts', "import 'bullmq';"],
  ['ioredis-stays-home', 'src/http/server.ts', "import 'ioredis';"],
  ['lru-cache-stays-home', 'src/tasks/receive.ts', "import 'lru-cache';"],
  ['rate-limiter-flexible-stays-home', 'src/http/server.ts', "import 'rate-limiter-flexible';"],
  ['prisma-stays-home', 'src/queues/queues.ts', "import '@prisma/client';"],
  ['pglite-prisma-adapter-stays-home', 'src/roof/backup.ts', "import 'pglite-prisma-adapter';"],
  ['hpke-stays-home', 'src/stores/case_keys.ts', "import '@hpke/core';"],
  ['electric-sql-stays-home', 'src/queues/queues.ts', "import '@electric-sql/pglite';"],
  ['pg-stays-home', 'src/roof/backup.ts', "import 'pg';"],
  ['pino-stays-home', 'src/service.ts', "import 'pino';"],
  ['prom-client-stays-home', 'src/stores/sweep.ts', "import 'prom-client';"],
  ['intl-messageformat-stays-home', 'src/http/pages.ts', "import 'intl-messageformat';"],
  ['yaml-stays-home', 'src/roof/editions.ts', "import 'yaml';"],
  ['viz-js-stays-home', 'src/words/words.ts', "import '@viz-js/viz';"],
  ['csv-parse-stays-home', 'src/roof/commands.ts', "import 'csv-parse';"],
  ['exceljs-stays-home', 'src/roof/commands.ts', "import 'exceljs';"],
  ['jszip-stays-home', 'src/roof/commands.ts', "import 'jszip';"],
  ['otpauth-stays-home', 'src/roof/sign_in.ts', "import 'otpauth';"],
  ['qr-stays-home', 'src/stores/totp.ts', "import 'qr';"],
  ['prisma-client-stays-home', 'src/queues/queues.ts', "import '../generated/prisma/client.ts';"],
  ['no-tests-inside', 'src/roof/demo.ts', "import '../../test/world.ts';"],
  ['no-tools-inside', 'src/roof/demo.ts', "import 'fast-check';"],
  ['resolvable', 'src/tasks/ports.ts', "import './nowhere.ts';"],
];

/** These change what is true of the whole graph: each is planted into a copy of its own. */
const ALONE: typeof IMPORTS = [
  ['no-circles', 'src/core/places/distance.ts',
    "import { nearestAddresses } from './nearest.ts'; export const x = nearestAddresses;"],
  ['no-orphans', 'src/core/cases/lonely.ts', 'export const lonely = 1;'],
];

/** Which rule has to refuse which line, as if it stood in that file. */
const LINES: readonly (readonly [rule: string, file: string, line: string])[] = [
  ['no-restricted-properties', 'src/core/cases/hours.ts', 'export const x = Date.now();'],
  ['no-restricted-properties', 'src/core/cases/hours.ts', 'export const x = Math.random();'],
  ['no-restricted-syntax', 'src/core/cases/hours.ts', 'export const x = new Date();'],
  ['no-restricted-syntax', 'src/core/cases/hours.ts', 'export const x = async () => 1;'],
  ['no-restricted-globals', 'src/core/cases/hours.ts', 'export const x = process.pid;'],
  ['no-restricted-globals', 'src/core/cases/hours.ts', "console.log('x');"],
  ['no-restricted-globals', 'src/core/cases/hours.ts', 'setTimeout(() => undefined, 1);'],
  ['no-restricted-syntax', 'src/tasks/clock.ts', 'export default 1;'],
  ['no-restricted-syntax', 'src/tasks/clock.ts', "export * from './batch.ts';"],
  ['no-restricted-syntax', 'src/roof/office.ts', "export const x = process.env['X'];"],
  ['no-console', 'src/tasks/clock.ts', "console.log('x');"],
  ['@typescript-eslint/no-explicit-any', 'src/tasks/clock.ts', 'export const x = (y: any) => y;'],
  ['@typescript-eslint/consistent-type-assertions', 'src/tasks/clock.ts', 'export const x = 1 as number;'],
  ['@typescript-eslint/no-non-null-assertion', 'src/tasks/clock.ts', 'export const x = [1][0]!;'],
  ['@typescript-eslint/no-floating-promises', 'src/tasks/clock.ts', 'Promise.resolve(1);'],
  ['@typescript-eslint/switch-exhaustiveness-check', 'src/tasks/clock.ts',
    "export const x = (y: 'a' | 'b') => { switch (y) { case 'a': return 1; } };"],
  ['max-params', 'src/tasks/clock.ts', 'export const x = (a: 1, b: 1, c: 1, d: 1, e: 1) => [a, b, c, d, e];'],
  ['max-len', 'src/tasks/clock.ts', `export const x = '${'x'.repeat(120)}';`],
  ['max-lines', 'src/tasks/clock.ts', 'export {};\n'.repeat(251)],
  ['max-lines-per-function', 'src/tasks/clock.ts', `export function x() {${'\n'.repeat(51)}}`],
];

type Bite = Readonly<{ rule: string; what: string; held: boolean; got: string }>;

const Cruised = z.object({
  summary: z.object({
    violations: z.array(z.object({ rule: z.object({ name: z.string() }), from: z.string(), to: z.string() })),
  }),
});

const copies = mkdtempSync(join(tmpdir(), 'tincay-bite-'));
try {
  const bites = [...await biteImports(), ...await biteLines(), ...unbitten()];
  for (const { rule, what, held, got } of bites) {
    console.log(`${held ? 'ok  ' : 'MISS'}  ${rule.padEnd(46)} ${what}${held ? '' : `   got: ${got}`}`);
  }
  const missed = bites.filter(({ held }) => !held).length;
  console.log(`The fence held ${bites.length - missed} times of ${bites.length}.`);
  process.exitCode = missed > 0 ? 1 : 0;
} finally {
  rmSync(copies, { recursive: true, force: true });
}

async function biteImports(): Promise<Bite[]> {
  const whole = copyOf('as-it-is');
  const planted = copyOf('all');
  for (const [, file, line] of IMPORTS) plant(planted, file, line);
  const alone = ALONE.map(([, file, line], index) => plant(copyOf(String(index)), file, line));
  // What is wrong already says nothing about a bite.
  const before = new Set(await violations(whole));
  const fresh = async (folder: string): Promise<string[]> =>
    (await violations(folder)).filter((one) => !before.has(one));
  const got = await fresh(planted);
  const together = IMPORTS.map(([rule, file, line]): Bite => {
    // Of all that was planted only this very arrow counts.
    const own = got.filter((one) => isArrow(one, file, line));
    return biteOf([rule, file, line], own, own.some((one) => one.startsWith(`${rule} `)));
  });
  const apart = await Promise.all(ALONE.map(async ([rule, file, line], index): Promise<Bite> => {
    const own = await fresh(alone[index] ?? whole);
    return biteOf([rule, file, line], own, own.some((one) => one.startsWith(`${rule} ${file}`)));
  }));
  return [...together, ...apart];
}

function biteOf([rule, file, line]: (typeof IMPORTS)[number], got: readonly string[], held: boolean): Bite {
  return { rule, what: `${file} <- ${line.split('\n')[0]}`, held, got: got.join(', ') || 'nothing' };
}

function plant(folder: string, file: string, line: string): string {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  appendFileSync(join(folder, file), `\n${line}\n`);
  return folder;
}

/** Whether a violation `rule from to` is about the import on this line of this file. */
function isArrow(violation: string, file: string, line: string): boolean {
  const [, from, to = ''] = violation.split(' ');
  const target = /'([^']+)'/.exec(line)?.[1] ?? '';
  if (from !== file) return false;
  if (target.startsWith('node:')) return to === target.slice('node:'.length);
  if (target.startsWith('.')) return to === join(dirname(file), target) || to === target;
  return to.startsWith(`node_modules/${target}/`);
}

/** A copy of what the rules look at; packages are only linked. */
function copyOf(name: string): string {
  const folder = join(copies, name);
  const isWanted = (path: string): boolean => !/\/generated\/prisma\/(models|internal)\//.test(path);
  cpSync(join(ROOT, 'src'), join(folder, 'src'), { recursive: true, filter: isWanted });
  cpSync(join(ROOT, 'test', 'world.ts'), join(folder, 'test', 'world.ts'));
  for (const file of ['tsconfig.json', 'package.json']) cpSync(join(ROOT, file), join(folder, file));
  const other = join(folder, 'src/channels/console/write.ts');
  mkdirSync(dirname(other), { recursive: true });
  writeFileSync(other, 'export const write = 1;\n');
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const rules = JSON.stringify(join(ROOT, '.dependency-cruiser.cjs'));
  writeFileSync(join(folder, 'rules.cjs'),
    `const rules = require(${rules});
    module.exports = { ...rules, options: { ...rules.options, preserveSymlinks: true } };\n`);
  return folder;
}

/** Every violation in a copy, as `rule from to`. */
function violations(folder: string): Promise<string[]> {
  const depcruise = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [depcruise, 'src', '--config', 'rules.cjs', '--output-type', 'json'];
  return new Promise((done, failed) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 }, (error, output, problem) => {
      if (output === '') return failed(new Error(`dependency-cruiser did not run: ${problem}`, { cause: error }));
      const { summary } = Cruised.parse(JSON.parse(output));
      // A file that nothing leads to is named as the end of the way that is not there.
      done(summary.violations.map(({ rule: { name }, from, to }) =>
        (name === 'no-orphans' ? `${name} ${to}` : `${name} ${from} ${to}`)));
    });
  });
}

/** Lines for one file are linted together, each on its own line; what is long stands alone. */
async function biteLines(): Promise<Bite[]> {
  const linter = new ESLint({ cwd: ROOT });
  const bites: Bite[] = [];
  const groups = [
    ...[...new Set(LINES.map(([, file]) => file))].map((name) =>
      LINES.filter(([, file, line]) => file === name && !line.includes('\n'))),
    ...LINES.filter(([, , line]) => line.includes('\n')).map((line) => [line]),
  ];
  for (const group of groups) {
    const file = group[0]?.[1] ?? '';
    // Names are made different, so that a line is refused for what it does.
    const text = group.map(([, , line], index) => line.replace('const x ', `const x${index} `)).join('\n');
    const [result] = await linter.lintText(`${text}\n`, { filePath: join(ROOT, file) });
    for (const [index, [rule, , line]] of group.entries()) {
      const own = result?.messages.filter((message) => group.length === 1 || message.line === index + 1) ?? [];
      const got = own.map(({ ruleId, message }) => ruleId ?? message);
      bites.push(biteOf([rule, file, line], got, got.includes(rule)));
    }
  }
  return bites;
}

/** Rules that nothing leans on. */
function unbitten(): Bite[] {
  const rules = readFileSync(join(ROOT, '.dependency-cruiser.cjs'), 'utf8');
  const homes = rules.match(/const homes = \{.*?\n\};/s)?.[0] ?? '';
  const names = [
    ...[...rules.matchAll(/name: '([a-z-]+)'/g)].map(([, name = '']) => name),
    ...[...homes.matchAll(/^ {2}'?([@a-z-]+)'?:/gm)].map(([, name = '']) => `${name.replace('@', '')}-stays-home`),
  ];
  return names.filter((name) => ![...IMPORTS, ...ALONE].some(([rule]) => rule === name))
    .map((rule) => ({ rule, what: 'no bite tries it', held: false, got: 'nothing' }));
}
