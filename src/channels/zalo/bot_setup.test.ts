import { expect, test } from 'vitest';
import type { BotAnswer } from './bot_api.ts';
import { setUpZaloBot } from './bot_setup.ts';
import { BrokenCall } from './call.ts';

const WEBHOOK = { url: 'https://chat.example/webhooks/zalo-bot', secret: 'bi-mat-bi-mat' };

async function settingUp(webhook: typeof WEBHOOK | undefined, answer: () => Promise<BotAnswer>): Promise<{ calls: unknown[]; failures: unknown[] }> {
  const calls: unknown[] = [];
  const failures: unknown[] = [];
  await setUpZaloBot({
    api: {
      call: async (...call) => {
        calls.push(call);
        return answer();
      },
    },
    webhook, failed: (...failure) => failures.push(failure),
  });
  return { calls, failures };
}

const ASKED = [['setWebhook', { url: WEBHOOK.url, secret_token: WEBHOOK.secret }]];

test.each<[string, () => Promise<BotAnswer>, unknown[]]>([
  ['well', async () => ({ ok: true, result: { url: WEBHOOK.url, updated_at: 1 } }), []],
  ['well, and verified', async () => ({ ok: true, result: { verification: { ok: true } } }), []],
  ['kept but not verified', async () => ({ ok: true, result: { verification: { ok: false, hint: 'x' } } }), [['setWebhook', 'verification']]],
  ['refused', async () => ({ ok: false, error_code: 401 }), [['setWebhook', '401']]],
  ['refused without a code', async () => ({ ok: false }), [['setWebhook', '']]],
  ['not at all', () => Promise.reject(new BrokenCall('ECONNREFUSED')), [['setWebhook', 'unreachable']]],
])('the webhook is set: %s', async (_, answer, failures) => {
  expect(await settingUp(WEBHOOK, answer)).toEqual({ calls: ASKED, failures });
});

test('without a webhook nothing is asked', async () => {
  expect(await settingUp(undefined, async () => ({ ok: true }))).toEqual({ calls: [], failures: [] });
});
