import { HELD } from '../core/cases/life.ts';
import type { MemberSecret } from '../tasks/rooms.ts';
import { bytes, type PrismaTransaction } from './database.ts';
import type { HouseKeys } from './house_keys.ts';
import { makeKeyPair, pinCheckOf, sealToMember } from './member_keys.ts';
import { type Key, unwrapKey } from './seal.ts';

/** The key of a case, as the running house opens it; undefined once it was shredded. */
export async function caseKey(tx: PrismaTransaction, keys: HouseKeys, caseId: string): Promise<Key | undefined> {
  const row = await tx.caseKey.findUnique({ where: { caseId } });
  return row ? unwrapKey(keys.masters, row.wrapped, `case:${caseId}`) : undefined;
}

/** Whoever takes a case can open it with a key of her own, if she has one. */
export async function sealToHolder(
  tx: PrismaTransaction, keys: HouseKeys, caseId: string, memberId: string,
): Promise<void> {
  // A key that is being made right now, in another chat of hers, is waited for.
  await tx.$queryRawUnsafe('SELECT id FROM member WHERE id = $1 FOR SHARE', memberId);
  const own = await tx.memberKey.findUnique({ where: { memberId }, select: { publicKey: true } });
  const key = own && await caseKey(tx, keys, caseId);
  if (!own || !key) return;
  const sealed = bytes(await sealToMember(key, { caseId, memberId, publicKey: own.publicKey }));
  await tx.caseSeal.create({ data: { caseId, memberId, sealed } });
}

/** Nobody holds these cases any more: the right to open them ends. */
export async function unsealCases(tx: PrismaTransaction, caseIds: readonly string[]): Promise<void> {
  await tx.caseSeal.deleteMany({ where: { caseId: { in: [...caseIds] } } });
}

/** A new key pair in the place of an older one, with what she holds now sealed to it. */
export async function makeMemberKey(
  tx: PrismaTransaction, keys: HouseKeys, memberId: string, secret: MemberSecret,
): Promise<void> {
  const made = await makeKeyPair(memberId, secret);
  await tx.$queryRawUnsafe('SELECT id FROM member WHERE id = $1 FOR UPDATE', memberId);
  await dropMemberKeys(tx, [memberId]);
  const { publicKey, salt, sealed } = made;
  const pinSalt = keys.secrets.salt();
  await tx.memberKey.create({
    data: {
      memberId, publicKey: bytes(publicKey), salt: bytes(salt), sealed: bytes(sealed),
      pinSalt: bytes(pinSalt), pinCheck: bytes(await pinCheckOf(keys.pinCheck, memberId, secret.pin, pinSalt)),
    },
  });
  // Locked, so that a case she steps back from at this moment is either still hers or not sealed.
  const held: readonly { id: string }[] = await tx.$queryRawUnsafe(`SELECT id FROM cases
    WHERE holder_id = $1 AND state = ANY($2::text[]) ORDER BY id FOR UPDATE`, memberId, [...HELD]);
  for (const { id } of held) await sealToHolder(tx, keys, id, memberId);
}

/** Whoever has left opens nothing any more. */
export async function dropMemberKeys(tx: PrismaTransaction, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length === 0) return;
  const where = { memberId: { in: [...memberIds] } };
  await tx.memberKey.deleteMany({ where });
  await tx.workPage.deleteMany({ where });
  await tx.caseSeal.deleteMany({ where });
}
