import { createServer } from 'node:http';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTelegramApi } from '../../src/channels/telegram/api.ts';
import { readUpdate } from '../../src/channels/telegram/read.ts';
import { setUpTelegram } from '../../src/channels/telegram/setup.ts';
import { telegramChannel } from '../../src/channels/telegram/write.ts';
import { openZaloBotApi } from '../../src/channels/zalo/bot_api.ts';
import { readBotUpdate } from '../../src/channels/zalo/bot_read.ts';
import { setUpZaloBot } from '../../src/channels/zalo/bot_setup.ts';
import { zaloBotChannel } from '../../src/channels/zalo/bot_write.ts';
import { openCalls } from '../../src/channels/zalo/call.ts';
import { openZaloOaApi } from '../../src/channels/zalo/oa_api.ts';
import { readOaEvent } from '../../src/channels/zalo/oa_read.ts';
import { openTokenKeeper } from '../../src/channels/zalo/oa_token.ts';
import { zaloOaChannel } from '../../src/channels/zalo/oa_write.ts';
import { type Capabilities, CHANNELS, isWithin } from '../../src/core/conversation/channels.ts';
import { Private } from '../../src/core/private/private.ts';
import { reveal } from '../../src/core/private/reveal.ts';
import {
  type Channel, type Outgoing, type ReadResult, SEND_FAILURES, type SendFailure, type SendResult, type TokenPair, type TokenStore, type Trace, type Traces,
} from '../../src/tasks/ports.ts';
import type { Call } from '../fakes/endpoint.ts';
import type { Faults } from '../fakes/faults.ts';
import type { Person, PersonAbout } from '../fakes/person.ts';
import type { Push } from '../fakes/push.ts';
import { type FakeTelegram, openFakeTelegram } from '../fakes/telegram.ts';
import { type FakeZaloBot, openFakeZaloBot } from '../fakes/zalo_bot.ts';
import { type FakeZaloOa, openFakeZaloOa } from '../fakes/zalo_oa.ts';
import { openHunt } from '../service/hunt.ts';
import { freePort } from '../service/open.ts';
import { read } from '../tree.ts';

const NAMES = ['telegram', 'zalo_oa', 'zalo_bot'] as const;
type Name = (typeof NAMES)[number];

/** Noon in Viet Nam; a test may set another hour. */
const NOON = Date.parse('2026-11-21T12:00:00+07:00');
const HOUR_MS = 3_600_000;
const SEQ = 4;
const HERE = { lat: 22.33, lon: 103.84, commune: '02647' } as const;
const HER = { name: 'Người Không Tên Thật', username: 'khong_ten_that' } as const;

type Fields = Readonly<Record<string, unknown>>;

/** One channel as it stands in the house, before a platform on this machine, with somebody who has written once. */
type Platform = Readonly<{
  name: Name;
  channel: Channel;
  person: Person;
  account: string;
  /** A second person, who tells her language where the platform passes it on. */
  other: (about?: PersonAbout) => Person;
  /** What came to our webhook, as it came and as the channel reads it. */
  got: readonly Got[];
  push: Push;
  faults: Faults;
  calls: readonly Call[];
  /** The method of a send, by which faults are planned. */
  sends: string;
  clock: { at: number };
  /** What must stand in no result, no error and no warning. */
  secrets: () => readonly string[];
  /** Codes that were told to whoever runs this. */
  told: readonly string[];
  /** What lies in the chats, where the platform lets us take it back. */
  traces?: Traces;
  /** Everything the channel calls besides sends, to its end, whatever it throws. */
  rawCalls: () => readonly (() => Promise<unknown>)[];
  fakes: Partial<Readonly<{ telegram: FakeTelegram; oa: FakeZaloOa; bot: FakeZaloBot }>>;
  close: () => Promise<void>;
}>;
type Got = Readonly<{ raw: string; headers: Fields; result: ReadResult }>;
type Options = Readonly<{ root?: string; token?: string; capabilities?: Partial<Capabilities> }>;

const HOTLINES = { hotline_police: '113' } as const;
const hotlines = (): Readonly<Record<string, string>> => HOTLINES;
const communeAt = (lat: number, lon: number): string | undefined => lat === HERE.lat && lon === HERE.lon ? HERE.commune : undefined;
const VOICE = Buffer.from('OggS of nobody');

/** A webhook that reads what comes as the channel does. */
async function openDoor(reads: (body: unknown) => ReadResult): Promise<{ url: string; got: Got[]; close: () => Promise<void> }> {
  const got: Got[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const raw = Buffer.concat(parts).toString('utf8');
      got.push({ raw, headers: request.headers, result: reads(JSON.parse(raw)) });
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`, got,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

/** Nobody here waits for an answer: the person's own patience is the shortest there is. */
const impatient = (about: PersonAbout = {}): PersonAbout => ({ ...HER, waitMs: 1, ...about });

async function begin(platform: Platform): Promise<Platform> {
  await platform.person.whispers('Xin chào');
  return platform;
}

async function openTelegram({ root, token, capabilities }: Options): Promise<Platform> {
  const fake = await openFakeTelegram();
  const clock = { at: NOON };
  const door = await openDoor((body) => readUpdate(body, { at: clock.at, communeAt, answerPress: (id) => void api.call('answerCallbackQuery', { callback_query_id: id }) }));
  fake.push.to({ url: door.url, headers: {} });
  const api = openTelegramApi({ root: root ?? fake.root, token: token ?? fake.token, proxy: undefined });
  const person = fake.person(impatient());
  const told: string[] = [];
  const traces = openTraces();
  const words = ['vi', 'en'].map((lang) => ({ lang, name: 'x', description: 'x', short: 'x', start: 'x' }));
  return begin({
    name: 'telegram', person, account: String(person.id), got: door.got, push: fake.push, faults: fake.faults, calls: fake.calls, sends: 'sendMessage', clock, told,
    channel: telegramChannel({ api, capabilities: { ...CHANNELS.telegram, ...capabilities }, hotlines, voice: () => VOICE, traces, now: () => clock.at }),
    traces,
    other: (about) => fake.person(impatient(about)),
    secrets: () => [fake.token, token ?? fake.token, root ?? fake.root],
    rawCalls: () => [
      () => api.call('sendMessage', { chat_id: String(person.id), text: ECHOED }),
      () => setUpTelegram({ api, webhook: { url: door.url, secret: 'a-secret' }, words, failed: (method, code) => told.push(`${method} ${code}`) }),
    ],
    fakes: { telegram: fake },
    close: async () => {
      await api.close();
      await fake.close();
      await door.close();
    },
  });
}

/** What lies in each chat, in the order in which it came there. */
function openTraces(): Traces {
  const all = new Map<string, Trace[]>();
  return {
    note: (laneId, trace) => void all.set(laneId, [...all.get(laneId) ?? [], trace]),
    last: (laneId) => all.get(laneId)?.findLast(({ ours }) => ours),
    take: async (laneId) => {
      const known = all.get(laneId) ?? [];
      all.delete(laneId);
      return known;
    },
  };
}

async function openZaloOa({ root, token, capabilities }: Options): Promise<Platform> {
  const clock = { at: NOON };
  const fake = await openFakeZaloOa({ now: () => clock.at });
  const { ZALO_OA_ID: oaId = '', ZALO_APP_ID: appId = '', ZALO_APP_SECRET: appSecret = '', ZALO_OA_SECRET_KEY: oaSecret = '', ZALO_OA_REFRESH_TOKEN: seed = '' } = fake.settings;
  const door = await openDoor((body) => readOaEvent(body, { at: clock.at, oaId, communeAt }));
  fake.push.to({ url: door.url, headers: {} });
  const told: string[] = [];
  const oauth = openCalls(fake.oauthRoot);
  const pairs: TokenPair[] = [];
  const tokens = openTokenKeeper({
    store: tokensIn(token ?? seed, pairs), calls: oauth, appId, appSecret, now: () => clock.at, alarm: (code) => told.push(code), renewed: () => undefined,
  });
  const calls = openCalls(root ?? fake.root);
  const api = openZaloOaApi({ calls, tokens });
  const person = fake.person(impatient());
  return begin({
    name: 'zalo_oa', person, account: String(person.id), got: door.got, push: fake.push, faults: fake.faults, calls: fake.calls, sends: 'message/cs', clock, told,
    channel: zaloOaChannel({
      api, hotlines, capabilities: { ...CHANNELS.zalo_oa, ...capabilities }, warned: (code) => told.push(code), now: () => clock.at,
    }),
    other: (about) => fake.person(impatient(about)),
    secrets: () => [appSecret, oaSecret, seed, root ?? fake.root, fake.oauthRoot, ...pairs.flatMap(({ access, refresh }) => [access, refresh]).filter(Boolean)],
    rawCalls: () => [
      () => calls.post('/v3.0/oa/message/cs', { recipient: { user_id: String(person.id) }, message: { text: ECHOED } }, { access_token: seed }),
      () => oauth.form('/v4/oa/access_token', { refresh_token: seed, app_id: appId, grant_type: 'refresh_token' }, { secret_key: appSecret }),
      () => tokens.renew(pairs.at(-1)?.access ?? ''),
      () => tokens.keepFresh(),
    ],
    fakes: { oa: fake },
    close: async () => {
      await Promise.all([api.close(), oauth.close(), fake.close(), door.close()]);
    },
  });
}

/** A store of tokens that one process has for itself; `pairs` is every pair that ever lay in it. */
function tokensIn(seed: string, pairs: TokenPair[]): TokenStore {
  pairs.push({ access: '', refresh: seed, expiresAt: 0 });
  return {
    read: async () => ({ pair: pairs.at(-1) ?? { access: '', refresh: seed, expiresAt: 0 }, version: pairs.length }),
    lease: async () => ({ is: 'mine', until: Number.MAX_SAFE_INTEGER }),
    save: async (_version, pair) => void pairs.push(pair),
    release: async () => undefined,
  };
}

async function openZaloBot({ root, token, capabilities }: Options): Promise<Platform> {
  const clock = { at: NOON };
  const fake = await openFakeZaloBot({ now: () => clock.at });
  fake.manner.form = 'NFD';
  const door = await openDoor((body) => readBotUpdate(body, { at: clock.at }));
  fake.push.to({ url: door.url, headers: {} });
  const api = openZaloBotApi(root ?? fake.root, token ?? fake.token);
  const person = fake.person(impatient());
  const told: string[] = [];
  return begin({
    name: 'zalo_bot', person, account: String(person.id), got: door.got, push: fake.push, faults: fake.faults, calls: fake.calls, sends: 'sendMessage', clock, told,
    channel: zaloBotChannel({ api, hotlines, capabilities: { ...CHANNELS.zalo_bot, ...capabilities } }),
    other: (about) => fake.person(impatient(about)),
    secrets: () => [fake.token, token ?? fake.token, root ?? fake.root],
    rawCalls: () => [
      () => api.call('sendMessage', { chat_id: String(person.id), text: ECHOED }),
      () => setUpZaloBot({ api, webhook: { url: door.url, secret: 'a-secret' }, failed: (method, code) => told.push(`${method} ${code}`) }),
    ],
    fakes: { bot: fake },
    close: async () => {
      await Promise.all([api.close(), fake.close(), door.close()]);
    },
  });
}

const OPEN: Readonly<Record<Name, (options: Options) => Promise<Platform>>> = { telegram: openTelegram, zalo_oa: openZaloOa, zalo_bot: openZaloBot };

/** Platforms that one test has for itself. */
const opened: Platform[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ close }) => close()));
});
async function fresh(name: Name, options: Options = {}): Promise<Platform> {
  const platform = await OPEN[name](options);
  opened.push(platform);
  return platform;
}

/** What she does on her phone; nobody answers, and she does not wait. */
const acts = (doing: Promise<unknown>): Promise<unknown> => doing.catch(() => undefined);
const bare: Outgoing = { text: 'Chào chị', keys: [], seq: SEQ, lang: 'vi', asks: 'nothing' };
const CHOICES: Outgoing['keys'] = [{ key: '1', label: 'Có' }, { key: '2', label: 'Chưa' }];
const FIXED: Outgoing['keys'] = [{ key: '9', label: 'Quay lại' }, { key: '0', label: 'Thoát' }];
const PLACE: Outgoing['keys'][number] = { key: 'here', label: 'Gửi vị trí' };

function write({ channel, account }: Pick<Platform, 'channel' | 'account'>, outgoing: Partial<Outgoing> = {}): Promise<SendResult> {
  return channel.write(new Private(account), new Private(JSON.stringify({ ...bare, ...outgoing } satisfies Outgoing)));
}

/* --- what comes in --------------------------------------------------------------------------------------------- */

const WORDS = 'Tiếng khèn lá bên bờ suối';
const said = (text: string): object => ({ kind: 'message', text });
const wordless = { kind: 'wordless' } as const;
const hidden = { kind: 'wordless', hidden: true } as const;
const unfetched = (kind: 'picture' | 'voice'): object => ({ kind, ref: '' });
const gone = (why: 'left' | 'withdrawn'): object => ({ kind: 'gone', why });
const nothing = { kind: 'nothing' } as const;
const unknown = (reason: 'kind' | 'shape' | 'account'): object => ({ kind: 'unknown', reason });
/** The platform tells us nothing of it. */
const SILENT = 'silent';

/** What arrived, without its time. */
function seen(result: ReadResult): unknown {
  if (result.kind !== 'event') return result;
  const { event } = JSON.parse(reveal(result.inbound.heard));
  const { at, ...rest } = event;
  expect(at).toBe(NOON);
  return rest;
}

/** One doing of hers or of the platform, and what becomes of it on every channel; a channel left out has no such thing. */
type Reading = readonly [what: string, does: (at: Platform) => Promise<unknown>, is: Partial<Readonly<Record<Name | 'all', unknown>>>];

const bot = (event_name: string, message: Fields, { account, person }: Platform): Readonly<{ event_name: string; message: Fields }> => ({
  event_name,
  message: { from: { id: account, display_name: person.name, is_bot: false }, chat: { id: account, chat_type: 'PRIVATE' }, message_id: `${event_name}-1`, date: NOON, ...message },
});
const oa = (event_name: string, more: Fields, { account, fakes }: Platform): Fields & Readonly<{ event_name: string }> => ({
  event_name, app_id: fakes.oa?.settings['ZALO_APP_ID'], sender: { id: account }, recipient: { id: fakes.oa?.settings['ZALO_OA_ID'] }, timestamp: String(NOON), ...more,
});
const picture = { attachments: [{ type: 'image', payload: { thumbnail: 'https://example.org/t.jpg', url: 'https://example.org/i.jpg' } }] };

/** Each platform in its own way: whatever the one at hand can do. */
function each(ways: Readonly<{ telegram?: (fake: FakeTelegram, at: Platform) => Promise<unknown>; oa?: (fake: FakeZaloOa, at: Platform) => Promise<unknown>; bot?: (fake: FakeZaloBot, at: Platform) => Promise<unknown> }>): Reading[1] {
  return async (at) => {
    const { telegram, oa: account, bot: small } = at.fakes;
    await (telegram && ways.telegram?.(telegram, at));
    await (account && ways.oa?.(account, at));
    await (small && ways.bot?.(small, at));
  };
}

const READINGS: readonly Reading[] = [
  ['words whose marks come apart', ({ person }) => person.whispers(WORDS.normalize('NFD')), { all: said(WORDS) }],
  ['words between blanks and lines', ({ person }) => person.whispers(` ${WORDS}\n2`), { all: said(` ${WORDS}\n2`) }],
  ['an invite', ({ person, name }) => person.whispers(name === 'telegram' ? '/start TC-AAAA-BBBB' : 'TC-AAAA-BBBB'), { all: said('TC-AAAA-BBBB') }],
  ['the number of a choice', ({ person }) => person.whispers('1'), { all: said('1') }],
  // Where only numbers stand in a text, pressing is typing.
  ['a choice that is pressed', ({ person }) => acts(person.presses('Có')), { telegram: { kind: 'press', seq: SEQ, key: '1' }, zalo_oa: { kind: 'press', seq: SEQ, key: '1' }, zalo_bot: said('1') }],
  ['the button under an alert', each({ telegram: (fake, { person }) => fake.update({ callback_query: { id: 'q9', from: { id: person.id, is_bot: false, first_name: 'x' }, chat_instance: '1', data: 'c.ABCDEF', message: { message_id: 1, date: 1, chat: { id: person.id, type: 'private' } } } }) }), { telegram: said('ABCDEF') }],
  ['a press that is none of ours', each({
    telegram: (fake, { person }) => fake.update({ callback_query: { id: 'q8', from: { id: person.id, is_bot: false, first_name: 'x' }, chat_instance: '1', data: '99999999999.1', message: { message_id: 1, date: 1, chat: { id: person.id, type: 'private' } } } }),
    oa: (_fake, { person }) => person.whispers('#tc.99999999999.1'), bot: (_fake, { person }) => person.whispers(`#tc.${SEQ}.1`),
  }), { telegram: wordless, zalo_oa: said('#tc.99999999999.1'), zalo_bot: said(`#tc.${SEQ}.1`) }],
  ['where she is', ({ person }) => acts(person.shares(HERE.lat, HERE.lon)), { telegram: { kind: 'location', commune: HERE.commune }, zalo_oa: { kind: 'location', commune: HERE.commune }, zalo_bot: hidden }],
  ['a place in no commune we know', ({ person }) => acts(person.shares(1.5, 2.5)), { telegram: wordless, zalo_oa: wordless, zalo_bot: hidden }],
  ['a sticker', ({ person }) => acts(person.sends({ sticker: { file_id: 'a' } })), { all: wordless }],
  ['a picture', ({ person }) => acts(person.sends({ photo: [] })), { telegram: wordless, zalo_oa: { ...wordless, file: unfetched('picture') }, zalo_bot: { ...wordless, file: unfetched('picture') } }],
  ['her voice', ({ person }) => acts(person.sends({ voice: { file_id: 'b' } })), { telegram: { ...wordless, file: { kind: 'voice', ref: 'b' } }, zalo_oa: { ...wordless, file: unfetched('voice') }, zalo_bot: { ...wordless, file: unfetched('voice') } }],
  ['a film', ({ person }) => acts(person.sends({ video: { file_id: 'c' } })), { telegram: wordless, zalo_oa: wordless, zalo_bot: hidden }],
  ['a file', ({ person }) => acts(person.sends({ document: { file_id: 'd' } })), { telegram: wordless, zalo_oa: wordless, zalo_bot: hidden }],
  ['somebody\'s card', ({ person }) => acts(person.sends({ contact: { phone_number: '0000', first_name: 'x' } })), { telegram: wordless, zalo_oa: wordless, zalo_bot: hidden }],
  ['a GIF', ({ person }) => acts(person.sends({ gif: {} })), { telegram: wordless, zalo_oa: wordless, zalo_bot: hidden }],
  ['words beside a picture', each({
    telegram: (_fake, { person }) => acts(person.sends({ photo: [{ file_id: 'e' }], caption: WORDS.normalize('NFD') })),
    oa: (fake, at) => fake.event(oa('user_send_image', { message: { ...picture, text: WORDS.normalize('NFD'), msg_id: 'w1' } }, at)),
    bot: (fake, at) => fake.event(bot('message.image.received', { photo_url: 'https://example.org/i.jpg', caption: WORDS.normalize('NFD') }, at)),
  }), { telegram: { ...said(WORDS), file: { kind: 'picture', ref: 'e' } }, zalo_oa: { ...said(WORDS), file: unfetched('picture') }, zalo_bot: { ...said(WORDS), file: unfetched('picture') } }],
  ['words and a page', each({
    telegram: (_fake, { person }) => person.whispers(`https://example.org/ ${WORDS}`),
    oa: (fake, at) => fake.event(oa('user_send_link', { message: { text: `https://example.org/ ${WORDS}`, msg_id: 'w2' } }, at)),
    bot: (fake, at) => fake.event(bot('message.link.received', { text: `https://example.org/ ${WORDS}` }, at)),
  }), { all: said(`https://example.org/ ${WORDS}`) }],
  ['what Zalo withholds', each({ bot: (fake, at) => fake.event(bot('message.unsupported.received', {}, at)) }), { zalo_bot: hidden }],
  ['words that were changed', each({ telegram: (_fake, { person }) => acts(person.edits(WORDS)) }), { telegram: said(WORDS) }],
  ['a block', ({ person }) => person.blocks(), { telegram: gone('left'), zalo_oa: gone('left'), zalo_bot: SILENT }],
  ['her coming back', ({ person }) => person.returns(), { telegram: nothing, zalo_oa: said('/start'), zalo_bot: SILENT }],
  ['her wish to have everything deleted', each({ oa: (fake, { person }) => fake.withdraws(person) }), { zalo_oa: gone('withdrawn') }],
  ['what we sent ourselves', (at) => write(at), { telegram: SILENT, zalo_oa: nothing, zalo_bot: SILENT }],
  ['what another bot says', each({ bot: (fake, at) => fake.event(bot('message.text.received', { from: { id: at.account, is_bot: true }, text: WORDS }, at)) }), { zalo_bot: nothing }],
  ['the hand of a keeper', each({ oa: (fake, { person }) => fake.adminWrites(person, WORDS) }), { zalo_oa: { kind: 'takeover' } }],
  ['that she opened the chat', each({ oa: (fake, { person }) => fake.clicksChat(person) }), { zalo_oa: nothing }],
  ['that she saw it', each({ oa: (fake, { person }) => fake.seesAll(person), bot: (fake, at) => fake.event(bot('message.reaction.received', {}, at)) }), { zalo_oa: nothing, zalo_bot: nothing }],
  ['a form with her name', each({ oa: (fake, at) => fake.event(oa('user_submit_info', { info: { name: WORDS, phone: '0000' } }, at)) }), { zalo_oa: nothing }],
  ['words in a group', each({ telegram: (fake) => fake.inGroup(WORDS), oa: (fake, at) => fake.event(oa('user_send_group_text', { message: { text: WORDS, msg_id: 'g1' } }, at)), bot: (fake) => fake.inGroup(WORDS) }), { all: nothing }],
  ['a kind that is new', each({
    telegram: (fake) => fake.update({ poll: { id: '1', question: WORDS } }),
    oa: (fake, at) => fake.event(oa('user_send_hologram', { message: { text: WORDS, msg_id: 'n1' } }, at)),
    bot: (fake, at) => fake.event(bot('message.hologram.received', { text: WORDS }, at)),
  }), { all: unknown('kind') }],
  ['a shape that is new', each({
    telegram: (fake) => fake.update({ message: WORDS }),
    oa: (fake) => fake.event({ event_name: 'user_send_text', timestamp: String(NOON), message: { text: WORDS } }),
    bot: (fake) => fake.event({ event_name: 'message.text.received', message: { text: WORDS } }),
  }), { all: unknown('shape') }],
  ['an event of another account', each({ oa: (fake, at) => fake.event(oa('user_send_text', { recipient: { id: '1' }, message: { text: WORDS, msg_id: 'a1' } }, at)) }), { zalo_oa: unknown('account') }],
];

describe.each(NAMES)('What comes in on %s', (name) => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await OPEN[name]({ ...(name === 'zalo_oa' && { capabilities: { buttons: true } }) });
    if (platform.fakes.oa) platform.fakes.oa.manner.buttons = true;
    // Something to press; what an Official Account sends comes back to it.
    await write(platform, { keys: [...CHOICES, ...FIXED] });
    await until(() => platform.got.length > 1 || name !== 'zalo_oa');
  });
  afterAll(() => platform.close());

  const own = READINGS.filter(([, , is]) => name in is || 'all' in is);
  // Zalo Bot delivers every update in one of two shapes.
  const shapes = name === 'zalo_bot' ? ['wrapped', 'flat'] as const : ['as it is'] as const;
  describe.each(shapes)('%s', (shape) => {
    beforeAll(() => {
      if (platform.fakes.bot && shape !== 'as it is') platform.fakes.bot.manner.shape = shape;
    });

    test.each(own)('%s', async (_what, does, is) => {
      const expected = is[name] ?? is.all;
      const before = platform.got.length;
      await does(platform);
      await until(() => platform.got.length > before || expected === SILENT);
      const fresh = platform.got.slice(before);
      expect(fresh.map(({ result }) => seen(result))).toEqual(expected === SILENT ? [] : [expected]);
      if (shape !== 'as it is') for (const { raw } of fresh) expect('result' in JSON.parse(raw)).toBe(shape === 'wrapped');
      for (const { result } of fresh) closed(result, platform);
    });
  });

  test('what comes again is the same event, what comes next is another', async () => {
    for (const [what, does] of own.filter(([, , expected]) => isEvent(expected[name] ?? expected.all))) {
      const before = platform.got.length;
      await does(platform);
      await until(() => platform.got.length > before);
      await platform.push.again(3);
      const [first, again] = platform.got.slice(before).map(({ result }) => inboundOf(result));
      expect(again, what).toEqual(first);
      if (name === 'zalo_oa') expect(platform.got.at(-1)?.headers['num_retry']).toBe('3');
    }
    const ids = await idsOf(platform, ['Một', 'Hai', 'Hai']);
    expect(new Set(ids).size).toBe(3);
    expect(ids.every((id) => id !== '')).toBe(true);
  });

  test('it bears her account, the platform\'s order and her language', async () => {
    const before = platform.got.length;
    const person = platform.other({ lang: 'en' });
    await person.whispers(WORDS);
    platform.clock.at += 7;
    await person.whispers(WORDS);
    platform.clock.at = NOON;
    const [one, two] = platform.got.slice(before);
    const [first, second] = [inboundOf(one?.result), inboundOf(two?.result)];
    expect(first).toMatchObject({ account: String(person.id), lang: name === 'telegram' ? 'en' : 'vi', order: orderIn(one?.raw ?? '{}') });
    expect(second?.order ?? 0).toBeGreaterThan(first?.order ?? 0);
  });
});

test('on an Official Account somebody without a name on Zalo is found again by her conversation, and answered there', async () => {
  const platform = await fresh('zalo_oa');
  const person = platform.fakes.oa?.anonymous(impatient());
  await person?.whispers(WORDS);
  const inbound = inboundOf(platform.got.at(-1)?.result);
  expect(inbound?.account).toMatch(new RegExp(`^anonymous:${person?.id}:conversation-`));
  expect(await write({ channel: platform.channel, account: inbound?.account ?? '' }, { keys: CHOICES })).toEqual({ sent: expect.any(String) });
  expect(person?.heard.map(({ text }) => text)).toEqual(['Chào chị\n\n1. Có\n2. Chưa']);
});

test('on Telegram a press stops spinning', async () => {
  const platform = await fresh('telegram');
  await write(platform, { keys: CHOICES });
  await acts(platform.person.presses('Có'));
  const result = platform.got.at(-1)?.result;
  if (result?.kind === 'event') result.after?.();
  await until(() => platform.calls.some(({ method }) => method === 'answerCallbackQuery'));
  expect(platform.calls.at(-1)).toMatchObject({ method: 'answerCallbackQuery', status: 200 });
});

const isEvent = (expected: unknown): boolean =>
  typeof expected === 'object' && expected !== null && !('kind' in expected && ['nothing', 'unknown'].includes(String(expected.kind)));

function inboundOf(result: ReadResult | undefined): Readonly<{ platformId: string; account: string; order: number; lang: string }> | undefined {
  if (result?.kind !== 'event') return undefined;
  const { platformId, account, order, lang } = result.inbound;
  return { platformId, account, order, lang };
}

async function idsOf(platform: Platform, texts: readonly string[]): Promise<string[]> {
  const before = platform.got.length;
  for (const text of texts) await platform.person.whispers(text);
  return platform.got.slice(before).map(({ result }) => inboundOf(result)?.platformId ?? '');
}

function orderIn(raw: string): number {
  const body = JSON.parse(raw);
  return Number(body.update_id ?? body.timestamp ?? body.message?.date ?? body.result?.message?.date);
}

/** What goes on to the desk shows nothing, and when it is opened there is nothing in it but what she did. */
function closed(result: ReadResult, { account }: Platform): void {
  const hunt = openHunt([WORDS, HER.name, HER.username, 'https://example.org', 'conversation-', '#tc.', String(HERE.lat), String(HERE.lon), 'Quán cơm']);
  hunt.look('the outside', `${inspect(result, { depth: 9, showHidden: true })}${JSON.stringify(result)}`);
  expect(hunt.finds()).toEqual([]);
  if (result.kind !== 'event') return;
  const heard = JSON.parse(reveal(result.inbound.heard));
  // The number of her message is what it is taken back by.
  expect(Object.keys(heard).filter((name) => name !== 'ref').sort()).toEqual(['account', 'event', 'lang']);
  expect(heard.account).toBe(account);
  expect(JSON.stringify(heard)).not.toMatch(new RegExp([HER.name, HER.username, String(HERE.lat), 'Quán cơm', 'example\\.org/[it]'].join('|')));
}

async function until(is: () => boolean, ms = 2_000): Promise<void> {
  const end = Date.now() + ms;
  while (!is() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
  // What should not come has had a moment to come.
  await new Promise((resolve) => setTimeout(resolve, 5));
}

/* --- what goes out --------------------------------------------------------------------------------------------- */

/** A request as it stands for one channel: its text, and what stands beside it. */
type Said = Readonly<{ text: string; markup?: object }>;

function requestOf({ name, account }: Platform, { text, markup }: Said): object {
  switch (name) {
    case 'telegram':
      return { method: 'sendMessage', fields: { chat_id: account, text, link_preview_options: { is_disabled: true }, protect_content: true, ...(markup && { reply_markup: markup }) } };
    case 'zalo_oa':
      return { method: 'message/cs', fields: { recipient: { user_id: account }, message: { text, ...(markup && { attachment: markup }) } } };
    case 'zalo_bot':
      return { method: 'sendMessage', fields: { chat_id: account, text } };
  }
}

const PATHS: Readonly<Record<Name, RegExp>> = { telegram: /^\/bot[^/]+\/sendMessage$/, zalo_oa: /^\/v3\.0\/oa\/message\/cs$/, zalo_bot: /^\/bot[^/]+\/sendMessage$/ };

/** What was asked of the platform for one write. */
async function asked(platform: Platform, outgoing: Partial<Outgoing>): Promise<{ result: SendResult; requests: object[] }> {
  const before = platform.calls.length;
  const result = await write(platform, outgoing);
  const sends = platform.calls.slice(before).filter(({ method }) => method !== 'access_token');
  for (const { path } of sends) expect(path).toMatch(PATHS[platform.name]);
  return { result, requests: sends.map(({ method, fields }) => ({ method, fields })) };
}

const inline = (...rows: (readonly string[])[]): object => ({
  inline_keyboard: rows.map((row) => row.map((text) => ({ text, callback_data: `${SEQ}.${text[0]}` }))),
});
const locationKeyboard = { keyboard: [[{ text: PLACE.label, request_location: true }]], resize_keyboard: true, one_time_keyboard: true };
const fromHere = 'Ở đâu ạ';
const LETTER = 'ế';

const WRITINGS: readonly (readonly [what: string, outgoing: Partial<Outgoing>, is: Readonly<{ telegram: Said; zalo: Said }>])[] = [
  ['a plain text', {}, { telegram: { text: 'Chào chị' }, zalo: { text: 'Chào chị' } }],
  ['choices and the keys that are always there', { keys: [...CHOICES, ...FIXED] }, {
    telegram: { text: 'Chào chị', markup: inline(['1. Có'], ['2. Chưa'], ['9 Quay lại', '0 Thoát']) },
    zalo: { text: 'Chào chị\n\n1. Có\n2. Chưa\n\n9 Quay lại · 0 Thoát' },
  }],
  ['the keys that are always there alone', { keys: FIXED }, {
    telegram: { text: 'Chào chị', markup: inline(['9 Quay lại', '0 Thoát']) }, zalo: { text: 'Chào chị\n\n9 Quay lại · 0 Thoát' },
  }],
  ['a question for a place', { text: fromHere, asks: 'place', keys: [PLACE] }, { telegram: { text: fromHere, markup: locationKeyboard }, zalo: { text: fromHere } }],
  ['a question for a place, and its keys', { text: fromHere, asks: 'place', keys: [PLACE, ...FIXED] }, {
    telegram: { text: `${fromHere}\n\n9 Quay lại · 0 Thoát`, markup: locationKeyboard }, zalo: { text: `${fromHere}\n\n9 Quay lại · 0 Thoát` },
  }],
  ['the number of a hotline, and no line whose number nobody has verified', { text: 'Gọi ⟦hotline_police⟧ nhé\nNgôi nhà: ⟦hotline_peace_house⟧\nEm ở đây' }, {
    telegram: { text: 'Gọi 113 nhé\nEm ở đây' }, zalo: { text: 'Gọi 113 nhé\nEm ở đây' },
  }],
  ['marks that look like markup, as they are', { text: '*em* <b>_ở_</b> [đây](x) & `kia`' }, {
    telegram: { text: '*em* <b>_ở_</b> [đây](x) & `kia`' }, zalo: { text: '*em* <b>_ở_</b> [đây](x) & `kia`' },
  }],
  ['letters in one piece', { text: `${LETTER} ơi`.normalize('NFD'), keys: [{ key: '1', label: 'Đã về'.normalize('NFD') }] }, {
    telegram: { text: `${LETTER} ơi`, markup: inline(['1. Đã về']) }, zalo: { text: `${LETTER} ơi\n\n1. Đã về` },
  }],
];

describe.each(NAMES)('What goes out on %s', (name) => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await OPEN[name]({});
  });
  afterAll(() => platform.close());
  const { textMax } = CHANNELS[name];
  const shown = (is: (typeof WRITINGS)[number][2]): Said => name === 'telegram' ? is.telegram : is.zalo;

  test.each(WRITINGS)('%s', async (_what, outgoing, is) => {
    const { result, requests } = await asked(platform, outgoing);
    expect(requests).toEqual([requestOf(platform, shown(is))]);
    expect(result).toEqual({ sent: String(platform.person.heard.at(-1)?.id) });
  });

  test('a text that just fits, counted in whole letters', async () => {
    const text = LETTER.repeat(textMax);
    const { result, requests } = await asked(platform, { text: text.normalize('NFD') });
    expect(result).toEqual({ sent: expect.any(String) });
    expect(requests).toEqual([requestOf(platform, { text })]);
  });

  test.each<readonly [string, Partial<Outgoing>]>([
    ['a text of one letter too many', { text: LETTER.repeat(textMax + 1) }],
    ['a text whose numbers find no room', { text: LETTER.repeat(textMax), keys: [PLACE, ...CHOICES] }],
  ])('%s is refused, and nobody is asked', async (_what, outgoing) => {
    expect(await asked(platform, outgoing)).toEqual({ result: { failed: 'send:refused', detail: 'too_long' }, requests: [] });
  });
});

test('on Telegram a recorded sentence goes as a voice message that cannot be passed on', async () => {
  const platform = await fresh('telegram');
  expect(await write(platform, { voice: 'danger.now' })).toEqual({ sent: expect.any(String) });
  expect(platform.calls.at(-1)).toMatchObject({ method: 'sendVoice', status: 200, fields: { chat_id: platform.account, protect_content: true } });
});

describe('Buttons of an Official Account', () => {
  const keys = [...CHOICES, ...FIXED];
  const text = 'Chào chị\n\n1. Có\n2. Chưa\n\n9 Quay lại · 0 Thoát';
  const button = (title: string): object => ({ title, type: 'oa.query.hide', payload: `#tc.${SEQ}.${title[0]}` });
  const markup = { type: 'template', payload: { buttons: [button('1. Có'), button('2. Chưa'), button('0. Thoát')] } };
  const open = (): Promise<Platform> => fresh('zalo_oa', { capabilities: { buttons: true } });

  test('where they are on and taken, they stand beside the numbers', async () => {
    const platform = await open();
    if (platform.fakes.oa) platform.fakes.oa.manner.buttons = true;
    const { result, requests } = await asked(platform, { keys });
    expect(result).toEqual({ sent: expect.any(String) });
    expect(requests).toEqual([requestOf(platform, { text, markup })]);
    expect(platform.told).toEqual([]);
  });

  test('where they are on and refused, the numbers go alone, once, and buttons are not tried again', async () => {
    const platform = await open();
    const first = await asked(platform, { keys });
    expect(first.requests).toEqual([requestOf(platform, { text, markup }), requestOf(platform, { text })]);
    expect(first.result).toEqual({ sent: expect.any(String) });
    expect(platform.person.heard).toHaveLength(1);
    expect((await asked(platform, { keys })).requests).toEqual([requestOf(platform, { text })]);
    expect(platform.told).toEqual(['buttons']);
  });

  test('where the line is cut after them, nothing goes twice', async () => {
    const platform = await open();
    platform.faults.plan('message/cs', { kind: 'cut', when: 'after' });
    const { result, requests } = await asked(platform, { keys });
    expect([result, requests.length]).toEqual([{ failed: 'send:unknown', detail: expect.any(String) }, 1]);
  });
});

test('on an Official Account the message after a renewal goes with the new token at once', async () => {
  const platform = await fresh('zalo_oa');
  await aged(platform);
  platform.fakes.oa?.oauth.expireAccess();
  await write(platform);
  const before = platform.calls.length;
  expect(await write(platform)).toEqual({ sent: expect.any(String) });
  expect(platform.calls.slice(before).map(({ method, code }) => [method, code])).toEqual([['message/cs', 0]]);
});

/* --- what goes wrong ------------------------------------------------------------------------------------------- */

/** What a careless platform repeats in its refusal, and what is hunted in every result. */
const ECHOED = 'con chim xanh bay qua đèo lúc sương tan';

type Expected = Readonly<{ failed: SendFailure; retryAfterMs?: number } | { sent: true }>;
/** `sends`: how often the platform is asked to send; once unless it says otherwise. */
type Going = readonly [channel: Name, what: string, prepare: (at: Platform) => unknown, is: Expected & Readonly<{ sends?: number }>];

const cut = (when: 'before' | 'after') => ({ faults, sends }: Platform): void => faults.plan(sends, { kind: 'cut', when });
const down = (status: number) => ({ faults, sends }: Platform): void => faults.plan(sends, { kind: 'down', status });
const nonsense = ({ faults, sends }: Platform): void => faults.plan(sends, { kind: 'nonsense' });
const refuse = (status: number) => ({ faults, sends }: Platform): void => faults.plan(sends, { kind: 'refuse', status });
const error = (code: number, times = 1) => ({ faults, sends }: Platform): void => faults.plan(sends, { kind: 'error', code }, { times });
const throttle = ({ faults, sends }: Platform): void => faults.plan(sends, { kind: 'throttle', seconds: 7 });
const blocks = ({ person }: Platform): Promise<void> => person.blocks();
/** It has been good once, and is long enough in use to be worth renewing. */
const aged = async (platform: Platform): Promise<void> => {
  await write(platform);
  platform.clock.at += 60_000;
};
/** Nobody knows this account. */
const STRANGER: Readonly<Record<Name, string>> = { telegram: '424242424242', zalo_oa: '7999999999999999999', zalo_bot: 'f'.repeat(20) };

const FAILING: readonly Going[] = [
  ['telegram', 'asks to slow down', throttle, { failed: 'send:throttled', retryAfterMs: 7_000 }],
  ['telegram', 'is down', down(502), { failed: 'send:unreachable' }],
  ['telegram', 'cuts the line before it has done anything', cut('before'), { failed: 'send:unknown' }],
  ['telegram', 'cuts the line after it has sent', cut('after'), { failed: 'send:unknown' }],
  ['telegram', 'is not there: somebody else\'s page says yes', nonsense, { failed: 'send:unknown' }],
  ['telegram', 'refuses and repeats what it was sent', refuse(400), { failed: 'send:refused' }],
  ['telegram', 'refuses in an answer that HTTP calls good', error(400), { failed: 'send:refused' }],
  ['telegram', 'takes the token no more', refuse(401), { failed: 'send:token' }],
  ['telegram', 'knows that she blocked the bot', blocks, { failed: 'send:blocked' }],
  ['zalo_oa', 'asks to slow down', throttle, { failed: 'send:throttled' }],
  ['zalo_oa', 'asks to slow down in HTTP', down(429), { failed: 'send:throttled' }],
  ['zalo_oa', 'sends nothing at night', (at) => {
    at.clock.at = NOON + 11 * HOUR_MS;
    error(-234)(at);
  }, { failed: 'send:throttled', retryAfterMs: 7 * HOUR_MS }],
  ['zalo_oa', 'says that it is night by day', error(-234), { failed: 'send:throttled' }],
  ['zalo_oa', 'is down', down(503), { failed: 'send:unreachable' }],
  ['zalo_oa', 'fails on its side', error(-200), { failed: 'send:unreachable' }],
  ['zalo_oa', 'is hidden behind somebody who forbids', down(403), { failed: 'send:unreachable' }],
  ['zalo_oa', 'cuts the line before it has done anything', cut('before'), { failed: 'send:unknown' }],
  ['zalo_oa', 'cuts the line after it has sent', cut('after'), { failed: 'send:unknown' }],
  ['zalo_oa', 'is not there: somebody else\'s page says yes', nonsense, { failed: 'send:unknown' }],
  ['zalo_oa', 'refuses and repeats what it was sent', refuse(400), { failed: 'send:refused' }],
  ['zalo_oa', 'knows that she left', blocks, { failed: 'send:blocked' }],
  ['zalo_oa', 'has not heard from her for a week', ({ fakes, person }) => fakes.oa?.closeWindow(person), { failed: 'send:window_shut' }],
  ['zalo_oa', 'says that her interaction has expired', error(-232), { failed: 'send:window_shut' }],
  ['zalo_oa', 'finds the access token invalid, and good when it was renewed', async (at) => {
    await aged(at);
    at.fakes.oa?.oauth.expireAccess(-216);
  }, { sent: true, sends: 2 }],
  ['zalo_oa', 'finds the access token expired, and good when it was renewed', async (at) => {
    await aged(at);
    at.fakes.oa?.oauth.expireAccess(-220);
  }, { sent: true, sends: 2 }],
  ['zalo_oa', 'finds every access token invalid', async (at) => {
    await aged(at);
    error(-216, 3)(at);
  }, { failed: 'send:token', sends: 2 }],
  ['zalo_oa', 'takes the refresh token no more', async (at) => {
    await aged(at);
    at.fakes.oa?.oauth.expireAccess(-216);
    at.fakes.oa?.oauth.refuseNext();
  }, { failed: 'send:token' }],
  ['zalo_oa', 'is down where tokens are renewed', async (at) => {
    await aged(at);
    at.fakes.oa?.oauth.expireAccess(-220);
    at.faults.plan('access_token', { kind: 'cut', when: 'before' });
  }, { failed: 'send:token' }],
  ['zalo_oa', 'does not know the account as verified', error(-221), { failed: 'send:account' }],
  ['zalo_oa', 'has sold a plan that is too low', error(-224), { failed: 'send:account' }],
  ['zalo_oa', 'has no quota left', error(-211), { failed: 'send:quota' }],
  ['zalo_oa', 'finds that the text breaks its standards', error(-248), { failed: 'send:standards' }],
  ['zalo_bot', 'asks to slow down', throttle, { failed: 'send:throttled' }],
  ['zalo_bot', 'asks to slow down in HTTP too', (at) => {
    if (at.fakes.bot) at.fakes.bot.manner.throttledAs = 429;
    throttle(at);
  }, { failed: 'send:throttled' }],
  ['zalo_bot', 'is down', down(502), { failed: 'send:unreachable' }],
  ['zalo_bot', 'waits for itself too long', error(408), { failed: 'send:unreachable' }],
  ['zalo_bot', 'says in its own words that it is down', refuse(500), { failed: 'send:unreachable' }],
  ['zalo_bot', 'is hidden behind somebody who forbids', down(403), { failed: 'send:unreachable' }],
  ['zalo_bot', 'cuts the line before it has done anything', cut('before'), { failed: 'send:unknown' }],
  ['zalo_bot', 'cuts the line after it has sent', cut('after'), { failed: 'send:unknown' }],
  ['zalo_bot', 'is not there: somebody else\'s page says yes', nonsense, { failed: 'send:unknown' }],
  ['zalo_bot', 'refuses and repeats what it was sent', refuse(400), { failed: 'send:refused' }],
  ['zalo_bot', 'takes the token no more', refuse(401), { failed: 'send:token' }],
  ['zalo_bot', 'knows that she blocked the bot', blocks, { failed: 'send:blocked' }],
];

/** The shape of every detail: a code of the platform's, of the line's or of ours. Words never. */
const A_CODE = /^(-?\d{1,5}|[A-Z][A-Z0-9_]{1,40}|too_long|voice|unknown)$/;

/** Holds what came of a write to the rules that all of them keep; gives what is left to compare. */
function codesOf(result: SendResult, platform: Platform): object {
  showsNothing([JSON.stringify(result)], platform);
  if ('sent' in result) return { sent: result.sent !== '' };
  const { failed, detail, ...rest } = result;
  expect(detail).toMatch(A_CODE);
  return { failed, ...rest };
}

function showsNothing(texts: readonly string[], { secrets, account }: Platform): void {
  const hunt = openHunt([...secrets(), account, ECHOED, HER.name, HER.username]);
  texts.forEach((text) => hunt.look('outside', text));
  expect(hunt.finds()).toEqual([]);
}

describe.each(NAMES)('When %s', (name) => {
  const own = FAILING.filter(([channel]) => channel === name);

  test.each(own)('%s %s', async (_name, _what, prepare, { sends = 1, ...is }) => {
    const platform = await fresh(name);
    await prepare(platform);
    const before = platform.calls.length;
    const result = await write(platform, { text: ECHOED, keys: CHOICES });
    expect(codesOf(result, platform)).toEqual(is);
    expect(platform.calls.slice(before).filter(({ method }) => method === platform.sends), 'sends of ours').toHaveLength(sends);
    showsNothing(platform.told, platform);
  });

  test('nobody listens, nothing was sent', async () => {
    const platform = await fresh(name, { root: `http://127.0.0.1:${await freePort()}` });
    expect(codesOf(await write(platform), platform)).toEqual({ failed: 'send:unreachable' });
  });

  test('it does not know her, she cannot be written to', async () => {
    const platform = await fresh(name);
    const result = await write({ channel: platform.channel, account: STRANGER[name] });
    expect(codesOf(result, platform)).toEqual({ failed: name === 'telegram' ? 'send:blocked' : 'send:refused' });
  });

  test('it does not know the token, the token is what is wrong', async () => {
    const platform = await fresh(name, { token: '700:another-token-of-nobody' });
    expect(codesOf(await write(platform, { text: ECHOED }), platform)).toEqual({ failed: 'send:token' });
  });

  // What stands between us and a platform says nothing of her, of the token or of our text.
  test.each<readonly [number, SendFailure]>([
    [200, 'send:unknown'], [302, 'send:unreachable'], [403, 'send:unreachable'], [407, 'send:unreachable'], [451, 'send:unreachable'], [502, 'send:unreachable'],
  ])('somebody else answers in its place with %i and a page that repeats everything', async (status, failed) => {
    const between = await openBetween(status);
    const platform = await fresh(name, { root: between.root });
    const result = await write(platform, { text: ECHOED });
    await between.close();
    expect(between.asked()).toBe(1);
    expect(codesOf(result, platform)).toEqual({ failed });
  });

  test('whatever is called breaks, what is thrown and told shows nothing', async () => {
    const shown: string[] = [];
    for (const broken of ['cut', 'nonsense', 'refuse', 'nobody'] as const) {
      const platform = await fresh(name, broken === 'nobody' ? { root: `http://127.0.0.1:${await freePort()}` } : {});
      for (const call of platform.rawCalls()) {
        if (broken === 'cut') platform.faults.plan('*', { kind: 'cut', when: 'before' }, { times: 30 });
        if (broken === 'nonsense') platform.faults.plan('*', { kind: 'nonsense' }, { times: 30 });
        if (broken === 'refuse') platform.faults.plan('*', { kind: 'refuse', status: 400 }, { times: 30 });
        await call().catch((thrown: unknown) => shown.push(String(thrown), inspect(thrown, { depth: 12, showHidden: true }), JSON.stringify(thrown)));
        platform.faults.calm();
      }
      expect(platform.told.every((code) => /^[\w: -]{1,60}$/.test(code))).toBe(true);
      showsNothing([...shown, ...platform.told], platform);
    }
    expect(shown.length).toBeGreaterThan(3);
  });
});

/** A server in a platform's place: it answers with `status` and a page of everything it was sent. */
async function openBetween(status: number): Promise<{ root: string; asked: () => number; close: () => Promise<void> }> {
  let count = 0;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      count += 1;
      const page = `<h1>${status}</h1>${request.url}${JSON.stringify(request.headers)}${Buffer.concat(parts).toString('utf8')}`;
      response.writeHead(status, { 'content-type': 'text/html', location: `http://127.0.0.1:1${request.url}` }).end(page);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    root: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, asked: () => count,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

describe('Every code of an Official Account', () => {
  const table = read('docs/errors.md').split('### Zalo codes')[1]?.split('\n## ')[0] ?? '';
  const codes = [...table.matchAll(/^\| `(-\d+)` \| `(send:\w+)` \|/gm)].map(([, code, failed]) => [Number(code), failed] as const);
  let platform: Platform;
  beforeAll(async () => {
    platform = await OPEN.zalo_oa({});
  });
  afterAll(() => platform.close());

  test('stands in the table', () => {
    expect(codes.length).toBeGreaterThan(30);
  });

  test.each([...codes, [-999, 'send:refused'] as const, [1, 'send:refused'] as const])('%i is %s, with HTTP 200', async (code, failed) => {
    error(code, 2)(platform);
    const result = await write(platform, { text: ECHOED });
    platform.faults.calm();
    expect(codesOf(result, platform)).toEqual({ failed });
  });
});

describe('The table of failures', () => {
  const reached = (name: Name): SendFailure[] => FAILING.flatMap(([channel, , , is]) => channel === name && 'failed' in is ? [is.failed] : []);

  // Found by the house, before any channel is asked.
  const OURS = ['send:late'];
  const codes = Object.keys(SEND_FAILURES).filter((code) => !OURS.includes(code));
  test.each(codes)('%s is what becomes of a send on some channel', (code) => {
    expect(NAMES.filter((name) => reached(name).some((failed) => failed === code))).not.toEqual([]);
  });

  // Only an Official Account has a window, a plan, a quota and a judge of texts.
  const OF_AN_ACCOUNT = ['send:window_shut', 'send:account', 'send:quota', 'send:standards'];
  test.each(NAMES)('%s reaches all that it can reach', (name) => {
    const can = codes.filter((code) => name === 'zalo_oa' || !OF_AN_ACCOUNT.includes(code));
    expect([...new Set<string>(reached(name))].sort()).toEqual(can.sort());
  });
});

/* --- what a channel says of itself ----------------------------------------------------------------------------- */

test('every channel that sends keeps this contract', () => {
  expect(Object.entries(CHANNELS).filter(([, { pull }]) => !pull).map(([name]) => name).sort()).toEqual([...NAMES].sort());
});

describe.each(NAMES)('What %s says that it can', (name) => {
  const can: Capabilities = CHANNELS[name];
  let platform: Platform;
  beforeAll(async () => {
    platform = await OPEN[name]({});
  });
  afterAll(() => platform.close());
  const sentWith = async (outgoing: Partial<Outgoing>): Promise<string> => JSON.stringify((await asked(platform, outgoing)).requests);

  test('the channel bears these capabilities', () => {
    expect(platform.channel.name).toBe(name);
    expect(platform.channel.capabilities).toEqual(can);
  });

  test('buttons: the numbers stand in the text exactly where there are none', async () => {
    const request = await sentWith({ keys: CHOICES });
    expect(/inline_keyboard|attachment/.test(request)).toBe(can.buttons);
    expect(request.includes('1. Có\\n2. Chưa')).toBe(!can.buttons);
  });

  test('location: a button asks for it, she sends it herself, or it never arrives', async () => {
    const request = await sentWith({ keys: [PLACE], asks: 'place' });
    expect(request.includes('request_location')).toBe(can.location === 'button');
    await acts(platform.person.shares(HERE.lat, HERE.lon));
    const arrived = platform.got.some(({ result }) => result.kind === 'event' && reveal(result.inbound.heard).includes(HERE.commune));
    expect(arrived).toBe(can.location !== 'none');
  });

  test('voice: a recorded sentence is sent, or refused before anybody is asked', async () => {
    const before = platform.calls.length;
    const result = await write(platform, { voice: 'danger.now' });
    expect('sent' in result).toBe(can.voice);
    expect(platform.calls.slice(before).map(({ method }) => method)).toEqual(can.voice ? ['sendVoice'] : []);
  });

  test('deleteHours: what both wrote can be taken back, all but the last, or nothing can', async () => {
    await platform.person.whispers('Xin chào');
    const result = platform.got.at(-1)?.result;
    const ref: unknown = result?.kind === 'event' ? JSON.parse(reveal(result.inbound.heard)).ref : undefined;
    expect(ref !== undefined).toBe(can.deleteHours > 0);
    if (can.deleteHours === 0) return;
    const written = [await write(platform), await write(platform)].map((sent) => 'sent' in sent ? sent.sent : '');
    for (const [one, ours] of [[String(ref), false], [written[0] ?? '', true], [written[1] ?? '', true]] as const) {
      platform.traces?.note('a lane', { ref: one, ours, at: platform.clock.at });
    }
    const before = platform.calls.length;
    expect('sent' in await write(platform, { text: '', wipe: 'a lane' })).toBe(true);
    expect(platform.calls.slice(before)).toMatchObject([
      { method: 'deleteMessages', status: 200, fields: { chat_id: platform.account, message_ids: [Number(ref), Number(written[0])] } },
    ]);
  });

  test('keepers: whoever keeps the account is seen writing by hand', () => {
    expect(READINGS.some(([, , is]) => JSON.stringify(is[name] ?? null) === JSON.stringify({ kind: 'takeover' }))).toBe(can.keepers);
  });

  test('window: it shuts when the platform shuts it', async () => {
    const { window } = can;
    expect(FAILING.some(([channel, , , is]) => channel === name && 'failed' in is && is.failed === 'send:window_shut')).toBe(window !== undefined);
    if (!window) return;
    const heardAt = platform.clock.at;
    await platform.person.whispers('Xin chào');
    for (const [later, open] of [[window.hours * HOUR_MS - 1, true], [window.hours * HOUR_MS, false]] as const) {
      platform.clock.at = heardAt + later;
      expect(isWithin(can, heardAt, platform.clock.at)).toBe(open);
      expect('sent' in await write(platform)).toBe(open);
    }
    platform.clock.at = heardAt;
  });
});

test('docs/channels.md and the table of channels say the same, both ways', () => {
  const rows = read('docs/channels.md').split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  const [head = []] = rows;
  const inCode = (cell = ''): string => /`(\w+)`/.exec(cell)?.[1] ?? '';
  const written = rows.filter(([first]) => /^`\w+`/.test(first ?? '')).flatMap(([first, ...cells]) =>
    cells.slice(0, head.length - 1).map((cell, index) => `${inCode(first)} of ${inCode(head[index + 1])} = ${cell}`));
  const known = Object.entries(CHANNELS).flatMap(([name, capabilities]) =>
    Object.entries(toldOf(capabilities)).map(([what, told]) => `${what} of ${name} = ${told}`));
  expect(written.filter((line) => !line.startsWith('ZALO')).sort()).toEqual(known.sort());
});

/** How a page says it. */
function toldOf({ textMax, buttons, location, voice, deleteHours, pull, window, keepers, pace }: Capabilities): Record<keyof Capabilities, string> {
  const yes = (is: boolean): string => is ? 'yes' : 'no';
  return {
    textMax: String(textMax), buttons: yes(buttons), location, voice: yes(voice), deleteHours: String(deleteHours), pull: yes(pull), keepers: yes(keepers),
    window: window ? `${window.hours} (${window.freeHours})` : 'always', pace: `${pace.perMinute || 'any'}, ${pace.chatMs / 1000}`,
  };
}
