import { batched } from './batch.ts';
import { reveal } from '../core/private/reveal.ts';
import type { Arrival, DeskStore, Heard, Lane, OutRow, Work } from './ports.ts';
import { NEEDS_TRANSACTION, workLane, type Hands, type WorkOptions } from './work.ts';

/** How many people one statement serves; more only makes the first of them wait longer. */
const BATCH_MAX = 256;
/** A lane that loses its race this often against other processes is left to the sweep. */
const RACES_MAX = 8;

export type Desk = Readonly<{
  /** Resolves when the arrival is stored; it is worked after that. */
  receive: (arrival: Arrival) => Promise<void>;
  /** The doorbell: something waits for these people. */
  ring: (laneIds: readonly string[]) => void;
  /** Resolves when nothing is being worked. */
  idle: () => Promise<void>;
}>;

export type DeskOptions = Readonly<{
  store: DeskStore;
  work: (channel: string) => Omit<WorkOptions, 'hands'>;
  /** Hands that need no database; they answer `undefined` when a transaction is needed. */
  quick: Hands;
  /** Works one lane inside a transaction; undefined when its version moved on meanwhile. */
  slow: (lane: Lane, waiting: readonly Arrival[]) => Promise<Work | undefined>;
  /** Takes what was committed to be sent. */
  sent: (work: Work, rows: readonly OutRow[]) => void;
  /** False in a web-only process: arrivals are stored, and the bell rings elsewhere. */
  works: boolean;
  rangElsewhere: (laneIds: readonly string[]) => void;
  broke: (where: string, error: unknown) => void;
}>;

/** What one process knows of a person while something waits for her. */
type Busy = { queue: Arrival[]; lane: Lane | undefined; working: boolean; races: number };

/** The desk where people wait: order within one person, everybody else at the same time. */
export function openDesk(options: DeskOptions): Desk {
  const busy = new Map<string, Busy>();
  const rung = new Set<string>();
  const idlers: (() => void)[] = [];
  let working = false;

  const store = batched<Arrival, boolean>(BATCH_MAX, async (arrivals) => {
    const lanes = await options.store.arrive(arrivals);
    if (!options.works) {
      options.rangElsewhere([...new Set(arrivals.map(({ laneId }) => laneId))]);
      return arrivals.map(() => true);
    }
    for (const arrival of arrivals) {
      const lane = lanes.get(arrival.laneId) ?? options.store.newLane(arrival.laneId, arrival.channel, accountOf(arrival));
      wait(busy, arrival, lane);
    }
    start();
    return arrivals.map(() => true);
  });

  const start = (): void => {
    if (working) return;
    working = true;
    setImmediate(() => void go());
  };

  const go = async (): Promise<void> => {
    try {
      for (;;) {
        if (rung.size > 0) await answerBell(options, busy, rung);
        const ready = [...busy.entries()].filter(([, { working: at, queue }]) => !at && queue.length > 0).slice(0, BATCH_MAX);
        if (ready.length === 0 && rung.size === 0) break;
        await workBatch(options, busy, rung, ready.map(([laneId]) => laneId));
      }
    } catch (error) {
      // The database went away: what waits is stored, and the sweep rings again.
      options.broke('desk', error);
      busy.clear();
    }
    working = false;
    idlers.splice(0).forEach((resolve) => resolve());
    if (rung.size > 0) start();
  };

  return {
    receive: async (arrival) => {
      await store(arrival);
    },
    ring: (laneIds) => {
      if (!options.works) return options.rangElsewhere(laneIds);
      laneIds.forEach((laneId) => rung.add(laneId));
      start();
    },
    idle: () => (working ? new Promise((resolve) => idlers.push(resolve)) : Promise.resolve()),
  };
}

function wait(busy: Map<string, Busy>, arrival: Arrival, lane: Lane): void {
  const at = busy.get(arrival.laneId);
  if (!at) busy.set(arrival.laneId, { queue: [arrival], lane, working: false, races: 0 });
  else if (!at.queue.some(({ id }) => id === arrival.id)) at.queue.push(arrival);
}

/** Reads rung lanes with all that waits for them; those at work here already will be read by their own turn. */
async function answerBell(options: DeskOptions, busy: Map<string, Busy>, rung: Set<string>): Promise<void> {
  const laneIds = [...rung].slice(0, BATCH_MAX);
  laneIds.forEach((laneId) => rung.delete(laneId));
  const { lanes, waiting } = await options.store.claim(laneIds);
  const races = new Map(laneIds.map((laneId) => [laneId, busy.get(laneId)?.races ?? 0]));
  laneIds.forEach((laneId) => busy.delete(laneId));
  const orphans: string[] = [];
  for (const stored of waiting) {
    const account = accountOf(stored);
    const lane = lanes.get(stored.laneId) ?? (account ? options.store.newLane(stored.laneId, stored.channel, account) : undefined);
    if (lane) wait(busy, stored, lane);
    // Something of the house for a person who has erased herself meanwhile.
    else orphans.push(stored.id);
    const at = busy.get(stored.laneId);
    if (at) at.races = races.get(stored.laneId) ?? 0;
  }
  if (orphans.length > 0) await options.store.drop(orphans);
}

async function workBatch(
  options: DeskOptions, busy: Map<string, Busy>, rung: Set<string>, laneIds: readonly string[],
): Promise<void> {
  const quick: { work: Work; taken: number }[] = [];
  const slow: Promise<void>[] = [];
  for (const laneId of laneIds) {
    const at = busy.get(laneId);
    if (!at?.lane) continue;
    at.working = true;
    const taken = at.queue.length;
    const waiting = at.queue.slice(0, taken);
    const work = await workLane(at.lane, waiting, { ...options.work(at.lane.channel), hands: options.quick });
    if (work !== NEEDS_TRANSACTION) quick.push({ work, taken });
    else slow.push(options.slow(at.lane, waiting).then((done) => finish(options, busy, rung, { laneId, work: done, taken })));
  }
  const committed = quick.length > 0 ? await options.store.commit(quick.map(({ work }) => work)) : new Set<string>();
  for (const { work, taken } of quick) {
    const { laneId } = work.lane;
    finish(options, busy, rung, { laneId, work: committed.has(laneId) ? work : undefined, taken });
  }
  await Promise.all(slow);
}

type Finished = { laneId: string; work: Work | undefined; taken: number };

function finish(options: DeskOptions, busy: Map<string, Busy>, rung: Set<string>, { laneId, work, taken }: Finished): void {
  const at = busy.get(laneId);
  if (!work) {
    // Another process was faster: read again, unless it goes on like that.
    if (at && ++at.races <= RACES_MAX) {
      at.working = false;
      rung.add(laneId);
      at.queue = [];
    } else busy.delete(laneId);
    return;
  }
  if (at) {
    at.queue.splice(0, taken);
    at.lane = { ...work.lane, version: work.lane.version + 1, session: work.session };
    at.working = false;
    at.races = 0;
    if (at.queue.length === 0) busy.delete(laneId);
  }
  options.sent(work, work.out);
}

/** Who wrote, for a person of whom nothing is stored yet; empty for something of the house. */
function accountOf(arrival: Arrival): string {
  const heard: Heard = JSON.parse(reveal(arrival.heard));
  return heard.account;
}
