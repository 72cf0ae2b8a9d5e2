import { openZaloBotApi } from '../channels/zalo/bot_api.ts';
import { mayFetchFrom } from '../channels/zalo/bot_fetch.ts';
import { readBotUpdate } from '../channels/zalo/bot_read.ts';
import { setUpZaloBot } from '../channels/zalo/bot_setup.ts';
import { zaloBotChannel } from '../channels/zalo/bot_write.ts';
import { openCalls } from '../channels/zalo/call.ts';
import { openZaloOaApi } from '../channels/zalo/oa_api.ts';
import { readOaEvent } from '../channels/zalo/oa_read.ts';
import { refusalOf } from '../channels/zalo/oa_signature.ts';
import { openTokenKeeper, type TokenKeeper } from '../channels/zalo/oa_token.ts';
import { zaloOaChannel } from '../channels/zalo/oa_write.ts';
import { CHANNELS } from '../core/conversation/channels.ts';
import { carries, type Webhook } from '../http/server.ts';
import { tokenStore } from '../stores/tokens.ts';
import type { Ground } from './ground.ts';
import type { Intake } from './intake.ts';
import type { Platform } from './platform.ts';

const BOT_WEBHOOK = '/webhooks/zalo-bot';

/** The Zalo Bot platform: pilots and staff. */
export function openZaloBot(ground: Ground, token: string): Platform {
  const { config, log, now } = ground;
  const { ZALO_BOT_API_ROOT, ZALO_BOT_WEBHOOK_SECRET: secret, ZALO_BOT_PER_MINUTE: perMinute, PUBLIC_URL } = config;
  const api = openZaloBotApi(ZALO_BOT_API_ROOT, token);
  const mayFetch = mayFetchFrom(config.ZALO_BOT_MEDIA_HOSTS ?? []);
  const capabilities = { ...CHANNELS.zalo_bot, pace: { ...CHANNELS.zalo_bot.pace, perMinute } };
  return {
    channel: zaloBotChannel({ api, capabilities, hotlines: () => ground.places().hotlines, mayFetch }),
    webhook: (intake) => ({
      path: BOT_WEBHOOK,
      admits: carries('X-Bot-Api-Secret-Token', secret),
      accept: (update) => intake.update('zalo_bot', update, (body) => readBotUpdate(body, { at: now(), mayFetch })),
    }),
    chores: [],
    start: () => {
      if (!secret) log('warn', 'channel deaf', { channel: 'zalo_bot', why: 'ZALO_BOT_WEBHOOK_SECRET is not set' });
      const webhook = PUBLIC_URL && secret ? { url: `${PUBLIC_URL}${BOT_WEBHOOK}`, secret } : undefined;
      const failed = (method: string, code: string): void => log('warn', 'zalo bot set-up failed', { method, code });
      void setUpZaloBot({ api, webhook, failed });
    },
    ready: () => true,
    close: api.close,
  };
}

/** What makes an Official Account: with less it is off. */
export type OaAccess = Readonly<{ seed: string; appId: string; appSecret: string }>;

/** How often the token pair is looked at; it is renewed an hour before it dies. */
const TOKEN_ROUND_MS = 60_000;

/** A Zalo Official Account: the public channel. */
export function openZaloOa(ground: Ground, { seed, appId, appSecret }: OaAccess): Platform {
  const { config, log, places } = ground;
  const oauth = openCalls(config.ZALO_OAUTH_ROOT);
  const tokens = keepTokens(ground, { seed, appId, appSecret }, oauth);
  const api = openZaloOaApi({ calls: openCalls(config.ZALO_OA_API_ROOT), tokens });
  const pace = { ...CHANNELS.zalo_oa.pace, perMinute: config.ZALO_OA_PER_MINUTE };
  const capabilities = { ...CHANNELS.zalo_oa, pace, buttons: config.ZALO_OA_BUTTONS === 'on' };
  return {
    channel: zaloOaChannel({
      api, capabilities, hotlines: () => places().hotlines,
      warned: (code) => log('warn', 'zalo refuses this', { channel: 'zalo_oa', code }),
    }),
    webhook: (intake) => oaWebhook(ground, intake, appId),
    chores: [{ name: 'token', everyMs: TOKEN_ROUND_MS, run: tokens.keepFresh }],
    start: () => {
      const why = 'ZALO_OA_SECRET_KEY is not set';
      if (!config.ZALO_OA_SECRET_KEY) log('warn', 'channel deaf', { channel: 'zalo_oa', why });
      // Without an address of its own the house can open no page: what she tells is read by the account's keepers.
      if (!config.PUBLIC_URL) log('warn', 'no page of her own', { channel: 'zalo_oa', why: 'PUBLIC_URL is not set' });
    },
    ready: () => !tokens.isDown(),
    close: async () => {
      await Promise.all([api.close(), oauth.close()]);
    },
  };
}

function keepTokens(
  { config, database, keys, seals, now, log, metrics }: Ground, { seed, appId, appSecret }: OaAccess,
  calls: ReturnType<typeof openCalls>,
): TokenKeeper {
  const channel = 'zalo_oa';
  return openTokenKeeper({
    store: tokenStore(database, keys, { channel, seed, instance: seals.instance, now }),
    calls, appId, appSecret, now,
    alarm: (code) => {
      metrics.broke('token');
      // Nothing can be sent until an administrator of the account consents again: docs/operating.md.
      log('error', 'zalo token lost', { channel, code, url: config.ZALO_OAUTH_ROOT });
    },
    renewed: () => log('info', 'zalo token renewed', { channel }),
  });
}

const REFUSED_ROUND_MS = 60_000;

function oaWebhook({ config, now, communeAt, log, metrics }: Ground, intake: Intake, appId: string): Webhook {
  const { ZALO_OA_SECRET_KEY: secretKey, ZALO_OA_ID: oaId } = config;
  const header = 'x-zevent-signature';
  let toldAt = 0;
  // Said, or nobody would find out why Zalo's own test does not get through; once a minute, or anybody could fill
  // the log.
  const refused = (why: string): void => {
    metrics.refused('zalo_oa', why);
    if (now() - toldAt < REFUSED_ROUND_MS) return;
    toldAt = now();
    log('warn', 'webhook refused', { channel: 'zalo_oa', why });
  };
  return {
    path: '/webhooks/zalo-oa',
    admits: (headers) => secretKey !== undefined && typeof headers[header] === 'string',
    isSigned: (raw, headers) => {
      const why = secretKey && refusalOf(raw, String(headers[header]), { appId, secretKey }, now());
      if (why) refused(why);
      return secretKey !== undefined && why === undefined;
    },
    accept: (update) => intake.update('zalo_oa', update, (body) => readOaEvent(body, { at: now(), oaId, communeAt })),
  };
}
