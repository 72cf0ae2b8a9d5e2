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
