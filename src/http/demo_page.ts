import { leaf } from './chat_page.ts';
import { html, page, wordsOf } from './pages.ts';
import type { Html, PageWords } from './pages.ts';
import { talkParts } from './talk_parts.ts';

/** The demo page: public/demo.js gives each phone its talk and draws the house every second. */
export function demoPage(words: PageWords, lang: string): string {
  const say = wordsOf(words, lang);
  const other = say('other_lang');
  const body = html`<header class="top"><div class="name">${leaf}<h1>${say('demo_title')}</h1></div>
<p>${say('demo_try')}</p>
<nav><a hreflang="${other}" href="/demo?lang=${other}">${say('other_lang_name')}</a></nav></header>
<noscript><p class="said ours">${say('demo_script')} <a href="/chat">/chat</a></p></noscript>
<p class="note" id="demo-note" role="status" data-trouble="${say('demo_trouble')}"></p>
<main>${PHONES.map((who) => phone(words, lang, who))}</main>
${house(say)}`;
  const styles = ['chat.css', 'demo.css'];
  return page({ lang, title: say('demo_title'), kind: 'demo', body, styles, script: 'demo.js' });
}

const PHONES = ['woman', 'here', 'next'] as const;
const SUMS = ['lanes', 'inbox', 'waiting'] as const;
const PANELS = ['sealed', 'queue', 'cases', 'alerts'] as const;

function phone(words: PageWords, lang: string, who: typeof PHONES[number]): Html {
  const say = wordsOf(words, lang);
  return html`<figure class="phone ${who}" data-phone="${who}">
<figcaption><b>${say(`demo_${who}`)}</b> ${say(`demo_${who}_note`)}</figcaption>
<div class="glass"><div class="bar">${leaf}<strong>${say('title')}</strong></div>
${talkParts(words, { lang, talk: '', began: false, messages: [] })}</div></figure>`;
}

/** Sums and lists; they are filled by the script. */
function house(say: (name: string) => string): Html {
  const sums = SUMS.map((name) => html`<div><dt>${say(`house_${name}`)}</dt><dd data-sum="${name}">0</dd></div>`);
  const panels = PANELS.map((name) => html`<div class="panel ${name}"><h3>${say(`house_${name}`)}</h3>
<ul data-list="${name}" data-empty="${say('house_empty')}" tabindex="0"></ul></div>`);
  return html`<section class="house" aria-label="${say('house_title')}" data-ring="${say('house_ring')}">
<div class="sums"><h2>${say('house_title')}</h2><p>${say('house_lead')}</p><dl>${sums}</dl></div>
${panels}</section>`;
}
