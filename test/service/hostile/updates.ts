import type { Dice } from './dice.ts';
import { hostileText, hugeText, MARK } from './texts.ts';

export type Channel = 'telegram' | 'zalo_bot' | 'zalo_oa';
export const CHANNELS: readonly Channel[] = ['telegram', 'zalo_bot', 'zalo_oa'];

/** What one hostile call of a webhook carries; who signs it, and with what, is decided when it is sent. */
export type Update = Readonly<{ kind: string; channel: Channel; body: Buffer; at: string }>;

/** How many chats of each channel the hostile ones write from. */
export const CHATS = 40;

/** Facts of this run that a body must name: they come from the fakes. */
export type Facts = Readonly<{ now: () => number; oaId: string }>;

export function hostileUpdate(dice: Dice, index: number, facts: Facts): Update {
  const channel = dice.of(CHANNELS);
  const way = dice.below(20);
  const at = String(facts.now());
  const made = (kind: string, body: unknown): Update => ({ kind, channel, body: toBuffer(body), at });
  if (way === 0) return made('a broken body', brokenBody(dice));
  if (way === 1) return made('a bomb of depth', depthBomb(dice, right(channel, dice, { index, at, facts, text: MARK })));
  if (way === 2 && dice.isOneIn(5)) return made('a huge text', right(channel, dice, { index, at, facts, text: hugeText(dice) }));
  if (way <= 4) return made('a forged press', press(channel, dice, { index, at, facts }));
  if (way <= 6) {
    const body = right(channel, dice, { index, at, facts, text: hostileText(dice).text });
    return made('a wrong type', spoiled(dice, body));
  }
  if (way === 7) return made('another event', otherEvent(channel, dice, { index, at, facts }));
  const { kind, text } = hostileText(dice);
  return made(`text: ${kind}`, right(channel, dice, { index, at, facts, text }));
}

type Of = Readonly<{ index: number; at: string; facts: Facts }>;

const TELEGRAM_CHATS = 900_000;
/** Some of the same ids again: replays. */
const idOf = (dice: Dice, index: number): number => 10_000_000 + (dice.isOneIn(8) ? dice.below(index + 1) : index);

function chatOf(channel: Channel, dice: Dice): string | number {
  const chat = dice.below(CHATS);
  if (channel === 'telegram') return TELEGRAM_CHATS + chat;
  return dice.isOneIn(25) ? dice.of([`${MARK}-${chat}`, `anonymous:${chat}:x`, `chat\u0000${chat}`, `\ud800${chat}`, `__proto__`]) : `${channel}-${chat}`;
}

function right(channel: Channel, dice: Dice, { index, at, facts, text }: Of & Readonly<{ text: string }>): Record<string, unknown> {
  const chat = chatOf(channel, dice);
  const id = idOf(dice, index);
  switch (channel) {
    case 'telegram':
      return {
        update_id: id,
        [dice.isOneIn(9) ? 'edited_message' : 'message']: {
          message_id: id % 1_000, date: 1, chat: { id: chat, type: 'private', first_name: MARK },
          from: { id: chat, is_bot: false, first_name: MARK, username: MARK, language_code: dice.of(['vi', 'en', 'xx', MARK, '__proto__', 'constructor']) },
          ...(dice.isOneIn(9) ? { caption: text, photo: [] } : { text }),
        },
      };
    case 'zalo_bot':
      return {
        event_name: dice.of(['message.text.received', 'message.text.received', 'message.link.received']),
        message: { from: { id: chat, display_name: MARK, is_bot: false }, chat: { id: chat, chat_type: 'PRIVATE' }, text, message_id: `m${id}`, date: Number(at) },
      };
    case 'zalo_oa':
      return {
        app_id: 'x', sender: { id: chat }, recipient: { id: facts.oaId }, event_name: dice.of(['user_send_text', 'user_send_text', 'user_send_link']),
        timestamp: at, message: { text, msg_id: `m${id}` },
      };
  }
}

/** Presses of questions of others, of never, of long ago; case codes; what no button of ours holds. */
function press(channel: Channel, dice: Dice, of: Of): Record<string, unknown> {
  const seq = dice.of(['0', '1', '2', '3', '7', '40', '999999999', '9999999999', '-1', '1e3', '01', '٣']);
  const key = dice.of(['0', '1', '2', '6', '7', '8', '9', '10', 'here', '', 'x', '__proto__', `\u0000`]);
  const data = dice.of([`${seq}.${key}`, `${seq}.${key}`, `c.${dice.of(['ABC234', 'AAAAAA', '222222', 'abc234', MARK])}`, `${seq}.${key}.${key}`, hostileText(dice).text]);
  if (channel !== 'telegram') return right(channel, dice, { ...of, text: `#tc.${data}` });
  const chat = chatOf(channel, dice);
  const other = dice.isOneIn(4) ? TELEGRAM_CHATS + dice.below(CHATS) : chat;
  return {
    update_id: idOf(dice, of.index),
    callback_query: {
      id: dice.of(['q1', `${of.index}`, MARK, '9'.repeat(500), '']), from: { id: other, is_bot: false, first_name: MARK }, chat_instance: '1', data,
      ...(dice.isOneIn(6) ? {} : { message: { message_id: dice.below(99), date: 0, chat: { id: chat, type: dice.of(['private', 'private', 'group', MARK]) } } }),
    },
  };
}

function otherEvent(channel: Channel, dice: Dice, of: Of): Record<string, unknown> {
  const body = right(channel, dice, { ...of, text: MARK });
  if (channel === 'telegram') {
    const chat = chatOf(channel, dice);
    const place = { latitude: dice.of([9.52, 91, -1e308, 1e308, 0]), longitude: dice.of([106.18, 181, 1e308, 0]) };
    return dice.of<Record<string, unknown>>([
      { update_id: idOf(dice, of.index), message: { chat: { id: chat, type: 'private' }, location: place } },
      { update_id: idOf(dice, of.index), message: { chat: { id: chat, type: 'private' }, contact: { phone_number: MARK }, sticker: {} } },
      { update_id: idOf(dice, of.index), my_chat_member: { chat: { id: chat, type: 'private' }, new_chat_member: { status: dice.of(['kicked', 'member', MARK]) } } },
      { update_id: idOf(dice, of.index), message: { chat: { id: -5, type: 'supergroup' }, text: MARK } },
      { update_id: idOf(dice, of.index), poll: { question: MARK } },
      { update_id: dice.of([-1, Number.MAX_SAFE_INTEGER, 2 ** 31]), message: { chat: { id: dice.of([-1, 0, Number.MAX_SAFE_INTEGER]), type: 'private' }, text: MARK } },
    ]);
  }
  const name = channel === 'zalo_bot'
    ? dice.of(['message.sticker.received', 'message.unsupported.received', 'message.reaction.received', 'message.image.received', MARK, '__proto__'])
    : dice.of(['follow', 'unfollow', 'user_withdraw', 'user_send_location', 'user_send_sticker', 'oa_send_text', 'user_submit_info', 'anonymous_send_text', 'shop_x', MARK, 'toString']);
  return { ...body, event_name: name, ...(dice.isOneIn(2) && { recipient: { id: dice.of(['1', MARK, of.facts.oaId]) } }) };
}

const WRONG: readonly unknown[] = [
  null, true, false, -1, 0, 1e308, 2 ** 53, 0.5, '', MARK, [], {}, [[]], [null], { __proto__: null }, { toString: MARK }, { length: 1e9 }, '\u0000', ['__proto__'],
];

/** One value anywhere in it is of another type, or gone, or an unexpected one stands beside it. */
function spoiled(dice: Dice, body: Record<string, unknown>): unknown {
  const depth = dice.below(3);
  let at = body;
  for (let level = 0; level < depth; level++) {
    const inner = dice.of(Object.keys(at));
    const next: unknown = at[inner];
    if (!isRecord(next)) break;
    at = next;
  }
  const keys = Object.keys(at);
  if (keys.length === 0) return body;
  const key = dice.of(keys);
  const way = dice.below(5);
  if (way === 0) delete at[key];
  else if (way === 1) Object.defineProperty(at, '__proto__', { value: { is: MARK, admin: true }, enumerable: true, configurable: true });
  else if (way === 2) at['constructor'] = { prototype: { admin: true } };
  else at[key] = dice.of(WRONG);
  return dice.isOneIn(15) ? [body] : body;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function depthBomb(dice: Dice, body: Record<string, unknown>): string {
  const levels = dice.of([200, 5_000, 60_000, 200_000]);
  const [open, close] = dice.of([['[', ']'], ['{"a":', '}'], ['[{"message":', '}]']] as const);
  const closed = dice.isOneIn(6) ? '' : close.repeat(levels);
  const bomb = `${open.repeat(levels)}1${closed}`.slice(0, 1_000_000);
  const way = dice.below(3);
  if (way === 0) return bomb;
  const plain = JSON.stringify(body);
  return way === 1 ? `${plain.slice(0, -1)},"more":${bomb}}` : plain.replace(`"${MARK}"`, bomb);
}

function brokenBody(dice: Dice): string | Buffer {
  return dice.of<() => string | Buffer>([
    () => '', () => 'null', () => '1', () => `"${MARK}"`, () => '[]', () => '{}', () => `{"a":${MARK}}`, () => `{"update_id":1`,
    () => `\ufeff{"update_id":1}`, () => Buffer.from(`{"update_id":1,"x":"${MARK}"}`, 'utf16le'), () => Buffer.from([0xff, 0xfe, 0x00, 0xc0, 0x80]),
    () => Buffer.concat([Buffer.from('{"update_id":1,"message":{"chat":{"id":900001,"type":"private"},"text":"'), Buffer.from([0xed, 0xa0, 0x80, 0xc3, 0x28]), Buffer.from('"}}')]),
    () => `text=${MARK}&talk=x`, () => `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "${MARK}">]><x>&a;</x>`, () => `{"update_id":1}{"update_id":2}`,
    () => `{"update_id":1e999,"update_id":"${MARK}"}`, () => '9'.repeat(100_000), () => `"${'\\u0000'.repeat(50_000)}"`, () => Buffer.alloc(1_100_000, 0x61),
    () => `{${Array.from({ length: 20_000 }, (_, at) => `"k${at}":${at}`).join(',')}}`, () => Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0x00]),
  ])();
}

const toBuffer = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));
