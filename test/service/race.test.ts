import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../fakes/person.ts';
import { onEveryBackend } from './backends.ts';
import { ALERT, comeIn, file } from './main_job.ts';
import { type Opened, openOn } from './open.ts';
import { label, said } from './said.ts';

const MEMBERS = 100;
const PATIENCE_MS = 20_000;

onEveryBackend('A race for one case', (backend) => {
  let house: Opened;
  beforeAll(async () => {
    house = await openOn(backend);
  });
  afterAll(() => house.close());

  test(`of ${MEMBERS} members who accept at the same moment, exactly one holds the case`, { timeout: 120_000 }, async () => {
    const invites = await Promise.all(Array.from({ length: MEMBERS }, () => house.invite({ address: 'TD-01' })));
    const members: Person[] = await Promise.all(invites.map(async (invite, index) => {
      const member = house.telegram.person({ name: `Trực ${index}`, waitMs: PATIENCE_MS });
      await member.says(invite, said('member.linked'));
      await member.presses(label('duty_on'), said('member.duty_on_done'));
      return member;
    }));
    const woman = house.telegram.person({ name: 'Sung', waitMs: PATIENCE_MS });
    await comeIn(woman);
    await woman.presses(label('want_address'), said('nearest.place'));
    await woman.says('tran de', said('nearest.hide'));
    await woman.presses(label('hide_none'), said('nearest.pick'));
    await woman.presses('Trạm y tế Hoa Súng', said('nearest.duty'));
    await woman.presses(label('show_it'));
    await file(woman);
    await woman.presses(label('no_code'), said('contact.talk'));

    await Promise.all(members.map((member) => member.hears(ALERT)));
    await Promise.all(members.map((member) => member.presses(label('see_it'), /Trần Đề/)));
    const answers = await Promise.all(members.map((member) => member.presses(label('take'), either(said('member.won'), said('member.gone')))));

    const winners = members.filter((_, index) => said('member.won').test(answers[index]?.text ?? ''));
    expect(winners).toHaveLength(1);
    const cases = await house.rows('SELECT state, holder_id FROM cases');
    expect(cases).toMatchObject([{ state: 'accepted', holder_id: expect.any(String) }]);
    expect(await house.rows('SELECT count(*)::int AS n FROM case_event WHERE code = $1', ['accepted'])).toEqual([{ n: 1 }]);
    expect(await house.rows('SELECT count(*)::int AS n FROM alert WHERE answer = $1', ['accepted'])).toEqual([{ n: 1 }]);
    // She hears of it once, however many tried.
    await woman.hears(said('contact.taken'));
    await house.house.idle();
    expect(woman.heard.filter(({ text }) => said('contact.taken').test(text))).toHaveLength(1);
  });
});

const either = (one: RegExp, other: RegExp): RegExp => new RegExp(`${one.source}|${other.source}`);
