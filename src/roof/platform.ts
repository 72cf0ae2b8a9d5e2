import { shutWebhook, type Webhook } from '../http/server.ts';
import type { Chore } from '../tasks/clock.ts';
import type { Channel } from '../tasks/ports.ts';
import type { Ground } from './ground.ts';
import type { Intake } from './intake.ts';
import { openTelegram } from './telegram.ts';
import { openZaloBot, openZaloOa } from './zalo.ts';

/** A messenger that is switched on: how it is written to, how it delivers, and what it needs to run. */
export type Platform = Readonly<{
  channel: Channel;
  webhook: (intake: Intake) => Webhook;
  /** Rounds of a process that sends. */
  chores: readonly Chore[];
  /** Tells the platform about us, or asks it for updates; called in a process that works, when the house is open. */
  start: (intake: Intake) => void;
  /** False while it cannot be written to. */
  ready: () => boolean;
  close: () => Promise<void>;
}>;

/** Every messenger as it is configured: on, or off and why. */
type Choice = Readonly<{ name: string; path: string; off: string; open: ((ground: Ground) => Platform) | undefined }>;

function choices({ config }: Pick<Ground, 'config'>): Choice[] {
  const { TELEGRAM_BOT_TOKEN: telegram, ZALO_BOT_TOKEN: bot, ZALO_OA_REFRESH_TOKEN: seed } = config;
  const { ZALO_APP_ID: appId, ZALO_APP_SECRET: appSecret } = config;
  const oa = seed && appId && appSecret ? { seed, appId, appSecret } : undefined;
  return [
    {
      name: 'telegram', path: '/webhooks/telegram', off: 'TELEGRAM_BOT_TOKEN is not set',
      open: telegram ? (ground) => openTelegram(ground, telegram) : undefined,
    },
    {
      name: 'zalo_bot', path: '/webhooks/zalo-bot', off: 'ZALO_BOT_TOKEN is not set',
      open: bot ? (ground) => openZaloBot(ground, bot) : undefined,
    },
    {
      name: 'zalo_oa', path: '/webhooks/zalo-oa', off: 'ZALO_OA_REFRESH_TOKEN is not set',
      open: oa ? (ground) => openZaloOa(ground, oa) : undefined,
    },
  ];
}

export type Platforms = Readonly<{
  on: readonly Platform[];
  /** All of them; a channel that is off refuses everything. */
  webhooks: (intake: Intake) => Webhook[];
  /** Whether each that is on can be written to, by name. */
  ready: () => Record<string, boolean>;
  close: () => Promise<void>;
}>;

/** Opens the messengers that are configured, and says once which are not; none when the house speaks to nobody. */
export function openPlatforms(ground: Ground, speaks: boolean): Platforms {
  const all = choices(ground).map(({ name, path, off, open }) => {
    if (!speaks) return { path, platform: undefined };
    if (!open) ground.log('info', 'channel off', { channel: name, why: off });
    return { path, platform: open?.(ground) };
  });
  const on = all.flatMap(({ platform }) => platform ?? []);
  return {
    on,
    webhooks: (intake) => all.map(({ path, platform }) => platform?.webhook(intake) ?? shutWebhook(path)),
    ready: () => Object.fromEntries(on.map(({ channel, ready }) => [channel.name, ready()])),
    close: async () => {
      await Promise.all(on.map(({ close }) => close()));
    },
  };
}
