import { describe, expect, test } from 'vitest';
import { reveal } from '../../core/private/reveal.ts';
import type { ReadResult } from '../../tasks/ports.ts';
import { readOaEvent } from './oa_read.ts';

const AT = 1_795_000_000_000;
const SENT = '1794999999000';
const [OA, SHE, APP] = ['9000000000000000001', '8000000000000000002', '7000000000000000003'];

const seen = (result: ReadResult): unknown => (result.kind === 'event' ? JSON.parse(reveal(result.inbound.heard)).event : result);
const communeAt = (lat: number, lon: number): string | undefined => (lat === 22.33 && lon === 103.84 ? '02647' : undefined);
const read = (body: unknown, oaId: string | undefined = OA): ReadResult => readOaEvent(body, { at: AT, oaId, communeAt });

const fromHer = (name: string, message: object = {}): object => ({
  app_id: APP, sender: { id: SHE }, recipient: { id: OA }, user_id_by_app: 'x', event_name: name,
  message: { msg_id: '96d3cdf3af150460909', ...message }, timestamp: SENT,
});
const echo = (name: string, sender: object = {}): object => ({
  app_id: APP, sender: { id: OA, ...sender }, recipient: { id: SHE }, event_name: name,
  message: { msg_id: 'e1', text: 'chị ơi' }, timestamp: SENT,
});
const at = (latitude: unknown, longitude: unknown): object => ({
  attachments: [{ type: 'location', payload: { coordinates: { latitude, longitude } } }], text: 'Quán bên sông',
});

describe('what she sends', () => {
  const picture = { attachments: [{ type: 'image', payload: { thumbnail: 'https://x.invalid/t', url: 'https://x.invalid/i' } }] };
  const wordless = { kind: 'wordless', at: AT };
  const words = (text: string): object => ({ kind: 'message', at: AT, text });

  test.each<[string, object, unknown]>([
    ['user_send_text', { text: 'em chào chị' }, words('em chào chị')],
    ['user_send_text', { text: 'tiê\u0301ng' }, words('tiếng')],
    ['user_send_text', {}, wordless],
    ['user_send_text', { text: '#tc.12.3' }, { kind: 'press', at: AT, seq: 12, key: '3' }],
    ['user_send_text', { text: ' #tc.12.0\n' }, { kind: 'press', at: AT, seq: 12, key: '0' }],
    ['user_send_text', { text: '#tc.12.33' }, words('#tc.12.33')],
    ['user_send_text', { text: '#tc.1234567890.1' }, words('#tc.1234567890.1')],
    ['user_send_text', { text: '12.3' }, words('12.3')],
    ['user_send_location', at('22.33', '103.84'), { kind: 'location', at: AT, commune: '02647' }],
    ['user_send_location', at(22.33, 103.84), { kind: 'location', at: AT, commune: '02647' }],
    ['user_send_location', at('0', '0'), wordless],
    ['user_send_location', at('', ''), wordless],
    ['user_send_location', { text: 'Quán bên sông' }, wordless],
    ['user_send_image', picture, { ...wordless, file: { kind: 'picture', ref: '' } }],
    ['user_send_image', { ...picture, text: 'cửa nhà' }, { ...words('cửa nhà'), file: { kind: 'picture', ref: '' } }],
    ['user_send_image', { ...picture, text: '' }, { ...wordless, file: { kind: 'picture', ref: '' } }],
    ['user_send_gif', picture, wordless],
    ['user_send_link', { text: 'https://x.invalid xem này' }, words('https://x.invalid xem này')],
    ['user_send_link', {}, wordless],
    ['user_send_audio', {}, { ...wordless, file: { kind: 'voice', ref: '' } }],
    ['user_send_video', {}, wordless],
    ['user_send_file', {}, wordless],
    ['user_send_business_card', {}, wordless],
    ['user_send_sticker', { text: 'x' }, wordless],
    ['user_send_sticker', {}, wordless],
    ['anonymous_send_text', { text: 'em chào chị', conversation_id: 'c1' }, words('em chào chị')],
    ['anonymous_send_image', { conversation_id: 'c1' }, wordless],
    ['anonymous_send_file', { conversation_id: 'c1' }, wordless],
    ['anonymous_send_sticker', { conversation_id: 'c1' }, wordless],
    ['anonymous_send_text', { text: 'x' }, { kind: 'unknown', reason: 'shape' }],
  ])('%s %j is read', (name, message, expected) => {
    expect(seen(read(fromHer(name, message)))).toEqual(expected);
  });
});

describe('what happens around her', () => {
  const follower = (name: string): object => (
    { oa_id: OA, follower: { id: SHE }, user_id_by_app: 'x', event_name: name, source: 'oa_profile', app_id: APP, timestamp: SENT });

  test.each<[string, object, unknown]>([
    ['she follows', follower('follow'), { kind: 'message', at: AT, text: '/start' }],
    ['she leaves', follower('unfollow'), { kind: 'gone', at: AT, why: 'left' }],
    ['she withdraws, told one way', follower('user_withdraw'), { kind: 'gone', at: AT, why: 'withdrawn' }],
    ['she withdraws, told another way', fromHer('user_withdraw'), { kind: 'gone', at: AT, why: 'withdrawn' }],
    ['she withdraws, told a third way', { event_name: 'user_withdraw', oa_id: OA, user_id: SHE, timestamp: SENT }, { kind: 'gone', at: AT, why: 'withdrawn' }],
    ['a keeper writes', echo('oa_send_text', { admin_id: '500' }), { kind: 'takeover', at: AT }],
    ['a keeper sends a picture', echo('oa_send_image', { admin_id: 500 }), { kind: 'takeover', at: AT }],
  ])('%s', (_, body, expected) => {
    const result = read(body);
    expect(seen(result)).toEqual(expected);
    expect(result).toMatchObject({ inbound: { account: SHE, order: Number(SENT) } });
  });

  test.each([
    'oa_send_text', 'oa_send_image', 'oa_send_gif', 'oa_send_list', 'oa_send_file', 'oa_send_sticker', 'oa_send_template',
  ])('our own %s comes back and is nothing', (name) => {
    expect(read(echo(name))).toEqual({ kind: 'nothing' });
    expect(read(echo(name, { admin_id: '' }))).toEqual({ kind: 'nothing' });
  });

  test.each([
    'user_click_chatnow', 'user_seen_message', 'user_received_message', 'user_reacted_message', 'user_submit_info',
    'add_user_to_tag', 'remove_user_from_tag', 'update_user_info', 'user_send_group_text', 'user_out_group', 'user_leave_group',
    'create_group', 'oa_send_group_text', 'oa_send_anonymous_text', 'oa_send_anonymous_file', 'shop_has_order',
  ])('%s is nothing, whatever its shape', (name) => {
    expect(read(echo(name, { admin_id: '500' }))).toEqual({ kind: 'nothing' });
    expect(read({ event_name: name, message: 'x', info: { name: 'Ai đó', phone: '84900000000' } })).toEqual({ kind: 'nothing' });
  });

  test.each<[string, unknown, string]>([
    ['nothing at all', null, 'shape'],
    ['a text', 'x', 'shape'],
    ['no name', { sender: { id: SHE } }, 'shape'],
    ['a name that is none', { event_name: 7 }, 'shape'],
    ['no sender', { event_name: 'user_send_text', message: { text: 'x' } }, 'shape'],
    ['a sender whose number is not exact any more', { event_name: 'user_send_text', sender: { id: 8_000_000_000_000_000_002 }, message: { text: 'x' } }, 'shape'],
    ['a message that is none', { event_name: 'user_send_text', sender: { id: SHE }, message: 'x' }, 'shape'],
    ['a kind that is new', fromHer('user_send_hologram'), 'kind'],
    ['a kind that objects have', fromHer('constructor'), 'kind'],
  ])('%s is unknown', (_, body, reason) => {
    expect(read(body)).toEqual({ kind: 'unknown', reason });
  });
});

test.each<[string, object, string | undefined, string]>([
  ['a message to it', fromHer('user_send_text', { text: 'x' }), OA, 'event'],
  ['a message to another', fromHer('user_send_text', { text: 'x' }), '1', 'account'],
  ['a follower of another', { event_name: 'follow', oa_id: OA, follower: { id: SHE } }, '1', 'account'],
  ['a keeper of another', echo('oa_send_text', { admin_id: '5' }), '1', 'account'],
  ['our own sends of another', echo('oa_send_text'), '1', 'nothing'],
  ['a message to another, where no account is named', fromHer('user_send_text', { text: 'x' }), undefined, 'event'],
  ['a follower of nobody named', { event_name: 'follow', follower: { id: SHE } }, OA, 'event'],
])('the house answers for its own account: %s', (_, body, oaId, expected) => {
  const result = readOaEvent(body, { at: AT, oaId, communeAt });
  expect(result.kind === 'unknown' ? result.reason : result.kind).toBe(expected);
});

test.each<[string, object, object]>([
  ['a message has its own id', fromHer('user_send_text', { text: 'x' }), { platformId: '96d3cdf3af150460909', account: SHE, order: 1_794_999_999_000 }],
  ['numbers do as well', { event_name: 'user_send_text', sender: { id: 12 }, message: { msg_id: 34, text: 'x' }, timestamp: 56 }, { platformId: '34', account: '12', order: 56 }],
  ['what has no id is named by what it is', { event_name: 'follow', follower: { id: SHE }, timestamp: SENT }, { platformId: `follow.${SENT}.${SHE}` }],
  ['what has no time came now', { event_name: 'follow', follower: { id: SHE } }, { platformId: `follow.${AT}.${SHE}`, order: AT }],
  ['somebody without an account keeps the conversation', fromHer('anonymous_send_text', { text: 'x', conversation_id: 'c1' }), { account: `anonymous:${SHE}:c1` }],
])('%s', (_, body, expected) => {
  expect(readOaEvent(body, { at: AT, oaId: undefined, communeAt })).toMatchObject({ kind: 'event', inbound: { lang: 'vi', ...expected } });
});

test('coordinates and the name of the place end here', () => {
  const result = read(fromHer('user_send_location', at('22.33', '103.84')));
  expect(result.kind === 'event' && reveal(result.inbound.heard)).not.toMatch(/22\.33|103\.84|Quán/);
  expect(JSON.stringify(result)).not.toContain('02647');
});
