import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../fakes/person.ts';
import { onEveryBackend } from './backends.ts';
import { ALERT, codeIn, comeIn, file, findAddress, SAID, take, takeReceipt, talkAndClose } from './main_job.ts';
import { type Opened, openOn, settled } from './open.ts';
import { label, said } from './said.ts';

type Cast = Readonly<{ woman: Person; here: Person; colleague: Person; left: Person; next: Person }>;

/** A woman; two members of the address that is nearest but for the one she leaves out; one of that; one in the next commune. */
async function cast(house: Opened, mark: string): Promise<Cast> {
  const about = (role: string): { name: string; username: string } => ({ name: `${role} ${mark}`, username: `${role}_${mark}` });
  return {
    woman: house.telegram.person(about('Sung')),
    here: await house.member({ address: 'TD-01', label: 'Cô Ban' }, about('Ban')),
    colleague: await house.member({ address: 'TD-01', label: 'Cô Mai' }, about('Mai')),
    left: await house.member({ address: 'TD-02', label: 'Chú Lử' }, about('Lu')),
    next: await house.member({ address: 'LT-01', label: 'Anh Tùng' }, about('Tung')),
  };
}

/** The whole main job; gives what each of them was sent, with what is random taken out. */
async function play(house: Opened, people: Cast): Promise<Record<string, string[]>> {
  const { woman, here, colleague } = people;
  await comeIn(woman);
  await findAddress(woman);
  await file(woman);
  const receipt = await takeReceipt(woman);
  const alerts = [await here.hears(ALERT), await colleague.hears(ALERT)];
  await take(here);
  await woman.hears(said('contact.taken'));
  await colleague.presses(label('see_it'), said('member.gone'));
  await talkAndClose(woman, here);
  await settled(house);
  const code = codeIn(alerts[0]?.text ?? '');
  const plain = (text: string): string => text.replaceAll(code, '<code>').replaceAll(receipt, '<receipt>');
  return Object.fromEntries(Object.entries(people).map(([role, person]) => [role, person.heard.map(({ text }) => plain(text))]));
}

onEveryBackend('The main job', (backend) => {
  let house: Opened;
  let people: Cast;
  let calm: Record<string, string[]>;

  beforeAll(async () => {
    house = await openOn(backend);
    people = await cast(house, 'lang_le');
    calm = await play(house, people);
  });
  afterAll(() => house.close());

  test('the members of the nearest address are alerted alike, and nobody she left out hears of it', () => {
    const alerts = [people.here, people.colleague].map(({ heard }) => heard.filter(({ text }) => ALERT.test(text)));
    expect(alerts.map(({ length }) => length)).toEqual([1, 1]);
    const [one, other] = alerts.map(([alert]) => alert);
    expect(one?.text.length).toBe(other?.text.length);
    expect(one?.text).toBe(other?.text);
    expect(one?.buttons.map(({ label }) => label)).toEqual(other?.buttons.map(({ label }) => label));
    for (const silent of [people.left, people.next]) expect(silent.heard.filter(({ text }) => ALERT.test(text))).toEqual([]);
  });

  test('what she wrote first reaches the member who accepts, and nobody else', () => {
    expect(calm['here']?.filter((text) => text.includes(SAID.first))).toHaveLength(1);
    for (const role of ['colleague', 'left', 'next']) expect(calm[role]?.join()).not.toContain(SAID.first);
  });

  test('each says what the other hears, once', () => {
    const { woman, here } = calm;
    for (const words of [SAID.greeting, SAID.follow, SAID.goodbye]) expect(woman?.filter((text) => text.includes(words))).toHaveLength(1);
    for (const words of [SAID.reply, SAID.thanks]) expect(here?.filter((text) => text.includes(words))).toHaveLength(1);
  });

  test('neither side is sent anything that names the other', () => {
    const { woman, here, colleague, left, next } = people;
    const marks = (person: Person): string[] => [String(person.id), person.name, person.username];
    const seen = (person: Person): string => JSON.stringify(person.heard.map(({ text, buttons, fields }) => ({ text, buttons, fields: { ...fields, chat_id: 0 } })));
    const members = [here, colleague, left, next];
    for (const member of members) {
      for (const mark of marks(woman)) expect(seen(member)).not.toContain(mark);
      for (const mark of [...marks(member), 'Cô Ban', 'Cô Mai', 'Anh Tùng']) expect(seen(woman)).not.toContain(mark);
    }
  });

  test('the case is closed with its outcome, and each step stands in its history once', async () => {
    const [found] = await house.rows('SELECT id, state, outcome, ring, holder_id, under_16, kinds, needs, tell_me, hours FROM cases');
    expect(found).toMatchObject({
      state: 'closed', outcome: 'supported', ring: 1, kinds: ['body', 'mind'], needs: ['listen', 'health'], hours: '06:00-22:00', tell_me: 'taken',
    });
    const events = await house.rows('SELECT code FROM case_event ORDER BY id');
    expect(events.map(({ code }) => code)).toEqual(['filed', 'ring_1', 'opened', 'accepted', 'in_contact', 'referred_health', 'closed_supported']);
    expect(await house.rows('SELECT purpose, asked FROM consent')).toEqual([{ purpose: 'contact_me', asked: 'contact.ask_consent' }]);
    expect(await house.rows('SELECT count(*)::int AS n FROM thread_message')).toEqual([{ n: 6 }]);
    expect(await house.rows('SELECT count(*)::int AS n FROM inbox')).toEqual([{ n: 0 }]);
  });

  test('Telegram refused nothing that it was asked', () => {
    expect(house.telegram.calls.filter(({ status }) => status !== 200)).toEqual([]);
  });

  test('duplicates, echoes of older updates, swapped order and 429s change nothing that anybody reads', async () => {
    // Of the calm run nobody is left on duty.
    await house.rows('UPDATE member SET left_at = now(), lane_id = NULL');
    const rough = await cast(house, 'on_ao');
    house.telegram.push.manner.twice = true;
    house.telegram.push.manner.echoes = true;
    house.telegram.faults.often('sendMessage', { kind: 'throttle', seconds: 1 }, 0.1, 7);
    const transcript = await play(house, rough);
    house.telegram.push.manner.twice = false;
    house.telegram.push.manner.echoes = false;
    house.telegram.faults.calm();
    expect(house.telegram.faults.struck()).toBeGreaterThan(3);
    expect(transcript).toEqual(calm);
    const states = await house.rows('SELECT state, outcome FROM cases');
    expect(states).toEqual([{ state: 'closed', outcome: 'supported' }, { state: 'closed', outcome: 'supported' }]);
  });
});
