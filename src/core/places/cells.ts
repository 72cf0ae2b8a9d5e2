import { z } from 'zod';
import { readDay } from './dates.ts';
import { problemAt, quoted } from './rows.ts';
import type { Problem } from './rows.ts';

/** Reads one cell with `read`, which gives the value or a sentence; in a zod object every bad cell is named. */
export function cell<T>(read: (text: string) => { value: T } | { problem: string }) {
  return z.string().transform((text, context): T => {
    const result = read(text);
    if ('value' in result) return result.value;
    context.addIssue({ code: 'custom', message: result.problem });
    return z.NEVER;
  });
}

export function textCell(charactersMax: number) {
  return cell((text) => {
    if (text === '') return { problem: 'The cell is empty, it must be filled.' };
    return atMost(text, charactersMax);
  });
}

export function optionalTextCell(charactersMax: number) {
  return cell((text) => text === '' ? { value: undefined } : atMost(text, charactersMax));
}

export function choiceCell<T extends string>(choices: readonly T[]) {
  return cell<T>((text) => {
    const chosen = choices.find((choice) => choice === text.toLowerCase());
    return chosen === undefined ? { problem: `${shown(text)}: write ${oneOf(choices)}.` } : { value: chosen };
  });
}

/** Items separated by `|`; an empty cell is an empty list. */
export function listCell(itemsMax: number, charactersMax: number) {
  return cell((text) => {
    const items = text.split('|').map((item) => item.trim()).filter((item) => item !== '');
    if (items.length > itemsMax) return { problem: `There are ${items.length} items, ${itemsMax} are allowed.` };
    const long = items.find((item) => item.length > charactersMax);
    return long === undefined ? { value: items } : { problem: tooLong(long, charactersMax) };
  });
}

export function degreesCell(isOptional: boolean) {
  return cell<number | undefined>((text) => {
    if (text === '' && isOptional) return { value: undefined };
    // Vietnamese spreadsheets write a comma before the decimals.
    if (!/^-?\d{1,3}([.,]\d+)?$/.test(text)) return { problem: `${shown(text)}: write degrees like 22.2050.` };
    return { value: Number(text.replace(',', '.')) };
  });
}

/** A day as `2026-11-21` or `21/11/2026`; empty is undefined. */
export function dayCell() {
  return cell<string | undefined>((text) => {
    if (text === '') return { value: undefined };
    const day = readDay(text);
    if (day !== undefined) return { value: day };
    return { problem: `${shown(text)}: write a day like 2026-11-21 or 21/11/2026.` };
  });
}

/** The problems of one row, in the order of its columns. */
export function problemsOf(row: number, error: z.ZodError): Problem[] {
  return error.issues.map((issue) => problemAt(row, String(issue.path[0] ?? ''), issue.message));
}

/** Everything wrong with a place on the map as a whole; nothing while either cell is unreadable. */
export function pointProblem(lat: number, lon: number): string | undefined {
  if (isInVietNam(lat, lon)) return undefined;
  if (isInVietNam(lon, lat)) return `${lat}, ${lon} has lat and lon exchanged.`;
  return `${lat}, ${lon} is not in Viet Nam.`;
}

export function oneOf(choices: readonly string[]): string {
  return choices.length < 2 ? choices.join('') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
}

export function shown(text: string): string {
  return text === '' ? 'The cell is empty' : `${quoted(text)} is not understood`;
}

// The mainland and the islands, Hoàng Sa and Trường Sa included, rounded outwards.
function isInVietNam(lat: number, lon: number): boolean {
  return lat >= 6.5 && lat <= 23.5 && lon >= 102 && lon <= 118;
}

function atMost(text: string, charactersMax: number): { value: string } | { problem: string } {
  return text.length > charactersMax ? { problem: tooLong(text, charactersMax) } : { value: text };
}

function tooLong(text: string, charactersMax: number): string {
  return `${quoted(text)} has ${text.length} characters, ${charactersMax} are allowed.`;
}
