import express from 'express';
import type { WebFile } from '../tasks/file_ports.ts';
import type { WebMessage } from '../tasks/ports.ts';
import { chatPage, leaf, leavePath } from './chat_page.ts';
import { fileHeaders, fileParts } from './file_page.ts';
import { readBody } from './form.ts';
import { html, page, pageHeaders, readLang, wordsOf } from './pages.ts';
import type { Html, PageWords } from './pages.ts';
import { unreadable } from './unreadable.ts';

export type OnceOptions = Readonly<{
  /** Gives what lies behind the token and forgets it in the same step; undefined when used, lapsed or never there. */
  open: (token: string) => Promise<OnceFound | undefined>;
  /** Opens the talk behind the token, once; undefined when there is none. */
  talk?: (token: string, lang: string) => Promise<{ talk: string; messages: readonly WebMessage[] } | undefined>;
  words: PageWords;
  trouble?: (error: unknown) => void;
}>;

/** What lies behind a token: a receipt, or a picture or voice of whoever holds her case. */
export type OnceFound = Readonly<{ lang: string } & ({ receipt: string } | { file: WebFile })>;

/**
 * A page that opens once, for `/once`: `GET /once/<token>` shows a button, the press opens it.
 * A messenger fetches links to draw a preview, so that looking must not use it up.
 */
export function onceRouter({ open, talk, words, trouble = () => undefined }: OnceOptions): express.Router {
  const router = express.Router();
  router.use(...pageHeaders);
  router.get('/{:token}', (request, response) => {
    const lang = readLang(request.query['lang']);
    response.send(frame(words, lang, shut(words, lang, readToken(request.params['token']))));
  });
  router.post('/', readBody, async (request, response) => {
    const { token, lang } = readOnce(request.body);
    const found = token === '' ? undefined : await open(token);
    const opened = found || token === '' ? undefined : await talk?.(token, lang);
    if (opened) return void response.send(chatPage(words, { ...opened, lang, began: true }));
    const shown = found ? readLang(found.lang) : lang;
    if (found && 'file' in found) {
      fileHeaders(request, response, () => undefined);
      return void response.send(frame(words, shown, fileParts(found.file, wordsOf(words, shown))));
    }
    response.send(frame(words, shown, inside(words, shown, found?.receipt)));
  });
  router.use(unreadable(words, trouble));
  return router;
}

function shut(words: PageWords, lang: string, token: string): Html {
  const say = wordsOf(words, lang);
  return html`<form method="post" action="/once"><input type="hidden" name="token" value="${token}">
<input type="hidden" name="lang" value="${lang}"><p class="said ours">${say('once_ask')}</p>
<div class="choices"><button class="start">${say('once_open')}</button></div></form>`;
}

/** The same words for used, lapsed and never there: whoever tries learns nothing. */
function inside(words: PageWords, lang: string, receipt: string | undefined): Html {
  const say = wordsOf(words, lang);
  if (receipt === undefined) return html`<p class="said ours">${say('once_gone')}</p>`;
  return html`<p class="said ours">${say('once_code')}</p><p class="receipt">${receipt}</p>
<p class="said ours">${say('once_keep')}</p>`;
}

function frame(words: PageWords, lang: string, content: Html): string {
  const say = wordsOf(words, lang);
  const body = html`<header class="bar">${leaf}<div><h1>${say('title')}</h1></div>
<a class="leave" href="${leavePath(lang)}">${say('leave')}</a></header><main class="once">${content}</main>`;
  return page({ lang, title: say('title'), kind: 'chat', body });
}

function readOnce(body: unknown): { token: string; lang: string } {
  const fields = typeof body === 'object' && body !== null ? body : {};
  const token = readToken('token' in fields ? fields.token : '');
  return { token, lang: readLang('lang' in fields ? fields.lang : '') };
}

const readToken = (given: unknown): string => (typeof given === 'string' && /^[\w-]{8,128}$/.test(given) ? given : '');
