import { afterAll, beforeAll, expect, test } from 'vitest';
import { askAfter } from '../../src/roof/chores.ts';
import { runCommand } from '../../src/roof/commands.ts';
import { sweepStore } from '../../src/stores/sweep.ts';
import type { Person } from '../fakes/person.ts';
import { onEveryBackend } from './backends.ts';
import { ALERT, codeIn, comeIn, file, take, WORD } from './main_job.ts';
import { type Opened, openOn, settled } from './open.ts';
import { label, said } from './said.ts';

onEveryBackend('A talk, and what comes after it', (backend) => {
  let house: Opened;
  let member: Person;
  const women: Person[] = [];
  const codes: string[] = [];
  const heardBy = (person: Person | undefined, words: string): number => (person?.heard ?? []).filter(({ text }) => text.includes(words)).length;
  const woman = (index: number): Person => {
    const found = women[index];
    if (!found) throw new Error(`There is no woman ${index}`);
    return found;
  };

  beforeAll(async () => {
    house = await openOn(backend);
    member = await house.member({ address: 'TD-01', label: 'Cô Ban' });
    for (const name of ['Sung', 'Mua']) {
      const person = house.telegram.person({ name });
      await comeIn(person);
      await file(person);
      await person.presses(label('no_code'), said('contact.talk'));
      codes.push(codeIn((await member.hears(ALERT)).text));
      await take(member);
      await person.hears(said('contact.taken'));
      await member.presses(label('go_home'), said('member.home_on'));
      women.push(person);
      house.clock.skip(61_000);
    }
  });
  afterAll(() => house.close());

  test('what a member writes where no case is open goes nowhere before she has picked one by its code, and then there alone', async () => {
    const words = 'Hôm nay có đỡ hơn không ạ';
    const asked = await member.says(words, said('member.stray'));
    expect(asked.buttons.map(({ label: text }) => text).join()).toMatch(new RegExp(codes.join('|')));
    await settled(house);
    expect(women.map((person) => heardBy(person, words))).toEqual([0, 0]);
    await member.presses(codes[0] ?? '', new RegExp(`${said('common.passed_on').source} Phiếu ${codes[0]}`));
    await woman(0).hears(new RegExp(words));
    await settled(house);
    expect(women.map((person) => heardBy(person, words))).toEqual([1, 0]);
  });

  test('a name is covered before it goes, and a number is seen by whoever holds the case only when she says so', async () => {
    const words = 'Em tên là Giàng Thị Sua, gọi em số 0912 345 678 nhé';
    const before = await house.rows('SELECT count(*)::int AS n FROM thread_message');
    await woman(0).says(words, said('contact.masked'));
    expect(await house.rows('SELECT count(*)::int AS n FROM thread_message')).toEqual(before);
    await woman(0).presses(label('send_covered'), said('common.passed_on'));
    await member.hears(/em tên là \[tên\]|Em tên là \[tên\], gọi em số \[số điện thoại\]/);
    await woman(0).says(words, said('contact.masked'));
    await woman(0).presses(label('send_phone'), said('common.passed_on'));
    await member.hears(/Em tên là \[tên\], gọi em số 0912 345 678/);
    expect(member.heard.filter(({ text }) => text.includes('Giàng Thị Sua'))).toEqual([]);
    await member.says('Chị là Lò Thị Mai, số 0987 654 321', said('member.masked'));
    await member.presses(label('send_covered'), said('common.passed_on'));
    await woman(0).hears(/Chị là \[tên\], số \[số điện thoại\]/);
    expect(heardBy(woman(0), 'Lò Thị Mai') + heardBy(woman(1), '[tên]')).toBe(0);
  });

  test('she closes it herself with a last word, which whoever held it reads once', async () => {
    await woman(0).presses(label('say_done'), said('contact.rest'));
    await woman(0).presses(label('close_mine'), said('contact.close_ask'));
    await member.presses(label('go_home'), said('member.home_on'));
    await woman(0).says('Em cảm ơn chị đã ở bên', said('contact.close_done'));
    await member.hears(said('push.news'));
    await member.presses(label('see_it'), /Em cảm ơn chị đã ở bên/);
    await member.says(codes[0] ?? '', said('member.gone'));
    expect(await house.rows('SELECT state, outcome FROM cases WHERE code = $1', [codes[0]])).toEqual([{ state: 'closed', outcome: 'by_her' }]);
  });

  test('whether it has helped is written nowhere before five have said so, and then as sums', async () => {
    const kept = async (): Promise<unknown> => house.rows('SELECT (SELECT count(*)::int FROM case_event) AS events, (SELECT count(*)::int FROM satisfaction) AS open');
    const sealed = async (): Promise<unknown> => (await house.rows('SELECT octet_length(sealed) AS n FROM tally'))[0]?.['n'];
    const before = await kept();
    await woman(0).presses(label('rate_it'), said('contact.rate'));
    await woman(0).presses(label('rate_yes'), said('contact.rated'));
    await settled(house);
    expect(await kept()).toEqual(before);
    const length = await sealed();
    const month = house.house.today(house.clock.now()).slice(0, 7);
    for (const answer of ['rate_no', 'rate_part', 'rate_yes']) await house.house.office.within(({ rooms }) => rooms.countAnswer(month, answer));
    expect([await kept(), await sealed()]).toEqual([before, length]);
    await house.house.office.within(({ rooms }) => rooms.countAnswer(month, 'rate_yes'));
    expect(await runCommand(house.house, 'cases answers', {})).toMatchObject({ done: [{ answered: 5, withheld: true }] });
    expect(await house.rows('SELECT answer, count FROM satisfaction ORDER BY answer')).toEqual([
      { answer: 'rate_no', count: 1 }, { answer: 'rate_part', count: 1 }, { answer: 'rate_yes', count: 3 }]);
    expect(await sealed()).toBe(length);
  });

  test('she is asked once how she is, in her hours, by the same neutral sentence, and only her word opens it', async () => {
    await woman(0).presses(label('see_menu'));
    await house.rows(`UPDATE cases SET follow_at = to_timestamp($1::float8 / 1000) WHERE code = $2`, [house.clock.now() + 7 * 86_400_000, codes[0]]);
    const { office, database, keys, now } = house.house;
    const round = { sweep: sweepStore(database, keys), office, now };
    await woman(0).says('0', said('everywhere.leave'));
    await askAfter(round);
    await settled(house);
    expect(woman(0).heard.at(-1)?.text).not.toMatch(said('push.knock'));
    house.clock.skip(7 * 86_400_000 + 60_000);
    await askAfter(round);
    await woman(0).hears(said('push.knock'));
    await askAfter(round);
    await woman(0).says(WORD, said('contact.ready'));
    await woman(0).presses(label('see_now'), said('contact.follow'));
    expect(await house.rows('SELECT code FROM cases WHERE follow_at IS NOT NULL')).toEqual([]);
  });
});
