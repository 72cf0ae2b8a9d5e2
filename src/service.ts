import type { Server } from 'node:http';
import type { Config } from './config.ts';
import { openTelegramApi, type TelegramApi } from './channels/telegram/api.ts';
import { startPolling } from './channels/telegram/poll.ts';
import { readUpdate } from './channels/telegram/read.ts';
import { setUpTelegram } from './channels/telegram/setup.ts';
import { telegramChannel } from './channels/telegram/write.ts';
import { type House, type HouseOptions, openHouse } from './house.ts';
import { openDoor, type Webhook } from './http/server.ts';
import { openPages } from './roof/pages.ts';
import { serveCommands } from './roof/control.ts';
import { loadDemo } from './roof/demo.ts';
import { HOTLINES_ALWAYS } from './core/conversation/present.ts';

/** The running service: the house with its doors open. */
export type Service = Readonly<{ house: House; port: number; close: () => Promise<void> }>;

/** Opens the house and its doors; resolves when it is ready to be used. */
export async function startService(config: Config, log: HouseOptions['log'], now?: () => number): Promise<Service> {
  const token = config.TELEGRAM_BOT_TOKEN;
  const api = token ? openTelegramApi(config.TELEGRAM_API_ROOT, token) : undefined;
  let house: House | undefined;
  let telegramDown = false;
  const hotlines = (): Readonly<Record<string, string>> => house?.places().hotlines ?? HOTLINES_ALWAYS;
  const voice = (lang: string, key: string): Buffer | undefined => house?.voice(lang, key);
  const channels = api ? [telegramChannel({ api, hotlines, voice })] : [];
  const door = openDoor();
  const port = await listen(door.server, config);
  const open = house = await openBehind(door.server, async () => {
    const opened = await openHouse({ config, channels, log, ...(now && { now }) });
    if (config.demo) await loadDemo(opened);
    return opened;
  });
  if (!api) log('info', 'channel off', { channel: 'telegram', why: 'TELEGRAM_BOT_TOKEN is not set' });
  log('info', 'channel off', { channel: 'zalo', why: 'this version does not speak Zalo yet' });
  door.open({
    webhooks: config.ROLE === 'worker' ? [] : [telegramWebhook(open, api, now ?? Date.now), ...ZALO],
    ready: async () => ({ ...await open.ready(), ...(api && { telegram: !telegramDown }) }),
    metrics: config.METRICS_TOKEN ? open.metrics.text : undefined,
    metricsToken: config.METRICS_TOKEN,
    pages: config.ROLE === 'worker' ? [] : openPages(open),
    broke: open.broke,
  });
  const control = await serveCommands(open);
  const isDown = (down: boolean): void => void (telegramDown = down);
  const polls = api && config.ROLE !== 'web';
  const polling = polls ? startTelegram({ house: open, api, log, now: now ?? Date.now, isDown }) : undefined;
  return {
    house: open,
    port,
    close: async () => {
      polling?.stop();
      await Promise.all([closeServer(door.server), control.close()]);
      await open.close();
      await api?.close();
    },
  };
}

/** A house that does not open leaves no door standing. */
async function openBehind(server: Server, open: () => Promise<House>): Promise<House> {
  try {
    return await open();
  } catch (error) {
    await closeServer(server);
    throw error;
  }
}

/** The contract's other webhooks: a channel that is off refuses everything. */
const ZALO: readonly Webhook[] = [
  { path: '/webhooks/zalo-bot', header: 'X-Bot-Api-Secret-Token', secret: undefined, accept: async () => undefined },
  { path: '/webhooks/zalo-oa', header: 'X-ZEvent-Signature', secret: undefined, accept: async () => undefined },
];

function telegramWebhook(house: House, api: TelegramApi | undefined, now: () => number): Webhook {
  return {
    path: '/webhooks/telegram',
    header: 'X-Telegram-Bot-Api-Secret-Token',
    secret: api ? house.config.TELEGRAM_WEBHOOK_SECRET : undefined,
    accept: (update) => takeTelegram(house, api, now, update),
  };
}

function takeTelegram(house: House, api: TelegramApi | undefined, now: () => number, update: unknown): Promise<void> {
  return house.intake.update('telegram', update, (body) => readUpdate(body, {
    at: now(),
    communeAt: house.communeAt,
    // A spinning button is only a nuisance: nobody waits for this, and a failure changes nothing.
    answerPress: (id) => void api?.call('answerCallbackQuery', { callback_query_id: id }).catch(() => undefined),
  }));
}

type TelegramStart = Readonly<{
  house: House; api: TelegramApi; log: HouseOptions['log']; now: () => number; isDown: (down: boolean) => void;
}>;

function startTelegram({ house, api, log, now, isDown }: TelegramStart): { stop: () => void } | undefined {
  const { TELEGRAM_UPDATES, TELEGRAM_WEBHOOK_SECRET: secret, PUBLIC_URL } = house.config;
  const face = (lang: string) => ({
    lang,
    name: house.words.text(lang, 'telegram.name', {}),
    description: house.words.text(lang, 'telegram.description', {}),
    short: house.words.text(lang, 'telegram.short_description', {}),
    start: house.words.text(lang, 'telegram.command_start', {}),
  });
  const polling = TELEGRAM_UPDATES === 'polling';
  const webhook = !polling && PUBLIC_URL && secret ? { url: `${PUBLIC_URL}/webhooks/telegram`, secret } : undefined;
  if (polling || webhook) {
    void setUpTelegram({
      api, webhook, words: ['vi', 'en'].map(face),
      failed: (method, code) => log('warn', 'telegram set-up failed', { method, code }),
    });
  }
  if (!polling) return undefined;
  return startPolling({
    api,
    accept: (update) => takeTelegram(house, api, now, update),
    paused: (code) => {
      isDown(true);
      log('warn', 'telegram polling paused', { code });
    },
    heard: () => isDown(false),
  });
}

function listen(server: Server, { PORT, HOST }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(PORT, HOST, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : PORT);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Pages that wait for messages hold their connections open for up to half a minute.
    server.closeAllConnections();
  });
}
