import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { Redis } from 'ioredis';
import pg from 'pg';
import { describe, test } from 'vitest';
import { freshFolder } from './template.ts';

/** A database and a queue to run on. */
export type Backend = Readonly<{
  name: string;
  /** Why it cannot be used here; undefined when it can. */
  missing: string | undefined;
  /** Settings of a fresh database and an own corner of the queue; `drop` takes both away. */
  make: () => Promise<{ settings: Readonly<Record<string, string>>; drop: () => Promise<void> }>;
}>;

const KNOCK_MS = 1_500;
const { DATABASE_URL, REDIS_URL, TESTS_ON } = process.env;

export const embedded: Backend = {
  name: 'the embedded database',
  missing: undefined,
  make: async () => {
    const folder = await freshFolder();
    return { settings: { DATA_DIR: folder }, drop: async () => rmSync(folder, { recursive: true, force: true }) };
  },
};

export const outside: Backend = { name: 'PostgreSQL and Redis', missing: await missingOutside(), make: makeOutside };

/**
 * Tests that must hold on every backend: embedded always, PostgreSQL with Redis when both are named and answer. What
 * cannot run stands there as a skipped test that says what is missing. TESTS_ON=services leaves the embedded database
 * out: `npm run check` has tried it before.
 */
export function onEveryBackend(title: string, body: (backend: Backend) => void): void {
  for (const backend of TESTS_ON === 'services' ? [outside] : [embedded, outside]) {
    describe(`${title} on ${backend.name}`, () => {
      if (backend.missing === undefined) body(backend);
      else test.skip(backend.missing, () => undefined);
    });
  }
}

async function missingOutside(): Promise<string | undefined> {
  if (!DATABASE_URL) return 'needs DATABASE_URL (and REDIS_URL), which is not set';
  if (!REDIS_URL) return 'needs REDIS_URL, which is not set';
  const client = new pg.Client({ connectionString: DATABASE_URL, connectionTimeoutMillis: KNOCK_MS });
  try {
    await client.connect();
    await client.end();
  } catch {
    return 'needs PostgreSQL at DATABASE_URL, which does not answer';
  }
  const redis = new Redis(REDIS_URL, { lazyConnect: true, connectTimeout: KNOCK_MS, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
    return undefined;
  } catch {
    return 'needs Redis at REDIS_URL, which does not answer';
  } finally {
    redis.disconnect();
  }
}

async function makeOutside(): ReturnType<Backend['make']> {
  const name = `tincay_test_${randomBytes(6).toString('hex')}`;
  const prefix = name.replaceAll('_', '-');
  const url = new URL(DATABASE_URL ?? '');
  url.pathname = `/${name}`;
  await asAdmin(`CREATE DATABASE ${name}`);
  return {
    settings: {
      DATA_DIR: 'memory://', DATABASE_URL: url.href, REDIS_URL: REDIS_URL ?? '', QUEUE_PREFIX: prefix,
      MASTER_KEY: randomBytes(32).toString('base64'),
    },
    drop: async () => {
      await asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await wipeQueue(prefix);
    },
  };
}

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: DATABASE_URL });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Takes away every key under `prefix`, and no other. Gives how many there were. */
export async function wipeQueue(prefix: string): Promise<number> {
  const redis = new Redis(REDIS_URL ?? '');
  let wiped = 0;
  try {
    for await (const keys of redis.scanStream({ match: `${prefix}:*`, count: 500 })) {
      if (keys.length > 0) wiped += await redis.del(keys);
    }
    return wiped;
  } finally {
    redis.disconnect();
  }
}
