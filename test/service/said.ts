import { readLocales } from '../../src/words/locales.ts';

const locales = readLocales(new URL('../../locales/', import.meta.url));

/** The label of a choice, as it stands on its button. */
export function label(is: string, lang = 'vi'): string {
  return textOf(`choice.${is}`, lang);
}

/**
 * What tells a text from all others, whatever is filled in: its longest piece that is always there, or any of
 * the pieces that it turns between. Tests name texts by their key, so that better words break none of them.
 */
export function said(key: string, lang = 'vi'): RegExp {
  const pieces: { depth: number; piece: string }[] = [];
  let depth = 0;
  for (const part of textOf(key, lang).split(/([{}\n])/)) {
    if (part === '{') depth += 1;
    else if (part === '}') depth -= 1;
    else if (part.trim().length > 1) pieces.push({ depth, piece: part.trim() });
  }
  const always = pieces.filter((one) => one.depth === 0).sort((one, other) => other.piece.length - one.piece.length)[0];
  const turning = pieces.filter((one) => one.depth === 2).map(({ piece }) => escape(piece));
  if (always && always.piece.length > 5) return new RegExp(escape(always.piece));
  if (turning.length > 0) return new RegExp(turning.join('|'));
  throw new Error(`${key} has nothing that tells it from other texts`);
}

/** Both texts in one message, in this order. */
export const both = (one: string, other: string): RegExp => new RegExp(`${said(one).source}[^]*${said(other).source}`);

function textOf(key: string, lang: string): string {
  const text = locales[lang]?.texts[key];
  if (text === undefined) throw new Error(`locales/${lang} has no text ${key}`);
  return text;
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
