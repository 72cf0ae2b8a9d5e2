import { expect, test } from 'vitest';
import { CHANNELS } from '../../core/conversation/channels.ts';
import { Private } from '../../core/private/private.ts';
import type { Channel, Outgoing, SendResult } from '../../tasks/ports.ts';
import { BrokenCall } from './call.ts';
import type { OaAnswer } from './oa_api.ts';
import { zaloOaChannel } from './oa_write.ts';

const SHE = '8000000000000000002';
const NOON = Date.parse('2026-11-21T12:00:00+07:00');
const SENT: OaAnswer = { error: 0, status: 200, data: { message_id: 'm1', user_id: SHE, quota: { quota_type: 'reply' } } };
const plain: Outgoing = { text: 'Chào chị', keys: [], seq: 4, lang: 'vi', asks: 'nothing' };
const KEYS = [{ key: '1', label: 'Có' }, { key: '2', label: 'Không' }, { key: '9', label: 'Quay lại' }, { key: '0', label: 'Thoát' }];
const NUMBERED = 'Chào chị\n\n1. Có\n2. Không\n\n9 Quay lại · 0 Thoát';

function opened(buttons: boolean, answers: readonly (OaAnswer | Error)[] = [], at = NOON): { channel: Channel; sends: unknown[][]; warnings: string[] } {
  const left = [...answers];
  const sends: unknown[][] = [];
  const warnings: string[] = [];
  const channel = zaloOaChannel({
    api: {
      send: async (...send) => {
        sends.push(send);
        const next = left.shift() ?? SENT;
        if (next instanceof Error) throw next;
        return next;
      },
    },
    hotlines: () => ({ hotline_police: '113' }), capabilities: { ...CHANNELS.zalo_oa, buttons }, warned: (code) => warnings.push(code), now: () => at,
  });
  return { channel, sends, warnings };
}

const write = (channel: Channel, outgoing: object, account = SHE): Promise<SendResult> =>
  channel.write(new Private(account), new Private(JSON.stringify(outgoing)));
const button = (title: string, key: string): object => ({ title, type: 'oa.query.hide', payload: `#tc.4.${key}` });
const withButtons = (...buttons: object[]): object => ({ attachment: { type: 'template', payload: { buttons } } });

test.each<[string, boolean, Partial<Outgoing>, object]>([
  ['a text alone', false, {}, { text: 'Chào chị' }],
  ['a text alone, where there are buttons', true, {}, { text: 'Chào chị' }],
  ['its keys as numbers', false, { keys: KEYS }, { text: NUMBERED }],
  ['its keys as numbers and buttons', true, { keys: KEYS }, { text: NUMBERED, ...withButtons(button('1. Có', '1'), button('2. Không', '2'), button('0. Thoát', '0')) }],
  ['no button for a place', true, { keys: [{ key: 'here', label: 'Gửi vị trí' }] }, { text: 'Chào chị' }],
  ['a title that is cut', true, { keys: [{ key: '1', label: 'a'.repeat(40) }] }, { text: `Chào chị\n\n1. ${'a'.repeat(40)}`, ...withButtons(button(`1. ${'a'.repeat(31)}…`, '1')) }],
  ['a title that just fits', true, { keys: [{ key: '1', label: 'ế'.normalize('NFD').repeat(32) }] }, { text: `Chào chị\n\n1. ${'ế'.repeat(32)}`, ...withButtons(button(`1. ${'ế'.repeat(32)}`, '1')) }],
  ['numbers where their marks are', false, { text: 'Gọi ⟦hotline_police⟧' }, { text: 'Gọi 113' }],
  ['letters in one piece', false, { text: 'tiê\u0301ng' }, { text: 'tiếng' }],
])('the exact request: %s', async (_, buttons, outgoing, message) => {
  const { channel, sends } = opened(buttons);
  expect(await write(channel, { ...plain, ...outgoing })).toEqual({ sent: 'm1' });
  expect(sends).toEqual([['/v3.0/oa/message/cs', { recipient: { user_id: SHE }, message }]]);
});

test('there are five buttons at most; what finds no room stands in the text', async () => {
  const { channel, sends } = opened(true);
  const keys = [...'123456'].map((key) => ({ key, label: 'Mục' }));
  await write(channel, { ...plain, keys: [{ key: '0', label: 'Thoát' }, ...keys] });
  const shown = JSON.stringify(sends).match(/#tc\.4\.\d/g);
  expect(shown).toEqual(['#tc.4.1', '#tc.4.2', '#tc.4.3', '#tc.4.4', '#tc.4.5']);
  expect(JSON.stringify(sends)).toContain('6. Mục');
});

test('somebody without an account is answered at the old address, without buttons', async () => {
  const { channel, sends } = opened(true);
  expect(await write(channel, { ...plain, keys: KEYS }, 'anonymous:77:c:1')).toEqual({ sent: 'm1' });
  expect(sends).toEqual([['/v2.0/oa/message', { recipient: { anonymous_id: '77', conversation_id: 'c:1' }, message: { text: NUMBERED } }]]);
});

test.each([-201, -233])('%i: the message goes again as a text, and buttons are not tried any more', async (error) => {
  const { channel, sends, warnings } = opened(true, [{ error, status: 200 }]);
  expect(await write(channel, { ...plain, keys: KEYS })).toEqual({ sent: 'm1' });
  expect(await write(channel, { ...plain, keys: KEYS })).toEqual({ sent: 'm1' });
  const text = ['/v3.0/oa/message/cs', { recipient: { user_id: SHE }, message: { text: NUMBERED } }];
  expect(sends).toHaveLength(3);
  expect(sends.slice(1)).toEqual([text, text]);
  expect(warnings).toEqual(['buttons']);
});

test('many who meet it at the same time warn once', async () => {
  const { channel, warnings } = opened(true, [-233, -233, -233].map((error) => ({ error, status: 200 })));
  const results = await Promise.all([1, 2, 3].map(() => write(channel, { ...plain, keys: KEYS })));
  expect(results).toEqual([{ sent: 'm1' }, { sent: 'm1' }, { sent: 'm1' }]);
  expect(warnings).toEqual(['buttons']);
});

test('where the text alone is refused too, buttons are kept', async () => {
  const { channel, sends, warnings } = opened(true, [{ error: -201, status: 200 }, { error: -201, status: 200 }]);
  expect(await write(channel, { ...plain, keys: KEYS })).toEqual({ failed: 'send:refused', detail: '-201' });
  await write(channel, { ...plain, keys: KEYS });
  expect(JSON.stringify(sends[2])).toContain('attachment');
  expect(warnings).toEqual([]);
});

test.each<[string, OaAnswer | Error, object]>([
  ['another refusal', { error: -230, status: 200 }, { failed: 'send:window_shut', detail: '-230' }],
  ['a cut connection', new BrokenCall('ECONNRESET'), { failed: 'send:unknown', detail: 'ECONNRESET' }],
  ['a refused connection', new BrokenCall('ECONNREFUSED'), { failed: 'send:unreachable', detail: 'ECONNREFUSED' }],
])('%s does not make it go again', async (_, answer, expected) => {
  const { channel, sends, warnings } = opened(true, [answer]);
  expect(await write(channel, { ...plain, keys: KEYS })).toEqual(expected);
  expect([sends.length, warnings.length]).toEqual([1, 0]);
});

test('what is not wanted at night waits for the morning', async () => {
  const { channel } = opened(false, [{ error: -234, status: 200 }], Date.parse('2026-11-21T23:00:00+07:00'));
  expect(await write(channel, plain)).toEqual({ failed: 'send:throttled', detail: '-234', retryAfterMs: 7 * 3_600_000 });
});

test.each<[string, object, string]>([
  ['a recording', { ...plain, text: '', voice: 'welcome' }, 'voice'],
  ['a text that is too long', { ...plain, text: 'x'.repeat(2001) }, 'too_long'],
])('%s does not leave', async (_, outgoing, detail) => {
  const { channel, sends } = opened(true);
  expect(await write(channel, outgoing)).toEqual({ failed: 'send:refused', detail });
  expect(sends).toEqual([]);
});
