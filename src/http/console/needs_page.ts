import { html, type Html } from '../pages.ts';
import { consolePage, timeIn, to, type View } from './frame.ts';
import type { Needs } from './room.ts';

/** Her first page: what needs a hand, the most pressing first. What she may not see has no heading either. */
export function needsPage(view: View, needs: Needs): string {
  const { say } = view;
  const body = html`${guesses(view, needs)}${needs.waiting && waiting(view, needs.waiting)}
${part(say('unreached_title'), needs.unreached.length, say('unreached_do'), html`<ul class="rows">
${needs.unreached.map(({ label, place }) => html`<li><b>${label}</b> ${place}</li>`)}</ul>`)}
${part(say('stale_title'), needs.stale, say('stale_do'), html`<p><a class="button"
 href="${to('/console/addresses', view)}">${say('stale_open')}</a></p>`)}
${needs.requests && part(say('requests_title'), needs.requests.length, say('requests_do'), html`<ul class="rows">
${needs.requests.map(({ id, kind, standing, doneBy }) => html`<li><b>${id}</b> ${say(`request_${kind}`)} ·
 ${say(`standing_${standing}`)} · ${say('until')} ${timeIn(doneBy)}</li>`)}</ul>`)}
${needs.letters && part(say('letters_title'), sumOf(needs.letters), say('letters_do'), html`<ul class="rows">
${needs.letters.map(({ channel, failure, count }) => html`<li><b>${count}</b>
 ${channel || say('letters_gone')} · <code>send:${failure}</code></li>`)}</ul>`)}`;
  return consolePage(view, { room: 'needs', body, path: '/console' });
}

const sumOf = (rows: readonly { count: number }[]): number => rows.reduce((sum, { count }) => sum + count, 0);

/** Nothing to do is said in words; a number stands beside its name. */
function part(title: string, count: number, act: string, rows: Html): Html {
  const inside = count === 0 ? undefined : html`<p>${act}</p>${rows}`;
  return html`<section class="need${count === 0 ? ' none' : ''}"><h2>${title} <span class="count">${count}</span></h2>
${inside}</section>`;
}

function waiting({ say }: View, { spent, untouched, undecided, overdue, forced }: NonNullable<Needs['waiting']>): Html {
  const all = spent + untouched + undecided + overdue + forced;
  return part(say('waiting_title'), all, say('waiting_do'), html`<dl class="sums">
<div><dt>${say('waiting_spent')}</dt><dd>${spent}</dd></div>
<div><dt>${say('waiting_untouched')}</dt><dd>${untouched}</dd></div>
<div><dt>${say('waiting_undecided')}</dt><dd>${undecided}</dd></div>
<div><dt>${say('waiting_overdue')}</dt><dd>${overdue}</dd></div>
<div><dt>${say('waiting_forced')}</dt><dd>${forced}</dd></div></dl>`);
}

function guesses({ say }: View, { guesses: all }: Needs): Html | undefined {
  if (all.length === 0) return undefined;
  return html`<section class="need warns"><h2>${say('guesses_title')}</h2><p>${say('guesses_do')}</p><ul class="rows">
${all.map(({ who, act, at }) => html`<li><b>${who}</b> ${say(`act_${act}`)} · ${timeIn(at)}</li>`)}</ul></section>`;
}
