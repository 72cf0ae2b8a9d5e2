import { describe, expect, test } from 'vitest';
import { openFakeTelegram } from './telegram.ts';
import { Methods } from './telegram_methods.ts';
import { specMethods } from './telegram_spec.ts';
import { closing, NFC, openHook, post } from './trial.ts';

describe('The fake Telegram', () => {
  const BUTTON = { text: 'Nói chuyện', callback_data: '1.2' };
  const keyboard = (button: object): object => ({ inline_keyboard: [[button]] });
  const cases: readonly (readonly [string, object, number])[] = [
    ['sendMessage', { text: 'ở'.repeat(4096) }, 200],
    ['sendMessage', { text: 'ở'.repeat(4097) }, 400],
    ['sendMessage', { text: '' }, 400],
    ['sendMessage', { text: '\n ' }, 400],
    ['sendMessage', {}, 400],
    ['sendMessage', { text: NFC, disable_web_page_preview: true }, 400],
    ['sendMessage', { text: NFC, link_preview_options: { is_disabled: true }, protect_content: true }, 200],
    ['sendMessage', { text: NFC, link_preview_options: { disabled: true } }, 400],
    ['sendMessage', { text: NFC, parse_mode: 'html' }, 400],
    ['sendMessage', { text: NFC, reply_markup: keyboard(BUTTON) }, 200],
    ['sendMessage', { text: NFC, reply_markup: keyboard({ ...BUTTON, callback_data: 'ở'.repeat(21) }) }, 200],
    ['sendMessage', { text: NFC, reply_markup: keyboard({ ...BUTTON, callback_data: 'ở'.repeat(22) }) }, 400],
    ['sendMessage', { text: NFC, reply_markup: keyboard({ ...BUTTON, callback_data: '' }) }, 400],
    ['sendMessage', { text: NFC, reply_markup: keyboard({ ...BUTTON, url: 'https://example.org' }) }, 400],
    ['sendMessage', { text: NFC, reply_markup: keyboard({ ...BUTTON, colour: 'red' }) }, 400],
    ['sendMessage', { text: NFC, reply_markup: { inline_keyboard: [[]] } }, 400],
    ['sendMessage', { text: NFC, reply_markup: { keyboard: [[{ text: 'Ở đây', request_location: true }]], resize_keyboard: true } }, 200],
    ['sendMessage', { text: NFC, reply_markup: { keyboard: [['Ở đây']], input_field_placeholder: 'x'.repeat(65) } }, 400],
    ['sendVoice', { voice: 'a-file-id', caption: 'x'.repeat(1025) }, 400],
    ['sendChatAction', { action: 'typing' }, 200],
    ['sendChatAction', { action: 'thinking' }, 400],
    ['deleteMessage', { message_id: 9 }, 400],
    ['deleteMessages', { message_ids: [] }, 400],
    ['deleteMessages', { message_ids: Array.from({ length: 101 }, (_, id) => id) }, 400],
    ['deleteMessages', { message_ids: ['1'] }, 400],
    ['deleteMessages', { message_ids: [1, 2] }, 200],
    ['editMessageText', { message_id: 9, text: NFC }, 400],
  ];
  const faces: readonly (readonly [string, object, number])[] = [
    ['setMyName', { name: 'x'.repeat(65) }, 400],
    ['setMyName', { name: 'x', language_code: 'vie' }, 400],
    ['setMyName', { name: 'x', language_code: 'vi' }, 200],
    ['setMyDescription', { description: 'x'.repeat(513) }, 400],
    ['setMyShortDescription', { short_description: 'x'.repeat(121) }, 400],
    ['setMyCommands', { commands: [{ command: 'Start', description: 'x' }] }, 400],
    ['setMyCommands', { commands: [{ command: 'start', description: '' }] }, 400],
    ['setMyCommands', { commands: [{ command: 'start', description: 'x' }] }, 200],
    ['setMyCommands', { commands: Array.from({ length: 101 }, () => ({ command: 'start', description: 'x' })) }, 400],
    ['answerCallbackQuery', { callback_query_id: 'q', text: 'x'.repeat(201) }, 400],
    ['setWebhook', { url: 'https://example.org', secret_token: 'a b' }, 400],
    ['setWebhook', { url: 'https://example.org', max_connections: 101 }, 400],
    ['setWebhook', { url: 'https://example.org', allowed_updates: ['messages'] }, 400],
    ['getUpdates', { limit: 0 }, 400],
    ['getUpdates', { timeout: '0' }, 400],
    ['getMe', { verbose: true }, 400],
    ['getFile', { file_id: 'x' }, 400],
    ['getChat', {}, 404],
  ];

  test('holds every request against the published limits', async () => {
    const telegram = await openFakeTelegram();
    closing.push(telegram.close);
    const person = telegram.person();
    await person.whispers('Chào');
    const all = [...cases.map(([method, body, status]) => [method, { chat_id: person.id, ...body }, status] as const), ...faces];
    for (const [method, body, status] of all) {
      const answer = await post(`${telegram.root}/bot${telegram.token}/${method}`, body);
      expect([method, JSON.stringify(body).slice(0, 200), answer.status]).toEqual([method, JSON.stringify(body).slice(0, 200), status]);
    }
  });

  test('has a way to run for every method of the specification', () => {
    expect(specMethods().toSorted()).toEqual(Object.keys(Methods).toSorted());
  });

  test('tells when it was blocked, unless that was not asked for, and when a message was changed', async () => {
    const telegram = await openFakeTelegram();
    closing.push(telegram.close);
    const hook = await openHook();
    const call = (method: string, body: object): ReturnType<typeof post> => post(`${telegram.root}/bot${telegram.token}/${method}`, body);
    telegram.push.to({ url: hook.url, headers: {} });
    const person = telegram.person();
    await person.whispers('Chào');
    const edited = person.edits('Chào chị', /Vâng/);
    await call('sendMessage', { chat_id: person.id, text: 'Vâng' });
    await edited;
    await person.blocks();
    expect((await call('sendMessage', { chat_id: person.id, text: 'Vâng' })).status).toBe(403);
    await person.returns();
    await call('setWebhook', { url: hook.url, allowed_updates: ['message'] });
    await person.blocks();
    expect(hook.got.map(({ body }) => Object.keys(body)[1])).toEqual(['message', 'edited_message', 'my_chat_member', 'my_chat_member']);
    expect(hook.got[2]?.body).toMatchObject({ my_chat_member: { chat: { id: person.id }, new_chat_member: { status: 'kicked' } } });
    expect(hook.got[3]?.body).toMatchObject({ my_chat_member: { old_chat_member: { status: 'kicked' }, new_chat_member: { status: 'member' } } });
  });
});
