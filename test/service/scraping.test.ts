import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WebMessage } from '../../src/tasks/ports.ts';
import { onEveryBackend } from './backends.ts';
import { type Opened, openOn } from './open.ts';
import { label, said } from './said.ts';

const COMMUNES = 60;
const MINUTE_MS = 60_000;
const DANGER = 'nó đang cầm dao đuổi em cứu em với';
const ENOUGH = said('nearest.enough');

onEveryBackend('Somebody wants the list of addresses', (backend) => {
  let house: Opened;
  beforeAll(async () => {
    house = await openOn(backend, { settings: { TRUST_PROXY: '1' } });
    // Enough communes for a harvest, each with an address of its own.
    for (let index = 0; index < COMMUNES; index++) {
      const code = String(90_000 + index);
      await house.rows('INSERT INTO commune (code, name, province_code, province, lat, lon) VALUES ($1, $2, $3, $4, $5, $6)', [code, `Xã ${nameOf(index)}`, '99', 'Tỉnh Thử Nghiệm', 12 + index / 10, 108]);
      await house.house.database.prisma.address.create({
        data: { code: `X-${index}`, name: `Nơi ${nameOf(index)}`, kind: 'collective', communeCode: code, hamlet: '', lat: null, lon: null, phone: '0000009999', place: '', publicPlace: true, hours: 'T2-T6 07:00-17:00', services: [], languages: [], verifiedOn: '2026-11-20', askedAt: null, doubtedAt: null },
      });
    }
    await house.house.reload();
    expect(house.house.places().index.communes.size).toBeGreaterThan(COMMUNES);
  });
  afterAll(() => house.close());

  /** A script at the web chat, as fast as the house lets it. */
  function script(address?: string) {
    const { talks } = house.house;
    const talk = talks.newTalk();
    let last: WebMessage | undefined;
    const gets = async (): Promise<string> => {
      const messages = await talks.take(talk, 5_000);
      await talks.shown(talk, messages.map(({ id }) => id));
      last = messages.at(-1) ?? last;
      return messages.map(({ text }) => text).join('\n');
    };
    const says = async (text: string): Promise<string> => {
      expect(await talks.say(talk, { lang: 'vi', text }, address)).toBe('said');
      return gets();
    };
    const presses = async (is: string): Promise<string> => {
      const key = last?.keys.find((one) => one.label === label(is))?.key;
      if (!last || key === undefined) throw new Error(`Nobody offers ${is}: ${last?.text}`);
      await talks.say(talk, { lang: 'vi', seq: last.seq, key }, address);
      return gets();
    };
    const begins = async (): Promise<void> => {
      await says('/start');
      for (const is of ['something_private', 'can_talk', 'phone_mine', 'danger_no']) await presses(is);
      await presses('want_address');
    };
    /** Whether the addresses around a commune are shown. */
    const asks = async (index: number): Promise<boolean> => {
      // Nobody is to be told that this is too fast for one person: that is another bound.
      house.clock.skip(MINUTE_MS);
      const found = await says(`Xã ${nameOf(index)}, Tỉnh Thử Nghiệm`);
      expect(found).toMatch(said('nearest.hide'));
      const shown = await presses('hide_none');
      if (ENOUGH.test(shown)) return false;
      expect(shown).toMatch(said('nearest.pick'));
      await presses('other_place');
      return true;
    };
    return { says, presses, begins, asks };
  }

  /** How many of the communes from `first` on are answered before the house has had enough. */
  async function harvest({ asks }: ReturnType<typeof script>, first: number, most: number): Promise<number> {
    let got = 0;
    while (got < most && await asks((first + got) % COMMUNES)) got++;
    return got;
  }

  test('one person who asks for sixty communes sees five, also when she leaves and comes back', async () => {
    const one = script();
    await one.begins();
    expect(await harvest(one, 0, COMMUNES)).toBe(5);
    await one.says('0');
    await one.begins();
    expect(await harvest(one, 5, COMMUNES)).toBe(0);
    await one.says('0');
    await one.begins();
    // What she has asked for already is shown again.
    expect(await one.asks(3)).toBe(true);
    await one.says(DANGER);
    await one.presses('offer_yes_now');
    await one.presses('find_address');
    expect(await harvest(one, 5, COMMUNES)).toBe(5);
    house.clock.skip(24 * 60 * MINUTE_MS);
    await one.says('0');
    await one.begins();
    expect(await harvest(one, 20, COMMUNES)).toBe(5);
  });

  test('one who has herself erased after each round sees twenty in a day', async () => {
    const one = script();
    let got = 0;
    for (let round = 0; round < 7; round++) {
      await one.begins();
      got += await harvest(one, got, 4);
      await one.says('XÓA');
    }
    expect(got).toBe(20);
  });

  test('thirty web talks of one address see thirty communes; another address is not held up', async () => {
    const address = '203.0.113.7';
    let got = 0;
    for (let talk = 0; talk < 30; talk++) {
      const one = script(address);
      await one.begins();
      got += await harvest(one, got, 2);
    }
    expect(got).toBe(30);
    const other = script('203.0.113.8');
    await other.begins();
    expect(await other.asks(0)).toBe(true);
  });

  test('whoever says in each of them that she is in danger sees sixty, and no more', async () => {
    let got = 0;
    for (let talk = 0; talk < 14; talk++) {
      const one = script('203.0.113.9');
      await one.says(DANGER);
      await one.presses('offer_yes_now');
      await one.presses('find_address');
      got += await harvest(one, got, 5);
    }
    expect(got).toBe(60);
  });

  test('words from one address may be too many for a minute; the first ones, a press and a cry are taken, and nothing is lost from the field', { timeout: 60_000 }, async () => {
    const from = { 'x-forwarded-for': '198.51.100.9', accept: 'application/json' };
    const post = async (fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = from): Promise<{ talk: string; note?: string }> => {
      const answer = await fetch(`${house.at}/chat`, { method: 'POST', headers, body: new URLSearchParams({ lang: 'vi', ...fields }) });
      expect(answer.status).toBe(200);
      return JSON.parse(await answer.text());
    };
    const { talk } = await post({ text: 'chào' });
    for (let round = 0; round < 12; round++) await Promise.all(Array.from({ length: 20 }, (_, index) => post({ talk, text: `dòng ${round} ${index}` })));
    const crowded = said('web.crowded');
    expect((await post({ talk, text: 'một dòng nữa' })).note).toMatch(crowded);
    const page = await (await fetch(`${house.at}/chat`, { method: 'POST', headers: { 'x-forwarded-for': from['x-forwarded-for'] }, body: new URLSearchParams({ lang: 'vi', talk, text: 'một dòng nữa' }) })).text();
    expect(page).toContain('một dòng nữa</textarea>');
    for (const fields of [{ talk, text: DANGER }, { talk, text: 'SOS' }, { talk, text: '0' }, { talk, key: '1', seq: '1' }, { text: 'người khác' }]) {
      expect((await post(fields)).note, JSON.stringify(fields)).toBeUndefined();
    }
    expect((await post({ talk, text: 'từ nơi khác' }, { ...from, 'x-forwarded-for': '198.51.100.10' })).note).toBeUndefined();
  });

  test('no address of a visitor lies in any table', async () => {
    const tables = await house.rows(`SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`);
    expect(tables.length).toBeGreaterThan(20);
    for (const { table_name: table } of tables) {
      expect(await house.rows(`SELECT count(*)::int AS n FROM "${String(table)}" t WHERE t::text ~ '203\\.0\\.113|198\\.51\\.100'`), String(table)).toEqual([{ n: 0 }]);
    }
    expect(house.log()).not.toMatch(/203\.0\.113|198\.51\.100/);
  });

  test('no door lists addresses', async () => {
    const names = house.house.places().addresses.flatMap(({ name, phone }) => [name, phone]);
    expect(names.length).toBeGreaterThan(2 * COMMUNES);
    for (const path of ['/', '/chat', '/chat/leave', '/demo', '/once/abcdefgh', '/assets/talk.js', '/assets/demo.js', '/voice/vi/welcome.cover', '/healthz', '/readyz', '/metrics', '/addresses', '/places']) {
      const text = await (await fetch(`${house.at}${path}`)).text();
      expect(names.filter((name) => text.includes(name)), path).toEqual([]);
    }
    for (const path of ['/demo/phones', '/demo/house']) {
      const text = await (await fetch(`${house.at}${path}`, { method: 'POST' })).text();
      expect(names.filter((name) => text.includes(name)), path).toEqual([]);
    }
  });
});

/** Two syllables that no other commune has. */
function nameOf(index: number): string {
  const first = ['Bơ', 'Cốm', 'Dứa', 'Gấc', 'Khế', 'Lựu', 'Mít', 'Na'];
  const second = ['Vàng', 'Xanh', 'Tím', 'Nâu', 'Hồng', 'Trắng', 'Đen', 'Cam'];
  return `${first[Math.floor(index / 8)]} ${second[index % 8]}`;
}
