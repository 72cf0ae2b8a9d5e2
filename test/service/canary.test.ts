import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../fakes/telegram_person.ts';
import { onEveryBackend } from './backends.ts';
import { type Hunt, listenToConsole, listenToRedis, lookInTables, openHunt, watchTables } from './hunt.ts';
import { ALERT, comeIn, file, findAddress, takeReceipt } from './main_job.ts';
import { METRICS_TOKEN, type Opened, openOn, SECRET } from './open.ts';
import { label, said } from './said.ts';
import { openWebPerson } from './web.ts';

/**
 * Odd words are sent through every door and every room, and then looked for where nothing of hers may lie.
 * This was seen to fail on planted leaks: her first words in the code of the event `filed` (public.case_event) and in
 * the id that rings the clock (the queue, on every backend), `quarantine` storing its payload unsealed, the log of a
 * fault naming what was heard, and `failureOf` keeping the description of a refusal as its detail (both in the log).
 */
const SECRETS = {
  sentence: 'con trâu tím nhảy qua cầu treo lúc nửa đêm',
  reply: 'cái nón lá bay sang bờ suối bên kia',
  name: 'Sùng Thị Khuê Vân',
  username: 'khuevan_trautim',
  phone: '0000555777',
  phoneSpaced: '0000 555 777',
  word: 'củ nghệ đen vàng',
  member: 'Mùa Thị Rừng Xanh',
  latitude: '9.5213337',
  quarantined: 'chiếc gùi tre đựng bảy con cua đá',
  broken: 'đàn ngựa giấy chạy trên mái nhà sàn',
  refused: 'quả bí xanh biết hát ru em bé',
} as const;
const WORDS = `${SECRETS.sentence}, tên em là ${SECRETS.name}, số ${SECRETS.phone} hoặc ${SECRETS.phoneSpaced}`;

onEveryBackend('What she says', (backend) => {
  let house: Opened;
  let hunt: Hunt;
  let woman: Person;
  let member: Person;
  const stops: (() => void)[] = [];
  const bodies: string[] = [];
  let redis: Awaited<ReturnType<typeof listenToRedis>>;

  const fetchBody = async (path: string, init?: RequestInit): Promise<void> => {
    const answer = await fetch(`${house.at}${path}`, init);
    bodies.push(`${[...answer.headers].join('\n')}\n${await answer.text()}`);
  };
  const hook = (body: string): Promise<void> => fetchBody('/webhooks/telegram', {
    method: 'POST', headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET }, body,
  });

  beforeAll(async () => {
    house = await openOn(backend);
    woman = house.telegram.person({ name: SECRETS.name, username: SECRETS.username });
    hunt = openHunt([...Object.values(SECRETS), String(woman.id)]);
    await watchTables(house);
    redis = await listenToRedis(hunt, house);
    stops.push(listenToConsole(hunt), redis.stop);
    member = await house.member({ address: 'TD-01', label: SECRETS.member });
    await goThroughTheHouse();
  }, 120_000);
  afterAll(async () => {
    stops.forEach((stop) => stop());
    await house.close();
  });

  async function goThroughTheHouse(): Promise<void> {
    await comeIn(woman);
    await woman.says(`${WORDS} xin chào`);
    await comeIn(woman);
    await woman.presses(label('want_address'), said('nearest.place'));
    await woman.shares(Number(SECRETS.latitude), 106.1811119, said('nearest.hide'));
    await woman.presses(label('hide_person'), said('nearest.hide_name'));
    await woman.says(SECRETS.name);
    await comeIn(woman);
    await findAddress(woman);
    await file(woman, { word: SECRETS.word, first: WORDS });
    await takeReceipt(woman);
    await talk();
    house.telegram.faults.calm();
    await noteOnTheWeb();
    await troubles();
  }

  async function talk(): Promise<void> {
    await member.hears(ALERT);
    await member.presses(label('see_it'), /Trần Đề/);
    await member.presses(label('take'), said('member.won'));
    await woman.says(WORDS, said('common.passed_on'));
    await member.says(SECRETS.reply, said('common.passed_on'));
    await woman.hears(new RegExp(SECRETS.reply));
    // Telegram refuses a message, repeating it in the refusal; then the line breaks.
    house.telegram.faults.plan('sendMessage', { kind: 'refuse', status: 400 }, { times: 2 });
    await woman.whispers(SECRETS.refused);
    await house.house.idle();
    house.telegram.faults.plan('sendMessage', { kind: 'cut', when: 'after' });
    await woman.whispers(`${SECRETS.refused} ạ`);
    await house.house.idle();
  }

  async function noteOnTheWeb(): Promise<void> {
    const web = openWebPerson(house.at);
    await web.says(WORDS);
    await web.says('/start', said('welcome.cover'));
    await web.presses(label('something_private'));
    await web.presses(label('can_talk'));
    await web.presses(label('phone_mine'));
    await web.presses(label('danger_no'), said('welcome.menu'));
    await web.presses(label('want_note'), said('note.readers'));
    await web.presses(label('go_on'), said('note.child_duty'));
    await web.presses(label('go_on'), said('note.danger_now'));
    await web.says(SECRETS.sentence);
    await fetchBody('/chat', { method: 'POST', body: new URLSearchParams({ text: WORDS, talk: 'x'.repeat(22) }) });
  }

  /** Everything that goes wrong with her words in hand. */
  async function troubles(): Promise<void> {
    await hook(`{"update_id": 1, "text": "${SECRETS.quarantined}`);
    await hook(JSON.stringify({ update_id: 9_001, poll: { question: SECRETS.quarantined } }));
    await hook(JSON.stringify({ text: SECRETS.quarantined.repeat(40_000) }));
    await fetchBody(`/${encodeURIComponent(SECRETS.quarantined)}`);
    await fetchBody('/chat', { method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"text":"${SECRETS.quarantined}` });
    // A table that is away makes the database itself complain about what it was given.
    await house.rows('ALTER TABLE thread_message RENAME TO thread_message_away');
    await woman.whispers(SECRETS.broken);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await house.house.idle();
    await house.rows('ALTER TABLE thread_message_away RENAME TO thread_message');
    await fetchBody('/metrics', { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
    await fetchBody('/readyz');
  }

  test('reaches the member who holds her case', async () => {
    expect(member.heard.some(({ text }) => text.includes(WORDS))).toBe(true);
  });

  test('is in no table, no queue and on no console', async () => {
    const seen = await lookInTables(hunt, house);
    for (const table of ['lane', 'inbox', 'outbox', 'cases', 'thread_message', 'receipt', 'consent', 'quarantine']) {
      expect(seen.get(`public.${table}`) ?? 0, `rows of ${table}`).toBeGreaterThan(0);
    }
    if (!house.settings['REDIS_URL']) expect([...seen.keys()].filter((name) => name.startsWith('bullmq.'))).not.toEqual([]);
    expect(hunt.finds()).toEqual([]);
    if (house.settings['REDIS_URL']) expect(redis.heard()).toBeGreaterThan(10);
  });

  test('is in no line of the log', () => {
    const own = openHunt([...Object.values(SECRETS), String(woman.id), String(member.id)]);
    const log = house.log();
    expect(log).toMatch(/"msg":"fault"/);
    expect(log).toMatch(/"msg":"send failed"/);
    log.split('\n').forEach((line) => own.look(line.slice(0, 300), line));
    expect(own.finds()).toEqual([]);
  });

  test('is in no alert, metric, error body or URL', () => {
    const own = openHunt(Object.values(SECRETS));
    for (const { path } of house.telegram.calls) own.look('a URL', path);
    for (const { text, fields } of member.heard.filter((message) => ALERT.test(message.text))) own.look('an alert', `${text}${JSON.stringify(fields)}`);
    for (const body of bodies) {
      // Her own page may show her own words; its links and addresses may not.
      if (/<html/.test(body)) for (const [, url = ''] of body.matchAll(/(?:href|action|src)="([^"]*)"/g)) own.look('a link', url);
      else own.look('a body', body);
    }
    expect(bodies.some((body) => body.includes('tincay_received_total'))).toBe(true);
    expect(own.finds()).toEqual([]);
  });

  test('would be found, in whatever form it lay there', async () => {
    const own = openHunt(Object.values(SECRETS));
    const sentence = SECRETS.sentence;
    const plants: readonly (readonly [string, unknown])[] = [
      ['{"text": "' + sentence + '"}', '{}'], [JSON.stringify({ text: Buffer.from(`ab${sentence}`).toString('base64') }), '{}'],
      [JSON.stringify({ text: sentence.normalize('NFD') }), '{}'], [JSON.stringify({ text: Buffer.from(sentence).toString('hex') }), '{}'],
    ];
    for (const [row] of plants) {
      const fresh = openHunt([sentence]);
      await house.rows('INSERT INTO import_row (import_id, position, row) VALUES ($1, 1, $2::jsonb)', ['plant', row]);
      await lookInTables(fresh, house);
      await house.rows('DELETE FROM import_row');
      await house.rows('DELETE FROM watch.seen WHERE name = $1', ['public.import_row']);
      expect(fresh.finds()).toEqual([{ where: 'public.import_row', what: sentence }]);
    }
    await house.rows('INSERT INTO quarantine (id, channel, reason, payload) VALUES ($1, $1, $1, $2)', ['plant', Buffer.from(`x${SECRETS.phone}`)]);
    await lookInTables(own, house);
    await house.rows('DELETE FROM quarantine WHERE id = $1', ['plant']);
    expect(own.finds().map(({ where, what }) => [where, what])).toContainEqual(['public.quarantine (bytes)', SECRETS.phone]);
  });
});
