import { setImmediate as nextTurn } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { problemAt } from '../core/places/rows.ts';
import { COLUMNS_MAX, ROWS_MAX, TOO_MANY } from './sizes.ts';
import type { Problem, Table, TableRow } from '../core/places/rows.ts';

/** Reads CSV in UTF-8, with or without a byte order mark; rows are counted as a spreadsheet counts them. */
export async function readCsv(bytes: Uint8Array): Promise<Table | { problems: Problem[] }> {
  const encoding = encodingProblem(bytes);
  if (encoding) return { problems: [encoding] };
  const text = new TextDecoder('utf-8').decode(bytes);
  const delimiter = delimiterOf(text);
  const records: string[][] = [];
  // Blank lines are kept while counting, so that row numbers stay those of the file.
  const parser = parse({ delimiter, relax_column_count: true, skip_empty_lines: false });
  parser.on('readable', () => {
    for (let record = parser.read(); record !== null; record = parser.read()) records.push(record);
  });
  const outcome = new Promise<Problem | undefined>((resolve) => {
    parser.on('error', (error) => resolve(syntaxProblem(error, parser.info.records)));
    parser.on('end', () => resolve(undefined));
  });
  const misfits = (): number => parser.info.invalid_field_length;
  const goesOn = (): boolean => !parser.errored && isTable(records) && misfits() <= MISFITS_MAX;
  for (let at = 0; at < text.length && goesOn(); at += CHUNK_CHARACTERS) {
    parser.write(text.slice(at, at + CHUNK_CHARACTERS));
    // A reply never waits for an import: between two pieces everybody else has their turn.
    await nextTurn();
  }
  parser.end();
  if (!isTable(records)) return { problems: [problemAt(0, '', TOO_MANY)] };
  const broken = await outcome;
  return broken ? { problems: [broken] } : tableOf(records);
}

const isTable = (records: readonly (readonly string[])[]): boolean =>
  records.length <= ROWS_MAX && (records[0]?.length ?? 0) <= COLUMNS_MAX;

/** Rows of another length than the first, after which it is another kind of file. */
const MISFITS_MAX = 1_000;

const CHUNK_CHARACTERS = 64 * 1024;

function tableOf(records: readonly (readonly string[])[]): Table | { problems: Problem[] } {
  const [first, ...rest] = records;
  if (!first || isBlank(first)) return { problems: [problemAt(1, '', 'Row 1 is empty: it must name the columns.')] };
  const header = first.map((column) => column.trim());
  const rows: TableRow[] = [];
  const problems: Problem[] = [];
  rest.forEach((record, at) => {
    const line = at + 2;
    if (isBlank(record)) return;
    if (record.length === header.length) rows.push({ line, cells: cellsByColumn(header, record) });
    else problems.push(problemAt(line, '', `The row has ${record.length} cells, the header has ${header.length}.`));
  });
  return problems.length > 0 ? { problems } : { header, rows };
}

function cellsByColumn(header: readonly string[], record: readonly string[]): Record<string, string> {
  return Object.fromEntries(header.map((column, at) => [column, record[at] ?? '']));
}

function isBlank(record: readonly string[]): boolean {
  return record.every((cell) => cell.trim() === '');
}

// A Vietnamese or French Windows writes `;` between the cells, because the comma stands before decimals.
function delimiterOf(text: string): string {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  return !firstLine.includes(',') && firstLine.includes(';') ? ';' : ',';
}

function syntaxProblem(error: Error, recordsRead: number): Problem {
  const row = recordsRead + 1;
  const code = error instanceof CsvError ? error.code : '';
  if (code === 'CSV_QUOTE_NOT_CLOSED') return problemAt(row, '', 'A quote " is opened in this row and never closed.');
  if (code === 'INVALID_OPENING_QUOTE' || code === 'CSV_INVALID_CLOSING_QUOTE') {
    return problemAt(row, '', 'A quote " stands in the wrong place: inside quotes it is written twice.');
  }
  return problemAt(row, '', 'The row cannot be read as CSV.');
}

function encodingProblem(bytes: Uint8Array): Problem | undefined {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return problemAt(1, '', 'The file is UTF-16: save it as "CSV UTF-8".');
  }
  // Line by line only to say which one it is.
  if (isUtf8(bytes)) return undefined;
  let [row, from] = [1, 0];
  while (from < bytes.length) {
    const next = bytes.indexOf(LINE_FEED, from);
    const to = next === -1 ? bytes.length : next;
    if (!isUtf8(bytes.subarray(from, to))) return problemAt(row, '', 'The row is not UTF-8: save it as "CSV UTF-8".');
    [row, from] = [row + 1, to + 1];
  }
  return undefined;
}

const LINE_FEED = 0x0a;

const STRICT = new TextDecoder('utf-8', { fatal: true });

function isUtf8(bytes: Uint8Array): boolean {
  try {
    STRICT.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
