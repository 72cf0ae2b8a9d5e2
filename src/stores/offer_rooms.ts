import { z } from 'zod';
import {
  FORCES, isPartner, OFFER_KINDS, OFFER_STATES, type Offer, offerAfter, PARTS, REFUSALS,
} from '../core/cases/offers.ts';
import type { OfferRooms } from '../tasks/rooms.ts';
import type { PrismaTransaction } from './database.ts';

type OfferRecord = NonNullable<Awaited<ReturnType<PrismaTransaction['offer']['findUnique']>>>;

/** Offers of one transaction. Whoever moves one holds the row of its case. */
export function offerRooms(tx: PrismaTransaction): OfferRooms {
  return {
    addOffer: async ({ id, caseId, kind, fromId, toId, partner, madeAt, dueAt }) => {
      await tx.offer.create({
        data: {
          id, caseId, kind, state: 'asked', fromId, toId: toId ?? null, partner: partner ?? null,
          madeAt: new Date(madeAt), dueAt: new Date(dueAt),
        },
      });
    },
    offersOf: (caseId) => offersIn(tx, caseId),
    offerById: async (id) => {
      const row = await tx.offer.findUnique({ where: { id } });
      return row ? offerOf(row) : undefined;
    },
    moveOffer: async ({ id, state: seen }, { state, dueAt, parts, force, refusal }) => {
      await tx.offer.update({
        // From where it was seen, or not at all.
        where: { id, state: seen },
        data: {
          state, dueAt: dueAt === undefined ? null : new Date(dueAt),
          ...(parts && { parts: [...parts] }), ...(force && { force }), ...(refusal && { refusal }),
        },
      });
    },
  };
}

async function offersIn(tx: PrismaTransaction, caseId: string): Promise<Offer[]> {
  const rows = await tx.offer.findMany({ where: { caseId }, orderBy: [{ madeAt: 'asc' }, { id: 'asc' }] });
  return rows.map(offerOf);
}

/** A case that ends, or goes to somebody else, leaves what was offered of it behind. */
export async function dropOffers(
  tx: PrismaTransaction, moved: Readonly<{ id: string; state: string; holderId: string | null }>,
): Promise<void> {
  for (const offer of await offersIn(tx, moved.id)) {
    const state = offerAfter(offer, { state: moved.state, holderId: moved.holderId ?? undefined });
    if (state) await tx.offer.update({ where: { id: offer.id, state: offer.state }, data: { state, dueAt: null } });
  }
}

const Codes = z.object({
  kind: z.enum(OFFER_KINDS), state: z.enum(OFFER_STATES), parts: z.array(z.enum(PARTS)),
  force: z.enum(FORCES).nullable(), refusal: z.enum(REFUSALS).nullable(),
});

function offerOf(row: OfferRecord): Offer {
  const { kind, state, parts, force, refusal } = Codes.parse(row);
  const { id, caseId, fromId, toId, partner, madeAt, dueAt } = row;
  return {
    id, caseId, kind, state, fromId, parts, toId: toId ?? undefined,
    partner: partner !== null && isPartner(partner) ? partner : undefined,
    force: force ?? undefined, refusal: refusal ?? undefined, madeAt: madeAt.getTime(), dueAt: dueAt?.getTime(),
  };
}
