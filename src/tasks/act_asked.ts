import { ANSWER_MS, type Offer, type OfferKind, type Part, PARTS } from '../core/cases/offers.ts';
import type { ConsentPurpose } from '../core/conversation/flow.ts';
import type { MemberRooms } from './act_member.ts';
import { alertOffered, mayTakeOver, moveOffer, tellOfferer } from './offering.ts';
import type { CaseRow } from './rooms.ts';
import type { ActContext, Outcome } from './work.ts';

type Values = Readonly<Record<string, string>>;
export type AskedAction = 'agree_hand' | 'agree_share' | 'refuse_offer' | 'take_back_offers';

/** What she answers when she is asked whether her matter may go to somebody else, or be told to a partner. */
export async function actForAsked(
  action: AskedAction, values: Values, context: ActContext, at: MemberRooms,
): Promise<Outcome> {
  const found = await at.rooms.caseById(values['case_id'] ?? '');
  switch (action) {
    case 'agree_hand':
      return found ? agreeHand(found, context, at) : { is: 'gone' };
    case 'agree_share':
      return found ? agreeShare(found, values, context, at) : { is: 'gone' };
    case 'refuse_offer':
      return found ? refuseOffer(found, values, context, at) : { is: 'done' };
    case 'take_back_offers':
      return found ? takeBack(found, context, at) : { is: 'none' };
  }
}

const askedIn = async (found: CaseRow, kind: OfferKind, at: MemberRooms): Promise<Offer | undefined> =>
  (await at.rooms.offersOf(found.id)).find((offer) => offer.kind === kind && offer.state === 'asked');

/** Only now does somebody else hear that there is such a case. */
async function agreeHand(found: CaseRow, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const { at: time } = context;
  const offer = await askedIn(found, 'hand', at);
  if (!offer) return { is: 'gone' };
  if (!(await mayTakeOver(offer.toId, found, time, at))) {
    // Nobody is there any more whom she could be handed to: whoever helps her asks anew.
    if (await moveOffer(offer, { move: 'drop' }, found, at)) await tellOfferer(offer, found, time, at);
    return { is: 'gone' };
  }
  if (!(await moveOffer(offer, { move: 'agree', dueAt: time + ANSWER_MS }, found, at))) return { is: 'gone' };
  await keepConsent('hand_over', found, context, at);
  await alertOffered(offer, found, time, at);
  await tellOfferer(offer, found, time, at);
  return { is: 'agreed' };
}

async function agreeShare(found: CaseRow, values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const offer = await askedIn(found, 'share', at);
  const parts = partsIn(values['share'] ?? '');
  if (!offer || !(await moveOffer(offer, { move: 'agree', parts }, found, at))) return { is: 'gone' };
  await keepConsent('share_with', found, context, at);
  await tellOfferer(offer, found, context.at, at);
  return { is: 'agreed', values: { share: '' } };
}

/** `part_kinds,part_reach` as she chose them; that somebody will come is told with any of them. */
const partsIn = (chosen: string): Part[] => PARTS.filter((part) => chosen.split(',').includes(`part_${part}`));

/** The question she answered just now; what she agreed to before stands beside it. */
async function keepConsent(to: ConsentPurpose, found: CaseRow, context: ActContext, at: MemberRooms): Promise<void> {
  const consents = context.session.consents.filter((consent) => consent.to === to).slice(-1);
  await at.rooms.addConsents(found.id, consents, context.effectId);
}

/** Nothing moves; whoever asked learns that she does not wish it, and nobody asks why. */
async function refuseOffer(found: CaseRow, values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const offer = await askedIn(found, values['news'] === 'share' ? 'share' : 'hand', at);
  if (offer && await moveOffer(offer, { move: 'decline' }, found, at)) await tellOfferer(offer, found, context.at, at);
  return { is: 'done' };
}

/** She takes back what she agreed to: what was not said yet is said to nobody any more. */
async function takeBack(found: CaseRow, context: ActContext, at: MemberRooms): Promise<Outcome> {
  let taken: Offer | undefined;
  for (const offer of await at.rooms.offersOf(found.id)) {
    if (await moveOffer(offer, { move: 'take_back' }, found, at)) taken = offer;
  }
  if (!taken) return { is: 'none' };
  await at.rooms.withdrawConsents(found.id, context.at, ['hand_over', 'share_with']);
  await tellOfferer(taken, found, context.at, at);
  return { is: 'done' };
}
