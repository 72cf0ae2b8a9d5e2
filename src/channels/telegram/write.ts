import { FormData } from 'undici';
import type { InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup } from 'telegraf/types';
import { isFixedKey, numbered, withHotlines } from '../../core/conversation/present.ts';
import type { Private } from '../../core/private/private.ts';
import { reveal } from '../../core/private/reveal.ts';
import type { Capabilities, Channel, Outgoing, SendResult } from '../../tasks/ports.ts';
import type { ApiAnswer, TelegramApi } from './api.ts';
import { brokenOf, failureOf } from './failures.ts';

/** Bot API limits: text 4,096 characters; both sides' messages can be deleted for 48 hours in a private chat. */
export const TELEGRAM_CAPABILITIES: Capabilities = {
  textMax: 4096, buttons: true, location: true, deleteHours: 48, pull: false,
};

export type WriteOptions = Readonly<{
  api: TelegramApi;
  hotlines: () => Readonly<Record<string, string>>;
  voice: (lang: string, key: string) => Buffer | undefined;
}>;

/** Sends one message: buttons that carry their question's number, no link preview, no forwarding. */
export function telegramChannel(options: WriteOptions): Channel {
  return {
    name: 'telegram',
    capabilities: TELEGRAM_CAPABILITIES,
    write: async (account, body) => {
      try {
        return resultOf(await send(account, body, options));
      } catch (error) {
        return brokenOf(error);
      }
    },
  };
}

async function send(account: Private, body: Private, { api, hotlines, voice }: WriteOptions): Promise<ApiAnswer> {
  const chatId = reveal(account);
  const outgoing: Outgoing = JSON.parse(reveal(body));
  if (outgoing.voice !== undefined) {
    const file = voice(outgoing.lang, outgoing.voice);
    if (!file) return { ok: false, error_code: 400 };
    const form = new FormData();
    form.set('chat_id', chatId);
    form.set('protect_content', 'true');
    form.set('voice', new Blob([new Uint8Array(file)], { type: 'audio/ogg' }), 'voice.ogg');
    return api.upload('sendVoice', form);
  }
  return api.call('sendMessage', messageOf(chatId, outgoing, hotlines()));
}

/** The exact request: buttons show the numbers too, so that typing them works as well as pressing. */
export function messageOf(chatId: string, outgoing: Outgoing, hotlines: Readonly<Record<string, string>>): object {
  const here = outgoing.keys.find(({ key }) => key === 'here');
  const keys = outgoing.keys.filter(({ key }) => key !== 'here');
  const text = withHotlines(outgoing.text, hotlines);
  return {
    chat_id: chatId,
    // The location keyboard leaves no room for buttons, so the numbers stand in the text.
    text: here ? numbered(text, keys) : text,
    link_preview_options: { is_disabled: true },
    protect_content: true,
    ...(here
      ? { reply_markup: locationKeyboard(here.label) }
      : keys.length > 0 && { reply_markup: buttons(keys, outgoing.seq) }),
  };
}

function buttons(keys: Outgoing['keys'], seq: number): InlineKeyboardMarkup {
  const button = ({ key, label }: Outgoing['keys'][number], mark: string): InlineKeyboardButton =>
    ({ text: `${key}${mark} ${label}`, callback_data: `${seq}.${key}` });
  const choices = keys.filter(({ key }) => !isFixedKey(key)).map((key) => [button(key, '.')]);
  const fixed = keys.filter(({ key }) => isFixedKey(key)).map((key) => button(key, ''));
  return { inline_keyboard: fixed.length > 0 ? [...choices, fixed] : choices };
}

function locationKeyboard(label: string): ReplyKeyboardMarkup {
  return { keyboard: [[{ text: label, request_location: true }]], resize_keyboard: true, one_time_keyboard: true };
}

function resultOf(answer: ApiAnswer): SendResult {
  if (!answer.ok) return failureOf(answer);
  const { result } = answer;
  const id = typeof result === 'object' && result !== null && 'message_id' in result ? result.message_id : '';
  return { sent: String(id) };
}
