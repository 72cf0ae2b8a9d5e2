import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { communeAt } from '../core/places/nearest.ts';
import { dateOf, dayOf } from '../core/vietnam.ts';
import type { HouseOptions } from '../house.ts';
import { embeddedPool, openQueuePool } from '../queues/pools.ts';
import { openQueues, type QueuePlace, type Queues } from '../queues/queues.ts';
import { type Database, openDatabase } from '../stores/database.ts';
import { type BusyStore, busyStore } from '../stores/busy.ts';
import type { HouseSeals } from '../stores/desk.ts';
import { deskKeys } from '../stores/desk_keys.ts';
import { editionStore } from '../stores/editions.ts';
import { type HouseKeys, openHouseKeys } from '../stores/house_keys.ts';
import { type LetterStore, letterStore } from '../stores/letters.ts';
import { type OutboxStore, outboxStore } from '../stores/outbox.ts';
import { paceStore } from '../stores/pace.ts';
import { type PageStore, pageStore } from '../stores/pages.ts';
import { type KnownPlaces, readPlaces } from '../stores/places.ts';
import { type ReachStore, reachStore } from '../stores/reach.ts';
import { type RetentionStore, retentionStore } from '../stores/retain.ts';
import type { Lives } from '../stores/retention.ts';
import { type SweepStore, sweepStore } from '../stores/sweep.ts';
import { type TraceStore, traceStore } from '../stores/traces.ts';
import { type Crowd, openCrowd } from '../stores/crowd.ts';
import { openLimiters } from '../stores/limiters.ts';
import { type OfficerRooms, openOfficers } from '../stores/officer_rooms.ts';
import { openThrottle, type Throttle } from '../stores/throttle.ts';
import type { PaceStore } from '../tasks/ports.ts';
import { refuseBroken } from '../words/check.ts';
import { type Edition, readEdition } from '../words/edition.ts';
import { type KnownEditions, openEditions } from './editions.ts';
import { faultOf } from './faults.ts';
import { masterKeys } from './master_key.ts';
import { type Metrics, openMetrics } from './metrics.ts';

/** What every desk of the house stands on: stores, keys, words, places, queues, and where faults are told. */
export type Ground = Readonly<{
  config: HouseOptions['config'];
  log: HouseOptions['log'];
  now: () => number;
  /** Viet Nam's day at `at`, `2026-11-21`. */
  today: (at: number) => string;
  metrics: Metrics;
  broke: (where: string, error: unknown) => void;
  database: Database;
  keys: HouseKeys;
  seals: HouseSeals;
  outbox: OutboxStore;
  letters: LetterStore;
  paces: PaceStore;
  busy: BusyStore;
  pages: PageStore;
  reach: ReachStore;
  retention: RetentionStore;
  sweep: SweepStore;
  traces: TraceStore;
  edition: Edition;
  editions: KnownEditions;
  places: () => KnownPlaces;
  communeAt: (lat: number, lon: number) => string | undefined;
  voice: (lang: string, key: string) => Buffer | undefined;
  /** Reads places and editions again, when they have changed. */
  reload: () => Promise<void>;
  queues: Queues;
  throttle: Throttle;
  crowd: Crowd;
  officers: OfficerRooms;
  close: () => Promise<void>;
}>;

export type GroundOptions = Pick<Ground, 'config' | 'log' | 'now'>;

const ROOT = new URL('../../', import.meta.url);

const today = (at: number): string => dateOf(dayOf(at));

/** Opens the ground, from the database up; `close` shuts it in the opposite order. */
export async function openGround({ config, log, now }: GroundOptions): Promise<Ground> {
  const { metrics, broke } = openFaults(log, now);
  const database = await openDatabase({
    ...(config.DATABASE_URL && { url: config.DATABASE_URL }), folder: folderOf(config),
  });
  const keys = await openHouseKeys(database, masterKeys(config.MASTER_KEY, config.DATA_DIR));
  const desk = deskKeys(database, keys.masters);
  const seals = { masters: keys.masters, inbox: keys.inbox, instance: randomUUID() };
  const edition = refuseBroken(readEdition(ROOT));
  const editions = await openEditions(editionStore(database), edition, now, broke);
  let places = await readPlaces(database, config.VERIFY_DAYS, today(now()));
  const reload = async (): Promise<void> => {
    places = await readPlaces(database, config.VERIFY_DAYS, today(now()), places);
    await editions.reload();
  };
  const { place, close: closePlace } = await openQueuePlace(config, database);
  const queues = openQueues(place, config.QUEUE_PREFIX, (error) => broke('queue', error));
  const limiters = openLimiters(config.REDIS_URL);
  return {
    config, log, now, today, metrics, broke, database, keys, seals, edition, editions, reload,
    queues,
    throttle: openThrottle(limiters),
    crowd: openCrowd(limiters),
    officers: openOfficers(database, keys, limiters),
    outbox: outboxStore(database, keys.masters, seals.instance),
    letters: letterStore(database),
    paces: paceStore(database, desk, now),
    busy: busyStore(database, desk, now),
    pages: pageStore(database, keys),
    reach: reachStore(database, keys),
    retention: retentionStore(database, keys, livesOf(config), now()),
    sweep: sweepStore(database, keys),
    traces: traceStore(database),
    places: () => places,
    communeAt: (lat, lon) => communeAt(lat, lon, [...places.index.communes.values()]),
    voice: (lang, key) => voiceFile(edition, lang, key),
    close: async () => {
      await queues.close();
      await closePlace();
      limiters.close();
      await database.close();
    },
  };
}

function openFaults(log: HouseOptions['log'], now: () => number): Pick<Ground, 'metrics' | 'broke'> {
  const started = now();
  const metrics = openMetrics(() => (now() - started) / 1000);
  return {
    metrics,
    broke: (where, error) => {
      metrics.broke(where);
      log('error', 'fault', { where, ...faultOf(error) });
    },
  };
}

function livesOf({ RETENTION_DAYS, ABANDONED_DAYS, BACKUP_DAYS }: HouseOptions['config']): Lives {
  return { retention: RETENTION_DAYS, abandoned: ABANDONED_DAYS, backup: BACKUP_DAYS };
}

function folderOf({ DATA_DIR }: HouseOptions['config']): string {
  return DATA_DIR.startsWith('memory:') ? DATA_DIR : join(DATA_DIR, 'pg');
}

type OpenPlace = { place: QueuePlace; close: () => Promise<void> };

async function openQueuePlace(config: HouseOptions['config'], { embedded }: Database): Promise<OpenPlace> {
  const close = async (): Promise<void> => undefined;
  if (config.REDIS_URL) return { place: { redisUrl: config.REDIS_URL }, close };
  if (embedded) return { place: { pool: await embeddedPool(embedded.pglite) }, close };
  const own = await openQueuePool(config.DATABASE_URL ?? '');
  return { place: { pool: own.pool }, close: own.close };
}

/** The files of today's edition: a recording is not a word, and an older talk hears the newer one. */
function voiceFile({ locales }: Edition, lang: string, key: string): Buffer | undefined {
  // Both come from an address that anybody may write: `constructor` is no language and no recording.
  const voices = Object.hasOwn(locales, lang) ? locales[lang]?.voices : undefined;
  const file = voices && Object.hasOwn(voices, key) ? voices[key] : undefined;
  return file === undefined ? undefined : readFileSync(new URL(`locales/${lang}/voices/${file}`, ROOT));
}
