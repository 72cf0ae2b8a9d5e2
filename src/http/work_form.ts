import { z } from 'zod';
import {
  HOW, type How, type Obligation, OBLIGATIONS, type OwedStanding, TOLD, type Told,
} from '../core/cases/obligations.ts';
import { type Line, type Paper, PAPERS, type Sheet } from '../core/cases/papers.ts';
import { readLang } from './pages.ts';

/** What can be asked of an open page; each is an action of the chat, or a word in its talk. */
export const WORK_ACTS = ['look', 'say', 'take', 'pass', 'know', 'refer', 'close', 'keep', 'arrive'] as const;
/** What the page asks before it does what cannot be undone. */
export const WORK_STEPS = ['refer', 'close', 'abusive', 'keep', 'arrived', 'papers', 'paper'] as const;
export const REFER_TO = ['health', 'police', 'legal', 'shelter', 'school', 'child_line'] as const;
export const CLOSING = [
  'supported', 'referred', 'unreachable', 'withdrawn', 'not_this_service', 'unlikely', 'abusive',
] as const;

/** One form of an open page. `nonce` names the form, so that it is done once however often it is sent. */
export type WorkForm = Readonly<{
  page: string; nonce: string; lang: string; text: string;
  /** Which picture or voice of the talk is to be shown. */
  file: string;
  act: (typeof WORK_ACTS)[number];
  step: (typeof WORK_STEPS)[number] | undefined;
  referTo: (typeof REFER_TO)[number] | undefined;
  closing: (typeof CLOSING)[number] | undefined;
  owed: Obligation | undefined;
  told: Told | undefined;
  how: How | undefined;
  paper: Paper | undefined;
}>;

/** What the law asks of whoever holds it; words are ready to show. */
export type OwedShown = Readonly<{
  is: Obligation; name: string; left: string; standing: OwedStanding; about: string;
  to: readonly Told[];
  /** How it was kept; empty while it is not. */
  proof: string;
}>;

/** A form to print: an empty value is a line for her own hand. */
export type PaperShown = Pick<Sheet, 'is' | 'source' | 'unagreed' | 'keptFromCommittee'> & Readonly<{
  lines: readonly Readonly<{ is: Line; value: string }>[];
}>;

/** An open page: words are ready to show. `page` and `nonce` go into its forms. */
export type WorkShown = Readonly<{
  page: string; nonce: string;
  standing: 'alerted' | 'held' | 'waits';
  code: string;
  facts: readonly Readonly<{ name: 'level' | 'place' | 'kinds' | 'needs' | 'hours'; value: string }>[];
  /** Her second word has said that somebody else may hold her phone. */
  quiet: boolean;
  talk: readonly Readonly<{
    id: string; mine: boolean; text: string; at: string;
    /** In the place of words; `open`: it can be shown. */
    file: Readonly<{ kind: 'picture' | 'voice'; open: boolean }> | undefined;
  }>[];
  /** What was written and could not be passed on. */
  left: string;
  owed: readonly OwedShown[];
  papers: readonly Paper[];
  /** The form that was asked for. */
  sheet: PaperShown | undefined;
}>;

/** What came of a form: the page as it is now; a last word, after which it is over; or nothing that is hers. */
export type WorkAnswer = Readonly<{ shown: WorkShown } | { done: string } | { over: true }>;

const Field = z.union([z.string(), z.array(z.string()).transform((all) => all.at(-1) ?? '')]).catch('');
const Fields = z.object({
  token: Field, pin: Field, lang: Field, page: Field, nonce: Field, text: Field, act: Field, file: Field,
});
const fieldsOf = (body: unknown): object => (typeof body === 'object' && body !== null ? body : {});

/** A token or the id of a page; anything else is like one that never was. */
export const readSecret = (given: unknown): string =>
  (typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : '');

/** The digits, and the link or page they are for. */
export function readPin(body: unknown): { secret: string; pin: string; lang: string } {
  const { token, page, pin, lang } = Fields.parse(fieldsOf(body));
  // Phones put spaces between digits.
  return { secret: readSecret(token || page), pin: pin.replace(/\s/g, '').slice(0, 64), lang: readLang(lang) };
}

/** The id of a message, as it stood on the page. */
const readFileId = (given: string): string => (/^[\w-]{1,96}$/.test(given) ? given : '');

/** Browsers send line ends as CR LF, whatever she typed. */
const plain = (text: string): string => text.replace(/\r\n?/g, '\n');

const Wish = z.object({
  step: z.enum(WORK_STEPS).optional().catch(undefined),
  refer_to: z.enum(REFER_TO).optional().catch(undefined),
  closing: z.enum(CLOSING).optional().catch(undefined),
  sure: z.literal('yes').optional().catch(undefined),
  owed: z.enum(OBLIGATIONS).optional().catch(undefined),
  keeping: z.enum(OBLIGATIONS).optional().catch(undefined),
  told: z.enum(TOLD).optional().catch(undefined),
  how: z.enum(HOW).optional().catch(undefined),
  paper: z.enum(PAPERS).optional().catch(undefined),
  act: z.enum(WORK_ACTS).catch('look'),
});

/** Nothing in a form can be wrong: what does not fit counts as looking. */
export function readWorkForm(body: unknown): WorkForm {
  const { page, nonce, lang, text, file } = Fields.parse(fieldsOf(body));
  const {
    act, step, refer_to: referTo, closing, sure, keeping, owed = keeping, told, how, paper,
  } = Wish.parse(fieldsOf(body));
  const ids = { page: readSecret(page), nonce: readSecret(nonce), lang: readLang(lang), file: readFileId(file) };
  const said = { ...ids, text: plain(text), referTo };
  // It has a consequence for somebody: it is asked once more.
  const asks = act === 'close' && closing === 'abusive' && sure !== 'yes';
  // A button carries one name: which obligation is asked about, and which form, name their steps.
  const named = keeping ? 'keep' : paper ? 'paper' : step;
  return { ...said, owed, told, how, paper, act: asks ? 'look' : act, step: asks ? 'abusive' : named, closing };
}
