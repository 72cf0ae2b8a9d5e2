import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Call } from '../fakes/endpoint.ts';
import type { Person, PersonAbout } from '../fakes/person.ts';
import type { Push } from '../fakes/push.ts';
import { signatureOf } from '../fakes/zalo_oa_phone.ts';
import { onEveryBackend } from './backends.ts';
import { METRICS_TOKEN, type Opened, openOn, SECRET, settled } from './open.ts';
import { label, said } from './said.ts';

const MIB = 1024 * 1024;
const HOUR_MS = 3_600_000;
/** Every door has its own. */
const BOT_SECRET = 'another-secret-that-only-zalo-knows!';
const TELEGRAM_HEADER = 'x-telegram-bot-api-secret-token';
const BOT_HEADER = 'x-bot-api-secret-token';
const OA_HEADER = 'x-zevent-signature';
const ODD = 'Tranh Đông Hồ';

type Headers = Readonly<Record<string, string>>;

/** One webhook, and how its platform would call it. */
type Door = Readonly<{
  channel: 'telegram' | 'zalo_bot' | 'zalo_oa';
  path: string;
  /** What the platform puts beside this body. */
  right: (house: Opened, body: string) => Headers;
  /** Words of somebody nobody knows. */
  words: (house: Opened, text: string) => object;
  fake: (house: Opened) => Readonly<{ push: Push; calls: readonly Call[]; person: (about?: PersonAbout) => Person }>;
  inGroup: (house: Opened) => Promise<void>;
  /** Bodies that nobody knows, with why they are kept. */
  unknown: readonly (readonly [what: string, body: (house: Opened) => unknown, reason: string])[];
}>;

let count = 0;
const next = (): number => 700_000 + (count += 1);

const TELEGRAM: Door = {
  channel: 'telegram', path: '/webhooks/telegram',
  right: () => ({ [TELEGRAM_HEADER]: SECRET }),
  words: (_house, text) => ({
    update_id: next(), message: { message_id: 1, date: 1, chat: { id: 99, type: 'private' }, from: { id: 99, is_bot: false, first_name: 'X' }, text },
  }),
  fake: ({ telegram }) => telegram,
  inGroup: ({ telegram }) => telegram.inGroup('Chào cả nhà'),
  unknown: [
    ['a kind nobody knows', () => ({ update_id: next(), poll: { id: '1', question: ODD } }), 'kind'],
    ['a shape nobody knows', () => ({ update_id: 'seven', message: ODD }), 'shape'],
  ],
};

const botWords = (event_name: string, text: unknown): object => ({
  event_name, message: { from: { id: 'f'.repeat(20), display_name: 'X', is_bot: false }, chat: { id: 'f'.repeat(20), chat_type: 'PRIVATE' }, text, message_id: `m${next()}`, date: 1 },
});
const ZALO_BOT: Door = {
  channel: 'zalo_bot', path: '/webhooks/zalo-bot',
  right: () => ({ [BOT_HEADER]: BOT_SECRET }),
  words: (_house, text) => botWords('message.text.received', text),
  fake: ({ bot }) => bot,
  inGroup: ({ bot }) => bot.inGroup('Chào cả nhà'),
  unknown: [
    ['a kind nobody knows', () => botWords('message.hologram.received', ODD), 'kind'],
    ['a shape nobody knows', () => ({ event_name: 'message.text.received', message: ODD }), 'shape'],
  ],
};

const appOf = ({ oa }: Opened): { appId: string; appSecret: string; oaId: string; oaSecret: string } => ({
  appId: oa.settings['ZALO_APP_ID'] ?? '', appSecret: oa.settings['ZALO_APP_SECRET'] ?? '',
  oaId: oa.settings['ZALO_OA_ID'] ?? '', oaSecret: oa.settings['ZALO_OA_SECRET_KEY'] ?? '',
});
const oaWords = (house: Opened, event_name: string, more: object): object => ({
  app_id: appOf(house).appId, sender: { id: '7999999999999999999' }, recipient: { id: appOf(house).oaId }, event_name, timestamp: String(house.clock.now()), ...more,
});
/** The body's own time, as whoever signs it reads it. */
const timestampIn = (body: string): string => /"timestamp"\s*:\s*"(\d+)"/.exec(body)?.[1] ?? '';
const signed = (house: Opened, body: string): string => signatureOf({ ...appOf(house), raw: body, timestamp: timestampIn(body) });
const ZALO_OA: Door = {
  channel: 'zalo_oa', path: '/webhooks/zalo-oa',
  right: (house, body) => ({ [OA_HEADER]: `mac=${signed(house, body)}` }),
  words: (house, text) => oaWords(house, 'user_send_text', { message: { text, msg_id: `m${next()}` } }),
  fake: ({ oa }) => oa,
  inGroup: (house) => house.oa.event({ event_name: 'user_send_group_text', ...oaWords(house, 'user_send_group_text', { message: { text: 'Chào cả nhà', msg_id: 'g1' } }) }),
  unknown: [
    ['a kind nobody knows', (house) => oaWords(house, 'user_send_hologram', { message: { text: ODD } }), 'kind'],
    ['a shape nobody knows', (house) => oaWords(house, 'user_send_text', { message: ODD }), 'shape'],
    ['an event of another account', (house) => oaWords(house, 'user_send_text', { recipient: { id: '1' }, message: { text: ODD, msg_id: 'o1' } }), 'account'],
  ],
};

const DOORS = [TELEGRAM, ZALO_BOT, ZALO_OA] as const;
const byName = DOORS.map((door) => [door.channel, door] as const);

const call = async (house: Opened, { path }: Door, headers: Headers, body: string): Promise<number> => {
  const answer = await fetch(`${house.at}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  await answer.arrayBuffer();
  return answer.status;
};
const callRight = (house: Opened, door: Door, body: string, more: Headers = {}): Promise<number> =>
  call(house, door, { ...door.right(house, body), ...more }, body);

/** Everything that a call could leave behind. A redelivery may move a lane's version: nothing that she would see. */
async function left({ house, rows }: Opened): Promise<unknown> {
  await house.idle();
  const [found] = await rows(`SELECT (SELECT count(*)::int FROM inbox) AS inbox, (SELECT count(*)::int FROM quarantine) AS quarantine,
    (SELECT count(*)::int FROM outbox) AS outbox, (SELECT count(*)::int FROM cases) AS cases, (SELECT count(*)::int FROM lane_key) AS keys,
    (SELECT json_agg(json_build_array(id, heard_at, shut_at, lapse_at) ORDER BY id)::text FROM lane) AS lanes`);
  return found;
}

/** The header of a secret, wrong in every way that people and programs think of. */
function wrongSecrets(header: string, secret: string, other: Readonly<{ header: string; secret: string }>): readonly (readonly [string, Headers])[] {
  return [
    ['another one of the same length', { [header]: 'x'.repeat(secret.length) }],
    ['none', {}],
    ['an empty one', { [header]: '' }],
    ['one that begins right', { [header]: secret.slice(0, -1) }],
    ['one that begins right and goes on', { [header]: `${secret}x` }],
    ['one that ends right', { [header]: secret.slice(1) }],
    ['the right one in capitals', { [header]: secret.toUpperCase() }],
    ['the right one twice', { [header]: `${secret}, ${secret}` }],
    ['the one of another channel', { [header]: other.secret }],
    ['the right one where another channel has its own', { [other.header]: secret }],
    ['the call of another channel', { [other.header]: other.secret }],
    ['the token of the metrics', { [header]: METRICS_TOKEN, authorization: `Bearer ${METRICS_TOKEN}` }],
  ];
}
const SECRETS_WRONG: readonly (readonly [Door, string, Headers])[] = [
  ...wrongSecrets(TELEGRAM_HEADER, SECRET, { header: BOT_HEADER, secret: BOT_SECRET }).map(([what, headers]) => [TELEGRAM, what, headers] as const),
  ...wrongSecrets(BOT_HEADER, BOT_SECRET, { header: TELEGRAM_HEADER, secret: SECRET }).map(([what, headers]) => [ZALO_BOT, what, headers] as const),
];

const sha256 = (...parts: readonly string[]): string => createHash('sha256').update(parts.join('')).digest('hex');

/** A signature of an Official Account that does not hold; some send another body than was signed. */
const SIGNATURES_WRONG: readonly (readonly [what: string, call: (house: Opened, body: string) => Readonly<{ header?: string; body?: string }>])[] = [
  ['none', () => ({})],
  ['an empty one', () => ({ header: '' })],
  ['the mark alone', () => ({ header: 'mac=' })],
  ['another one of the same length', () => ({ header: `mac=${'a'.repeat(64)}` })],
  ['one that begins right', (house, body) => ({ header: `mac=${signed(house, body).slice(0, -2)}` })],
  ['one that begins right and goes on', (house, body) => ({ header: `mac=${signed(house, body)}00` })],
  ['the right one twice', (house, body) => ({ header: `mac=${signed(house, body)}, mac=${signed(house, body)}` })],
  ['the right one under another mark', (house, body) => ({ header: `sha256=${signed(house, body)}` })],
  ['the secret itself', (house) => ({ header: appOf(house).oaSecret })],
  ['the secret of another channel', () => ({ header: BOT_SECRET })],
  ['the one of another body', (house) => ({ header: `mac=${signed(house, JSON.stringify(ZALO_OA.words(house, 'Xin chào')))}` })],
  ['an HMAC of all that is hashed', (house, body) => ({ header: `mac=${createHmac('sha256', appOf(house).oaSecret).update(appOf(house).appId + body + timestampIn(body)).digest('hex')}` })],
  ['an HMAC of the body', (house, body) => ({ header: `mac=${createHmac('sha256', appOf(house).oaSecret).update(body).digest('hex')}` })],
  ['one made with the secret of the app', (house, body) => ({ header: `mac=${sha256(appOf(house).appId, body, timestampIn(body), appOf(house).appSecret)}` })],
  ['one that begins with the account', (house, body) => ({ header: `mac=${sha256(appOf(house).oaId, body, timestampIn(body), appOf(house).oaSecret)}` })],
  ['one without the time', (house, body) => ({ header: `mac=${sha256(appOf(house).appId, body, appOf(house).oaSecret)}` })],
  ['one without any secret', (house, body) => ({ header: `mac=${sha256(appOf(house).appId, body, timestampIn(body))}` })],
  ['the right one of a body that is spaced otherwise', (house, body) => ({ header: `mac=${signed(house, body)}`, body: JSON.stringify(JSON.parse(body), null, 1) })],
  ['the right one of a body with a line end more', (house, body) => ({ header: `mac=${signed(house, body)}`, body: `${body}\n` })],
  ['the right one of a body that takes in its time', (house, body) => ({ header: `mac=${signed(house, body)}`, body: body + timestampIn(body) })],
  ['the right one of another time', (house, body) => ({ header: `mac=${signed(house, body)}`, body: body.replace(timestampIn(body), String(Number(timestampIn(body)) + 1)) })],
  ['the right one of 25 hours ago', (house, body) => {
    const old = body.replace(timestampIn(body), String(house.clock.now() - 25 * HOUR_MS));
    return { header: `mac=${signed(house, old)}`, body: old };
  }],
  ['the right one of a body whose time is no time', (house, body) => {
    const odd = body.replace(timestampIn(body), 'soon');
    return { header: `mac=${signatureOf({ ...appOf(house), raw: odd, timestamp: 'soon' })}`, body: odd };
  }],
];

/** A signature that holds, however it is written. */
const SIGNATURES_RIGHT: readonly (readonly [what: string, call: (house: Opened, body: string) => Readonly<{ header: string; body?: string }>])[] = [
  ['with its mark', (house, body) => ({ header: `mac=${signed(house, body)}` })],
  ['without it', (house, body) => ({ header: signed(house, body) })],
  ['in capitals', (house, body) => ({ header: `MAC=${signed(house, body).toUpperCase()}` })],
  ['of a body with line breaks', (house, body) => {
    const spaced = JSON.stringify(JSON.parse(body), null, 2);
    return { header: `mac=${signed(house, spaced)}`, body: spaced };
  }],
  ['of 23 hours ago', (house, body) => {
    const old = body.replace(timestampIn(body), String(house.clock.now() - 23 * HOUR_MS));
    return { header: `mac=${signed(house, old)}`, body: old };
  }],
];

onEveryBackend('The webhooks', (backend) => {
  let house: Opened;
  beforeAll(async () => {
    house = await openOn(backend, { zalo: true, settings: { ZALO_BOT_WEBHOOK_SECRET: BOT_SECRET } });
    house.bot.push.to({ url: `${house.at}${ZALO_BOT.path}`, headers: { [BOT_HEADER]: BOT_SECRET } });
  });
  afterAll(() => house.close());

  describe('refuse with 401, and keep nothing of', () => {
    test.each(SECRETS_WRONG.map(([door, what, headers]) => [door.channel, what, { door, headers }] as const))('%s: %s', async (_name, _what, { door, headers }) => {
      const before = await left(house);
      for (const body of [JSON.stringify(door.words(house, ODD)), 'not even JSON', '', JSON.stringify(door.unknown[0]?.[1](house))]) {
        expect(await call(house, door, headers, body)).toBe(401);
      }
      expect(await left(house)).toEqual(before);
    });

    test.each(SIGNATURES_WRONG)('zalo_oa: %s', async (_what, wrong) => {
      const before = await left(house);
      for (const event of [ZALO_OA.words(house, ODD), ZALO_OA.unknown[0]?.[1](house)]) {
        const body = JSON.stringify(event);
        const { header, body: instead = body } = wrong(house, body);
        expect(await call(house, ZALO_OA, header === undefined ? {} : { [OA_HEADER]: header }, instead)).toBe(401);
      }
      expect(await left(house)).toEqual(before);
    });

    test('zalo_oa: a body in which one letter is another, wherever it stands', async () => {
      const before = await left(house);
      const body = JSON.stringify(ZALO_OA.words(house, 'Xin chao'));
      const header = { [OA_HEADER]: `mac=${signed(house, body)}` };
      const changed = [...body].map((letter, index) => `${body.slice(0, index)}${letter === '1' ? '2' : '1'}${body.slice(index + 1)}`);
      expect(new Set(await inTurns(changed, (other) => call(house, ZALO_OA, header, other)))).toEqual(new Set([401]));
      expect(await left(house)).toEqual(before);
      expect(await call(house, ZALO_OA, header, body)).toBe(200);
    });
  });

  test('zalo_oa: whoever runs it learns that something is refused and why, and of all that not a letter', async () => {
    expect(await house.house.metrics.text()).toMatch(/tincay_refused_total\{channel="zalo_oa",why="signature"\} [1-9]/);
    expect(await house.house.metrics.text()).toMatch(/tincay_refused_total\{channel="zalo_oa",why="stale"\} [1-9]/);
    const lines = linesOf(house).filter(({ msg }) => msg === 'webhook refused');
    // Once a minute: a stranger must not fill the log.
    expect(lines.map(({ level: _level, time: _time, ...told }) => told)).toEqual([{ channel: 'zalo_oa', why: 'signature', msg: 'webhook refused' }]);
  });

  test.each(SIGNATURES_RIGHT)('zalo_oa: a right signature is taken %s', async (_what, right) => {
    const body = JSON.stringify(ZALO_OA.words(house, 'Xin chào'));
    const { header, body: instead = body } = right(house, body);
    expect(await call(house, ZALO_OA, { [OA_HEADER]: header }, instead)).toBe(200);
  });

  describe.each(byName)('%s, called as its platform does', (channel, door) => {
    test('what is not JSON is answered with 400', async () => {
      const before = await left(house);
      for (const body of ['<xml/>', '{"timestamp":"1"', 'mac=1&x=2', '{"a":1}{"b":2}']) {
        // A body whose time is long gone is a replay before it is anything else.
        expect(await callRight(house, door, body.replace('"1"', `"${house.clock.now()}"`)), body).toBe(400);
      }
      expect(await left(house)).toEqual(before);
    });

    test('an empty probe is answered with 200', async () => {
      const before = await left(house);
      expect(await callRight(house, door, '')).toBe(200);
      expect(await left(house)).toEqual(before);
    });

    test('a body larger than 1 MiB is answered with 413, one of just 1 MiB is read', async () => {
      const before = await left(house);
      expect(await callRight(house, door, `"${'x'.repeat(MIB)}"`)).toBe(413);
      expect(await call(house, door, {}, `"${'x'.repeat(MIB)}"`)).toBe(401);
      expect(await left(house)).toEqual(before);
      expect(await callRight(house, door, `"${'x'.repeat(MIB - 2)}"`)).toBe(200);
    });

    const unknown = [...door.unknown, ['a list', () => [ODD, channel], 'shape'], ['a text', () => `${ODD} ${channel}`, 'shape'], ['a number', () => 7, 'shape'], ['null', () => null, 'shape']] as const;
    test.each(unknown)('%s is answered with 200, kept sealed in quarantine once, counted and told', async (_what, bodyOf, reason) => {
      const body = JSON.stringify(bodyOf(house));
      const kept = async (): Promise<number> => Number((await house.rows('SELECT count(*)::int AS n FROM quarantine WHERE channel = $1', [channel]))[0]?.['n']);
      const counted = async (): Promise<number> => Number(new RegExp(`tincay_quarantined_total\\{channel="${channel}",reason="${reason}"\\} (\\d+)`).exec(await house.house.metrics.text())?.[1] ?? 0);
      const [before, countedBefore, told] = [await kept(), await counted(), linesOf(house).length];
      expect(await callRight(house, door, body)).toBe(200);
      expect(await callRight(house, door, body, { num_retry: '1' })).toBe(200);
      expect(await kept()).toBe(before + 1);
      expect(await counted()).toBe(countedBefore + 2);
      const lines = linesOf(house).slice(told).filter(({ msg }) => msg === 'update quarantined');
      expect(lines.map(({ channel: where, reason: why }) => [where, why])).toEqual([[channel, reason], [channel, reason]]);
      expect(new Set(lines.flatMap((line) => Object.keys(line)))).toEqual(new Set(['level', 'time', 'channel', 'reason', 'msg']));
      for (const { payload } of await house.rows('SELECT payload FROM quarantine WHERE channel = $1 AND octet_length(payload) < 9999', [channel])) {
        expect(Buffer.from(payload instanceof Uint8Array ? payload : []).length).toBeGreaterThan(0);
        expect(Buffer.from(payload instanceof Uint8Array ? payload : []).toString('utf8')).not.toContain('Đông Hồ');
      }
    });

    test('whoever only looks finds nothing there', async () => {
      const before = await left(house);
      for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
        expect((await fetch(`${house.at}${door.path}`, { method, headers: door.right(house, '') })).status, method).toBe(404);
      }
      expect(await left(house)).toEqual(before);
    });

    test('a message in a group is answered nowhere', async () => {
      const { calls } = door.fake(house);
      const before = [await left(house), calls.length];
      await door.inGroup(house);
      expect([await left(house), calls.length]).toEqual(before);
    });

    test('an event is acknowledged within two seconds, after it is stored', async () => {
      const started = Date.now();
      const before = await left(house);
      expect(await callRight(house, door, JSON.stringify(door.words(house, 'Xin chào')))).toBe(200);
      expect(Date.now() - started).toBeLessThan(2_000);
      expect(await left(house)).not.toEqual(before);
    });

    test('the same request again is 200 and changes nothing: she is answered once', async () => {
      const woman = await comeSomeWay();
      await replay(woman);
      await woman.presses(label('phone_mine'), said('welcome.danger_ask'));
    });

    test('after XÓA she is answered, and the requests of before bring nothing back', async () => {
      const woman = await comeSomeWay();
      await woman.says('xóa', said('everywhere.erase_done'));
      await replay(woman);
    });

    let from = 0;
    async function comeSomeWay(): Promise<Person> {
      const fake = door.fake(house);
      from = fake.push.acknowledged.length;
      const woman = fake.person({ waitMs: 4_000 });
      await woman.says('/start', said('welcome.cover'));
      await woman.presses(label('something_private'), said('welcome.private_start'));
      await woman.presses(label('can_talk'), said('welcome.phone'));
      return woman;
    }
    /** Everything she has sent comes three times more. */
    async function replay(woman: Person): Promise<void> {
      const fake = door.fake(house);
      // A press is told again that it was seen; that is no message.
      const sends = (): number => fake.calls.filter(({ method }) => method !== 'answerCallbackQuery').length;
      await settled(house);
      const before = [await left(house), woman.heard.length, sends()];
      for (const retry of ['1', '2']) {
        for (const update of fake.push.acknowledged.slice(from)) {
          // As it was written the first time: an Official Account signs the very bytes.
          const body = JSON.stringify(update, null, door.channel === 'zalo_oa' ? 1 : 0);
          expect(await callRight(house, door, body, { num_retry: retry })).toBe(200);
        }
      }
      await fake.push.again(3);
      await settled(house);
      expect([await left(house), woman.heard.length, sends()]).toEqual(before);
    }

    test('an event that comes twice at the same moment is answered once', async () => {
      const fake = door.fake(house);
      const woman = fake.person();
      fake.push.manner.twice = true;
      await woman.says('/start', said('welcome.cover'));
      await woman.presses(label('something_private'), said('welcome.private_start'));
      await settled(house);
      fake.push.manner.twice = false;
      expect(woman.heard).toHaveLength(2);
    });
  });
});

onEveryBackend('A webhook without a secret', (backend) => {
  const NOBODY: Headers = { [TELEGRAM_HEADER]: '', [BOT_HEADER]: '', [OA_HEADER]: '' };
  /** Everything that might be taken for a right call where there is nothing to compare it with. */
  const calls = (house: Opened, door: Door, body: string): readonly Headers[] => [
    {}, NOBODY, door.right(house, body), { [OA_HEADER]: `mac=${sha256(appOf(house).appId, body, timestampIn(body))}` }, { [OA_HEADER]: `mac=${sha256(body, timestampIn(body))}` },
    { [OA_HEADER]: `mac=${sha256(appOf(house).appId, body, timestampIn(body), 'undefined')}` }, { [TELEGRAM_HEADER]: 'undefined', [BOT_HEADER]: 'undefined' },
  ];
  const isShut = async (house: Opened, door: Door): Promise<void> => {
    const before = await left(house);
    for (const body of [JSON.stringify(door.words(house, ODD)), JSON.stringify(door.unknown[0]?.[1](house)), '', '<xml/>']) {
      for (const headers of calls(house, door, body)) expect(await call(house, door, headers, body), JSON.stringify(headers)).toBe(401);
    }
    expect(await left(house)).toEqual(before);
  };

  describe('where the channel is on', () => {
    let house: Opened;
    beforeAll(async () => {
      const settings = { TELEGRAM_UPDATES: 'polling', TELEGRAM_WEBHOOK_SECRET: '', ZALO_BOT_WEBHOOK_SECRET: '', ZALO_OA_SECRET_KEY: '' };
      house = await openOn(backend, { zalo: true, hook: false, settings });
    });
    afterAll(() => house.close());

    test.each(byName)('%s refuses everything', (_name, door) => isShut(house, door));

    test('and whoever runs it is told which channel hears nothing', () => {
      expect(linesOf(house).filter(({ msg }) => msg === 'channel deaf').map(({ channel }) => channel).sort()).toEqual(['zalo_bot', 'zalo_oa']);
    });
  });

  describe('where the channel is off', () => {
    let house: Opened;
    beforeAll(async () => {
      house = await openOn(backend, { hook: false, settings: { TELEGRAM_BOT_TOKEN: '', ZALO_BOT_WEBHOOK_SECRET: BOT_SECRET, ZALO_OA_SECRET_KEY: 'fake-oa-secret-key' } });
    });
    afterAll(() => house.close());

    test.each(byName)('%s refuses everything, though its secret is set', (_name, door) => isShut(house, door));

    test('and whoever runs it is told once of each', () => {
      expect(linesOf(house).filter(({ msg }) => msg === 'channel off').map(({ channel }) => channel).sort()).toEqual(['telegram', 'zalo_bot', 'zalo_oa']);
    });
  });
});

const linesOf = (house: Opened): Record<string, unknown>[] => house.log().split('\n').filter(Boolean).map((line): Record<string, unknown> => JSON.parse(line));

/** A few at a time. */
async function inTurns<One, Is>(all: readonly One[], does: (one: One) => Promise<Is>, many = 16): Promise<Is[]> {
  const done: Is[] = [];
  for (let from = 0; from < all.length; from += many) done.push(...await Promise.all(all.slice(from, from + many).map(does)));
  return done;
}
