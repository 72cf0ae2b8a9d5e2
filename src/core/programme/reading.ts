import { z } from 'zod';
import {
  cellsOf, checkHeader, type Columns, type Problem, problemAt, quoted, type RowResult, type Table, type TableRow,
} from '../places/rows.ts';
import type { Terms } from './cells.ts';
import type { Atlas } from './place.ts';

/** What a file of the programme is read against: places, words, and the codes that are there already. */
export type Reading = Readonly<{
  atlas: Atlas;
  terms: Terms;
  today: string;
  components: ReadonlySet<string>;
  clubs: ReadonlySet<string>;
  indicators: ReadonlySet<string>;
}>;

type ReadRow<T> = (row: TableRow, seen: ReadonlyMap<string, number>) => RowResult<T>;

/** Reads row by row; `seen` are the codes of the rows before, with where they stand. */
export function* eachRow<T>(table: Table, columns: Columns, read: ReadRow<T>): Generator<RowResult<T>> {
  const header = checkHeader(table.header, columns);
  if (header.problems.length > 0) yield { problems: header.problems };
  if (!header.isUsable) return;
  const seen = new Map<string, number>();
  for (const row of table.rows) {
    yield read(row, seen);
    const code = keyOf(cellsOf(row, columns));
    if (code !== '' && !seen.has(code)) seen.set(code, row.line);
  }
}

const keyOf = (cells: Readonly<Record<string, string>>): string => (cells['code'] ?? '').toUpperCase();

/** What only the other rows and what is there already can tell: codes that stand twice, or that nobody knows. */
export function checkRow(
  line: number,
  cells: Readonly<Record<string, string>>,
  { seen, components, clubs }: Pick<Reading, 'components' | 'clubs'> & { seen: ReadonlyMap<string, number> },
): Problem[] {
  const { code = '', component = '', club = '' } = cells;
  const earlier = code === '' ? undefined : seen.get(keyOf(cells));
  return [
    ...(earlier === undefined ? [] : [problemAt(line, 'code', `${quoted(code)} already stands in row ${earlier}.`)]),
    ...(component === '' || components.has(component) ? []
      : [problemAt(line, 'component', `There is no component ${quoted(component)}: import it with the targets.`)]),
    ...(club === '' || clubs.has(club) ? []
      : [problemAt(line, 'club', `There is no club ${quoted(club)}: import the clubs first.`)]),
  ];
}

/** A cell that must be filled. */
export function required<T>(read: z.ZodType<T | undefined, string>) {
  return read.transform((value, context): T => {
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: 'The cell is empty, it must be filled.' });
    return z.NEVER;
  });
}
