import { mask } from './mask.ts';

/** `withPhone`: all covered but the numbers to call; empty where there are none. */
export type Covered = Readonly<{ text: string; withPhone: string }>;

/** What is left of somebody's words when who she is and where to find her is covered. */
export function cover(given: string, publicNumbers: readonly string[]): Covered {
  const { text, spans } = mask(given, { publicNumbers });
  const phones = spans.flatMap(([from, to, kind]) => (kind === 'phone' ? [given.slice(from, to)] : []));
  const withPhone = phones.length > 0 ? mask(given, { publicNumbers: [...publicNumbers, ...phones] }).text : '';
  return { text, withPhone };
}
