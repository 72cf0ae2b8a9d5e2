import { createHmac } from 'node:crypto';
import type { PrismaTransaction } from './database.ts';
import type { HouseKeys } from './house_keys.ts';
import type { Key } from './seal.ts';

/** Whose rows and key are gone. */
export type Subject = Readonly<{ kind: 'lane' | 'case'; id: string }>;

/** 22 letters under the ledger's own key: whoever reads the ledger alone learns no lane and no case. */
export function subjectOf(key: Key, { kind, id }: Subject): string {
  return createHmac('sha256', key).update(`${kind}:${id}`).digest('base64url').slice(0, 22);
}

const NOTE = `INSERT INTO erased (subject, at) SELECT DISTINCT s, $2::timestamptz FROM unnest($1::text[]) AS s
  ON CONFLICT (subject) DO UPDATE SET at = greatest(erased.at, excluded.at)`;

/**
 * Writes into the erase ledger, in the transaction that erases: a backup from before `at` (ms) does not bring these
 * back. It stands apart from the proofs, so that a proof leads to nobody.
 */
export async function noteErased(
  tx: Pick<PrismaTransaction, '$executeRawUnsafe'>, { erased }: Pick<HouseKeys, 'erased'>,
  subjects: readonly Subject[], at: number,
): Promise<void> {
  if (subjects.length === 0) return;
  await tx.$executeRawUnsafe(NOTE, subjects.map((subject) => subjectOf(erased, subject)), new Date(at));
}
