import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { TokenPair, TokenStore } from '../../tasks/ports.ts';
import { BrokenCall, type CallAnswer } from './call.ts';
import { NoToken, openTokenKeeper, type TokenKeeper, type TokenKeeperOptions } from './oa_token.ts';

const START = 1_795_000_000_000;
const HOUR_MS = 3_600_000;
const LEASE_MS = 60_000;

type World = {
  at: number;
  pair: TokenPair;
  version: number;
  lease: { by: string; until: number } | undefined;
  /** What the house did, in order. */
  log: string[];
  alarms: string[];
  renewals: number;
  /** Breaks the next saves. */
  savesLost: number;
  seed: (refresh: string) => void;
  store: (by: string) => TokenStore;
  keeper: (by?: string, options?: Partial<TokenKeeperOptions>) => TokenKeeper;
  /** Zalo's side: one refresh token holds at a time, and once. Set to answer otherwise. */
  answer: ((refresh: string) => Promise<CallAnswer>) | undefined;
  valid: string;
};

function world(pair: Partial<TokenPair> = {}): World {
  const w: World = {
    at: START, pair: { access: 'a0', refresh: 'r0', expiresAt: START + 25 * HOUR_MS, ...pair }, version: 1, lease: undefined,
    log: [], alarms: [], renewals: 0, savesLost: 0, answer: undefined, valid: 'r0',
    seed: (refresh) => {
      Object.assign(w, { pair: { access: '', refresh, expiresAt: 0 }, version: w.version + 1, valid: refresh });
    },
    store: (by) => storeOf(w, by),
    keeper: (by = 'one', options = {}) => openTokenKeeper({
      store: storeOf(w, by), calls: { form: zaloOf(w) }, appId: '431', appSecret: 'app-secret', now: () => w.at,
      wait: async (ms) => {
        w.at += ms;
        await new Promise((resolve) => setImmediate(resolve));
      },
      alarm: (code) => w.alarms.push(code), renewed: () => w.log.push('renewed'), ...options,
    }),
  };
  return w;
}

function storeOf(w: World, by: string): TokenStore {
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    read: async () => {
      await turn();
      return { pair: w.pair, version: w.version };
    },
    lease: async (version) => {
      await turn();
      if (version !== w.version) return { is: 'newer' };
      if (w.lease && w.lease.until > w.at && w.lease.by !== by) return { is: 'theirs' };
      w.lease = { by, until: w.at + LEASE_MS };
      w.log.push(`lease ${by}`);
      return { is: 'mine', until: w.lease.until };
    },
    save: async (version, pair) => {
      await turn();
      if (w.savesLost > 0) {
        w.savesLost -= 1;
        throw new Error('the database is away');
      }
      if (version !== w.version) throw new Error('the pair has moved on');
      Object.assign(w, { pair, version: version + 1, lease: undefined });
      w.log.push(`save ${pair.access}`);
    },
    release: async () => {
      if (w.lease?.by === by) w.lease = undefined;
      w.log.push(`release ${by}`);
    },
  };
}

const zaloOf = (w: World): TokenKeeperOptions['calls']['form'] => async (path, fields, headers) => {
  expect([path, fields['app_id'], fields['grant_type'], headers['secret_key']]).toEqual(['/v4/oa/access_token', '431', 'refresh_token', 'app-secret']);
  const refresh = fields['refresh_token'] ?? '';
  w.log.push(`ask ${refresh}`);
  if (w.answer) return w.answer(refresh);
  await new Promise((resolve) => setImmediate(resolve));
  if (refresh !== w.valid) return { status: 200, data: { error: -14_014, error_name: 'Invalid refresh token', error_description: refresh } };
  w.renewals += 1;
  w.valid = `r${w.renewals}`;
  return { status: 200, data: { access_token: `a${w.renewals}`, refresh_token: w.valid, expires_in: '90000' } };
};

const failing = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'given', (error: unknown) => error);

describe('a token is given', () => {
  test('as it lies there, while it lives', async () => {
    const w = world();
    expect(await w.keeper().access()).toBe('a0');
    expect(w.log).toEqual([]);
  });

  test.each<[string, Partial<TokenPair>]>([
    ['has expired', { expiresAt: START }],
    ['was never there: the seed is new', { access: '', expiresAt: 0 }],
    ['was never there, however long it would live', { access: '' }],
  ])('newly, when the old one %s', async (_, pair) => {
    const w = world(pair);
    expect(await w.keeper().access()).toBe('a1');
    expect(w.pair).toEqual({ access: 'a1', refresh: 'r1', expiresAt: START + 25 * HOUR_MS });
    expect(w.log).toEqual(['lease one', 'ask r0', 'save a1', 'renewed']);
  });

  test('newly, when Zalo refused the old one', async () => {
    expect(await world().keeper().renew('a0')).toBe('a1');
  });

  test('simply the newer one, when somebody has renewed it', async () => {
    const w = world();
    expect(await w.keeper().renew('a-before')).toBe('a0');
    expect(w.log).toEqual([]);
  });

  test('newly, when the newer one has expired too', async () => {
    expect(await world({ expiresAt: START - 1 }).keeper().renew('a-before')).toBe('a1');
  });

  test('newly after a new seed, whatever was used before', async () => {
    const w = world();
    w.seed('s1');
    expect(await w.keeper().renew('a0')).toBe('a1');
    expect(w.log).toContain('ask s1');
  });

  test.each<[unknown, number]>([
    ['90000', 90_000], [3_600, 3_600], ['', 90_000], [undefined, 90_000], [null, 90_000], ['soon', 90_000], [-1, 90_000],
  ])('for as long as Zalo says: %j', async (expires, seconds) => {
    const w = world();
    w.answer = async () => ({ status: 200, data: { access_token: 'a9', refresh_token: 'r9', expires_in: expires } });
    await w.keeper().renew('a0');
    expect(w.pair).toEqual({ access: 'a9', refresh: 'r9', expiresAt: START + seconds * 1000 });
  });
});

describe('a refresh token is used once', () => {
  test('by a hundred who ask at the same time', async () => {
    const w = world();
    const keeper = w.keeper();
    const given = await Promise.all(Array.from({ length: 100 }, () => keeper.renew('a0')));
    expect(new Set(given)).toEqual(new Set(['a1']));
    expect(w.log.filter((line) => line.startsWith('ask'))).toEqual(['ask r0']);
  });

  test('by a hundred in four processes', async () => {
    const w = world({ expiresAt: START });
    const keepers = ['one', 'two', 'three', 'four'].map((by) => w.keeper(by));
    const given = await Promise.all(Array.from({ length: 25 }, () => keepers.flatMap((keeper) => [keeper.renew('a0'), keeper.access()])).flat());
    expect(new Set(given)).toEqual(new Set(['a1']));
    expect(w.log.filter((line) => line.startsWith('ask'))).toEqual(['ask r0']);
    expect(w.alarms).toEqual([]);
  });

  test('and the next one after it the next time', async () => {
    const w = world();
    const keeper = w.keeper();
    expect(await keeper.renew('a0')).toBe('a1');
    w.at += 5_000;
    expect(await keeper.renew('a1')).toBe('a2');
    expect(w.log.filter((line) => line.startsWith('ask'))).toEqual(['ask r0', 'ask r1']);
  });

  test('not for a token that is refused as soon as it is born: the next one would be too', async () => {
    const w = world();
    const keeper = w.keeper();
    await keeper.renew('a0');
    await expect(keeper.renew('a1')).rejects.toMatchObject({ code: 'young' });
    expect(w.log.filter((line) => line.startsWith('ask'))).toEqual(['ask r0']);
  });

  test('and what is stored is not read again for every message', async () => {
    const w = world();
    const keeper = w.keeper();
    const reads: string[] = [];
    const store = storeOf(w, 'one');
    const counted = w.keeper('one', { store: { ...store, read: async () => {
      reads.push('read');
      return store.read();
    } } });
    for (let sends = 0; sends < 5; sends++) await counted.access();
    expect(reads).toHaveLength(1);
    await keeper.access();
  });

  test('while somebody else renews, we wait and take theirs', async () => {
    const w = world();
    w.lease = { by: 'two', until: START + LEASE_MS };
    const keeper = w.keeper('one', {
      wait: async (ms) => {
        w.at += ms;
        if (w.at >= START + 1_000) Object.assign(w, { pair: { access: 'theirs', refresh: 'r7', expiresAt: w.at + HOUR_MS }, version: 2, lease: undefined });
      },
    });
    expect(await keeper.renew('a0')).toBe('theirs');
    expect(w.at).toBe(START + 1_000);
    expect(w.log).toEqual([]);
  });

  test('somebody else who never ends is waited for fifteen seconds', async () => {
    const w = world();
    w.lease = { by: 'two', until: START + LEASE_MS };
    expect(await failing(w.keeper().renew('a0'))).toMatchObject({ code: 'busy' });
    expect(w.at - START).toBe(15_000);
    expect(w.log).toEqual([]);
  });

  test('a lease that comes too late finds the newer pair', async () => {
    const w = world();
    const store = w.store('one');
    const keeper = w.keeper('one', {
      store: {
        ...store,
        lease: async (version) => {
          if (version === 1) Object.assign(w, { pair: { access: 'theirs', refresh: 'r7', expiresAt: w.at + HOUR_MS }, version: 2 });
          return store.lease(version);
        },
      },
    });
    expect(await keeper.renew('a0')).toBe('theirs');
    expect(w.log).toEqual([]);
  });

  test.each<[string, number, number]>([
    ['for more than five seconds', 5_001, LEASE_MS],
    ['beyond its lease', 3_000, 2_000],
  ])('a process that slept %s after its lease does not send with it', async (_, slept, lasts) => {
    const w = world();
    const store = w.store('one');
    let leases = 0;
    const keeper = w.keeper('one', {
      store: {
        ...store,
        lease: async (version) => {
          leases += 1;
          if (leases > 1) return store.lease(version);
          w.at += slept;
          // Meanwhile it was somebody else's turn.
          Object.assign(w, { pair: { access: 'theirs', refresh: 'r7', expiresAt: w.at + HOUR_MS }, version: 2 });
          return { is: 'mine', until: w.at - slept + lasts };
        },
      },
    });
    expect(await keeper.renew('a0')).toBe('theirs');
    expect(w.log).toEqual(['release one']);
  });

  test('a process that slept and is still alone asks for the lease again', async () => {
    const w = world();
    const store = w.store('one');
    let leases = 0;
    const keeper = w.keeper('one', {
      store: {
        ...store,
        lease: async (version) => {
          const lease = await store.lease(version);
          leases += 1;
          if (leases === 1) w.at += 6_000;
          return lease;
        },
      },
    });
    expect(await keeper.renew('a0')).toBe('a1');
    expect(w.log).toEqual(['lease one', 'release one', 'lease one', 'ask r0', 'save a1', 'renewed']);
  });
});

describe('a pair is stored before anybody uses it', () => {
  test('whoever asks meanwhile waits', async () => {
    const w = world({ expiresAt: START });
    const store = w.store('one');
    let stored = (): void => undefined;
    const saving = new Promise<void>((resolve) => {
      stored = resolve;
    });
    let reached = (): void => undefined;
    const atSave = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const keeper = w.keeper('one', {
      store: {
        ...store,
        save: async (version, pair) => {
          reached();
          await saving;
          await store.save(version, pair);
        },
      },
    });
    const given: string[] = [];
    const asking = [keeper.access(), keeper.renew('a0')].map((token) => token.then((access) => given.push(access)));
    await atSave;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(given).toEqual([]);
    stored();
    await Promise.all(asking);
    expect(given).toEqual(['a1', 'a1']);
  });

  test('a store that is away for a moment loses nothing', async () => {
    const w = world();
    w.savesLost = 2;
    expect(await w.keeper().renew('a0')).toBe('a1');
    expect([w.pair.refresh, w.alarms]).toEqual(['r1', []]);
  });

  test('a store that is away for longer gives no token, alarms once, and is asked again before anything else', async () => {
    const w = world();
    const keeper = w.keeper();
    w.savesLost = 6;
    expect(await failing(keeper.renew('a0'))).toMatchObject({ code: 'unsaved' });
    expect(await failing(keeper.renew('a0'))).toMatchObject({ code: 'unsaved' });
    expect([w.alarms, keeper.isDown()]).toEqual([['unsaved'], true]);
    await keeper.keepFresh();
    expect([w.pair.access, w.pair.refresh, keeper.isDown()]).toEqual(['a1', 'r1', false]);
    expect(w.log.filter((line) => line.startsWith('ask'))).toEqual(['ask r0']);
    expect(await keeper.access()).toBe('a1');
  });

  test('a pair that was stored although the answer got lost is found there', async () => {
    const w = world();
    const store = w.store('one');
    const keeper = w.keeper('one', {
      store: {
        ...store,
        save: async (version, pair) => {
          await store.save(version, pair);
          throw new Error('the answer got lost');
        },
      },
    });
    expect(await keeper.renew('a0')).toBe('a1');
    expect(w.log.filter((line) => line.startsWith('save'))).toEqual(['save a1']);
  });
});

describe('a renewal that fails', () => {
  test.each<[string, () => Promise<CallAnswer>, string]>([
    ['by a cut connection', () => Promise.reject(new BrokenCall('ECONNRESET')), 'ECONNRESET'],
    ['by a refused connection', () => Promise.reject(new BrokenCall('ECONNREFUSED')), 'ECONNREFUSED'],
    ['with 429', async () => ({ status: 429, data: undefined }), 'http_429'],
    ['with -32', async () => ({ status: 200, data: { error: -32, message: 'x' } }), '-32'],
    ['with 500', async () => ({ status: 500, data: undefined }), 'http_500'],
    ['with a foreign page', async () => ({ status: 403, data: undefined }), 'http_403'],
    ['with nothing', async () => ({ status: 200, data: undefined }), 'http_200'],
    ['with 503 and words', async () => ({ status: 503, data: { error: -1 } }), '-1'],
  ])('%s is tried again later with the same token', async (_, answer, code) => {
    const w = world();
    const keeper = w.keeper();
    w.answer = answer;
    expect(await failing(keeper.renew('a0'))).toMatchObject({ code });
    expect([w.alarms, keeper.isDown(), w.lease]).toEqual([[], false, undefined]);
    w.answer = undefined;
    expect(await keeper.renew('a0')).toBe('a1');
    expect(w.log.filter((line) => line.startsWith('ask'))).toEqual(['ask r0', 'ask r0']);
  });

  test.each<[string, CallAnswer, string]>([
    ['with a code', { status: 200, data: { error: -14_014, error_name: 'x' } }, 'refused:-14014'],
    ['with a code in words', { status: 200, data: { error: 'invalid_grant r0' } }, 'refused:http_200'],
    ['with half a pair', { status: 200, data: { access_token: 'a1', expires_in: '90000' } }, 'refused:http_200'],
  ])('%s is the end of that token', async (_, answer, alarm) => {
    const w = world();
    const keeper = w.keeper();
    w.answer = async () => answer;
    expect(await failing(keeper.renew('a0'))).toBeInstanceOf(NoToken);
    expect(await failing(keeper.renew('a0'))).toMatchObject({ code: 'refused' });
    await keeper.keepFresh();
    expect(w.log.filter((line) => line.startsWith('ask'))).toEqual(['ask r0']);
    expect([w.alarms, keeper.isDown(), w.lease]).toEqual([[alarm], true, undefined]);
  });

  test('for good does not take the access token that still lives', async () => {
    const w = world({ expiresAt: START + HOUR_MS / 2 });
    const keeper = w.keeper();
    w.valid = 'another';
    await keeper.keepFresh();
    expect([keeper.isDown(), await keeper.access()]).toEqual([true, 'a0']);
    w.at += HOUR_MS;
    expect(await failing(keeper.access())).toMatchObject({ code: 'refused' });
  });

  test('for good begins again with a new seed', async () => {
    const w = world();
    const keeper = w.keeper();
    w.valid = 'another';
    await failing(keeper.renew('a0'));
    w.seed('s1');
    await keeper.keepFresh();
    expect([keeper.isDown(), await keeper.access(), w.alarms]).toEqual([false, 'a1', ['refused:-14014']]);
  });

  test('shows no token and no secret', async () => {
    const w = world({ access: 'canary-a', refresh: 'canary-r' });
    const error = await failing(w.keeper().renew('canary-a'));
    expect(`${inspect(error, { depth: 9, showHidden: true })} ${w.alarms.join()}`).not.toMatch(/canary|app-secret/);
  });

  test('because the store is away is no refusal', async () => {
    const w = world();
    const store = w.store('one');
    const keeper = w.keeper('one', { store: { ...store, release: () => Promise.reject(new Error('away')) } });
    w.answer = async () => ({ status: 500, data: undefined });
    expect(await failing(keeper.renew('a0'))).toMatchObject({ code: 'http_500' });
    const broken = w.keeper('one', { store: { ...store, read: () => Promise.reject(new Error('away')) } });
    await expect(broken.keepFresh()).rejects.toThrow('away');
    expect(broken.isDown()).toBe(false);
    w.at += 25 * HOUR_MS;
    const leaseless = w.keeper('one', { store: { ...store, lease: () => Promise.reject(new Error('away')) } });
    await expect(leaseless.keepFresh()).rejects.toThrow('away');
  });
});

describe('the clock', () => {
  test.each<[string, number, string[]]>([
    ['more than an hour', HOUR_MS + 1, []],
    ['an hour', HOUR_MS, ['ask r0']],
    ['nothing', 0, ['ask r0']],
  ])('renews ahead when %s is left', async (_, left, asked) => {
    const w = world({ expiresAt: START + left });
    await w.keeper().keepFresh();
    expect(w.log.filter((line) => line.startsWith('ask'))).toEqual(asked);
  });

  test('does not fall over what passes', async () => {
    const w = world({ expiresAt: START });
    w.answer = () => Promise.reject(new BrokenCall('ECONNRESET'));
    await expect(w.keeper().keepFresh()).resolves.toBeUndefined();
  });

  test('of two processes renews once', async () => {
    const w = world({ expiresAt: START + 1_000 });
    await Promise.all([w.keeper('one').keepFresh(), w.keeper('two').keepFresh()]);
    expect(w.log.filter((line) => line.startsWith('ask'))).toEqual(['ask r0']);
    expect(w.log.filter((line) => line === 'renewed')).toHaveLength(1);
  });
});
