import { setImmediate as turn } from 'node:timers/promises';
import { z } from 'zod';
import type { RowResult } from '../core/places/rows.ts';
import type { CommandResult, FileProblem } from './answer.ts';

/** Rows read between two turns of the loop. */
const CHUNK = 100;
/** Problems named at most: a file of another kind has one in every cell. */
const PROBLEMS_MAX = 1_000;

const Table = z.object({
  header: z.array(z.string()),
  rows: z.array(z.object({ line: z.int(), cells: z.record(z.string(), z.string()) })),
});

/** A table as the command line has read it, with the name of its file. */
export const File = z.object({ file: z.string(), table: Table });

export type Collected<Row> = { ok: Row[]; problems: FileProblem[] };

/** Reads all rows, giving everybody else their turn in between. */
export async function collect<Row>(results: Iterable<RowResult<Row>>, file: string): Promise<Collected<Row>> {
  const ok: Row[] = [];
  const problems: FileProblem[] = [];
  let read = 0;
  for (const result of results) {
    if ('ok' in result) ok.push(result.ok);
    else if (problems.length < PROBLEMS_MAX) problems.push(...result.problems.map((problem) => ({ file, ...problem })));
    if (++read % CHUNK === 0) await turn();
  }
  return { ok, problems };
}

export type Import = { rows: number; ok: number; problems: readonly FileProblem[] };

/** All rows or nothing, unless the good ones alone are wanted. */
export function answerImport(answer: Import, partial: boolean): CommandResult {
  return answer.problems.length > 0 && !partial ? { refused: answer.problems, answer } : { done: answer };
}
