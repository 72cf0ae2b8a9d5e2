import { createPostgresBackend, type PgPool, Queue, type QueueOptions, Worker } from 'bullmq';

import { Redis } from 'ioredis';

/** Where the queues live: Redis, or the database itself. */
export type QueuePlace = { redisUrl: string } | { pool: PgPool };

/**
 * Doorbells: a job is a name and a random id, never a word. What is due lies in the database, so that
 * a queue that was wiped loses nothing: the sweep rings again.
 */
export type Queues = Readonly<{
  /** Something waits for these people. */
  ringLanes: (laneIds: readonly string[]) => Promise<void>;
  /** A case's next ring is due after `delayMs`. */
  ringCase: (caseId: string, delayMs: number) => Promise<void>;
  workLanes: (work: (laneId: string) => void) => void;
  workCases: (work: (caseId: string) => Promise<void>) => void;
  /** Ids of waiting and delayed jobs, for the demo's strip and for tests. */
  ids: () => Promise<string[]>;
  ready: () => Promise<boolean>;
  close: () => Promise<void>;
}>;

const LANES = 'inbound';
const CASES = 'cases';
const CONCURRENCY = 8;
/** A bell that fails is rung again by the sweep; the queue itself tries little and keeps nothing. */
const JOB = {
  attempts: 3, backoff: { type: 'exponential', delay: 500 }, removeOnComplete: true, removeOnFail: true,
} as const;

/** Opens both queues. `broke` hears of a lost connection; the clients reconnect by themselves. */
export function openQueues(place: QueuePlace, prefix: string, broke: (error: Error) => void): Queues {
  const connect = connector(place);
  const lanes = connect.queue(LANES, prefix, broke);
  const cases = connect.queue(CASES, prefix, broke);
  const workers: BellWorker[] = [];
  const work = (name: string, run: (id: string) => Promise<void>): void => {
    workers.push(connect.worker(name, prefix, (job) => run(String(job.data.id)), broke));
  };
  return {
    ringLanes: async (laneIds) => {
      await lanes.addBulk(laneIds.map((id) => ({ name: 'ring', data: { id }, opts: JOB })));
    },
    ringCase: async (caseId, delayMs) => {
      await cases.add('ring', { id: caseId }, { ...JOB, delay: Math.max(0, Math.ceil(delayMs)) });
    },
    workLanes: (run) => work(LANES, async (id) => run(id)),
    workCases: (run) => work(CASES, run),
    ids: async () => {
      const jobs = [...await lanes.getJobs(['waiting', 'delayed']), ...await cases.getJobs(['waiting', 'delayed'])];
      return jobs.map((job) => String(job.data.id));
    },
    ready: async () => {
      try {
        await Promise.race([cases.getJobCounts('waiting'), timeout(2_000)]);
        return true;
      } catch {
        return false;
      }
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all([lanes.close(), cases.close()]);
      connect.close();
    },
  };
}

/** The little we use of BullMQ, the same on both backends. */
type BellQueue = {
  add: (name: string, data: { id: string }, options: object) => Promise<unknown>;
  addBulk: (jobs: { name: string; data: { id: string }; opts: object }[]) => Promise<unknown>;
  getJobs: (states: ('waiting' | 'delayed')[]) => Promise<{ data: { id?: unknown } }[]>;
  getJobCounts: (state: 'waiting') => Promise<unknown>;
  close: () => Promise<void>;
};
type BellWorker = { close: () => Promise<void> };
type Broke = (error: Error) => void;
type Run = (job: { data: { id?: unknown } }) => Promise<void>;

type Connector = {
  queue: (name: string, prefix: string, broke: Broke) => BellQueue;
  worker: (name: string, prefix: string, run: Run, broke: Broke) => BellWorker;
  close: () => void;
};

function connector(place: QueuePlace): Connector {
  if ('pool' in place) {
    const options = (prefix: string): { connection: PgPool; prefix: string } => ({ connection: place.pool, prefix });
    return {
      queue: (name, prefix, broke) => new Queue(name, options(prefix), createPostgresBackend).on('error', broke),
      worker: (name, prefix, run, broke) =>
        new Worker(name, run, { ...options(prefix), concurrency: CONCURRENCY }, createPostgresBackend)
          .on('error', broke),
      close: () => undefined,
    };
  }
  // BullMQ wants endless retries on its blocking connection; commands of queues may fail at once.
  const connections: Redis[] = [];
  const connection = (): Redis => {
    const redis = new Redis(place.redisUrl, { maxRetriesPerRequest: null });
    redis.on('error', () => undefined);
    connections.push(redis);
    return redis;
  };
  const options = (prefix: string): QueueOptions => ({ connection: connection(), prefix });
  return {
    queue: (name, prefix, broke) => new Queue(name, options(prefix)).on('error', broke),
    worker: (name, prefix, run, broke) =>
      new Worker(name, run, { ...options(prefix), concurrency: CONCURRENCY }).on('error', broke),
    close: () => connections.forEach((redis) => redis.disconnect()),
  };
}

function timeout(ms: number): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error('The queue did not answer')), ms).unref());
}
