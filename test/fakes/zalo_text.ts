import { z } from 'zod';

/** A text as both Zalo products take it: 1 to 2,000 characters, and composed (NFC), so that what is counted is what is seen. */
export const ZaloText = z.string()
  .refine((text) => text === text.normalize('NFC'), 'text is not composed (NFC)')
  .refine((text) => text.trim() !== '', 'text is empty')
  .refine((text) => text.length <= 2000, 'text is longer than 2000 characters');

/** How the people's texts arrive: as typed, or with the marks apart, as some phones send them. */
export type Form = 'NFC' | 'NFD';

/** What somebody sends without words, by the names that all fakes share. */
export const SENDINGS = ['sticker', 'photo', 'voice', 'audio', 'video', 'document', 'contact', 'location', 'link', 'gif'] as const;
export type Sending = (typeof SENDINGS)[number];

export function sendingOf(what: Readonly<Record<string, unknown>>): Sending | undefined {
  return SENDINGS.find((name) => Object.hasOwn(what, name));
}
