import { MASK_TOKENS } from './kinds.ts';

/**
 * A text without marks and capitals, whatever signs it was written with: `Ｏ９１２`, `𝟎𝟗𝟏𝟐` and `0️⃣9️⃣1️⃣` are
 * digits too.
 * `origin[i]` is where the flat character `i` comes from.
 */
export type Flat = Readonly<{ text: string; chars: string; origin: readonly number[] }>;

/** Stands where a mask stands already: no rule reads across it. */
export const WALL = '\ue000';

const UNSEEN = /[\p{M}\p{Cf}]/gu;
const LETTERS_MAX = 3;
const known = new Map<string, string>();

export function flatten(text: string): Flat {
  const walls = wallsOf(text);
  const origin: number[] = [];
  let chars = '';
  for (let at = 0; at < text.length;) {
    const end = walls.get(at);
    if (end !== undefined) {
      chars += WALL;
      origin.push(at);
      at = end;
      continue;
    }
    const sign = String.fromCodePoint(text.codePointAt(at) ?? 32);
    for (const char of flatOf(sign)) {
      chars += char;
      origin.push(at);
    }
    at += sign.length;
  }
  return { text, chars, origin };
}

/** The part of the given text that stands behind a part of the flat one, with its marks. */
export function originOf({ text, origin }: Flat, from: number, to: number): [from: number, to: number] {
  const start = origin[from] ?? text.length;
  let next = to;
  // A sign that was read as several stays whole.
  while (next < origin.length && next > 0 && origin[next] === origin[next - 1]) next += 1;
  return [start, origin[next] ?? text.length];
}

function flatOf(sign: string): string {
  if (sign < '\u0080') return sign.toLowerCase();
  if (sign === WALL) return ' ';
  const before = known.get(sign);
  if (before !== undefined) return before;
  const plain = sign.normalize('NFKD').replace(UNSEEN, '').toLowerCase().replaceAll('đ', 'd');
  // One unit or few: no sign grows into a sentence.
  const read = [...plain].length > LETTERS_MAX ? ' ' : plain.replace(/[\s\u{10000}-\u{10ffff}]/gu, ' ');
  if (known.size < 4_096) known.set(sign, read);
  return read;
}

const TOKENS = new RegExp(Object.values(MASK_TOKENS).map((token) => token.replace(/[[\]]/g, '\\$&')).join('|'), 'g');

function wallsOf(text: string): Map<number, number> {
  const walls = new Map<number, number>();
  if (!text.includes('[')) return walls;
  for (const { index, 0: token } of text.matchAll(TOKENS)) walls.set(index, index + token.length);
  return walls;
}
