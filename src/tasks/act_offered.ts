import { type Offer, REFUSALS } from '../core/cases/offers.ts';
import { hears } from '../core/cases/life.ts';
import { advance } from './advance.ts';
import { facts, memberOf, type MemberRooms, won } from './act_member.ts';
import { mayTakeOver, moveOffer, tellOfferer } from './offering.ts';
import type { CaseRow, MemberRow } from './rooms.ts';
import { tellPerson } from './tell_person.ts';
import type { ActContext, Outcome } from './work.ts';

type Values = Readonly<Record<string, string>>;
type Offered = Readonly<{ member: MemberRow; found: CaseRow; offer: Offer }>;

/** The case that is offered to this member, by its code; everybody else meets a code that was never given. */
async function offeredTo(code: string, context: ActContext, at: MemberRooms): Promise<Offered | undefined> {
  const member = await memberOf(context, at);
  const seen = member && await at.rooms.caseByCode(code);
  const found = seen && await at.rooms.caseById(seen.id);
  if (!member || !found) return undefined;
  const offer = (await at.rooms.offersOf(found.id)).find(({ kind, state, toId }) => (
    kind === 'hand' && state === 'agreed' && toId === member.id));
  if (!offer || offer.fromId !== found.holderId) return undefined;
  return await mayTakeOver(member.id, found, context.at, at) ? { member, found, offer } : undefined;
}

/** What she sees of it before she answers: what everybody sees who is alerted. */
export async function openOffered(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome | undefined> {
  const offered = await offeredTo(values['case'] ?? values['code'] ?? '', context, at);
  if (!offered) return undefined;
  const { member, found, offer } = offered;
  const forced = { hand_forced: offer.force === undefined ? 'no' : 'yes' };
  if (found.restricted) return { is: 'waits', values: { code: found.code } };
  await at.rooms.noteOpened(found.id, member.id, context.at);
  return { is: 'offered', values: { case_id: found.id, ...facts(found, context, at), ...forced } };
}

/** In one transaction: the holder, the key of the case, and who reads what is written from now on. */
export async function acceptHand(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const offered = await offeredTo(values['code'] ?? '', context, at);
  if (!offered) return { is: 'gone' };
  const { member, found, offer } = offered;
  if (!(await moveOffer(offer, { move: 'accept', by: member.id }, found, at))) return { is: 'gone' };
  const handed = { move: 'hand', code: 'handed_over', memberId: member.id, holderId: member.id } as const;
  if (!(await advance(found, handed, at.rooms))) throw new Error('An offer was accepted whose case does not move');
  await at.rooms.addAlerts(found.id, found.ring, [member.id]);
  await at.rooms.answerAlert(found.id, member.id, 'accepted');
  // Whoever held it is called to it no more before somebody else has had a turn.
  await at.rooms.answerAlert(found.id, offer.fromId, 'passed');
  await tellFormer(offer, found, context, at);
  const held = { ...found, holderId: member.id };
  const told = { door: 'contact.handed', values: { hand_forced: offer.force === undefined ? 'no' : 'yes' } };
  if (hears(found.tellMe, 'taken')) await tellPerson(held, told, context, at);
  return won(held, context, at);
}

async function tellFormer({ fromId }: Offer, found: CaseRow, context: ActContext, at: MemberRooms): Promise<void> {
  const former = await at.rooms.memberById(fromId);
  if (!former?.laneId) return;
  const id = `${found.id}f${context.effectId}`;
  await at.rooms.signal(former.laneId, { id, door: 'member.handed', values: { code: found.code }, at: context.at });
  at.signalled(former.laneId);
}

/** Nothing moves, and its holder may ask somebody else. Whoever knows these people is called to them no more. */
export async function refuseHand(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const offered = await offeredTo(values['code'] ?? '', context, at);
  if (!offered) return { is: 'done' };
  const { member, found, offer } = offered;
  const refusal = REFUSALS.find((one) => one === values['refusal']) ?? 'no_time';
  if (!(await moveOffer(offer, { move: 'refuse', by: member.id, refusal }, found, at))) return { is: 'done' };
  if (refusal === 'know_people') {
    await at.rooms.addAlerts(found.id, found.ring, [member.id]);
    await at.rooms.answerAlert(found.id, member.id, 'recused');
  }
  await tellOfferer(offer, found, context.at, at);
  return { is: 'done' };
}
