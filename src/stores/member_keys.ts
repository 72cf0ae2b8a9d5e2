import { randomBytes, scrypt } from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import type { MemberSecret } from '../tasks/rooms.ts';
import { type Key, seal, unseal } from './seal.ts';

/** A member's key pair as stored: the private half is sealed under what she alone has. */
export type SealedKeyPair = Readonly<{
  memberId: string; publicKey: Uint8Array; salt: Uint8Array; sealed: Uint8Array;
}>;

/** The key of one case, sealed to one member. */
export type SealedCase = Readonly<{ caseId: string; sealed: Uint8Array }>;

/** What opened, by case; `broken` names the seals that are not hers, or were made for another case. */
export type OpenedCases = Readonly<{ keys: ReadonlyMap<string, Key>; broken: readonly string[] }>;

// HPKE (RFC 9180), base mode. P-256 and not X25519, which Node's WebCrypto called experimental until 20.19.3, while
// 20.19.0 is promised (https://github.com/mdn/browser-compat-data/issues/27964, read 2026-11-22).
const SUITE = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const ENC_BYTES = 65;
const INFO = Buffer.from('tincay case key to a member, 1');

/**
 * A quarter of a second and 64 MiB. It slows down only those who have her link secret already: without those 80 bits
 * no number of tries helps. OWASP asks for half of it (Password Storage Cheat Sheet, read 2026-11-22).
 */
const SLOW = { N: 65_536, r: 8, p: 2, maxmem: 128 * 1024 * 1024 };

/** The letters that are chance in a link secret: what stands before them, and the dashes, may be left out. */
export const LINK_LETTERS = 16;

/** Makes a member her key pair. The private half is never stored but under her link secret and her PIN together. */
export async function makeKeyPair(memberId: string, secret: MemberSecret): Promise<SealedKeyPair> {
  const salt = randomBytes(16);
  const pair = await SUITE.kem.generateKeyPair();
  const publicKey = Buffer.from(await SUITE.kem.serializePublicKey(pair.publicKey));
  const privateKey = Buffer.from(await SUITE.kem.serializePrivateKey(pair.privateKey)).toString('base64');
  const sealed = seal(await keyOf(secret, salt), new Private(privateKey), contextOf(memberId));
  return { memberId, publicKey, salt, sealed };
}

/** Seals the key of a case to a member; it opens for her and as this case only. */
export async function sealToMember(
  key: Key, { caseId, memberId, publicKey }: { caseId: string; memberId: string; publicKey: Uint8Array },
): Promise<Buffer> {
  const recipientPublicKey = await SUITE.kem.deserializePublicKey(Uint8Array.from(publicKey).buffer);
  const { enc, ct } = await SUITE.seal({ recipientPublicKey, info: INFO }, key, boundTo(caseId, memberId));
  return Buffer.concat([Buffer.from(enc), Buffer.from(ct)]);
}

/** Opens the keys of cases that are sealed to one member. */
export type OpensCases = (seals: readonly SealedCase[]) => Promise<OpenedCases>;

/**
 * Unlocks a member's key with her two halves, from rows alone and without any key of the house. Undefined when the
 * link secret or the PIN is another one. Slow on purpose; what it gives is quick, and lives in memory only.
 */
export async function openWithPin(own: SealedKeyPair, secret: MemberSecret): Promise<OpensCases | undefined> {
  const privateKey = await unlock(own, secret);
  if (!privateKey) return undefined;
  const recipientKey = await SUITE.kem.deserializePrivateKey(Uint8Array.from(privateKey).buffer);
  return async (seals) => {
    const keys = new Map<string, Key>();
    const broken: string[] = [];
    for (const { caseId, sealed } of seals) {
      try {
        const [enc, body] = [sealed.slice(0, ENC_BYTES), sealed.slice(ENC_BYTES)];
        const opened = await SUITE.open({ recipientKey, enc, info: INFO }, body, boundTo(caseId, own.memberId));
        keys.set(caseId, Buffer.from(opened));
      } catch {
        broken.push(caseId);
      }
    }
    return { keys, broken };
  };
}

/** What her digits alone are held against, on a page of her work: it opens none of this. */
export function pinCheckOf(
  check: (memberId: string, pin: string, salt: Uint8Array) => Promise<Uint8Array>,
  memberId: string, pin: Private, salt: Uint8Array,
): Promise<Uint8Array> {
  return check(memberId, reveal(pin), salt);
}

async function unlock(own: SealedKeyPair, secret: MemberSecret): Promise<Buffer | undefined> {
  const key = await keyOf(secret, own.salt);
  try {
    return Buffer.from(reveal(unseal(key, own.sealed, contextOf(own.memberId))), 'base64');
  } catch {
    return undefined;
  }
}

const contextOf = (memberId: string): string => `member_key:${memberId}`;
const boundTo = (caseId: string, memberId: string): Buffer => Buffer.from(`case:${caseId}:${memberId}`);

function keyOf({ link, pin }: MemberSecret, salt: Uint8Array): Promise<Key> {
  const letters = reveal(link).toUpperCase().replace(/[^0-9A-Z]/g, '').slice(-LINK_LETTERS);
  // Sixteen letters and six digits: there is one way only to part the two again.
  const both = `${letters}:${reveal(pin)}`;
  return new Promise((resolve, reject) => {
    scrypt(both, salt, 32, SLOW, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
