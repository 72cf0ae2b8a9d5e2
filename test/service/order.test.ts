import { afterAll, beforeAll, expect, test } from 'vitest';
import { Private } from '../../src/core/private/private.ts';
import { deskStore } from '../../src/stores/desk.ts';
import type { Person } from '../fakes/person.ts';
import { onEveryBackend } from './backends.ts';
import { ALERT, comeIn, file, findAddress, take } from './main_job.ts';
import { type Opened, openOn, SECRET, until } from './open.ts';
import { label, said } from './said.ts';

onEveryBackend('What Telegram does to the order of things', (backend) => {
  let house: Opened;
  let woman: Person;
  let member: Person;
  beforeAll(async () => {
    house = await openOn(backend);
    member = await house.member({ address: 'TD-01' });
    woman = house.telegram.person();
    await comeIn(woman);
    await findAddress(woman);
    await file(woman);
    await woman.presses(label('no_code'), said('contact.talk'));
    await member.hears(ALERT);
    await take(member);
    await woman.hears(said('contact.taken'));
  });
  afterAll(() => house.close());

  const wordsTo = (person: Person, of: readonly string[]): string[] =>
    person.heard.flatMap(({ text }) => of.filter((words) => text.includes(words)));
  const to = ({ id }: Person) => ({ chat_id: chat }: Readonly<Record<string, unknown>>): boolean => Number(chat) === id;

  test('a message that must wait after a 429 is not overtaken by the next one', async () => {
    const lines = ['Gạo nếp đã ngâm', 'Lá dong đã rửa', 'Nồi bánh đã sôi'];
    house.telegram.faults.plan('sendMessage', { kind: 'throttle', seconds: 1 }, { where: to(woman) });
    for (const line of lines) await member.says(line, said('common.passed_on'));
    await until('all three lines', () => wordsTo(woman, lines).length >= 3);
    expect(wordsTo(woman, lines)).toEqual(lines);
  });

  test.each([
    ['is down for a moment', { kind: 'down', status: 502 }], ['cuts the line before it has read', { kind: 'cut', when: 'before' }],
  ] as const)('when Telegram %s the message comes later, once', async (_name, fault) => {
    const line = `Tiếng khèn bên kia núi ${fault.kind}`;
    house.telegram.faults.plan('sendMessage', fault, { where: to(woman) });
    await member.says(line, said('common.passed_on'));
    await woman.hears(new RegExp(line));
    expect(wordsTo(woman, [line])).toHaveLength(1);
  });

  test('a send whose answer is cut off is unknown: it is sent again, and counted', async () => {
    const line = 'Con suối đầu bản';
    house.telegram.faults.plan('sendMessage', { kind: 'cut', when: 'after' }, { where: to(woman) });
    await member.says(line, said('common.passed_on'));
    await until('the second copy', () => wordsTo(woman, [line]).length === 2);
    expect(await house.house.metrics.text()).toMatch(/tincay_sends_total\{channel="telegram",kind="reply",what="send:unknown"\} [1-9]/);
  });

  test('two messages of one person that come swapped at the same moment are both passed on, once each', async () => {
    const lines = ['Hoa mận nở trước', 'Hoa đào nở sau'];
    house.telegram.push.hold();
    for (const line of lines) await woman.whispers(line);
    await house.telegram.push.release('swapped', true);
    await until('both lines', () => wordsTo(member, lines).length >= 2);
    await house.house.idle();
    expect(wordsTo(member, lines).toSorted()).toEqual(lines.toSorted());
  });

  /** What a process that is gone has stored of a person and never worked. */
  const leftByTheDead = async ({ id }: Person, text: string): Promise<void> => {
    const { database, keys } = house.house;
    const account = String(id);
    const laneId = keys.laneId('help', 'telegram', account);
    const store = deskStore(database.query, { masters: keys.masters, inbox: keys.inbox, instance: 'dead' });
    const event = { kind: 'message', at: house.clock.now(), text };
    const heard = new Private(JSON.stringify({ account, lang: 'vi', event }));
    await store.turn({ arrivals: [{ id: `of the dead ${id}`, laneId, channel: 'telegram', order: 0, heard }], works: [], marks: [] });
  };

  test('what a process stored and died over goes before what she writes to the next one', async () => {
    const lines = ['Bếp lửa còn đỏ', 'Ấm nước đã reo'];
    await leftByTheDead(woman, lines[0] ?? '');
    await woman.whispers(lines[1] ?? '');
    await until('both lines', () => wordsTo(member, lines).length >= 2);
    expect(wordsTo(member, lines)).toEqual(lines);
  });

  test('also before an answer that needs nothing stored', async () => {
    const other = house.telegram.person();
    // Her first word is read from the database, her second is remembered: from here on nothing of hers needs reading.
    for (let word = 0; word < 2; word++) await other.says('/start', said('welcome.cover'));
    await leftByTheDead(other, label('something_private'));
    await other.says(label('can_talk'), said('welcome.phone'));
    expect(await house.rows('SELECT id FROM inbox')).toEqual([]);
  });

  const testBeside = backend.name.includes('embedded') ? () => undefined : test;
  testBeside('whoever writes now to one process and now to another is where she was', async () => {
    const beside = await openOn(backend, { beside: house, hook: false });
    const headers = { 'x-telegram-bot-api-secret-token': SECRET };
    const other = house.telegram.person();
    const talk = async (): Promise<void> => {
      const steps = [
        ['/start', 'welcome.cover'], [label('something_private'), 'welcome.private_start'], [label('can_talk'), 'welcome.phone'],
        [label('phone_mine'), 'welcome.danger_ask'], [label('danger_no'), 'welcome.menu'],
      ] as const;
      for (const [index, [text, shown]] of steps.entries()) {
        const to = index % 2 === 0 ? house : beside;
        house.telegram.push.to({ url: `${to.at}/webhooks/telegram`, headers });
        await other.says(text, said(shown));
      }
    };
    try {
      await talk();
      await other.says('0');
      await talk();
    } finally {
      house.telegram.push.to({ url: `${house.at}/webhooks/telegram`, headers });
      await beside.close();
    }
  });

  test('a press and a text that come swapped do not both count: the late press is answered kindly', async () => {
    const other = house.telegram.person();
    await other.says('/start', said('welcome.cover'));
    const shown = await other.presses(label('something_private'), said('welcome.private_start'));
    await other.says(label('can_talk'), said('welcome.phone'));
    await other.pressesLate(shown, label('can_talk'), said('common.late_press'));
    await other.presses(label('phone_mine'), said('welcome.danger_ask'));
  });

  test('a person who blocked the bot is left alone, and nobody else waits for her', async () => {
    await woman.blocks();
    await member.says('Chị còn đó không', said('common.passed_on'));
    // Whoever wrote to her learns that it waits, and is never told that it was sent.
    await member.hears(said('push.not_reached'));
    await house.house.idle();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(house.telegram.calls.filter(({ status }) => status === 403)).toEqual([]);
    await woman.returns();
  });
});
