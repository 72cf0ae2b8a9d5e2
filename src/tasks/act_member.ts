import { ringsOn, UNREACHED } from '../core/cases/calling.ts';
import { hears, moved } from '../core/cases/life.ts';
import { cover } from '../core/masking/cover.ts';
import { Private } from '../core/private/private.ts';
import { advance } from './advance.ts';
import { mayKnow } from './bounds.ts';
import { forMember, isOver, readsThread, tellWaits, type PersonRooms } from './act_person.ts';
import { fileForMember } from './file_lines.ts';
import { firstOwed, owes } from './owed.ts';
import type { NearRooms } from './near.ts';
import type { CaseRow, MemberRow, ThreadRow } from './rooms.ts';
import { tellPerson } from './tell_person.ts';
import type { ActContext, Outcome, RelayEffect } from './work.ts';

export type MemberRooms = PersonRooms & NearRooms & Readonly<{
  communeName: (code: string | undefined) => string;
  /** How long a chat is muted. */
  muteHours: number;
  /** Days that are no working days beside Saturday and Sunday. */
  holidays: readonly string[];
  /** `YYYY-MM-DD` in Viet Nam. */
  today: (at: number) => string;
}>;

type Values = Readonly<Record<string, string>>;

export async function useInvite(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const hash = at.secrets.keyed('invite', plainCode(values['invite'] ?? ''));
  const linked = await at.rooms.linkMember(hash, context.lane.laneId, context.at);
  if (!linked) return { is: 'unknown', values: { invite: '' } };
  // Whoever had the code: she learns of it in the chat that is hers.
  for (const laneId of linked.others) {
    await at.rooms.signal(laneId, {
      id: `${context.effectId}o${laneId}`, door: 'member.chat_added', values: {}, at: context.at,
    });
    at.signalled(laneId);
  }
  // Her own key can stand on this code when she has none yet, and when nobody read the code along with her.
  const link = linked.hasKey || context.session.reads === 'watched' ? '' : plainCode(values['invite'] ?? '');
  return {
    is: 'linked',
    values: { invite: '', unit_name: linked.unitName, has_key: linked.hasKey ? 'yes' : 'no', link },
    kept: { member: linked.memberId },
  };
}

const OWN_INVITE_LETTERS = 16;
const OWN_INVITE_MINUTES = 60;

/** A code by which a member links a second chat of hers, for the day the first cannot be reached. */
export async function secondChat(_values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const member = await memberOf(context, at);
  const plain = `TC${at.secrets.code(OWN_INVITE_LETTERS)}`;
  const expiresAt = context.at + OWN_INVITE_MINUTES * 60_000;
  const codeHash = at.secrets.keyed('invite', plain);
  if (member) await at.rooms.addOwnInvite({ codeHash, memberId: member.id, expiresAt });
  return { is: 'made', values: { invite_code: inviteShown(plain) } };
}

/** She did not link that other chat, or does not want it any more: this one alone stays hers. */
export async function dropChats(_values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const member = await memberOf(context, at);
  if (member) await at.rooms.dropChats(member.id, context.lane.laneId);
  return { is: 'done' };
}

/** An invite as it is written down: `TC-XXXX-XXXX-XXXX-XXXX`. */
export const inviteShown = (plain: string): string => `TC-${(plain.slice(2).match(/.{4}/g) ?? []).join('-')}`;

/** Codes are shown in groups; what is typed may have the dashes or not. */
export const plainCode = (code: string): string => code.toUpperCase().replace(/[^0-9A-Z]/g, '');

/** What a member holds, then what still waits for her answer; five fit on one screen. */
export async function listCases(_values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const member = await memberOf(context, at);
  if (!member) return { is: 'none' };
  const held = await at.rooms.casesHeldBy(member.id);
  const open: CaseRow[] = [];
  for (const found of await at.rooms.openAlertsOf(member.id)) if (await mayKnow(member, found, at)) open.push(found);
  const list = [...held, ...open].slice(0, 5).map(({ code }) => ({ code, label: code }));
  return list.length > 0 ? { is: 'some', list } : { is: 'none' };
}

export async function openCase(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const { member, found, answer } = await reach(values['case'] ?? values['code'] ?? '', context, at);
  if (!member || !found) return { is: 'gone' };
  if (isOver(found)) return lastFrom(found, member, context, at);
  const mine = found.holderId === member.id;
  if (!mine && (found.holderId !== undefined || answer !== undefined)) return { is: 'gone' };
  if (found.restricted) return { is: 'waits', values: { code: found.code } };
  await at.rooms.noteOpened(found.id, member.id, context.at);
  // Somebody has it before her eyes: nobody is reminded of it any more.
  if (found.remindAt !== undefined) await at.rooms.moveCase(found.id, { remindAt: null });
  if (mine) {
    const unread = await unreadFrom(found, context, at);
    const known = { ...facts(found, context, at), owed: '', owes: await owes(found, at) };
    return { is: 'held', values: { case_id: found.id, ...known, ...unread } };
  }
  return { is: 'alerted', values: { case_id: found.id, ...facts(found, context, at) } };
}

export async function acceptCase(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const { member, found, answer } = await reach(values['code'] ?? '', context, at);
  if (!member || !found || answer !== undefined || moved(found, 'accept') === undefined) return { is: 'gone' };
  if (!(await at.rooms.acceptCase(found.id, member.id))) return { is: 'gone' };
  await at.rooms.answerAlert(found.id, member.id, 'accepted');
  await at.rooms.noteEvent(found.id, 'accepted', member.id);
  if (hears(found.tellMe, 'taken')) await tellPerson(found, { door: 'contact.taken' }, context, at);
  return won(found, context, at);
}

/** The case is hers, with what was written before anybody had taken it. */
export async function won(found: CaseRow, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const known = { case_id: found.id, code: found.code, quiet: found.quiet ? 'yes' : 'no' };
  const values = { ...known, ...(await firstOwed(found, at)), ...(await unreadFrom(found, context, at)) };
  return { is: 'won', values };
}

/** `passed`: not now. `recused`: I know these people. Nobody is told which, and nobody learns who. */
export async function declineCase(
  how: 'passed' | 'recused', values: Values, context: ActContext, at: MemberRooms,
): Promise<Outcome> {
  const { member, found } = await reach(values['code'] ?? '', context, at);
  if (!member || !found) return { is: 'passed' };
  await at.rooms.answerAlert(found.id, member.id, how);
  const left = { code: how, memberId: member.id, holderId: null, ringAt: nextFor(found, context.at) };
  if (found.holderId === member.id && await advance(found, { move: 'leave', ...left }, at.rooms)) {
    // Whoever steps back after taking a case leaves it to the others, at once.
    at.caseDue(found.id, context.at);
    return { is: 'passed' };
  }
  await at.rooms.noteEvent(found.id, how, member.id);
  await ringOn(found, context.at, at);
  return { is: 'passed' };
}

/** Why she has stepped back, if she wants to say so: a code in the case's history, which officers read. */
export async function giveReason(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const { member, found, answer } = await reach(values['code'] ?? '', context, at);
  const why = values['why'] ?? '';
  if (member && found && (answer === 'passed' || answer === 'recused') && /^why_[a-z]+$/.test(why)) {
    await at.rooms.noteEvent(found.id, why, member.id);
  }
  return { is: 'noted', values: { why: '' } };
}

/** When nobody who was alerted can still answer, the next ring is called now. */
export async function ringOn(found: CaseRow, time: number, at: PersonRooms): Promise<void> {
  if (!ringsOn(found, await at.rooms.alertsOf(found.id))) return;
  await at.rooms.moveCase(found.id, { ringAt: nextFor(found, time) });
  at.caseDue(found.id, time);
}

/** The next ring is called now; of a case that stands still, at once when it goes on. */
const nextFor = ({ restricted, filedAt }: CaseRow, time: number): number => (restricted ? filedAt : time);

export async function referCase(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const { member, found } = await reach(values['code'] ?? '', context, at);
  if (!member || !found || found.holderId !== member.id) return { is: 'gone' };
  const refer = { move: 'refer', code: `referred_${values['refer_to'] ?? 'other'}`, memberId: member.id } as const;
  return await advance(found, refer, at.rooms) ? { is: 'referred' } : { is: 'gone' };
}

/** Help was given, and the talk stays open: closing it is another step. */
export async function supportCase(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const { member, found } = await reach(values['code'] ?? '', context, at);
  if (!member || !found || found.holderId !== member.id) return { is: 'gone' };
  const noted = { code: 'supported', memberId: member.id };
  return await advance(found, { move: 'support', ...noted }, at.rooms) ? { is: 'supported' } : { is: 'gone' };
}

export async function closeCase(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const { member, found } = await reach(values['code'] ?? '', context, at);
  if (!member || !found || found.holderId !== member.id) return { is: 'gone' };
  const outcome = values['closing'] ?? 'supported';
  const ends = { code: `closed_${outcome}`, memberId: member.id, outcome, ringAt: null, closedAt: context.at };
  if (!(await advance(found, { move: 'close', ...ends }, at.rooms))) return { is: 'gone' };
  if (hears(found.tellMe, 'closed')) await tellPerson(found, { door: 'contact.closed' }, context, at);
  return { is: 'closed' };
}

/** The member's words in the talk: kept under the case key; shown to her through the gate. */
export async function relayToPerson(effect: RelayEffect, context: ActContext, at: MemberRooms): Promise<void> {
  const { member, found } = await reach(context.session.answers['code'] ?? '', context, at);
  if (!member || !found || found.holderId !== member.id || isOver(found)) return;
  if (found.restricted) return tellWaits(found, context, at);
  // Whatever way they came: what a member writes never tells who somebody is.
  const { text } = cover(effect.text, at.publicNumbers());
  const words = new Private(text);
  await at.rooms.addMessage({ id: effect.id, caseId: found.id, side: 'member', words });
  const values = { words: text, message: effect.id };
  await tellPerson(found, { door: 'contact.said', values }, context, at);
}

/** A chat that was replaced, or unlinked, is nobody's any more. */
export async function memberOf({ session, lane }: ActContext, at: MemberRooms): Promise<MemberRow | undefined> {
  const member = session.kept.member ? await at.rooms.memberById(session.kept.member) : undefined;
  return member?.lanes.includes(lane.laneId) ? member : undefined;
}

/** A member reaches a case she was alerted to; every other code answers as if there were none. */
export async function reach(code: string, context: ActContext, at: MemberRooms): Promise<{
  member: MemberRow | undefined; found: CaseRow | undefined; answer: string | undefined;
}> {
  const none = { member: undefined, found: undefined, answer: undefined };
  const member = await memberOf(context, at);
  const found = member ? await at.rooms.caseByCode(code) : undefined;
  if (!member || !found) return none;
  // Whoever is kept out of a case meets it as a code that was never given, also when she was called before.
  if (found.holderId !== member.id && !(await mayKnow(member, found, at))) return none;
  const alert = (await at.rooms.alertsOf(found.id)).find(({ memberId }) => memberId === member.id);
  // Whom an alert did not reach may still answer it.
  const answer = alert?.answer === UNREACHED ? undefined : alert?.answer;
  return alert ? { member, found, answer } : none;
}

/** Of a case that is over its holder reads what was left for her, once, and nothing else. */
async function lastFrom(
  found: CaseRow, member: MemberRow, context: ActContext, at: MemberRooms,
): Promise<Outcome> {
  const reads = found.state === 'closed' && found.holderId === member.id && !found.restricted
    && await readsThread(found, member, context.at, at.rooms);
  const unread = reads ? await unreadFrom(found, context, at) : { words: '' };
  return unread['words'] ? { is: 'last', values: { ...unread, code: found.code } } : { is: 'gone' };
}

/** What she wrote and its holder has not seen. */
async function unreadFrom(found: CaseRow, context: ActContext, at: MemberRooms): Promise<Values> {
  const unread = await at.rooms.unread(found.id, 'person');
  await at.rooms.markShown(unread.map(({ id }) => id), context.eventId);
  const lineOf = (message: ThreadRow): string => fileForMember(message, context) ?? forMember(message, at);
  const words = unread.map((message) => `«${lineOf(message)}»`).join('\n');
  return { words, said: words ? 'yes' : 'no' };
}

/** What an alerted member sees of a case: codes, never words. */
export function facts(found: CaseRow, { session, words }: ActContext, at: MemberRooms): Values {
  const labels = (names: readonly string[]): string =>
    names.map((is) => words.choice(session.lang, is).label).join(', ') || '—';
  return {
    code: found.code,
    place: at.communeName(found.communeCode),
    level: found.danger,
    kinds: labels(found.kinds),
    needs: labels(found.needs),
    hours: found.hours || '—',
    under_16: found.under16 ? 'yes' : 'no',
    quiet: found.quiet ? 'yes' : 'no',
  };
}
