import { HOW } from '../core/cases/obligations.ts';
import type { Line, Paper } from '../core/cases/papers.ts';
import { html } from './pages.ts';
import type { Html } from './pages.ts';
import { lines } from './talk_parts.ts';
import type { PaperShown, WorkForm, WorkShown } from './work_form.ts';

/** Words of the page, and labels of choices. */
export type Saying = Readonly<{ say: (name: string) => string; label: (is: string) => string }>;

const TITLES = {
  child_01: 'paper_title_child_01', child_02: 'paper_title_child_02', arrival: 'paper_title_arrival',
  hotline_03: 'paper_title_hotline_03', contact_09: 'paper_title_contact_09',
} as const satisfies Record<Paper, string>;

const WRITERS = {
  child_01: 'paper_who_child_01', child_02: 'paper_who_child_02', arrival: 'paper_who_arrival',
  hotline_03: 'paper_who_hotline_03', contact_09: 'paper_who_contact_09',
} as const satisfies Record<Paper, string>;

const LINES = {
  place: 'paper_line_place', kinds: 'paper_line_kinds', level: 'paper_line_level', taken_at: 'paper_line_taken_at',
  told: 'paper_line_told', arrived_at: 'paper_line_arrived_at', about_child: 'paper_line_about_child',
  asked: 'paper_line_asked', given: 'paper_line_given', address: 'paper_line_address', more: 'paper_line_more',
  reason: 'paper_line_reason', until: 'paper_line_until', by: 'paper_line_by', sign: 'paper_line_sign',
} as const satisfies Record<Line, string>;

const mark = (is: string): string => ({ met: '✓', overdue: '!' }[is] ?? '…');

/** What the law asks, each with its clock; what is open has a button that leads to its proof. */
export function owedList({ owed }: Pick<WorkShown, 'owed'>, { say, label }: Saying): Html | undefined {
  if (owed.length === 0) return undefined;
  return html`<section class="owed" aria-labelledby="owed"><h3 id="owed">${label('obligations')}</h3><ul>
${owed.map(({ is, name, left, standing, to, proof }) => html`<li class="${standing}"><p>
<span aria-hidden="true">${mark(standing)}</span> <b>${name}</b> <span>${left}</span></p>
${proof && html`<p class="note">${proof}</p>`}
${standing === 'met' || to.length > 0 ? undefined : html`<p class="note">${say('work_owed_waits')}</p>`}
${standing === 'met' || to.length === 0 ? undefined : html`<button name="keeping" value="${is}"
 formnovalidate>${label('owed_kept')} <span class="for-readers">: ${name}</span></button>`}</li>`)}</ul></section>`;
}

type Asking = Saying & Readonly<{ one: (name: string, is: string) => Html; back: Html }>;

/** Whom she told, or who told her, and how: two choices, no words. */
export function keepStep(view: Pick<WorkShown, 'owed'>, wanted: WorkForm['owed'], asking: Asking): Html {
  const { say, label, one, back } = asking;
  const owed = view.owed.find(({ is }) => is === wanted);
  if (!owed || owed.proof !== '' || owed.to.length === 0) {
    return html`<p class="said ours">${say('work_owed_none')}</p><div class="choices">${back}</div>`;
  }
  return html`<input type="hidden" name="owed" value="${owed.is}"><p class="said ours">${lines(owed.about)}</p>
<fieldset><legend>${say('work_owed_who')}</legend>${owed.to.map((is) => one('told', is))}</fieldset>
<fieldset><legend>${say('work_owed_how')}</legend>${HOW.map((is) => one('how', is))}</fieldset>
<div class="choices"><button name="act" value="keep" class="start">${label('owed_kept')}</button>
${back}</div>`;
}

/** Forms that belong to this case. */
export const papersStep = ({ papers }: Pick<WorkShown, 'papers'>, { say, back }: Asking): Html =>
  html`<p class="said ours">${lines(say('paper_lead'))}</p><div class="choices">
${papers.map((is) => html`<button name="paper" value="${is}" formnovalidate>${say(TITLES[is])}</button>`)}
${back}</div>`;

/** One form, to print or to copy by hand: what may stand there, and empty lines. */
export function paperSheet(sheet: PaperShown, { say, back }: Pick<Asking, 'say' | 'back'>): Html {
  const row = ({ is, value }: PaperShown['lines'][number]): Html =>
    html`<div class="${value === '' ? 'empty' : 'known'}"><dt>${say(LINES[is])}</dt><dd>${value}</dd></div>`;
  return html`<article class="paper"><h3>${say(TITLES[sheet.is])}</h3>
<p>${lines(say(WRITERS[sheet.is]))}</p>
<p class="warn">${lines(say('paper_unconfirmed'))} ${say('paper_source')} ${sheet.source}, 22/11/2026.</p>
${sheet.keptFromCommittee ? html`<p class="warn">${lines(say('paper_kept_back'))}</p>` : undefined}
${sheet.unagreed ? html`<p class="warn">${lines(say('paper_unagreed'))}</p>` : undefined}
<dl>${sheet.lines.map(row)}</dl></article>
<p class="note no-print">${say('paper_print')}</p><div class="choices">${back}</div>`;
}
