import { z } from 'zod';
import { choiceCell, dayCell, listCell, optionalTextCell, problemsOf, textCell } from '../places/cells.ts';
import { cellsOf, type RowResult, type Table, type TableRow } from '../places/rows.ts';
import { codeCell, countsCell, figureCell, optional, termCell, type Terms } from './cells.ts';
import { PLACE_COLUMNS, readPlace } from './place.ts';
import { CLUB_MADE, type Club, PEOPLE } from './programme.ts';
import { checkRow, eachRow, type Reading, required } from './reading.ts';

/** The columns of a file of clubs; the first must be there. */
export const CLUB_COLUMNS = {
  required: ['code', 'name', 'kind', 'made', 'launched_on'],
  optional: [...PLACE_COLUMNS, 'hamlet', 'school', 'ended_on', 'component', ...PEOPLE, 'roles', 'equipment'],
} as const;

/** One result a row, and one before them when the header is wrong, so that a caller can pause between rows. */
export function eachClubRow(table: Table, reading: Reading): Generator<RowResult<Club>> {
  const cells = clubCells(reading.terms);
  return eachRow(table, CLUB_COLUMNS, (row, seen) => readClubRow(row, cells, { ...reading, seen }));
}

const clubCells = (terms: Terms) => z.object({
  code: codeCell(),
  name: textCell(120),
  kind: termCell(terms, 'club_kind'),
  made: choiceCell(CLUB_MADE),
  launched_on: required(dayCell()),
  ended_on: dayCell(),
  hamlet: optionalTextCell(120),
  school: optionalTextCell(120),
  component: optional(codeCell()),
  members: figureCell(), women: figureCell(), minority: figureCell(), children: figureCell(),
  roles: countsCell(terms, 'role'),
  equipment: listCell(20, 80),
});

function readClubRow(
  row: TableRow, schema: ReturnType<typeof clubCells>, reading: Reading & { seen: ReadonlyMap<string, number> },
): RowResult<Club> {
  const cells = cellsOf(row, CLUB_COLUMNS);
  const parsed = schema.safeParse(cells);
  const day = parsed.data?.launched_on ?? reading.today;
  const where = readPlace(row.line, cells, day, reading.atlas);
  const problems = [
    ...(parsed.success ? [] : problemsOf(row.line, parsed.error)),
    ...('problems' in where ? where.problems : []),
    ...checkRow(row.line, cells, reading),
    ...(parsed.success && parsed.data.ended_on !== undefined && parsed.data.ended_on < day
      ? [{ row: row.line, column: 'ended_on', problem: 'It ended before it was launched.' }] : []),
  ];
  if (!parsed.success || 'problems' in where || problems.length > 0) return { problems };
  const { code, name, kind, made, launched_on: launchedOn, ended_on: endedOn, component, equipment } = parsed.data;
  const { hamlet = '', school = '', members, women, minority, children, roles } = parsed.data;
  return { ok: {
    code, name, kind, made, launchedOn, endedOn, component, equipment, hamlet, school, place: where.place,
    people: {
      ...(members && { members }), ...(women && { women }), ...(minority && { minority }),
      ...(children && { children }),
    },
    roles: roles.map(({ of, figure }) => ({ role: of, figure })),
  } };
}
