import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../../src/roof/commands.ts';
import { turnOffers } from '../../src/roof/chores.ts';
import { sweepStore } from '../../src/stores/sweep.ts';
import type { Person } from '../fakes/person.ts';
import { onEveryBackend } from './backends.ts';
import { ALERT, codeIn, comeIn, file, take, WORD } from './main_job.ts';
import { type Opened, openOn, settled } from './open.ts';
import { label, said } from './said.ts';

const DAY_MS = 86_400_000;

onEveryBackend('A case that goes to another member, or is told to a partner', (backend) => {
  let house: Opened;
  let ban: Person;
  let sen: Person;
  let woman: Person;
  let code = '';

  beforeAll(async () => {
    house = await openOn(backend);
    ban = await house.member({ address: 'TD-01', label: 'Cô Ban' });
    // A colleague of the same address who is not called: off duty, and listed all the same.
    sen = house.telegram.person({ name: 'Sen' });
    await sen.says(`/start ${await house.invite({ address: 'TD-01', label: 'Cô Sen' })}`, said('member.linked'));
    await files();
  });
  afterAll(() => house.close());

  async function files(): Promise<void> {
    woman = house.telegram.person({ name: 'Sung' });
    await comeIn(woman);
    await file(woman);
    await woman.presses(label('no_code'), said('contact.talk'));
    code = codeIn((await ban.hears(ALERT)).text);
    await take(ban);
    await woman.hears(said('contact.taken'));
  }
  const turn = async (): Promise<void> => {
    const { database, keys, office, now } = house.house;
    await turnOffers({ sweep: sweepStore(database, keys), office, now });
    await settled(house);
  };
  const heardBy = (person: Person, words: RegExp): number => person.heard.filter(({ text }) => words.test(text)).length;
  const memberOf = async (name: string): Promise<string> => {
    for (const { id } of await house.rows('SELECT id FROM member')) {
      if (await house.house.office.within(({ rooms }) => rooms.labelOf(String(id))) === name) return String(id);
    }
    return '';
  };
  const row = async (): Promise<Record<string, unknown>> => (await house.rows('SELECT id, holder_id, state FROM cases WHERE code = $1', [code]))[0] ?? {};
  const events = async (): Promise<string[]> => (await house.rows('SELECT e.code FROM case_event e JOIN cases c ON c.id = e.case_id WHERE c.code = $1 ORDER BY e.id', [code]))
    .map((event) => String(event['code']));
  const offers = async (): Promise<unknown[]> => (await house.rows('SELECT o.state FROM offer o JOIN cases c ON c.id = o.case_id WHERE c.code = $1 ORDER BY o.made_at, o.id', [code])).map(({ state }) => state);
  /** From the talk to the question how somebody is asked. */
  const choose = async (holder: Person, name: string): Promise<void> => {
    await holder.says(code, said('member.held'));
    await holder.presses(label('progress'), said('member.progress'));
    await holder.presses(label('refer_it'), said('member.refer_ask'));
    await holder.presses(label('hand_it'), said('member.hand_pick'));
    await holder.presses(name, said('member.hand_how'));
  };
  const asks = async (holder: Person, name: string): Promise<void> => {
    await choose(holder, name);
    await holder.presses(label('ask_for_me'), said('member.hand_asked'));
  };

  test('before her yes nobody else hears of it, and after her no nobody does', async () => {
    await asks(ban, 'Cô Sen');
    await woman.hears(said('contact.hand_ask'));
    await settled(house);
    expect(heardBy(sen, ALERT)).toBe(0);
    await sen.says(code, said('member.gone'));
    await woman.presses(label('hand_no'), said('contact.asked_noted'));
    await ban.hears(said('push.news'));
    await settled(house);
    expect(heardBy(sen, ALERT)).toBe(0);
    await sen.says(code, said('member.gone'));
    expect(await offers()).toEqual(['declined']);
    expect(await house.rows('SELECT purpose FROM consent WHERE purpose = $1', ['hand_over'])).toEqual([]);
  });

  test('after her yes the other one sees what everybody sees who is alerted, and may say no with a reason', async () => {
    await asks(ban, 'Cô Sen');
    await woman.hears(said('contact.hand_ask'));
    await woman.presses(label('hand_yes'), said('contact.hand_done'));
    await sen.hears(ALERT);
    const shown = await sen.presses(label('see_it'), said('member.offered'));
    expect(shown.text).not.toContain('Giàng');
    await sen.presses(label('hand_refuse'), said('member.hand_refuse'));
    await sen.presses(label('too_far'), said('member.hand_passed'));
    expect(await offers()).toEqual(['declined', 'refused']);
    expect((await row())['holder_id']).toBe(await memberOf('Cô Ban'));
    expect(await events()).toContain('hand_refuse_too_far');
    // Whoever has said no is not asked again.
    await ban.says(code, said('member.held'));
    await ban.presses(label('progress'), said('member.progress'));
    await ban.presses(label('refer_it'), said('member.refer_ask'));
    await ban.presses(label('hand_it'), said('member.hand_none'));
    expect(await house.rows(`SELECT count(*)::int AS n FROM consent WHERE purpose = 'hand_over' AND withdrawn_at IS NULL`)).toEqual([{ n: 1 }]);
  });

  test('whoever takes it holds it with its key and its words; the first one reads nothing more and she is told', async () => {
    const hoa = await house.member({ address: 'TD-01', label: 'Cô Hoa' });
    await asks(ban, 'Cô Hoa');
    await woman.hears(said('contact.hand_ask'));
    await woman.presses(label('hand_yes'), said('contact.hand_done'));
    await hoa.hears(ALERT);
    await hoa.presses(label('see_it'), said('member.offered'));
    await woman.says('Em chờ chị mới ạ', said('common.passed_on'));
    await hoa.presses(label('take'), said('member.won'));
    await ban.hears(said('push.handed'));
    await woman.hears(said('contact.handed'));
    expect((await row())['holder_id']).toBe(await memberOf('Cô Hoa'));
    expect(await events()).toContain('handed_over');
    await ban.says(code, said('member.gone'));
    await hoa.says(code, said('member.held'));
    await hoa.presses(label('open_talk'), said('member.talk'));
    const before = ban.heard.length;
    await woman.says('Em ở đây ạ', said('common.passed_on'));
    await hoa.hears(/Em ở đây ạ/);
    await settled(house);
    expect(ban.heard.slice(before).map(({ text }) => text).join()).not.toContain('Em ở đây');
    expect(heardBy(ban, /Em ở đây ạ/)).toBe(0);
    expect((await house.rows('SELECT answer FROM alert a JOIN cases c ON c.id = a.case_id WHERE c.code = $1 AND a.member_id = $2', [code, await memberOf('Cô Ban')]))).toEqual([{ answer: 'passed' }]);
    // Back to the first one, for the rest of these tests.
    await house.rows('UPDATE cases SET holder_id = $1 WHERE code = $2', [await memberOf('Cô Ban'), code]);
  });

  test('an offer that nobody answers ends by the clock, hers after three days and the other one’s after one', async () => {
    await asks(ban, 'Cô Hoa');
    await woman.hears(said('contact.hand_ask'));
    const knocks = heardBy(woman, said('push.knock'));
    house.clock.skip(2 * DAY_MS);
    await turn();
    await turn();
    expect((await offers()).at(-1)).toBe('asked');
    // In another of her windows she is asked once more, by the same neutral sentence.
    expect(heardBy(woman, said('push.knock'))).toBe(knocks + 1);
    house.clock.skip(DAY_MS + 60_000);
    await turn();
    expect((await offers()).at(-1)).toBe('lapsed');
    await asks(ban, 'Cô Hoa');
    await woman.says(WORD);
    await house.rows(`UPDATE offer SET state = 'agreed', due_at = $1 WHERE state = 'asked'`, [new Date(house.clock.now() + DAY_MS)]);
    house.clock.skip(DAY_MS - 60_000);
    await turn();
    expect((await offers()).at(-1)).toBe('agreed');
    house.clock.skip(120_000);
    await turn();
    expect((await offers()).at(-1)).toBe('lapsed');
    expect((await row())['holder_id']).toBe(await memberOf('Cô Ban'));
  });

  test('in danger it goes on without her yes: written down with its reason, and on the officer’s list until one has looked', async () => {
    await choose(ban, 'Cô Hoa');
    await ban.presses(label('hand_danger'), said('member.hand_offered'));
    expect((await offers()).at(-1)).toBe('agreed');
    expect(await events()).toContain('hand_force_danger');
    const listed = async (): Promise<unknown> => runCommand(house.house, 'cases waiting', {});
    expect(await listed()).toMatchObject({ done: [{ code, why: expect.arrayContaining(['forced']) }] });
    expect(await runCommand(house.house, 'cases decide', { code, as: 'seen' })).toMatchObject({ done: { code } });
    expect(JSON.stringify(await listed())).not.toContain('forced');
    expect(await runCommand(house.house, 'cases decide', { code, as: 'seen' })).not.toHaveProperty('done');
    await ban.says(code, said('member.held'));
    await ban.presses(label('progress'), said('member.progress'));
    await ban.presses(label('refer_it'), said('member.refer_ask'));
    await ban.presses(label('see_offers'), said('member.offers'));
    await ban.presses(label('revoke_offers'), said('member.revoked'));
    expect((await offers()).at(-1)).toBe('revoked');
  });

  test('a partner is told what she chose and no more, and nothing once she has taken it back', async () => {
    await ban.says(code, said('member.held'));
    await ban.presses(label('progress'), said('member.progress'));
    await ban.presses(label('refer_it'), said('member.refer_ask'));
    await ban.presses(label('ask_for_me'), said('member.share'));
    await ban.presses(label('health'), said('member.share_asked'));
    // She has been away for days: the question waits behind her word.
    await woman.hears(said('push.knock'));
    await woman.says(WORD, said('contact.ready'));
    await woman.presses(label('see_now'), said('contact.share_ask'));
    await woman.presses(label('share_yes'), said('contact.share_parts'));
    await woman.says('3', said('contact.share_done'));
    await ban.hears(said('push.news'));
    const see = async (): Promise<string> => {
      await ban.says(code, said('member.held'));
      await ban.presses(label('progress'), said('member.progress'));
      await ban.presses(label('refer_it'), said('member.refer_ask'));
      return (await ban.presses(label('see_offers'), said('member.offers'))).text;
    };
    const shown = await see();
    expect(shown).toContain(label('listen'));
    expect(shown).not.toContain(label('body'));
    expect(shown).not.toContain('06:00');
    expect(await house.rows(`SELECT parts, partner FROM offer WHERE kind = 'share'`)).toEqual([{ parts: ['needs'], partner: 'health' }]);
    await woman.presses(label('say_done'), said('contact.rest'));
    await woman.presses(label('take_back_offers'), said('contact.offers_taken'));
    expect(await see()).not.toContain(label('listen'));
    expect(await house.rows(`SELECT count(*)::int AS n FROM consent WHERE purpose IN ('hand_over', 'share_with') AND withdrawn_at IS NULL`)).toEqual([{ n: 0 }]);
    expect(await house.rows(`SELECT count(*)::int AS n FROM consent WHERE purpose = 'contact_me' AND withdrawn_at IS NULL`)).toEqual([{ n: 1 }]);
  });

  test('what she erases takes its offers along, and whoever was asked opens nothing', async () => {
    const hoa = house.telegram.person();
    await hoa.says(`/start ${await house.invite({ address: 'TD-01', label: 'Cô Lan' })}`, said('member.linked'));
    await choose(ban, 'Cô Lan');
    await ban.presses(label('hand_child'), said('member.hand_offered'));
    await hoa.hears(ALERT);
    await woman.says('XÓA', said('everywhere.erase_done'));
    await settled(house);
    expect(await house.rows('SELECT 1 FROM offer')).toEqual([]);
    expect(await house.rows('SELECT 1 FROM cases')).toEqual([]);
    await hoa.presses(label('see_it'), said('member.gone'));
  });
});
