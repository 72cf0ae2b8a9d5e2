import type { FileSent } from '../../core/conversation/event.ts';
import { Private } from '../../core/private/private.ts';
import type { Heard, HeardEvent, ReadResult } from '../../tasks/ports.ts';

export type Origin = Readonly<{ platformId: string; account: string; order: number }>;

/** Zalo tells no language: its people are greeted in Vietnamese. */
const LANG = 'vi';

/** What she did, closed. */
export function arrivalOf(origin: Origin, event: HeardEvent): ReadResult {
  const heard: Heard = { account: origin.account, lang: LANG, event };
  return { kind: 'event', inbound: { ...origin, lang: LANG, heard: new Private(JSON.stringify(heard)) } };
}

/** What came with a picture or a link is her message; without words it is wordless. */
export function wordsOr(text: string | null | undefined, at: number, file?: FileSent): HeardEvent {
  const beside = file && { file };
  return text ? { kind: 'message', at, text, ...beside } : { kind: 'wordless', at, ...beside };
}
