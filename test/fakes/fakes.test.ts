import { describe, expect, test } from 'vitest';
import type { Fault } from './faults.ts';
import { openLimits } from './limits.ts';
import { openFakeTelegram } from './telegram.ts';
import { closing, NFC, openHook, post, recordOf } from './trial.ts';
import { openFakeZaloBot } from './zalo_bot.ts';
import { openFakeZaloOa } from './zalo_oa.ts';

describe('What every fake can', () => {
  test('the limit holds in any stretch of time and counts what it refused', () => {
    let at = 1_000;
    const limits = openLimits(() => at);
    limits.set({ all: { sends: 2, ms: 100 }, chat: { sends: 1, ms: 50 } });
    const table = [[1_000, 'a', undefined], [1_010, 'a', 40], [1_060, 'a', undefined], [1_099, 'b', 1], [1_100, 'b', undefined], [1_159, 'c', 1]] as const;
    for (const [time, chat, waits] of table) {
      at = time;
      expect([time, limits.take(chat)]).toEqual([time, waits]);
    }
    expect(limits.refused()).toBe(3);
    expect(limits.used()).toBe(1);
  });

  test('each platform says in its own way that there were too many sends', async () => {
    const telegram = await openFakeTelegram();
    const bot = await openFakeZaloBot();
    const oa = await openFakeZaloOa();
    closing.push(telegram.close, bot.close, oa.close);
    for (const { limits } of [telegram, bot, oa]) limits.set({ all: { sends: 1, ms: 5_000 } });
    const [t, b, o] = [telegram.person(), bot.person(), oa.person()];
    await Promise.all([t, b, o].map((one) => one.whispers('Chào')));
    await post(`${oa.oauthRoot}/v4/oa/access_token`, new URLSearchParams({
      refresh_token: oa.oauth.current().refresh, app_id: oa.settings['ZALO_APP_ID'] ?? '', grant_type: 'refresh_token',
    }).toString(), { 'content-type': 'application/x-www-form-urlencoded', secret_key: oa.settings['ZALO_APP_SECRET'] ?? '' });
    const sends = [
      () => post(`${telegram.root}/bot${telegram.token}/sendMessage`, { chat_id: t.id, text: NFC }),
      () => post(`${bot.root}/bot${bot.token}/sendMessage`, { chat_id: b.id, text: NFC }),
      () => post(`${oa.root}/v3.0/oa/message/cs`, { recipient: { user_id: o.id }, message: { text: NFC } }, { access_token: oa.oauth.current().access }),
    ];
    for (const send of sends) expect((await send()).status).toBe(200);
    expect(await Promise.all(sends.map((send) => send()))).toMatchObject([
      { status: 429, error_code: 429, parameters: { retry_after: 5 } },
      { status: 200, ok: false, error_code: 429 },
      { status: 200, error: -32 },
    ]);
    bot.manner.throttledAs = 429;
    expect(await sends[1]?.()).toMatchObject({ status: 429, error_code: 429 });
  });

  test('every fault can be planned on every platform, and strikes only the call it was planned for', async () => {
    const telegram = await openFakeTelegram();
    const bot = await openFakeZaloBot();
    const oa = await openFakeZaloOa();
    closing.push(telegram.close, bot.close, oa.close);
    await post(`${oa.oauthRoot}/v4/oa/access_token`, new URLSearchParams({
      refresh_token: oa.oauth.current().refresh, app_id: oa.settings['ZALO_APP_ID'] ?? '', grant_type: 'refresh_token',
    }).toString(), { 'content-type': 'application/x-www-form-urlencoded', secret_key: oa.settings['ZALO_APP_SECRET'] ?? '' });
    const hosts = [
      { fake: telegram, method: 'sendMessage', url: `${telegram.root}/bot${telegram.token}/sendMessage`, body: { chat_id: 1, text: NFC } },
      { fake: bot, method: 'sendMessage', url: `${bot.root}/bot${bot.token}/sendMessage`, body: { chat_id: 'a'.repeat(20), text: NFC } },
      { fake: oa, method: 'message/cs', url: `${oa.root}/v3.0/oa/message/cs`, body: { recipient: { user_id: '7411111111111111111' }, message: { text: NFC } } },
    ] as const;
    const table: readonly (readonly [Fault, readonly (readonly [number, number] | 'broken')[]])[] = [
      [{ kind: 'throttle', seconds: 3 }, [[429, 429], [200, 429], [200, -32]]],
      [{ kind: 'down', status: 502 }, [[502, 502], [502, 502], [502, 502]]],
      [{ kind: 'refuse', status: 400 }, [[400, 400], [200, 400], [200, -201]]],
      [{ kind: 'error', code: -248 }, [[200, -248], [200, -248], [200, -248]]],
      [{ kind: 'nonsense' }, [[200, 200], [200, 200], [200, 200]]],
      [{ kind: 'slow', ms: 30 }, [[400, 400], [200, 400], [200, -201]]],
      [{ kind: 'cut', when: 'before' }, ['broken', 'broken', 'broken']],
      [{ kind: 'cut', when: 'after' }, ['broken', 'broken', 'broken']],
    ];
    for (const [fault, expected] of table) {
      for (const [index, { fake, method, url, body }] of hosts.entries()) {
        fake.faults.plan(method, fault, { where: () => false });
        fake.faults.plan(method, fault);
        const headers = { 'content-type': 'application/json', access_token: oa.oauth.current().access };
        const status = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }).then((answer) => answer.status, () => 'broken' as const);
        const call = fake.calls.at(-1);
        expect([fault, index, status === 'broken' ? status : [status, call?.code]]).toEqual([fault, index, expected[index]]);
        fake.faults.calm();
      }
    }
  });

  test('pushes twice, again, late and swapped on command, until it is heard', async () => {
    const oa = await openFakeZaloOa();
    closing.push(oa.close);
    const deaf = await openHook(500);
    const hook = await openHook();
    oa.push.to({ url: deaf.url, headers: {} });
    const person = oa.person();
    const first = person.whispers('một');
    await new Promise((resolve) => setTimeout(resolve, 150));
    oa.push.to({ url: hook.url, headers: {} });
    await first;
    expect(deaf.got.length).toBeGreaterThan(1);
    expect(deaf.got.map(({ headers }) => headers['num_retry'])).toEqual(deaf.got.map((_, attempt) => attempt === 0 ? undefined : String(attempt)));
    oa.push.hold();
    await person.whispers('hai');
    await person.whispers('ba');
    await oa.push.release('swapped');
    oa.push.manner.twice = true;
    oa.push.manner.delayMs = 60;
    const started = Date.now();
    await person.whispers('bốn');
    expect(Date.now() - started).toBeGreaterThanOrEqual(59);
    const texts = hook.got.map(({ body }) => String(recordOf(body['message'])['text']).normalize('NFC'));
    expect(texts).toEqual(['một', 'ba', 'hai', 'bốn', 'bốn']);
  });
});
