import { unsealCases } from './case_keys.ts';
import type { PrismaTransaction } from './database.ts';
import type { HouseKeys } from './house_keys.ts';
import { noteErased, type Subject } from './ledger.ts';
import { forgetKey } from './seal.ts';

const idsOf = (kind: Subject['kind'], ids: readonly string[]): Subject[] => ids.map((id) => ({ kind, id }));

// What the house began for a case lies in members' inboxes and in the outbox under ids that begin with the case's.
const UNSAID = `DELETE FROM inbox USING unnest($1::text[]) AS c WHERE starts_with(inbox.id, c)`;
const UNSENT = `DELETE FROM outbox USING unnest($1::text[]) AS c
  WHERE starts_with(outbox.id, c) AND outbox.state <> 'sending'`;

/** Takes cases away with all that hung on them, whether she erased them or their time is over (`at` in ms). */
export async function shredCases(
  tx: PrismaTransaction, keys: HouseKeys, caseIds: readonly string[], at: number,
): Promise<void> {
  const ids = [...caseIds];
  if (ids.length === 0) return;
  // The keys first, here and in memory: without them the rest is noise, wherever a copy of it lies.
  await tx.caseKey.deleteMany({ where: { caseId: { in: ids } } });
  await unsealCases(tx, ids);
  ids.forEach((id) => forgetKey(`case:${id}`));
  await noteErased(tx, keys, idsOf('case', ids), at);
  await tx.threadMessage.deleteMany({ where: { caseId: { in: ids } } });
  await tx.attachment.deleteMany({ where: { caseId: { in: ids } } });
  await tx.receipt.deleteMany({ where: { caseId: { in: ids } } });
  await tx.consent.deleteMany({ where: { caseId: { in: ids } } });
  await tx.alert.deleteMany({ where: { caseId: { in: ids } } });
  await tx.workPage.deleteMany({ where: { caseId: { in: ids } } });
  await tx.offer.deleteMany({ where: { caseId: { in: ids } } });
  await tx.rightsRequest.deleteMany({ where: { caseId: { in: ids } } });
  await tx.$executeRawUnsafe(UNSAID, ids);
  await tx.$executeRawUnsafe(UNSENT, ids);
  await tx.caseEvent.deleteMany({ where: { caseId: { in: ids } } });
  await tx.case.deleteMany({ where: { id: { in: ids } } });
}

/**
 * Takes chats away with their keys. What lies in the inbox stays: it may be what she wrote after she asked for it. So
 * do the ids of messages that are still to be taken back from her phone, and a mute, which ends by itself within days.
 */
export async function shredLanes(
  tx: PrismaTransaction, keys: HouseKeys, laneIds: readonly string[], at: number,
): Promise<void> {
  const ids = [...laneIds];
  if (ids.length === 0) return;
  await tx.laneKey.deleteMany({ where: { laneId: { in: ids } } });
  ids.forEach((id) => forgetKey(`lane:${id}`));
  await noteErased(tx, keys, idsOf('lane', ids), at);
  await tx.rightsRequest.deleteMany({ where: { laneId: { in: ids } } });
  await tx.heldFile.deleteMany({ where: { laneId: { in: ids } } });
  await tx.outbox.deleteMany({ where: { laneId: { in: ids } } });
  await tx.lane.deleteMany({ where: { id: { in: ids } } });
}
