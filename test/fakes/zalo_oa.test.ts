import { describe, expect, test } from 'vitest';
import { closing, NFC, openHook, type OpenHook, post, recordOf } from './trial.ts';
import { type FakeZaloOa, openFakeZaloOa } from './zalo_oa.ts';
import { signatureOf } from './zalo_oa_phone.ts';

describe('The fake Official Account', () => {
  type Oa = Readonly<{
    oa: FakeZaloOa; hook: OpenHook;
    call: (path: string, body: unknown, access?: string) => ReturnType<typeof post>;
    refresh: (token?: string, secret?: string) => ReturnType<typeof post>;
  }>;
  async function open(options: Parameters<typeof openFakeZaloOa>[0] = {}): Promise<Oa> {
    const oa = await openFakeZaloOa(options);
    const hook = await openHook();
    closing.push(oa.close);
    oa.push.to({ url: hook.url, headers: {} });
    return {
      oa, hook,
      call: (path, body, access = oa.oauth.current().access) => post(`${oa.root}${path}`, body, { access_token: access }),
      refresh: (token = oa.oauth.current().refresh, secret = oa.settings['ZALO_APP_SECRET'] ?? '') => post(
        `${oa.oauthRoot}/v4/oa/access_token`,
        new URLSearchParams({ refresh_token: token, app_id: oa.settings['ZALO_APP_ID'] ?? '', grant_type: 'refresh_token' }).toString(),
        { 'content-type': 'application/x-www-form-urlencoded', secret_key: secret },
      ),
    };
  }
  const CS = '/v3.0/oa/message/cs';
  const to = (id: number | string, text: string, more: object = {}): object => ({ recipient: { user_id: id }, message: { text, ...more } });

  test('gives a refresh token once, kills the old access token, and tells which token was used twice', async () => {
    const { oa, call, refresh } = await open();
    const person = oa.person();
    await person.whispers('Chào');
    expect(await call(CS, to(person.id, NFC), 'no token')).toMatchObject({ error: -216, status: 200 });
    const seed = oa.oauth.current().refresh;
    const first = await refresh();
    expect(first).toMatchObject({ expires_in: '90000', status: 200 });
    const old = oa.oauth.current().access;
    expect(await call(CS, to(person.id, NFC))).toMatchObject({ error: 0, data: { user_id: person.id, quota: { quota_type: 'reply' } } });
    await refresh();
    expect(await call(CS, to(person.id, NFC), old)).toMatchObject({ error: -220 });
    expect(oa.oauth.usedTwice()).toEqual([]);
    expect(await refresh(seed)).toMatchObject({ error: -14_014, status: 200 });
    expect(oa.oauth.usedTwice()).toEqual([seed]);
    expect(await refresh(undefined, 'wrong secret')).toMatchObject({ error: -14_004 });
    oa.oauth.expireAccess(-220);
    expect(await call(CS, to(person.id, NFC))).toMatchObject({ error: -220 });
    oa.oauth.refuseNext();
    expect(await refresh()).toMatchObject({ error: -14_014 });
    expect(await refresh(oa.oauth.consent())).toMatchObject({ expires_in: '90000' });
  });

  test('keeps what it did when it cuts a refresh or answers it slowly', async () => {
    const { oa, refresh } = await open();
    const { refresh: seed } = oa.oauth.current();
    oa.faults.plan('access_token', { kind: 'cut', when: 'after' });
    await expect(refresh()).rejects.toThrow();
    expect(oa.oauth.current().refresh).not.toBe(seed);
    oa.faults.plan('access_token', { kind: 'slow', ms: 200, when: 'after' });
    const { refresh: second } = oa.oauth.current();
    const started = Date.now();
    const slow = refresh();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(oa.oauth.current().refresh).not.toBe(second);
    await slow;
    expect(Date.now() - started).toBeGreaterThanOrEqual(199);
    expect(oa.oauth.uses.map(({ token }) => token)).toEqual([seed, second]);
  });

  test('refuses whatever is not documented, in HTTP 200', async () => {
    const { oa, call, refresh } = await open();
    const person = oa.person();
    const silent = oa.person();
    const nameless = oa.anonymous();
    await person.whispers('Chào');
    await nameless.whispers('Chào');
    await refresh();
    const button = { type: 'oa.query.hide', title: 'Nói chuyện', payload: '#tc:1' };
    const attachment = { type: 'template', payload: { buttons: [button] } };
    const cases: readonly (readonly [string, object, number])[] = [
      [CS, to(person.id, 'ở'.repeat(2000)), 0],
      [CS, to(person.id, 'ở'.repeat(2001)), -201],
      [CS, to(person.id, NFC.normalize('NFD')), -201],
      [CS, to(person.id, ''), -201],
      [CS, { recipient: { user_id: Number(person.id) }, message: { text: NFC } }, -201],
      [CS, { ...to(person.id, NFC), tag: 'x' }, -201],
      [CS, to('7999999999999999999', NFC), -201],
      [CS, to(nameless.id, NFC), -201],
      [CS, to(silent.id, NFC), -230],
      [CS, to(person.id, NFC, { attachment }), -233],
      ['/v2.0/oa/message', to(person.id, NFC), -240],
      ['/v2.0/oa/message', { recipient: { anonymous_id: nameless.id, conversation_id: 'another' }, message: { text: NFC } }, -201],
      ['/v3.0/oa/message/transaction', {}, -212],
    ];
    for (const [path, body, error] of cases) {
      expect([path, body, await call(path, body)]).toMatchObject([path, body, { error, status: 200 }]);
    }
    oa.closeWindow(person);
    expect(await call(CS, to(person.id, NFC))).toMatchObject({ error: -230 });
    oa.closeWindow(person, 3);
    const paid = await call(CS, to(person.id, NFC));
    expect(recordOf(paid['data'])['quota']).toBeUndefined();
    await person.blocks();
    expect(await call(CS, to(person.id, NFC))).toMatchObject({ error: -213 });
    oa.faults.plan('message/cs', { kind: 'error', code: -248 });
    expect(await call(CS, to(person.id, NFC))).toMatchObject({ error: -248, status: 200 });
  });

  test('takes at most five short buttons when it was opened with buttons, and a press is a text', async () => {
    const { oa, hook, call, refresh } = await open({ buttons: true });
    await refresh();
    const person = oa.person();
    await person.whispers('Chào');
    const send = (buttons: readonly object[]): ReturnType<typeof call> =>
      call(CS, to(person.id, 'Chọn', { attachment: { type: 'template', payload: { buttons } } }));
    const button = { type: 'oa.query.hide', title: 'Nói chuyện', payload: '#tc:1' };
    expect(await send(Array.from({ length: 6 }, () => button))).toMatchObject({ error: -201 });
    expect(await send([{ ...button, title: 'ở'.repeat(36) }])).toMatchObject({ error: -201 });
    expect(await send([{ ...button, payload: 'x'.repeat(1001) }])).toMatchObject({ error: -201 });
    expect(await send([{ ...button, type: 'oa.open.phone' }])).toMatchObject({ error: -201 });
    expect(await send([button])).toMatchObject({ error: 0 });
    const pressed = person.presses('Nói chuyện', /Vâng/);
    await call(CS, to(person.id, 'Vâng'));
    await pressed;
    expect(hook.got.filter(({ body }) => body['event_name'] === 'user_send_text').at(-1)?.body).toMatchObject({ message: { text: '#tc:1' } });
  });

  test('signs the raw bytes as the documentation says', () => {
    // printf '%s' '210495{"event_name":"user_send_text","timestamp":"1540390853474"}1540390853474oa-key' | sha256sum
    expect(signatureOf({
      appId: '210495', raw: '{"event_name":"user_send_text","timestamp":"1540390853474"}', timestamp: '1540390853474', oaSecret: 'oa-key',
    })).toBe('225eadbdb06cbabd279aa19ef3ce9d80f9877f3ccef0f7f6e0a413d7be38fe13');
  });

  test('pushes what people do as strings, their texts apart (NFD), echoes of our own, and redeliveries', async () => {
    const { oa, hook, call, refresh } = await open();
    await refresh();
    const person = oa.person();
    await person.whispers('Chị ơi');
    const [first] = hook.got;
    expect(recordOf(first?.body['message'])['text']).toBe('Chị ơi'.normalize('NFD'));
    const timestamp = String(first?.body['timestamp']);
    expect(first?.headers['x-zevent-signature']).toBe(`mac=${signatureOf({
      appId: oa.settings['ZALO_APP_ID'] ?? '', raw: first?.raw ?? '', timestamp, oaSecret: oa.settings['ZALO_OA_SECRET_KEY'] ?? '',
    })}`);
    oa.manner.mac = false;
    const shared = person.shares(21.5, 104.25, /Vâng/);
    await call(CS, to(person.id, 'Vâng'));
    await shared;
    expect(hook.got[1]?.body).toMatchObject({
      event_name: 'user_send_location', message: { attachments: [{ payload: { coordinates: { latitude: '21.5', longitude: '104.25' } } }] },
    });
    expect(hook.got[1]?.headers['x-zevent-signature']).toMatch(/^[0-9a-f]{64}$/);
    await oa.adminWrites(person, 'Chị là cán bộ');
    await person.blocks();
    await person.returns();
    await oa.withdraws(person);
    await oa.push.again(3);
    const names = hook.got.map(({ body }) => body['event_name']);
    expect(names.filter((name) => name !== 'oa_send_text').slice(2)).toEqual(['unfollow', 'follow', 'user_withdraw', 'user_withdraw']);
    const sent = hook.got.filter(({ body }) => body['event_name'] === 'oa_send_text').map(({ body }) => 'admin_id' in recordOf(body['sender']));
    expect(sent.toSorted()).toEqual([false, true]);
    expect(hook.got.at(-1)?.headers['num_retry']).toBe('3');
    expect(person.heard.map(({ text }) => text)).toEqual(['Vâng', 'Chị là cán bộ']);
  });

  test('talks with somebody without a name over the old address only', async () => {
    const { oa, hook, call, refresh } = await open();
    await refresh();
    const nameless = oa.anonymous();
    const said = nameless.says('Chào', /Vâng/);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const conversation = recordOf(hook.got[0]?.body['message'])['conversation_id'];
    expect(hook.got[0]?.body).toMatchObject({ event_name: 'anonymous_send_text', sender: { id: nameless.id } });
    const body = { recipient: { anonymous_id: nameless.id, conversation_id: conversation }, message: { text: 'Vâng' } };
    expect(await call('/v2.0/oa/message', body)).toMatchObject({ error: 0 });
    await said;
  });
});
