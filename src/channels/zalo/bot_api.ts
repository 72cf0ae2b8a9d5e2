import { z } from 'zod';
import { type CallAnswer, openCalls } from './call.ts';
import { Code } from './fields.ts';

/** `foreign`: it was not the Bot platform that answered, but something in between. */
export type BotAnswer = Readonly<{ ok: boolean; result?: unknown; error_code?: number; foreign?: true }>;

/** The Bot platform. `call` gives the answer as it came; it throws a `BrokenCall` when a connection breaks. */
export type ZaloBotApi = Readonly<{
  call: (method: string, body: object) => Promise<BotAnswer>;
  close: () => Promise<void>;
}>;

const Envelope = z.object({
  ok: z.boolean(), result: z.unknown().optional(), error_code: Code.optional().catch(undefined),
});

/** No slash between `bot` and the token (Zalo Bot docs, call_api, read 2026-10). The token never leaves this file. */
export function openZaloBotApi(root: string, token: string): ZaloBotApi {
  const calls = openCalls(root);
  return {
    call: async (method, body) => asAnswer(await calls.post(`/bot${token}/${method}`, body)),
    close: calls.close,
  };
}

/** HTTP 200 may carry `ok: false`, and an error may carry no code of its own (Zalo Bot docs, read 2026-10). */
function asAnswer({ status, data }: CallAnswer): BotAnswer {
  const read = Envelope.safeParse(data);
  if (!read.success) return { ok: false, error_code: status, foreign: true };
  const { ok, result, error_code: code = status } = read.data;
  if (ok) return { ok, result };
  return code === 200 ? { ok } : { ok, error_code: code };
}
