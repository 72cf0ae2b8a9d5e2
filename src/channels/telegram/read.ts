import { z } from 'zod';
import { FILE_BYTES_MAX, type FileKind } from '../../core/media/strip.ts';
import { Private } from '../../core/private/private.ts';
import { heardText } from '../../core/reading/heard.ts';
import type { FileSent } from '../../core/conversation/event.ts';
import type { Heard, HeardEvent, ReadResult } from '../../tasks/ports.ts';

const Chat = z.object({ id: z.int(), type: z.string() });
const Sent = z.object({
  file_id: z.string().min(1).max(256), file_size: z.number().optional(), mime_type: z.string().optional(),
});
/** Anything else there is read as if it were not there. */
const sent = Sent.optional().catch(undefined);
const From = z.object({ language_code: z.string().optional() });
const Message = z.object({
  message_id: z.int().optional(),
  chat: Chat,
  from: From.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  // Sizes of one picture; a picture that was sent as a file; a voice note; a recording.
  photo: z.array(Sent).optional().catch(undefined),
  document: sent,
  voice: sent,
  audio: sent,
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
});

/** What we read of an update (Bot API 10.3); names, handles, names of files and everything else are dropped here. */
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
type Message = z.infer<typeof Message>;

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
  const isEdit = update.message === undefined;
  const event = message ? readMessage(isEdit ? unseen(message) : message, options)
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

function readMessage(message: Message, { at, communeAt }: ReadOptions): HeardEvent {
  // Words beside a picture are hers as well.
  const { location, text = message.caption } = message;
  if (location) {
    const commune = communeAt(location.latitude, location.longitude);
    return commune ? { kind: 'location', at, commune } : { kind: 'wordless', at };
  }
  const found = fileIn(message);
  const file = found && { file: found };
  if (text === undefined) return { kind: 'wordless', at, ...file };
  // A link to the bot carries an invite as `/start <code>`.
  return { kind: 'message', at, text: heardText(text).replace(/^\/start(@\w+)?\s+/, ''), ...file };
}

/** Words may be mended; what was sent beside them was asked about when it came. */
function unseen(message: Message): Message {
  const { photo: _photo, document: _document, voice: _voice, audio: _audio, ...rest } = message;
  return rest;
}

/** Of a picture the largest that may be taken; nothing is fetched before she was asked. */
function fileIn({ photo = [], document, voice, audio }: Message): FileSent | undefined {
  const isSmall = ({ file_size: size = 0 }: z.infer<typeof Sent>): boolean => size <= FILE_BYTES_MAX;
  const asPicture = /^image\/(jpeg|png|webp)$/.test(document?.mime_type ?? '') ? document : undefined;
  const asVoice = document?.mime_type?.startsWith('audio/') ? document : undefined;
  const picture = photo.findLast(isSmall) ?? asPicture;
  const sound = voice ?? audio ?? asVoice;
  const kind: FileKind = picture ? 'picture' : 'voice';
  const found = picture ?? sound;
  // One that is too large is known to be there, and to be out of reach.
  return found && { kind, ref: isSmall(found) ? found.file_id : '' };
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
