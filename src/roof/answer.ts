import type { Problem } from '../core/places/rows.ts';

export type FileProblem = Problem & Readonly<{ file: string }>;
/** `done` carries the answer, `refused` one line per problem. */
export type CommandResult = Readonly<{ done: unknown } | { refused: readonly FileProblem[]; answer?: unknown }>;

/** A command that changed nothing, and why. */
export const refusal = (problem: string): CommandResult =>
  ({ refused: [{ file: '', row: 0, column: '', problem }] });
