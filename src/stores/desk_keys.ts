import { createHmac } from 'node:crypto';
import type { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import type { Database } from './database.ts';
import { forgetKey, type Key, type MasterKeys, newKey, unwrapKey, wrapKey } from './seal.ts';

/** Rows of `house_key` that hold the key of one day. No copy of keys takes them along. */
export const DESK_PREFIX = 'desk:';

/** A key outlives its day for as long as anybody may still be busy by it, and an hour for clocks that differ. */
const KEPT_MS = 3 * 3_600_000;

/** The keys of the delivery desk: one a day, gone three hours after it. What was hashed with it says nothing then. */
export type DeskKeys = Readonly<{
  /** Which account this is, today; the same for help and for clubs. `at` in ms. */
  idOf: (channel: string, account: Private, at: number) => Promise<string>;
  /** Its ids of today and, while that key lasts, of yesterday. */
  idsOf: (channel: string, account: Private, at: number) => Promise<string[]>;
  /** Deletes the keys whose time is over. */
  forget: (at: number) => Promise<void>;
}>;

const nameOf = (at: number): string => `${DESK_PREFIX}${new Date(at).toISOString().slice(0, 10)}`;

export function deskKeys({ query }: Pick<Database, 'query'>, masters: MasterKeys): DeskKeys {
  const known = new Map<string, Key>();
  const find = async (name: string): Promise<Key | undefined> => {
    const here = known.get(name);
    if (here) return here;
    const [row] = await query('SELECT wrapped FROM house_key WHERE name = $1', [name]);
    const wrapped = row?.['wrapped'];
    if (!(wrapped instanceof Uint8Array)) return undefined;
    const key = unwrapKey(masters, wrapped, `house:${name}`);
    known.set(name, key);
    return key;
  };
  const make = async (name: string): Promise<Key> => {
    const fresh = wrapKey(masters, newKey(), `house:${name}`);
    await query('INSERT INTO house_key (name, wrapped) VALUES ($1, $2) ON CONFLICT DO NOTHING', [name, fresh]);
    const key = await find(name);
    if (!key) throw new Error('The desk has no key of this day');
    return key;
  };
  const keyOf = async (name: string): Promise<Key> => await find(name) ?? make(name);
  return {
    idOf: async (channel, account, at) => idOf(await keyOf(nameOf(at)), channel, account),
    idsOf: async (channel, account, at) => {
      const names = new Set([nameOf(at), nameOf(at - KEPT_MS)]);
      const keys = await Promise.all([...names].map(find));
      return keys.flatMap((key) => (key ? [idOf(key, channel, account)] : []));
    },
    forget: async (at) => {
      const oldest = nameOf(at - KEPT_MS);
      [...known.keys()].filter((name) => name < oldest).forEach((name) => known.delete(name));
      const gone = await query(
        'DELETE FROM house_key WHERE name LIKE $1 AND name < $2 RETURNING name', [`${DESK_PREFIX}%`, oldest],
      );
      gone.forEach(({ name }) => forgetKey(`house:${String(name)}`));
    },
  };
}

const idOf = (key: Key, channel: string, account: Private): string =>
  createHmac('sha256', key).update(`${channel}:${reveal(account)}`).digest('base64url').slice(0, 22);
