import { unsealCases } from './case_keys.ts';
import type { PrismaTransaction } from './database.ts';
import { forgetKey } from './seal.ts';

/** Takes cases away with all that hung on them, whether she erased them or their time is over. */
export async function shredCases(tx: PrismaTransaction, caseIds: readonly string[]): Promise<void> {
  const ids = [...caseIds];
  // The keys first, here and in memory: without them the rest is noise, wherever a copy of it lies.
  await tx.caseKey.deleteMany({ where: { caseId: { in: ids } } });
  await unsealCases(tx, ids);
  ids.forEach((id) => forgetKey(`case:${id}`));
  await tx.threadMessage.deleteMany({ where: { caseId: { in: ids } } });
  await tx.receipt.deleteMany({ where: { caseId: { in: ids } } });
  await tx.consent.deleteMany({ where: { caseId: { in: ids } } });
  await tx.alert.deleteMany({ where: { caseId: { in: ids } } });
  await tx.rightsRequest.deleteMany({ where: { caseId: { in: ids } } });
  await tx.caseEvent.deleteMany({ where: { caseId: { in: ids } } });
  await tx.case.deleteMany({ where: { id: { in: ids } } });
}
