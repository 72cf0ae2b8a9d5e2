import type { Config } from './config.ts';
import type { Words } from './core/conversation/walk.ts';
import type { Queues } from './queues/queues.ts';
import { choresOf } from './roof/chores.ts';
import { type Desks, openDesks } from './roof/desks.ts';
import { type Ground, openGround } from './roof/ground.ts';
import { helpedChores } from './roof/helped.ts';
import type { Intake } from './roof/intake.ts';
import type { Metrics } from './roof/metrics.ts';
import type { Office } from './roof/office.ts';
import { obligationChores } from './roof/obligations.ts';
import { reachChores } from './roof/reach.ts';
import { rightsChores } from './roof/rights.ts';
import { openPlatforms, type Platforms } from './roof/platform.ts';
import type { Database } from './stores/database.ts';
import { helpedStore } from './stores/helped.ts';
import type { HouseKeys } from './stores/house_keys.ts';
import type { OfficerRooms } from './stores/officer_rooms.ts';
import type { LetterStore } from './stores/letters.ts';
import type { OutboxStore } from './stores/outbox.ts';
import type { PageStore } from './stores/pages.ts';
import type { TraceStore } from './stores/traces.ts';
import type { ReachStore } from './stores/reach.ts';
import { rightsStore } from './stores/rights.ts';
import type { KnownPlaces } from './stores/places.ts';
import { startClock } from './tasks/clock.ts';
import type { WebTalks } from './tasks/ports.ts';
import type { Delivery } from './tasks/deliver.ts';
import type { Desk } from './tasks/receive.ts';
import type { Edition } from './words/edition.ts';

/** The house without its doors: everything between a stored update and a send. */
export type House = Readonly<{
  config: Config;
  now: () => number;
  platforms: Platforms;
  database: Database;
  pages: PageStore;
  letters: LetterStore;
  reach: ReachStore;
  keys: HouseKeys;
  /** What the console stands on. */
  officers: OfficerRooms;
  edition: Edition;
  words: Words;
  desk: Desk;
  office: Office;
  intake: Intake;
  queues: Queues;
  outbox: OutboxStore;
  delivery: Delivery;
  traces: TraceStore;
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
  log: (level: 'info' | 'warn' | 'error', event: string, detail: Readonly<Record<string, string | number>>) => void;
  /** The command line opens a house that speaks to nobody. */
  mute?: true;
  /** Tests drive the clock; everybody else has the real one. */
  now?: () => number;
}>;

/** Builds the house from its configuration: the ground, the desks on it, and the clock; the opposite is `close`. */
export async function openHouse({ config, log, mute, now = Date.now }: HouseOptions): Promise<House> {
  const ground = await openGround({ config, log, now });
  const platforms = openPlatforms(ground, mute !== true);
  const desks = openDesks(ground, platforms.on.map(({ channel }) => channel));
  const clock = startRounds(ground, desks, platforms);
  const { database, keys, edition, queues, outbox, metrics, places, communeAt, voice, reload, today, broke } = ground;
  const { desk, office, intake, delivery, talks, bringing } = desks;
  const idle = async (): Promise<void> => {
    await desk.idle();
    await bringing.idle();
    await delivery.idle();
    // What became of the last sends is stored too.
    await desk.idle();
  };
  return {
    config, now, platforms, database, pages: ground.pages, letters: ground.letters, reach: ground.reach,
    keys, edition, words: edition.words, desk, office, intake, queues, outbox, delivery, metrics, talks,
    traces: ground.traces, officers: ground.officers,
    places, communeAt, voice, reload, today, broke, idle,
    ready: async () => ({ database: await answers(database), queue: await queues.ready() }),
    close: async () => {
      await clock.stop();
      // What waits for its turn goes back into the outbox.
      delivery.stop();
      await idle();
      await ground.traces.flush();
      await ground.busy.flush();
      await platforms.close();
      await ground.close();
    },
  };
}

/** A process that works answers the bells and walks the clock's rounds; a web process only keeps itself fresh. */
function startRounds(ground: Ground, desks: Desks, platforms: Platforms): { stop: () => Promise<void> } {
  const { config, database, queues, sweep, retention, outbox, letters, pages, traces, paces, busy } = ground;
  const { metrics, now, today, reload, broke } = ground;
  if (config.ROLE === 'web') return startClock([{ name: 'reload', everyMs: 15_000, run: reload }], broke);
  const { desk, delivery, office, pacers, reach } = desks;
  queues.workLanes((laneId) => desk.ring([laneId]));
  queues.workCases(office.ringCase);
  const rights = rightsStore(database, ground.keys);
  return startClock(choresOf({
    sweep, retention, outbox, letters, pages, traces, paces, busy, desk, delivery, office, metrics, now, today, reload,
    pacers,
    role: config.ROLE,
    alone: database.kind === 'embedded',
    verifyDays: config.VERIFY_DAYS,
    others: [
      ...reachChores(reach), ...obligationChores({ database, office, now, holidays: config.HOLIDAYS ?? [] }),
      ...rightsChores({ rights, reach: ground.reach, office, metrics, now, today }),
      ...helpedChores({ helped: helpedStore(database), now, today }),
      ...platforms.on.flatMap(({ chores }) => chores),
      { name: 'files', everyMs: 5_000, run: () => desks.bringing.bring() },
    ],
  }), broke);
}

async function answers(database: Database): Promise<boolean> {
  try {
    await database.query('SELECT 1 AS one', []);
    return true;
  } catch {
    return false;
  }
}
