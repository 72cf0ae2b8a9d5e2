import { z } from 'zod';
import { choiceCell, dayCell, listCell, optionalTextCell, problemsOf } from '../places/cells.ts';
import { cellsOf, type Problem, problemAt, quoted, type RowResult, type Table, type TableRow } from '../places/rows.ts';
import { codeCell, figureCell, optional } from './cells.ts';
import { PLACE_COLUMNS, readPlace } from './place.ts';
import {
  type Indicator, INDICATOR_MEASURES, type Part, PART_KINDS, type Target, type Term, TERM_LISTS,
} from './programme.ts';
import { eachRow, type Reading } from './reading.ts';

/** The columns of a file of targets: programmes, phases, components, words, indicators, and what is planned of them. */
export const TARGET_COLUMNS = {
  required: ['what', 'code', 'name'],
  optional: [
    'belongs_to', 'from', 'to', 'counted', 'measure', 'kinds', 'topics', 'terms', ...PLACE_COLUMNS, 'plan',
  ],
} as const;

const ROW_KINDS = [...PART_KINDS, ...TERM_LISTS, 'indicator', 'target'] as const;

/** A row is one of these. */
export type TargetRow = Readonly<
  { part: Part } | { term: Term } | { indicator: Indicator } | { target: Target }
>;

/** One result a row; what a row names must stand above it, or be there already. */
export function eachTargetRow(table: Table, reading: Reading): Generator<RowResult<TargetRow>> {
  const [indicators, parts] = [new Set(reading.indicators), new Set(reading.components)];
  const [terms, seen] = [new Set<string>(), new Map<string, number>()];
  return eachRow(table, TARGET_COLUMNS, (row) => {
    const read = readTargetRow(row, { ...reading, indicators, components: parts }, terms);
    const key = 'ok' in read ? keyOf(read.ok) : '';
    const earlier = seen.get(key);
    const problem = `It stands in row ${earlier} already.`;
    if (earlier !== undefined) return { problems: [problemAt(row.line, 'code', problem)] };
    if (key !== '') seen.set(key, row.line);
    if ('ok' in read && 'indicator' in read.ok) indicators.add(read.ok.indicator.code);
    if ('ok' in read && 'part' in read.ok) parts.add(read.ok.part.code);
    if ('ok' in read && 'term' in read.ok) terms.add(`${read.ok.term.list}:${read.ok.term.code}`);
    return read;
  });
}

function keyOf(row: TargetRow): string {
  if ('part' in row) return `part ${row.part.code}`;
  if ('term' in row) return `${row.term.list} ${row.term.code}`;
  if ('indicator' in row) return `indicator ${row.indicator.code}`;
  const { indicator, place, begins, ends } = row.target;
  return `target ${indicator} ${JSON.stringify(place)} ${begins} ${ends}`;
}

const TargetCells = z.object({
  what: choiceCell(ROW_KINDS),
  code: optional(codeCell()),
  name: optionalTextCell(200),
  belongs_to: optional(codeCell()),
  from: dayCell(),
  to: dayCell(),
  counted: optionalTextCell(40),
  measure: optional(choiceCell(INDICATOR_MEASURES)),
  kinds: listCell(40, 80), topics: listCell(40, 80), terms: listCell(40, 80),
  plan: figureCell(),
});
type Cells = z.infer<typeof TargetCells>;

function readTargetRow(row: TableRow, reading: Reading, fresh: ReadonlySet<string>): RowResult<TargetRow> {
  const parsed = TargetCells.safeParse(cellsOf(row, TARGET_COLUMNS));
  if (!parsed.success) return { problems: problemsOf(row.line, parsed.error) };
  const { what } = parsed.data;
  switch (what) {
    case 'target': return targetOf(row, parsed.data, reading);
    case 'indicator': return indicatorOf(row.line, parsed.data, reading, fresh);
    case 'programme': case 'phase': case 'component': return partOf(row.line, parsed.data, what, reading);
    default: return termOf(row.line, parsed.data, what);
  }
}

const missing = (line: number, cells: Cells, ...columns: readonly (keyof Cells)[]): Problem[] =>
  columns.filter((column) => cells[column] === undefined)
    .map((column) => problemAt(line, column, `The cell is empty, a ${cells.what} must fill it.`));

function partOf(line: number, cells: Cells, what: Part['what'], { components }: Reading): RowResult<TargetRow> {
  const { code, name, belongs_to: belongsTo, from: begins, to: ends } = cells;
  const problems = [
    ...missing(line, cells, 'code', 'name', ...(what === 'component' ? [] : ['from', 'to'] as const),
      ...(what === 'programme' ? [] : ['belongs_to'] as const)),
    ...(belongsTo !== undefined && !components.has(belongsTo)
      ? [problemAt(line, 'belongs_to', `There is no programme ${quoted(belongsTo)} above this row.`)] : []),
    ...orderProblems(line, cells),
  ];
  if (problems.length > 0 || code === undefined || name === undefined) return { problems };
  return { ok: { part: { code, what, name, belongsTo, begins, ends } } };
}

const orderProblems = (line: number, { from, to }: Cells): Problem[] =>
  (from !== undefined && to !== undefined && to < from ? [problemAt(line, 'to', 'It ends before it begins.')] : []);

function termOf(line: number, cells: Cells, list: Term['list']): RowResult<TargetRow> {
  const { code, name, counted = '' } = cells;
  const problems = missing(line, cells, 'code', 'name');
  if (code === undefined || name === undefined) return { problems };
  // Words of a file stand after those that were there before.
  return { ok: { term: { list, code, name, counted, position: 100 + line } } };
}

function indicatorOf(
  line: number, cells: Cells, { terms, components }: Reading, fresh: ReadonlySet<string>,
): RowResult<TargetRow> {
  const { code, name, belongs_to: component, measure } = cells;
  if (code === undefined || name === undefined || measure === undefined) {
    return { problems: missing(line, cells, 'code', 'name', 'measure') };
  }
  const ofClubs = measure.startsWith('club');
  const lists = {
    kinds: ofClubs ? 'club_kind' : 'activity_kind', topics: 'topic',
    terms: measure === 'materials' ? 'material' : 'entry',
  } as const;
  const problems = (['kinds', 'topics', 'terms'] as const).flatMap((column) => cells[column]
    .filter((word) => terms(lists[column], word) === undefined && !fresh.has(`${lists[column]}:${word}`))
    .map((word) => problemAt(line, column, `${quoted(word)} is no ${lists[column].replace('_', ' ')}.`)));
  if (component !== undefined && !components.has(component)) {
    problems.push(problemAt(line, 'belongs_to', `There is no component ${quoted(component)} above this row.`));
  }
  const codes = (column: keyof typeof lists): string[] =>
    cells[column].map((word) => terms(lists[column], word) ?? word);
  if (problems.length > 0) return { problems };
  return { ok: { indicator: {
    code, name, component, measure, kinds: codes('kinds'), topics: codes('topics'), terms: codes('terms'),
  } } };
}

function targetOf(row: TableRow, cells: Cells, reading: Reading): RowResult<TargetRow> {
  const { belongs_to: indicator, from: begins, to: ends, plan } = cells;
  const where = readPlace(row.line, cellsOf(row, TARGET_COLUMNS), begins ?? reading.today, reading.atlas);
  const problems = [
    ...missing(row.line, cells, 'belongs_to', 'from', 'to', 'plan'),
    ...('problems' in where ? where.problems : []),
    ...orderProblems(row.line, cells),
    ...(indicator !== undefined && !reading.indicators.has(indicator)
      ? [problemAt(row.line, 'belongs_to', `There is no indicator ${quoted(indicator)} above this row.`)] : []),
  ];
  if (problems.length > 0 || 'problems' in where || !indicator || !begins || !ends || !plan) return { problems };
  return { ok: { target: { indicator, place: where.place, begins, ends, plan } } };
}
