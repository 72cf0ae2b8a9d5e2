import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { problemAt } from '../core/places/rows.ts';
import type { Problem, Table } from '../core/places/rows.ts';
import { readCsv } from './csv.ts';
import { readXlsx } from './xlsx.ts';

export type TableProblems = Readonly<{ problems: readonly Problem[] }>;

/** Reads a `.csv` (UTF-8) or the first sheet of an `.xlsx`; what cannot be read comes back as problems. */
export async function readTable(path: string): Promise<Table | TableProblems> {
  const kind = extname(path).toLowerCase();
  if (kind !== '.csv' && kind !== '.xlsx') return fileProblem('A table is a .csv or an .xlsx file.');
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return fileProblem('There is no such file.');
  if (found.size > FILE_BYTES_MAX) return fileProblem(`The file is larger than ${FILE_BYTES_MAX / MEBIBYTE} MiB.`);
  const bytes = await readFile(path);
  return kind === '.csv' ? readCsv(bytes) : readXlsx(bytes);
}

const MEBIBYTE = 1024 * 1024;

// The file of all old communes has 1.1 MiB; what is far larger is no table of ours.
const FILE_BYTES_MAX = 32 * MEBIBYTE;

function fileProblem(problem: string): TableProblems {
  return { problems: [problemAt(0, '', problem)] };
}
