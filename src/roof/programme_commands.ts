import { setImmediate as turn } from 'node:timers/promises';
import { z } from 'zod';
import { eachActivityRow } from '../core/programme/activity_rows.ts';
import { termsOf } from '../core/programme/cells.ts';
import { eachClubRow } from '../core/programme/club_rows.ts';
import { atlasOf } from '../core/programme/place.ts';
import type { Reading } from '../core/programme/reading.ts';
import { type Report, reportSteps } from '../core/programme/report.ts';
import { sheetsOf } from '../core/programme/sheets.ts';
import { eachTargetRow } from '../core/programme/target_rows.ts';
import { readUnit } from '../core/programme/unit.ts';
import { readDay } from '../core/places/dates.ts';
import type { RowResult } from '../core/places/rows.ts';
import type { House } from '../house.ts';
import { programmeStore } from '../stores/programme.ts';
import { programmeImports } from '../stores/programme_imports.ts';
import { type CommandResult, refusal } from './answer.ts';
import { answerImport, collect, File } from './import_answer.ts';

const Import = z.object({ table: File, dryRun: z.boolean(), partial: z.boolean() });

const COMMANDS = {
  'clubs import': Import,
  'activities import': Import,
  'targets import': Import,
  'report': z.object({ from: z.string(), to: z.string(), unit: z.string().optional() }),
} as const;
type ProgrammeCommand = keyof typeof COMMANDS;

export const isProgrammeCommand = (name: string): name is ProgrammeCommand => Object.hasOwn(COMMANDS, name);

/** Runs one of the programme's commands: its files, and its reports. */
export async function runProgrammeCommand(
  house: House, name: ProgrammeCommand, input: unknown,
): Promise<CommandResult> {
  const imports = programmeImports(house.database);
  switch (name) {
    case 'clubs import':
      return importFile(house, COMMANDS[name].parse(input), eachClubRow, imports.clubs);
    case 'activities import':
      return importFile(house, COMMANDS[name].parse(input), eachActivityRow, imports.activities);
    case 'targets import':
      return importFile(house, COMMANDS[name].parse(input), eachTargetRow, imports.targets);
    case 'report':
      return report(house, COMMANDS[name].parse(input));
  }
}

type Each<Row> = (table: z.infer<typeof File>['table'], reading: Reading) => Iterable<RowResult<Row>>;

async function importFile<Row>(
  house: House, { table: { file, table }, dryRun, partial }: z.infer<typeof Import>,
  each: Each<Row>, put: (rows: readonly Row[]) => Promise<void>,
): Promise<CommandResult> {
  const { terms, parts, clubs, indicators } = await programmeStore(house.database).known();
  const reading = {
    atlas: atlasOf(house.places().index), terms: termsOf(terms), today: house.today(house.now()),
    components: parts, clubs, indicators,
  };
  const { ok, problems } = await collect(each(table, reading), file);
  if ((problems.length === 0 || partial) && !dryRun) await put(ok);
  return answerImport({ rows: table.rows.length, ok: ok.length, problems }, partial);
}

async function report(house: House, wish: z.infer<typeof COMMANDS['report']>): Promise<CommandResult> {
  const [from, to] = [readDay(wish.from), readDay(wish.to)];
  if (from === undefined || to === undefined) return refusal('Write days like 2026-11-21 or 21/11/2026.');
  if (to < from) return refusal('The report ends before it begins.');
  const { index } = house.places();
  const read = readUnit(wish.unit, index);
  if ('problem' in read) return refusal(read.problem);
  const store = programmeStore(house.database);
  const all = await store.all();
  const { unit } = read;
  const made = await drained(reportSteps(all, await store.published(), { from, to, unit }));
  const provinces = new Map([...index.communes.values()].map(({ provinceCode, province }) => [provinceCode, province]));
  const sheets = sheetsOf(made, all, (level, code) => {
    if (level === 'commune') return index.communes.get(code)?.name ?? code;
    return level === 'province' ? provinces.get(code) ?? code : code;
  });
  return { done: { ...made, sheets } };
}

/** A reply never waits for a report: between two steps everybody else has their turn. */
async function drained(steps: Generator<undefined, Report>): Promise<Report> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await turn();
  }
}
