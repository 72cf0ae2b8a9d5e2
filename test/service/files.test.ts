import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../fakes/person.ts';
import { taintedJpeg, taintedOgg } from '../media_files.ts';
import { strip } from '../../src/core/media/strip.ts';
import { onEveryBackend } from './backends.ts';
import { ALERT, codeIn, comeIn, file } from './main_job.ts';
import { type Opened, openOn, settled, until } from './open.ts';
import { label, said } from './said.ts';
import { openWebPerson } from './web.ts';

const PIN = '738294';
const HOUR = 3_600_000;
/** What a file tells beside its picture; found nowhere once it was taken. */
const SECRET = 'Xa Muong Hum 22.3364 103.7120';

onEveryBackend('Pictures and voices', (backend) => {
  let house: Opened;
  let member: Person;
  let woman: Person;
  let code = '';
  beforeAll(async () => {
    house = await openOn(backend, { publicly: true });
    member = house.telegram.person({ name: 'Ban' });
    await member.says(`/start ${await house.invite({ address: 'TD-01', label: 'Cô Ban' })}`, said('member.linked'));
    await member.presses(label('own_pin'), said('member.pin_ask'));
    await member.says(PIN, said('member.pin_made'));
    await member.hears(said('member.home_off'));
    await member.presses(label('duty_on'), said('member.duty_on_done'));
    woman = await talks('Sung');
  }, 60_000);
  afterAll(() => house.close());

  async function talks(name: string, duress?: string): Promise<Person> {
    const person = house.telegram.person({ name });
    await comeIn(person);
    await file(person, duress === undefined ? {} : { duress });
    await person.presses(label('no_code'), said('contact.talk'));
    code = codeIn((await member.hears(ALERT)).text);
    await takes(code);
    await person.hears(said('contact.taken'));
    return person;
  }

  /** Wherever she stands: a code that is typed opens the case. */
  async function takes(hers: string): Promise<void> {
    await member.says(hers, said('member.alerted'));
    await member.presses(label('take'), said('member.won'));
  }

  const picture = (bytes: Uint8Array): Record<string, unknown> => ({ photo: [{ file_id: 'small', file_unique_id: 's', width: 9, height: 9 }, { file_id: house.telegram.keeps(bytes), file_unique_id: 'u', width: 24, height: 16, file_size: bytes.length }] });
  const voice = (bytes: Uint8Array): Record<string, unknown> => ({ voice: { file_id: house.telegram.keeps(bytes), file_unique_id: 'v', duration: 1, mime_type: 'audio/ogg', file_size: bytes.length } });
  const fetches = (): number => house.telegram.calls.filter(({ method }) => method === 'getFile').length;
  const files = async (): Promise<Record<string, unknown>[]> => house.rows('SELECT id, side, kind, type, source, body, seen_at FROM attachment ORDER BY at');
  const post = async (path: string, fields: Readonly<Record<string, string>>): Promise<Response> => fetch(`${house.at}${path}`, { method: 'POST', body: new URLSearchParams({ lang: 'vi', ...fields }) });
  const shownIn = (html: string): Buffer => Buffer.from(/src="data:[\w/]+;base64,([^"]+)"/.exec(html)?.[1] ?? '', 'base64');
  const pageOf = async (): Promise<string> => {
    const { text } = await member.presses(label('work_page'), said('member.work_link'));
    const token = /\/page\/([A-Z2-9]{32})/.exec(text)?.[1] ?? '';
    return (await post('/page', { token, pin: PIN })).text();
  };
  const pageId = (html: string): string => /name="page" value="([\w-]+)"/.exec(html)?.[1] ?? '';

  test('nothing of a picture is fetched before she said yes, and nothing when she says no', async () => {
    const asked = await woman.sends(picture(taintedJpeg(SECRET)), said('contact.file_ask'));
    expect(asked.text).toMatch(/mặt|nhà/);
    await woman.presses(label('not_send'), said('contact.file_dropped'));
    const voiced = await woman.sends(voice(taintedOgg(SECRET)), said('contact.file_ask'));
    expect(voiced.text).toMatch(/giọng/);
    await woman.says('Em kể bằng chữ vậy', said('common.passed_on'));
    await member.hears(/Em kể bằng chữ vậy/);
    await settled(house);
    expect([fetches(), await files()]).toEqual([0, []]);
  });

  test('her picture stands on the page of whoever holds her case, behind six digits, with nothing around it', async () => {
    const bytes = taintedJpeg(SECRET);
    await woman.sends(picture(bytes), said('contact.file_ask'));
    await woman.presses(label('send_it'), said('contact.file_taken'));
    const told = await member.hears(said('push.member_brought'));
    expect(told.text).toContain(code);
    expect(JSON.stringify(told.fields)).not.toMatch(/photo|voice|document/);
    const page = await pageOf();
    const id = /name="file" value="([\w-]+)"/.exec(page)?.[1] ?? '';
    expect(page).not.toContain('data:image');
    const seen = await post('/page/file', { page: pageId(page), file: id });
    const html = await seen.text();
    expect(shownIn(html).equals(Buffer.from(strip(bytes)?.bytes ?? []))).toBe(true);
    expect(shownIn(html).includes(SECRET)).toBe(false);
    expect([seen.headers.get('cache-control'), seen.headers.get('x-content-type-options'), seen.headers.get('content-disposition')]).toEqual(['no-store', 'nosniff', null]);
    expect(seen.headers.get('content-security-policy')).toMatch(/^default-src 'none'; img-src 'self' data:; media-src data:;/);
    // Another page, another id, no page: nothing.
    for (const fields of [{ page: 'never-there', file: id }, { page: pageId(page), file: 'never-there' }, { page: pageId(page), file: '' }]) {
      expect(await (await post('/page/file', fields)).text()).toMatch(said('web.file_gone'));
    }
  });

  test('a voice of hers is heard there, and sent twice it comes once', async () => {
    await member.says('/start', said('member.home_on'));
    const id = house.telegram.keeps(taintedOgg(SECRET));
    await woman.sends({ voice: { file_id: id, file_unique_id: 'v', duration: 1, mime_type: 'audio/ogg' } }, said('contact.file_ask'));
    const shown = woman.heard.at(-1);
    if (!shown) throw new Error('She was asked nothing');
    await woman.presses(label('send_it'), said('contact.file_taken'));
    await woman.pressesLate(shown, label('send_it'), said('common.late_press'));
    // She is elsewhere: only the code comes.
    await member.hears(said('push.news'));
    await settled(house);
    expect((await files()).filter(({ kind }) => kind === 'voice')).toHaveLength(1);
    const opened = await member.says(code, said('member.held'));
    await member.presses(label('open_talk'), said('member.talk'));
    expect(opened.text + member.heard.map(({ text }) => text).join('\n')).toMatch(/một đoạn tiếng, mở ở trang riêng/);
    const page = await pageOf();
    const ids = [...page.matchAll(/name="file" value="([\w-]+)"/g)].map(([, one = '']) => one);
    const html = await (await post('/page/file', { page: pageId(page), file: ids.at(-1) ?? '' })).text();
    expect(html).toContain('<audio controls src="data:audio/ogg;base64,');
    expect(shownIn(html).includes('OpusTags')).toBe(true);
    expect(shownIn(html).includes(SECRET)).toBe(false);
  });

  test('what a member sends opens for her once, by a link, and never lies in her chat', async () => {
    await member.says(code, said('member.held'));
    await member.presses(label('open_talk'), said('member.talk'));
    await member.sends(picture(taintedJpeg(SECRET)), said('member.file_ask'));
    await member.presses(label('send_it'), said('member.file_taken'));
    const told = await woman.hears(said('contact.brought'));
    const token = /\/once\/([A-Z2-9]{32})/.exec(told.text)?.[1] ?? '';
    expect(JSON.stringify(told.fields)).not.toMatch(/photo|voice|document/);
    const looked = await (await fetch(`${house.at}/once/${token}`)).text();
    expect(looked).not.toContain('data:image');
    const opened = await (await post('/once', { token })).text();
    expect(opened).toContain('data:image/jpeg;base64,');
    expect(shownIn(opened).includes(SECRET)).toBe(false);
    const again = await post('/once', { token });
    expect(await again.text()).toMatch(said('web.once_gone'));
  });

  test('what cannot surely be cleaned is refused with kind words, and nothing of it is left', async () => {
    const before = (await files()).length;
    // Five in a minute are answered.
    house.clock.skip(61_000);
    await woman.sends(picture(Buffer.from(`GIF89a${SECRET}`)), said('contact.file_ask'));
    await woman.presses(label('send_it'), said('contact.file_taken'));
    await woman.hears(/không bỏ hết được những điều ẩn/);
    // A voice that says it is a picture was not agreed to.
    await woman.sends(picture(taintedOgg(SECRET)), said('contact.file_ask'));
    await woman.presses(label('send_it'), said('contact.file_taken'));
    await woman.hears(/không bỏ hết được những điều ẩn/);
    await woman.sends({ photo: [{ file_id: 'gone', file_unique_id: 'g', width: 9, height: 9 }] }, said('contact.file_ask'));
    await woman.presses(label('send_it'), said('contact.file_taken'));
    await woman.hears(/chưa lấy được điều mình vừa gửi/);
    expect(await files()).toHaveLength(before);
    house.clock.skip(61_000);
    // Larger than is taken, or a kind that is none of ours: as before.
    await woman.sends({ photo: [{ file_id: 'big', file_unique_id: 'b', width: 9, height: 9, file_size: 9_000_000 }] }, said('common.cannot_pass_on'));
    await woman.sends({ video: { file_id: 'v', file_unique_id: 'v', width: 9, height: 9, duration: 9 } }, said('common.cannot_pass_on'));
  });

  test('no column of the database holds a byte of the picture, or of what it told', async () => {
    const clean = Buffer.from(strip(taintedJpeg(SECRET))?.bytes ?? []);
    const piece = clean.subarray(clean.length - 60, clean.length - 20).toString('hex');
    const tables = await house.rows("SELECT table_name AS t FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'");
    let looked = 0;
    for (const { t } of tables) {
      const rows = await house.rows(`SELECT row_to_json(x)::text AS row FROM "${String(t)}" x`);
      for (const { row } of rows) {
        looked += String(row).length;
        for (const odd of [piece, Buffer.from(SECRET).toString('hex'), SECRET, 'AgACAgUAAx']) expect(String(row)).not.toContain(odd);
      }
    }
    expect(looked).toBeGreaterThan(10_000);
    expect(house.log()).not.toContain('AgACAgUAAx');
    expect((await files()).every(({ body }) => body instanceof Uint8Array)).toBe(true);
  });

  test('an hour after it was seen, or after three days, it is gone, and the talk says so', async () => {
    const retain = async (ms: number): Promise<number> => {
      const { retentionStore } = await import('../../src/stores/retain.ts');
      await retentionStore(house.house.database, house.house.keys, { retention: 90, abandoned: 7, backup: 35 }, 0).retain(house.clock.now() + ms);
      return (await files()).length;
    };
    const all = await files();
    const seen = all.filter(({ seen_at: at }) => at !== null).length;
    expect([seen > 0, all.length]).toEqual([true, 3]);
    expect(await retain(HOUR / 2)).toBe(3);
    expect(await retain(HOUR + 60_000)).toBe(3 - seen);
    await member.says(code, said('member.held'));
    await member.presses(label('open_talk'), said('member.talk'));
    expect(await pageOf()).toMatch(said('web.file_gone'));
  });

  test('on the web page a plain file field gives one, the talk asks, and nothing goes without a yes', async () => {
    const page = openWebPerson(house.at);
    await comeIn(page);
    await file(page);
    await page.presses(label('no_code'), said('contact.talk'));
    const hers = codeIn((await member.hears(ALERT)).text);
    await takes(hers);
    await page.hears(said('contact.taken'));
    const gives = async (bytes: Uint8Array, talk = page.talk()): Promise<string> => {
      const form = new FormData();
      form.set('talk', talk);
      form.set('lang', 'vi');
      form.set('file', new Blob([Uint8Array.from(bytes)], { type: 'image/jpeg' }), 'Nha-em-Muong-Hum.jpg');
      return (await fetch(`${house.at}/chat/file`, { method: 'POST', body: form })).text();
    };
    await gives(taintedJpeg(SECRET));
    // In this page or in the next: what waited before may be shown first.
    await page.hears(said('contact.file_ask'));
    const held = await house.rows('SELECT body FROM held_file');
    expect(held).toHaveLength(1);
    expect((await files()).filter(({ body }) => body === null)).toEqual([]);
    await page.presses(label('send_it'), said('contact.file_taken'));
    const told = await member.hears(said('push.member_brought'));
    expect(told.text).toContain(hers);
    await settled(house);
    expect(await house.rows('SELECT id FROM held_file')).toEqual([]);
    // What cannot be cleaned is not even held, and a talk that nobody began holds nothing.
    expect(await gives(Buffer.from(`%PDF-1.7 ${SECRET}`))).toMatch(said('web.file_refused'));
    expect(await gives(taintedJpeg(SECRET), 'A'.repeat(22))).toMatch(said('web.file_refused'));
    expect((await fetch(`${house.at}/chat/file`, { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: Buffer.alloc(6_000_000) })).status).toBe(413);
    expect(await house.rows('SELECT id FROM held_file')).toEqual([]);
    // And back: the link stands in her talk, and opens once.
    await member.sends(picture(taintedJpeg(SECRET)), said('member.file_ask'));
    await member.presses(label('send_it'), said('member.file_taken'));
    const link = await page.hears(said('contact.brought'));
    const token = /\/once\/([A-Z2-9]{32})/.exec(link.text)?.[1] ?? '';
    expect(await (await post('/once', { token })).text()).toContain('data:image/jpeg;base64,');
    expect(house.log()).not.toContain('Muong-Hum');
  });

  test('what somebody else may see over her shoulder is not shown by an older link', async () => {
    const other = await talks('Pang', 'măng vầu');
    await member.sends(picture(taintedJpeg(SECRET)), said('member.file_ask'));
    await member.presses(label('send_it'), said('member.file_taken'));
    const token = /\/once\/([A-Z2-9]{32})/.exec((await other.hears(said('contact.brought'))).text)?.[1] ?? '';
    await other.says('MĂNG VẦU', said('everywhere.leave'));
    await member.hears(said('push.hushed'));
    expect(await (await post('/once', { token })).text()).toMatch(said('web.once_gone'));
  });

  test('erased while it waits to be fetched, nothing of it comes', async () => {
    const other = await talks('Mua');
    await other.sends(picture(taintedJpeg(SECRET)), said('contact.file_ask'));
    house.telegram.faults.plan('file', { kind: 'slow', when: 'before', ms: 1_500 });
    const [before, kept] = [fetches(), (await files()).length];
    await other.presses(label('send_it'), said('contact.file_taken'));
    await until('the fetch', () => fetches() > before);
    await other.says('XÓA', said('everywhere.erase_done'));
    const heard = member.heard.length;
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    await settled(house);
    expect(await files()).toHaveLength(kept);
    expect(member.heard.slice(heard).filter(({ text }) => said('push.member_brought').test(text))).toEqual([]);
  });
});
