import { createServer } from 'node:net';
import { pino } from 'pino';
import { parseConfig } from '../../src/config.ts';
import type { House } from '../../src/house.ts';
import { runCommand } from '../../src/roof/commands.ts';
import { type Service, startService } from '../../src/service.ts';
import { type FakeTelegram, openFakeTelegram } from '../fakes/telegram.ts';
import { type FakeZaloBot, openFakeZaloBot } from '../fakes/zalo_bot.ts';
import { type FakeZaloOa, openFakeZaloOa } from '../fakes/zalo_oa.ts';
import type { Person, PersonAbout } from '../fakes/person.ts';
import type { Backend } from './backends.ts';
import { label, said } from './said.ts';

export const SECRET = 'a-secret-that-only-the-platform-knows';
export const METRICS_TOKEN = 'a-token-for-the-metrics';

/** The service in this process, with a Telegram that goes nowhere. */
export type Opened = Readonly<{
  backend: Backend;
  service: Service;
  house: House;
  telegram: FakeTelegram;
  /** Zalo's two products; the service knows them when it was opened with `zalo`. */
  oa: FakeZaloOa;
  bot: FakeZaloBot;
  at: string;
  settings: Readonly<Record<string, string>>;
  /** Everything that was logged, as it would stand in the file. */
  log: () => string;
  clock: Clock;
  invite: (wish: Readonly<{ address?: string; unit?: string; role?: string; label?: string }>) => Promise<string>;
  /** A member who has used her invite and gone on duty, on Telegram unless `on` says otherwise. */
  member: (wish: Parameters<Opened['invite']>[0], about?: PersonAbout, on?: Messenger) => Promise<Person>;
  rows: (statement: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;
  close: () => Promise<void>;
}>;

export type Messenger = 'telegram' | 'oa' | 'bot';

/** Ten in the morning in Viet Nam of today, running on from there, and further when a test says so. */
export type Clock = Readonly<{ now: () => number; skip: (ms: number) => void }>;

export function openClock(): Clock {
  const started = Date.now();
  const morning = Math.floor((started + 7 * 3_600_000) / 86_400_000) * 86_400_000 + 3 * 3_600_000;
  let skipped = 0;
  return { now: () => morning + (Date.now() - started) + skipped, skip: (ms) => void (skipped += ms) };
}

/** The clock of the machine: for tests that compare with times which the database writes by itself. */
export function openMachineClock(): Clock {
  let skipped = 0;
  return { now: () => Date.now() + skipped, skip: (ms) => void (skipped += ms) };
}

export type OpenOptions = Readonly<{
  /** The house's clock; ten in the morning when nothing is said. */
  clock?: Clock;
  settings?: Readonly<Record<string, string>>;
  /** A house that is open already: this one works beside it, on the same database and queue, for the same Telegram. */
  beside?: Opened;
  /** False: the fakes are not told where to push. */
  hook?: boolean;
  /** Zalo is switched on too. */
  zalo?: true;
  /** The world reaches the service under its own address: links that open once are given. */
  publicly?: true;
}>;

/** Opens the real service on a fresh database, with the demo's places, and has the fake push to its webhook. */
export async function openOn(backend: Backend, options: OpenOptions = {}): Promise<Opened> {
  const { settings = {}, beside, hook = true, zalo, publicly } = options;
  const telegram = beside?.telegram ?? await openFakeTelegram();
  const place = beside ? { settings: beside.settings, drop: async () => undefined } : await backend.make();
  const clock = beside?.clock ?? options.clock ?? openClock();
  const oa = beside?.oa ?? await openFakeZaloOa({ now: clock.now });
  const bot = beside?.bot ?? await openFakeZaloBot({ now: clock.now });
  const port = publicly ? await freePort() : 0;
  const lines: string[] = [];
  const logger = pino({ level: 'trace', base: null }, { write: (line: string) => void lines.push(line) });
  const all = {
    PORT: String(port), DEMO: 'on', ...(publicly && { PUBLIC_URL: `http://127.0.0.1:${port}` }),
    ...(zalo && { ...oa.settings, ...bot.settings, ZALO_BOT_WEBHOOK_SECRET: SECRET }),
    METRICS_TOKEN, TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.root,
    TELEGRAM_UPDATES: 'webhook', TELEGRAM_WEBHOOK_SECRET: SECRET, ALERT_MINUTES_URGENT: '1,2,3', ALERT_MINUTES_NORMAL: '1,2,3', OFFICE_HOURS: 'any',
    ...place.settings, ...settings,
  };
  const read = parseConfig(all);
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  const opening = startService(read.config, (level, event, detail) => logger[level](detail, event), clock.now);
  const service = await opening.catch(async (error: unknown) => {
    // A house that does not open leaves no database behind.
    await place.drop();
    throw error;
  });
  const { house } = service;
  const at = `http://127.0.0.1:${service.port}`;
  if (!beside && hook) {
    telegram.push.to({ url: `${at}/webhooks/telegram`, headers: { 'x-telegram-bot-api-secret-token': SECRET } });
    oa.push.to({ url: `${at}/webhooks/zalo-oa`, headers: {} });
    bot.push.to({ url: `${at}/webhooks/zalo-bot`, headers: { 'x-bot-api-secret-token': SECRET } });
  }
  const messengers = { telegram, oa, bot };
  const invite: Opened['invite'] = async (wish) => inviteOf(await runCommand(house, 'members invite', wish));
  return {
    backend, service, house, telegram, oa, bot, at, settings: all, clock, invite,
    log: () => lines.join(''),
    member: async (wish, about = {}, on = 'telegram') => {
      const person = messengers[on].person(about);
      const code = await invite(wish);
      await person.says(on === 'telegram' ? `/start ${code}` : code, said('member.linked'));
      await person.presses(label('duty_on'), said('member.duty_on_done'));
      return person;
    },
    rows: (statement, values = []) => house.database.query(statement, values),
    close: async () => {
      if (process.env['SHOW_LOG'] !== undefined) process.stdout.write(lines.join(''));
      const fakes = beside ? [] : [telegram, oa, bot];
      if (hook) fakes.forEach(({ push }) => push.to(undefined));
      await service.close();
      for (const fake of fakes) await fake.close();
      await place.drop();
    },
  };
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

/** Waits until nothing is left to be worked or sent, what must be sent again included. */
export async function settled({ house, rows }: Opened): Promise<void> {
  await until('everything to be worked and sent', async () => {
    await house.idle();
    const [left] = await rows(`SELECT (SELECT count(*)::int FROM inbox) + (SELECT count(*)::int FROM outbox WHERE state IN ('due', 'sending')) AS n`);
    return left?.['n'] === 0;
  });
}

export function inviteOf(result: unknown): string {
  const done = typeof result === 'object' && result !== null && 'done' in result ? result.done : undefined;
  if (typeof done === 'object' && done !== null && 'code' in done && typeof done.code === 'string') return done.code;
  throw new Error(`No invite was made: ${JSON.stringify(result)}`);
}

/** Asks again until `is` gives true; a test that waits for the house says what for. */
export async function until(what: string, is: () => Promise<boolean> | boolean, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await is())) {
    if (Date.now() > end) throw new Error(`Waited ${ms} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
