import { describe, expect, test } from 'vitest';
import { reveal } from '../../core/private/reveal.ts';
import type { ReadResult } from '../../tasks/ports.ts';
import { readBotUpdate } from './bot_read.ts';

const AT = 1_795_000_000_000;
const CHAT = '6ede9afa66b88fe6d6a9';

/** What the desk would get: everything but the lane, opened. */
const seen = (result: ReadResult): unknown => (result.kind === 'event' ? JSON.parse(reveal(result.inbound.heard)).event : result);
const read = (body: unknown): ReadResult => readBotUpdate(body, { at: AT });
const update = (name: string, message: object = {}): object => ({
  event_name: name,
  message: {
    from: { id: CHAT, display_name: 'Ai đó', is_bot: false }, chat: { id: CHAT, chat_type: 'PRIVATE' },
    message_id: '2d758cb5e222177a4e35', date: 1_750_316_131_602, ...message,
  },
});

describe.each([
  ['flat', (body: object): unknown => body],
  ['wrapped', (body: object): unknown => ({ ok: true, result: body })],
])('an update that comes %s', (_, shape) => {
  test.each<[string, object, unknown]>([
    ['message.text.received', { text: 'em chào chị' }, { kind: 'message', at: AT, text: 'em chào chị' }],
    ['message.text.received', { text: 'tiê\u0301ng' }, { kind: 'message', at: AT, text: 'tiếng' }],
    ['message.text.received', { text: '#tc.3.1' }, { kind: 'message', at: AT, text: '#tc.3.1' }],
    ['message.text.received', {}, { kind: 'wordless', at: AT }],
    ['message.text.received', { text: 7 }, { kind: 'wordless', at: AT }],
    ['message.image.received', { photo_url: 'https://x.invalid/a' }, { kind: 'wordless', at: AT, file: { kind: 'picture', ref: '' } }],
    ['message.image.received', { photo: 'https://x.invalid/a', caption: 'cửa nhà' }, { kind: 'message', at: AT, text: 'cửa nhà', file: { kind: 'picture', ref: '' } }],
    ['message.sticker.received', { sticker: 'abc', url: 'https://x.invalid/s' }, { kind: 'wordless', at: AT }],
    ['message.voice.received', { voice_url: 'https://x.invalid/v.aac' }, { kind: 'wordless', at: AT, file: { kind: 'voice', ref: '' } }],
    ['message.unsupported.received', {}, { kind: 'wordless', at: AT, hidden: true }],
    ['message.link.received', { text: 'xem này' }, { kind: 'message', at: AT, text: 'xem này' }],
    ['message.link.received', {}, { kind: 'wordless', at: AT }],
    ['message.reaction.received', {}, { kind: 'nothing' }],
    ['message.text.received', { chat: { id: 'g1', chat_type: 'GROUP' }, text: 'chào nhóm' }, { kind: 'nothing' }],
    ['message.text.received', { chat: { id: 'g1' }, text: 'chào nhóm' }, { kind: 'nothing' }],
    ['bot.added', { chat: { id: 'g1', chat_type: 'GROUP' } }, { kind: 'nothing' }],
    ['message.text.received', { from: { id: CHAT, is_bot: true }, text: 'tôi là máy' }, { kind: 'nothing' }],
    ['message.text.received', { chat: { id: CHAT, chat_type: 'CHANNEL' }, text: 'x' }, { kind: 'unknown', reason: 'kind' }],
    ['message.location.received', { text: 'x' }, { kind: 'unknown', reason: 'kind' }],
    ['constructor', {}, { kind: 'unknown', reason: 'kind' }],
    ['message.text.received', { message_id: undefined, text: 'x' }, { kind: 'unknown', reason: 'shape' }],
    // Not exact any more: it could be somebody else's id.
    ['message.text.received', { chat: { id: 12_345_678_901_234_567_890, chat_type: 'PRIVATE' }, text: 'x' }, { kind: 'unknown', reason: 'shape' }],
  ])('%s %j is read', (name, message, expected) => {
    expect(seen(read(shape(update(name, message))))).toEqual(expected);
  });
});

test.each<[unknown, ReadResult]>([
  [null, { kind: 'unknown', reason: 'shape' }],
  ['text', { kind: 'unknown', reason: 'shape' }],
  [{}, { kind: 'unknown', reason: 'shape' }],
  [{ ok: true, result: null }, { kind: 'unknown', reason: 'shape' }],
  [{ event_name: 'message.text.received' }, { kind: 'unknown', reason: 'shape' }],
  [{ event_name: 'something.else' }, { kind: 'unknown', reason: 'kind' }],
])('%j is no update', (body, expected) => {
  expect(read(body)).toEqual(expected);
});

test.each<[string, object, object]>([
  ['as they came', {}, { order: 1_750_316_131_602 }],
  ['with a date in digits', { date: '1750316131602' }, { order: 1_750_316_131_602 }],
  ['without a date', { date: undefined }, { order: AT }],
  ['with a date that is none', { date: 'today' }, { order: AT }],
  ['with ids in numbers', { chat: { id: 42, chat_type: 'private' }, message_id: 7 }, { account: '42', platformId: '7' }],
])('its ids and its order are taken %s', (_, message, expected) => {
  const result = read(update('message.text.received', { text: 'x', ...message }));
  expect(result).toMatchObject({
    kind: 'event', inbound: { platformId: '2d758cb5e222177a4e35', account: CHAT, order: 1_750_316_131_602, lang: 'vi', ...expected },
  });
});

test('her name is dropped, and what she said travels closed', () => {
  const result = read(update('message.text.received', { text: 'chim hoàng yến' }));
  expect(JSON.stringify(result)).not.toContain('chim hoàng yến');
  expect(result.kind === 'event' && reveal(result.inbound.heard)).not.toContain('Ai đó');
  expect(result.kind === 'event' && JSON.parse(reveal(result.inbound.heard))).toEqual({
    account: CHAT, lang: 'vi', event: { kind: 'message', at: AT, text: 'chim hoàng yến' },
  });
});
