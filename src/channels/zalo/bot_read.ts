import { z } from 'zod';
import type { FileSent } from '../../core/conversation/event.ts';
import type { HeardEvent, ReadResult } from '../../tasks/ports.ts';
import { arrivalOf, wordsOr } from './arrival.ts';
import { Id, Millis, Words } from './fields.ts';

const Link = z.string().max(2_048).optional().catch(undefined);

/** What we read of an update (Zalo Bot 2.5, read 2026-10); names are dropped here. */
const Update = z.object({
  message: z.object({
    from: z.object({ id: Id.nullish(), is_bot: z.boolean().nullish().catch(undefined) }).nullish(),
    chat: z.object({ id: Id, chat_type: z.string().nullish() }),
    message_id: Id,
    date: Millis,
    text: Words,
    caption: Words,
    // The documentation says `photo`; what really arrives is `photo_url`. Both are public addresses.
    photo: Link,
    photo_url: Link,
    voice_url: Link,
  }),
});
type Update = z.infer<typeof Update>;

type Kind = 'text' | 'caption' | 'wordless' | 'hidden';

const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['message.text.received', 'text'], ['message.image.received', 'caption'],
  ['message.sticker.received', 'wordless'], ['message.voice.received', 'wordless'],
  ['message.unsupported.received', 'hidden'],
  // Unconfirmed: seen only in the code of plugins, as are reactions.
  ['message.link.received', 'text'],
]);

/** The documentation wraps an update like the answer of a call; what really arrives is flat. */
const Wrapped = z.object({ result: z.record(z.string(), z.unknown()) });

export type BotReadOptions = Readonly<{
  at: number;
  /** Whether a picture or voice may be fetched from this address; by default from none. */
  mayFetch?: (link: string) => boolean;
}>;

/** One update of the Bot platform as an event, or why it is none. */
export function readBotUpdate(body: unknown, { at, mayFetch = () => false }: BotReadOptions): ReadResult {
  const wrapped = Wrapped.safeParse(body);
  const inner = wrapped.success ? wrapped.data.result : body;
  const named = z.object({ event_name: z.string() }).safeParse(inner);
  if (!named.success) return { kind: 'unknown', reason: 'shape' };
  const name = named.data.event_name;
  if (name === 'message.reaction.received') return { kind: 'nothing' };
  const kind = KINDS.get(name);
  const read = Update.safeParse(inner);
  if (!read.success) return { kind: 'unknown', reason: kind ? 'shape' : 'kind' };
  const { message } = read.data;
  const type = chatTypeOf(message);
  // A group is never a place for this.
  if (type === 'GROUP' || message.from?.is_bot) return { kind: 'nothing' };
  if (type !== 'PRIVATE' || !kind) return { kind: 'unknown', reason: 'kind' };
  const origin = { platformId: message.message_id, account: message.chat.id, order: message.date ?? at };
  return arrivalOf(origin, eventOf(kind, message, { at, file: fileOf(name, message, mayFetch) }));
}

/** Between two, the chat bears the person's own id. */
function chatTypeOf({ chat, from }: Update['message']): string {
  return chat.chat_type?.toUpperCase() ?? ((from?.id ?? chat.id) === chat.id ? 'PRIVATE' : 'GROUP');
}

function fileOf(name: string, message: Update['message'], mayFetch: (link: string) => boolean): FileSent | undefined {
  const isVoice = name === 'message.voice.received';
  if (!isVoice && name !== 'message.image.received') return undefined;
  const link = isVoice ? message.voice_url : message.photo_url ?? message.photo;
  return { kind: isVoice ? 'voice' : 'picture', ref: link !== undefined && mayFetch(link) ? link : '' };
}

type Beside = Readonly<{ at: number; file: FileSent | undefined }>;

function eventOf(kind: Kind, message: Update['message'], { at, file }: Beside): HeardEvent {
  switch (kind) {
    case 'text':
      return wordsOr(message.text, at);
    case 'caption':
      return wordsOr(message.caption, at, file);
    case 'wordless':
      return wordsOr(undefined, at, file);
    case 'hidden':
      // Zalo also withholds what people write whose accounts it protects: it may have been a cry for help.
      return { kind: 'wordless', at, hidden: true };
  }
}
