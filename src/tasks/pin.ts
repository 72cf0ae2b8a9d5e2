import type { Event } from '../core/conversation/event.ts';
import type { Book } from '../core/conversation/flow.ts';
import type { Session } from '../core/conversation/session.ts';
import type { Words } from '../core/conversation/walk.ts';
import { readCommand, readKey } from '../core/reading/choice.ts';
import { readIntent } from '../core/reading/intent.ts';

/** The edition a talk is pinned to: its flows and its words. */
export type EditionInUse = Readonly<{ hash: string; book: Book; words: Words; recalled: boolean }>;
export type Editions = Readonly<{ current: EditionInUse; named: (hash: string) => EditionInUse | undefined }>;

export type Pinned = Readonly<{ session: Session; edition: EditionInUse; moved: string | undefined }>;

/**
 * A talk keeps its edition; a fresh one takes the current; a recalled one goes on at a safe node, without
 * asking again.
 */
export function pin(session: Session, lang: string, editions: Editions): Pinned {
  const fresh = session.state === 'finished';
  const named = fresh ? undefined : editions.named(session.edition);
  if (named && !named.recalled) return { session, edition: named, moved: undefined };
  const { current } = editions;
  const moved = fresh || knows(current, session.place) ? undefined : safePlace(current, session.place);
  return {
    session: { ...session, edition: current.hash, place: moved ?? session.place, lang: session.lang || lang },
    edition: current,
    moved,
  };
}

/** Leaving, erasing, danger and what the house sends are the same in every edition. */
export function isHeardAnywhere(event: Event): boolean {
  if (event.kind === 'press') return event.key === '0';
  if (event.kind !== 'message') return !['location', 'wordless'].includes(event.kind);
  const { text } = event;
  return readKey(text) === 'leave' || readCommand(text) !== undefined || readIntent(text) === 'danger';
}

function knows({ book }: EditionInUse, place: string): boolean {
  const [flow = '', node = ''] = place.split('.');
  return book[flow]?.nodes[node] !== undefined;
}

function safePlace({ book }: EditionInUse, place: string): string {
  const flow = book[place.split('.')[0] ?? ''];
  return flow ? `${flow.id}.${flow.safe}` : 'welcome.menu';
}
