import { FormData } from 'undici';
import type { InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup } from 'telegraf/types';
import type { Capabilities } from '../../core/conversation/channels.ts';
import { isFixedKey, numbered, withHotlines } from '../../core/conversation/present.ts';
import type { Private } from '../../core/private/private.ts';
import { reveal } from '../../core/private/reveal.ts';
import type { Channel, Outgoing, SendResult, Trace, Traces } from '../../tasks/ports.ts';
import type { ApiAnswer, TelegramApi } from './api.ts';
import { brokenOf, failureOf } from './failures.ts';
import { fetchFile } from './fetch.ts';

export type WriteOptions = Readonly<{
  api: TelegramApi;
  capabilities: Capabilities;
  hotlines: () => Readonly<Record<string, string>>;
  voice: (lang: string, key: string) => Buffer | undefined;
  traces: Traces;
  now: () => number;
}>;

/** Sends one message: buttons that carry their question's number, no link preview, no forwarding. */
export function telegramChannel(options: WriteOptions): Channel {
  return {
    name: 'telegram',
    capabilities: options.capabilities,
    fetch: (ref, bytesMax) => fetchFile(options.api, ref, bytesMax),
    write: async (account, body) => {
      try {
        const answer = await send(account, body, options);
        return 'ok' in answer ? resultOf(answer) : answer;
      } catch (error) {
        return brokenOf(error);
      }
    },
  };
}

async function send(account: Private, body: Private, options: WriteOptions): Promise<ApiAnswer | SendResult> {
  const { api, hotlines, voice } = options;
  const chatId = reveal(account);
  const outgoing: Outgoing = JSON.parse(reveal(body));
  if (outgoing.wipe !== undefined) return wipe(chatId, outgoing.wipe, outgoing.wipeBefore, options);
  if (outgoing.voice !== undefined) {
    const file = voice(outgoing.lang, outgoing.voice);
    if (!file) return { ok: false, error_code: 400 };
    const form = new FormData();
    form.set('chat_id', chatId);
    form.set('protect_content', 'true');
    form.set('voice', new Blob([new Uint8Array(file)], { type: 'audio/ogg' }), 'voice.ogg');
    return api.upload('sendVoice', form);
  }
  const message = messageOf(chatId, outgoing, hotlines());
  // The desk parts what is long; a text that does not fit all the same is not worth a call.
  if ([...message.text].length > options.capabilities.textMax) return TOO_LONG;
  return api.call('sendMessage', message);
}

/** Our own refusal, of a text that is longer than a message. */
const TOO_LONG: SendResult = { failed: 'send:refused', detail: 'too_long' };

/** `deleteMessages` takes this many ids (Bot API 10.3). */
const WIPED_AT_ONCE = 100;

/**
 * Takes back both sides' messages up to the harmless one that was sent last; what comes after it belongs to a new
 * talk. A bot's message ids rise. What could not go is noted again.
 */
async function wipe(
  chatId: string, laneId: string, before: number | undefined, { api, traces, now }: WriteOptions,
): Promise<ApiAnswer> {
  const tip = traces.last(laneId);
  const known = await traces.take(laneId, now());
  const ours = known.filter((trace) => trace.ours).map(({ ref }) => Number(ref));
  const last = tip ? Number(tip.ref) : Math.max(0, ...ours);
  const goes = (trace: Trace): boolean => (before === undefined ? Number(trace.ref) < last : trace.at < before);
  const gone = known.filter(goes);
  const noteAgain = (some: readonly Trace[]): void => some.forEach((trace) => traces.note(laneId, trace));
  noteAgain(known.filter((trace) => !goes(trace)));
  for (let from = 0; from < gone.length; from += WIPED_AT_ONCE) {
    const ids = gone.slice(from, from + WIPED_AT_ONCE).map(({ ref }) => Number(ref));
    try {
      const answer = await api.call('deleteMessages', { chat_id: chatId, message_ids: ids });
      if (answer.ok) continue;
      noteAgain(gone.slice(from));
      return answer;
    } catch (error) {
      noteAgain(gone.slice(from));
      throw error;
    }
  }
  return { ok: true };
}

/** The exact request: buttons show the numbers too, so that typing them works as well as pressing. */
export function messageOf(
  chatId: string, outgoing: Outgoing, hotlines: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> & { readonly text: string } {
  const here = outgoing.keys.find(({ key }) => key === 'here');
  const keys = outgoing.keys.filter(({ key }) => key !== 'here');
  const text = withHotlines(outgoing.text, hotlines);
  return {
    chat_id: chatId,
    // The location keyboard leaves no room for buttons, so the numbers stand in the text.
    text: (here ? numbered(text, keys) : text).normalize('NFC'),
    link_preview_options: { is_disabled: true },
    protect_content: true,
    ...(here
      ? { reply_markup: locationKeyboard(here.label) }
      : keys.length > 0 && { reply_markup: buttons(keys, outgoing.seq) }),
  };
}

function buttons(keys: Outgoing['keys'], seq: number): InlineKeyboardMarkup {
  const button = ({ key, label }: Outgoing['keys'][number], mark: string): InlineKeyboardButton =>
    ({ text: `${key}${mark} ${label}`.normalize('NFC'), callback_data: `${seq}.${key}` });
  const choices = keys.filter(({ key }) => !isFixedKey(key)).map((key) => [button(key, '.')]);
  const fixed = keys.filter(({ key }) => isFixedKey(key)).map((key) => button(key, ''));
  return { inline_keyboard: fixed.length > 0 ? [...choices, fixed] : choices };
}

function locationKeyboard(label: string): ReplyKeyboardMarkup {
  const here = { text: label.normalize('NFC'), request_location: true };
  return { keyboard: [[here]], resize_keyboard: true, one_time_keyboard: true };
}

function resultOf(answer: ApiAnswer): SendResult {
  if (!answer.ok) return failureOf(answer);
  const { result } = answer;
  const id = typeof result === 'object' && result !== null && 'message_id' in result ? result.message_id : '';
  return { sent: String(id) };
}
