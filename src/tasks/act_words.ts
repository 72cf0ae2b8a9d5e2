import { hears, isOpen } from '../core/cases/life.ts';
import type { Offer } from '../core/cases/offers.ts';
import { reveal } from '../core/private/reveal.ts';
import { fileForPerson } from './file_lines.ts';
import { type PersonRooms, isOver, secretsOf } from './act_person.ts';
import type { CaseRow } from './rooms.ts';
import { signalHolder } from './signal_holder.ts';
import type { ActContext, Outcome } from './work.ts';

type Values = Readonly<Record<string, string>>;

/** Opens what waits for her: by her safe word on her own chat, or by a receipt that was right. */
export async function openThread(values: Values, context: ActContext, at: PersonRooms): Promise<Outcome> {
  const candidates = values['opened'] ? [values['opened']] : context.session.kept.cases;
  const typed = at.secrets.keyed('word', values['word'] ?? '');
  for (const id of candidates.toReversed()) {
    const found = await at.rooms.caseById(id);
    const secrets = await secretsOf(id, at.rooms);
    if (!found || !secrets) continue;
    if (!values['opened'] && (secrets.safeWord === '' || secrets.safeWord !== typed)) continue;
    if (found.quiet && !values['opened']) await speakAgain(found, context, at);
    const words = await unreadWords(id, context, at);
    const opened = {
      case_id: id, code: found.code, case_state: found.state, words, word: '', said: words ? 'yes' : 'no',
      ...newsOf(found, await at.rooms.offersOf(id)),
      guarded: secrets.safeWord ? 'yes' : 'no', under_16: found.under16 ? 'yes' : 'no',
    };
    return { is: isOver(found) ? 'closed' : 'open', values: opened };
  }
  return { is: 'nothing', values: { word: '' } };
}

/** What waits in a case of hers, said to her now: each of it once. */
async function unreadWords(id: string, context: ActContext, at: PersonRooms): Promise<string> {
  const unread = await at.rooms.unread(id, 'member');
  await at.rooms.markShown(unread.map((message) => message.id), context.eventId);
  const lines: string[] = [];
  for (const message of unread) {
    lines.push(message.file ? await fileForPerson(message, context, at) : `«${reveal(message.words)}»`);
  }
  return lines.join('\n');
}

/** She has just filed and goes on to the talk: what came meanwhile was held back, and is read by the same hand. */
export async function seeUnread(values: Values, context: ActContext, at: PersonRooms): Promise<Outcome> {
  const found = await at.rooms.caseById(values['case_id'] ?? '');
  if (!found || found.quiet || found.restricted) return { is: 'none' };
  const words = await unreadWords(found.id, context, at);
  if (words) return { is: 'words', values: { words } };
  return { is: newsOf(found, []).news === 'taken' ? 'taken' : 'none' };
}

/** What she has not heard yet if the gate held it back: a question that waits for her comes before all news. */
function newsOf({ state, holderId, ringAt, tellMe }: CaseRow, offers: readonly Offer[]): Values {
  const asked = offers.find((offer) => offer.state === 'asked');
  if (asked) return { news: asked.kind, share_to: asked.partner ?? '' };
  const handed = offers.find((offer) => offer.state === 'accepted' && offer.kind === 'hand' && offer.toId === holderId);
  if (holderId !== undefined && hears(tellMe, 'taken')) {
    return { news: handed ? 'handed' : 'taken', hand_forced: handed?.force === undefined ? 'no' : 'yes' };
  }
  const nobody = isOpen(state) && state !== 'filed' && ringAt === undefined && hears(tellMe, 'nobody');
  return { news: nobody ? 'nobody' : 'none' };
}

/**
 * Her second word was typed: somebody else may hold her phone, or stand behind her. Nothing goes to her until her own
 * word comes, whoever holds her case learns it, and the rings of a case that nobody holds go on.
 */
export async function hush(word: string, context: ActContext, at: PersonRooms): Promise<void> {
  for (const id of context.session.kept.cases) {
    const secrets = await secretsOf(id, at.rooms);
    const found = secrets?.duressWord === word ? await at.rooms.caseById(id) : undefined;
    if (!found || isOver(found)) continue;
    if (!found.quiet) await at.rooms.moveCase(id, { quiet: true });
    await at.rooms.noteEvent(id, 'duress');
    await signalHolder(found, { id: `${context.effectId}d${id}`, door: 'member.hushed', at: context.at }, at);
  }
}

/** Her own word has come: whoever holds the case may write again. */
async function speakAgain(found: CaseRow, context: ActContext, at: PersonRooms): Promise<void> {
  await at.rooms.moveCase(found.id, { quiet: false });
  await at.rooms.noteEvent(found.id, 'duress_over');
  await signalHolder(found, { id: `${context.effectId}d${found.id}`, door: 'member.back', at: context.at }, at);
}
