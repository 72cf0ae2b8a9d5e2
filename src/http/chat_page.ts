import { isBeside } from '../tasks/ports.ts';
import { html, page, wordsOf } from './pages.ts';
import type { Html, PageWords } from './pages.ts';
import { lines, talkParts } from './talk_parts.ts';
import type { TalkView } from './talk_parts.ts';

/** The chat as a whole page. */
export function chatPage(words: PageWords, view: TalkView): string {
  const say = wordsOf(words, view.lang);
  const leave = leavePath(view.lang);
  // Before she said anything the house knows of no talk, and leaving must not make one.
  const known = view.began ? html`<input type="hidden" name="talk" value="${view.talk}">` : undefined;
  const body = html`<header class="bar">${leaf}<div><h1>${say('title')}</h1><p>${say('tagline')}</p></div>
<form class="leave" method="post" action="${leave}">${known}<button>${say('leave')}</button></form></header>
<main>${talkParts(words, view)}</main>
<footer>
<details><summary>${say('keeps_title')}</summary><p>${say('keeps')}</p></details>
${isBeside(view.talk) ? undefined : otherLanguage(say)}
</footer>
<template data-leave="${leave}" data-title="${say('tips_title')}">${tips(words, view.lang)}</template>`;
  return page({ lang: view.lang, title: say('title'), kind: 'chat', body, script: 'chat.js' });
}

/** A talk beside a chat speaks that chat's language; any other begins anew in the other one. */
const otherLanguage = (say: (name: string) => string): Html => html`<a hreflang="${say('other_lang')}"
 href="/chat?lang=${say('other_lang')}">${say('other_lang_name')}</a>`;

/** Where leaving ends: household tips, and nothing that leads back. */
export function leavePage(words: PageWords, lang: string): string {
  return page({ lang, title: wordsOf(words, lang)('tips_title'), kind: 'tips', body: tips(words, lang) });
}

/** The harmless page's address. */
export const leavePath = (lang: string): string => (lang === 'vi' ? '/chat/leave' : `/chat/leave?lang=${lang}`);

/** A page of kind words and one way on, for what could not be read. */
export function kindPage(words: PageWords, lang: string, text: string): string {
  const say = wordsOf(words, lang);
  const body = html`<header class="bar">${leaf}<div><h1>${say('title')}</h1></div></header>
<main><p class="said ours">${lines(text)}</p><p><a class="button" href="/chat">${say('open_again')}</a></p></main>`;
  return page({ lang, title: say('title'), kind: 'chat', body });
}

/** The picture of every page's head; the words beside it say it all. */
export const leaf = html`<img src="/assets/leaf.svg" alt="" width="32" height="32">`;

function tips(words: PageWords, lang: string): Html {
  const say = wordsOf(words, lang);
  const all = say('tips').split('\n').filter((line) => line !== '');
  return html`<main><h1>${say('tips_title')}</h1><ul>${all.map((tip) => html`<li>${tip}</li>`)}</ul></main>`;
}
