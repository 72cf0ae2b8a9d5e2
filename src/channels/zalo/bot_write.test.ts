import { expect, test } from 'vitest';
import { CHANNELS } from '../../core/conversation/channels.ts';
import { Private } from '../../core/private/private.ts';
import type { Outgoing } from '../../tasks/ports.ts';
import type { BotAnswer } from './bot_api.ts';
import { zaloBotChannel } from './bot_write.ts';
import { BrokenCall } from './call.ts';

const SENT: BotAnswer = { ok: true, result: { message_id: 'a1', date: 1 } };
const plain: Outgoing = { text: 'Chào chị', keys: [], seq: 4, lang: 'vi', asks: 'nothing' };

async function writing(outgoing: object, answer: () => Promise<BotAnswer> = async () => SENT): Promise<{ result: unknown; calls: unknown[] }> {
  const calls: unknown[] = [];
  const channel = zaloBotChannel({
    api: {
      call: async (...call) => {
        calls.push(call);
        return answer();
      },
    },
    hotlines: () => ({ hotline_police: '113' }), capabilities: CHANNELS.zalo_bot,
  });
  const result = await channel.write(new Private('6ede9afa'), new Private(JSON.stringify(outgoing)));
  return { result, calls };
}

test.each<[string, Partial<Outgoing>, string]>([
  ['a text alone', {}, 'Chào chị'],
  ['its keys as numbers', { keys: [{ key: '1', label: 'Có' }, { key: '2', label: 'Không' }, { key: '0', label: 'Thoát' }] }, 'Chào chị\n\n1. Có\n2. Không\n\n0 Thoát'],
  ['no button for a place', { keys: [{ key: 'here', label: 'Gửi vị trí' }, { key: '0', label: 'Thoát' }] }, 'Chào chị\n\n0 Thoát'],
  ['numbers where their marks are', { text: 'Gọi ⟦hotline_police⟧\nGọi ⟦hotline_peace_house⟧' }, 'Gọi 113'],
  ['letters in one piece', { text: 'tiê\u0301ng', keys: [{ key: '1', label: 'Co\u0301' }] }, 'tiếng\n\n1. Có'],
  ['marks of a markup as they are', { text: '*_<b>' }, '*_<b>'],
  ['as much as fits', { text: 'ế'.normalize('NFD').repeat(2000) }, 'ế'.repeat(2000)],
])('the exact request: %s', async (_, outgoing, text) => {
  expect(await writing({ ...plain, ...outgoing })).toEqual({ result: { sent: 'a1' }, calls: [['sendMessage', { chat_id: '6ede9afa', text }]] });
});

test.each<[string, object, string]>([
  ['a recording', { ...plain, text: '', voice: 'welcome' }, 'voice'],
  ['a text that is too long', { ...plain, text: 'x'.repeat(2001) }, 'too_long'],
  ['a text that its numbers make too long', { ...plain, text: 'x'.repeat(1999), keys: [{ key: '1', label: 'Có' }] }, 'too_long'],
])('%s does not leave', async (_, outgoing, detail) => {
  expect(await writing(outgoing)).toEqual({ result: { failed: 'send:refused', detail }, calls: [] });
});

test.each<[string, () => Promise<BotAnswer>, object]>([
  ['a sent message without an id', async () => ({ ok: true }), { sent: '' }],
  ['a block', async () => ({ ok: false, error_code: 403 }), { failed: 'send:blocked', detail: '403' }],
  ['a cut connection', () => Promise.reject(new BrokenCall('ECONNRESET')), { failed: 'send:unknown', detail: 'ECONNRESET' }],
  ['a refused connection', () => Promise.reject(new BrokenCall('ECONNREFUSED')), { failed: 'send:unreachable', detail: 'ECONNREFUSED' }],
])('%s is a result', async (_, answer, expected) => {
  expect((await writing(plain, answer)).result).toEqual(expected);
});
