import { reveal } from '../core/private/reveal.ts';
import { Private } from '../core/private/private.ts';
import type { TokenPair, TokenStore } from '../tasks/ports.ts';
import { type Database, optional } from './database.ts';
import { bytesOf } from './desk.ts';
import type { HouseKeys } from './house_keys.ts';
import { seal, unseal } from './seal.ts';

export type TokenStoreOptions = Readonly<{
  channel: string;
  /** The refresh token that the operator has set. */
  seed: string;
  /** Which process this is. */
  instance: string;
  now: () => number;
}>;

/** A renewal has 50 s on this process's clock; on the database's the lease is longer by what clocks may differ. */
const LEASE_MS = 50_000;
const LEASE_S = 60;

const READ = 'SELECT seed, version, sealed FROM channel_token WHERE channel = $1';

const PLANT = `
  INSERT INTO channel_token AS t (channel, seed, version, sealed) VALUES ($1, $2, 1, $3)
  ON CONFLICT (channel) DO UPDATE SET seed = excluded.seed, sealed = excluded.sealed, version = t.version + 1,
    lease_by = NULL, lease_until = NULL
  WHERE t.seed <> excluded.seed`;

const LEASE = `
  UPDATE channel_token SET lease_by = $3, lease_until = clock_timestamp() + interval '${LEASE_S} seconds'
  WHERE channel = $1 AND version = $2 AND (lease_by IS NULL OR lease_until < clock_timestamp())
  RETURNING version`;

// A lease that somebody took over and gave back again is nobody's: what was renewed under it is still the newest.
const SAVE = `
  UPDATE channel_token SET sealed = $4, version = version + 1, lease_by = NULL, lease_until = NULL
  WHERE channel = $1 AND version = $2 AND (lease_by = $3 OR lease_by IS NULL)
  RETURNING version`;

const RELEASE = `
  UPDATE channel_token SET lease_by = NULL, lease_until = NULL
  WHERE channel = $1 AND version = $2 AND lease_by = $3`;

/**
 * The rotating token pair of a channel, sealed under the house key. A seed that is not the row's replaces the pair. It
 * is looked at once, at the start: a process that still runs with an older one must not put a used token back.
 */
export function tokenStore(
  { query, byKey }: Pick<Database, 'query' | 'byKey'>, { house, secrets }: Pick<HouseKeys, 'house' | 'secrets'>,
  { channel, seed, instance, now }: TokenStoreOptions,
): TokenStore {
  const context = `token:${channel}`;
  const mine = secrets.keyed('invite', `${context}:${seed}`);
  const closed = (pair: TokenPair): Buffer => seal(house, new Private(JSON.stringify(pair)), context);
  const find = async (): Promise<Row | undefined> => optional((await byKey(READ, [channel]))[0] ?? null, rowOf);
  let planted = false;
  let leased: number | undefined;
  const plant = async (): Promise<Row> => {
    await query(PLANT, [channel, mine, closed({ access: '', refresh: seed, expiresAt: 0 })]);
    planted = true;
    const row = await find();
    if (!row) throw new Error('The token of a channel was not stored');
    return row;
  };
  return {
    read: async () => {
      const found = await find();
      const row = found && (planted || found.seed === mine) ? found : await plant();
      planted = true;
      const pair: TokenPair = JSON.parse(reveal(unseal(house, row.sealed, context)));
      return { pair, version: row.version };
    },
    lease: async (version) => {
      const until = now() + LEASE_MS;
      if ((await query(LEASE, [channel, version, instance])).length > 0) {
        leased = version;
        return { is: 'mine', until };
      }
      return (await find())?.version === version ? { is: 'theirs' } : { is: 'newer' };
    },
    save: async (version, pair) => {
      const saved = leased === version ? await query(SAVE, [channel, version, instance, closed(pair)]) : [];
      if (saved.length === 0) throw new Error('The token of a channel was renewed without its lease');
    },
    release: async (version) => {
      leased = undefined;
      await query(RELEASE, [channel, version, instance]);
    },
  };
}

type Row = { seed: string; version: number; sealed: Uint8Array };

const rowOf = (row: Record<string, unknown>): Row => ({
  seed: String(row['seed']), version: Number(row['version']), sealed: bytesOf(row['sealed']),
});
