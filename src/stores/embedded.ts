import { mkdirSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';

/** PostgreSQL inside this process, in a folder on disk (or `memory://`). One process per folder. */
export type Embedded = {
  adapter: PrismaPGlite;
  pglite: PGlite;
  query: (text: string, values: readonly unknown[]) => Promise<Record<string, unknown>[]>;
  close: () => Promise<void>;
};

/** Nobody gathers statistics in here: every row that is wanted has a key, and the plan is to use it. */
const BY_KEY = ['enable_seqscan', 'enable_bitmapscan', 'enable_hashjoin', 'enable_mergejoin', 'jit']
  .map((way) => `SET ${way} = off`).join('; ');

export async function openEmbedded(folder: string): Promise<Embedded> {
  if (!folder.startsWith('memory:')) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pglite = await PGlite.create(folder);
  await pglite.exec(BY_KEY);
  return {
    adapter: new PrismaPGlite(pglite),
    pglite,
    query: async (text, values) => (await pglite.query<Record<string, unknown>>(text, [...values])).rows,
    close: () => pglite.close(),
  };
}
