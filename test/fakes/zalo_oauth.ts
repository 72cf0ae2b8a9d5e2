import { page, type Reply, type Asked } from './endpoint.ts';
import type { Spoken } from './faults.ts';

/** One use of a refresh token, and what came of it. */
export type RefreshUse = Readonly<{ token: string; at: number; was: 'renewed' | 'refused' }>;

/** Zalo's OAuth v4: single-use rotating refresh tokens, and access tokens that die when the next one is given. */
export type Oauth = Readonly<{
  answer: (asked: Asked) => Reply;
  strike: (fault: Spoken) => Reply;
  /** The error of an access token: 0 good, -216 invalid, -220 expired or replaced. */
  errorOf: (access: string | undefined) => number;
  uses: readonly RefreshUse[];
  /** Refresh tokens that were used more than once: each one loses the Official Account. */
  usedTwice: () => string[];
  /** The pair that is good now; `access` is empty before the first refresh. */
  current: () => Readonly<{ access: string; refresh: string }>;
  /** The access token dies before its time; the next calls are answered with `code`. */
  expireAccess: (code?: -216 | -220) => void;
  /** Refuses the next refresh, which uses the token up all the same. */
  refuseNext: (code?: number) => void;
  /** An administrator consents again in the browser: a new refresh token, and the old pair is dead. */
  consent: () => string;
}>;

export type OauthAbout = Readonly<{ appId: string; appSecret: string; refreshToken: string; now: () => number }>;

const ACCESS_SECONDS = 90_000;
const REFRESH_MS = 90 * 86_400_000;

export function openOauth({ appId, appSecret, refreshToken, now }: OauthAbout): Oauth {
  const uses: RefreshUse[] = [];
  let access = { token: '', until: 0, code: -220 };
  let refresh = { token: refreshToken, until: now() + REFRESH_MS };
  let count = 0;
  let refusal: number | undefined;
  const known = new Set<string>();

  const renew = (): Reply => {
    count += 1;
    access = { token: `access-${count}-of-nobody`, until: now() + ACCESS_SECONDS * 1000, code: -220 };
    known.add(access.token);
    refresh = { token: `refresh-${count}-of-nobody`, until: now() + REFRESH_MS };
    // Seconds, and a string.
    return good({ access_token: access.token, refresh_token: refresh.token, expires_in: String(ACCESS_SECONDS) });
  };

  return {
    answer: ({ path, verb, headers, body }) => {
      if (path !== '/v4/oa/access_token' || verb !== 'POST') return page(404, 'Not Found');
      if (!(headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) return bad(-14_001, 'the body is not a form');
      const form = new URLSearchParams(body.toString('utf8'));
      const token = form.get('refresh_token') ?? '';
      if ([...form.keys()].toSorted().join() !== 'app_id,grant_type,refresh_token') return bad(-14_001, 'wrong fields');
      if (form.get('grant_type') !== 'refresh_token') return bad(-14_001, 'grant_type is not refresh_token');
      if (form.get('app_id') !== appId) return bad(-14_002, 'the app is not active');
      if (headers['secret_key'] !== appSecret) return bad(-14_004, 'the secret key is wrong');
      const refused = refusal ?? (token === refresh.token && now() < refresh.until ? undefined : -14_014);
      refusal = undefined;
      uses.push({ token, at: now(), was: refused === undefined ? 'renewed' : 'refused' });
      return refused === undefined ? renew() : bad(refused, 'the refresh token is not valid');
    },
    strike,
    errorOf: (token) => {
      if (token !== access.token || token === '') return token !== undefined && known.has(token) ? -220 : -216;
      return now() < access.until ? 0 : access.code;
    },
    uses,
    usedTwice: () => [...new Set(uses.map(({ token }) => token).filter((token, index, all) => all.indexOf(token) !== index))],
    current: () => ({ access: access.token, refresh: refresh.token }),
    expireAccess: (code = -216) => void (access = { ...access, until: 0, code }),
    refuseNext: (code = -14_014) => void (refusal = code),
    consent: () => {
      count += 1;
      access = { token: '', until: 0, code: -220 };
      refresh = { token: `consented-${count}-of-nobody`, until: now() + REFRESH_MS };
      return refresh.token;
    },
  };
}

const good = (body: object): Reply => ({ status: 200, code: 0, body });

/** The errors of this host come with HTTP 200 too. Unconfirmed: which code says that a token was used or is too old. */
const bad = (error: number, reason: string): Reply =>
  ({ status: 200, code: error, body: { error, error_name: 'Invalid request', error_reason: reason, error_description: reason } });

function strike(fault: Spoken): Reply {
  switch (fault.kind) {
    case 'throttle': return bad(-32, 'too many requests');
    case 'down': return page(fault.status, 'Bad Gateway');
    case 'refuse': return bad(-14_014, 'refused');
    case 'error': return bad(fault.code, 'refused');
    case 'nonsense': return page(200, 'Welcome to our network');
  }
}
