import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../fakes/person.ts';
import { onEveryBackend } from './backends.ts';
import { ALERT, codeIn, comeIn, file, findAddress, SAID, take, takeReceipt, talkAndClose, tell, WORD } from './main_job.ts';
import { type Messenger, type Opened, openOn, settled } from './open.ts';
import { label, said } from './said.ts';
import { openLink, type WebPerson } from './web.ts';

/** Who writes on which messenger: each pair of channels carries the whole job. */
const PAIRS: readonly (readonly [woman: Messenger, member: Messenger])[] = [['oa', 'telegram'], ['bot', 'oa'], ['telegram', 'bot']];

onEveryBackend('The main job over Zalo', (backend) => {
  let house: Opened;
  beforeAll(async () => {
    house = await openOn(backend, { zalo: true });
  });
  afterAll(() => house.close());

  test.each(PAIRS)('she is on %s and the member on %s', async (hers, theirs) => {
    await house.rows('UPDATE member SET left_at = now(), lane_id = NULL, other_lane_id = NULL');
    const fakes = { telegram: house.telegram, oa: house.oa, bot: house.bot };
    const woman = fakes[hers].person({ name: 'Sung' });
    const member = await house.member({ address: 'TD-01', label: 'Cô Ban' }, { name: 'Ban' }, theirs);
    await comeIn(woman);
    await findAddress(woman);
    await file(woman);
    await takeReceipt(woman);
    codeIn((await member.hears(ALERT)).text);
    await take(member);
    await woman.hears(said('contact.taken'));
    await talkAndClose(woman, member);
    await settled(house);
    const [found] = await house.rows('SELECT state, outcome FROM cases ORDER BY filed_at DESC LIMIT 1');
    expect(found).toEqual({ state: 'closed', outcome: 'supported' });
    once(woman, [SAID.greeting, SAID.follow, SAID.goodbye]);
    once(member, [SAID.reply, SAID.thanks, SAID.first]);
    for (const { calls } of Object.values(fakes)) expect(calls.filter(({ status, code }) => status !== 200 || (code ?? 0) !== 0)).toEqual([]);
  });

  test('her numbers stand in the text, as Zalo has no buttons', () => {
    const menu = [...house.oa.calls].map(({ fields }) => JSON.stringify(fields)).find((text) => text.includes(label('want_address')));
    expect(menu).toContain(`2. ${label('want_address')}`);
    expect(menu).not.toContain('attachment');
  });
});

onEveryBackend('A page of her own beside a watched chat', (backend) => {
  let house: Opened;
  let woman: Person;
  let page: WebPerson;
  let member: Person;
  let work: WebPerson;
  let code: string;
  const inZalo = (): string => JSON.stringify([house.oa.calls.map(({ fields }) => fields), woman.heard, member.heard]);

  beforeAll(async () => {
    house = await openOn(backend, { zalo: true, publicly: true });
    woman = house.oa.person({ name: 'Sung' });
    member = await house.member({ address: 'TD-01', label: 'Cô Ban' }, { name: 'Ban' }, 'oa');
  });
  afterAll(() => house.close());

  test('her story goes on on the page, where the chat left off', async () => {
    await comeIn(woman);
    await woman.presses(label('want_contact'), said('page.offer'));
    const { text } = await woman.presses(label('own_page'), said('page.sent'));
    page = await openLink(house.at, text);
    await page.hears(said('contact.readers'));
    await tell(page);
    await takeReceipt(page);
    await expect(openLink(house.at, text), 'a link opened twice').rejects.toThrow('did not open');
  });

  test('the member works on a page too', async () => {
    code = codeIn((await member.hears(ALERT)).text);
    const { text } = await member.presses(label('see_it'), said('page.work_sent'));
    work = await openLink(house.at, text);
    await work.hears(/Trần Đề/);
    await work.presses(label('take'), said('member.won'));
    await page.hears(said('contact.taken'));
    await work.says(SAID.greeting, said('common.passed_on'));
    await page.hears(new RegExp(SAID.greeting));
    await page.says(SAID.reply, said('common.passed_on'));
    await work.hears(new RegExp(SAID.reply));
  });

  test('once she has left it, one neutral line in the chat leads to a new page, which asks for her word first', async () => {
    await page.leaves();
    await page.leaves();
    expect(page.note()).toBe(house.house.words.text('vi', 'web.page_over', {}));
    // Her next safe hours have begun, and the member's page is over too.
    house.clock.skip(24 * 3_600_000);
    work = await openLink(house.at, (await member.says(code, said('page.work_sent'))).text);
    await work.hears(said('member.held'));
    await work.presses(label('open_talk'), said('member.talk'));
    await work.says(SAID.follow, said('common.passed_on'));
    const again = await woman.hears(said('push.knock_page'));
    expect(again.text).not.toContain('http');
    const stranger = await openLink(house.at, (await woman.presses(label('see_tips'), said('page.knock_sent'))).text);
    await stranger.hears(said('push.knock'));
    await stranger.says('quả ớt', said('contact.ready'));
    await stranger.presses(label('see_now'), said('welcome.cover'));
    expect(JSON.stringify(stranger.heard)).not.toContain(SAID.follow);
  });

  test('and with her word what waited is there', async () => {
    house.clock.skip(24 * 3_600_000);
    work = await openLink(house.at, (await member.says(code, said('page.work_sent'))).text);
    await work.hears(said('member.held'));
    await work.presses(label('open_talk'), said('member.talk'));
    await work.says(SAID.goodbye, said('common.passed_on'));
    await woman.hears(said('push.knock_page'));
    const own = await openLink(house.at, (await woman.presses(label('see_tips'), said('page.knock_sent'))).text);
    await own.hears(said('push.knock'));
    await own.says(WORD, said('contact.ready'));
    const { text } = await own.presses(label('see_now'), new RegExp(SAID.goodbye));
    expect(text).toContain(SAID.follow);
  });

  test('nothing that was told stands in Zalo: digits, neutral lines and links', () => {
    expect(inZalo()).toContain('/once/');
    for (const words of [...Object.values(SAID), WORD, 'Trần Đề', label('body')]) expect(inZalo(), words).not.toContain(words);
  });
});

function once(person: Person, words: readonly string[]): void {
  for (const each of words) expect(person.heard.filter(({ text }) => text.includes(each)), each).toHaveLength(1);
}
