import { Private } from '../core/private/private.ts';
import type { PersonRooms } from './act_person.ts';
import type { ActContext, Outcome } from './work.ts';

/** 20 letters of 5 bits: 100 bits, so that a receipt cannot be guessed even without her word. */
const RECEIPT_LETTERS = 20;
const ONCE_PAGE_MINUTES = 30;

type Values = Readonly<Record<string, string>>;

/** A code to look again later. Where the chat keeps everything it stands on a page that opens once. */
export async function makeReceipt(values: Values, context: ActContext, at: PersonRooms): Promise<Outcome> {
  const caseId = values['case_id'] ?? '';
  const code = at.secrets.code(RECEIPT_LETTERS);
  const salt = at.secrets.salt();
  const hash = await at.secrets.slow(`${code} ${values['receipt_word'] ?? ''}`, salt);
  await at.rooms.addReceipt({ id: at.secrets.keyed('receipt', code), caseId, salt, hash });
  const shown = (code.match(/.{1,5}/g) ?? []).join('-');
  // Her own page keeps nothing, so the code may stand on it.
  if (!at.oncePage || context.session.reads === 'page') {
    return { is: 'shown', values: { receipt: shown, receipt_word: '' } };
  }
  const token = at.secrets.code(32);
  const body = new Private(JSON.stringify({ receipt: shown, lang: context.session.lang }));
  const expiresAt = context.at + ONCE_PAGE_MINUTES * 60_000;
  await at.rooms.addOncePage({ id: at.secrets.keyed('receipt', token), body, expiresAt });
  return { is: 'page', values: { page_link: at.oncePage(token), receipt_word: '' } };
}

/** A link that opens once: her talk goes on there, beside a chat whose keepers read along. */
export async function openPage(_values: Values, context: ActContext, at: PersonRooms): Promise<Outcome> {
  if (!at.talkPage) return { is: 'none' };
  const token = at.secrets.code(32);
  const expiresAt = context.at + ONCE_PAGE_MINUTES * 60_000;
  const id = at.secrets.keyed('receipt', `page:${token}`);
  await at.rooms.addTalkPage({ id, laneId: context.lane.laneId, expiresAt });
  return { is: 'made', values: { page_link: at.talkPage(token, context.session.lang) } };
}

/**
 * Right, wrong, erased and throttled attempts do the same work and get the same words: one look-up,
 * one slow hash, one answer. What was found is known to the sealed session alone.
 */
export async function tryReceipt(values: Values, context: ActContext, at: PersonRooms): Promise<Outcome> {
  const code = values['receipt'] ?? '';
  const id = at.secrets.keyed('receipt', code);
  // Per chat and per receipt: a new chat is made in a moment. The receipt pauses for each way in by itself: whoever
  // guesses in a thousand web talks does not keep her out who writes from a messenger.
  const mayHere = await at.mayTry(context.lane.laneId);
  const mayThis = await at.mayGuess(`${context.lane.channel}:${id}`, mayHere);
  const may = mayHere && mayThis;
  const row = await at.rooms.receipt(id);
  const salt = row?.salt ?? at.secrets.salt();
  const hash = await at.secrets.slow(`${code} ${values['receipt_word'] ?? ''}`, salt);
  const right = may && row !== undefined && at.secrets.same(hash, row.hash);
  return { is: 'tried', values: { opened: right ? row.caseId : '', receipt: '', receipt_word: '' } };
}

export async function readReceipt(values: Values, context: ActContext, at: PersonRooms): Promise<Outcome> {
  const found = values['opened'] ? await at.rooms.caseById(values['opened']) : undefined;
  if (!found) return { is: 'nothing' };
  await at.rooms.noteEvent(found.id, 'read_by_receipt');
  return {
    is: 'open',
    values: { case_id: found.id, case_state: found.state, code: found.code },
    kept: { cases: [...new Set([...context.session.kept.cases, found.id])] },
  };
}
