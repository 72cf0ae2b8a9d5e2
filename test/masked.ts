export type MarkedLine = Readonly<{ text: string; parts: readonly (readonly [from: number, to: number, kind: string])[] }>;

/** A line of test/corpus/mask: `gọi ⟦phone:0912 345 678⟧ nhé` is a text, and what of it is private. */
export function markedLine(line: string): MarkedLine {
  const parts: [number, number, string][] = [];
  let text = '';
  let at = 0;
  for (const { index, 0: whole, 1: kind = '', 2: words = '' } of line.matchAll(/⟦([a-z_]+):([^⟧]*)⟧/g)) {
    text += line.slice(at, index);
    parts.push([text.length, text.length + words.length, kind]);
    text += words;
    at = index + whole.length;
  }
  return { text: text + line.slice(at), parts };
}

/** What is told by digits and signs, and not by a name. */
export const NUMBER_KINDS = ['phone', 'id', 'plate', 'account', 'house', 'place_point', 'link', 'email'];

/** Every letter and digit of what is private. */
export function isCovered(
  text: string, from: number, to: number, spans: readonly (readonly [from: number, to: number, kind: string])[],
): boolean {
  for (let at = from; at < to; at += 1) {
    if (/[\p{L}\p{N}]/u.test(text.charAt(at)) && !spans.some((span) => span[0] <= at && at < span[1])) return false;
  }
  return true;
}
