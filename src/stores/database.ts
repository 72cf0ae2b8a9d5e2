import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../generated/prisma/client.ts';
import { openEmbedded, type Embedded } from './embedded.ts';
import { migrate } from './migrate.ts';

/** One statement with `$1` parameters; rows as objects. */
export type Query = (text: string, values: readonly unknown[]) => Promise<Record<string, unknown>[]>;

export type PrismaTransaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

/** The database of the house: Prisma for most of it, plain statements where Prisma has no word for what is meant. */
export type Database = {
  kind: 'embedded' | 'postgres';
  prisma: PrismaClient;
  query: Query;
  /** The reply path's few statements, prepared, each row by its key. */
  byKey: Query;
  /** Several statements, or none of them. Nothing inside may wait for the network outside. */
  transaction: <T>(work: (tx: PrismaTransaction) => Promise<T>) => Promise<T>;
  embedded?: Embedded;
  pool?: pg.Pool;
  close: () => Promise<void>;
};

/** Opens PostgreSQL when `url` is given, otherwise the embedded database in `folder`, and migrates it. */
export async function openDatabase(place: { url?: string; folder: string }): Promise<Database> {
  const database = place.url ? openPostgres(place.url) : await openEmbeddedDatabase(place.folder);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * The reply path's statements meet tables that are nearly empty and change all the time, so that a plan
 * made from statistics reads them whole; every row they want has a key, and the plan is to use it. No bitmap: its scan
 * never marks the entries of deleted rows (PostgreSQL's src/backend/access/index/README, kill_prior_tuple), and a talk
 * of a day would read hundreds of them for each word until a vacuum comes.
 */
const BY_KEY = ['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin'].map((way) => `-c enable_${way}=off`).join(' ')
  + ' -c jit=off';

function openPostgres(url: string): Database {
  const open = (max: number, options?: string): pg.Pool => {
    const pool = new pg.Pool({ connectionString: url, max, ...(options && { options }) });
    // A connection that breaks while idle is replaced by the pool; unheard, it would end the process.
    pool.on('error', () => undefined);
    return pool;
  };
  const pools = { main: open(8), byKey: open(3, BY_KEY) };
  const prisma = new PrismaClient({ adapter: new PrismaPg(pools.main) });
  const prepared = (pool: pg.Pool): Query => {
    const names = new Map<string, string>();
    return async (text, values) => {
      const name = names.get(text) ?? `q${names.size}`;
      names.set(text, name);
      return (await pool.query({ name, text, values: [...values] })).rows;
    };
  };
  return {
    kind: 'postgres',
    prisma,
    pool: pools.main,
    query: async (text, values) => (await pools.main.query(text, [...values])).rows,
    byKey: prepared(pools.byKey),
    transaction: (work) => prisma.$transaction(work, { maxWait: 10_000, timeout: 20_000 }),
    close: async () => {
      await prisma.$disconnect();
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
    },
  };
}

async function openEmbeddedDatabase(folder: string): Promise<Database> {
  const embedded = await openEmbedded(folder);
  const prisma = new PrismaClient({ adapter: embedded.adapter });
  return {
    kind: 'embedded',
    prisma,
    embedded,
    query: embedded.query,
    byKey: embedded.query,
    transaction: (work) => prisma.$transaction(work, { maxWait: 30_000, timeout: 30_000 }),
    close: async () => {
      await prisma.$disconnect();
      await embedded.close();
    },
  };
}

/** Nothing is `undefined` in the tasks and `null` in the database. */
export function optional<Row, Shape>(row: Row | null, shape: (row: Row) => Shape): Shape | undefined {
  return row === null ? undefined : shape(row);
}

/** Prisma wants a Uint8Array over a plain ArrayBuffer; a Buffer may lie in a shared pool. */
export function bytes(from: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(from);
}
