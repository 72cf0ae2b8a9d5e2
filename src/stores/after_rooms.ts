import { z } from 'zod';
import { countOne, type Tally } from '../core/cases/tally.ts';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import type { AfterRooms } from '../tasks/rooms.ts';
import { bytes, type PrismaTransaction } from './database.ts';
import type { HouseKeys } from './house_keys.ts';
import { seal, unseal } from './seal.ts';

const NAME = 'satisfaction';
/** Three months of three counts, with room: the row has this length whatever it holds. */
const LENGTH = 320;
const Counts = z.record(z.string(), z.record(z.string(), z.number()));

/** What comes after a case: when she is asked how she is, and whether it has helped. */
export function afterRooms(tx: PrismaTransaction, keys: HouseKeys): AfterRooms {
  const put = async (tally: Tally): Promise<void> => {
    const sealed = bytes(seal(keys.house, new Private(JSON.stringify(tally).padEnd(LENGTH)), `tally:${NAME}`));
    await tx.tally.update({ where: { name: NAME }, data: { sealed } });
  };
  return {
    followAt: async (caseId, at) => {
      await tx.case.update({ where: { id: caseId }, data: { followAt: at === null ? null : new Date(at) } });
    },
    countAnswer: async (month, answer) => {
      const empty = bytes(seal(keys.house, new Private('{}'.padEnd(LENGTH)), `tally:${NAME}`));
      await tx.tally.createMany({ data: [{ name: NAME, sealed: empty }], skipDuplicates: true });
      await tx.$queryRawUnsafe('SELECT name FROM tally WHERE name = $1 FOR UPDATE', NAME);
      const row = await tx.tally.findUniqueOrThrow({ where: { name: NAME } });
      const before = Counts.parse(JSON.parse(reveal(unseal(keys.house, row.sealed, `tally:${NAME}`))));
      const { tally, out } = countOne(before, month, answer);
      await put(tally);
      for (const { answer: name, count } of out) {
        await tx.satisfaction.upsert({
          where: { month_answer: { month, answer: name } },
          create: { month, answer: name, count }, update: { count: { increment: count } },
        });
      }
    },
  };
}
