import { wallTime } from '../../core/vietnam.ts';
import { leaf } from '../chat_page.ts';
import { html, page, type Html, type PageWords } from '../pages.ts';
import type { Staff } from './room.ts';

export type Say = (name: string) => string;

/** What every page of the console knows; `staff` is undefined before the sign-in. */
export type View = Readonly<{
  say: Say; lang: string; staff?: Staff; who?: Readonly<{ label: string; unit: string }>;
}>;

/** A text of `console.yaml`. */
export const sayIn = (words: PageWords, lang: string): Say => (name) => words(lang, `console.${name}`);

export const to = (path: string, { lang }: Pick<View, 'lang'>): string =>
  (lang === 'vi' ? path : `${path}?lang=${lang}`);

const ROOMS = [
  ['needs', '/console'], ['addresses', '/console/addresses'], ['members', '/console/members'],
  ['duty', '/console/duty'], ['account', '/console/account'],
] as const;
export type Room = (typeof ROOMS)[number][0] | 'sign_in' | 'code' | 'set_up';

export type Shown = Readonly<{ room: Room; body: Html; note?: string | undefined; path: string }>;

/** A whole page of the console: it works without a script, by keyboard and read aloud. */
export function consolePage(view: View, { room, body, note, path }: Shown): string {
  const { say, lang, staff } = view;
  const title = say(`${room}_title`);
  const other = lang === 'vi' ? 'en' : 'vi';
  const full = staff?.stage === 'full';
  const whole = html`<a class="skip" href="#content">${say('skip')}</a>
<header class="bar">${leaf}<div><p class="brand">${say('brand')}</p>
${view.who && html`<p>${view.who.label}${view.who.unit && ` · ${view.who.unit}`}</p>`}</div>
<a class="other" lang="${other}" hreflang="${other}" href="${to(path, { lang: other })}">${say('other_lang_name')}</a>
${staff && form(view, '/console/sign-out', html`<button class="out">${say('sign_out')}</button>`)}</header>
${full ? rooms(view, room) : undefined}
<main id="content" tabindex="-1"><h1>${title}</h1>
${note ? html`<p class="told" role="status">${note}</p>` : undefined}${body}</main>`;
  return page({
    lang, title: `${title} · ${say('brand')}`, kind: 'console', body: whole,
    styles: ['chat.css', 'console.css'], referrer: 'same-origin',
  });
}

/** A form that only a page of this session can have posted. */
export function form({ lang, staff }: Pick<View, 'lang' | 'staff'>, action: string, inside: Html): Html {
  return html`<form method="post" action="${action}"><input type="hidden" name="lang" value="${lang}">
${staff && html`<input type="hidden" name="form" value="${staff.form}">`}${inside}</form>`;
}

export type Box = Readonly<{ name: string; label: string; hint?: string; type?: string; auto: string; mode?: string }>;

/** A field under its label, with what helps to fill it in. */
export function box({ name, label, hint, type = 'text', auto, mode = 'text' }: Box): Html {
  const help = hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : undefined;
  const described = hint ? html` aria-describedby="${name}-hint"` : undefined;
  return html`<div class="field"><label for="${name}">${label}</label>${help}
<input id="${name}" name="${name}" type="${type}" autocomplete="${auto}" inputmode="${mode}" required
 autocapitalize="none" spellcheck="false"${described}></div>`;
}

function rooms({ say, lang }: View, here: Room): Html {
  const links = ROOMS.map(([room, path]) => html`<li><a href="${to(path, { lang })}"
${room === here ? html` aria-current="page"` : undefined}>${say(`${room}_short`)}</a></li>`);
  return html`<nav class="rooms" aria-label="${say('rooms')}"><ul>${links}</ul></nav>`;
}

/** A day and an hour in Viet Nam. */
export function timeIn(at: number): Html {
  const iso = wallTime(at);
  const [year, month, day] = iso.slice(0, 10).split('-');
  return html`<time datetime="${iso}+07:00">${`${day}/${month}/${year} ${iso.slice(11, 16)}`}</time>`;
}

export function dayIn(iso: string): Html {
  const [year, month, day] = iso.split('-');
  return html`<time datetime="${iso}">${`${day}/${month}/${year}`}</time>`;
}
