import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { onEveryBackend } from '../../test/service/backends.ts';
import { openMade } from '../../test/service/made.ts';
import type { TokenStore } from '../tasks/ports.ts';
import type { Database } from './database.ts';
import { type HouseKeys, openHouseKeys } from './house_keys.ts';
import { tokenStore } from './tokens.ts';

onEveryBackend('The token pair of a channel', (backend) => {
  let database: Database;
  let keys: HouseKeys;
  let drop: () => Promise<void>;
  let at = 1_000_000;
  beforeAll(async () => {
    const made = await backend.make();
    drop = made.drop;
    database = await openMade(made);
    keys = await openHouseKeys(database, [randomBytes(32)]);
  });
  beforeEach(() => database.query('DELETE FROM channel_token', []));
  afterAll(async () => {
    await database.close();
    await drop();
  });
  const open = (instance: string, seed = 'first seed'): TokenStore =>
    tokenStore(database, keys, { channel: 'zalo_oa', seed, instance, now: () => at });
  const rows = async (): Promise<string> => {
    const found = await database.query("SELECT channel, seed, encode(sealed, 'escape') AS sealed FROM channel_token", []);
    return JSON.stringify(found);
  };
  const endLease = (): Promise<unknown> => database.query("UPDATE channel_token SET lease_until = now() - interval '1 second'", []);
  const PAIR = { access: 'access one', refresh: 'refresh one', expiresAt: 5_000 };

  test('begins with the seed of the operator, sealed, its hash beside it', async () => {
    expect((await open('a').read()).pair).toEqual({ access: '', refresh: 'first seed', expiresAt: 0 });
    expect(await rows()).not.toMatch(/first seed/);
    expect(await rows()).toMatch(/"seed":"[\w-]{22}"/);
  });

  test('gives every process the pair that one of them saved', async () => {
    const [one, other] = [open('a'), open('b')];
    const { version } = await one.read();
    await one.lease(version);
    await one.save(version, PAIR);
    expect(await other.read()).toEqual({ pair: PAIR, version: version + 1 });
    expect(await open('c').read()).toEqual({ pair: PAIR, version: version + 1 });
    expect(await rows()).not.toMatch(/access one|refresh one/);
  });

  test('of fifty who want to renew at once one may', async () => {
    const stores = Array.from({ length: 50 }, (_, index) => open(`process ${index % 3}`));
    const versions = await Promise.all(stores.map((store) => store.read()));
    expect(new Set(versions.map(({ version }) => version)).size).toBe(1);
    const leases = await Promise.all(stores.map((store) => store.lease(versions[0]?.version ?? 0)));
    expect(leases.map((lease) => lease.is).toSorted()).toEqual(['mine', ...Array(49).fill('theirs')]);
  });

  test('says until when the lease is good, shorter than the database means it', async () => {
    const store = open('a');
    const { version } = await store.read();
    at = 7_000_000;
    expect(await store.lease(version)).toEqual({ is: 'mine', until: 7_050_000 });
    const [row] = await database.query('SELECT extract(epoch FROM lease_until - now())::float8 AS left FROM channel_token', []);
    expect(row?.['left']).toBeGreaterThan(26);
  });

  test('a pair that has moved on needs no renewal', async () => {
    const store = open('a');
    const { version } = await store.read();
    await store.lease(version);
    await store.save(version, PAIR);
    expect(await open('b').lease(version)).toEqual({ is: 'newer' });
    expect((await open('b').lease(version + 1)).is).toBe('mine');
  });

  test('a lease that was given back or has run out is free', async () => {
    const [one, other] = [open('a'), open('b')];
    const { version } = await one.read();
    await one.lease(version);
    await other.release(version);
    expect(await other.lease(version)).toEqual({ is: 'theirs' });
    await one.release(version);
    expect((await other.lease(version)).is).toBe('mine');
    expect(await one.lease(version)).toEqual({ is: 'theirs' });
    await endLease();
    expect((await one.lease(version)).is).toBe('mine');
  });

  test('nobody saves without the lease, or over a newer pair', async () => {
    const [one, other] = [open('a'), open('b')];
    const { version } = await one.read();
    await expect(one.save(version, PAIR)).rejects.toThrow('without its lease');
    await one.lease(version);
    await expect(other.save(version, PAIR)).rejects.toThrow('without its lease');
    await endLease();
    await other.lease(version);
    await expect(one.save(version, PAIR)).rejects.toThrow('without its lease');
    await other.save(version, PAIR);
    await expect(one.save(version, { ...PAIR, access: 'late' })).rejects.toThrow('without its lease');
    expect((await one.read()).pair).toEqual(PAIR);
  });

  test('a pair that came too late is saved all the same when nobody else has renewed', async () => {
    const [one, other] = [open('a'), open('b')];
    const { version } = await one.read();
    await one.lease(version);
    await endLease();
    await other.lease(version);
    await other.release(version);
    await one.save(version, PAIR);
    expect((await other.read()).pair).toEqual(PAIR);
  });

  test('a new seed replaces the pair and ends the lease; whoever still runs with the old one takes what is there', async () => {
    const old = open('a');
    const { version } = await old.read();
    await old.lease(version);
    const fresh = open('b', 'second seed');
    expect(await fresh.read()).toEqual({ pair: { access: '', refresh: 'second seed', expiresAt: 0 }, version: version + 1 });
    await expect(old.save(version, PAIR)).rejects.toThrow('without its lease');
    expect((await old.read()).pair.refresh).toBe('second seed');
    expect((await fresh.read()).version).toBe(version + 1);
    expect((await fresh.lease(version + 1)).is).toBe('mine');
  });

  test('ten processes that bring the same new seed replace the pair once', async () => {
    const { version } = await open('a').read();
    const fresh = await Promise.all(Array.from({ length: 10 }, (_, index) => open(`process ${index}`, 'second seed').read()));
    expect(new Set(fresh.map((read) => read.version))).toEqual(new Set([version + 1]));
  });

  test('the pair of one channel does not open as that of another', async () => {
    await open('a').read();
    await database.query("UPDATE channel_token SET channel = 'other'", []);
    const other = tokenStore(database, keys, { channel: 'other', seed: 'first seed', instance: 'a', now: () => at });
    await database.query('UPDATE channel_token SET seed = $1', [keys.secrets.keyed('invite', 'token:other:first seed')]);
    await expect(other.read()).rejects.toThrow();
  });
});
