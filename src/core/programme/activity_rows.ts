import { z } from 'zod';
import { choiceCell, dayCell, listCell, optionalTextCell, problemsOf } from '../places/cells.ts';
import { cellsOf, type Problem, problemAt, quoted, type RowResult, type Table, type TableRow } from '../places/rows.ts';
import { codeCell, countsCell, figureCell, optional, termCell, termsCell, type Terms } from './cells.ts';
import { exactly } from './figure.ts';
import { PLACE_COLUMNS, reachedOf, readPlace } from './place.ts';
import {
  type Activity, ACTIVITY_STATES, type Counted, MEASURES, MEASURES_BY_TERM, type Place,
} from './programme.ts';
import { checkRow, eachRow, type Reading, required } from './reading.ts';

/** The columns of a file of activities; the first must be there. */
export const ACTIVITY_COLUMNS = {
  required: ['code', 'kind', 'date'],
  optional: [
    'title', 'status', 'until', 'topics', 'audiences', 'club', 'component', ...PLACE_COLUMNS, 'reached',
    ...MEASURES, ...MEASURES_BY_TERM,
  ],
} as const;

/** One result a row, and one before them when the header is wrong, so that a caller can pause between rows. */
export function eachActivityRow(table: Table, reading: Reading): Generator<RowResult<Activity>> {
  const cells = activityCells(reading.terms);
  return eachRow(table, ACTIVITY_COLUMNS, (row, seen) => readActivityRow(row, cells, { ...reading, seen }));
}

const activityCells = (terms: Terms) => z.object({
  code: codeCell(),
  kind: termCell(terms, 'activity_kind'),
  date: required(dayCell()),
  until: dayCell(),
  title: optionalTextCell(200),
  status: optional(choiceCell(ACTIVITY_STATES)),
  topics: termsCell(terms, 'topic'),
  audiences: termsCell(terms, 'role'),
  club: optional(codeCell()),
  component: optional(codeCell()),
  reached: listCell(200, 80),
  sessions: figureCell(), participants: figureCell(), attendances: figureCell(), delegates: figureCell(),
  women: figureCell(), minority: figureCell(), children: figureCell(), answers: figureCell(), loans: figureCell(),
  introduced: figureCell(), grants: figureCell(),
  materials: countsCell(terms, 'material'),
  entries: countsCell(terms, 'entry'), awarded: countsCell(terms, 'entry'), forwarded: countsCell(terms, 'entry'),
});
type Cells = z.infer<ReturnType<typeof activityCells>>;

function readActivityRow(
  row: TableRow, schema: ReturnType<typeof activityCells>, reading: Reading & { seen: ReadonlyMap<string, number> },
): RowResult<Activity> {
  const cells = cellsOf(row, ACTIVITY_COLUMNS);
  const parsed = schema.safeParse(cells);
  const date = parsed.data?.date ?? reading.today;
  const where = readPlace(row.line, cells, date, reading.atlas);
  const reached = 'place' in where && parsed.success
    ? readReached(row.line, { ...parsed.data, place: where.place }, reading) : { problems: [] };
  const problems = [
    ...(parsed.success ? [] : problemsOf(row.line, parsed.error)),
    ...('problems' in where ? where.problems : []),
    ...('problems' in reached ? reached.problems : []),
    ...checkRow(row.line, cells, reading),
    ...(parsed.success ? timeProblems(row.line, parsed.data, reading.today) : []),
  ];
  if (!parsed.success || 'problems' in where || 'problems' in reached || problems.length > 0) return { problems };
  const { code, kind, until, title = '', status = 'held', topics, audiences, club, component } = parsed.data;
  return { ok: {
    code, kind, topics, audiences, title, state: status, date, until, place: where.place, club, component,
    reached: reached.codes, counted: countedIn(parsed.data),
  } };
}

function timeProblems(line: number, { date, until, status = 'held' }: Cells, today: string): Problem[] {
  return [
    ...(status === 'held' && date > today
      ? [problemAt(line, 'date', `${date} is in the future: nothing was held then.`)] : []),
    ...(until !== undefined && until < date ? [problemAt(line, 'until', 'It ends before it begins.')] : []),
  ];
}

function readReached(
  line: number, { reached, place, date }: Pick<Cells, 'reached' | 'date'> & { place: Place }, { atlas }: Reading,
): { codes: string[] } | { problems: Problem[] } {
  const read = reached.map((name) => ({ name, code: reachedOf(name, place, date, atlas) }));
  const unknown = read.filter(({ code }) => code === undefined);
  if (unknown.length === 0) return { codes: [...new Set(read.flatMap(({ code }) => code ?? []))] };
  const problem = (name: string): string => `No one commune is called ${quoted(name)} there.`;
  return { problems: unknown.map(({ name }) => problemAt(line, 'reached', problem(name))) };
}

/** A row without a number of sessions is one session. */
function countedIn(cells: Cells): Counted[] {
  const plain = MEASURES.flatMap((measure): Counted[] => {
    const figure = cells[measure] ?? (measure === 'sessions' ? exactly(1) : undefined);
    return figure ? [{ measure, of: '', figure }] : [];
  });
  const byTerm = MEASURES_BY_TERM.flatMap((measure) =>
    cells[measure].map(({ of, figure }): Counted => ({ measure, of, figure })));
  return [...plain, ...byTerm];
}
