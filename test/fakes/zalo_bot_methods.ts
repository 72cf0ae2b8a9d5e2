import { createHash } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { z } from 'zod';
import type { Limits } from './limits.ts';
import type { Push } from './push.ts';
import { openTranscript, type Transcript } from './transcript.ts';
import { ZaloText } from './zalo_text.ts';

/** Zalo Bot Platform v2.5: its envelope. A refusal is an ordinary answer (HTTP 200) that says so inside. */
export type BotAnswer =
  | Readonly<{ ok: true; result?: unknown }>
  | Readonly<{ ok: false; error_code: number; description: string }>;

export const refuseBot = (error_code: number, description: string): BotAnswer => ({ ok: false, error_code, description });

export type BotChat = { id: string; transcript: Transcript; /** Whoever never wrote cannot be written to. */ wrote: boolean; blocked: boolean };
export type BotEvent = Readonly<{ event_name: string; message: Readonly<Record<string, unknown>> }>;

/** What the Bot Platform knows. */
export type BotWorld = {
  chats: Map<string, BotChat>;
  /** Events that wait to be fetched; there is no acknowledgement: what was given out is gone. */
  waiting: BotEvent[];
  wake: () => void;
  push: Push;
  limits: Limits;
  now: () => number;
  updatedAt: number;
  count: number;
};

export function addBotChat(world: BotWorld, id: string, whose: string): BotChat {
  const chat: BotChat = { id, transcript: openTranscript(whose), wrote: false, blocked: false };
  world.chats.set(id, chat);
  return chat;
}

/** Ids on this platform: 20 hexadecimal digits. */
export function botId(world: BotWorld): string {
  world.count += 1;
  return createHash('sha256').update(`zalo bot ${world.count}`).digest('hex').slice(0, 20);
}

const ChatId = z.string().regex(/^[0-9a-f]{20}$/, 'chat_id is not an id of this platform');
const MediaUrl = z.url({ protocol: /^https$/ }).refine((url) => isPublic(url), 'the address cannot be reached from outside');
const HookUrl = z.url({ protocol: /^https?$/ })
  .refine((url) => isLoopback(url) || (url.startsWith('https:') && isPublic(url)), 'url must be a public https address');
const Style = z.strictObject({
  start: z.int().min(0), len: z.int().min(1),
  st: z.array(z.string().regex(/^([bius]|f_(13|15|18|20)|c_[0-9a-f]{6}|lst_[12]|ind_[1-5])$/)).min(1),
});

/** The documented methods and fields (docs.zaloplatforms.com/docs/BOT, as of 2026-10); an unknown field is refused. */
export const BotMethods = {
  getMe: z.strictObject({}),
  getUpdates: z.strictObject({ timeout: z.union([z.int().min(0), z.string().regex(/^\d+$/).transform(Number)]).optional() }),
  setWebhook: z.strictObject({ url: HookUrl, secret_token: z.string().min(8).max(256) }),
  deleteWebhook: z.strictObject({}),
  getWebhookInfo: z.strictObject({}),
  sendMessage: z.strictObject({
    chat_id: ChatId, text: ZaloText,
    parse_mode: z.enum(['markdown', 'html']).optional(), text_styles: z.array(Style).optional(),
  }),
  sendPhoto: z.strictObject({ chat_id: ChatId, photo: MediaUrl, caption: ZaloText.optional() }),
  sendSticker: z.strictObject({ chat_id: ChatId, sticker: z.string().min(1) }),
  sendVoice: z.strictObject({ chat_id: ChatId, voice_url: MediaUrl.refine((url) => url.endsWith('.aac'), 'a voice is an .aac file') }),
  sendChatAction: z.strictObject({ chat_id: ChatId, action: z.literal('typing') }),
} as const;
export type BotMethodName = keyof typeof BotMethods;

export const isBotMethod = (name: string): name is BotMethodName => Object.hasOwn(BotMethods, name);

type Fields = { [Name in BotMethodName]: z.output<(typeof BotMethods)[Name]> };
type Runs = { [Name in BotMethodName]: (fields: Fields[Name], world: BotWorld) => BotAnswer | Promise<BotAnswer> };

/** What each method does once its fields are right. */
export const BOT_RUNS: Runs = {
  getMe: () => done({ id: '1459232241454765289', account_name: 'bot.Fake', account_type: 'BASIC', can_join_groups: false }),
  getUpdates: ({ timeout = 30 }, world) => poll(timeout, world),
  setWebhook: async ({ url, secret_token: secret }, world) => {
    world.push.to({ url, headers: { 'x-bot-api-secret-token': secret } });
    world.updatedAt = world.now();
    for (const event of world.waiting.splice(0)) void world.push.update(event);
    // The address is kept even when nobody answers there.
    const status = await world.push.probe();
    const verification = status === 200 ? { ok: true } : { ok: false, hint: `The address answered ${status}` };
    return done({ url, updated_at: world.updatedAt, verification });
  },
  deleteWebhook: (_fields, world) => {
    world.push.to(undefined);
    world.updatedAt = world.now();
    return done({ url: '', updated_at: world.updatedAt });
  },
  getWebhookInfo: (_fields, world) => done({ url: world.push.hook()?.url ?? '', updated_at: world.updatedAt }),
  sendMessage: (fields, world) => put(world, fields, fields.text),
  sendPhoto: (fields, world) => put(world, fields, fields.caption ?? ''),
  sendSticker: (fields, world) => put(world, fields, ''),
  sendVoice: (fields, world) => put(world, fields, ''),
  sendChatAction: ({ chat_id: id }, world) => {
    const chat = reach(world, id);
    return 'ok' in chat ? chat : { ok: true };
  },
};

const done = (result: unknown): BotAnswer => ({ ok: true, result });

function reach(world: BotWorld, id: string): BotChat | BotAnswer {
  const chat = world.chats.get(id);
  // Unconfirmed: the error table could not be had; 400 and 403 are what the other codes make likely.
  if (!chat?.wrote) return refuseBot(400, 'Bad Request: chat not found');
  return chat.blocked ? refuseBot(403, 'Forbidden: the user does not receive messages from this bot') : chat;
}

function put(world: BotWorld, fields: Readonly<{ chat_id: string }>, text: string): BotAnswer {
  const chat = reach(world, fields.chat_id);
  if ('ok' in chat) return chat;
  if (world.limits.take(chat.id) !== undefined) return refuseBot(429, 'Quota exceeded');
  const id = botId(world);
  chat.transcript.add({ id, text, buttons: [], fields });
  return done({ message_id: id, date: world.now() });
}

/** One event an answer, none beside a webhook; 408 is the ordinary end of a poll in which nothing came. */
async function poll(seconds: number, world: BotWorld): Promise<BotAnswer> {
  if (world.push.hook()) return refuseBot(400, 'Bad Request: getUpdates cannot be used while a webhook is set');
  world.wake();
  if (world.waiting.length === 0 && seconds > 0) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(seconds, 60) * 1000);
      world.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
  const event = world.waiting.shift();
  return event ? done(event) : refuseBot(408, 'Request timeout');
}

const isLoopback = (url: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);

function isPublic(url: string): boolean {
  const { hostname } = new URL(url);
  if (isLoopback(url) || !hostname.includes('.') || hostname.endsWith('.local')) return false;
  return !isIPv4(hostname) || !/^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(hostname);
}
