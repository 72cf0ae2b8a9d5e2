import { z } from 'zod';
import type { FileSent } from '../../core/conversation/event.ts';
import type { HeardEvent, ReadResult } from '../../tasks/ports.ts';
import { arrivalOf, wordsOr } from './arrival.ts';
import { Id, Millis, Words } from './fields.ts';

const Party = z.object({ id: Id });

/** What we read of an event (OA OpenAPI v3, read 2026-10); names, pictures and places are dropped here. */
const OaEvent = z.object({
  event_name: z.string(),
  timestamp: Millis,
  oa_id: Id.nullish(),
  sender: z.object({ id: Id, admin_id: z.unknown().optional() }).nullish(),
  recipient: Party.nullish(),
  follower: Party.nullish(),
  user_id: Id.nullish(),
  message: z.object({
    msg_id: Id.nullish(),
    text: Words,
    conversation_id: Id.nullish(),
    attachments: z.array(z.unknown()).nullish().catch(undefined),
  }).nullish(),
});
type OaEvent = z.infer<typeof OaEvent>;

type Kind = 'words' | 'captioned' | 'wordless' | 'place' | 'follow' | 'left' | 'withdrawn' | 'echo';

const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['user_send_text', 'words'], ['anonymous_send_text', 'words'], ['user_send_location', 'place'],
  ['user_send_image', 'captioned'], ['user_send_gif', 'captioned'], ['user_send_link', 'captioned'],
  ['user_send_audio', 'captioned'], ['user_send_video', 'captioned'], ['user_send_file', 'captioned'],
  ['user_send_business_card', 'captioned'], ['user_send_sticker', 'wordless'],
  ['anonymous_send_image', 'wordless'], ['anonymous_send_file', 'wordless'], ['anonymous_send_sticker', 'wordless'],
  ['follow', 'follow'], ['unfollow', 'left'],
  // Unconfirmed: the name of the event with which she asks that what is kept of her is deleted.
  ['user_withdraw', 'withdrawn'],
]);

/**
 * Pictures and voices that lie before the account's keepers already: they are never fetched (Zalo would give a public
 * address), and she is told where it can be done unseen.
 */
const FILES: ReadonlyMap<string, FileSent> = new Map<string, FileSent>([
  ['user_send_image', { kind: 'picture', ref: '' }], ['user_send_audio', { kind: 'voice', ref: '' }],
]);

/** Nothing that she said. What she filled into a form of the platform is her name and telephone: never kept. */
const NOTHING = new Set([
  'user_click_chatnow', 'user_seen_message', 'user_received_message', 'user_reacted_message', 'user_submit_info',
  'add_user_to_tag', 'remove_user_from_tag', 'update_user_info',
]);
/** A group is never a place for this (its names differ between relays), nor is a shop. */
const ELSEWHERE = /(^|_)(group|gmf)(_|$)|^shop_|^oa_send_anonymous_/;

export type OaReadOptions = Readonly<{
  at: number;
  /** The account that this house answers for; an app may serve several. */
  oaId: string | undefined;
  communeAt: (lat: number, lon: number) => string | undefined;
}>;

/** One event of an Official Account, or why it is none. Coordinates end here: what goes on is a commune. */
export function readOaEvent(body: unknown, options: OaReadOptions): ReadResult {
  const named = z.object({ event_name: z.string() }).safeParse(body);
  if (!named.success) return { kind: 'unknown', reason: 'shape' };
  const name = named.data.event_name;
  if (NOTHING.has(name) || ELSEWHERE.test(name)) return { kind: 'nothing' };
  const kind = name.startsWith('oa_send_') ? 'echo' : KINDS.get(name);
  if (!kind) return { kind: 'unknown', reason: 'kind' };
  const read = OaEvent.safeParse(body);
  if (!read.success) return { kind: 'unknown', reason: 'shape' };
  return readKnown(kind, read.data, options);
}

function readKnown(kind: Kind, body: OaEvent, options: OaReadOptions): ReadResult {
  // What the house sent itself comes back too; only what a person wrote in the OA's own chat names an admin.
  if (kind === 'echo' && !body.sender?.admin_id) return { kind: 'nothing' };
  const oa = (kind === 'echo' ? body.sender?.id : body.recipient?.id) ?? body.oa_id;
  if (options.oaId !== undefined && oa && oa !== options.oaId) return { kind: 'unknown', reason: 'account' };
  const account = accountOf(kind, body);
  if (account === undefined) return { kind: 'unknown', reason: 'shape' };
  const order = body.timestamp ?? options.at;
  const platformId = body.message?.msg_id ?? `${body.event_name}.${order}.${account}`;
  return arrivalOf({ platformId, account, order }, eventOf(kind, body, options));
}

/** Whose chat it is. Somebody without a Zalo account is found again only with the id of the conversation. */
function accountOf(kind: Kind, body: OaEvent): string | undefined {
  if (kind === 'echo') return body.recipient?.id;
  const id = body.sender?.id ?? body.follower?.id ?? body.user_id ?? undefined;
  if (!body.event_name.startsWith('anonymous_')) return id;
  const conversation = body.message?.conversation_id;
  return id && conversation ? `anonymous:${id}:${conversation}` : undefined;
}

function eventOf(kind: Kind, { message, event_name: name }: OaEvent, { at, communeAt }: OaReadOptions): HeardEvent {
  switch (kind) {
    case 'words':
      return pressOf(message?.text ?? '', at) ?? wordsOr(message?.text, at);
    case 'captioned':
      return wordsOr(message?.text, at, FILES.get(name));
    case 'wordless':
      return { kind: 'wordless', at };
    case 'place': {
      const commune = communeOf(message?.attachments ?? [], communeAt);
      return commune ? { kind: 'location', at, commune } : { kind: 'wordless', at };
    }
    case 'follow':
      return { kind: 'message', at, text: '/start' };
    case 'left':
      return { kind: 'gone', at, why: 'left' };
    case 'withdrawn':
      return { kind: 'gone', at, why: 'withdrawn' };
    case 'echo':
      return { kind: 'takeover', at };
  }
}

/** A press of a button comes back as a text that she might have typed as well: `#tc.<question>.<key>`. */
function pressOf(text: string, at: number): HeardEvent | undefined {
  const [, seq, key] = /^\s*#tc\.(\d{1,9})\.([0-9])\s*$/.exec(text) ?? [];
  return seq === undefined || key === undefined ? undefined : { kind: 'press', at, seq: Number(seq), key };
}

const Degrees = z.union([z.number(), z.string().regex(/^-?\d{1,3}(\.\d+)?$/).transform(Number)]);
const Place = z.object({
  payload: z.object({ coordinates: z.object({ latitude: Degrees, longitude: Degrees }) }),
});

/** The text beside a location is the name of a place: it is not hers, and dropped. */
function communeOf(attachments: readonly unknown[], communeAt: OaReadOptions['communeAt']): string | undefined {
  for (const attachment of attachments) {
    const read = Place.safeParse(attachment);
    if (!read.success) continue;
    const { latitude, longitude } = read.data.payload.coordinates;
    return communeAt(latitude, longitude);
  }
  return undefined;
}
