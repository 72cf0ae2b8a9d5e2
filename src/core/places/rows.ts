/** A table file as `readTable` gives it; `line` is the row of the file, the header being row 1. */
export type TableRow = Readonly<{ line: number; cells: Readonly<Record<string, string>> }>;
export type Table = Readonly<{ header: readonly string[]; rows: readonly TableRow[] }>;

/** What is wrong with one cell, as a sentence; `column` is empty when it is the whole row. */
export type Problem = Readonly<{ row: number; column: string; problem: string }>;

/** A row that was understood, or everything that is wrong with it. */
export type RowResult<T> = Readonly<{ ok: T }> | Readonly<{ problems: readonly Problem[] }>;

export type Imported<T> = Readonly<{ ok: readonly T[]; problems: readonly Problem[] }>;

export type Columns = Readonly<{ required: readonly string[]; optional: readonly string[] }>;

/** Everything wrong with the header row; `isUsable` is false when the rows below cannot be read by it. */
export function checkHeader(header: readonly string[], columns: Columns): { problems: Problem[]; isUsable: boolean } {
  const known = [...columns.required, ...columns.optional];
  if (!header.some((column) => known.includes(column))) {
    return { problems: [problemAt(1, '', `Row 1 must name the columns: ${known.join(',')}.`)], isUsable: false };
  }
  const missing = columns.required.filter((column) => !header.includes(column));
  const unknown = header.filter((column) => !known.includes(column));
  const twice = header.filter((column, at) => header.indexOf(column) !== at);
  return {
    problems: [
      ...missing.map((column) => problemAt(1, column, `The column ${column} is missing.`)),
      ...unknown.map((column) => problemAt(1, column, column === ''
        ? 'A column has no name.'
        : `There is no column ${quoted(column)}: the columns are ${known.join(', ')}.`)),
      ...twice.map((column) => problemAt(1, column, `The column ${quoted(column)} stands there twice.`)),
    ],
    isUsable: missing.length === 0 && twice.length === 0,
  };
}

/** Drains a reader of rows; a caller that must not wait for all of them walks the generator itself. */
export function collectRows<T>(results: Iterable<RowResult<T>>): Imported<T> {
  const ok: T[] = [];
  const problems: Problem[] = [];
  for (const result of results) {
    if ('ok' in result) ok.push(result.ok);
    else problems.push(...result.problems);
  }
  return { ok, problems };
}

export function problemAt(row: number, column: string, problem: string): Problem {
  return { row, column, problem };
}

/** The cells as text in one Unicode form, without invisible characters; a column that is not there is empty. */
export function cellsOf(row: TableRow, columns: Columns): Record<string, string> {
  return Object.fromEntries([...columns.required, ...columns.optional].map((column) => [
    column,
    (row.cells[column] ?? '').normalize('NFC').replace(/[\p{Cc}\p{Cf}]+/gu, ' ').replace(/\s+/g, ' ').trim(),
  ]));
}

const QUOTED_MAX = 40;

/** A piece of a file as a sentence names it: what moves a terminal's cursor does not get there. */
export function quoted(value: string): string {
  const shown = value.slice(0, QUOTED_MAX).replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
  return `"${value.length > QUOTED_MAX ? `${shown}...` : shown}"`;
}
