import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseFacts } from '../../src/core/cases/rings.ts';
import { Private } from '../../src/core/private/private.ts';
import type { Person } from '../fakes/person.ts';
import { onEveryBackend } from './backends.ts';
import { ALERT } from './main_job.ts';
import { type Messenger, type Opened, openOn, settled, until } from './open.ts';

const KINDS = [['hit', 'words', 'forced', 'money'], []];
const HOURS = ['', '06:00-07:00', '06:00-07:00, 12:00-13:00, 20:00-21:30'];

onEveryBackend('An alert', (backend) => {
  let house: Opened;
  const called: { person: Person; on: Messenger; ring: string }[] = [];
  beforeAll(async () => {
    house = await openOn(backend, { zalo: true });
    const province = (await house.rows("SELECT c.province_code AS code FROM address a JOIN commune c ON c.code = a.commune_code WHERE a.code = 'TD-01'"))[0]?.['code'];
    const commune = (await house.rows("SELECT commune_code AS code FROM address WHERE code = 'TD-01'"))[0]?.['code'];
    for (const on of ['telegram', 'oa', 'bot'] as const) {
      const member = async (ring: string, wish: Parameters<Opened['member']>[0]): Promise<void> =>
        void called.push({ person: await house.member({ label: `${ring} ${on}`, ...wish }, { name: `${ring} ${on}` }, on), on, ring });
      await member('nearest', { address: 'TD-01' });
      if (on !== 'telegram') continue;
      await member('next', { address: 'LT-01' });
      await member('officer', { unit: String(commune), role: 'commune_officer' });
      await member('province', { unit: String(province), role: 'province_duty' });
    }
  });
  afterAll(() => house.close());

  /** Files a case as the house does, and calls its rings until all are spent; gives its code. */
  async function ringAll(facts: CaseFacts, words: string): Promise<string> {
    const { office, keys, now } = house.house;
    const [id, code] = [keys.secrets.id(), keys.secrets.code(6)];
    const excluded = { addresses: [], communes: [], members: [] };
    await office.within(async ({ rooms }) => {
      const secrets = new Private(JSON.stringify({ laneId: `nobody-${id}`, channel: 'telegram', excluded, notice: true, safeWord: words }));
      await rooms.fileCase({ id, code, facts, secrets, at: now() });
      if (words !== '') await rooms.addMessage({ id: `${id}w`, caseId: id, side: 'person', words: new Private(words) });
    });
    for (let ring = 0; ring < 6; ring++) {
      await office.within(({ rooms }) => rooms.moveCase(id, { ringAt: now() }));
      await office.ringCase(id);
    }
    return code;
  }

  const cases = async (): Promise<{ facts: CaseFacts; words: string }[]> => {
    const codes = (await house.rows("SELECT commune_code AS code FROM address WHERE code IN ('TD-01', 'LT-01') ORDER BY 1")).map(({ code }) => String(code));
    const tellMe = ['nothing', 'taken', 'nobody'] as const;
    return KINDS.flatMap((kinds, index) => (['urgent', 'normal'] as const).map((danger, turn) => ({
      words: (index + turn) % 2 === 0 ? '' : 'Em bị đánh, cứu em với, đừng để ai biết'.repeat(index + 1),
      facts: {
        level: 'case', kinds, danger, needs: index % 2 === 0 ? [] : ['shelter', 'doctor', 'legal'], hours: HOURS[index % 3] ?? '',
        tellMe: tellMe[(index + turn) % 3] ?? 'nothing', under16: turn === 1, ...(codes[(index + turn) % 2] && { communeCode: codes[(index + turn) % 2] }),
      },
    })));
  };

  test('has the same words, length, bytes and buttons whatever the case, whatever the ring: only the random code differs', async () => {
    const seen: { on: Messenger; ring: string; shape: string; points: number; bytes: number }[] = [];
    const all = await cases();
    const codes: string[] = [];
    for (const { facts, words } of all) codes.push(await ringAll(facts, words));
    // Alerts leave at the pace of each platform.
    await until('every alert', async () => (await house.rows("SELECT 1 FROM outbox WHERE state IN ('due', 'sending') UNION ALL SELECT 1 FROM inbox")).length === 0, 40_000);
    await settled(house);
    for (const code of codes) {
      for (const { person, on, ring } of called) {
        for (const { text, buttons } of person.heard.filter((shown) => shown.text.includes(code))) {
          const shape = JSON.stringify({ text: text.replace(code, '<code>'), buttons: buttons.map((button) => button.label.replace(code, '<code>')) });
          seen.push({ on, ring, shape, points: [...text].length, bytes: Buffer.byteLength(text) });
        }
      }
    }
    // Somebody of every ring heard of every case, on every channel; each is the one alert.
    expect(new Set(seen.map(({ on, ring }) => `${on} ${ring}`)).size).toBe(6);
    expect(seen.length).toBeGreaterThanOrEqual(all.length * 4);
    expect(seen.every(({ shape }) => ALERT.test(shape))).toBe(true);
    for (const on of ['telegram', 'oa', 'bot']) {
      const here = seen.filter((one) => one.on === on);
      expect([...new Set(here.map(({ shape }) => shape))]).toHaveLength(1);
      expect([...new Set(here.map(({ points, bytes }) => `${points} ${bytes}`))]).toHaveLength(1);
    }
  }, 60_000);

  test('of a case has no field for anything but its door and its code', async () => {
    const source = await house.rows("SELECT count(DISTINCT octet_length(code))::int AS n, min(octet_length(code))::int AS bytes FROM cases");
    expect(source).toEqual([{ n: 1, bytes: 6 }]);
  });

  test('is not sent for a note: nobody is called to what has no way back to her', async () => {
    const before = called.map(({ person }) => person.heard.length);
    const { office, keys, now } = house.house;
    const facts: CaseFacts = { level: 'note', kinds: ['hit'], danger: 'urgent', needs: [], hours: '', tellMe: 'nothing', under16: false };
    const id = keys.secrets.id();
    await office.within(({ rooms }) => rooms.fileCase({ id, code: keys.secrets.code(6), facts, secrets: new Private(''), at: now() }));
    await office.ringCase(id);
    await settled(house);
    expect(called.map(({ person }) => person.heard.length)).toEqual(before);
  });
});
