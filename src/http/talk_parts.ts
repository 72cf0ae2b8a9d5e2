import { isFixedKey } from '../core/conversation/present.ts';
import type { Key } from '../core/conversation/effect.ts';
import type { WebMessage } from '../tasks/ports.ts';
import { html, joined, wordsOf } from './pages.ts';
import type { Html, PageWords } from './pages.ts';

/** What one talk shows. `began` is false until she said something: before that nothing is stored anywhere. */
export type TalkView = Readonly<{
  lang: string;
  talk: string;
  began: boolean;
  messages: readonly WebMessage[];
  note?: string;
  /** What stays in the field, because it was not taken. */
  text?: string;
}>;

/**
 * The talk as forms that need no script: messages, the newest keys, a field, a button that looks for news.
 * public/talk.js makes the same parts live.
 */
export function talkParts(words: PageWords, view: TalkView): Html {
  const say = wordsOf(words, view.lang);
  const bubbles = view.began ? view.messages.map((message) => bubble(message, say)) : [greeting(say)];
  const live = JSON.stringify({ offline: say('offline'), noPlace: say('no_place'), you: say('you'), us: say('us') });
  const began = view.began ? 'yes' : 'no';
  return html`<div class="talk" data-talk="${view.talk}" data-lang="${view.lang}" data-began="${began}"
 data-words="${live}">
<div class="scroll">
<section class="log" role="log" aria-live="polite" aria-label="${say('log')}" tabindex="-1">${bubbles}</section>
<div class="keys">${view.began ? keysForm(view) : startForm(view, say)}</div>
<p class="note" role="status">${view.note === undefined ? undefined : lines(view.note)}</p>
</div>
<form class="write" method="post" action="/chat" autocomplete="off">${hidden(view)}
<label><span class="for-readers">${say('write')}</span>
<textarea name="text" rows="1" placeholder="${say('write')}" autocomplete="off" autocorrect="off"
 spellcheck="false">
${view.text ?? ''}</textarea></label>
<button class="send">${say('send')}</button></form>
${giveForm(view, say)}
${view.began ? lookForm(view, say) : undefined}
</div>`;
}

/** The number at the head of a line becomes a link that calls it: one tap, no copying with shaking hands. */
export function lines(text: string): Html {
  return joined(text.split('\n').map((line, index) => {
    const number = /^(?:11[1-5]|1[89]00(?:[ .]?\d){4,6}|0(?:[ .]?\d){8,10})(?![\d.,]*\d)/.exec(line)?.[0];
    const shown = number === undefined ? linked(line)
      : html`<a class="call" href="tel:${number.replace(/\D/g, '')}">${number}</a>${line.slice(number.length)}`;
    return index === 0 ? shown : html`\n${shown}`;
  }));
}

/** A line that is a link to a page of ours opens it beside the talk. */
function linked(line: string): Html {
  const path = /^https?:\/\/[^/\s]+(\/once\/[\w-]+(?:\?lang=\w+)?)$/.exec(line)?.[1];
  return path === undefined ? html`${line}`
    : html`<a href="${path}" target="_blank" rel="noopener noreferrer">${line}</a>`;
}

type Say = (name: string) => string;

const greeting = (say: Say): Html => html`<article class="said ours">${lines(say('greeting'))}</article>`;

function bubble({ id, text, voice }: WebMessage, say: Say): Html {
  const who = html`<span class="for-readers">${say('us')}: </span>`;
  // Nothing is heard before she presses play: somebody may be in the room.
  const said = voice === undefined
    ? lines(text)
    : html`<audio controls preload="none" src="/voice/${voice}"></audio>`;
  return html`<article class="said ours" data-id="${id}">${who}${said}</article>`;
}

/** What every form carries. The ids tell the house which messages arrived: only then does it drop them. */
function hidden({ talk, lang, messages }: TalkView): Html {
  return html`<input type="hidden" name="talk" value="${talk}"><input type="hidden" name="lang" value="${lang}"
><input type="hidden" name="shown" value="${messages.map(({ id }) => id).join(',')}">`;
}

function startForm(view: TalkView, say: Say): Html {
  return html`<form method="post" action="/chat">${hidden(view)}
<input type="hidden" name="text" value="${say('start_said')}">
<div class="choices"><button class="start">${say('start')}</button></div></form>`;
}

/** Keys of the newest question only: a press on an older one would be late. A location needs a script: left out. */
function keysForm(view: TalkView): Html | undefined {
  const asked = view.messages.findLast(({ keys }) => keys.length > 0);
  if (!asked) return undefined;
  const choices = asked.keys.filter(({ key }) => key !== 'here' && !isFixedKey(key));
  const fixed = asked.keys.filter(({ key }) => isFixedKey(key));
  return html`<form method="post" action="/chat">${hidden(view)}<input type="hidden" name="seq" value="${asked.seq}">
<div class="choices">${choices.map(keyButton)}</div><div class="fixed">${fixed.map(keyButton)}</div></form>`;
}

const keyButton = ({ key, label }: Key): Html =>
  html`<button name="key" value="${key}"><b>${key}</b> ${label}</button>`;

/** A plain file field. The warning stands beside it, and the talk asks once more before anything goes. */
function giveForm(view: TalkView, say: Say): Html {
  return html`<details class="give"><summary>${say('give')}</summary>
<form class="give" method="post" action="/chat/file" enctype="multipart/form-data" autocomplete="off">${hidden(view)}
<p>${say('give_care')}</p>
<label>${say('give_pick')} <input type="file" name="file" required
 accept="image/jpeg,image/png,image/webp,audio/ogg,audio/mpeg,audio/mp4,audio/aac,.m4a,.mp3,.ogg,.opus"></label>
<button>${say('give_go')}</button></form></details>`;
}

function lookForm(view: TalkView, say: Say): Html {
  return html`<form class="look" method="post" action="/chat">${hidden(view)}
<input type="hidden" name="text" value="">
<button>${say('look')}</button></form>`;
}
