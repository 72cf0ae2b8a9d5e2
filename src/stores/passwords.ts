import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * OWASP, Password Storage Cheat Sheet: scrypt with N=2^15, r=8, p=3 is as strong as its first choice and needs 32 MiB
 * (read 2026-11-22).
 */
const COST = { N: 32_768, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
/** One is weighed after the other, so that a crowd at the door neither fills the memory nor stops the house. */
const WAITING_MAX = 16;

/** A salt and a slow hash, as one text that is to be sealed. */
export type Passwords = Readonly<{
  hash: (password: string) => Promise<string>;
  /**
   * Weighs a password against what `hash` gave, or against nothing in the same time; undefined: too many wait.
   */
  isSame: (password: string, kept: string | undefined) => Promise<boolean | undefined>;
}>;

export function openPasswords(): Passwords {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  const nobody = randomBytes(16);
  const slow = (password: string, salt: Uint8Array): Promise<Buffer> => {
    waiting += 1;
    const mine = last.then(() => hashed(password, salt)).finally(() => {
      waiting -= 1;
    });
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    hash: async (password) => {
      const salt = randomBytes(16);
      return `${salt.toString('base64')}:${(await slow(password, salt)).toString('base64')}`;
    },
    isSame: async (password, kept) => {
      if (waiting >= WAITING_MAX) return undefined;
      const [salt, hash] = (kept ?? '').split(':').map((part) => Buffer.from(part, 'base64'));
      const given = await slow(password, kept === undefined || !salt ? nobody : salt);
      return hash !== undefined && hash.length === given.length && timingSafeEqual(hash, given);
    },
  };
}

function hashed(password: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, 32, COST, (error, hash) => (error ? reject(error) : resolve(hash)));
  });
}
