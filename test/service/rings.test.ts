import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseFacts } from '../../src/core/cases/rings.ts';
import { Private } from '../../src/core/private/private.ts';
import { onEveryBackend } from './backends.ts';
import { type Opened, openOn, until } from './open.ts';

/** Parts of a minute: rings at filing, after three seconds, after six, and then every three. */
const MINUTES = '0.05,0.1';

onEveryBackend('Rings in real time', (backend) => {
  let house: Opened;
  let beside: Opened;
  beforeAll(async () => {
    house = await openOn(backend, { settings: { ALERT_MINUTES_URGENT: MINUTES, ALERT_MINUTES_NORMAL: MINUTES } });
    // Outside the embedded house a second process works on the same database and queue.
    beside = house.settings['DATABASE_URL'] === undefined ? house : await openOn(backend, { beside: house, settings: { ALERT_MINUTES_URGENT: MINUTES } });
    const [home] = await house.rows("SELECT a.commune_code AS commune, c.province_code AS province FROM address a JOIN commune c ON c.code = a.commune_code WHERE a.code = 'TD-01'");
    await house.member({ address: 'TD-01' });
    await house.member({ unit: String(home?.['commune']), role: 'commune_officer' });
    await house.member({ unit: String(home?.['province']), role: 'province_duty' });
  }, 120_000);
  afterAll(async () => {
    if (beside !== house) await beside.close();
    await house.close();
  });

  async function files(): Promise<string> {
    const { office, keys, now } = house.house;
    const id = keys.secrets.id();
    const [home] = await house.rows("SELECT commune_code AS code FROM address WHERE code = 'TD-01'");
    const facts: CaseFacts = {
      level: 'case', kinds: [], danger: 'urgent', needs: [], hours: '', tellMe: 'nothing', under16: false, communeCode: String(home?.['code']),
    };
    const excluded = { addresses: [], communes: [], members: [] };
    const secrets = new Private(JSON.stringify({ laneId: `nobody-${id}`, channel: 'telegram', excluded, notice: true, safeWord: '' }));
    await office.within(async (at) => {
      await at.rooms.fileCase({ id, code: keys.secrets.code(6), facts, secrets, at: now() });
      at.caseDue(id, now());
    });
    return id;
  }
  const events = async (id: string): Promise<{ code: string; ms: number }[]> => (await house.rows(
    `SELECT e.code, extract(epoch FROM e.at - c.filed_at) * 1000 AS ms FROM case_event e JOIN cases c ON c.id = e.case_id
     WHERE c.id = $1 ORDER BY e.id`, [id])).map(({ code, ms }) => ({ code: String(code), ms: Number(ms) }));

  test('each ring is called within a second of its time, once, and reminded once half-way', { timeout: 60_000 }, async () => {
    const id = await files();
    await until('the rings to be spent', async () => (await events(id)).some(({ code }) => code === 'rings_spent'), 40_000);
    const found = await events(id);
    expect(found.filter(({ code }) => code.startsWith('ring')).map(({ code }) => code)).toEqual(['ring_1', 'ring_4', 'ring_5', 'rings_spent']);
    const at = (code: string): number => found.find((event) => event.code === code)?.ms ?? Number.NaN;
    // Ring 4 is the next that anybody is in: called when ring 2 would be. Ring 5 has its own time, ring 6 there is none.
    for (const [code, due] of [['ring_1', 0], ['ring_4', 3_000], ['ring_5', 12_000], ['rings_spent', 15_000]] as const) {
      expect(at(code)).toBeGreaterThanOrEqual(due);
      expect(at(code)).toBeLessThan(due + 1_000);
    }
    expect(found.filter(({ code }) => code === 'reminded').length).toBe(3);
  });

  test('a case that was withdrawn alerts nobody any more', { timeout: 30_000 }, async () => {
    const id = await files();
    await until('the first ring', async () => (await events(id)).some(({ code }) => code === 'ring_1'));
    await house.house.office.within(async ({ rooms }) => {
      await rooms.caseById(id);
      await rooms.moveCase(id, { state: 'withdrawn', ringAt: null, remindAt: null });
    });
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    expect((await events(id)).map(({ code }) => code)).toEqual(['ring_1']);
  });
});
