import type { RingMember } from '../core/cases/conflict.ts';
import {
  type HandPlan, handsFor, isOverdue, isPending, mayBeOffered, type Offer, type OfferKind, offerMoved, type OfferMove,
} from '../core/cases/offers.ts';
import type { MemberRooms } from './act_member.ts';
import { boundsOf } from './bounds.ts';
import type { CaseRow, OfferRooms } from './rooms.ts';
import { signalHolder } from './signal_holder.ts';
import { tellPerson } from './tell_person.ts';

/** Everybody who may hold this case after whoever holds it now, and why nobody else. */
async function planOf(found: CaseRow, time: number, at: MemberRooms): Promise<HandPlan | undefined> {
  const bounds = await boundsOf(found, at);
  if (!bounds || !found.holderId) return undefined;
  // Nobody is offered her own case.
  const members = (await at.rooms.members()).filter(({ lanes }) => !lanes.includes(bounds.laneId));
  const recused = (await at.rooms.alertsOf(found.id)).filter(({ answer }) => answer === 'recused');
  const refused = (await at.rooms.offersOf(found.id)).filter(({ state }) => state === 'refused');
  return {
    ...bounds, members, holderId: found.holderId, provinceCode: at.provinceOf(found.communeCode),
    addresses: at.nearestTo(found.communeCode ?? '', bounds.excluded, time),
    out: new Set([...recused.map(({ memberId }) => memberId), ...refused.flatMap(({ toId }) => toId ?? [])]),
    reachable: new Set(members.flatMap(({ id, laneId }) => (laneId === undefined ? [] : [id]))),
  };
}

/** Whom a holder may offer her case to, nearest first. */
export async function handsOf(found: CaseRow, time: number, at: MemberRooms): Promise<RingMember[]> {
  const plan = await planOf(found, time, at);
  return plan ? handsFor(plan) : [];
}

/** Asked whenever an offer moves on: she may have left somebody out, or somebody may have stepped back since. */
export async function mayTakeOver(
  memberId: string | undefined, found: CaseRow, time: number, at: MemberRooms,
): Promise<boolean> {
  const plan = await planOf(found, time, at);
  const member = plan?.members.find(({ id }) => id === memberId);
  return plan !== undefined && member !== undefined && mayBeOffered(member, plan);
}

/** The offer of this kind that waits for an answer, if there is one. */
export async function pendingOf(found: CaseRow, kind: OfferKind, at: MemberRooms): Promise<Offer | undefined> {
  return (await at.rooms.offersOf(found.id)).find((offer) => offer.kind === kind && isPending(offer));
}

type Moving = Readonly<{ move: OfferMove; by?: string }> & Omit<Parameters<OfferRooms['moveOffer']>[1], 'state'>;

/**
 * Moves an offer, and is the only way to do so: false when it does not move like that from where it stands. The case's
 * row is held. An event stands for it in the case's history: codes, never words.
 */
export async function moveOffer(
  offer: Offer, { move, by, ...change }: Moving, found: CaseRow, at: MemberRooms,
): Promise<boolean> {
  const state = offerMoved(offer, move, found.restricted);
  if (state === undefined) return false;
  await at.rooms.moveOffer(offer, { state, ...change });
  await at.rooms.noteEvent(found.id, eventOf(offer.kind, move, change.force ?? change.refusal), by);
  return true;
}

/** `hand_force_danger`, `hand_refuse_no_time`, `share_agree`. */
const eventOf = (kind: OfferKind, move: OfferMove, why: string | undefined): string =>
  [kind, move, why].filter((part) => part !== undefined).join('_');

/** The other member gets the alert that everybody gets, with nothing in it but the code. */
export async function alertOffered(offer: Offer, found: CaseRow, time: number, at: MemberRooms): Promise<void> {
  const member = offer.toId === undefined ? undefined : await at.rooms.memberById(offer.toId);
  if (!member?.laneId) return;
  const values = { code: found.code, case: found.code };
  const id = `${found.id}o${offer.id}${member.laneId}`;
  await at.rooms.signal(member.laneId, { id, door: 'member.alert', values, at: time });
  at.signalled(member.laneId);
}

/** Her question, through the gate: in her hours, behind her word. `turn` makes it come once each time. */
export async function askPerson(
  { id, kind, partner }: Offer, turn: string, context: Readonly<{ found: CaseRow; at: number }>, at: MemberRooms,
): Promise<void> {
  const { found, at: time } = context;
  const values = { news: kind, share_to: partner ?? '' };
  await tellPerson(found, { door: 'contact.asked', values }, { effectId: `${found.id}q${id}${turn}`, at: time }, at);
}

/** Something has come of what its holder offered: a neutral line, and she looks when she likes. */
export async function tellOfferer(offer: Offer, found: CaseRow, time: number, at: MemberRooms): Promise<void> {
  const id = `${found.id}n${offer.id}${offer.state}${time}`;
  await signalHolder(found, { id, door: 'member.offer_news', at: time }, at);
}

/** An offer whose time has come ends by itself, once, and its holder learns it. */
export async function endOffer(offerId: string, time: number, at: MemberRooms): Promise<void> {
  const known = await at.rooms.offerById(offerId);
  const found = known && await at.rooms.caseById(known.caseId);
  // Read again behind the lock: somebody may have answered meanwhile.
  const offer = found && await at.rooms.offerById(offerId);
  if (!found || !offer || !isOverdue(offer, time)) return;
  if (await moveOffer(offer, { move: 'lapse' }, found, at)) await tellOfferer(offer, found, time, at);
}

/** Asks her once more, in another of her windows, what she has not answered. */
export async function askAgain(offerId: string, turn: string, time: number, at: MemberRooms): Promise<void> {
  const known = await at.rooms.offerById(offerId);
  const found = known && await at.rooms.caseById(known.caseId);
  const offer = found && await at.rooms.offerById(offerId);
  const bounds = found && await boundsOf(found, at);
  // Whom nothing reaches is asked when she comes by herself.
  if (!bounds || !(await at.rooms.isReachable(bounds.laneId))) return;
  if (offer?.state === 'asked') await askPerson(offer, turn, { found, at: time }, at);
}
