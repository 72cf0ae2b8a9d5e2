import { fileURLToPath } from 'node:url';
import { readTable } from '../src/commands/tables.ts';
import { eachActivityRow } from '../src/core/programme/activity_rows.ts';
import { termsOf } from '../src/core/programme/cells.ts';
import { eachClubRow } from '../src/core/programme/club_rows.ts';
import { type Atlas, atlasOf } from '../src/core/programme/place.ts';
import { type Programme, type Term, TERM_LISTS } from '../src/core/programme/programme.ts';
import type { Reading } from '../src/core/programme/reading.ts';
import { eachTargetRow } from '../src/core/programme/target_rows.ts';
import { buildCommuneIndex } from '../src/core/places/communes.ts';
import { collectRows, type Imported, type Table } from '../src/core/places/rows.ts';
import { readOldUnitRows, readUnitRows } from '../src/core/places/units.ts';
import { read, ROOT } from './tree.ts';

/** Invented rows that amount to what five reports in newspapers said, and the communes they lie in. */
export const PROGRAMME = 'test/corpus/programme/';
export const TODAY = '2026-11-22';

export const pathOf = (name: string): string => fileURLToPath(new URL(`${PROGRAMME}${name}`, ROOT));

export async function tableOf(name: string): Promise<Table> {
  const table = await readTable(pathOf(name));
  if ('problems' in table) throw new Error(JSON.stringify(table.problems));
  return table;
}

/** The words that the migration brings, read from it. */
export const TERMS: readonly Term[] = [...read('prisma/migrations/20261123062000_programme/migration.sql')
  .matchAll(/^ {4}\('(\w+)', '(\w+)', '([^']*)', '([^']*)', (\d+)\)/gm)].flatMap(([, name, code = '', label = '', counted = '', position]) => {
  const list = TERM_LISTS.find((one) => one === name);
  return list ? [{ list, code, name: label, counted, position: Number(position) }] : [];
});

export async function openAtlas(): Promise<Atlas> {
  const units = readUnitRows(await tableOf('communes.csv'));
  const old = readOldUnitRows(await tableOf('communes-old-to-new.csv'), new Set(units.ok.map(({ code }) => code)));
  if (units.problems.length + old.problems.length > 0) throw new Error(JSON.stringify([units.problems, old.problems]));
  return atlasOf(buildCommuneIndex(units.ok, old.ok));
}

export function readingOf(atlas: Atlas, more: Partial<Reading> = {}): Reading {
  const none = new Set<string>();
  return { atlas, terms: termsOf(TERMS), today: TODAY, components: none, clubs: none, indicators: none, ...more };
}

/** What the three files hold; throws when a row of them is not understood. */
export async function openProgramme(atlas: Atlas): Promise<Programme> {
  const whole = <T>({ ok, problems }: Imported<T>): readonly T[] => {
    if (problems.length > 0) throw new Error(JSON.stringify(problems.slice(0, 5)));
    return ok;
  };
  const rows = whole(collectRows(eachTargetRow(await tableOf('targets.csv'), readingOf(atlas))));
  const parts = rows.flatMap((row) => ('part' in row ? [row.part] : []));
  const components = new Set(parts.map(({ code }) => code));
  const clubs = whole(collectRows(eachClubRow(await tableOf('clubs.csv'), readingOf(atlas, { components }))));
  const known = { components, clubs: new Set(clubs.map(({ code }) => code)) };
  return {
    terms: TERMS, parts, clubs,
    indicators: rows.flatMap((row) => ('indicator' in row ? [row.indicator] : [])),
    targets: rows.flatMap((row) => ('target' in row ? [row.target] : [])),
    activities: whole(collectRows(eachActivityRow(await tableOf('activities.csv'), readingOf(atlas, known)))),
  };
}
