import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../../src/roof/commands.ts';
import type { Person } from '../fakes/person.ts';
import { onEveryBackend } from './backends.ts';
import { ALERT, codeIn, comeIn, file, SAID, take } from './main_job.ts';
import { type Opened, openOn, settled, until } from './open.ts';
import { label, said } from './said.ts';

const PIN = '738294';
const OTHERS_PIN = '905172';
const MINUTE = 60_000;

/** A page as a browser without a script has it: what it says, and what its forms would send. */
type Seen = Readonly<{ text: string; page: string; nonce: string; token: string; html: string }>;

onEveryBackend('The page of a case', (backend) => {
  let house: Opened;
  let here: Person;
  let next: Person;
  let officer: Person;
  let woman: Person;
  const asked: string[] = [];
  beforeAll(async () => {
    house = await openOn(backend, { publicly: true });
    here = await linked('TD-01', 'Cô Ban', PIN);
    next = await linked('TD-01', 'Cô Mai', OTHERS_PIN);
    const [unit] = await house.rows("SELECT province_code FROM commune c JOIN address a ON a.commune_code = c.code WHERE a.code = 'TD-01'");
    officer = await house.member({ unit: String(unit?.['province_code']), role: 'province_duty', label: 'Cô Chi' }, { name: 'Chi' });
  }, 60_000);
  afterAll(() => house.close());

  async function linked(address: string, name: string, pin: string): Promise<Person> {
    const person = house.telegram.person({ name });
    await person.says(`/start ${await house.invite({ address, label: name })}`, said('member.linked'));
    await person.presses(label('own_pin'), said('member.pin_ask'));
    await person.says(pin, said('member.pin_made'));
    await person.hears(said('member.home_off'));
    await person.presses(label('duty_on'), said('member.duty_on_done'));
    return person;
  }

  async function files(first: string = SAID.first): Promise<string> {
    woman = house.telegram.person({ name: 'Sung' });
    await comeIn(woman);
    await file(woman, { first });
    await woman.presses(label('no_code'), said('contact.talk'));
    const code = codeIn((await here.hears(ALERT)).text);
    await next.hears(ALERT);
    return code;
  }

  const post = async (path: string, fields: Readonly<Record<string, string>>): Promise<Seen> => {
    const answer = await fetch(`${house.at}${path}`, { method: 'POST', body: new URLSearchParams({ lang: 'vi', ...fields }) });
    asked.push(answer.url);
    return seenIn(await answer.text());
  };
  const get = async (path: string): Promise<Seen> => seenIn(await (await fetch(`${house.at}${path}`)).text());
  const enter = (token: string, pin = PIN): Promise<Seen> => post('/page', { token, pin });
  const does = (seen: Seen, fields: Readonly<Record<string, string>>): Promise<Seen> => post('/page/do', { page: seen.page, nonce: seen.nonce, ...fields });
  const links = async (person: Person): Promise<string> => {
    // From wherever she stands: a code that is typed opens the case.
    const { text: seen } = await person.says(await codeOf(), new RegExp(`${said('member.alerted').source}|${said('member.held').source}`));
    if (/đang giữ/.test(seen)) await person.presses(label('open_talk'), said('member.talk'));
    const { text } = await person.presses(label('work_page'), said('member.work_link'));
    return /\/page\/([A-Z2-9]{32})/.exec(text)?.[1] ?? '';
  };
  const keyOf = async (pinOf: Person): Promise<Record<string, unknown>> => {
    const [row] = await house.rows(`SELECT k.tries, k.locked_at IS NOT NULL AS locked, k.member_id FROM member_key k JOIN member m ON m.id = k.member_id
      ORDER BY m.linked_at LIMIT 1 OFFSET $1`, [pinOf === here ? 0 : 1]);
    return row ?? {};
  };
  /** Everything but the secret that it was asked with. */
  const alike = ({ html, token }: Seen): string => html.replaceAll(token, '');
  const isOver = ({ text }: Seen): boolean => said('web.work_over').test(text);

  test('a look uses nothing up; her digits open it once, and every other way to ask is answered alike', async () => {
    const code = await files();
    // Straight from the alert, before anything of the case was seen.
    const { text: link } = await here.presses(label('work_page'), said('member.work_link'));
    const token = /\/page\/([A-Z2-9]{32})/.exec(link)?.[1] ?? '';
    const [one, never] = [await get(`/page/${token}`), await get('/page/ABCDEFGHJKLMNPQRSTUVWXYZ23456789')];
    expect(alike(one)).toBe(alike(never));
    // Forwarded: a colleague's digits are wrong digits.
    const forwarded = await enter(token, OTHERS_PIN);
    expect(await keyOf(here)).toMatchObject({ tries: 1 });
    const opened = await enter(token);
    expect(opened.text).toContain(code);
    expect(opened.text).toContain(label('take'));
    expect(opened.text).not.toContain(SAID.first);
    expect(await keyOf(here)).toMatchObject({ tries: 0 });
    const again = await enter(token);
    const guessed = await enter('ABCDEFGHJKLMNPQRSTUVWXYZ23456789');
    for (const shut of [forwarded, again, guessed]) expect([isOver(shut), alike(shut)]).toEqual([true, alike(guessed)]);
    expect(await house.rows('SELECT token FROM (SELECT id AS token FROM work_page) p WHERE token = $1 OR token = $2', [token, opened.page])).toEqual([]);
    // Of two who press at once one is in.
    const second = await links(here);
    const both = await Promise.all([enter(second), enter(second)]);
    expect(both.filter(isOver)).toHaveLength(1);
    expect(isOver(await does(opened, { act: 'look' })), 'the older page is shut').toBe(true);
  });

  test('she takes it, reads and writes there, and what is sent twice comes once', async () => {
    const open = await enter(await links(here));
    const taken = await does(open, { act: 'take' });
    expect(taken.text).toContain(SAID.first);
    await woman.hears(said('contact.taken'));
    const [shown] = await house.rows("SELECT count(*)::int AS n FROM thread_message WHERE side = 'person' AND shown_at IS NULL");
    expect(shown).toEqual({ n: 0 });
    const form = { act: 'say', text: SAID.greeting };
    const sent = await Promise.all([does(taken, form), does(taken, form)]);
    await does(taken, form);
    for (const { text } of sent) expect(text.split(SAID.greeting)).toHaveLength(2);
    await settled(house);
    expect(await house.rows("SELECT count(*)::int AS n FROM thread_message WHERE side = 'member'")).toEqual([{ n: 1 }]);
    // What a colleague sees is that somebody has taken it.
    expect(isOver(await enter(await lateLink(next), OTHERS_PIN))).toBe(true);
  });

  /** The chat refuses a link to a case that is taken: the token of nothing. */
  async function lateLink(person: Person): Promise<string> {
    await person.presses(label('work_page'), said('member.gone'));
    await person.hears(said('member.home_on'));
    return 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  }

  test('nobody touched it for five minutes: her digits again; after thirty it is over, whatever was touched', async () => {
    let open = await enter(await links(here));
    house.clock.skip(4 * MINUTE);
    expect(isOver(open = await does(open, { act: 'look' }))).toBe(false);
    house.clock.skip(5 * MINUTE + 1);
    const asleep = await does(open, { act: 'say', text: SAID.follow });
    expect(isOver(asleep)).toBe(true);
    expect(asleep.text).not.toContain(SAID.first);
    open = await enter(asleep.token);
    expect(open.text).toContain(SAID.greeting);
    for (let minutes = 12; minutes < 30; minutes += 4) {
      expect(isOver(open = await does(open, { act: 'look' })), `after ${minutes}`).toBe(false);
      house.clock.skip(4 * MINUTE);
    }
    house.clock.skip(2 * MINUTE);
    expect(isOver(await does(open, { act: 'look' }))).toBe(true);
    expect(isOver(await enter(open.page))).toBe(true);
    const late = await links(here);
    house.clock.skip(15 * MINUTE);
    expect(isOver(await enter(late))).toBe(true);
    expect(await house.rows("SELECT count(*)::int AS n FROM thread_message WHERE side = 'member'")).toEqual([{ n: 1 }]);
  });

  const codeOf = async (): Promise<string> => String((await house.rows('SELECT code FROM cases ORDER BY filed_at DESC LIMIT 1'))[0]?.['code']);

  test('she locks it, she closes the case, or steps back: nothing of it opens again', async () => {
    const open = await enter(await links(here));
    expect(said('web.work_shut').test((await post('/page/shut', { page: open.page })).text)).toBe(true);
    expect(isOver(await does(open, { act: 'look' }))).toBe(true);
    const again = await enter(await links(here));
    const asking = await does(again, { step: 'close', text: SAID.follow });
    expect(asking.html).toContain(`value="${SAID.follow}"`);
    const harass = await does(asking, { act: 'close', closing: 'abusive' });
    expect(said('member.abusive_ask').test(harass.text), harass.text).toBe(true);
    const closed = await does(harass, { act: 'close', closing: 'supported' });
    expect(said('member.closed').test(closed.text)).toBe(true);
    // She has been silent for an hour: the gate knocks, and her word opens the news.
    await woman.hears(said('push.knock'));
    expect([isOver(await does(harass, { act: 'look' })), isOver(await enter(again.page))]).toEqual([true, true]);

    await files();
    const step = await enter(await links(here));
    await does(step, { act: 'take' });
    const held = await does(step, { act: 'look' });
    expect(said('member.passed').test((await does(held, { act: 'know' })).text)).toBe(true);
    expect([isOver(await does(held, { act: 'look' })), isOver(await enter(step.page))]).toEqual([true, true]);
    const [{ answer } = {}] = await house.rows("SELECT answer FROM alert WHERE answer = 'recused'");
    expect(answer).toBe('recused');
  });

  test('of a child: the clock, the forms and the proof; what is sent twice is noted once, and another proof is none', async () => {
    const code = await files(SAID.reply);
    await house.rows('UPDATE cases SET under_16 = true WHERE code = $1', [code]);
    await take(here);
    const open = await enter(await links(here));
    expect(open.text).toContain(label('child_told'));
    const sheet = await does(open, { paper: 'child_01' });
    expect(sheet.html).toContain(house.house.words.text('vi', 'web.paper_unconfirmed', {}));
    expect(sheet.html).not.toMatch(new RegExp(`${SAID.reply}|${code}</dd>`));
    const codes = async (): Promise<string[]> => (await house.rows(`SELECT e.code FROM case_event e JOIN cases c ON c.id = e.case_id
      WHERE c.code = $1 AND e.code LIKE 'met%' ORDER BY e.id`, [code])).map((row) => String(row['code']));
    for (const wrong of [{ told: 'province' }, { told: 'police', how: 'dream' }, { told: 'police', owed: 'arrival_told' }]) {
      await does(await does(open, { act: 'look' }), { act: 'keep', owed: 'child_told', how: 'phone', ...wrong });
    }
    expect(await codes()).toEqual([]);
    const ready = await does(open, { keeping: 'child_told' });
    const form = { act: 'keep', owed: 'child_told', told: 'child_line', how: 'phone' };
    const both = await Promise.all([does(ready, form), does(ready, form)]);
    expect(await codes()).toEqual(['met_child_told_child_line_phone']);
    for (const { text } of both) expect(text).toContain(`${label('child_line')}, ${label('phone')}`);
    // A colleague, or whoever has no open page, notes nothing.
    expect(isOver(await post('/page/do', { page: 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789', nonce: 'abcdefgh', ...form, owed: 'child_safe' }))).toBe(true);
    expect(await codes()).toHaveLength(1);
    await house.rows("UPDATE cases SET state = 'closed', closed_at = now() WHERE code = $1", [code]);
  });

  test.each([
    ['withdraws', "UPDATE cases SET state = 'withdrawn' WHERE code = $1"],
    ['puts it on hold and it is hers again', 'UPDATE cases SET restricted = true WHERE code = $1'],
  ])('she who asked %s: an open page shows nothing more of it', async (_how, change) => {
    const code = await files(SAID.reply);
    await take(here);
    const open = await enter(await links(here));
    expect(open.text).toContain(SAID.reply);
    await house.rows(change, [code]);
    const seen = await does(open, { act: 'say', text: SAID.thanks });
    expect(seen.text).not.toContain(SAID.reply);
    expect(seen.text).not.toContain(label('close_it'));
    await settled(house);
    expect(woman.heard.map(({ text }) => text).join('\n')).not.toContain(SAID.thanks);
    await house.rows("UPDATE cases SET state = 'closed', restricted = false, closed_at = now() WHERE code = $1", [code]);
  });

  test('erased, or her membership ended: the link and the open page go with it', async () => {
    const code = await files(SAID.reply);
    const open = await enter(await links(here));
    await woman.says('XÓA', said('everywhere.erase_done'));
    await settled(house);
    expect(await house.rows('SELECT id FROM cases WHERE code = $1', [code])).toEqual([]);
    expect(isOver(await does(open, { act: 'look' }))).toBe(true);
    expect(await house.rows('SELECT id FROM work_page')).toEqual([]);
    await files(SAID.reply);
    const link = await links(here);
    const { member_id: id } = await keyOf(here);
    await house.rows('UPDATE member SET left_at = now() WHERE id = $1', [id]);
    expect(isOver(await enter(link))).toBe(true);
    await house.rows('UPDATE member SET left_at = NULL WHERE id = $1', [id]);
  });

  test('of forty guesses at once ten are looked at; she and her officer are told once, and only the officer lifts it', async () => {
    const token = await links(here);
    await Promise.all(Array.from({ length: 40 }, (_none, index) => enter(token, String(100_000 + index))));
    await until('the lock', async () => (await keyOf(here))['locked'] === true);
    expect(await keyOf(here)).toMatchObject({ tries: 10 });
    const right = await enter(token);
    expect([isOver(right), alike(right)]).toEqual([true, alike(await enter('ABCDEFGHJKLMNPQRSTUVWXYZ23456789'))]);
    await here.hears(said('push.page_locked'));
    const { text } = await officer.hears(said('push.page_of_member'));
    const short = /số ([0-9a-f]{8})/.exec(text)?.[1] ?? '';
    await settled(house);
    for (const person of [here, officer]) {
      const told = person.heard.filter((one) => said('push.page_locked').test(one.text) || said('push.page_of_member').test(one.text));
      expect(told).toHaveLength(1);
      for (const one of told) expect(one.text).not.toContain(await codeOf());
    }
    expect(await house.rows("SELECT case_id FROM case_event WHERE code = 'page_locked'")).toEqual([{ case_id: '' }]);
    // Neither a link nor another number gets past it in the chat.
    await here.says(await codeOf(), said('member.alerted'));
    await here.presses(label('work_page'), said('push.page_locked'));
    await here.presses(label('go_home'), said('member.home_on'));
    await here.presses(label('how_it_works'), said('member.rules'));
    await here.presses(label('own_pin'), said('member.pin_ask'));
    await here.says('640927', said('push.page_locked'));
    expect(await runCommand(house.house, 'members unlock', { words: 'nobody' })).toMatchObject({ refused: [{}] });
    expect(await runCommand(house.house, 'members unlock', { words: short })).toMatchObject({ done: { unlocked: short } });
    expect(isOver(await enter(await links(here)))).toBe(false);
    expect(await runCommand(house.house, 'members unlock', { words: 'Cô Ban' })).toMatchObject({ refused: [{}] });
  });

  test('what was told and the digits are in no log and in no address', () => {
    for (const words of [SAID.first, SAID.reply, SAID.greeting, PIN, OTHERS_PIN]) expect(house.log()).not.toContain(words);
    expect([...new Set(asked.map((url) => new URL(url).pathname))].toSorted()).toEqual(['/page', '/page/do', '/page/shut']);
    expect(asked.filter((url) => url.includes('?'))).toEqual([]);
  });
});

function seenIn(html: string): Seen {
  const field = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
  const open = html.replace(/<template[^]*<\/template>/, '');
  const token = /name="token" value="([^"]*)"/.exec(open)?.[1] ?? '';
  return { html, page: field('page'), nonce: field('nonce'), token, text: open.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ') };
}
