import express from 'express';
import type { WebTalks } from '../tasks/ports.ts';
import { demoPage } from './demo_page.ts';
import { pageHeaders, readLang } from './pages.ts';
import type { PageWords } from './pages.ts';

export type DemoOptions = Readonly<{ talks: WebTalks; demo: Demo; words: PageWords }>;

/** Three phones on one page and a look into the house, for `/demo`. Only with demo data: it makes members. */
export function demoRouter({ talks, demo, words }: DemoOptions): express.Router {
  const router = express.Router();
  router.use(...pageHeaders);
  router.get('/', (request, response) => {
    response.send(demoPage(words, readLang(request.query['lang'])));
  });
  router.post('/phones', async (request, response) => {
    const lang = readLang(request.query['lang']);
    const member = async (place: 'here' | 'next'): Promise<{ talk: string }> => {
      const talk = talks.newTalk();
      await talks.say(talk, { lang, text: await demo.invite(place) });
      return { talk };
    };
    const [here, next] = await Promise.all([member('here'), member('next')]);
    response.json({ woman: { talk: talks.newTalk() }, here, next });
  });
  router.post('/house', async (_request, response) => {
    response.json(await demo.strip());
  });
  return router;
}

/** What the demo's strip shows of the house: counts, ids, and sealed bytes as they lie there. */
export type HouseStrip = Readonly<{
  lanes: number;
  inbox: number;
  outbox: Readonly<{ waiting: number }>;
  sealed: readonly Readonly<{ table: string; bytes: number; hex: string }>[];
  queue: readonly string[];
  cases: readonly Readonly<{ code: string; state: string; ring: number; commune: string }>[];
  alerts: readonly Readonly<{ code: string; ring: number; answer: string }>[];
}>;

export type Demo = Readonly<{
  /** Makes an invite for a member of a demo address and gives its code. */
  invite: (place: 'here' | 'next') => Promise<string>;
  strip: () => Promise<HouseStrip>;
}>;
