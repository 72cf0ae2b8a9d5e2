import { readAnswer } from '../core/conversation/answer.ts';
import type { Event } from '../core/conversation/event.ts';
import { type Book, nodeAt } from '../core/conversation/flow.ts';
import type { Session } from '../core/conversation/session.ts';

/** Her second word as its keyed hash, when it is what she has written; undefined otherwise. */
export function duressIn({ kept }: Session, event: Event, keyed: (word: string) => string): string | undefined {
  if (!kept.duress || event.kind !== 'message') return undefined;
  const word = readAnswer('word', event.text);
  const hash = word === undefined ? '' : keyed(word);
  return kept.duress.includes(hash) ? hash : undefined;
}

/** Where a word is asked for, her second one is answered like any wrong one; elsewhere as if she had left. */
export function asHushed(book: Book, { state, place, seq }: Session, event: Event): Event {
  if (state === 'waiting' && nodeAt(book, place)?.answer === 'word') return event;
  return { kind: 'press', id: event.id, at: event.at, key: '0', seq };
}
