import { z } from 'zod';
import type { ZaloBotApi } from './bot_api.ts';

export type BotSetupOptions = Readonly<{
  api: Pick<ZaloBotApi, 'call'>;
  /** Where Zalo should deliver; undefined leaves everything as it is. */
  webhook: { url: string; secret: string } | undefined;
  failed: (method: string, code: string) => void;
}>;

/** Zalo keeps a URL even when it could not verify it, and says so in its answer only. Unconfirmed: by observers. */
const Unverified = z.object({ verification: z.object({ ok: z.literal(false) }) });

/** Tells Zalo where to deliver. A failure is never fatal. */
export async function setUpZaloBot({ api, webhook, failed }: BotSetupOptions): Promise<void> {
  if (!webhook) return;
  try {
    const answer = await api.call('setWebhook', { url: webhook.url, secret_token: webhook.secret });
    if (!answer.ok) failed('setWebhook', String(answer.error_code ?? ''));
    else if (Unverified.safeParse(answer.result).success) failed('setWebhook', 'verification');
  } catch {
    failed('setWebhook', 'unreachable');
  }
}
