import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../fakes/person.ts';
import { onEveryBackend } from './backends.ts';
import { ALERT, codeIn, comeIn, file, findAddress, type Talker, WORD } from './main_job.ts';
import { type Opened, openOn, settled } from './open.ts';
import { label, said } from './said.ts';
import { openWebPerson, type WebPerson } from './web.ts';

const HOUR_MS = 3_600_000;
const DANGER = 'nó đang cầm dao đuổi em cứu em với';
const MUTE_ASK = said('push.mute_ask');
const NOBODY_TODAY = said('contact.nobody_today');

onEveryBackend('Somebody writes too much', (backend) => {
  let house: Opened;
  beforeAll(async () => {
    house = await openOn(backend);
  });
  afterAll(() => house.close());

  const heardLike = ({ heard }: Person, like: RegExp): number => heard.filter(({ text }) => like.test(text)).length;

  test('hears so once and is met with silence; danger, 0 and XÓA are answered all the same', async () => {
    const somebody = house.telegram.person();
    for (let index = 0; index < 40; index++) await somebody.whispers(`dòng thứ ${index} của tôi`);
    await settled(house);
    expect(somebody.heard).toHaveLength(21);
    expect(heardLike(somebody, said('common.slower'))).toBe(1);
    await somebody.says(DANGER, said('everywhere.offer_danger'));
    await somebody.presses(label('offer_yes_now'), said('danger.now'));
    await somebody.presses(label('cannot_call'), said('danger.cannot_call'));
    await somebody.says('0', said('everywhere.leave'));
    await somebody.says('XÓA', said('everywhere.erase_done'));
  });

  test('an update that comes again counts once', async () => {
    const somebody = house.telegram.person();
    for (let index = 0; index < 12; index++) {
      await somebody.says(`dòng thứ ${index} của tôi`);
      await house.telegram.push.again();
    }
    await settled(house);
    expect(heardLike(somebody, said('common.slower'))).toBe(0);
    expect(somebody.heard).toHaveLength(12);
  });

  test('stickers are answered five times a minute', async () => {
    // She waits for no answer: most of these get none.
    const somebody = house.telegram.person({ waitMs: 50 });
    const sticker = { sticker: { file_id: 'x', file_unique_id: 'y', type: 'regular', width: 1, height: 1, is_animated: false, is_video: false } };
    await somebody.whispers('chào');
    for (let index = 0; index < 8; index++) await somebody.sends(sticker).catch(() => undefined);
    await settled(house);
    expect(heardLike(somebody, said('common.cannot_read'))).toBe(5);
    expect(somebody.heard).toHaveLength(6);
  });
});

onEveryBackend('A chat harasses a member', (backend) => {
  let house: Opened;
  let [first, second, officer]: Person[] = [];
  beforeAll(async () => {
    house = await openOn(backend, { zalo: true });
    [first, second, officer] = [
      await house.member({ address: 'TD-01' }, {}, 'bot'), await house.member({ address: 'TD-01' }, {}, 'bot'),
      await house.member({ unit: '31673', role: 'commune_officer' }, {}, 'bot'),
    ];
  });
  afterAll(() => house.close());

  const members = (): [Person, Person, Person] => {
    if (!first || !second || !officer) throw new Error('There are no members');
    return [first, second, officer];
  };
  const codes = async (): Promise<unknown[]> => (await house.rows(`SELECT code FROM case_event WHERE code LIKE 'mute%' OR code LIKE 'closed%' ORDER BY id`)).map(({ code }) => code);
  const asked = ({ heard }: Person): number => heard.filter(({ text }) => MUTE_ASK.test(text)).length;

  /** Somebody's case, taken by the first member. */
  async function taken(woman: Talker): Promise<string> {
    const [member] = members();
    await file(woman);
    await woman.presses(label('no_code'), said('contact.talk'));
    const code = codeIn((await member.hears(ALERT)).text);
    await member.says(code, /Trần Đề/);
    await member.presses(label('take'), said('member.won'));
    return code;
  }

  async function closes(result: 'unlikely' | 'abusive'): Promise<void> {
    const [member] = members();
    await member.presses(label('close_it'), said('member.close'));
    await member.presses(label('close_other'), said('member.close'));
    if (result === 'unlikely') return void await member.presses(label('unlikely'), said('member.closed'));
    await member.presses(label('abusive'), said('member.abusive_ask'));
    await member.presses(label('abusive_yes'), said('member.closed_asked'));
  }

  /** She leaves and comes back a little later. */
  async function comesBack(woman: WebPerson): Promise<void> {
    await woman.says('0', said('everywhere.leave'));
    house.clock.skip(2 * 60_000);
    await comeIn(woman);
  }

  test('nothing left to help with is a result like any other', async () => {
    const woman = openWebPerson(house.at);
    await comeIn(woman);
    await taken(woman);
    await closes('unlikely');
    await settled(house);
    expect(await house.rows('SELECT outcome FROM cases')).toEqual([{ outcome: 'unlikely' }]);
    expect(await house.rows('SELECT * FROM mute')).toEqual([]);
    expect(members().map(asked)).toEqual([0, 0, 0]);
    await comesBack(woman);
    await taken(woman);
    await closes('unlikely');
  });

  test('one member alone mutes nobody: not she, not by a refusal, not when a day has passed', async () => {
    const [, other, third] = members();
    const woman = openWebPerson(house.at);
    await comeIn(woman);
    const code = await taken(woman);
    await closes('abusive');
    const ask = await other.hears(MUTE_ASK);
    await third.hears(MUTE_ASK);
    expect(ask.text.replace(code, '')).not.toMatch(/quấy|dọa|[A-HJ-NP-Z2-9]{6}/);
    // Whoever asked is not the second one.
    await members()[0].says(code, said('member.gone'));
    await other.presses(label('see_it'), said('member.mute_see'));
    await other.presses(label('mute_no'), said('member.not_muted'));
    await third.says(code, said('member.gone'));
    expect(await house.rows('SELECT * FROM mute')).toEqual([]);

    await comesBack(woman);
    const again = await taken(woman);
    await closes('abusive');
    house.clock.skip(24 * HOUR_MS);
    await other.says(again, said('member.gone'));
    expect(await house.rows('SELECT until FROM mute')).toEqual([{ until: null }]);
    await comesBack(woman);
    await taken(woman);
    await closes('unlikely');
  });

  test('two who agree mute it: help stays open, members are left in peace, and it ends by itself', { timeout: 60_000 }, async () => {
    const [member, other, third] = members();
    const woman = openWebPerson(house.at);
    await comeIn(woman);
    await findAddress(woman);
    const code = await taken(woman);
    // A second case of hers is open when the first is closed.
    await comesBack(woman);
    await file(woman);
    await woman.presses(label('no_code'), said('contact.talk'));
    await member.says(code, said('member.held'));
    await member.presses(label('progress'), said('member.progress'));
    await closes('abusive');
    await other.hears(MUTE_ASK);
    await other.presses(label('see_it'), said('member.mute_see'));
    await other.presses(label('mute_yes'), said('member.muted'));
    await third.says(code, said('member.gone'));
    expect((await codes()).slice(-3)).toEqual(['closed_abusive', 'mute_asked', 'mute_agreed']);
    expect(await house.rows('SELECT agreed_by IS NOT NULL AND agreed_by <> asked_by AS two FROM mute WHERE until IS NOT NULL')).toEqual([{ two: true }]);

    // What waits for her can be read, by her word as ever.
    await comesBack(woman);
    await woman.presses(label('want_more'));
    await woman.presses(label('want_sent'), said('receipt.start'));
    await woman.presses(label('have_word'), said('push.knock'));
    await woman.says(WORD, said('contact.ready'));
    await woman.presses(label('see_now'), said('contact.talk'));
    // In the open talk of the other case nothing is passed on, and that is said; danger is answered.
    const before = await house.rows('SELECT count(*)::int AS n FROM thread_message');
    const told = await woman.says('Hôm nay trời mưa to quá', NOBODY_TODAY);
    expect(woman.heard.slice(-1)).toEqual([told]);
    expect(await house.rows('SELECT count(*)::int AS n FROM thread_message')).toEqual(before);
    await woman.presses(label('find_address'), said('nearest.place'));
    await woman.says('tran de', said('nearest.hide'));
    await woman.presses(label('hide_none'), said('nearest.pick'));
    await woman.says(DANGER, said('everywhere.offer_danger'));
    await woman.presses(label('offer_yes_now'), said('danger.now'));

    // Nothing can be filed, also when everything was erased.
    const filed = (await house.rows('SELECT count(*)::int AS n FROM cases'))[0]?.['n'];
    for (const way of ['0', 'XÓA']) {
      await woman.says(way);
      house.clock.skip(2 * 60_000);
      await comeIn(woman);
      await file(woman, { ends: NOBODY_TODAY });
      // XÓA has taken her cases away; no other has come.
      const [now] = await house.rows('SELECT count(*)::int AS n FROM cases');
      expect(Number(now?.['n'])).toBeLessThanOrEqual(Number(filed));
    }

    house.clock.skip(24 * HOUR_MS);
    await comesBack(woman);
    await file(woman);
    expect(await house.rows('SELECT * FROM mute WHERE until > to_timestamp($1::float8 / 1000)', [house.clock.now()])).toEqual([]);
  });
});
