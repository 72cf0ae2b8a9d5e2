import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Database } from './database.ts';

/** Beside the built file as well as beside the source: both lie two folders below the root. */
const FOLDER = new URL('../../prisma/migrations/', import.meta.url);

/** Prisma's own table, so that `prisma migrate deploy` goes on where its engine can be had. */
const TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

/** Two processes that start together must not migrate together; any number will do. */
const LOCK = 72_177_001;

/** Applies what is missing, each migration whole or not at all. Throws when an applied one was edited. */
export async function migrate(database: Database): Promise<void> {
  const names = readdirSync(FOLDER).filter((name) => existsSync(new URL(`${name}/migration.sql`, FOLDER))).sort();
  const run = (sql: string): Promise<void> => script(database, sql);
  await run(TABLE);
  const applied = await database.query('SELECT migration_name, checksum FROM "_prisma_migrations"', []);
  const known = new Map(applied.map((row) => [String(row['migration_name']), String(row['checksum'])]));
  for (const name of names) {
    const sql = readFileSync(new URL(`${name}/migration.sql`, FOLDER), 'utf8');
    const checksum = createHash('sha256').update(sql).digest('hex');
    if (known.has(name)) {
      if (known.get(name) !== checksum) throw new Error(`Migration ${name} was edited after it was applied`);
      continue;
    }
    const mark = `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count)
      VALUES ('${randomUUID()}', '${checksum}', now(), '${name}', 1)`;
    await run(`BEGIN; SELECT pg_advisory_xact_lock(${LOCK});\n${once(name, sql)};\n${mark};\nCOMMIT;`);
  }
}

/** A second process that waited for the lock finds the migration done, and stops there with a clear word. */
function once(name: string, sql: string): string {
  return `DO $once$ BEGIN IF EXISTS (SELECT 1 FROM "_prisma_migrations" WHERE migration_name = '${name}')
    THEN RAISE EXCEPTION 'migrated meanwhile'; END IF; END $once$;\n${sql}`;
}

async function script(database: Database, sql: string): Promise<void> {
  if (database.embedded) {
    await database.embedded.pglite.exec(sql);
    return;
  }
  const client = await database.pool?.connect();
  if (!client) throw new Error('There is no connection to migrate');
  try {
    await client.query(sql);
  } catch (error) {
    await client.query('ROLLBACK');
    if (!(error instanceof Error && error.message.includes('migrated meanwhile'))) throw error;
  } finally {
    client.release();
  }
}
