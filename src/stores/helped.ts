import { cellsOf, type Helped } from '../core/cases/published.ts';
import { dayFrom, startOf } from '../core/vietnam.ts';
import type { Database } from './database.ts';

/**
 * Whom she avoids or what she wrote is not read: the months in which cases came, of which kind, from where. What she
 * has put on hold is not worked on, so it is not counted either.
 */
const HELPED = `SELECT s.level, s.kinds, s.commune_code, c.province_code
  FROM cases s LEFT JOIN commune c ON c.code = s.commune_code
  WHERE s.filed_at >= $1 AND s.filed_at < $2 AND NOT s.restricted`;

export type HelpedStore = Readonly<{
  /** Counts a month (`2026-11`) that is over, once and for ever; false when it was counted before. */
  count: (month: string, at: number) => Promise<boolean>;
}>;

export function helpedStore(database: Database): HelpedStore {
  return {
    count: (month, at) => database.transaction(async (tx) => {
      // Of two processes that count at once the second waits here, and finds it done.
      const { count } = await tx.helpedMonth.createMany({
        data: { month, countedAt: new Date(at) }, skipDuplicates: true,
      });
      if (count === 0) return false;
      const rows = await tx.$queryRawUnsafe<Row[]>(HELPED, new Date(begins(month)), new Date(begins(after(month))));
      await tx.helpedCell.createMany({ data: cellsOf(rows.map(helpedOf)).map((cell) => ({ month, ...cell })) });
      return true;
    }),
  };
}

type Row = Readonly<{ level: string; kinds: string[]; commune_code: string | null; province_code: string | null }>;

const helpedOf = ({ level, kinds, commune_code: commune, province_code: province }: Row): Helped => ({
  measure: level === 'note' ? 'notes' : 'cases', kinds, province: province ?? undefined,
  // A commune that is on no map any more lies nowhere.
  commune: province === null ? undefined : commune ?? undefined,
});

const begins = (month: string): number => startOf(dayFrom(`${month}-01`));

function after(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
