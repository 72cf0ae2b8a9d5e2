import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { CaseFacts } from '../../src/core/cases/rings.ts';
import { Private } from '../../src/core/private/private.ts';
import { runCommand } from '../../src/roof/commands.ts';
import type { Person } from '../fakes/person.ts';
import { onEveryBackend } from './backends.ts';
import { type Opened, openOn, SECRET, settled, until } from './open.ts';
import { label, said } from './said.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const Listed = z.object({ done: z.array(z.object({ code: z.string(), why: z.array(z.string()) })) });

onEveryBackend('What the law asks of whoever holds a case', (backend) => {
  let house: Opened;
  let later: Opened | undefined;
  let member: Person;
  let officer: Person;
  let province = '';
  let commune = '';
  const running = (): Opened => later ?? house;
  const isAlone = backend.name.includes('embedded');
  beforeAll(async () => {
    house = await openOn(backend);
    const [home] = await house.rows("SELECT a.commune_code AS commune, c.province_code AS province FROM address a JOIN commune c ON c.code = a.commune_code WHERE a.code = 'TD-01'");
    [commune, province] = [String(home?.['commune']), String(home?.['province'])];
    // Of another commune's address, so that she may be called where this one is left out.
    const [other] = await house.rows('SELECT code FROM address WHERE commune_code <> $1 ORDER BY code LIMIT 1', [commune]);
    member = await house.member({ address: String(other?.['code']), label: 'Cô Ban' }, { name: 'Ban' });
    officer = await house.member({ unit: province, role: 'province_duty', label: 'Cô Chi' }, { name: 'Chi' });
  }, 120_000);
  afterAll(async () => {
    await later?.close();
    if (!isAlone || !later) return house.close();
    // The first process of the embedded house is closed already: what it leaves are its fakes and its folder.
    for (const fake of [house.telegram, house.oa, house.bot]) await fake.close();
    rmSync(house.settings['DATA_DIR'] ?? '', { recursive: true, force: true });
  });

  type Wish = Readonly<{ under16?: boolean; danger?: CaseFacts['danger']; leavesOut?: readonly string[]; avoids?: readonly string[] }>;
  async function held({ under16 = true, danger = 'urgent', leavesOut = [], avoids = [] }: Wish = {}): Promise<{ id: string; code: string }> {
    const { office, keys, now } = running().house;
    const [id, code] = [keys.secrets.id(), keys.secrets.code(6)];
    const facts: CaseFacts = { level: 'case', communeCode: commune, kinds: [], danger, needs: [], hours: '', tellMe: 'nothing', under16 };
    const excluded = { addresses: [], communes: leavesOut, members: avoids };
    const secrets = new Private(JSON.stringify({ laneId: `nobody-${id}`, channel: 'telegram', excluded, notice: true, safeWord: '' }));
    await office.within(async (at) => {
      await at.rooms.fileCase({ id, code, facts, secrets, at: now() });
      if (leavesOut.length > 0) await at.rooms.noteEvent(id, 'body_excluded');
      // Called by hand: who is called when is the matter of other tests.
      await at.rooms.moveCase(id, { state: 'alerted', ring: 5, ringAt: null });
      const [one] = (await at.rooms.members()).filter(({ role }) => role === 'member');
      if (one) await at.rooms.addAlerts(id, 1, [one.id]);
    });
    await member.says(code, said('member.alerted'));
    const won = await member.presses(label('take'), said('member.won'));
    expect(/111/.test(won.text)).toBe(under16);
    if (leavesOut.length > 0 && under16) expect(won.text).toContain('khoan báo Ủy ban xã');
    return { id, code };
  }
  const over = (id: string): Promise<unknown> => running().rows("UPDATE cases SET state = 'withdrawn' WHERE id = $1", [id]);
  const codes = async (id: string): Promise<string[]> =>
    (await running().rows('SELECT code FROM case_event WHERE case_id = $1 ORDER BY id', [id])).map(({ code }) => String(code));
  const nudged = async (id: string): Promise<string[]> => (await codes(id)).filter((code) => code.startsWith('nudged_'));
  const pushes = (): number => member.heard.filter(({ text }) => said('push.owed').test(text)).length;
  const why = async (code: string): Promise<unknown> => {
    const { done } = Listed.parse(await runCommand(running().house, 'cases waiting', {}));
    return done.find((one) => one.code === code)?.why;
  };
  const counted = async (): Promise<number> => {
    const { officers: { waiting }, now } = running().house;
    return (await waiting.count(now(), [])).find((row) => row.province === province)?.overdue ?? 0;
  };
  /** Long enough for the chore to come round twice. */
  const rounds = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 4_500));
  async function keeps(code: string, is: string, told: string): Promise<void> {
    await member.says(code, said('member.held'));
    const list = await member.presses(label('obligations'), said('member.obligations'));
    const row = list.buttons.find(({ label: text }) => text.includes(label(is)))?.label ?? '';
    await member.presses(row.replace(/^\d\. /, ''), said('member.obligation'));
    await member.presses(label(told), said('member.obligation_how'));
    await member.presses(label('phone'), said('member.obligation_kept'));
  }

  test('a child: reminded at half and at the end, once each over a restart; kept, it is overdue no more', { timeout: 120_000 }, async () => {
    const { id, code } = await held();
    house.clock.skip(29 * MINUTE);
    await rounds();
    expect(await nudged(id)).toEqual([]);
    house.clock.skip(2 * MINUTE);
    await member.hears(said('push.owed'));
    expect([await nudged(id), await why(code), await counted()]).toEqual([['nudged_child_told_half'], undefined, 0]);

    if (isAlone) await house.service.close();
    later = await openOn(backend, { beside: house });
    house.telegram.push.to({ url: `${later.at}/webhooks/telegram`, headers: { 'x-telegram-bot-api-secret-token': SECRET } });
    await rounds();
    expect([await nudged(id), pushes()]).toEqual([['nudged_child_told_half'], 1]);
    // Outside the embedded house two processes see that the hour is over.
    house.clock.skip(30 * MINUTE);
    await until('the second reminder', () => pushes() === 2);
    await rounds();
    await settled(later);
    expect([await nudged(id), pushes()]).toEqual([['nudged_child_told_half', 'nudged_child_told_end'], 2]);
    expect([await why(code), await counted()]).toEqual([['overdue'], 1]);
    // Being reminded is no sign that she is at work.
    const [act] = await later.rows("SELECT count(*)::int AS n FROM case_event WHERE case_id = $1 AND code LIKE 'nudged%' AND member_id IS NOT NULL", [id]);
    expect(act).toEqual({ n: 0 });

    await keeps(code, 'child_told', 'police');
    expect((await codes(id)).at(-1)).toBe('met_child_told_police_phone');
    expect([await why(code), await counted()]).toEqual([undefined, 0]);
    // What follows from it: twelve hours for the committee, then the plan.
    house.clock.skip(6 * HOUR + MINUTE);
    await until('the next reminder', () => pushes() === 3);
    expect((await nudged(id)).at(-1)).toBe('nudged_child_safe_half');
    await keeps(code, 'child_safe', 'committee');
    house.clock.skip(12 * HOUR);
    await rounds();
    expect(pushes()).toBe(3);
    await over(id);
  });

  test('an officer whom she avoids is told by no count that it is overdue', { timeout: 60_000 }, async () => {
    const [own] = await running().rows("SELECT id FROM member WHERE role = 'province_duty'");
    const { id, code } = await held({ avoids: [String(own?.['id'])] });
    house.clock.skip(2 * HOUR);
    expect([await why(code), await counted()]).toEqual([['overdue'], 0]);
    await over(id);
  });

  test('on hold: nobody is reminded, and the law has not stopped', { timeout: 60_000 }, async () => {
    const { id, code } = await held();
    await running().rows('UPDATE cases SET restricted = true WHERE id = $1', [id]);
    const before = pushes();
    house.clock.skip(2 * HOUR);
    await rounds();
    expect([await nudged(id), pushes() - before, await why(code), await counted()]).toEqual([[], 0, ['overdue'], 1]);
    await over(id);
  });

  test('she has come and her commune is left out: the province decides who is told, and only that one can be chosen', { timeout: 60_000 }, async () => {
    const { id, code } = await held({ under16: false, danger: 'normal', leavesOut: [commune] });
    await member.says(code, said('member.held'));
    await member.presses(label('progress'), said('member.progress'));
    await member.presses(label('she_came'), said('member.arrived_ask'));
    await member.presses(label('arrived_yes'), said('member.obligation_waits'));
    await officer.hears(said('push.waiting'));
    expect((await codes(id)).filter((one) => one === 'arrived')).toHaveLength(1);
    expect(await runCommand(running().house, 'cases decide', { code, as: 'told_province' })).toMatchObject({ done: { code } });
    await keeps(code, 'arrival_told', 'province');
    expect((await codes(id)).at(-1)).toBe('met_arrival_told_province_phone');
    house.clock.skip(30 * HOUR);
    expect(await why(code)).toBeUndefined();
    await over(id);
  });

  test('no log holds who it was', async () => {
    await settled(running());
    expect(running().log()).not.toMatch(/Cô Ban|met_child/);
  });
});
