import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { embeddedPool, openQueuePool } from './queues/pools.ts';
import { openQueues, type Queues } from './queues/queues.ts';
import { choresOf } from './roof/chores.ts';
import { openEditions } from './roof/editions.ts';
import { quickHands, type Look } from './roof/hands.ts';
import { type Intake, openIntake } from './roof/intake.ts';
import { masterKeys } from './roof/master_key.ts';
import { type Metrics, openMetrics } from './roof/metrics.ts';
import { type Office, openOffice } from './roof/office.ts';
import { openWebTalks } from './roof/webtalks.ts';
import { communeAt } from './core/places/nearest.ts';
import { type Database, openDatabase } from './stores/database.ts';
import { deskStore } from './stores/desk.ts';
import { editionStore } from './stores/editions.ts';
import { type HouseKeys, openHouseKeys } from './stores/house_keys.ts';
import { type OutboxStore, outboxStore } from './stores/outbox.ts';
import { type KnownPlaces, readPlaces } from './stores/places.ts';
import { newKey } from './stores/seal.ts';
import { sweepStore } from './stores/sweep.ts';
import { openThrottle } from './stores/throttle.ts';
import { startClock } from './tasks/clock.ts';
import { openDelivery, rowsOf } from './tasks/deliver.ts';
import { type Channel, type SendResult, type WebTalks } from './tasks/ports.ts';
import { type Desk, openDesk } from './tasks/receive.ts';
import type { WorkOptions } from './tasks/work.ts';
import type { Words } from './core/conversation/walk.ts';
import { refuseBroken } from './words/check.ts';
import { type Edition, readEdition } from './words/edition.ts';

const ROOT = new URL('../', import.meta.url);

/** The house without its doors: everything between a stored update and a send. */
export type House = Readonly<{
  config: Config;
  database: Database;
  keys: HouseKeys;
  edition: Edition;
  words: Words;
  desk: Desk;
  office: Office;
  intake: Intake;
  queues: Queues;
  outbox: OutboxStore;
  metrics: Metrics;
  talks: WebTalks;
  places: () => KnownPlaces;
  /** A recorded sentence by language and text key. */
  voice: (lang: string, key: string) => Buffer | undefined;
  /** The commune of a point on the map: all of a shared location that is kept. */
  communeAt: (lat: number, lon: number) => string | undefined;
  reload: () => Promise<void>;
  today: (at: number) => string;
  ready: () => Promise<Record<string, boolean>>;
  broke: (where: string, error: unknown) => void;
  /** Resolves when nothing is being worked or sent here. */
  idle: () => Promise<void>;
  close: () => Promise<void>;
}>;

export type HouseOptions = Readonly<{
  config: Config;
  channels: readonly Channel[];
  log: (level: 'info' | 'warn' | 'error', event: string, detail: Readonly<Record<string, string | number>>) => void;
  /** Tests drive the clock; everybody else has the real one. */
  now?: () => number;
}>;

/** Viet Nam's day at `at`, `2026-11-21`: UTC+7 all year. */
export const dayInVietnam = (at: number): string => new Date(at + 7 * 3_600_000).toISOString().slice(0, 10);

/** Builds the house from its configuration; the opposite is `close`. */
export async function openHouse({ config, channels, log, now = Date.now }: HouseOptions): Promise<House> {
  const started = now();
  const metrics = openMetrics(() => (now() - started) / 1000);
  const broke = (where: string, error: unknown): void => {
    metrics.broke(where);
    log('error', 'fault', { where, ...faultOf(error) });
  };
  const instance = randomUUID();
  const works = config.ROLE !== 'web';
  const database = await openDatabase({
    ...(config.DATABASE_URL && { url: config.DATABASE_URL }), folder: folderOf(config),
  });
  const keys = await openHouseKeys(database, masterKeys(config.MASTER_KEY, config.DATA_DIR));
  const seals = { masters: keys.masters, inbox: keys.inbox, instance };
  const edition = refuseBroken(readEdition(ROOT));
  const editions = await openEditions(editionStore(database), edition, now, broke);
  let places = await readPlaces(database, config.VERIFY_DAYS, dayInVietnam(now()));
  const reload = async (): Promise<void> => {
    places = await readPlaces(database, config.VERIFY_DAYS, dayInVietnam(now()), places);
    await editions.reload();
  };
  const look: Look = { places: () => ({ ...places, verifyDays: config.VERIFY_DAYS }), today: dayInVietnam };
  const nearestCommune = (lat: number, lon: number): string | undefined => communeAt(lat, lon, [...places.index.communes.values()]);

  const queuePlace = await openQueuePlace(config, database);
  const queues = openQueues(queuePlace.place, config.QUEUE_PREFIX, (error) => broke('queue', error));
  const throttle = openThrottle(config.REDIS_URL);
  const outbox = outboxStore(database, keys.masters, instance);
  const sweep = sweepStore(database, keys);
  const pull = new Set(['web', ...channels.filter(({ capabilities }) => capabilities.pull).map(({ name }) => name)]);
  const delivery = openDelivery({
    channels: new Map(channels.map((channel) => [channel.name, channel])),
    mark: (mark) => desk.mark(mark),
    counted: (channel, result, kind) => count(metrics, log, channel, result, kind),
    chance: Math.random,
    broke,
  });
  const work = (channel: string): Omit<WorkOptions, 'hands'> => ({
    editions,
    newKey: () => ({ wrapped: undefined, bytes: newKey() }),
    pull: pull.has(channel),
    failed: (arrival, error) => {
      broke('work', error);
      metrics.quarantined(arrival.channel, 'fault');
      void sweep.quarantine({ id: arrival.id, channel: arrival.channel, reason: 'fault', payload: arrival.heard })
        .catch((failure: unknown) => broke('quarantine', failure));
    },
  });
  const quietly = (where: string, promise: Promise<void>): void => void promise.catch((error: unknown) => broke(where, error));
  const office = openOffice({
    database, keys, seals, look, work, broke, now,
    rings: () => ({
      places: look.places(), today: dayInVietnam,
      minutes: { urgent: config.ALERT_MINUTES_URGENT, normal: config.ALERT_MINUTES_NORMAL },
    }),
    mayTry: throttle.mayTry,
    // A chat that somebody keeps is no place for a receipt; without a public address there is no page to put it on.
    oncePage: (name) => (name === 'web' || !config.PUBLIC_URL ? undefined : (token) => `${config.PUBLIC_URL}/once/${token}`),
    // A bell that cannot be rung now is rung by the clock, which reads the due times.
    caseDue: (caseId, dueAt) => quietly('queue', queues.ringCase(caseId, dueAt - now())),
    signalled: (laneId) => desk.ring([laneId]),
  });
  const web: { rang: (laneId: string) => void } = { rang: () => undefined };
  const desk: Desk = openDesk({
    store: deskStore(database.byKey, seals),
    work,
    quick: quickHands(look),
    slow: office.slow,
    sent: (done, rows) => {
      if (pull.has(done.lane.channel)) web.rang(done.lane.laneId);
      else delivery.send({ channel: done.lane.channel, laneId: done.lane.laneId, handle: done.lane.handle }, rowsOf(rows));
    },
    works,
    rangElsewhere: (laneIds) => quietly('queue', queues.ringLanes(laneIds)),
    broke,
  });
  const intake = openIntake(keys, desk, sweep, metrics);
  const webTalks = openWebTalks({
    keys, intake, outbox, now, communeAt: nearestCommune, hotlines: () => places.hotlines,
  });
  web.rang = webTalks.rang;

  let clock: { stop: () => Promise<void> } | undefined;
  if (works) {
    queues.workLanes((laneId) => desk.ring([laneId]));
    queues.workCases(office.ringCase);
    clock = startClock(choresOf({
      sweep, outbox, desk, delivery, office, metrics, role: config.ROLE, now, today: dayInVietnam, reload,
      alone: database.kind === 'embedded',
      pushed: channels.map(({ name }) => name).filter((name) => !pull.has(name)),
      retentionDays: config.RETENTION_DAYS,
      verifyDays: config.VERIFY_DAYS,
    }), broke);
  } else {
    clock = startClock([{ name: 'reload', everyMs: 15_000, run: reload }], broke);
  }
  const idle = async (): Promise<void> => {
    await desk.idle();
    await delivery.idle();
  };
  return {
    config, database, keys, edition, words: edition.words, desk, office, intake, queues, outbox, metrics,
    talks: webTalks.talks, places: () => places, communeAt: nearestCommune, reload, today: dayInVietnam, broke, idle,
    voice: (lang, key) => voiceFile(edition, lang, key),
    ready: async () => ({ database: await answers(database), queue: await queues.ready() }),
    close: async () => {
      await clock.stop();
      await idle();
      await queues.close();
      await queuePlace.close();
      throttle.close();
      await database.close();
    },
  };
}

/** The files of today's edition: a recording is not a word, and an older talk hears the newer one. */
function voiceFile({ locales }: Edition, lang: string, key: string): Buffer | undefined {
  const file = locales[lang]?.voices[key];
  return file === undefined ? undefined : readFileSync(new URL(`locales/${lang}/voices/${file}`, ROOT));
}

const folderOf = ({ DATA_DIR }: Config): string => (DATA_DIR.startsWith('memory:') ? DATA_DIR : join(DATA_DIR, 'pg'));

async function openQueuePlace(config: Config, database: Database): Promise<{ place: Parameters<typeof openQueues>[0]; close: () => Promise<void> }> {
  if (config.REDIS_URL) return { place: { redisUrl: config.REDIS_URL }, close: async () => undefined };
  if (database.embedded) return { place: { pool: await embeddedPool(database.embedded.pglite) }, close: async () => undefined };
  const { pool, close } = await openQueuePool(config.DATABASE_URL ?? '');
  return { place: { pool }, close };
}

function count(metrics: Metrics, log: HouseOptions['log'], channel: string, result: SendResult, kind: string): void {
  const what = 'sent' in result ? 'sent' : result.failed;
  metrics.sent(channel, kind, what);
  if ('failed' in result) log('warn', 'send failed', { channel, kind, what, detail: result.detail });
}

/** Of a fault only its class and code are kept: its message may hold what somebody said. */
function faultOf(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { fault: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const at = /\n\s+at ([^\n]*)/.exec(error.stack ?? '')?.[1]?.replace(/\(?file:\/\/\S*\/(src|dist|node_modules)\//, '($1/') ?? '';
  return { fault: error.name, ...(code && { code }), ...(at && { at }) };
}

async function answers(database: Database): Promise<boolean> {
  try {
    await database.query('SELECT 1 AS one', []);
    return true;
  } catch {
    return false;
  }
}
