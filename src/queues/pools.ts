import type { PGlite } from '@electric-sql/pglite';
import { type PgNotification, type PgPool, type PgPoolClient, runMigrations } from 'bullmq';
import pg from 'pg';

/** Our tables stand in `public`, BullMQ's in `bullmq`: both are found by their plain names. */
const SEARCH_PATH = 'public, bullmq';

/** Advisory locks of another owner would be waited for; migrations are rare and short. */
const POOL_MAX = 6;

/** BullMQ's own few connections to PostgreSQL, migrated. `close` ends them. */
export async function openQueuePool(url: string): Promise<{ pool: PgPool; close: () => Promise<void> }> {
  const pool = new pg.Pool({
    connectionString: url, max: POOL_MAX, keepAlive: true, options: '-c search_path=bullmq,public',
  });
  pool.on('error', () => undefined);
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- A real pg.Pool, as BullMQ documents; its types differ only in how they spell overloads.
  return { pool: pool as unknown as PgPool, close: () => pool.end() };
}

/** One signature for the listeners of all events: only notifications ever come. */
type Listener = (message: PgNotification & Error) => void;

/** The embedded database as a pool of one: every client is the same session, and notifications are forwarded. */
export async function embeddedPool(pglite: PGlite): Promise<PgPool> {
  const listeners = new Set<Listener>();
  pglite.onNotification((channel, payload) => {
    const message = Object.assign(new Error('a notification'), { channel, payload });
    listeners.forEach((listener) => listener(message));
  });
  const query: PgPool['query'] = async (text, values) => {
    if (values && values.length > 0) {
      const { rows, affectedRows } = await pglite.query<never>(text, [...values]);
      return { rows, rowCount: affectedRows ?? rows.length };
    }
    const results = await pglite.exec(text);
    return { rows: rowsOf(results.at(-1)?.rows), rowCount: results.at(-1)?.affectedRows ?? 0 };
  };
  const client: PgPoolClient = {
    query,
    on: (event: string, listener: Listener) => {
      if (event === 'notification') listeners.add(listener);
      return client;
    },
    removeListener: (_event: string, listener: Listener) => {
      listeners.delete(listener);
      return client;
    },
    removeAllListeners: () => {
      listeners.clear();
      return client;
    },
    release: () => undefined,
  };
  const pool: PgPool = {
    query,
    connect: async () => client,
    end: async () => undefined,
    on: () => pool,
    removeAllListeners: () => pool,
  };
  await runMigrations(client);
  await pglite.exec(`SET search_path TO ${SEARCH_PATH}`);
  return pool;
}

/** PGlite names its rows loosely; BullMQ asks for the shape it selected. */
function rowsOf(rows: readonly unknown[] | undefined): never[] {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- The caller of a generic query says what its rows are; nobody else can know.
  return (rows ?? []) as never[];
}
