import type { Database } from './database.ts';

/** Flows and words by hash; a talk names the one it began with. */
export type EditionStore = Readonly<{
  /** Keeps the edition in use (called at start and by the clock), and ends those that nobody can name any more. */
  keep: (hash: string, body: object, at: number) => Promise<void>;
  load: () => Promise<{ hash: string; body: unknown; recalled: boolean }[]>;
}>;

/** Days after its last use, an edition ends: no talk outlives its lapse, which is at most a day. */
const KEPT_DAYS = 3;

export function editionStore({ prisma }: Database): EditionStore {
  return {
    keep: async (hash, body, at) => {
      await prisma.edition.upsert({
        where: { hash }, create: { hash, body: { ...body } }, update: { seenAt: new Date(at) },
      });
      // A consent names its edition for as long as it stands.
      const named = await prisma.consent.findMany({ distinct: ['edition'], select: { edition: true } });
      await prisma.edition.deleteMany({
        where: {
          hash: { notIn: [hash, ...named.map(({ edition }) => edition)] },
          seenAt: { lt: new Date(at - KEPT_DAYS * 86_400_000) },
        },
      });
    },
    load: async () => {
      const rows = await prisma.edition.findMany();
      return rows.map(({ hash, body, recalledAt }) => ({ hash, body, recalled: recalledAt !== null }));
    },
  };
}
