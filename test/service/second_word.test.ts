import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../fakes/person.ts';
import { onEveryBackend } from './backends.ts';
import { ALERT, comeIn, file, SAID, take, WORD } from './main_job.ts';
import { type Opened, openOn, settled, until } from './open.ts';
import { label, said } from './said.ts';

const DURESS = 'rau dớn';
const COVER = said('welcome.cover');
const LEAVE = said('everywhere.leave');
const HOUR_MS = 3_600_000;

onEveryBackend('Her second word, when it is not her who writes', (backend) => {
  let house: Opened;
  let here: Person;
  let woman: Person;
  beforeAll(async () => {
    house = await openOn(backend);
    here = await house.member({ address: 'TD-01' });
    woman = house.telegram.person();
    await comeIn(woman);
    await file(woman, { duress: DURESS });
    await woman.presses(label('no_code'), said('contact.talk'));
    await here.hears(ALERT);
    await take(here);
    await woman.hears(said('contact.taken'));
    await here.says(SAID.greeting, said('common.passed_on'));
    await woman.hears(new RegExp(SAID.greeting));
  });
  afterAll(() => house.close());

  const heardBy = ({ heard }: Person): string => heard.map(({ text }) => text).join('\n');
  const codeOf = ({ heard }: Person): string => /[A-HJ-NP-Z2-9]{6}/.exec(heard.find(({ text }) => ALERT.test(text))?.text ?? '')?.[0] ?? '';

  test('typed in the middle of the talk it looks as if she had left, and goes to nobody', async () => {
    await woman.says('RAU DỚN', LEAVE);
    await here.hears(said('push.hushed'));
    expect(heardBy(here)).not.toMatch(/rau dớn/i);
    await until('her chat to be empty', () => (house.telegram.world.chats.get(Number(woman.id))?.deleted.size ?? 0) > 5);
  });

  test('whoever holds the case reads why, and what he writes waits, in her safe hours too', async () => {
    const shown = await here.says(codeOf(here), said('member.held'));
    expect(shown.text).toContain('có thể người khác đang cầm máy');
    await here.presses(label('open_talk'), said('member.talk'));
    const before = woman.heard.length;
    await here.says(SAID.follow, said('common.passed_on'));
    house.clock.skip(20 * HOUR_MS);
    await settled(house);
    house.clock.skip(3 * HOUR_MS);
    await settled(house);
    expect(woman.heard.length).toBe(before);
  });

  test('typed where a word is asked for it is answered like any wrong word, and she comes back with her own', async () => {
    const toTheQuestion = async (): Promise<void> => {
      await comeIn(woman);
      await woman.presses(label('want_more'));
      await woman.presses(label('want_sent'), said('receipt.start'));
      await woman.presses(label('have_word'), said('push.knock'));
    };
    const answers: string[][] = [];
    for (const word of [DURESS, 'quả na']) {
      await toTheQuestion();
      const asked = await woman.says(word, said('contact.ready'));
      const answered = await woman.presses(label('see_now'), COVER);
      answers.push([asked.text, answered.text.split('\n')[0] ?? '', ...answered.buttons.map((button) => button.label)]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(heardBy(here)).not.toMatch(said('push.back'));
    await toTheQuestion();
    await woman.says(WORD, said('contact.ready'));
    const opened = await woman.presses(label('see_now'), new RegExp(SAID.follow));
    expect(opened.text).not.toMatch(/rau dớn/i);
    await here.hears(said('push.back'));
    const codes = (await house.rows(`SELECT code FROM case_event WHERE code LIKE 'duress%' ORDER BY id`)).map(({ code }) => code);
    expect(codes).toEqual(['duress', 'duress', 'duress_over']);
  });

  test('the rings of a case that nobody holds go on, and whoever takes it then knows', async () => {
    const next = await house.member({ address: 'LT-01' });
    const other = house.telegram.person();
    await comeIn(other);
    await file(other, { duress: DURESS });
    await other.presses(label('no_code'), said('contact.talk'));
    await until('the first alert', async () => (await house.rows('SELECT 1 FROM alert')).length > 1);
    await other.says(DURESS, LEAVE);
    house.clock.skip(2 * HOUR_MS);
    await next.hears(ALERT);
    await next.presses('1', said('member.alerted'));
    const won = await next.presses(label('take'), said('member.won'));
    expect(won.text).toContain('có thể người khác đang cầm máy');
    await settled(house);
    expect(heardBy(other)).not.toMatch(said('contact.taken'));
  });
});

onEveryBackend('A number of her own', (backend) => {
  let house: Opened;
  beforeAll(async () => {
    house = await openOn(backend);
  });
  afterAll(() => house.close());

  async function setNumber(woman: Person): Promise<void> {
    await woman.says('/start', COVER);
    await woman.presses(label('something_private'), said('welcome.private_start'));
    await woman.presses(label('can_talk'), said('welcome.phone'));
    await woman.presses(label('phone_shared'), said('welcome.phone_care'));
    await woman.presses(label('set_lock'), said('lock.choose'));
    await woman.says('2468', said('lock.repeat'));
    await woman.says('2468', said('lock.kept'));
  }

  test('is asked for when she comes back, as if it were a tip; hers opens and another meets the cover', async () => {
    const woman = house.telegram.person();
    await setNumber(woman);
    await woman.says('0', LEAVE);
    await woman.says('chào', COVER);
    await woman.presses(label('something_private'), said('lock.ask'));
    await woman.says('1357', COVER);
    await woman.presses(label('something_private'), said('lock.ask'));
    await woman.says('2468', said('welcome.private_start'));
  });

  test('is asked for after a pause in the middle of something, never in danger', async () => {
    const woman = house.telegram.person();
    await setNumber(woman);
    await woman.presses(label('danger_no'), said('welcome.menu'));
    await woman.presses(label('want_note'), said('note.readers'));
    house.clock.skip(6 * 60_000);
    await woman.says('1', said('lock.ask'));
    await woman.says('2468', said('note.readers'));
    house.clock.skip(6 * 60_000);
    await woman.says('nó cầm dao đuổi em cứu em với', said('everywhere.offer_danger'));
  });

  test('cannot be tried through: after some wrong ones the right one is a wrong one too, for a while', async () => {
    const woman = house.telegram.person();
    await setNumber(woman);
    await woman.says('0', LEAVE);
    for (let wrong = 0; wrong < 6; wrong++) {
      await woman.says('/start', COVER);
      await woman.presses(label('something_private'), said('lock.ask'));
      await woman.says(`11${wrong}1`, COVER);
    }
    await woman.presses(label('something_private'), said('lock.ask'));
    await woman.says('2468', COVER);
  });

  test('goes with everything else when she has herself erased', async () => {
    const woman = house.telegram.person();
    await setNumber(woman);
    await woman.says('XÓA', said('everywhere.erase_done'));
    await woman.says('chào', COVER);
    await woman.presses(label('something_private'), said('welcome.private_start'));
  });
});
