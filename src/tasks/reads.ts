import type { Capabilities } from '../core/conversation/channels.ts';
import type { Reads, Session } from '../core/conversation/session.ts';
import type { Heard } from './ports.ts';

/** Her page counts as open for this long after her last word on it. */
const PAGE_FRESH_MS = 10 * 60_000;

/** The open talk, and what is shown in the middle of it before words go over. */
const TALK = /\.talk(_|$)/;

type Seen = Readonly<{ capabilities: Capabilities; pages: boolean }>;

/** What the house says to somebody who is talking on her page goes there; everything else goes to the chat. */
export function readsOf(
  { reads, state, place, wroteAt }: Session, heard: Heard, { capabilities, pages }: Seen,
): Reads {
  if (!capabilities.keepers || !pages) return 'here';
  if (heard.page) return 'page';
  const { event } = heard;
  const talks = reads === 'page' && state === 'waiting' && TALK.test(place);
  return event.kind === 'signal' && talks && event.at - wroteAt <= PAGE_FRESH_MS ? 'page' : 'watched';
}

/** A member's page shows the words of its talk; alerts and news must reach her when it is closed. */
export const isForChat = (door: string): boolean => door.startsWith('member.') && !door.endsWith('.said');
