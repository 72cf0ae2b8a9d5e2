import { z } from 'zod';
import { Private } from '../../core/private/private.ts';
import { heardText } from '../../core/reading/heard.ts';
import type { Heard, HeardEvent, ReadResult } from '../../tasks/ports.ts';

const Chat = z.object({ id: z.int(), type: z.string() });
const From = z.object({ language_code: z.string().optional() });
const Message = z.object({
  message_id: z.int().optional(),
  chat: Chat,
  from: From.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
});

/** What we read of an update (Bot API 10.3); names, handles and everything else are dropped here. */
const Update = z.object({
  update_id: z.int(),
  message: Message.optional(),
  edited_message: Message.optional(),
  callback_query: z.object({
    id: z.string(), from: From, data: z.string().optional(), message: z.object({ chat: Chat }).optional(),
  }).optional(),
  my_chat_member: z.object({ chat: Chat, new_chat_member: z.object({ status: z.string() }) }).optional(),
});
type Update = z.infer<typeof Update>;

/** The kinds we ask Telegram for; edits too, since a person may correct what she wrote. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

export type ReadOptions = Readonly<{
  at: number;
  communeAt: (lat: number, lon: number) => string | undefined;
  /** Answers a press, so that her button stops spinning. Its outcome does not matter. */
  answerPress: (id: string) => void;
}>;

/** One update as an event, or why it is none. Coordinates end here: what goes on is a commune. */
export function readUpdate(body: unknown, options: ReadOptions): ReadResult {
  const read = Update.safeParse(body);
  if (!read.success) return { kind: 'unknown', reason: 'shape' };
  const update = read.data;
  const message = update.message ?? update.edited_message;
  const press = update.callback_query;
  const member = update.my_chat_member;
  const chat = message?.chat ?? press?.message?.chat ?? member?.chat;
  if (!chat) return { kind: 'unknown', reason: 'kind' };
  // A group is never a place for this; who comes back will write.
  if (chat.type !== 'private' || (member && member.new_chat_member.status !== 'kicked')) return { kind: 'nothing' };
  const event = message ? readMessage(message, options)
    : press ? readPress(press.data ?? '', options.at) : { kind: 'gone', at: options.at, why: 'left' } as const;
  const ref = message?.message_id;
  const heard: Heard = {
    account: String(chat.id), lang: langOf(message?.from ?? press?.from), event, ...(ref && { ref: String(ref) }),
  };
  return {
    kind: 'event',
    inbound: {
      platformId: String(update.update_id),
      account: heard.account,
      order: update.update_id,
      lang: heard.lang,
      heard: new Private(JSON.stringify(heard)),
    },
    ...(press && { after: () => options.answerPress(press.id) }),
  };
}

function readMessage(message: z.infer<typeof Message>, { at, communeAt }: ReadOptions): HeardEvent {
  // Words beside a picture are hers as well.
  const { location, text = message.caption } = message;
  if (location) {
    const commune = communeAt(location.latitude, location.longitude);
    return commune ? { kind: 'location', at, commune } : { kind: 'wordless', at };
  }
  if (text === undefined) return { kind: 'wordless', at };
  // A link to the bot carries an invite as `/start <code>`.
  return { kind: 'message', at, text: heardText(text).replace(/^\/start(@\w+)?\s+/, '') };
}

/** A press is `<question>.<key>`, or `c.<case code>` under an alert. */
function readPress(data: string, at: number): HeardEvent {
  const code = /^c\.([A-Z2-9]{6})$/.exec(data)?.[1];
  if (code) return { kind: 'message', at, text: code };
  const [, seq, key] = /^(\d{1,9})\.([0-9])$/.exec(data) ?? [];
  if (seq === undefined || key === undefined) return { kind: 'wordless', at };
  return { kind: 'press', at, seq: Number(seq), key };
}

function langOf(from: z.infer<typeof From> | undefined): string {
  return (from?.language_code ?? '').slice(0, 2).toLowerCase() === 'en' ? 'en' : 'vi';
}
