import type { z } from 'zod';
import type { Limits } from './limits.ts';
import type { Push } from './push.ts';
import { type Answer, type Markup, type MethodName, type Methods, refuse, throttled } from './telegram_methods.ts';
import { openTranscript, type Shown, type Transcript } from './transcript.ts';

/** One private chat or group that the bot may know. */
export type Chat = {
  id: number;
  type: 'private' | 'group';
  transcript: Transcript;
  /** Whoever never wrote cannot be written to. */
  wrote: boolean;
  blocked: boolean;
  /** Messages of either side that stand in it. */
  known: Set<number>;
  deleted: Set<number>;
};

export type Update = Readonly<{ update_id: number }> & Readonly<Record<string, unknown>>;

/** The bot itself. */
export const BOT = { id: 700, is_bot: true, first_name: 'Fake', username: 'fake_bot' } as const;

/** What Telegram knows: chats, presses that wait for their answer, updates that wait to be fetched. */
export type World = {
  chats: Map<number, Chat>;
  presses: Map<string, 'open' | 'answered'>;
  updates: Update[];
  faces: Map<string, unknown>;
  push: Push;
  limits: Limits;
  /** The kinds of update that were asked for; undefined: whatever comes. */
  allowed: readonly string[] | undefined;
  /** Calls the poller that waits; only one may. */
  poller: { wake: () => void; replaced: boolean } | undefined;
  messageId: number;
  /** What people sent, by the id that messages carry. */
  files: Map<string, Readonly<{ path: string; bytes: Uint8Array }>>;
};

export function openWorld(push: Push, limits: Limits): World {
  return {
    chats: new Map(), presses: new Map(), updates: [], faces: new Map(), push, limits, allowed: undefined, poller: undefined, messageId: 100, files: new Map(),
  };
}

export function addChat(world: World, id: number, type: Chat['type'], whose: string): Chat {
  const chat: Chat = { id, type, transcript: openTranscript(whose), wrote: false, blocked: false, known: new Set(), deleted: new Set() };
  world.chats.set(id, chat);
  return chat;
}

type Fields = { [Name in MethodName]: z.output<(typeof Methods)[Name]> };
type Runs = { [Name in MethodName]: (fields: Fields[Name], world: World) => Answer | Promise<Answer> };

const done = (result: unknown): Answer => ({ ok: true, result });

/** What each method does once its fields are right. */
export const RUNS: Runs = {
  getMe: () => done({ ...BOT, can_join_groups: false, can_read_all_group_messages: false, supports_inline_queries: false }),
  getUpdates: (fields, world) => poll(fields, world),
  setWebhook: ({ url, secret_token: secret, drop_pending_updates: drop, allowed_updates: kinds }, world) => {
    allow(world, kinds);
    if (drop) world.updates.length = 0;
    const headers: Record<string, string> = secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret };
    world.push.to(url === '' ? undefined : { url, headers });
    for (const update of world.updates.splice(0)) void world.push.update(update);
    return done(true);
  },
  deleteWebhook: ({ drop_pending_updates: drop }, world) => {
    if (drop) world.updates.length = 0;
    world.push.to(undefined);
    return done(true);
  },
  getWebhookInfo: (_fields, world) => done({
    url: world.push.hook()?.url ?? '', has_custom_certificate: false, pending_update_count: world.updates.length,
  }),
  sendMessage: ({ chat_id: id, text, reply_markup: markup, ...rest }, world) =>
    put(world, id, { text, markup, fields: { chat_id: id, text, reply_markup: markup, ...rest } }),
  sendVoice: ({ chat_id: id, ...rest }, world) => put(world, id, { text: '', markup: undefined, fields: { chat_id: id, ...rest } }),
  sendChatAction: ({ chat_id: id }, world) => {
    const chat = reach(world, id);
    return 'ok' in chat ? chat : done(true);
  },
  editMessageText: ({ text, ...fields }, world) => change(world, fields, { text }),
  editMessageReplyMarkup: (fields, world) => change(world, fields, {}),
  deleteMessage: ({ chat_id: id, message_id: message }, world) => {
    const chat = reach(world, id);
    if ('ok' in chat) return chat;
    return stands(chat, message) ? forget(world, id, [message]) : refuse(400, 'Bad Request: message to delete not found');
  },
  // What is not there is skipped, and nothing is said of it.
  deleteMessages: ({ chat_id: id, message_ids: messages }, world) => forget(world, id, messages),
  answerCallbackQuery: ({ callback_query_id: id }, world) => {
    if (world.presses.get(id) !== 'open') {
      return refuse(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid');
    }
    world.presses.set(id, 'answered');
    return done(true);
  },
  setMyName: (fields, world) => face(world, 'name', fields),
  setMyDescription: (fields, world) => face(world, 'description', fields),
  setMyShortDescription: (fields, world) => face(world, 'short_description', fields),
  setMyCommands: (fields, world) => face(world, 'commands', fields),
  getFile: ({ file_id: id }, { files }) => {
    const file = files.get(id);
    if (!file) return refuse(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
    // Telegram gives files of up to 20 MB.
    if (file.bytes.length > 20_000_000) return refuse(400, 'Bad Request: file is too big');
    return done({ file_id: id, file_unique_id: `u${id}`, file_size: file.bytes.length, file_path: file.path });
  },
};

/** Left out, the earlier wish stands; an empty one is everything that is sent by default. */
function allow(world: World, kinds: readonly string[] | undefined): void {
  if (kinds) world.allowed = kinds.length > 0 ? kinds : undefined;
}

function face(world: World, name: string, fields: Readonly<{ language_code?: string | undefined }>): Answer {
  world.faces.set(`${name}:${fields.language_code ?? ''}`, fields);
  return done(true);
}

/** The chat, if the bot may write there. */
function reach(world: World, id: number): Chat | Answer {
  const chat = world.chats.get(id);
  if (!chat?.wrote) return refuse(400, 'Bad Request: chat not found');
  return chat.blocked ? refuse(403, 'Forbidden: bot was blocked by the user') : chat;
}

type Put = Readonly<{ text: string; markup: Markup | undefined; fields: Readonly<Record<string, unknown>> }>;

function put(world: World, id: number, { text, markup, fields }: Put): Answer {
  const chat = reach(world, id);
  if ('ok' in chat) return chat;
  if (markup && 'keyboard' in markup && chat.type !== 'private' && markup.keyboard.flat().some((key) => key.request_location ?? key.request_contact)) {
    return refuse(400, 'Bad Request: location and contact can be requested in private chats only');
  }
  const full = world.limits.take(String(id));
  if (full !== undefined) return throttled(Math.ceil(full / 1000));
  world.messageId += 1;
  chat.known.add(world.messageId);
  chat.transcript.add({ id: world.messageId, text, buttons: buttonsOf(markup), fields });
  return done({ message_id: world.messageId, date: Math.floor(Date.now() / 1000), chat: { id: chat.id, type: chat.type }, text });
}

function buttonsOf(markup: Markup | undefined): Shown['buttons'] {
  const rows = markup && 'inline_keyboard' in markup ? markup.inline_keyboard.flat() : [];
  return rows.map(({ text: label, callback_data: data = '', url }) => ({ label, data, ...(url !== undefined && { url }) }));
}

const stands = (chat: Chat, message: number): boolean => chat.known.has(message) && !chat.deleted.has(message);

function change(world: World, fields: Fields['editMessageReplyMarkup'], to: Readonly<{ text?: string }>): Answer {
  const chat = reach(world, fields.chat_id);
  if ('ok' in chat) return chat;
  const shown = chat.transcript.all.find(({ id }) => id === fields.message_id);
  if (!shown || !stands(chat, fields.message_id)) return refuse(400, 'Bad Request: message to edit not found');
  const buttons = buttonsOf(fields.reply_markup);
  if ((to.text ?? shown.text) === shown.text && JSON.stringify(buttons) === JSON.stringify(shown.buttons)) {
    return refuse(400, 'Bad Request: message is not modified');
  }
  chat.transcript.change(fields.message_id, { ...to, buttons });
  return done({ message_id: fields.message_id, date: 1, chat: { id: chat.id, type: chat.type }, ...to });
}

function forget(world: World, id: number, messages: readonly number[]): Answer {
  const chat = reach(world, id);
  if ('ok' in chat) return chat;
  messages.forEach((message) => chat.deleted.add(message));
  return done(true);
}

/** Telegram holds an empty poll for at most 50 seconds, lets a newer poller replace an older one, and none beside a webhook. */
async function poll({ offset = 0, limit = 100, timeout = 0, allowed_updates: kinds }: Fields['getUpdates'], world: World): Promise<Answer> {
  if (world.push.hook()) {
    return refuse(409, 'Conflict: can\'t use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first');
  }
  allow(world, kinds);
  if (world.poller) {
    world.poller.replaced = true;
    world.poller.wake();
  }
  if (offset < 0) world.updates.splice(0, Math.max(0, world.updates.length + offset));
  else world.updates = world.updates.filter(({ update_id: id }) => id >= offset);
  const me = { wake: (): void => undefined, replaced: false };
  world.poller = me;
  if (world.updates.length === 0 && timeout > 0) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(timeout, 50) * 1000);
      me.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
  if (me.replaced) return refuse(409, 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running');
  world.poller = undefined;
  return done(world.updates.slice(0, limit));
}
