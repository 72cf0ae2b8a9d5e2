import {
  ANSWER_MS, ASK_MS, type Force, FORCES, isPartner, mayBeTold, type Offer, type Part, PARTS,
} from '../core/cases/offers.ts';
import { facts, type MemberRooms, reach } from './act_member.ts';
import { alertOffered, askPerson, handsOf, mayTakeOver, moveOffer, pendingOf } from './offering.ts';
import type { CaseRow, MemberRow } from './rooms.ts';
import type { ActContext, Outcome } from './work.ts';

type Values = Readonly<Record<string, string>>;
export type HolderAction = 'list_hands' | 'offer_hand' | 'force_hand' | 'ask_share' | 'see_offers' | 'revoke_offers';

/** What a holder does to have her case held by somebody else, or told to a partner. */
export async function actForHolder(
  action: HolderAction, values: Values, context: ActContext, at: MemberRooms,
): Promise<Outcome> {
  const held = await heldBy(values, context, at);
  if (!held) return { is: 'gone' };
  switch (action) {
    case 'list_hands':
      return listHands(held, context, at);
    case 'offer_hand':
      return offerHand(held, values, context, at);
    case 'force_hand':
      return forceHand(held, values, context, at);
    case 'ask_share':
      return askShare(held, values, context, at);
    case 'see_offers':
      return seeOffers(held, context, at);
    case 'revoke_offers':
      return revokeOffers(held, at);
  }
}

type Held = Readonly<{ member: MemberRow; found: CaseRow }>;

/** The case she holds, its row locked; of one that stands still nothing is offered. */
async function heldBy(values: Values, context: ActContext, at: MemberRooms): Promise<Held | undefined> {
  const { member, found: seen } = await reach(values['code'] ?? '', context, at);
  const found = seen && await at.rooms.caseById(seen.id);
  return member && found && found.holderId === member.id && !found.restricted ? { member, found } : undefined;
}

/** By label, for colleagues; whoever is not in the list may as well be out of reach. */
async function listHands({ found }: Held, context: ActContext, at: MemberRooms): Promise<Outcome> {
  if (await pendingOf(found, 'hand', at)) return { is: 'waits' };
  const list = [];
  for (const { id } of await handsOf(found, context.at, at)) list.push({ code: id, label: await at.rooms.labelOf(id) });
  return list.length > 0 ? { is: 'some', list } : { is: 'none' };
}

/** She is asked first; only for danger, or for a child under 16, does it go on at once. */
async function offerHand({ member, found }: Held, values: Values, context: ActContext, at: MemberRooms): Promise<
  Outcome
> {
  const { at: time } = context;
  const hands = await handsOf(found, time, at);
  const toId = hands.find(({ id }) => id === values['hand_to'])?.id;
  if (toId === undefined || await pendingOf(found, 'hand', at)) return { is: 'gone' };
  const id = at.secrets.id();
  const offer = await ask({ id, kind: 'hand', toId, partner: undefined }, { member, found, time }, at);
  const force = forceIn(values);
  if (force) return pressOn(offer, force, { member, found, time }, at);
  await askPerson(offer, '', { found, at: time }, at);
  return { is: 'asked' };
}

type Wish = Pick<Offer, 'id' | 'kind' | 'toId' | 'partner'>;

/** Every offer begins with a question to her, whatever becomes of it. */
async function ask(
  wish: Wish, { member, found, time }: Held & { time: number }, at: MemberRooms,
): Promise<Offer> {
  const made = { ...wish, caseId: found.id, fromId: member.id, madeAt: time, dueAt: time + ASK_MS };
  await at.rooms.addOffer(made);
  const event = wish.partner === undefined ? `${wish.kind}_ask` : `${wish.kind}_ask_${wish.partner}`;
  await at.rooms.noteEvent(found.id, event, member.id);
  return { ...made, state: 'asked', parts: [], force: undefined, refusal: undefined };
}

/** What she has not answered goes on all the same: recorded, and an officer sees it. */
async function forceHand({ member, found }: Held, values: Values, context: ActContext, at: MemberRooms): Promise<
  Outcome
> {
  const offer = await pendingOf(found, 'hand', at);
  const force = forceIn(values);
  return offer && force ? pressOn(offer, force, { member, found, time: context.at }, at) : { is: 'gone' };
}

const forceIn = (values: Values): Force | undefined => FORCES.find((one) => one === values['hand_why']);

async function pressOn(
  offer: Offer, force: Force, { member, found, time }: Held & { time: number }, at: MemberRooms,
): Promise<Outcome> {
  if (!(await mayTakeOver(offer.toId, found, time, at))) return { is: 'gone' };
  const moved = { move: 'force', by: member.id, force, dueAt: time + ANSWER_MS } as const;
  if (!(await moveOffer(offer, moved, found, at))) return { is: 'gone' };
  await alertOffered(offer, found, time, at);
  return { is: 'offered' };
}

/** She says herself, in her own talk, whether a partner is told, and what. */
async function askShare({ member, found }: Held, values: Values, context: ActContext, at: MemberRooms): Promise<
  Outcome
> {
  const { at: time } = context;
  const partner = values['share_to'] ?? '';
  if (!isPartner(partner) || await pendingOf(found, 'share', at)) return { is: 'waits' };
  const id = at.secrets.id();
  const offer = await ask({ id, kind: 'share', toId: undefined, partner }, { member, found, time }, at);
  await askPerson(offer, '', { found, at: time }, at);
  return { is: 'asked' };
}

/** Where everything stands that was offered, and what she agreed to have told, to read out. */
async function seeOffers({ found }: Held, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const offers = await at.rooms.offersOf(found.id);
  const hand = offers.findLast(({ kind }) => kind === 'hand');
  const share = offers.findLast(({ kind }) => kind === 'share');
  const told = offers.filter(mayBeTold);
  const notes = told.map((offer) => noteOf(offer, found, context, at)).join('\n\n');
  return {
    is: 'shown',
    values: {
      hand_state: hand?.state ?? 'none', hand_forced: hand?.force ? 'yes' : 'no',
      // Whoever knows these people is never told of: it reads like any other refusal.
      hand_refusal: hand?.refusal === 'know_people' ? 'no_time' : hand?.refusal ?? '',
      share_state: share?.state ?? 'none', share_notes: notes, share_told: notes ? 'yes' : 'no',
      refer_to: told.at(-1)?.partner ?? '',
    },
  };
}

/** What a partner may be told: what she agreed to, and nothing else that is known of the case. */
export function noteOf(offer: Offer, found: CaseRow, context: ActContext, at: MemberRooms): string {
  const known = facts(found, context, at);
  const shown: Readonly<Record<Part, string | undefined>> = {
    kinds: known['kinds'], needs: known['needs'], reach: known['hours'],
  };
  const parts = PARTS.flatMap((part) => [
    [`note_${part}`, offer.parts.includes(part) ? shown[part] ?? '' : ''],
    [`has_${part}`, offer.parts.includes(part) ? 'yes' : 'no'],
  ]);
  const values = { code: found.code, share_to: offer.partner ?? '', ...Object.fromEntries(parts) };
  return context.words.text(context.session.lang, 'member.share_note', values);
}

/** Whatever waits for an answer is taken off the table; what she agreed to have told stays. */
async function revokeOffers({ member, found }: Held, at: MemberRooms): Promise<Outcome> {
  let revoked = false;
  for (const offer of await at.rooms.offersOf(found.id)) {
    revoked = await moveOffer(offer, { move: 'revoke', by: member.id }, found, at) || revoked;
  }
  return revoked ? { is: 'revoked' } : { is: 'gone' };
}
