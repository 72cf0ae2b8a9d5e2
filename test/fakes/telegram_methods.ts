import { z } from 'zod';

/** Limits and shapes of Bot API 10.3 (core.telegram.org/bots/api), as far as this house uses it; an unknown field is refused. */
export type Refusal = Readonly<{ ok: false; error_code: number; description: string; parameters?: { retry_after: number } }>;
export type Answer = Readonly<{ ok: true; result: unknown }> | Refusal;

export const refuse = (error_code: number, description: string): Refusal => ({ ok: false, error_code, description });

/** Telegram takes a chat id as a number or as its digits. */
const ChatId = z.union([z.int(), z.string().regex(/^-?\d+$/).transform(Number)]);
const bytes = (text: string): number => Buffer.byteLength(text);

const InlineButton = z.strictObject({
  text: z.string().min(1),
  callback_data: z.string().refine((data) => bytes(data) >= 1 && bytes(data) <= 64, 'BUTTON_DATA_INVALID').optional(),
  url: z.url().optional(),
}).refine(({ callback_data, url }) => (callback_data === undefined) !== (url === undefined), 'a button has exactly one use');
const KeyboardButton = z.strictObject({ text: z.string().min(1), request_location: z.boolean().optional() });

export const Markup = z.union([
  z.strictObject({ inline_keyboard: z.array(z.array(InlineButton).min(1).max(8)).max(100) }),
  z.strictObject({
    keyboard: z.array(z.array(KeyboardButton).min(1)).min(1),
    resize_keyboard: z.boolean().optional(),
    one_time_keyboard: z.boolean().optional(),
    is_persistent: z.boolean().optional(),
    input_field_placeholder: z.string().min(1).max(64).optional(),
  }),
  z.strictObject({ remove_keyboard: z.literal(true) }),
]);
export type Markup = z.infer<typeof Markup>;

const UPDATE_KINDS = [
  'message', 'edited_message', 'channel_post', 'callback_query', 'inline_query', 'my_chat_member', 'chat_member', 'poll',
] as const;
const Language = z.string().regex(/^([a-z]{2})?$/).optional();

export const Methods = {
  getMe: z.strictObject({}),
  getUpdates: z.strictObject({
    offset: z.int().optional(),
    limit: z.int().min(1).max(100).optional(),
    timeout: z.int().min(0).optional(),
    allowed_updates: z.array(z.enum(UPDATE_KINDS)).optional(),
  }),
  setWebhook: z.strictObject({
    url: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
    secret_token: z.string().regex(/^[A-Za-z0-9_-]{1,256}$/).optional(),
    max_connections: z.int().min(1).max(100).optional(),
    allowed_updates: z.array(z.enum(UPDATE_KINDS)).optional(),
    drop_pending_updates: z.boolean().optional(),
  }),
  deleteWebhook: z.strictObject({ drop_pending_updates: z.boolean().optional() }),
  getWebhookInfo: z.strictObject({}),
  sendMessage: z.strictObject({
    chat_id: ChatId,
    text: z.string().min(1, 'message text is empty').max(4096, 'message is too long')
      .refine((text) => text.trim() !== '', 'message text is empty'),
    parse_mode: z.enum(['HTML', 'MarkdownV2', 'Markdown']).optional(),
    link_preview_options: z.strictObject({ is_disabled: z.boolean().optional() }).optional(),
    protect_content: z.boolean().optional(),
    disable_notification: z.boolean().optional(),
    reply_markup: Markup.optional(),
  }),
  sendVoice: z.strictObject({
    chat_id: ChatId,
    voice: z.instanceof(Blob).refine(({ size, type }) => size > 0 && type === 'audio/ogg', 'a voice is an OGG file'),
    caption: z.string().max(1024).optional(),
    protect_content: z.boolean().optional(),
    disable_notification: z.boolean().optional(),
  }),
  deleteMessage: z.strictObject({ chat_id: ChatId, message_id: z.int() }),
  deleteMessages: z.strictObject({ chat_id: ChatId, message_ids: z.array(z.int()).min(1).max(100) }),
  answerCallbackQuery: z.strictObject({
    callback_query_id: z.string().min(1), text: z.string().max(200).optional(), show_alert: z.boolean().optional(),
  }),
  setMyName: z.strictObject({ name: z.string().max(64).optional(), language_code: Language }),
  setMyDescription: z.strictObject({ description: z.string().max(512).optional(), language_code: Language }),
  setMyShortDescription: z.strictObject({ short_description: z.string().max(120).optional(), language_code: Language }),
  setMyCommands: z.strictObject({
    commands: z.array(z.strictObject({
      command: z.string().regex(/^[a-z0-9_]{1,32}$/), description: z.string().min(1).max(256),
    })).max(100),
    language_code: Language,
  }),
} as const;
export type MethodName = keyof typeof Methods;

export const isMethod = (name: string): name is MethodName => Object.hasOwn(Methods, name);

/** The refusal for fields that do not fit: the first problem, as Telegram names one. */
export function refuseShape(error: z.ZodError): Refusal {
  const [issue] = error.issues;
  return refuse(400, `Bad Request: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'cannot be read'}`);
}

/** Fields of a request as JSON, an ordinary form, or a form with files. */
export async function readFields(body: Buffer, type: string): Promise<Record<string, unknown> | undefined> {
  if (body.length === 0) return {};
  if (type.startsWith('application/json')) return asRecord(body.toString('utf8'));
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    return Object.fromEntries([...form.entries()].map(([name, value]) => [name, readValue(name, value)]));
  }
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries([...new URLSearchParams(body.toString('utf8'))].map(([name, value]) => [name, readValue(name, value)]));
  }
  return undefined;
}

function asRecord(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : undefined;
  } catch {
    return undefined;
  }
}

const WORDS = ['text', 'caption', 'name', 'description', 'short_description', 'chat_id', 'callback_query_id'];

/** In a form everything is text: numbers, switches and objects are read out of it, words are not. */
function readValue(name: string, value: unknown): unknown {
  if (typeof value !== 'string' || WORDS.includes(name)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
