import { createHmac, randomBytes, randomUUID, scrypt, timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../tasks/rooms.ts';
import type { Database } from './database.ts';
import { isWrappedByCurrent, type Key, type MasterKeys, newKey, unwrapKey, wrapKey } from './seal.ts';

/** Keyed hashes are separated by purpose: what is known of a club member says nothing about a person seeking help. */
const NAMES = [
  'inbox', 'house', 'events', 'handles_help', 'handles_clubs', 'words', 'receipts', 'invites', 'erased', 'officers',
  'pins',
] as const;
type Name = (typeof NAMES)[number];
export type OfficerPurpose = 'name' | 'setup' | 'session' | 'form' | 'recovery' | 'browser' | 'via';

/** Letters that are not mistaken for one another when read aloud or by hand; 32 of them, 5 bits each. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** The keys of the house, unwrapped; they live in memory only. */
export type HouseKeys = Readonly<{
  /** The current one first; `keys rotate` puts a new one before it while the house runs. */
  masters: Key[];
  inbox: Key;
  house: Key;
  /** Of the erase ledger. */
  erased: Key;
  /** What a member's six digits are held against, 32 bytes: slow, and keyed, so that rows alone cannot try any. */
  pinCheck: (memberId: string, pin: string, salt: Uint8Array) => Promise<Uint8Array>;
  /** 22 letters: which chat this is, for help or for clubs. */
  laneId: (purpose: 'help' | 'clubs', channel: string, account: string) => string;
  /** 22 letters: which update this is. Platform ids hold handles, so they are hashed with a key. */
  eventId: (channel: string, account: string, platformId: string) => string;
  /** 22 letters: a name, a code or a session of an officer of the console, each purpose apart. */
  ofOfficer: (purpose: OfficerPurpose, text: string) => string;
  secrets: Secrets;
  id: () => string;
}>;

/** Reads the keys of the house, makes those that are missing, and wraps anew what an older master key wrapped. */
export async function openHouseKeys(database: Database, masters: Key[]): Promise<HouseKeys> {
  const keys = new Map<Name, Key>();
  for (const name of NAMES) keys.set(name, await houseKey(database, masters, name));
  const key = (name: Name): Key => {
    const found = keys.get(name);
    if (!found) throw new Error(`The house has no key ${name}`);
    return found;
  };
  const hash = (name: Name, text: string): string =>
    createHmac('sha256', key(name)).update(text).digest('base64url').slice(0, 22);
  const purposes = { word: 'words', receipt: 'receipts', invite: 'invites' } as const;
  return {
    masters,
    inbox: key('inbox'),
    house: key('house'),
    erased: key('erased'),
    pinCheck: async (memberId, pin, salt) =>
      createHmac('sha256', key('pins')).update(`${memberId}:`).update(await slowHash(pin, salt)).digest(),
    laneId: (purpose, channel, account) => hash(`handles_${purpose}`, `${channel}:${account}`),
    eventId: (channel, account, platformId) => hash('events', `${channel}:${account}:${platformId}`),
    ofOfficer: (purpose, text) => hash('officers', `${purpose}:${text}`),
    id: randomUUID,
    secrets: {
      keyed: (purpose, text) => hash(purposes[purpose], text),
      slow: slowHash,
      same: (one, other) => one.length === other.length && timingSafeEqual(one, other),
      salt: () => randomBytes(16),
      code: randomCode,
      id: randomUUID,
    },
  };
}

async function houseKey(database: Database, masters: MasterKeys, name: Name): Promise<Key> {
  const fresh = wrapKey(masters, newKey(), `house:${name}`);
  const { houseKey } = database.prisma;
  await houseKey.createMany({ data: [{ name, wrapped: Uint8Array.from(fresh) }], skipDuplicates: true });
  const { wrapped } = await houseKey.findUniqueOrThrow({ where: { name } });
  const key = unwrapKey(masters, wrapped, `house:${name}`);
  if (!isWrappedByCurrent(masters, wrapped)) {
    const rewrapped = Uint8Array.from(wrapKey(masters, key, `house:${name}`));
    await database.prisma.houseKey.update({ where: { name }, data: { wrapped: rewrapped } });
  }
  return key;
}

/** scrypt with 16 MiB: about 50 ms, so that a stolen receipt's word is not tried by the million. */
function slowHash(text: string, salt: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    scrypt(text, salt, 32, { N: 16_384, r: 8, p: 1 }, (error, hash) => (error ? reject(error) : resolve(hash)));
  });
}

function randomCode(letters: number): string {
  return Array.from(randomBytes(letters), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
