import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { problemAt, quoted } from '../core/places/rows.ts';
import type { Problem, Table } from '../core/places/rows.ts';
import { readCsv } from './csv.ts';
import { readXlsx } from './xlsx.ts';

export type TableProblems = Readonly<{ problems: readonly Problem[] }>;

/** Reads a `.csv` (UTF-8) or the first sheet of an `.xlsx`; what cannot be read comes back as problems. */
export async function readTable(path: string): Promise<Table | TableProblems> {
  const kind = extname(path).toLowerCase();
  if (kind !== '.csv' && kind !== '.xlsx') return fileProblem('A table is a .csv or an .xlsx file.');
  const bytes = await bytesOf(path).catch(() => fileProblem('The file cannot be opened: look at its name and rights.'));
  if ('problems' in bytes) return bytes;
  const table = await (kind === '.csv' ? readCsv(bytes) : readXlsx(bytes));
  return 'problems' in table ? { problems: table.problems.slice(0, PROBLEMS_MAX) } : withoutGiants(table);
}

async function bytesOf(path: string): Promise<Uint8Array | TableProblems> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return fileProblem('There is no such file.');
  if (found.size > FILE_BYTES_MAX) return fileProblem(`The file is larger than ${FILE_BYTES_MAX / MEBIBYTE} MiB.`);
  return readFile(path);
}

/** The longest list of services has a twentieth of it; composing the letters of a cell without end takes for ever. */
const CELL_MAX = 4_000;

function withoutGiants(table: Table): Table | TableProblems {
  const inHeader = table.header.filter((column) => column.length > CELL_MAX)
    .map(() => problemAt(1, '', `The name of a column has more than ${CELL_MAX} characters.`));
  const inRows = table.rows.flatMap(({ line, cells }) => Object.entries(cells)
    .filter(([, cell]) => cell.length > CELL_MAX)
    .map(([column]) => problemAt(line, quoted(column).slice(1, -1), `The cell has more than ${CELL_MAX} characters.`)));
  const problems = [...inHeader, ...inRows].slice(0, PROBLEMS_MAX);
  return problems.length > 0 ? { problems } : table;
}

// A file of another kind has a problem in every row.
const PROBLEMS_MAX = 1_000;

const MEBIBYTE = 1024 * 1024;

// The file of all old communes has 1.1 MiB; what is far larger is no table of ours.
const FILE_BYTES_MAX = 32 * MEBIBYTE;

function fileProblem(problem: string): TableProblems {
  return { problems: [problemAt(0, '', problem)] };
}
