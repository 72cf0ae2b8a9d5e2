import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { memoryTalks, openPages, pageWords } from '../../test/web_house.ts';
import type { WebMessage, WebSaid } from '../tasks/ports.ts';
import { assetsRouter } from './assets.ts';
import { chatRouter } from './chat.ts';

const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>\'&';
const COVER: Omit<WebMessage, 'id'> = {
  text: 'Chị muốn xem gì?\n113 công an', seq: 4, asks: 'words',
  keys: [{ key: '1', label: 'Sinh hoạt' }, { key: '2', label: HOSTILE }, { key: 'here', label: 'Gửi vị trí' }, { key: '0', label: 'Thoát' }],
};

let answers: (said: WebSaid) => readonly Omit<WebMessage, 'id'>[] = () => [COVER];
const talks = memoryTalks((said) => answers(said));
const troubles: unknown[] = [];
let house: Awaited<ReturnType<typeof openPages>>;
const get = (path: string): Promise<Response> => fetch(house.at + path, { redirect: 'manual' });
const post = (path: string, fields: Record<string, string> | string, headers = {}): Promise<Response> =>
  fetch(house.at + path, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(fields) });
const postJson = async (path: string, fields: Record<string, string>): Promise<unknown> =>
  (await post(path, fields, { accept: 'application/json' })).json();
const talkIn = (page: string): string => /name="talk" value="([^"]+)"/.exec(page)?.[1] ?? '';
const TALK = 'abcdefghijklmnopqrstuv';

beforeAll(async () => {
  const chat = chatRouter({ talks, words: pageWords, replyWaitMs: 20, newsWaitMs: 20, trouble: (error) => troubles.push(error) });
  house = await openPages({ '/chat': chat, '/assets': assetsRouter() });
});
afterAll(() => house.close());
beforeEach(() => {
  answers = () => [COVER];
  talks.said.length = 0;
  talks.waiting.clear();
  troubles.length = 0;
});

describe('without a script', () => {
  test('looking at the page stores nothing and sets no cookie; each look has its own talk', async () => {
    const [one, other] = [await get('/chat'), await get('/chat')];
    expect(one.headers.get('set-cookie')).toBeNull();
    expect(talks.said).toEqual([]);
    const [first, second] = [talkIn(await one.text()), talkIn(await other.text())];
    expect(first).toMatch(/^[\w-]{22}$/);
    expect(second).not.toBe(first);
  });

  test('nothing in the fresh page says what the chat is for', async () => {
    const page = await (await get('/chat')).text();
    expect(page).toContain('<title>Góc chị em</title>');
    expect(page.toLowerCase()).not.toMatch(/bạo lực|tin cậy|violence|trust|113/);
  });

  test('the first button begins the talk, the answer comes with its keys as submit buttons', async () => {
    const page = await (await get('/chat')).text();
    const started = await post('/chat', { talk: talkIn(page), lang: 'vi', text: 'Xin chào' });
    const next = await started.text();
    expect(talks.said).toEqual([{ talk: talkIn(page), said: { lang: 'vi', text: 'Xin chào' } }]);
    expect(talkIn(next)).toBe(talkIn(page));
    expect(next).toContain('Chị muốn xem gì?');
    expect(next).toContain('<button name="key" value="1"><b>1</b> Sinh hoạt</button>');
    expect(next).toContain('name="seq" value="4"');
    expect(next).toContain('<a class="call" href="tel:113">113</a> công an');
    expect(next).not.toContain('Gửi vị trí');
  });

  test('Enter in the field can press no key: the field and the keys are different forms', async () => {
    const page = await (await post('/chat', { talk: TALK, text: 'xin chào' })).text();
    const forms = page.split('<form').slice(1);
    const withField = forms.filter((form) => (form.split('</form>')[0] ?? '').includes('<textarea'));
    expect(withField).toHaveLength(1);
    expect(withField[0]?.split('</form>')[0]).not.toContain('name="key"');
  });

  test('a pressed key is said with the number of its question', async () => {
    await post('/chat', { talk: TALK, lang: 'vi', seq: '4', key: '1', text: '' });
    expect(talks.said).toEqual([{ talk: TALK, said: { lang: 'vi', seq: 4, key: '1' } }]);
  });

  test('messages stay until a later form says that they were shown', async () => {
    const first = await (await post('/chat', { talk: TALK, text: 'xin chào' })).text();
    const shown = /name="shown" value="([^"]+)"/.exec(first)?.[1] ?? '';
    expect(shown).toMatch(/^m\d+$/);
    const looked = await (await post('/chat', { talk: TALK, text: '', shown })).text();
    expect(looked).toContain(`data-id="${shown}"`);
    const second = await (await post('/chat', { talk: TALK, text: 'tiếp', shown })).text();
    expect(second).not.toContain(`data-id="${shown}"`);
    expect(talks.said).toHaveLength(2);
  });

  test('looking for news with none there says so kindly and says nothing to the house', async () => {
    const page = await (await post('/chat', { talk: TALK, text: '' })).text();
    expect(page).toContain('Chưa có tin mới');
    expect(talks.said).toEqual([]);
  });

  test.each(['', 'short', '../../../etc/passwd', `${TALK}x`, HOSTILE])('a talk id like %j becomes a new talk silently', async (talk) => {
    const answer = await post('/chat', { talk, text: 'xin chào' });
    expect(answer.status).toBe(200);
    expect(talkIn(await answer.text())).toMatch(/^talk\d{18}$/);
  });

  test('a text over 4,096 characters is not sent and stands in the field again, whole', async () => {
    const text = `</textarea>${'ồ'.repeat(20_000)}`;
    const page = await (await post('/chat', { talk: TALK, text })).text();
    expect(talks.said).toEqual([]);
    expect(page).toContain('Lời này hơi dài');
    expect(page).toContain(`&lt;/textarea&gt;${'ồ'.repeat(20_000)}</textarea>`);
  });

  test('a text of 4,096 characters is taken, with the line ends she typed', async () => {
    const text = `một\r\n${'a'.repeat(4092)}`;
    await post('/chat', { talk: TALK, text });
    expect(talks.said[0]?.said).toEqual({ lang: 'vi', text: text.replace('\r', '') });
  });

  test('when the house fails she keeps her words and sees numbers, and we are told', async () => {
    answers = () => { throw new Error('down'); };
    const answer = await post('/chat', { talk: TALK, text: 'một lời dài' });
    const page = await answer.text();
    expect(answer.status).toBe(503);
    expect(page).toContain('\nmột lời dài</textarea>');
    expect(page).toContain('href="tel:113"');
    expect(troubles).toHaveLength(1);
  });
});

describe('hostile input', () => {
  test('is shown as text: labels, messages, the field, the language, the ids', async () => {
    answers = () => [{ ...COVER, text: HOSTILE }];
    const page = await (await post('/chat', { talk: HOSTILE, lang: HOSTILE, shown: HOSTILE, text: HOSTILE })).text();
    expect(page).not.toContain('<script>');
    expect(page).not.toContain('<img src=x');
    expect(page).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  test.each([
    ['text=a&text=b', { lang: 'vi', text: 'b' }],
    ['key=1&text=hai', { lang: 'vi', text: '1' }],
    ['key=12&seq=1&text=hai', { lang: 'vi', text: 'hai' }],
    ['key=here&seq=1&text=hai', { lang: 'vi', text: 'hai' }],
    ['lat=9.512&lon=106.18', { lang: 'vi', lat: 9.512, lon: 106.18 }],
    ['lat=91&lon=106&text=x', { lang: 'vi', text: 'x' }],
    ['lat=Infinity&lon=1e2&text=x', { lang: 'vi', text: 'x' }],
    ['lang=en&text=x', { lang: 'en', text: 'x' }],
  ])('%s is read as %j', async (body, said) => {
    await post('/chat', `talk=${TALK}&${body}`);
    expect(talks.said[0]?.said).toEqual(said);
  });

  test.each(['/chat', '/chat/wait', '/chat/leave'])('a body over 1 MiB at %s is answered with 413 and kind words', async (path) => {
    const answer = await post(path, { talk: TALK, text: 'a'.repeat(1024 * 1024) });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain('Lời này dài quá');
    expect(talks.said).toEqual([]);
  });

  test('a form that is packed is not unpacked', async () => {
    const answer = await post('/chat', { talk: TALK, text: 'x' }, { 'content-encoding': 'gzip' });
    expect([answer.status, talks.said]).toEqual([415, []]);
  });

  test.each([['en-US', 'en'], ['vi-VN', 'vi'], ['aa-ab-cd', 'aa'], ['constructor', 'vi'], ['__proto__', 'vi'], [HOSTILE, 'vi']])('the language %s is read as %s', async (lang, read) => {
    expect(await (await get(`/chat?lang=${encodeURIComponent(lang)}`)).text()).toContain(`<html lang="${read}"`);
  });

  test('a body that is no form says nothing', async () => {
    const answer = await fetch(`${house.at}/chat`, { method: 'POST', body: '{"text":"x"}', headers: { 'content-type': 'application/json' } });
    expect(answer.status).toBe(200);
    expect(talks.said).toEqual([]);
  });
});

describe('with a script', () => {
  test('a form is answered with messages', async () => {
    const answer = await postJson('/chat', { talk: TALK, text: 'xin chào' });
    expect(answer).toEqual({ talk: TALK, messages: [{ id: expect.stringMatching(/^m\d+$/), ...COVER }] });
  });

  test('waiting gives the same messages until they were shown', async () => {
    await postJson('/chat', { talk: TALK, text: 'xin chào' });
    const [message] = talks.waiting.get(TALK) ?? [];
    expect(await postJson('/chat/wait', { talk: TALK })).toEqual({ talk: TALK, messages: [message] });
    expect(await postJson('/chat/wait', { talk: TALK, shown: message?.id ?? '' })).toEqual({ talk: TALK, messages: [] });
  });

  test('a text that is too long comes back with a note and without being sent', async () => {
    const answer = await postJson('/chat', { talk: TALK, text: 'a'.repeat(4097) });
    expect(answer).toMatchObject({ messages: [], note: expect.stringContaining('Lời này hơi dài') });
    expect(talks.said).toEqual([]);
  });

  test('the script itself keeps nothing', async () => {
    for (const file of ['talk.js', 'chat.js', 'demo.js']) {
      const script = await (await get(`/assets/${file}`)).text();
      expect(script.length).toBeGreaterThan(500);
      expect(script).not.toMatch(/localStorage|sessionStorage|indexedDB|document\.cookie|serviceWorker|innerHTML|caches\./);
    }
  });
});

describe('leaving', () => {
  test.each([{ key: '0', seq: '4' }, { text: ' 0 ' }])('%j says 0 to the house and ends at household tips', async (fields) => {
    const answer = await post('/chat', { talk: TALK, ...fields });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/chat/leave']);
    expect(talks.said).toHaveLength(1);
  });

  test('the button leaves at once, whatever the house does', async () => {
    answers = () => { throw new Error('down'); };
    const answer = await post('/chat/leave?lang=en', { talk: TALK });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/chat/leave?lang=en']);
    expect(talks.said).toEqual([{ talk: TALK, said: { lang: 'vi', text: '0' } }]);
    expect(troubles).toHaveLength(1);
  });

  test('leaving before anything was said makes no talk', async () => {
    const page = await (await get('/chat')).text();
    expect(page.split('<form class="leave"')[1]?.split('</form>')[0]).not.toContain('name="talk"');
    expect((await post('/chat/leave', {})).status).toBe(303);
    expect(talks.said).toEqual([]);
  });

  test('the page of tips holds nothing of the chat and no way back', async () => {
    const page = await (await get('/chat/leave')).text();
    expect(page).toContain('Mẹo hay trong nhà');
    expect(page).not.toMatch(/<a |<form|<script|<input|data-talk|Góc chị em/);
  });
});

test.each(['/chat', '/chat/leave', '/assets/talk.js', '/assets/chat.css', '/assets/leaf.svg'])('%s has the headers that leave no trace', async (path) => {
  const { status, headers } = await get(path);
  expect(status).toBe(200);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-robots-tag')).toContain('noindex');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')?.split(';')).toEqual([
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self' data:", "media-src 'self'",
    "form-action 'self'", "frame-ancestors 'self'", "base-uri 'none'",
  ]);
  expect(headers.get('set-cookie')).toBeNull();
});

test('every word of the pages exists in English too', async () => {
  const { readLocales } = await import('../words/locales.ts');
  const locales = readLocales(new URL('../../locales/', import.meta.url));
  const keys = (lang: string): string[] => Object.keys(locales[lang]?.texts ?? {}).filter((key) => key.startsWith('web.')).sort();
  expect(keys('en')).toEqual(keys('vi'));
});
