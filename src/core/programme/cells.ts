import { z } from 'zod';
import { cell, listCell, shown } from '../places/cells.ts';
import { type Figure, readFigure } from './figure.ts';
import type { Term, TermList } from './programme.ts';

const HOW = 'write a whole number, with trên, gần or khoảng before it where it is not exact';

/** A count such as `200` or `khoảng 200`; an empty cell is undefined: nobody has counted. */
export function figureCell() {
  return cell<Figure | undefined>((text) => {
    if (text === '') return { value: undefined };
    const figure = readFigure(text);
    return figure ? { value: figure } : { problem: `${shown(text)}: ${HOW}.` };
  });
}

export function codeCell() {
  return cell((text) => /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u.test(text)
    ? { value: text }
    : { problem: `${shown(text)}: write 1 to 40 letters, digits, points or dashes.` });
}

/** Reads a word of a list, by its code or its name. */
export type Terms = (list: TermList, text: string) => string | undefined;

export function termsOf(terms: readonly Term[]): Terms {
  const keyed = new Map(terms.flatMap(({ list, code, name }) => [
    [`${list}:${plain(name)}`, code] as const, [`${list}:${plain(code)}`, code] as const]));
  return (list, text) => keyed.get(`${list}:${plain(text)}`);
}

const plain = (text: string): string => text.normalize('NFC').trim().toLowerCase();

export function termCell(terms: Terms, list: TermList) {
  return cell((text) => known(terms, list, text));
}

/** Several words divided by `|`. */
export function termsCell(terms: Terms, list: TermList) {
  return listCell(40, 80).transform((items, context): string[] => items.flatMap((item) => {
    const found = known(terms, list, item);
    if ('value' in found) return [found.value];
    context.addIssue({ code: 'custom', message: found.problem });
    return [];
  }));
}

/** `leaflet:5550|poster:trên 240`: a count by word of a list. */
export function countsCell(terms: Terms, list: TermList) {
  return listCell(40, 120).transform((items, context): { of: string; figure: Figure }[] => {
    const read = items.flatMap((item) => {
      const cut = item.lastIndexOf(':');
      const found = known(terms, list, item.slice(0, cut === -1 ? item.length : cut));
      const figure = cut === -1 ? undefined : readFigure(item.slice(cut + 1).trim());
      if ('value' in found && figure) return [{ of: found.value, figure }];
      const message = 'problem' in found
        ? found.problem : `${shown(item)}: write it like ${found.value}:120, and ${HOW}.`;
      context.addIssue({ code: 'custom', message });
      return [];
    });
    const twice = read.find(({ of }, at) => read.findIndex((one) => one.of === of) !== at);
    if (twice) context.addIssue({ code: 'custom', message: `${twice.of} stands there twice.` });
    return read;
  });
}

function known(terms: Terms, list: TermList, text: string): { value: string } | { problem: string } {
  const code = text === '' ? undefined : terms(list, text);
  return code === undefined
    ? { problem: `${shown(text)}: it is no ${list.replace('_', ' ')}, neither by code nor by name.` }
    : { value: code };
}

/** Nothing for an empty cell. */
export function optional<T>(read: z.ZodType<T, string>) {
  return z.string().transform((text, context): T | undefined => {
    if (text === '') return undefined;
    const parsed = read.safeParse(text);
    if (parsed.success) return parsed.data;
    for (const { message } of parsed.error.issues) context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}
