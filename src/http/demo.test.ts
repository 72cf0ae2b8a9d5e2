import { afterAll, beforeAll, expect, test } from 'vitest';
import { memoryTalks, openPages, pageWords } from '../../test/web_house.ts';
import type { HouseStrip } from './demo.ts';
import { demoRouter } from './demo.ts';

const STRIP: HouseStrip = {
  lanes: 3, inbox: 0, outbox: { waiting: 1 }, sealed: [{ table: 'inbox', bytes: 96, hex: 'c0ffee' }],
  queue: ['a1'], cases: [{ code: 'K7', state: 'alerted', ring: 1, commune: 'Xã mẫu' }], alerts: [],
};
const talks = memoryTalks(() => []);
let house: Awaited<ReturnType<typeof openPages>>;

beforeAll(async () => {
  const demo = { invite: async (place: 'here' | 'next') => `CODE-${place}`, strip: async () => STRIP };
  house = await openPages({ '/demo': demoRouter({ talks, demo, words: pageWords }) });
});
afterAll(() => house.close());

test.each(['vi', 'en'])('the page in %s has three phones and a look into the house', async (lang) => {
  const page = await (await fetch(`${house.at}/demo?lang=${lang}`)).text();
  expect([...page.matchAll(/data-phone="(\w+)"/g)].map(([, who]) => who)).toEqual(['woman', 'here', 'next']);
  expect([...page.matchAll(/data-list="(\w+)"/g)].map(([, name]) => name)).toEqual(['sealed', 'queue', 'cases', 'alerts']);
  expect(page).toContain(`<html lang="${lang}"`);
});

test('the members are linked by their codes, and the woman has said nothing yet', async () => {
  const phones: unknown = await (await fetch(`${house.at}/demo/phones?lang=en`, { method: 'POST' })).json();
  const [here, next] = talks.said;
  expect(phones).toEqual({ woman: { talk: expect.any(String) }, here: { talk: here?.talk }, next: { talk: next?.talk } });
  expect(talks.said.map(({ said }) => said)).toEqual([{ lang: 'en', text: 'CODE-here' }, { lang: 'en', text: 'CODE-next' }]);
});

test('the strip is what the house says', async () => {
  expect(await (await fetch(`${house.at}/demo/house`, { method: 'POST' })).json()).toEqual(STRIP);
});
