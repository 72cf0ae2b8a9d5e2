import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a run keeps the one database that is made from nothing; every other is a copy of it. */
const PLACE = 'TINCAY_TEST_TEMPLATE';
const MAKING_MS_MAX = 120_000;

/** Before the first file of a run: a folder for the template, which is made by the first who needs it. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'tincay-template-'));
  process.env[PLACE] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

/**
 * A new folder with an embedded database in it that is migrated and otherwise empty, without keys. To make one from
 * nothing costs some seconds of the machine for every house of a test; a copy costs tenths of one. Outside a run of
 * the tests the folder is empty.
 */
export async function freshFolder(): Promise<string> {
  const own = mkdtempSync(join(tmpdir(), 'tincay-'));
  const place = process.env[PLACE];
  if (place === undefined) return own;
  const ready = join(place, 'ready');
  if (claims(join(place, 'claimed'))) await make(place, ready);
  const end = Date.now() + MAKING_MS_MAX;
  while (!existsSync(ready)) {
    if (Date.now() > end) throw new Error('The template of the embedded database was never made');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  cpSync(ready, own, { recursive: true });
  return own;
}

/** Files run in processes of their own: whose folder it is makes the template. */
function claims(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** As the house makes it on an empty folder, with BullMQ's tables. */
async function make(place: string, ready: string): Promise<void> {
  const [{ openDatabase }, { embeddedPool }] = [await import('../../src/stores/database.ts'), await import('../../src/queues/pools.ts')];
  const making = join(place, 'making');
  const database = await openDatabase({ folder: join(making, 'pg') });
  if (database.embedded) await embeddedPool(database.embedded.pglite);
  await database.close();
  renameSync(making, ready);
}
