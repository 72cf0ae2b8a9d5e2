import type { Key } from './effect.ts';

/** The numbers a text may name; they are read when the text is sent, so that a wrong one is never repeated. */
export const HOTLINE_KEYS = [
  'hotline_police', 'hotline_ambulance', 'hotline_child', 'hotline_rescue', 'hotline_peace_house',
  'hotline_sunshine_house',
] as const;

/** Printed law and practice (113, 115, 114, 111): the fallback that needs no database. */
export const HOTLINES_ALWAYS: Readonly<Record<string, string>> = {
  hotline_police: '113', hotline_ambulance: '115', hotline_child: '111', hotline_rescue: '114',
};

/** How a hotline stands in a text until it is sent. */
export const hotlineMark = (key: string): string => `⟦${key}⟧`;

/** Puts numbers where their marks are. A line whose number nobody has verified is left out. */
export function withHotlines(text: string, numbers: Readonly<Record<string, string>>): string {
  if (!text.includes('⟦')) return text;
  const lines = text.split('\n').flatMap((line) => {
    const filled = line.replace(/⟦(\w+)⟧/g, (mark, key: string) => numbers[key] ?? mark);
    return filled.includes('⟦') ? [] : [filled];
  });
  return lines.join('\n').replace(/\n{3,}/g, '\n\n').trim();
}

/** Text with its keys as numbered lines: her choices one a line, the keys that are always there on the last. */
export function numbered(text: string, all: readonly Key[]): string {
  const keys = all.filter(({ key }) => key !== 'here');
  if (keys.length === 0) return text;
  const fixed = keys.filter(({ key }) => isFixedKey(key)).map(({ key, label }) => `${key} ${label}`);
  const choices = keys.filter(({ key }) => !isFixedKey(key)).map(({ key, label }) => `${key}. ${label}`);
  return [text, choices.join('\n'), fixed.join(' · ')].filter((part) => part !== '').join('\n\n');
}

/** Listen, skip, back and leave are the same on every screen. */
export const isFixedKey = (key: string): boolean => ['7', '8', '9', '0'].includes(key);

/** Where a text may be parted, best first: paragraphs, lines, sentences, words. */
const SEAMS: readonly RegExp[] = [/\n{2,}/g, /\n/g, /(?<=[.!?…:;])\s+/g, /\s+/g];

/** A text in pieces of at most `max` characters, parted where it breathes; nothing but white space is lost. */
export function parted(text: string, max: number): string[] {
  const whole = text.trim();
  if (whole.length <= max) return [whole];
  const cut = SEAMS.map((seam) => lastSeam(whole, seam, max)).find((found) => found !== undefined)
    ?? hardCut(whole, max);
  return [whole.slice(0, cut.end).trimEnd(), ...parted(whole.slice(cut.next), max)];
}

/** Never through the middle of a character: no platform takes half of one. */
function hardCut(text: string, max: number): { end: number; next: number } {
  const at = max > 1 && /[\ud800-\udbff]/.test(text.charAt(max - 1)) ? max - 1 : max;
  return { end: at, next: at };
}

/** The last seam that leaves a piece of at most `max`, and of at least a third of it: no scraps. */
function lastSeam(text: string, seam: RegExp, max: number): { end: number; next: number } | undefined {
  let last: { end: number; next: number } | undefined;
  for (const match of text.matchAll(seam)) {
    if (match.index > max) break;
    if (match.index >= max / 3) last = { end: match.index, next: match.index + match[0].length };
  }
  return last;
}

/** A text that may be too long for one message, in pieces; the numbered choices stay whole, in the last one. */
export function messagesOf(text: string, keys: readonly Key[], max: number): string[] {
  const block = keys.length === 0 ? 0 : numbered('', keys).length + 2;
  if (text.length + block <= max) return [text];
  const pieces = parted(text, max);
  const last = pieces.at(-1) ?? '';
  return last.length + block <= max ? pieces : [...pieces.slice(0, -1), ...parted(last, Math.max(1, max - block))];
}
