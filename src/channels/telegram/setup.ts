import type { TelegramApi } from './api.ts';
import { ALLOWED_UPDATES } from './read.ts';

export type SetupOptions = Readonly<{
  api: TelegramApi;
  /** Where Telegram should deliver; undefined means long polling. */
  webhook: { url: string; secret: string } | undefined;
  /** Neutral words by language; the first is also the default of every other language. */
  words: readonly Readonly<{ lang: string; name: string; description: string; short: string; start: string }>[];
  failed: (method: string, code: string) => void;
}>;

/** Tells Telegram where to deliver, and gives the bot a neutral face in each language. Failures are never fatal. */
export async function setUpTelegram({ api, webhook, words, failed }: SetupOptions): Promise<void> {
  const call = async (method: string, body: object): Promise<void> => {
    try {
      const answer = await api.call(method, body);
      if (!answer.ok) failed(method, String(answer.error_code ?? ''));
    } catch {
      failed(method, 'unreachable');
    }
  };
  if (webhook) {
    await call('setWebhook', { url: webhook.url, secret_token: webhook.secret, allowed_updates: ALLOWED_UPDATES });
  } else {
    await call('deleteWebhook', { drop_pending_updates: false });
  }
  for (const [index, { lang, name, description, short, start }] of words.entries()) {
    for (const tag of index === 0 ? [{}, { language_code: lang }] : [{ language_code: lang }]) {
      await call('setMyName', { name, ...tag });
      await call('setMyDescription', { description, ...tag });
      await call('setMyShortDescription', { short_description: short, ...tag });
      await call('setMyCommands', { commands: [{ command: 'start', description: start }], ...tag });
    }
  }
}
