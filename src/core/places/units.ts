import { z } from 'zod';
import { cell, degreesCell, pointProblem, problemsOf, shown, textCell } from './cells.ts';
import type { Commune, OldCommune } from './communes.ts';
import { cellsOf, checkHeader, collectRows, problemAt, quoted } from './rows.ts';
import type { Imported, Problem, RowResult, Table, TableRow } from './rows.ts';

/** The columns of the file of communes. */
export const UNIT_COLUMNS = {
  required: ['code', 'name', 'province_code', 'province', 'lat', 'lon'],
  optional: [],
} as const;

/** The columns of the file that leads from old communes to new ones. */
export const OLD_UNIT_COLUMNS = {
  required: ['old_code', 'old_ward', 'old_province', 'new_codes'],
  optional: ['old_district', 'new_names', 'new_province', 'split', 'source_conflict'],
} as const;

export function readUnitRows(table: Table): Imported<Commune> {
  return collectRows(eachUnitRow(table));
}

/** One result a row, and one before them when the header is wrong, so that a caller can pause between rows. */
export function* eachUnitRow(table: Table): Generator<RowResult<Commune>> {
  const header = checkHeader(table.header, UNIT_COLUMNS);
  if (header.problems.length > 0) yield { problems: header.problems };
  if (!header.isUsable) return;
  const codes = new Map<string, number>();
  for (const row of table.rows) yield readUnitRow(row, codes);
}

/** `known` are the codes of the communes of today, to which the old ones must lead. */
export function readOldUnitRows(table: Table, known: ReadonlySet<string>): Imported<OldCommune> {
  return collectRows(eachOldUnitRow(table, known));
}

/** As `eachUnitRow`, for the file that leads from old communes to new ones. */
export function* eachOldUnitRow(table: Table, known: ReadonlySet<string>): Generator<RowResult<OldCommune>> {
  const header = checkHeader(table.header, OLD_UNIT_COLUMNS);
  if (header.problems.length > 0) yield { problems: header.problems };
  if (!header.isUsable) return;
  const codes = new Map<string, number>();
  for (const row of table.rows) yield readOldUnitRow(row, codes, known);
}

// QĐ 19/2025/QĐ-TTg: a province has two digits, a commune five.
const CODE_DIGITS = { province: 2, commune: 5 } as const;

function readUnitRow(row: TableRow, codes: Map<string, number>): RowResult<Commune> {
  const cells = cellsOf(row, UNIT_COLUMNS);
  const parsed = UnitCells.safeParse(cells);
  const again = duplicate(row.line, 'code', cells['code'] ?? '', codes);
  if (!parsed.success) return { problems: [...again, ...problemsOf(row.line, parsed.error)] };
  const { code, name, province_code: provinceCode, province, lat = 0, lon = 0 } = parsed.data;
  const outside = pointProblem(lat, lon);
  const problems = [...again, ...(outside === undefined ? [] : [problemAt(row.line, 'lat', outside)])];
  return problems.length > 0 ? { problems } : { ok: { code, name, provinceCode, province, lat, lon } };
}

const UnitCells = z.object({
  code: codeCell(CODE_DIGITS.commune),
  name: textCell(120),
  province_code: codeCell(CODE_DIGITS.province),
  province: textCell(120),
  lat: degreesCell(false),
  lon: degreesCell(false),
});

function readOldUnitRow(
  row: TableRow,
  codes: Map<string, number>,
  known: ReadonlySet<string>,
): RowResult<OldCommune> {
  const cells = cellsOf(row, OLD_UNIT_COLUMNS);
  const parsed = OldUnitCells.safeParse(cells);
  const again = duplicate(row.line, 'old_code', cells['old_code'] ?? '', codes);
  if (!parsed.success) return { problems: [...again, ...problemsOf(row.line, parsed.error)] };
  const { old_code: oldCode, old_ward: ward, old_district: district, old_province: province } = parsed.data;
  const { new_codes: newCodes, split: written } = parsed.data;
  const split = newCodes.length > 1;
  const unknown = newCodes.filter((code) => !known.has(code));
  const problems = [
    ...again,
    ...unknown.map((code) => problemAt(row.line, 'new_codes', `${quoted(code)} is not the code of a commune.`)),
    ...(written !== '' && (written === '1') !== split
      ? [problemAt(row.line, 'split', `split is ${written}, but new_codes names ${newCodes.length}.`)]
      : []),
  ];
  return problems.length > 0 ? { problems } : { ok: { oldCode, ward, district, province, newCodes, split } };
}

const OldUnitCells = z.object({
  old_code: codeCell(CODE_DIGITS.commune),
  old_ward: textCell(120),
  old_district: z.string(),
  old_province: textCell(120),
  new_codes: cell((text) => {
    const codes = text.split('|').map((code) => wholeCode(code.trim(), CODE_DIGITS.commune));
    const bad = codes.find((code) => !isCode(code, CODE_DIGITS.commune));
    return bad === undefined ? { value: codes } : { problem: `${shown(bad)}: write codes of 5 digits divided by |.` };
  }),
  split: cell((text) => ['', '0', '1'].includes(text) ? { value: text } : { problem: `${shown(text)}: write 0 or 1.` }),
});

function codeCell(digits: number) {
  return cell((text) => {
    const code = wholeCode(text, digits);
    return isCode(code, digits) ? { value: code } : { problem: `${shown(text)}: write a code of ${digits} digits.` };
  });
}

// A spreadsheet drops the zeros before a number.
function wholeCode(text: string, digits: number): string {
  return /^\d+$/.test(text) ? text.padStart(digits, '0') : text;
}

function isCode(text: string, digits: number): boolean {
  return text.length === digits && /^\d+$/.test(text);
}

function duplicate(row: number, column: string, text: string, codes: Map<string, number>): Problem[] {
  if (text === '') return [];
  const code = wholeCode(text, CODE_DIGITS.commune);
  const earlier = codes.get(code);
  if (earlier !== undefined) return [problemAt(row, column, `${quoted(code)} already stands in row ${earlier}.`)];
  codes.set(code, row);
  return [];
}
