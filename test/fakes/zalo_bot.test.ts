import { describe, expect, test } from 'vitest';
import { closing, NFC, openHook, post, recordOf } from './trial.ts';
import { type FakeZaloBot, openFakeZaloBot } from './zalo_bot.ts';

describe('The fake Zalo Bot', () => {
  const SECRET = 'secret-of-the-bot';
  async function open(): Promise<{ bot: FakeZaloBot; call: (method: string, body: unknown) => ReturnType<typeof post> }> {
    const bot = await openFakeZaloBot();
    closing.push(bot.close);
    return { bot, call: (method, body) => post(`${bot.root}/bot${bot.token}/${method}`, body) };
  }

  test('refuses whatever is not documented, in HTTP 200', async () => {
    const { bot, call } = await open();
    const hook = await openHook();
    bot.push.to({ url: hook.url, headers: {} });
    const person = bot.person();
    const silent = bot.person();
    await person.whispers('Chào');
    const cases: readonly (readonly [string, object, number | undefined])[] = [
      ['sendMessage', { chat_id: person.id, text: NFC }, undefined],
      ['sendMessage', { chat_id: person.id, text: 'ở'.repeat(2000) }, undefined],
      ['sendMessage', { chat_id: person.id, text: 'ở'.repeat(2001) }, 400],
      ['sendMessage', { chat_id: person.id, text: NFC.normalize('NFD') }, 400],
      ['sendMessage', { chat_id: person.id, text: ' ' }, 400],
      ['sendMessage', { chat_id: person.id, text: NFC, reply_markup: {} }, 400],
      ['sendMessage', { chat_id: 41001, text: NFC }, 400],
      ['sendMessage', { chat_id: silent.id, text: NFC }, 400],
      ['sendVoice', { chat_id: person.id, voice_url: 'https://example.org/a.ogg' }, 400],
      ['sendVoice', { chat_id: person.id, voice_url: 'https://example.org/a.aac' }, undefined],
      ['sendPhoto', { chat_id: person.id, photo: 'https://192.168.1.4/a.jpg' }, 400],
      ['sendChatAction', { chat_id: person.id, action: 'typing' }, undefined],
      ['sendChatAction', { chat_id: person.id, action: 'upload_photo' }, 400],
      ['setWebhook', { url: hook.url, secret_token: 'short' }, 400],
      ['setWebhook', { url: hook.url }, 400],
      ['setWebhook', { url: 'http://example.org/', secret_token: SECRET }, 400],
      ['setWebhook', { url: 'https://10.0.0.1/', secret_token: SECRET }, 400],
      ['editMessageText', {}, 404],
      ['getUpdates', {}, 400],
    ];
    for (const [method, body, code] of cases) {
      const answer = await call(method, body);
      expect([method, body, answer['error_code'], answer.status]).toEqual([method, body, code, 200]);
    }
    expect(await post(`${bot.root}/bot800:wrong/getMe`, {})).toMatchObject({ ok: false, error_code: 401, status: 200 });
    await person.blocks();
    expect(await call('sendMessage', { chat_id: person.id, text: NFC })).toMatchObject({ ok: false, error_code: 403 });
  });

  test('pushes both shapes, both names of a picture, and what it withholds without content', async () => {
    const { bot, call } = await open();
    const hook = await openHook();
    expect(await call('setWebhook', { url: hook.url, secret_token: SECRET })).toMatchObject({ ok: true, result: { verification: { ok: true } } });
    const person = bot.person({ name: 'Mai' });
    const say = async (one: Promise<unknown>): Promise<void> => void await Promise.all([one, call('sendMessage', { chat_id: person.id, text: 'Vâng' })]);
    await person.whispers('một');
    await person.whispers('hai');
    await say(person.sends({ photo: [] }));
    await say(person.sends({ photo: [] }));
    await say(person.shares(21, 104));
    const inner = hook.got.map(({ body }) => recordOf('result' in body ? body['result'] : body));
    expect(hook.got.map(({ body }) => body['ok'] === true)).toEqual([true, false, true, false, true]);
    expect(hook.got.every(({ headers }) => headers['x-bot-api-secret-token'] === SECRET)).toBe(true);
    expect(inner.map((event) => event['event_name'])).toEqual([
      'message.text.received', 'message.text.received', 'message.image.received', 'message.image.received', 'message.unsupported.received',
    ]);
    expect(inner.map((event) => Object.keys(recordOf(event['message'])).filter((key) => /^(text|photo|photo_url)$/.test(key)))).toEqual([
      ['text'], ['text'], ['photo'], ['photo_url'], [],
    ]);
  });

  test('lets a person press by the number that stands in the text', async () => {
    const { bot, call } = await open();
    const hook = await openHook();
    bot.push.to({ url: hook.url, headers: {} });
    bot.manner.shape = 'flat';
    const person = bot.person();
    await person.whispers('Chào');
    await call('sendMessage', { chat_id: person.id, text: 'Gọi 113 khi gấp.\n1. Nói chuyện\n2. Câu lạc bộ\n12. Khác\n0 Xoá · 9 Thôi' });
    for (const [wanted, typed] of [['Câu lạc bộ', '2'], ['1', '1'], ['Thôi', '9'], ['Khác', '12']] as const) {
      const pressed = person.presses(wanted, /Vâng/);
      await call('sendMessage', { chat_id: person.id, text: 'Vâng' });
      await pressed;
      expect(hook.got.at(-1)?.body).toMatchObject({ message: { text: typed } });
    }
  });

  test('gives one event an answer while nobody is pushed to, and 408 when there is none', async () => {
    const { bot, call } = await open();
    const person = bot.person();
    await person.whispers('một');
    await person.whispers('hai');
    expect(await call('getUpdates', { timeout: '1' })).toMatchObject({ ok: true, result: { message: { text: 'một' } } });
    expect(await call('getUpdates', { timeout: 1 })).toMatchObject({ ok: true, result: { message: { text: 'hai' } } });
    expect(await call('getUpdates', { timeout: 0 })).toMatchObject({ ok: false, error_code: 408, status: 200 });
  });
});
