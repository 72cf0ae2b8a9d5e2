import express from 'express';
import type { Request, Response } from 'express';
import { isBeside, type WebMessage, type WebTalks } from '../tasks/ports.ts';
import { chatPage, kindPage, leavePage, leavePath } from './chat_page.ts';
import { readBody, readFileBody, readFileForm, readTalkForm } from './form.ts';
import type { TalkForm } from './form.ts';
import { pageHeaders, readLang, wordsOf } from './pages.ts';
import type { PageWords } from './pages.ts';
import type { TalkView } from './talk_parts.ts';
import { unreadable, wantsJson } from './unreadable.ts';

export type ChatOptions = Readonly<{
  talks: WebTalks;
  words: PageWords;
  /** Told when the house could not take or give a message: she sees kind words and numbers, the alarm is ours. */
  trouble?: (error: unknown) => void;
  /** How long a page without a script waits for the answer; milliseconds. */
  replyWaitMs?: number;
  /** How long a page with a script may hang on for news; milliseconds. */
  newsWaitMs?: number;
}>;

/**
 * The web chat, for `/chat`. Without a script it answers whole pages;
 * with `accept: application/json` it answers `{talk, messages, note?}`.
 */
export function chatRouter(options: ChatOptions): express.Router {
  const desk: Desk = { trouble: () => undefined, replyWaitMs: 4_000, newsWaitMs: 25_000, ...options };
  const router = express.Router();
  router.use(...pageHeaders);
  router.get('/', (request, response) => {
    const lang = readLang(request.query['lang']);
    response.send(chatPage(desk.words, { lang, talk: desk.talks.newTalk(), began: false, messages: [] }));
  });
  router.post('/', readBody, (request, response) => said(desk, request, response));
  router.post('/file', fewAtOnce(desk), readFileBody, (request, response) => given(desk, request, response));
  router.post('/wait', readBody, (request, response) => waited(desk, request, response));
  router.get('/leave', (request, response) => {
    response.send(leavePage(desk.words, readLang(request.query['lang'])));
  });
  router.post('/leave', readBody, (request, response) => left(desk, request, response));
  router.use(unreadable(desk.words, desk.trouble));
  return router;
}

type Desk = Required<ChatOptions>;

/** She said something, or only looks for news (an empty text). */
async function said(desk: Desk, request: Request, response: Response): Promise<void> {
  const form = readTalkForm(request.body);
  const talk = form.talk ?? desk.talks.newTalk();
  const live = wantsJson(request);
  try {
    if (form.said) {
      // In this order: when the house fails she still has the question and its keys.
      const said = await desk.talks.say(talk, form.said, request.ip);
      if (said !== 'said') return refused(desk, response, { live, form, talk, noteName: REFUSED[said] });
      await desk.talks.shown(talk, form.shown);
    }
    if (form.leaves) await desk.talks.close(talk);
    if (form.leaves && !live) return response.redirect(303, leavePath(form.lang));
    const messages = await desk.talks.take(talk, live ? 0 : waitMsOf(desk, form));
    answer(desk, response, { live, form, talk, messages, noteName: noteOf(form, live || messages.length > 0) });
  } catch (error) {
    desk.trouble(error);
    response.status(503);
    answer(desk, response, { live, form, talk, messages: [], noteName: 'trouble' });
  }
}

/** Each may hold five million bytes in memory until it is read. */
const FILES_AT_ONCE = 8;

/** More than a few at once are asked to wait, before a byte of theirs is read. */
function fewAtOnce({ words }: Desk): express.RequestHandler {
  let under = 0;
  return (request, response, next) => {
    if (under >= FILES_AT_ONCE) {
      const note = wordsOf(words, 'vi')('crowded');
      response.status(503).set('Connection', 'close');
      if (wantsJson(request)) return void response.json({ messages: [], note });
      return void response.send(kindPage(words, 'vi', note));
    }
    under += 1;
    response.once('close', () => void (under -= 1));
    next();
  };
}

/** She picked a picture or a voice: it is held, and the talk asks her whether it goes. */
async function given(desk: Desk, request: Request, response: Response): Promise<void> {
  const { fields, bytes } = await readFileForm(request);
  const form = readTalkForm(fields);
  const { talk = '', lang, shown } = form;
  const live = wantsJson(request);
  try {
    const took = talk === '' || bytes.length === 0 ? 'over' : await desk.talks.give(talk, { lang, bytes }, request.ip);
    // A talk that nobody began, or none of ours: alike, whatever came with it.
    if (took === 'over' && !isBeside(talk)) return refusedFile(desk, response, { live, lang });
    const noteName = took === 'said' ? undefined : { ...REFUSED, refused: 'file_refused' }[took];
    if (took === 'said') await desk.talks.shown(talk, shown);
    const messages = took === 'said' ? await desk.talks.take(talk, live ? 0 : desk.replyWaitMs) : [];
    answer(desk, response, { live, form, talk, messages, noteName });
  } catch (error) {
    desk.trouble(error);
    response.status(503);
    answer(desk, response, { live, form, talk, messages: [], noteName: 'trouble' });
  }
}

function refusedFile({ words }: Desk, response: Response, { live, lang }: { live: boolean; lang: string }): void {
  const note = wordsOf(words, lang)('file_refused');
  if (live) return void response.json({ messages: [], note });
  response.send(kindPage(words, lang, note));
}

/**
 * A page beside her chat has had its time: she is told where to go on. Or too many write from where she does. Her
 * words stay in the field.
 */
function refused(desk: Desk, response: Response, what: Omit<Answer, 'messages'>): void {
  answer(desk, response, { ...what, form: { ...what.form, tooLong: true }, messages: [] });
}

const REFUSED = { over: 'page_over', slow: 'crowded' } as const;

/** Her page asks for news, and says which messages it shows by now. */
async function waited(desk: Desk, request: Request, response: Response): Promise<void> {
  const { talk, shown } = readTalkForm(request.body);
  if (talk === undefined) return void response.json({ messages: [] });
  try {
    if (shown.length > 0) await desk.talks.shown(talk, shown);
    const messages = await desk.talks.take(talk, desk.newsWaitMs);
    const over = messages.length === 0 && await desk.talks.isOver(talk);
    response.json({ talk, messages, ...(over && { over }) });
  } catch (error) {
    desk.trouble(error);
    response.status(503).json({ talk, messages: [] });
  }
}

/** Leaving never waits for the house and never fails: the harmless page comes first. */
function left(desk: Desk, request: Request, response: Response): void {
  const { talk, lang } = readTalkForm(request.body);
  const asked = request.query['lang'];
  response.redirect(303, leavePath(asked === undefined ? lang : readLang(asked)));
  if (talk === undefined) return;
  desk.talks.say(talk, { lang, text: '0' }).then(() => desk.talks.close(talk)).catch(desk.trouble);
}

type Answer = Readonly<{
  live: boolean;
  form: TalkForm;
  talk: string;
  messages: readonly WebMessage[];
  noteName: string | undefined;
}>;

function answer(desk: Desk, response: Response, { live, form, talk, messages, noteName }: Answer): void {
  const noted = noteName === undefined ? {} : { note: wordsOf(desk.words, form.lang)(noteName) };
  if (live) return void response.json({ talk, messages, ...noted });
  const keeps = form.tooLong || noteName === 'trouble' ? { text: form.text } : {};
  const view: TalkView = { lang: form.lang, talk, began: true, messages, ...noted, ...keeps };
  response.send(chatPage(desk.words, view));
}

function noteOf(form: TalkForm, answered: boolean): string | undefined {
  if (form.tooLong) return 'too_long';
  if (answered) return undefined;
  return form.said ? 'on_its_way' : 'nothing_new';
}

/** A page that only looks waits shortly; a text that stays on her page needs no wait. */
function waitMsOf(desk: Desk, form: TalkForm): number {
  if (form.tooLong) return 0;
  return form.said ? desk.replyWaitMs : desk.replyWaitMs / 4;
}
