import type { EditionStore } from '../stores/editions.ts';
import type { EditionInUse, Editions } from '../tasks/pin.ts';
import { type Edition, reopenEdition } from '../words/edition.ts';

/** The editions that talks may name: today's, and those that were kept. */
export type KnownEditions = Editions & Readonly<{ reload: () => Promise<void> }>;

/** Keeps today's edition and opens the others that are still named. */
export async function openEditions(
  store: EditionStore, today: Edition, now: () => number, broke: (where: string, error: unknown) => void,
): Promise<KnownEditions> {
  const inUse = ({ book, words }: Edition, hash: string, recalled: boolean): EditionInUse => (
    { hash, book, words, recalled });
  const current = inUse(today, today.hash, false);
  const known = new Map<string, EditionInUse>([[today.hash, current]]);

  const reload = async (): Promise<void> => {
    await store.keep(today.hash, today.body, now());
    for (const { hash, body, recalled } of await store.load()) {
      const before = known.get(hash);
      if (before?.recalled === recalled) continue;
      try {
        known.set(hash, hash === today.hash ? { ...current, recalled } : inUse(reopenEdition(body), hash, recalled));
      } catch (error) {
        // An edition of a shape that this version no longer reads: its talks go on at a safe node.
        broke('editions', error);
      }
    }
  };
  await reload();
  return { current, named: (hash) => known.get(hash), reload };
}
