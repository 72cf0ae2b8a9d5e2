import { afterAll, beforeEach, expect, test } from 'vitest';
import { runCommand } from '../../src/roof/commands.ts';
import type { Person } from '../fakes/person.ts';
import { onEveryBackend } from './backends.ts';
import { runChore } from './chores.ts';
import { ALERT, comeIn, file, take, takeReceipt } from './main_job.ts';
import { type Opened, openOn, until } from './open.ts';
import { label, said } from './said.ts';

const HOUR = 3_600_000;

onEveryBackend('Who can be reached', (backend) => {
  let house: Opened | undefined;
  const open = async (): Promise<Opened> => {
    await house?.close();
    return house = await openOn(backend, { zalo: true });
  };
  afterAll(() => house?.close());

  const files = async (at: Opened): Promise<Person> => {
    const woman = at.telegram.person({ name: 'Sung' });
    await comeIn(woman);
    await file(woman);
    await takeReceipt(woman);
    return woman;
  };
  const events = async (at: Opened): Promise<string[]> => (await at.rows('SELECT code FROM case_event ORDER BY id')).map(({ code }) => String(code));
  let here: Person;

  beforeEach(async () => {
    here = await (await open()).member({ address: 'TD-01', label: 'Cô Ban' }, { name: 'Ban' }, 'oa');
  });
  const at = (): Opened => {
    if (!house) throw new Error('No house is open');
    return house;
  };

  test('a member whose window has shut gets her alert in her second chat, and takes the case there', async () => {
    await here.hears(said('member.home_on'));
    await here.presses(label('how_it_works'), said('member.rules'));
    const code = /TC(-[A-Z2-9]{4}){4}/.exec((await here.presses(label('other_chat'), said('member.other_chat_code'))).text)?.[0] ?? '';
    const second = at().telegram.person({ name: 'Ban' });
    await second.says(`/start ${code}`, said('member.linked'));
    expect(await at().rows('SELECT count(*)::int AS n FROM member')).toEqual([{ n: 1 }]);
    at().clock.skip(8 * 24 * HOUR);
    const woman = await files(at());
    await second.hears(ALERT);
    expect(here.heard.filter(({ text }) => ALERT.test(text))).toEqual([]);
    await take(second);
    await woman.hears(said('contact.taken'));
  });

  test('a member with one chat counts as off duty once its window has shut: the next ring is called at once', async () => {
    const next = await at().member({ address: 'LT-01', label: 'Anh Tùng' }, { name: 'Tung' });
    at().clock.skip(8 * 24 * HOUR);
    await files(at());
    await next.hears(ALERT);
    expect(here.heard.filter(({ text }) => ALERT.test(text))).toEqual([]);
  });

  test('when the platform says so only as the alert is sent, the ring moves on at once, and the case remembers it', async () => {
    const next = await at().member({ address: 'LT-01', label: 'Anh Tùng' }, { name: 'Tung' });
    at().oa.closeWindow(here);
    await files(at());
    await next.hears(ALERT);
    expect(await events(at())).toEqual(['filed', 'ring_1', 'unreached', 'ring_3']);
    // Nothing of it is called sent.
    const letters = await runCommand(at().house, 'outbox list', {});
    expect(letters).toMatchObject({ done: { counts: [{ channel: 'zalo_oa', failure: 'send:window_shut', count: 1 }] } });
    expect(await runCommand(at().house, 'members unreached', {})).toMatchObject({ done: [{ label: 'Cô Ban', address: 'TD-01', channels: ['zalo_oa'] }] });
    // Whoever writes again can be written to again.
    await here.says('xin chào');
    expect(await runCommand(at().house, 'members unreached', {})).toEqual({ done: [] });
  });

  test('a case that nobody could be called to is not left to itself: who can be reached again is called', async () => {
    at().clock.skip(8 * 24 * HOUR);
    await files(at());
    await until('all rings to be spent', async () => (await events(at())).includes('rings_spent'));
    await runChore(at(), 'spent');
    expect(here.heard.filter(({ text }) => ALERT.test(text))).toEqual([]);
    await here.says('xin chào');
    await runChore(at(), 'spent');
    await runChore(at(), 'spent');
    await here.hears(ALERT);
    expect(here.heard.filter(({ text }) => ALERT.test(text))).toHaveLength(1);
    await take(here);
  });

  test('words that came while the holder could not be reached are told to her when she is back', async () => {
    const woman = await files(at());
    await here.hears(ALERT);
    await take(here);
    await woman.hears(said('contact.taken'));
    await here.presses(label('go_home'), said('member.home_on'));
    at().clock.skip(8 * 24 * HOUR);
    await woman.says('em vẫn chờ chị ạ', said('welcome.cover'));
    await at().rows(`INSERT INTO thread_message (id, case_id, side, words, at) SELECT 'late', id, 'person', ''::bytea, now() - interval '1 hour' FROM cases`);
    await runChore(at(), 'words');
    const news = (): number => here.heard.filter(({ text }) => said('push.news').test(text)).length;
    expect(news()).toBe(0);
    await here.says('xin chào');
    await runChore(at(), 'words');
    await runChore(at(), 'words');
    expect(news()).toBe(1);
  });

  test('a member whose window shuts within a day is asked to write, once', async () => {
    at().clock.skip(5 * 24 * HOUR);
    await runChore(at(), 'checkin');
    const asked = (): number => here.heard.filter(({ text }) => said('push.check_in').test(text)).length;
    expect(asked()).toBe(0);
    at().clock.skip(25 * HOUR);
    await runChore(at(), 'checkin');
    await runChore(at(), 'checkin');
    expect(asked()).toBe(1);
    await here.presses(label('still_here'), said('member.still_here'));
    at().clock.skip(2 * 24 * HOUR);
    await files(at());
    await here.hears(ALERT);
  });

  test('an officer learns by day how many of her members nothing reaches, whether or not there is a case', async () => {
    const officer = await at().member({ unit: '31673', role: 'commune_officer', label: 'Chị Hội' }, { name: 'Hoi' });
    const told = (): string[] => officer.heard.filter(({ text }) => said('push.unreachable').test(text)).map(({ text }) => text);
    await runChore(at(), 'unreached');
    expect(told()).toEqual([]);
    at().clock.skip(8 * 24 * HOUR);
    await runChore(at(), 'unreached');
    await runChore(at(), 'unreached');
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain('1');
  });
});
