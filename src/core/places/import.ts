import { z } from 'zod';
import {
  cell, choiceCell, dayCell, degreesCell, listCell, optionalTextCell, pointProblem, problemsOf, shown, textCell,
} from './cells.ts';
import { communesNamed, findCommunes } from './communes.ts';
import type { Commune, CommuneIndex } from './communes.ts';
import { readDay } from './dates.ts';
import { distanceKm } from './distance.ts';
import { readOpeningHours } from './hours.ts';
import { ADDRESS_KINDS, ADDRESS_PLACES } from './nearest.ts';
import type { TrustedAddress } from './nearest.ts';
import { cellsOf, checkHeader, collectRows, problemAt, quoted } from './rows.ts';
import type { Imported, Problem, RowResult, Table, TableRow } from './rows.ts';

/** The columns of a file of trusted addresses; a commune needs its code, or its name and province. */
export const ADDRESS_COLUMNS = {
  required: ['code', 'name', 'kind', 'phone', 'place', 'public_place'],
  optional: [
    'commune_code', 'commune', 'province', 'hamlet', 'lat', 'lon', 'hours', 'services', 'languages', 'verified_on',
  ],
} as const;

/** `today` (`2026-11-21`) lets days in the future be refused. */
export type AddressOptions = Readonly<{ today?: string }>;

export function readAddressRows(table: Table, index: CommuneIndex, options?: AddressOptions): Imported<TrustedAddress> {
  return collectRows(eachAddressRow(table, index, options));
}

/** One result a row, and one before them when the header is wrong, so that a caller can pause between rows. */
export function* eachAddressRow(
  table: Table,
  index: CommuneIndex,
  options: AddressOptions = {},
): Generator<RowResult<TrustedAddress>> {
  const header = checkHeader(table.header, ADDRESS_COLUMNS);
  if (header.problems.length > 0) yield { problems: header.problems };
  if (!header.isUsable) return;
  const codes = new Map<string, number>();
  for (const row of table.rows) {
    yield readAddressRow(row, { ...options, index, codes });
    const code = codeKey(cellsOf(row, ADDRESS_COLUMNS)['code'] ?? '');
    if (code !== '' && !codes.has(code)) codes.set(code, row.line);
  }
}

/** What a row is read against: the communes, and the codes of the rows before it. */
export type AddressContext = AddressOptions & Readonly<{ index: CommuneIndex; codes: ReadonlyMap<string, number> }>;

/** Reads one row; a bad one comes back with every problem in it. */
export function readAddressRow(row: TableRow, context: AddressContext): RowResult<TrustedAddress> {
  const cells = cellsOf(row, ADDRESS_COLUMNS);
  const parsed = AddressCells.safeParse(cells);
  const commune = communeOf(cells, context.index);
  const problems = [
    ...(parsed.success ? [] : problemsOf(row.line, parsed.error)),
    ...contextProblems(row.line, cells, context),
    ...('problem' in commune ? [problemAt(row.line, commune.column, commune.problem)] : []),
    ...pointProblems(row.line, cells, 'commune' in commune ? commune.commune : undefined),
  ];
  if (!parsed.success || 'problem' in commune || problems.length > 0) return { problems };
  const { public_place: publicPlace, verified_on: verifiedOn, ...rest } = parsed.data;
  return { ok: { ...rest, publicPlace: publicPlace === 'yes', verifiedOn, communeCode: commune.commune.code } };
}

const AddressCells = z.object({
  code: cell(readCode),
  name: textCell(120),
  kind: choiceCell(ADDRESS_KINDS),
  hamlet: optionalTextCell(120),
  lat: degreesCell(true),
  lon: degreesCell(true),
  phone: cell(readPhone),
  place: choiceCell(ADDRESS_PLACES),
  public_place: choiceCell(['yes', 'no']),
  hours: cell(readHours),
  services: listCell(20, 60),
  languages: listCell(20, 40),
  verified_on: dayCell(),
});

/** What only the rows before it and the calendar can tell about a row. */
function contextProblems(row: number, cells: Cells, context: AddressContext): Problem[] {
  const { code = '', verified_on: day = '' } = cells;
  const earlier = context.codes.get(codeKey(code));
  const isFuture = context.today !== undefined && (readDay(day) ?? '') > context.today;
  return [
    ...(earlier === undefined ? [] : [problemAt(row, 'code', `${quoted(code)} already stands in row ${earlier}.`)]),
    ...(isFuture ? [problemAt(row, 'verified_on', `${quoted(day)} is in the future.`)] : []),
  ];
}

function codeKey(code: string): string {
  return code.toUpperCase();
}

function readCode(text: string): { value: string } | { problem: string } {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u.test(text)) {
    return { problem: `${shown(text)}: write 1 to 40 letters, digits, points or dashes.` };
  }
  return { value: text };
}

// Mobile numbers have 10 digits, landlines 11, service numbers are 1800 and 1900, emergency numbers have 3 digits.
const PHONE = /^(0\d{9,10}|1[89]00\d{4,6}|1\d{2})$/;

function readPhone(text: string): { value: string } | { problem: string } {
  const digits = text.replace(/[\s.()-]/g, '').replace(/^(\+84|0084)0?|^84(?=\d{9}$)/, '0');
  // A spreadsheet that takes a phone for a number drops its first 0.
  const whole = /^([35789]\d{8}|2\d{9})$/.test(digits) ? `0${digits}` : digits;
  if (PHONE.test(whole)) return { value: whole };
  return { problem: `${shown(text)}: write a phone number of Viet Nam in digits, like 0912 345 678.` };
}

function readHours(text: string): { value: string } | { problem: string } {
  if (text === '') return { value: '' };
  const hours = readOpeningHours(text);
  return 'problem' in hours ? hours : { value: hours.text };
}

type Cells = Readonly<Record<string, string>>;

type CommuneResult = { commune: Commune } | { column: string; problem: string };

/** The commune a row names, by code or by name and province; otherwise in which column is what. */
export function communeOf(cells: Cells, index: CommuneIndex): CommuneResult {
  const { commune_code: code = '', commune: name = '', province = '' } = cells;
  if (code !== '') return communeByCode(code, { name, province }, index);
  if (name === '') {
    return { column: 'commune_code', problem: 'No commune is named: write commune_code, or commune and province.' };
  }
  if (province === '') {
    return { column: 'province', problem: `The province is missing: ${quoted(name)} may lie in several.` };
  }
  const [commune, ...others] = communesNamed(index, name, province);
  if (!commune) return { column: 'commune', problem: unknownCommune(name, province, index) };
  if (others.length === 0) return { commune };
  const candidates = [commune, ...others].map(named).join(' or ');
  return { column: 'commune', problem: `${quoted(name)} may today be ${candidates}: write one code in commune_code.` };
}

function communeByCode(
  code: string,
  written: Readonly<{ name: string; province: string }>,
  index: CommuneIndex,
): CommuneResult {
  // A spreadsheet drops the zeros before a number.
  const whole = /^\d{1,5}$/.test(code) ? code.padStart(5, '0') : code;
  const commune = index.communes.get(whole);
  if (commune) {
    const { name, province } = written;
    const isThat = name === '' || communesNamed(index, name, province || commune.province).includes(commune);
    if (isThat) return { commune };
    const problem = `${quoted(name)} is not ${named(commune)}: correct one of them or leave commune empty.`;
    return { column: 'commune', problem };
  }
  const old = index.oldByCode.get(whole);
  const successors = old?.newCodes.flatMap((newCode) => index.communes.get(newCode) ?? []).map(named).join(' or ');
  if (!old) return { column: 'commune_code', problem: `${quoted(code)} is not the code of a commune.` };
  return { column: 'commune_code', problem: `${quoted(code)} is the old ${old.ward}: today that is ${successors}.` };
}

function unknownCommune(name: string, province: string, index: CommuneIndex): string {
  const near = findCommunes(index, `${name} ${province}`, { limit: 3 }).map(named).join(' or ');
  return `No commune is called ${quoted(name)} in ${quoted(province)}${near === '' ? '.' : `: perhaps ${near}?`}`;
}

function named(commune: Readonly<{ code: string; name: string; province: string }>): string {
  return `${commune.code} ${commune.name}, ${commune.province}`;
}

// The largest communes of the mainland reach some 40 km from their middle.
const FROM_MIDDLE_KM_MAX = 60;

function pointProblems(row: number, cells: Cells, commune: Commune | undefined): Problem[] {
  const { lat: latText = '', lon: lonText = '' } = cells;
  if ((latText === '') !== (lonText === '')) {
    return [problemAt(row, latText === '' ? 'lat' : 'lon', 'lat and lon must both be filled, or both be empty.')];
  }
  const [lat, lon] = [degreesCell(true).safeParse(latText).data, degreesCell(true).safeParse(lonText).data];
  if (lat === undefined || lon === undefined) return [];
  const outside = pointProblem(lat, lon);
  if (outside !== undefined) return [problemAt(row, 'lat', outside)];
  if (!commune || commune.name.startsWith('Đặc khu')) return [];
  const km = Math.round(distanceKm({ lat, lon }, commune));
  return km <= FROM_MIDDLE_KM_MAX ? [] : [problemAt(row, 'lat', `${lat}, ${lon} is ${km} km from ${named(commune)}.`)];
}
