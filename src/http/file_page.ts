import type { RequestHandler } from 'express';
import type { WebFile } from '../tasks/file_ports.ts';
import { html, type Html } from './pages.ts';

/**
 * A picture or a voice stands in the page itself: no second address leads to it, a browser keeps no file of it and is
 * told no name. What it is comes from our own list, never from whoever sent it.
 */
export const fileHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy': "default-src 'none'; img-src 'self' data:; media-src data:; style-src 'self'; "
      + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  });
  next();
};

/** The thing itself; nothing is heard before she presses play. */
export function fileParts(file: WebFile, say: (name: string) => string): Html {
  const source = `data:${file.type};base64,${file.base64}`;
  const shown = file.type.startsWith('audio/')
    ? html`<audio controls src="${source}"></audio>`
    : html`<img class="shown" src="${source}" alt="${say('file_picture')}">`;
  return html`<p class="said ours">${say('file_care')}</p>${shown}`;
}
