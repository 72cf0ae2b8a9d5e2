import express from 'express';
import type { Demo, WebTalks } from '../tasks/ports.ts';
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
