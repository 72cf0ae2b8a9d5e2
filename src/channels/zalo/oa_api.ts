import { z } from 'zod';
import type { CallAnswer, Calls } from './call.ts';
import { Code } from './fields.ts';
import type { TokenKeeper } from './oa_token.ts';

/**
 * `error` is 0 when it was done, else Zalo's number, which comes with HTTP 200. `foreign`: it was not Zalo that
 * answered, but something in between; then `error` is the HTTP status.
 */
export type OaAnswer = Readonly<{ error: number; data?: unknown; status: number; foreign?: true }>;

/** The OA's API. `send` gives the answer as it came; it throws a `BrokenCall` when a connection breaks. */
export type ZaloOaApi = Readonly<{
  send: (path: string, body: object) => Promise<OaAnswer>;
  close: () => Promise<void>;
}>;

export type OaApiOptions = Readonly<{ calls: Calls; tokens: Pick<TokenKeeper, 'access' | 'renew'> }>;

/** Zalo's own code for a token that does not hold: nothing has left. */
const NO_TOKEN: OaAnswer = { error: -216, status: 0 };
/** Invalid; expired or removed (Zalo OA docs, ma-loi, read 2026-10). */
const TOKEN_DIED = [-216, -220];

/** The token stands in a bare header of that name. One that died under a call is renewed, once a call. */
export function openZaloOaApi({ calls, tokens }: OaApiOptions): ZaloOaApi {
  const post = async (path: string, body: object, token: string): Promise<OaAnswer> =>
    asAnswer(await calls.post(path, body, { access_token: token }));
  return {
    send: async (path, body) => {
      const used = await had(tokens.access());
      if (used === undefined) return NO_TOKEN;
      const answer = await post(path, body, used);
      if (!TOKEN_DIED.includes(answer.error)) return answer;
      const renewed = await had(tokens.renew(used));
      return renewed === undefined ? answer : post(path, body, renewed);
    },
    close: calls.close,
  };
}

/** Whoever keeps the tokens has told the operator already; the message waits in the outbox. */
async function had(token: Promise<string>): Promise<string | undefined> {
  try {
    return await token;
  } catch {
    return undefined;
  }
}

const Envelope = z.object({ error: Code, data: z.unknown().optional() });

function asAnswer({ status, data }: CallAnswer): OaAnswer {
  const read = Envelope.safeParse(data);
  return read.success ? { ...read.data, status } : { error: status, status, foreign: true };
}
