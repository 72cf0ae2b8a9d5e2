import { isOpenForAlerts } from '../core/cases/rings.ts';
import { Private } from '../core/private/private.ts';
import { forMember, isOver, tellWaits, type PersonRooms } from './act_person.ts';
import type { CaseRow, MemberRow } from './rooms.ts';
import { tellPerson } from './tell_person.ts';
import type { ActContext, Outcome, RelayEffect } from './work.ts';

export type MemberRooms = PersonRooms & Readonly<{
  communeName: (code: string | undefined) => string;
  /** The commune of an address. */
  communeOf: (addressCode: string | undefined) => string | undefined;
  /** How long a chat is muted. */
  muteHours: number;
  /** `YYYY-MM-DD` in Viet Nam. */
  today: (at: number) => string;
}>;

type Values = Readonly<Record<string, string>>;

/** How an alert is answered that no platform let through. */
export const UNREACHED = 'unreached';

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

export async function seeDuty(_values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const member = await memberOf(context, at);
  return { is: member?.onDuty ? 'on' : 'off' };
}

export async function setDuty(onDuty: boolean, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const member = await memberOf(context, at);
  if (member) await at.rooms.setDuty(member.id, onDuty);
  return { is: 'done' };
}

/** What a member holds, then what still waits for her answer; five fit on one screen. */
export async function listCases(_values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const member = await memberOf(context, at);
  if (!member) return { is: 'none' };
  const held = await at.rooms.casesHeldBy(member.id);
  const open = await at.rooms.openAlertsOf(member.id);
  const list = [...held, ...open].slice(0, 5).map(({ code }) => ({ code, label: code }));
  return list.length > 0 ? { is: 'some', list } : { is: 'none' };
}

export async function openCase(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const { member, found, answer } = await reach(values['case'] ?? values['code'] ?? '', context, at);
  if (!member || !found || isOver(found)) return { is: 'gone' };
  const mine = found.holderId === member.id;
  if (!mine && (found.holderId !== undefined || answer !== undefined)) return { is: 'gone' };
  if (found.restricted) return { is: 'waits', values: { code: found.code } };
  await at.rooms.noteOpened(found.id, member.id, context.at);
  if (mine) {
    const unread = await unreadFrom(found, context, at);
    return { is: 'held', values: { case_id: found.id, ...facts(found, context, at), ...unread } };
  }
  return { is: 'alerted', values: { case_id: found.id, ...facts(found, context, at) } };
}

export async function acceptCase(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const { member, found, answer } = await reach(values['code'] ?? '', context, at);
  if (!member || !found || answer !== undefined || found.restricted) return { is: 'gone' };
  if (!(await at.rooms.acceptCase(found.id, member.id))) return { is: 'gone' };
  await at.rooms.answerAlert(found.id, member.id, 'accepted');
  await at.rooms.noteEvent(found.id, 'accepted', member.id);
  if (found.tellMe !== 'nothing') await tellPerson(found, { door: 'contact.taken' }, context, at);
  return won(found, context, at);
}

/** The case is hers, with what was written before anybody had taken it. */
export async function won(found: CaseRow, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const known = { case_id: found.id, code: found.code, quiet: found.quiet ? 'yes' : 'no' };
  return { is: 'won', values: { ...known, ...(await unreadFrom(found, context, at)) } };
}

/** `passed`: not now. `recused`: I know these people. Nobody is told which, and nobody learns who. */
export async function declineCase(
  how: 'passed' | 'recused', values: Values, context: ActContext, at: MemberRooms,
): Promise<Outcome> {
  const { member, found } = await reach(values['code'] ?? '', context, at);
  if (!member || !found) return { is: 'passed' };
  await at.rooms.answerAlert(found.id, member.id, how);
  await at.rooms.noteEvent(found.id, how, member.id);
  if (found.holderId === member.id && !isOver(found)) {
    // Whoever steps back after taking a case leaves it to the others, at once.
    await at.rooms.moveCase(found.id, { state: 'alerted', holderId: null, ringAt: nextFor(found, context.at) });
    at.caseDue(found.id, context.at);
    return { is: 'passed' };
  }
  await ringOn(found, context.at, at);
  return { is: 'passed' };
}

/** When nobody who was alerted can still answer, the next ring is called now. */
export async function ringOn(found: CaseRow, time: number, at: PersonRooms): Promise<void> {
  const waiting = (await at.rooms.alertsOf(found.id)).some(({ answer }) => answer === undefined);
  if (waiting || found.holderId !== undefined || !isOpenForAlerts(found.state)) return;
  await at.rooms.moveCase(found.id, { ringAt: nextFor(found, time) });
  at.caseDue(found.id, time);
}

/** The next ring is called now; of a case that stands still, at once when it goes on. */
const nextFor = ({ restricted, filedAt }: CaseRow, time: number): number => (restricted ? filedAt : time);

export async function referCase(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const { member, found } = await reach(values['code'] ?? '', context, at);
  if (!member || !found || found.holderId !== member.id || isOver(found) || found.restricted) return { is: 'gone' };
  await at.rooms.moveCase(found.id, { state: 'referred' });
  await at.rooms.noteEvent(found.id, `referred_${values['refer_to'] ?? 'other'}`, member.id);
  return { is: 'referred' };
}

export async function closeCase(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const { member, found } = await reach(values['code'] ?? '', context, at);
  if (!member || !found || found.holderId !== member.id || isOver(found) || found.restricted) return { is: 'gone' };
  const outcome = values['closing'] ?? 'supported';
  await at.rooms.moveCase(found.id, { state: 'closed', outcome, ringAt: null, closedAt: context.at });
  await at.rooms.noteEvent(found.id, `closed_${outcome}`, member.id);
  if (found.tellMe !== 'nothing') await tellPerson(found, { door: 'contact.closed' }, context, at);
  return { is: 'closed' };
}

export async function confirmAddress(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const member = await memberOf(context, at);
  if (!member?.addressCode || values['address_ok'] !== 'yes') {
    if (member?.addressCode) await at.rooms.doubtAddress(member.addressCode, context.at);
    return { is: 'reported' };
  }
  await at.rooms.verifyAddress(member.addressCode, at.today(context.at));
  return { is: 'confirmed' };
}

/** The member's words in the talk: kept under the case key; shown to her through the gate. */
export async function relayToPerson(effect: RelayEffect, context: ActContext, at: MemberRooms): Promise<void> {
  const { member, found } = await reach(context.session.answers['code'] ?? '', context, at);
  if (!member || !found || found.holderId !== member.id || isOver(found)) return;
  if (found.restricted) return tellWaits(found, member, context, at);
  const words = new Private(effect.text);
  await at.rooms.addMessage({ id: effect.id, caseId: found.id, side: 'member', words });
  const values = { words: effect.text, message: effect.id };
  await tellPerson(found, { door: 'contact.said', values }, context, at);
}

/** A chat that was replaced, or unlinked, is nobody's any more. */
export async function memberOf({ session, lane }: ActContext, at: MemberRooms): Promise<MemberRow | undefined> {
  const member = session.kept.member ? await at.rooms.memberById(session.kept.member) : undefined;
  return member?.lanes.includes(lane.laneId) ? member : undefined;
}

/** A member reaches a case she was alerted to; every other code answers as if there were none. */
async function reach(code: string, context: ActContext, at: MemberRooms): Promise<{
  member: MemberRow | undefined; found: CaseRow | undefined; answer: string | undefined;
}> {
  const none = { member: undefined, found: undefined, answer: undefined };
  const member = await memberOf(context, at);
  const found = member ? await at.rooms.caseByCode(code) : undefined;
  if (!member || !found) return none;
  const alert = (await at.rooms.alertsOf(found.id)).find(({ memberId }) => memberId === member.id);
  // Whom an alert did not reach may still answer it.
  const answer = alert?.answer === UNREACHED ? undefined : alert?.answer;
  return alert ? { member, found, answer } : none;
}

/** What she wrote and its holder has not seen. */
async function unreadFrom(found: CaseRow, { eventId }: ActContext, at: MemberRooms): Promise<Values> {
  const unread = await at.rooms.unread(found.id, 'person');
  await at.rooms.markShown(unread.map(({ id }) => id), eventId);
  const words = unread.map((message) => `«${forMember(message.words, at)}»`).join('\n');
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
