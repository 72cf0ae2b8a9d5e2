import { newSession, type Session } from '../core/conversation/session.ts';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';

/** What is stored of a lane: her session, and the short ids of her last events. */
export type LaneRecord = Readonly<{ session: Session; seen: readonly string[] }>;

/** Redelivered updates are recognised by these many short ids of a person's last events. */
const SEEN_MAX = 48;

type Stored = { session: Session; seen: string };
const FIELDS = newSession('', '');

/** Opens what is stored; a person of whom nothing is stored begins with this edition. */
export function openRecord(stored: Private, edition: string): LaneRecord {
  const text = reveal(stored);
  if (!text) return { session: newSession(edition, ''), seen: [] };
  // Our own sealed JSON: the seal has proved that nobody else wrote it. An older version knew fewer fields.
  const { session, seen }: Stored = JSON.parse(text);
  return { session: { ...FIELDS, ...session }, seen: seen === '' ? [] : seen.split(' ') };
}

export function closeRecord({ session, seen }: LaneRecord): Private {
  return new Private(JSON.stringify({ session, seen: seen.slice(-SEEN_MAX).join(' ') } satisfies Stored));
}

/** 53 bits of an event's id (cyrb53): two of one person's last events collide once in 10^12 times. */
export function shortId(id: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < id.length; index++) {
    const code = id.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}
