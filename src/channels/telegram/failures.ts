import type { SendResult } from '../../tasks/ports.ts';

/** `foreign`: it was not the Bot API that answered, but something in between. */
export type Refusal = Readonly<{
  error_code?: number; description?: string; parameters?: { retry_after?: number }; foreign?: true;
}>;

/** A refusal of the Bot API as a failed send. The description is never kept: it may echo our text. */
export function failureOf({ error_code: code = 0, description = '', parameters, foreign }: Refusal): SendResult {
  const detail = String(code);
  // A page that forbids is no word of Telegram's about her; one that says yes may stand behind a send.
  if (foreign && code !== 429) {
    return { failed: code >= 200 && code < 300 ? 'send:unknown' : 'send:unreachable', detail };
  }
  if (code === 429) return { failed: 'send:throttled', detail, retryAfterMs: (parameters?.retry_after ?? 1) * 1000 };
  if (code === 403) return { failed: 'send:blocked', detail };
  if (code === 401 || code === 404) return { failed: 'send:token', detail };
  if (code === 400 && /chat not found|user is deactivated/i.test(description)) return { failed: 'send:blocked', detail };
  if (code >= 500) return { failed: 'send:unreachable', detail };
  return { failed: 'send:refused', detail };
}

/** Errors before a byte has left: nothing can have been sent. */
const BEFORE_SENDING = [
  'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH', 'ENETUNREACH',
];

/** A broken connection: refused before the request left, or cut between request and answer. */
export function brokenOf(error: unknown): SendResult {
  const code = codeOf(error);
  return { failed: BEFORE_SENDING.includes(code) ? 'send:unreachable' : 'send:unknown', detail: code };
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? codeOf(error.cause) : 'unknown';
}
