import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../../src/roof/commands.ts';
import { rightsChores } from '../../src/roof/rights.ts';
import { rightsStore } from '../../src/stores/rights.ts';
import type { Person } from '../fakes/person.ts';
import { onEveryBackend } from './backends.ts';
import { ALERT, comeIn, file, RECEIPT_WORD, SAID, takeReceipt, WORD } from './main_job.ts';
import { METRICS_TOKEN, type Opened, openOn, settled, until } from './open.ts';
import { label, said } from './said.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PASSED = said('common.passed_on');
const HELD_BACK = 'Mai trời nắng thì em phơi ngô cả ngày';
const ODD = 'Giờ đúng là buổi trưa lúc gà gáy lần hai';

/** From wherever she stands to the page of her rights. */
async function toRights(woman: Person): Promise<void> {
  await woman.says('0', said('everywhere.leave'));
  await comeIn(woman);
  await woman.presses(label('want_more'), said('welcome.menu_more'));
  await woman.presses(label('want_rights'), said('rights.home'));
}

async function prove(woman: Person, word = WORD, opens = said('rights.mine')): Promise<string> {
  await toRights(woman);
  await woman.presses(label('rights_mine'), said('rights.prove_ask'));
  await woman.presses(label('have_word'), said('rights.word'));
  return (await woman.says(word, opens)).text;
}

async function pause(woman: Person): Promise<void> {
  await prove(woman);
  await woman.presses(label('mine_pause'), said('rights.pause_ask'));
  await woman.presses(label('pause_yes'), said('rights.paused'));
}

async function resume(woman: Person): Promise<void> {
  await prove(woman);
  await woman.presses(label('mine_pause'), said('rights.resume_ask'));
  await woman.presses(label('resume_yes'), said('rights.resumed'));
}

onEveryBackend('Rights over what is kept', (backend) => {
  let house: Opened;
  let member: Person;
  let colleague: Person;
  let next: Person;
  let duty: Person;
  let commune: Person;
  const rows = (statement: string, values: readonly unknown[] = []): ReturnType<Opened['rows']> => house.rows(statement, values);
  const events = async (id: unknown): Promise<unknown[]> => (await rows('SELECT code FROM case_event WHERE case_id = $1 ORDER BY id', [id])).map(({ code }) => code);
  const requests = (id: unknown): ReturnType<Opened['rows']> => rows(`SELECT kind, words IS NOT NULL AS words, answered_at IS NOT NULL AS answered,
    done_at IS NOT NULL AS done FROM rights_request WHERE case_id = $1 ORDER BY at, kind`, [id]);
  const asks = async (name: string, input: unknown = {}): Promise<Record<string, unknown>[]> => {
    const result = await runCommand(house.house, name, input);
    if (!('done' in result)) throw new Error(JSON.stringify(result));
    const all: unknown = result.done;
    return [all].flat().map((one): Record<string, unknown> => ({ ...(typeof one === 'object' ? one : {}) }));
  };
  const metric = async (what: string): Promise<string | undefined> => {
    const answer = await fetch(`${house.at}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
    return new RegExp(`tincay_rights_overdue\\{what="${what}"\\} (\\d+)`).exec(await answer.text())?.[1];
  };
  const rounds = async (name: string): Promise<void> => {
    const { database, keys, reach, office, metrics, now, today } = house.house;
    const rights = rightsStore(database, keys);
    await rightsChores({ rights, reach, office, metrics, now, today }).find((chore) => chore.name === name)?.run();
    await settled(house);
  };
  let filed = 0;
  /** A woman with a case of her own, as she left it; its row. */
  const files = async (code = false): Promise<{ woman: Person; id: unknown; code: string; receipt: string }> => {
    const woman = house.telegram.person({ name: `Sung ${filed++}` });
    await comeIn(woman);
    await file(woman);
    const receipt = code ? await takeReceipt(woman) : '';
    if (!code) await woman.presses(label('no_code'), said('contact.talk'));
    const [row] = await rows('SELECT id, code FROM cases ORDER BY filed_at DESC LIMIT 1');
    return { woman, id: row?.['id'], code: String(row?.['code']), receipt };
  };
  const alerts = (person: Person, code: string): number => person.heard.filter(({ text }) => ALERT.test(text) && text.includes(code)).length;
  /** The member has been alerted, once unless `times` says otherwise, and takes the case. */
  const alerted = (person: Person, code: string, times = 1): Promise<void> => until('an alert', () => alerts(person, code) >= times);
  const takes = async (person: Person, code: string): Promise<void> => {
    await alerted(person, code);
    await person.says(code, said('member.alerted'));
    await person.presses(label('take'), said('member.won'));
  };

  beforeAll(async () => {
    house = await openOn(backend, { settings: { ALERT_MINUTES_NORMAL: '60,180,720' } });
    member = await house.member({ address: 'TD-01', label: 'Cô Ban' });
    colleague = await house.member({ address: 'TD-01', label: 'Cô Mai' });
    next = await house.member({ address: 'LT-01', label: 'Anh Tùng' });
    duty = await house.member({ unit: '92', role: 'province_duty', label: 'Tỉnh' });
    commune = await house.member({ unit: '31673', role: 'commune_officer', label: 'Xã' });
  });
  afterAll(() => house.close());

  test('a wrong word, a wrong code and a chat of which nothing is kept get the same answer', async () => {
    const { woman, id } = await files(true);
    const stranger = house.telegram.person();
    await stranger.says('Xin chào', said('welcome.cover'));
    const wrong = await prove(woman, 'quả na', said('rights.unproved'));
    const nothing = await prove(stranger, 'quả na', said('rights.unproved'));
    await woman.presses(label('try_again'), said('rights.prove_ask'));
    await woman.presses(label('have_code'), said('receipt.code'));
    await woman.says('ABCDE-ABCDE-ABCDE-ABCDE', said('receipt.word'));
    const code = await woman.says(RECEIPT_WORD, said('rights.unproved'));
    expect([wrong, nothing, code.text]).toEqual([wrong, wrong, wrong]);
    expect(await requests(id)).toEqual([]);
  });

  test('whoever tries words again and again is not told any more when one is right', async () => {
    const { woman } = await files();
    await prove(woman, 'quả na', said('rights.unproved'));
    for (let tried = 1; tried < 6; tried++) {
      await woman.presses(label('try_again'), said('rights.prove_ask'));
      await woman.presses(label('have_word'), said('rights.word'));
      await woman.says('quả mơ', said('rights.unproved'));
      // As fast as a person.
      house.clock.skip(20_000);
    }
    await woman.presses(label('try_again'), said('rights.prove_ask'));
    await woman.presses(label('have_word'), said('rights.word'));
    await woman.says(WORD, said('rights.unproved'));
  });

  test('she sees counts and kinds of what is kept, and never a word of it', async () => {
    const { woman, receipt } = await files(true);
    await toRights(woman);
    await woman.presses(label('rights_mine'), said('rights.prove_ask'));
    await woman.presses(label('have_code'), said('receipt.code'));
    await woman.says(receipt, said('receipt.word'));
    await woman.says(RECEIPT_WORD, said('rights.mine'));
    const seen = (await woman.presses(label('mine_kept'), said('rights.kept_mine'))).text;
    // Two kinds, two needs, the commune and the hours; one message; one consent; one receipt; one home she avoids.
    expect(seen.match(/\d+(?= (mục|lời|mã|lần|nơi))/g)).toEqual(['6', '1', '0', '1', '1', '1', '1']);
    for (const words of [SAID.first, WORD, RECEIPT_WORD, 'Trần Đề']) expect(seen).not.toContain(words);
  });

  test('who opened her case is noted once a day for each, and shown to her as counts', async () => {
    const { woman, id, code } = await files();
    await alerted(member, code);
    await settled(house);
    for (let looked = 0; looked < 3; looked++) await member.says(code, said('member.alerted'));
    await colleague.says(code, said('member.alerted'));
    await member.presses(label('take'), said('member.won'));
    for (let looked = 0; looked < 2; looked++) await member.says(code, said('member.held'));
    expect(await events(id)).toEqual(['filed', 'ring_1', 'opened', 'opened', 'accepted']);
    house.clock.skip(DAY);
    await member.says(code, said('member.held'));
    await prove(woman);
    const seen = (await woman.presses(label('mine_looked'), said('rights.looked'))).text;
    const today = house.house.today(house.clock.now()).split('-').reverse().join('/');
    expect(seen).toContain('4 lần, bởi 2 người');
    expect(seen).toContain(today);
    for (const name of ['Ban', 'Mai']) expect(seen).not.toContain(name);
    expect(await requests(id)).toEqual([{ kind: 'access', words: false, answered: true, done: true }]);
  });

  test('words that the holder reads in the open talk count as looking', async () => {
    const { woman, id, code } = await files();
    await takes(member, code);
    await woman.hears(said('contact.taken'));
    // As on the day after.
    await rows(`DELETE FROM case_event WHERE case_id = $1 AND code = 'opened'`, [id]);
    await woman.says(SAID.reply, PASSED);
    await member.hears(new RegExp(SAID.reply));
    await settled(house);
    expect((await events(id)).filter((one) => one === 'opened')).toHaveLength(1);
  });

  test('on hold no ring is called and nothing can be opened; let go on, it goes on where it stood', async () => {
    const { woman, id, code } = await files();
    await alerted(member, code);
    await settled(house);
    await pause(woman);
    house.clock.skip(2 * DAY);
    await house.house.office.ringCase(String(id));
    await settled(house);
    expect(await events(id)).toEqual(['filed', 'ring_1', 'paused']);
    await member.says(code, said('push.waits'));
    expect(alerts(next, code)).toBe(0);
    await resume(woman);
    // Asked before and not answered: told by code again.
    await alerted(member, code, 2);
    const [row] = await rows('SELECT ring, restricted, extract(epoch FROM ring_at) * 1000 AS due FROM cases WHERE id = $1', [id]);
    expect(row).toMatchObject({ ring: 1, restricted: false });
    const left = Number(row?.['due']) - house.clock.now();
    expect(left).toBeGreaterThan(59 * 60_000);
    expect(left).toBeLessThanOrEqual(60 * 60_000);
    house.clock.skip(61 * 60_000);
    await house.house.office.ringCase(String(id));
    await alerted(next, code);
    // The ring after it keeps its distance too: the days on hold are not counted as waited.
    const [later] = await rows('SELECT extract(epoch FROM ring_at) * 1000 AS due FROM cases WHERE id = $1', [id]);
    expect(Number(later?.['due']) - house.clock.now()).toBeGreaterThan(HOUR);
    expect(await requests(id)).toEqual([{ kind: 'restrict', words: false, answered: true, done: true }]);
    expect(await events(id)).toEqual(['filed', 'ring_1', 'paused', 'resumed', expect.stringMatching(/^ring_/)]);
  });

  test('on hold whoever holds the case neither reads on nor writes, and her words wait', async () => {
    const { woman, id, code } = await files();
    await takes(member, code);
    await woman.hears(said('contact.taken'));
    await pause(woman);
    await member.hears(said('push.waits'));
    await member.says(code, said('push.waits'));
    const heard = woman.heard.length;
    await settled(house);
    expect(woman.heard).toHaveLength(heard);
    // She comes back to the talk by her word and writes: she is asked, and nothing is passed on.
    await woman.says('0', said('everywhere.leave'));
    await comeIn(woman);
    await woman.presses(label('want_more'), said('welcome.menu_more'));
    await woman.presses(label('want_sent'), said('receipt.start'));
    await woman.presses(label('have_word'), said('push.knock'));
    await woman.says(WORD, said('contact.ready'));
    await woman.presses(label('see_now'), said('contact.talk'));
    await woman.says(HELD_BACK, PASSED);
    await woman.hears(said('rights.still_paused'));
    await settled(house);
    const told = member.heard.filter(({ text }) => text.includes(HELD_BACK) || (said('push.news').test(text) && text.includes(code)));
    expect(told).toEqual([]);
    await woman.presses(label('resume_yes'), said('rights.resumed'));
    await member.hears(said('push.news'));
    await member.says(code, new RegExp(HELD_BACK));
    expect(await events(id)).toContain('resumed');
  });

  test('a member who writes on while it stands still is told, and nothing reaches her', async () => {
    const { woman, code } = await files();
    await takes(member, code);
    await woman.hears(said('contact.taken'));
    // Stopped in the very moment: the talk is still open before the member.
    await rows('UPDATE cases SET restricted = true WHERE code = $1', [code]);
    await member.says(HELD_BACK, PASSED);
    await member.hears(said('push.waits'));
    await settled(house);
    expect(woman.heard.filter(({ text }) => text.includes(HELD_BACK))).toEqual([]);
    expect(await rows('SELECT side FROM thread_message t JOIN cases c ON c.id = t.case_id WHERE c.code = $1 AND side = $2', [code, 'member'])).toEqual([]);
    // It cannot be taken, sent on or closed over her head either.
    await colleague.says(code, said('member.gone'));
  });

  test('what is wrong goes to the holder as her words, and onto the list with its days', async () => {
    const { woman, id, code } = await files();
    await takes(member, code);
    await woman.hears(said('contact.taken'));
    await prove(woman);
    await woman.presses(label('mine_right'), said('rights.right'));
    const shown = await woman.says(ODD, said('rights.sent'));
    await member.hears(new RegExp(ODD));
    const [listed] = (await asks('requests list')).filter(({ kind }) => kind === 'correct');
    expect(listed).toMatchObject({ kind: 'correct', standing: 'open', has_words: false, answered_at: null });
    const number = /[A-Z2-9]{5}-[A-Z2-9]{5}/.exec(shown.text)?.[0] ?? '';
    expect(listed?.['id']).toBe(number.replace('-', ''));
    await asks('requests done', { id: number, text: 'Đã sửa giờ rồi' });
    await woman.presses(label('rights_more'), said('rights.home'));
    await woman.presses(label('rights_answer'), said('rights.answer_code'));
    await woman.says(number, /Đã sửa giờ rồi/);
    expect(await requests(id)).toEqual([{ kind: 'correct', words: true, answered: true, done: true }]);
    // In another chat the number is nothing.
    const stranger = house.telegram.person();
    await stranger.says('Xin chào', said('welcome.cover'));
    await toRights(stranger);
    await stranger.presses(label('rights_answer'), said('rights.answer_code'));
    await stranger.says(number, said('rights.answer_nothing'));
  });

  test('a complaint is sealed, reaches the officer alone, and the province hears of it by day when it is due', async () => {
    const woman = house.telegram.person({ name: 'Mẩy' });
    await woman.says('Xin chào', said('welcome.cover'));
    await toRights(woman);
    await woman.presses(label('rights_unhappy'), said('rights.unhappy'));
    await woman.presses(label('rights_complain'), said('rights.unhappy_words'));
    await woman.says(ODD, said('rights.sent'));
    const [row] = await rows(`SELECT id, words, case_id, answer_by > at + interval '1 day' AS later FROM rights_request WHERE kind = 'complain'`);
    expect(row).toMatchObject({ case_id: null, later: true });
    expect(Buffer.from(String(row?.['words'])).toString('latin1')).not.toContain('buổi trưa');
    expect(JSON.stringify(await asks('requests list'))).not.toContain('buổi trưa');
    expect(await asks('requests show', { id: row?.['id'] })).toMatchObject([{ kind: 'complain', asked: ODD, reply: null }]);
    expect(house.log()).not.toContain('buổi trưa');

    house.clock.skip(5 * DAY);
    await rounds('rights');
    expect(await metric('requests')).toBe('1');
    for (let round = 0; round < 2; round++) await rounds('papers');
    await duty.hears(said('push.papers'));
    const told = (person: Person): number => person.heard.filter(({ text }) => said('push.papers').test(text)).length;
    expect([told(duty), told(commune), told(member)]).toEqual([1, 0, 0]);
    // Not at night.
    house.clock.skip(15 * HOUR);
    await rounds('papers');
    expect(told(duty)).toBe(1);
    await asks('requests answer', { id: row?.['id'] });
    await rounds('rights');
    expect(await metric('requests')).toBe('0');
  });

  test('she takes back her yes: the consent says since when, and it stands among what was done', async () => {
    const { woman, id, code } = await files();
    await alerted(member, code);
    await settled(house);
    await prove(woman);
    await woman.presses(label('mine_back'), said('rights.back_ask'));
    await woman.presses(label('withdraw_yes'), said('contact.withdrawn'));
    await member.hears(said('push.withdrawn'));
    expect(await rows('SELECT state FROM cases WHERE id = $1', [id])).toEqual([{ state: 'withdrawn' }]);
    expect(await requests(id)).toEqual([{ kind: 'withdraw', words: false, answered: true, done: true }]);
    const [proof] = await asks('consent show', { code });
    expect(proof).toMatchObject({ consents: [{ purpose: 'contact_me', withdrawn_at: expect.stringContaining('T') }] });
  });

  test('a consent is proved by the very text that the channel showed her, byte for byte', async () => {
    const { woman, id, code } = await files();
    await alerted(member, code);
    await settled(house);
    const sent = woman.heard.find(({ text }) => said('contact.ask_consent').test(text));
    const [proof] = await asks('consent show', { code });
    const consents = proof?.['consents'];
    const [consent] = Array.isArray(consents) ? consents : [];
    expect(consent).toMatchObject({
      purpose: 'contact_me', lang: 'vi', text_key: 'contact.ask_consent', edition: house.house.edition.hash, withdrawn_at: null,
      choices: sent?.buttons.map((button) => button.label.replace(/^\d\. /, '')).slice(0, 2),
    });
    expect(Buffer.from(String(consent?.text)).equals(Buffer.from(sent?.text ?? ''))).toBe(true);
    expect(await events(id)).toContain('consent_shown');
    expect(await runCommand(house.house, 'consent show', { code: 'ABCDEF' })).toHaveProperty('refused');
  });

  test('XÓA takes her requests with everything else', async () => {
    const { woman, id } = await files();
    await prove(woman);
    await woman.presses(label('mine_kept'), said('rights.kept_mine'));
    await woman.presses(label('mine_right'), said('rights.right'));
    await woman.says(ODD, said('rights.sent'));
    expect(await requests(id)).toHaveLength(2);
    const count = 'SELECT count(*)::int AS n FROM rights_request WHERE lane_id = $1 OR case_id = $2';
    const laneId = house.house.keys.laneId('help', 'telegram', String(woman.id));
    expect(await rows(count, [laneId, id])).toEqual([{ n: 2 }]);
    await woman.says('XÓA', said('everywhere.erase_done'));
    expect(await rows(count, [laneId, id])).toEqual([{ n: 0 }]);
    // The same by her code at the command line, where nobody knows her chat.
    const other = await files(true);
    await prove(other.woman);
    await other.woman.presses(label('mine_kept'), said('rights.kept_mine'));
    expect(await requests(other.id)).toHaveLength(1);
    await asks('erase', { receipt: other.receipt });
    expect(await requests(other.id)).toEqual([]);
  });

  test('a breach has its 72 hours from when it was known, and its words are sealed', async () => {
    const known = new Date(house.clock.now() - 70 * HOUR - 60_000).toISOString();
    const [made] = await asks('breaches record', { kind: 'stolen', text: 'Mất một máy trực chưa khóa', people: 3, known });
    expect(made).toMatchObject({ hours_left: 1 });
    const [listed] = await asks('breaches list');
    expect(listed).toMatchObject({ kind: 'stolen', people: 3, standing: 'due', hours_left: 1, told_at: null });
    expect(JSON.stringify(listed)).not.toContain('máy trực');
    expect(await asks('breaches show', { id: made?.['id'] })).toMatchObject([{ text: 'Mất một máy trực chưa khóa' }]);
    const [stored] = await rows('SELECT words FROM breach');
    expect(Buffer.from(String(stored?.['words'])).toString('latin1')).not.toContain('tr');
    house.clock.skip(2 * HOUR);
    await rounds('rights');
    expect(await metric('breaches')).toBe('1');
    expect(await asks('breaches list')).toMatchObject([{ standing: 'overdue', hours_left: -1 }]);
    await asks('breaches told', { id: made?.['id'] });
    await rounds('rights');
    expect(await metric('breaches')).toBe('0');
    await asks('breaches closed', { id: made?.['id'] });
    expect(await asks('breaches list')).toEqual([]);
    await expect(runCommand(house.house, 'breaches record', { kind: 'gossip', text: 'x' })).rejects.toThrow(/kind/);
  });
});
