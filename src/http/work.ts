import express from 'express';
import type { Request, Response } from 'express';
import type { WebFile } from '../tasks/file_ports.ts';
import { fileHeaders } from './file_page.ts';
import { readBody, TEXT_MAX } from './form.ts';
import { pageHeaders, readLang } from './pages.ts';
import type { PageWords } from './pages.ts';
import { unreadable } from './unreadable.ts';
import { readPin, readSecret, readWorkForm, type WorkAnswer, type WorkForm } from './work_form.ts';
import { pinPage, workDone, workFile, workPage } from './work_page.ts';

export type WorkOptions = Readonly<{
  /** Tries six digits at a link, or at a page that is asleep. */
  enter: (secret: string, pin: string, lang: string) => Promise<WorkAnswer>;
  act: (form: WorkForm) => Promise<WorkAnswer>;
  shut: (page: string) => Promise<void>;
  /** A picture or a voice of the page's case; undefined: the page is asleep or over, or there is none. */
  file: (page: string, id: string) => Promise<WebFile | undefined>;
  words: PageWords;
  trouble?: (error: unknown) => void;
}>;

/**
 * The page of one case, for `/page`. `GET /page/<token>` shows six empty places whatever the token, since messengers
 * fetch links to draw them; the digits open it. Everything after that is a form: no cookie, no storage, no secret in
 * an address.
 */
export function workRouter(options: WorkOptions): express.Router {
  const { enter, act, shut, file, words, trouble = () => undefined } = options;
  const router = express.Router();
  router.use(...pageHeaders);
  router.get('/{:token}', (request, response) => {
    const lang = readLang(request.query['lang']);
    response.send(pinPage(words, { lang, secret: readSecret(request.params['token']), note: undefined }));
  });
  const answering = (work: (request: Request, response: Response) => Promise<void>): express.RequestHandler =>
    (request, response) => {
      work(request, response).catch((error: unknown) => {
        trouble(error);
        const { lang, secret } = readPin(request.body);
        response.status(503).send(pinPage(words, { lang, secret, note: 'trouble' }));
      });
    };
  router.post('/', readBody, answering(async (request, response) => {
    const { secret, pin, lang } = readPin(request.body);
    send(words, response, { lang, secret, answer: await enter(secret, pin, lang) });
  }));
  router.post('/do', readBody, answering(async (request, response) => {
    const form = readWorkForm(request.body);
    const { page: secret, lang, step, owed: keeping } = form;
    const tooLong = form.act === 'say' && form.text.length > TEXT_MAX;
    const answer = await act(tooLong ? { ...form, act: 'look' } : form);
    const unsaid = form.act === 'say' && 'shown' in answer && answer.shown.left !== '' ? 'work_left' : undefined;
    send(words, response, { lang, secret, answer, step, keeping, note: tooLong ? 'too_long' : unsaid });
  }));
  router.post('/file', fileHeaders, readBody, answering(async (request, response) => {
    const { page, lang, file: id } = readWorkForm(request.body);
    response.send(workFile(words, lang, id === '' ? undefined : await file(page, id)));
  }));
  router.post('/shut', readBody, answering(async (request, response) => {
    const { page, lang } = readWorkForm(request.body);
    await shut(page);
    response.send(workDone(words, lang, 'web.work_shut'));
  }));
  router.use(unreadable(words, trouble));
  return router;
}

type Sent = Readonly<{
  lang: string; secret: string; answer: WorkAnswer; step?: WorkForm['step']; keeping?: WorkForm['owed'];
  note?: string | undefined;
}>;

/** The same words for a wrong number, a link that is used, over, locked, somebody else's, or never was. */
function send(words: PageWords, response: Response, { lang, secret, answer, step, keeping, note }: Sent): void {
  if ('done' in answer) return void response.send(workDone(words, lang, answer.done));
  if ('over' in answer) return void response.send(pinPage(words, { lang, secret, note: 'work_over' }));
  response.send(workPage(words, { lang, step, keeping, note, ...answer.shown }));
}
