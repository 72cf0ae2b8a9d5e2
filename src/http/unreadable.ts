import type { ErrorRequestHandler, Request } from 'express';
import { kindPage } from './chat_page.ts';
import { readLang, wordsOf } from './pages.ts';
import type { PageWords } from './pages.ts';

/** Ends a page's router: a body that could not be read, or a house that failed, gets kind words and its status. */
export function unreadable(words: PageWords, trouble: (error: unknown) => void): ErrorRequestHandler {
  // Four parameters are how express knows a handler of errors.
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return void next(error);
    const status = statusOf(error);
    if (status === 503) trouble(error);
    const lang = readLang(request.query['lang']);
    const text = wordsOf(words, lang)(status === 413 ? 'too_large' : status === 503 ? 'trouble' : 'not_read');
    response.status(status);
    if (wantsJson(request)) response.json({ messages: [], note: text });
    else response.send(kindPage(words, lang, text));
  };
}

/** Whether a script asks. A browser's form and a plain `*` get a page. */
export const wantsJson = (request: Request): boolean => request.accepts(['html', 'json']) === 'json';

/** What the reader of bodies refused has its own status; everything else is ours. */
function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 503;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 503;
}
