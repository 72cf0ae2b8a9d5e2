import type { z } from 'zod';
import type { Push } from './push.ts';
import { type Answer, type Markup, type MethodName, type Methods, refuse } from './telegram_methods.ts';
import { openTranscript, type Transcript } from './transcript.ts';

/** One private chat or group that the bot may know. */
export type Chat = {
  id: number;
  type: 'private' | 'group';
  transcript: Transcript;
  /** Whoever never wrote cannot be written to. */
  wrote: boolean;
  blocked: boolean;
  deleted: Set<number>;
};

export type Update = Readonly<{ update_id: number }> & Readonly<Record<string, unknown>>;

/** What Telegram knows: chats, presses that wait for their answer, updates that wait to be fetched. */
export type World = {
  chats: Map<number, Chat>;
  presses: Map<string, 'open' | 'answered'>;
  updates: Update[];
  faces: Map<string, unknown>;
  push: Push;
  /** Calls the poller that waits; only one may. */
  poller: { wake: () => void; replaced: boolean } | undefined;
  messageId: number;
};

export function openWorld(push: Push): World {
  return { chats: new Map(), presses: new Map(), updates: [], faces: new Map(), push, poller: undefined, messageId: 100 };
}

export function addChat(world: World, id: number, type: Chat['type'], whose: string): Chat {
  const chat: Chat = { id, type, transcript: openTranscript(whose), wrote: false, blocked: false, deleted: new Set() };
  world.chats.set(id, chat);
  return chat;
}

type Fields = { [Name in MethodName]: z.output<(typeof Methods)[Name]> };
type Runs = { [Name in MethodName]: (fields: Fields[Name], world: World) => Answer | Promise<Answer> };

const done = (result: unknown): Answer => ({ ok: true, result });

/** What each method does once its fields are right. */
export const RUNS: Runs = {
  getMe: () => done({ id: 700, is_bot: true, first_name: 'Fake', username: 'fake_bot' }),
  getUpdates: (fields, world) => poll(fields, world),
  setWebhook: ({ url, secret_token: secret, drop_pending_updates: drop }, world) => {
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
  deleteMessage: ({ chat_id: id, message_id: message }, world) => forget(world, id, [message]),
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
};

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
  if (markup && 'keyboard' in markup && chat.type !== 'private' && markup.keyboard.flat().some((key) => key.request_location)) {
    return refuse(400, 'Bad Request: location can be requested in private chats only');
  }
  world.messageId += 1;
  const rows = markup && 'inline_keyboard' in markup ? markup.inline_keyboard.flat() : [];
  const buttons = rows.map((button) => ({ label: button.text, data: button.callback_data ?? '' }));
  chat.transcript.add({ id: world.messageId, text, buttons, fields });
  return done({ message_id: world.messageId, date: Math.floor(Date.now() / 1000), chat: { id: chat.id, type: chat.type }, text });
}

function forget(world: World, id: number, messages: readonly number[]): Answer {
  const chat = reach(world, id);
  if ('ok' in chat) return chat;
  messages.forEach((message) => chat.deleted.add(message));
  return done(true);
}

/** Telegram holds an empty poll for at most 50 seconds, lets a newer poller replace an older one, and none beside a webhook. */
async function poll({ offset = 0, limit = 100, timeout = 0 }: Fields['getUpdates'], world: World): Promise<Answer> {
  if (world.push.hook()) {
    return refuse(409, 'Conflict: can\'t use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first');
  }
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
