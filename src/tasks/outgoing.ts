import type { Capabilities } from '../core/conversation/channels.ts';
import type { Effect } from '../core/conversation/effect.ts';
import type { Event } from '../core/conversation/event.ts';
import { bringsWords } from '../core/conversation/files.ts';
import { messagesOf } from '../core/conversation/present.ts';
import type { Session } from '../core/conversation/session.ts';
import type { Words } from '../core/conversation/walk.ts';
import { Private } from '../core/private/private.ts';
import type { Delivering, Lane, Outgoing, OutgoingKind, OutRow, RowKind } from './ports.ts';

/** Who is written to, and what her channel can show. */
export type Addressed = Readonly<{ lane: Lane; session: Session; capabilities: Capabilities }>;

type Send = Extract<Effect, { kind: 'send' }>;

/** One text as rows of the outbox: in pieces where the channel's messages are shorter, choices with the last one. */
export function sendRows(to: Addressed, { id, text, keys, seq, asks, urgent }: Send, event: Event): OutRow[] {
  const kind = kindOf(urgent, event);
  const { lang } = to.session;
  const pieces = messagesOf(text, keys, maxOf(to));
  const last = pieces.length - 1;
  return pieces.map((piece, index) => outRow(to, {
    id: index === last ? id : `${id}s${index}`,
    kind,
    body: index === last
      ? { text: piece, keys, seq, asks, lang }
      : { text: piece, keys: [], seq, asks: 'nothing', lang },
  }));
}

/** A recorded sentence. */
export function voiceRow(to: Addressed, { id, lang, key }: Extract<Effect, { kind: 'voice' }>): OutRow {
  const body: Outgoing = { text: '', keys: [], seq: to.session.seq, asks: 'nothing', lang, voice: key };
  return outRow(to, { id, kind: 'reply', body });
}

/** What she gets for a fault of ours: kind words and numbers. */
export function troubleRow(to: Addressed, words: Words, eventId: string): OutRow {
  const { lang, seq } = to.session;
  const body: Outgoing = { text: words.text(lang, 'common.trouble', {}), keys: [], seq, asks: 'nothing', lang };
  return outRow(to, { id: `${eventId}_t`, kind: 'danger', body });
}

/** What lies in her chat is taken back behind the harmless last message: she has left, or has had herself erased. */
export function wipeRow(to: Addressed, eventId: string): OutRow {
  const { lang, seq } = to.session;
  const body: Outgoing = { text: '', keys: [], seq, asks: 'nothing', lang, wipe: to.lane.laneId };
  return outRow(to, { id: `${eventId}_w`, kind: 'wipe', body });
}

/** What was sent before a moment is taken back by itself; nothing is left to mark in the outbox. */
export function fadeRow(laneId: string, wipeBefore: number): Delivering {
  const body: Outgoing = { text: '', keys: [], seq: 0, asks: 'nothing', lang: '', wipe: laneId, wipeBefore };
  return { id: `fade${laneId}`, kind: 'wipe', attempts: 1, laneId, body: new Private(JSON.stringify(body)) };
}

/**
 * Words that differ by channel take it as the value `channel`; on a page of her own it is `page`. `pages` is `no`
 * where no such page can be opened.
 */
export function wordsOn(words: Words, channel: string, hasPages = true): Words {
  let known = shown.get(words);
  if (!known) shown.set(words, known = new Map());
  const name = hasPages ? channel : `${channel} alone`;
  let here = known.get(name);
  if (!here) {
    const where = { channel, pages: hasPages ? 'yes' : 'no' };
    here = { ...words, pages: hasPages, text: (lang, key, values) => words.text(lang, key, { ...values, ...where }) };
    known.set(name, here);
  }
  return here;
}

const shown = new WeakMap<Words, Map<string, Words>>();

/** The page takes what the web chat takes. */
const PAGE_TEXT_MAX = 4096;

const maxOf = ({ session, capabilities }: Addressed): number =>
  (session.reads === 'page' ? PAGE_TEXT_MAX : capabilities.textMax);

type Leaving = { id: string; kind: RowKind; body: Outgoing };

function outRow({ lane, session, capabilities }: Addressed, { id, kind, body }: Leaving): OutRow {
  const fetched = capabilities.pull || session.reads === 'page';
  const closed = new Private(JSON.stringify(body));
  return { id, laneId: lane.laneId, kind, state: fetched ? 'kept' : 'sending', body: closed };
}

function kindOf(urgent: boolean, event: Event): OutgoingKind {
  if (urgent) return 'danger';
  // Words of the other side meet somebody who is in the talk at this moment and waits for them.
  if (event.kind !== 'signal' || event.door === 'page.opened' || bringsWords(event.door)) return 'reply';
  return event.door === 'member.alert' ? 'alert' : 'push';
}
