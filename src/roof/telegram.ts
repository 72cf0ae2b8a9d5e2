import { openTelegramApi, type TelegramApi } from '../channels/telegram/api.ts';
import { startPolling } from '../channels/telegram/poll.ts';
import { readUpdate } from '../channels/telegram/read.ts';
import { setUpTelegram } from '../channels/telegram/setup.ts';
import { telegramChannel } from '../channels/telegram/write.ts';
import { CHANNELS } from '../core/conversation/channels.ts';
import { carries } from '../http/server.ts';
import type { Ground } from './ground.ts';
import type { Intake } from './intake.ts';
import type { Platform } from './platform.ts';

const WEBHOOK = '/webhooks/telegram';

/** Telegram, by webhook or by long polling. */
export function openTelegram(ground: Ground, token: string): Platform {
  const { config, log } = ground;
  const api = openTelegramApi({ root: config.TELEGRAM_API_ROOT, token, proxy: config.TELEGRAM_PROXY });
  const pace = { ...CHANNELS.telegram.pace, perMinute: config.TELEGRAM_PER_SECOND * 60 };
  const polls = config.TELEGRAM_UPDATES === 'polling';
  let down = false;
  let closing = false;
  let polling: { stop: () => void } | undefined;
  return {
    channel: telegramChannel({
      api, capabilities: { ...CHANNELS.telegram, pace }, hotlines: () => ground.places().hotlines, voice: ground.voice,
      traces: ground.traces, now: ground.now,
    }),
    webhook: (intake) => ({
      path: WEBHOOK,
      admits: carries('X-Telegram-Bot-Api-Secret-Token', config.TELEGRAM_WEBHOOK_SECRET),
      accept: (update) => takeIn(ground, api, intake, update),
    }),
    chores: [],
    start: (intake) => {
      introduce(ground, api);
      if (!polls) return;
      polling = startPolling({
        api,
        accept: (update) => takeIn(ground, api, intake, update),
        paused: (code) => {
          // The poll under way is cut by ourselves.
          if (closing) return;
          down = true;
          log('warn', 'telegram polling paused', { code });
        },
        heard: () => void (down = false),
      });
    },
    ready: () => !down,
    close: async () => {
      closing = true;
      polling?.stop();
      await api.close();
    },
  };
}

function takeIn({ now, communeAt }: Ground, api: TelegramApi, intake: Intake, update: unknown): Promise<void> {
  return intake.update('telegram', update, (body) => readUpdate(body, {
    at: now(),
    communeAt,
    // A spinning button is only a nuisance: nobody waits for this, and a failure changes nothing.
    answerPress: (id) => void api.call('answerCallbackQuery', { callback_query_id: id }).catch(() => undefined),
  }));
}

/** A neutral face in each language, and where to deliver. Without a public address the operator says that by hand. */
function introduce({ config, edition, log }: Ground, api: TelegramApi): void {
  const { TELEGRAM_UPDATES, TELEGRAM_WEBHOOK_SECRET: secret, PUBLIC_URL } = config;
  const face = (lang: string) => ({
    lang,
    name: edition.words.text(lang, 'telegram.name', {}),
    description: edition.words.text(lang, 'telegram.description', {}),
    short: edition.words.text(lang, 'telegram.short_description', {}),
    start: edition.words.text(lang, 'telegram.command_start', {}),
  });
  const polls = TELEGRAM_UPDATES === 'polling';
  const webhook = !polls && PUBLIC_URL && secret ? { url: `${PUBLIC_URL}${WEBHOOK}`, secret } : undefined;
  if (!polls && !webhook) return;
  void setUpTelegram({
    api, webhook, words: ['vi', 'en'].map(face),
    failed: (method, code) => log('warn', 'telegram set-up failed', { method, code }),
  });
}
