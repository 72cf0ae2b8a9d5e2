import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { TokenPair, TokenStore } from '../../tasks/ports.ts';
import { brokenOf, type CallAnswer, type Calls } from './call.ts';
import { Code } from './fields.ts';

export type TokenKeeper = Readonly<{
  /** A token that has not expired. It throws a `NoToken` when there is none to be had. */
  access: () => Promise<string>;
  /** A token newer than `used`, which Zalo has refused. It throws a `NoToken` when there is none to be had. */
  renew: (used: string) => Promise<string>;
  /** For a clock: renews ahead. What fails for a while is tried again by the next call. */
  keepFresh: () => Promise<void>;
  /** Nothing but a person helps: the account has to be asked for its consent again, or the database mended. */
  isDown: () => boolean;
}>;

export type TokenKeeperOptions = Readonly<{
  store: TokenStore;
  calls: Pick<Calls, 'form'>;
  appId: string;
  appSecret: string;
  now: () => number;
  wait?: (ms: number) => Promise<unknown>;
  /** `refused:<code>`: Zalo takes the refresh token no more. `unsaved`: a new pair could not be stored. */
  alarm: (code: string) => void;
  renewed: () => void;
}>;

/** There is no token to be had; the code says why, and never holds one. */
export class NoToken extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`No access token: ${code}`);
    this.name = 'NoToken';
    this.code = code;
  }
}

/** An access token lives for 25 hours; what is left after this is time to mend something. */
const AHEAD_MS = 3_600_000;
const LIFE_SECONDS = 90_000;
/** Somebody else renews: look again this often, for about 15 s. */
const WAIT_MS = 200;
const ROUNDS_MAX = 75;
/** Between asking for the lease and sending: a process that slept longer may not be the only one any more. */
const PAUSE_MS_MAX = 5_000;
/** A token that is refused when it is no older than this is not the reason. */
const YOUNG_MS = 5_000;
const SAVE_PAUSES_MS = [200, 1_000, 3_000];

type State = {
  options: TokenKeeperOptions & Required<Pick<TokenKeeperOptions, 'wait'>>;
  /** The refresh token that Zalo refused; a new seed brings another one. */
  refused: string | undefined;
  /** A pair that Zalo gave and that could not be stored yet: the only copy there is. */
  unsaved: { version: number; pair: TokenPair; told: boolean } | undefined;
  /** What was read last. When another process has renewed it Zalo says so, and it is read again. */
  known: TokenPair | undefined;
  /** The access token that this process got last, and when (ms). */
  born: { access: string; at: number };
};

/**
 * Keeps the rotating token pair of an Official Account. A refresh token can be used once and the old access token
 * dies at that moment, so one renewal at a time runs over all processes, and nobody uses a pair that is not stored.
 */
export function openTokenKeeper(options: TokenKeeperOptions): TokenKeeper {
  const state: State = {
    options: { wait: setTimeout, ...options },
    refused: undefined, unsaved: undefined, known: undefined, born: { access: '', at: 0 },
  };
  let flight: Promise<string> | undefined;
  const renew = (used: string): Promise<string> => {
    flight ??= renewOnce(used, state).finally(() => {
      flight = undefined;
    });
    return flight;
  };
  return {
    access: async () => {
      if (state.known && isLive(state.known, options.now())) return state.known.access;
      const { pair } = await readPair(state);
      return isLive(pair, options.now()) ? pair.access : renew(pair.access);
    },
    renew,
    keepFresh: async () => {
      const { pair } = await readPair(state);
      const rests = state.refused !== undefined || pair.expiresAt - options.now() > AHEAD_MS;
      if (rests && !state.unsaved) return;
      try {
        await renew(pair.access);
      } catch (error) {
        if (!(error instanceof NoToken)) throw error;
      }
    },
    isDown: () => state.refused !== undefined || state.unsaved?.told === true,
  };
}

async function readPair(state: State): ReturnType<TokenStore['read']> {
  const stored = await state.options.store.read();
  if (state.refused !== stored.pair.refresh) state.refused = undefined;
  state.known = stored.pair;
  return stored;
}

/** A new seed has no access token yet. */
const isLive = ({ access, expiresAt }: TokenPair, at: number): boolean => access !== '' && expiresAt > at;

async function renewOnce(used: string, state: State): Promise<string> {
  const { store, now, wait } = state.options;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    if (state.unsaved) await commit(state);
    const { pair, version } = await readPair(state);
    if (pair.access !== used && isLive(pair, now())) return pair.access;
    if (state.refused !== undefined) throw new NoToken('refused');
    // A token that is refused as soon as it is born: a new one would be too, and costs the one use of another.
    if (state.born.access === used && now() - state.born.at < YOUNG_MS) throw new NoToken('young');
    const askedAt = now();
    const lease = await store.lease(version);
    switch (lease.is) {
      case 'newer':
        continue;
      case 'theirs':
        await wait(WAIT_MS);
        continue;
      case 'mine':
        if (now() - askedAt <= PAUSE_MS_MAX && now() < lease.until) return exchange(pair, version, state);
        await giveBack(version, state);
    }
  }
  throw new NoToken('busy');
}

/** Zalo OA docs, OAuth v4, read 2026-10. */
async function exchange(pair: TokenPair, version: number, state: State): Promise<string> {
  const { calls, appId, appSecret, now, alarm, renewed } = state.options;
  const at = now();
  const fields = { refresh_token: pair.refresh, app_id: appId, grant_type: 'refresh_token' };
  let answer: CallAnswer;
  try {
    answer = await calls.form('/v4/oa/access_token', fields, { secret_key: appSecret });
  } catch (error) {
    await giveBack(version, state);
    const broken = brokenOf(error);
    throw new NoToken('detail' in broken ? broken.detail : 'unknown');
  }
  const fresh = pairOf(answer.data, at);
  if (!fresh) {
    const code = codeOf(answer);
    // No code is documented for a token that was used or has expired: what does not pass by itself is the end of it.
    if (!isPassing(answer)) {
      state.refused = pair.refresh;
      alarm(`refused:${code}`);
    }
    await giveBack(version, state);
    throw new NoToken(code);
  }
  state.unsaved = { version, pair: fresh, told: false };
  const access = await commit(state);
  state.born = { access, at: now() };
  renewed();
  return access;
}

/** Stores the pair that Zalo gave and gives the access token that is stored then. */
async function commit(state: State): Promise<string> {
  const { alarm, wait } = state.options;
  for (const pause of SAVE_PAUSES_MS) {
    try {
      return await save(state);
    } catch {
      await wait(pause);
    }
  }
  if (state.unsaved && !state.unsaved.told) {
    state.unsaved.told = true;
    alarm('unsaved');
  }
  throw new NoToken('unsaved');
}

async function save(state: State): Promise<string> {
  const { store } = state.options;
  const { pair, version } = await store.read();
  const { unsaved } = state;
  // It was stored though the answer got lost, or the operator has set a new seed meanwhile.
  if (unsaved?.version === version) await store.save(version, unsaved.pair);
  state.unsaved = undefined;
  state.known = unsaved?.version === version ? unsaved.pair : pair;
  return state.known.access;
}

/** When even this fails, the lease ends by itself. */
async function giveBack(version: number, { options }: State): Promise<void> {
  await options.store.release(version).catch(() => undefined);
}

const Fresh = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  // A string of seconds. A pair is never lost over it.
  expires_in: Code.pipe(z.int().positive()).catch(LIFE_SECONDS),
});

function pairOf(data: unknown, at: number): TokenPair | undefined {
  const read = Fresh.safeParse(data);
  if (!read.success) return undefined;
  const { access_token: access, refresh_token: refresh, expires_in: seconds } = read.data;
  return { access, refresh, expiresAt: at + seconds * 1000 };
}

const Refused = z.object({ error: Code });

/** Zalo's number, or the status of an answer without one; never its words. */
function codeOf({ status, data }: CallAnswer): string {
  const read = Refused.safeParse(data);
  return read.success ? String(read.data.error) : `http_${status}`;
}

/** Zalo says an error, or gives a token; a page of something in between does neither. */
const Zalos = z.union([z.looseObject({ error: z.unknown() }), z.looseObject({ access_token: z.string() })])
  .refine((data) => 'error' in data || 'access_token' in data);

/** Only Zalo itself can say that it is over; a page of something in between says nothing about the token. */
function isPassing(answer: CallAnswer): boolean {
  const code = codeOf(answer);
  return answer.status === 429 || answer.status >= 500 || code === '-32' || !Zalos.safeParse(answer.data).success;
}
