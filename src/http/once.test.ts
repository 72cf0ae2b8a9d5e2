import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPages, pageWords } from '../../test/web_house.ts';
import { onceRouter } from './once.ts';

const TOKEN = 'q1w2e3r4t5y6u7i8o9p0aa';
const lying = new Map([[TOKEN, { receipt: '<b>BÀNG-7</b>', lang: 'en' }]]);
let house: Awaited<ReturnType<typeof openPages>>;
const post = async (token: string): Promise<string> =>
  (await fetch(`${house.at}/once`, { method: 'POST', body: new URLSearchParams({ token }) })).text();

beforeAll(async () => {
  const open = async (token: string): Promise<{ receipt: string; lang: string } | undefined> => {
    if (token === 'broken-broken') throw new Error('down');
    const found = lying.get(token);
    lying.delete(token);
    return found;
  };
  house = await openPages({ '/once': onceRouter({ open, words: pageWords }) });
});
afterAll(() => house.close());

test('looking does not open it, as a messenger that draws a preview looks too; the press opens it, once', async () => {
  const looked = await (await fetch(`${house.at}/once/${TOKEN}`)).text();
  expect(looked).toContain(`name="token" value="${TOKEN}"`);
  expect(looked).not.toContain('BÀNG');
  expect(await post(TOKEN)).toContain('&lt;b&gt;BÀNG-7&lt;/b&gt;');
  const again = await post(TOKEN);
  expect(again).not.toContain('BÀNG');
  expect(again).toBe(await post('a-token-that-never-was'));
  expect(again).toBe(await post(''));
});

test('it is not kept, and a token in the address is not repeated unless it can be one', async () => {
  const answer = await fetch(`${house.at}/once/${encodeURIComponent('"><script>')}`);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.text()).not.toContain('<script>');
  expect((await fetch(`${house.at}/once`)).status).toBe(200);
});

test('when the house fails she sees kind words', async () => {
  const answer = await fetch(`${house.at}/once`, { method: 'POST', body: new URLSearchParams({ token: 'broken-broken' }) });
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('không phải do chị');
});
