import type { WebFile } from '../tasks/file_ports.ts';
import { leaf } from './chat_page.ts';
import { fileParts } from './file_page.ts';
import { html, page, wordsOf } from './pages.ts';
import type { Html, PageWords } from './pages.ts';
import { lines } from './talk_parts.ts';
import { CLOSING, REFER_TO, type WorkForm, type WorkShown } from './work_form.ts';
import { keepStep, owedList, paperSheet, papersStep, type Saying } from './work_law.ts';

const STYLES = ['chat.css', 'work.css'];

/** Six places for digits, and nothing that tells one link from another; `note`: why it stands there again. */
export function pinPage(
  words: PageWords, { lang, secret, note }: { lang: string; secret: string; note: string | undefined },
): string {
  const say = wordsOf(words, lang);
  return frame(words, lang, { content: pinForm(say, { lang, secret, note }) });
}

/** The last words of a page. */
export function workDone(words: PageWords, lang: string, key: string): string {
  const content = html`<p class="said ours" role="status">${lines(words(lang, key))}</p>`;
  return frame(words, lang, { content });
}

/** A picture or a voice of the talk, by itself. */
export function workFile(words: PageWords, lang: string, file: WebFile | undefined): string {
  const say = wordsOf(words, lang);
  const content = file ? fileParts(file, say) : html`<p class="said ours" role="status">${lines(say('file_gone'))}</p>`;
  return frame(words, lang, { content });
}

export type WorkPageView = WorkShown & Readonly<{
  lang: string; step: WorkForm['step']; keeping: WorkForm['owed']; note: string | undefined;
}>;

/** The case: what is known of it, what was said, and what she can do. Forms only. */
export function workPage(words: PageWords, view: WorkPageView): string {
  const say = wordsOf(words, view.lang);
  const label = (is: string): string => words(view.lang, `choice.${is}`);
  const hidden = html`<input type="hidden" name="page" value="${view.page}"><input type="hidden" name="lang"
 value="${view.lang}">`;
  const { note } = view;
  const asks = view.step !== undefined && view.standing === 'held';
  const asleep = pinForm(say, { lang: view.lang, secret: view.page, note: 'work_over' });
  const content = html`<div class="work"><h2>${say('work_form')} ${view.code}</h2>
<dl class="facts">${view.facts.map((fact) => factRow(fact, say))}</dl>
${view.quiet ? html`<p class="said ours warn">${lines(say('work_quiet'))}</p>` : undefined}
${view.standing === 'waits' ? html`<p class="said ours">${lines(words(view.lang, 'web.work_waits'))}</p>` : undefined}
${view.standing === 'held' && view.step !== 'paper' ? talk(view, say) : undefined}
<p class="note" role="status">${note === undefined ? undefined : lines(say(note))}</p>
<form class="do" method="post" action="/page/do" autocomplete="off">${hidden}
<input type="hidden" name="nonce" value="${view.nonce}">
${asks ? step(words, view) : choices(view, { say, label })}</form></div>`;
  const after = html`<template data-asleep>${asleep}</template>
<template data-hidden><p class="said ours">${say('work_hidden')}</p>
<div class="choices"><button type="button" data-show>${say('work_show')}</button></div></template>`;
  const shut = html`<form class="leave" method="post" action="/page/shut">${hidden}
<button>${say('work_lock')}</button></form>`;
  return frame(words, view.lang, { content, shut, after, script: 'work.js' });
}

const FACT_WORDS = {
  level: 'work_level', place: 'work_place', kinds: 'work_kinds', needs: 'work_needs', hours: 'work_hours',
} as const;

const factRow = ({ name, value }: WorkShown['facts'][number], say: Say): Html => {
  const shown = name === 'level' ? say(value === 'urgent' ? 'work_urgent' : 'work_normal') : value;
  return html`<div><dt>${say(FACT_WORDS[name])}</dt><dd>${shown}</dd></div>`;
};

type Say = (name: string) => string;
type Part = Readonly<{ content: Html; shut?: Html; after?: Html; script?: string }>;

/** Titles say nothing: a tab, a history and a glance see them. */
function frame(words: PageWords, lang: string, { content, shut, after, script }: Part): string {
  const title = wordsOf(words, lang)('work_title');
  const body = html`<header class="bar">${leaf}<div><h1>${title}</h1></div>${shut}</header>
<main class="once">${content}</main>${after}`;
  return page({ lang, title, kind: 'chat', body, styles: STYLES, ...(script && { script }) });
}

function pinForm(
  say: Say, { lang, secret, note }: { lang: string; secret: string; note: string | undefined },
): Html {
  return html`<form method="post" action="/page" autocomplete="off"><input type="hidden" name="token" value="${secret}">
<input type="hidden" name="lang" value="${lang}">
<p class="note" role="status">${note === undefined ? undefined : lines(say(note))}</p>
<label class="pin" for="pin">${say('work_pin')}</label>
<input id="pin" name="pin" type="password" inputmode="numeric" pattern="[0-9 ]*" maxlength="12" required
 autocomplete="off">
<div class="choices"><button class="start">${say('once_open')}</button></div></form>`;
}

function talk(view: WorkPageView, say: Say): Html {
  const rows = view.talk;
  const bubbles = rows.map((row) => {
    const { id, mine, text, at } = row;
    const who = html`<span class="for-readers">${say(mine ? 'work_me' : 'work_them')}: </span>`;
    const side = mine ? 'hers' : 'ours';
    const said = row.file ? fileRow(view, row, say) : lines(text);
    return html`<article class="said ${side}" data-id="${id}">${who}${said}<small>${at}</small></article>`;
  });
  const shown = rows.length > 0 ? bubbles : html`<p class="note">${say('work_no_talk')}</p>`;
  return html`<section class="log" role="log" aria-label="${say('log')}" tabindex="0">${shown}</section>`;
}

/** A form of its own, in a tab of its own: the page of the case stays as it is. */
function fileRow({ page, lang }: WorkPageView, { id, mine, file }: WorkShown['talk'][number], say: Say): Html {
  const name = say(file?.kind === 'voice' ? 'file_voice' : 'file_picture');
  if (mine) return html`${name}`;
  if (!file?.open) return html`${name}: ${say('file_gone')}`;
  return html`${name} <form class="file" method="post" action="/page/file" target="_blank">
<input type="hidden" name="page" value="${page}"><input type="hidden" name="lang" value="${lang}">
<button name="file" value="${id}">${say('file_open')}</button></form>`;
}

const button = (act: string, text: string, kind = ''): Html =>
  html`<button name="act" value="${act}" class="${kind}">${text}</button>`;
const toStep = (name: string, text: string): Html => html`<button name="step" value="${name}">${text}</button>`;

function choices(view: WorkPageView, { say, label }: Saying): Html {
  const look = button('look', say('look'));
  switch (view.standing) {
    case 'waits':
      return html`<div class="choices">${look}</div>`;
    case 'alerted':
      return html`<div class="choices">${button('take', label('take'), 'start')}
${button('pass', label('pass_on'))}${button('know', label('know_people'))}${look}</div>`;
    case 'held':
      return html`${owedList(view, { say, label })}<label>${say('work_write')}<textarea name="text" rows="3"
 autocomplete="off" autocorrect="off" spellcheck="false">
${view.left}</textarea></label>
<div class="choices">${button('say', say('send'), 'start')}${look}${toStep('refer', label('refer_it'))}
${toStep('arrived', label('she_came'))}${toStep('papers', label('print_forms'))}${toStep('close', label('close_it'))}
${button('know', label('know_people'))}</div>`;
  }
}

/** What cannot be undone is asked on a screen of its own; what she was writing goes along. */
function step(words: PageWords, view: WorkPageView): Html {
  const label = (is: string): string => words(view.lang, `choice.${is}`);
  const draft = html`<input type="hidden" name="text" value="${view.left}">`;
  const back = html`<button name="act" value="look" formnovalidate>${label('key_back')}</button>`;
  const say = wordsOf(words, view.lang);
  const one = (name: string, is: string): Html =>
    html`<label class="one"><input type="radio" name="${name}" value="${is}" required> ${label(is)}</label>`;
  switch (view.step) {
    case 'refer':
      return html`${draft}<p class="said ours">${lines(words(view.lang, 'member.refer_ask'))}</p>
<fieldset><legend>${words(view.lang, 'member.refer')}</legend>${REFER_TO.map((is) => one('refer_to', is))}</fieldset>
<div class="choices">${button('refer', label('she_agreed'), 'start')}
${back}</div>`;
    case 'close':
      return html`${draft}<fieldset><legend>${words(view.lang, 'member.close')}</legend>
${CLOSING.map((is) => one('closing', is))}</fieldset>
<div class="choices">${button('close', label('close_it'), 'start')}
${back}</div>`;
    case 'keep':
      return html`${draft}${keepStep(view, view.keeping, { say, label, one, back })}`;
    case 'papers':
      return html`${draft}${papersStep(view, { say, label, one, back })}`;
    case 'paper':
      return html`${draft}${view.sheet ? paperSheet(view.sheet, { say, back }) : back}`;
    case 'arrived':
      return html`${draft}<p class="said ours">${lines(words(view.lang, 'member.arrived_ask'))}</p>
<div class="choices">${button('arrive', label('arrived_yes'), 'start')}${back}</div>`;
    default:
      return html`${draft}<p class="said ours">${lines(words(view.lang, 'member.abusive_ask'))}</p>
<input type="hidden" name="closing" value="abusive"><input type="hidden" name="sure" value="yes">
<div class="choices">${button('close', label('abusive_yes'))}
${back}</div>`;
  }
}
