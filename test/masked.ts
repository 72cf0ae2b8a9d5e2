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
