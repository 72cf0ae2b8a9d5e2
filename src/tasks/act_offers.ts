import { actForAsked, type AskedAction } from './act_asked.ts';
import type { MemberRooms } from './act_member.ts';
import { actForHolder, type HolderAction } from './act_offer.ts';
import { acceptHand, refuseHand } from './act_offered.ts';
import type { ActContext, Outcome } from './work.ts';

type OfferAction = AskedAction | HolderAction | 'accept_hand' | 'refuse_hand';

/** Who does what with an offer: its person, whoever holds the case, whoever it is offered to. */
const OFFER_ACTIONS: Readonly<Record<OfferAction, true>> = {
  agree_hand: true, agree_share: true, refuse_offer: true, take_back_offers: true, list_hands: true, offer_hand: true,
  force_hand: true, ask_share: true, see_offers: true, revoke_offers: true, accept_hand: true, refuse_hand: true,
};

export const isOfferAction = (action: string): action is OfferAction => Object.hasOwn(OFFER_ACTIONS, action);

export function actForOffers(
  action: OfferAction, values: Readonly<Record<string, string>>, context: ActContext, at: MemberRooms,
): Promise<Outcome> {
  switch (action) {
    case 'agree_hand': case 'agree_share': case 'refuse_offer': case 'take_back_offers':
      return actForAsked(action, values, context, at);
    case 'accept_hand':
      return acceptHand(values, context, at);
    case 'refuse_hand':
      return refuseHand(values, context, at);
    default:
      return actForHolder(action, values, context, at);
  }
}
