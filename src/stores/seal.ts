import { createCipheriv, createDecipheriv, createHash, randomFillSync } from 'node:crypto';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';

/** A 32-byte AES-256-GCM key: of the house, of a person, of a case. */
export type Key = Buffer;

/** The master keys in order, the current one first; only they wrap other keys. */
export type MasterKeys = readonly Key[];

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_BYTES = 4;

/**
 * Seals what is private: 12-byte nonce, ciphertext, 16-byte tag. `context` (such as `lane:<id>`) is
 * authenticated with it, so a sealed value moved to another row does not open.
 */
export function seal(key: Key, secret: Private, context: string): Buffer {
  return encrypt(key, Buffer.from(reveal(secret), 'utf8'), context);
}

/** Opens what `seal` closed with the same key and context; throws when either is another one. */
export function unseal(key: Key, sealed: Uint8Array, context: string): Private {
  return new Private(decrypt(key, sealed, context).toString('utf8'));
}

/** The same for bytes that are no words: a picture, a voice. */
export const sealBytes = (key: Key, plain: Uint8Array, context: string): Buffer =>
  encrypt(key, asBuffer(plain), context);

export const unsealBytes = (key: Key, sealed: Uint8Array, context: string): Uint8Array => decrypt(key, sealed, context);

/** A fresh random key. */
export function newKey(): Key {
  return randomBytesPooled(32);
}

/** Wraps a key under the current master key: 4-byte key id, then as `seal`. */
export function wrapKey(masters: MasterKeys, key: Key, context: string): Buffer {
  const current = masters[0];
  if (!current) throw new Error('There is no master key');
  return Buffer.concat([keyId(current), encrypt(current, key, context)]);
}

/** Unwraps with whichever master key wrapped it; throws when none of ours did. */
export function unwrapKey(masters: MasterKeys, wrapped: Uint8Array, context: string): Key {
  const bytes = asBuffer(wrapped);
  const known = unwrapped.get(context);
  if (known?.wrapped.equals(bytes)) return known.key;
  const key = unwrapAnew(masters, bytes, context);
  if (unwrapped.size >= UNWRAPPED_MAX) unwrapped.clear();
  unwrapped.set(context, { wrapped: Buffer.from(bytes), key });
  return key;
}

/** Forgets an unwrapped key, as `erase` must: the wrapped one is gone from the database already. */
export function forgetKey(context: string): void {
  unwrapped.delete(context);
}

// The master key is in memory anyway; what it opened last saves a decryption on the next message of the same talk.
const UNWRAPPED_MAX = 4_096;
const unwrapped = new Map<string, { wrapped: Buffer; key: Key }>();

function unwrapAnew(masters: MasterKeys, bytes: Buffer, context: string): Key {
  const id = bytes.subarray(0, KEY_ID_BYTES);
  const master = masters.find((candidate) => keyId(candidate).equals(id));
  if (!master) throw new Error('A key was wrapped by a master key that is not in MASTER_KEY');
  return decrypt(master, bytes.subarray(KEY_ID_BYTES), context);
}

/** Whether the current master key wrapped it; `keys rotate` rewraps the others. */
export function isWrappedByCurrent(masters: MasterKeys, wrapped: Uint8Array): boolean {
  const current = masters[0];
  return current !== undefined && keyId(current).equals(asBuffer(wrapped).subarray(0, KEY_ID_BYTES));
}

const keyIds = new WeakMap<Key, Buffer>();

function keyId(key: Key): Buffer {
  const known = keyIds.get(key);
  if (known) return known;
  const id = createHash('sha256').update('tincay key id').update(key).digest().subarray(0, KEY_ID_BYTES);
  keyIds.set(key, id);
  return id;
}

function encrypt(key: Key, plain: Buffer, context: string): Buffer {
  const nonce = randomBytesPooled(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context));
  const body = cipher.update(plain);
  cipher.final();
  return Buffer.concat([nonce, body, cipher.getAuthTag()]);
}

function decrypt(key: Key, sealed: Uint8Array, context: string): Buffer {
  const bytes = asBuffer(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  const plain = decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES));
  decipher.final();
  return plain;
}

/** Drivers give a Buffer (pg) or a Uint8Array (PGlite); neither is copied. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

// One system call for many nonces: a reply needs four of them.
const pool = Buffer.alloc(4096);
let used = pool.length;

function randomBytesPooled(size: number): Buffer {
  if (used + size > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += size;
  return Buffer.from(pool.subarray(used - size, used));
}
