import { z } from 'zod';
import { readObject } from './endpoint.ts';

export type Refusal = Readonly<{ ok: false; error_code: number; description: string; parameters?: { retry_after: number } }>;
export type Answer = Readonly<{ ok: true; result: unknown }> | Refusal;

export const refuse = (error_code: number, description: string): Refusal => ({ ok: false, error_code, description });

export const throttled = (seconds: number): Refusal =>
  ({ ...refuse(429, `Too Many Requests: retry after ${seconds}`), parameters: { retry_after: seconds } });

/** Telegram takes a chat id as a number or as its digits. */
const ChatId = z.union([z.int(), z.string().regex(/^-?\d+$/).transform(Number)]);

/** Fields without limits: the specification has held them already (telegram_spec.ts). */
const InlineKeyboard = z.object({
  inline_keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string().optional(), url: z.string().optional() }))),
});
export const Markup = z.union([
  InlineKeyboard,
  z.object({ keyboard: z.array(z.array(z.object({ text: z.string(), request_location: z.boolean().optional(), request_contact: z.boolean().optional() }))) }),
  z.object({ remove_keyboard: z.literal(true) }),
  z.object({ force_reply: z.literal(true) }),
]);
export type Markup = z.infer<typeof Markup>;

const Kinds = z.array(z.string()).optional();
const Drop = z.boolean().optional();
const language_code = z.string().optional();
const Edited = { chat_id: ChatId, message_id: z.int(), reply_markup: InlineKeyboard.optional() };

/** What this fake reads of each method once the specification had nothing against it. */
export const Methods = {
  getMe: z.object({}),
  getUpdates: z.object({ offset: z.int().optional(), limit: z.int().optional(), timeout: z.int().optional(), allowed_updates: Kinds }),
  setWebhook: z.object({ url: z.string(), secret_token: z.string().optional(), allowed_updates: Kinds, drop_pending_updates: Drop }),
  deleteWebhook: z.object({ drop_pending_updates: Drop }),
  getWebhookInfo: z.object({}),
  sendMessage: z.looseObject({ chat_id: ChatId, text: z.string(), reply_markup: Markup.optional() }),
  sendVoice: z.looseObject({ chat_id: ChatId }),
  sendChatAction: z.object({ chat_id: ChatId }),
  editMessageText: z.object({ ...Edited, text: z.string() }),
  editMessageReplyMarkup: z.object(Edited),
  deleteMessage: z.object({ chat_id: ChatId, message_id: z.int() }),
  deleteMessages: z.object({ chat_id: ChatId, message_ids: z.array(z.int()) }),
  answerCallbackQuery: z.object({ callback_query_id: z.string() }),
  setMyName: z.looseObject({ language_code }),
  setMyDescription: z.looseObject({ language_code }),
  setMyShortDescription: z.looseObject({ language_code }),
  setMyCommands: z.looseObject({ language_code }),
  getFile: z.object({ file_id: z.string() }),
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
  if (type.startsWith('application/json')) return readObject(body.toString('utf8'));
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    return Object.fromEntries([...form.entries()].map(([name, value]) => [name, readValue(name, value)]));
  }
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries([...new URLSearchParams(body.toString('utf8'))].map(([name, value]) => [name, readValue(name, value)]));
  }
  return undefined;
}

const WORDS = ['text', 'caption', 'name', 'description', 'short_description', 'chat_id', 'callback_query_id', 'secret_token', 'file_id'];

/** In a form everything is text: numbers, switches and objects are read out of it, words are not. */
function readValue(name: string, value: unknown): unknown {
  if (typeof value !== 'string' || WORDS.includes(name)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
