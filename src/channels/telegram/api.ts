import { type FormData, Pool, ProxyAgent } from 'undici';
import type { FetchedFile } from '../../tasks/file_ports.ts';
import type { Refusal } from './failures.ts';

/** The Bot API over a few kept connections. `call` gives the answer as it came; it throws when a connection breaks. */
export type TelegramApi = Readonly<{
  call: (method: string, body: object, timeoutMs?: number) => Promise<ApiAnswer>;
  upload: (method: string, form: FormData) => Promise<ApiAnswer>;
  /** A file by the path that `getFile` gave; one that is larger is not read to its end. */
  download: (path: string, bytesMax: number) => Promise<FetchedFile>;
  close: () => Promise<void>;
}>;

export type ApiAnswer = Readonly<{ ok: boolean; result?: unknown }> & Refusal;

/** `root` may carry a path; `proxy` is an HTTP proxy for networks that do not reach Telegram. */
export type ApiPlace = Readonly<{ root: string; token: string; proxy: string | undefined }>;

const CONNECTIONS = 16;
const TIMEOUT_MS = 20_000;

/**
 * Telegraf's own client costs three times the CPU a call and hides whether a request had left when its
 * connection broke; the send path needs both. The token never leaves this file.
 */
export function openTelegramApi({ root, token, proxy }: ApiPlace): TelegramApi {
  const { origin, pathname } = new URL(root);
  const connections = { connections: CONNECTIONS, connectTimeout: 5_000 };
  const pool = proxy ? new ProxyAgent({ uri: proxy, ...connections }) : new Pool(origin, connections);
  const base = pathname.replace(/\/$/, '');
  const path = `${base}/bot${token}/`;
  const post = async (method: string, body: string | FormData, timeoutMs: number): Promise<ApiAnswer> => {
    const headers = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
    const answer = await pool.request({
      origin, method: 'POST', path: path + method, headers, body, headersTimeout: timeoutMs, bodyTimeout: timeoutMs,
    });
    const text = await answer.body.text();
    return asAnswer(text, answer.statusCode);
  };
  return {
    call: (method, body, timeoutMs = TIMEOUT_MS) => post(method, JSON.stringify(body), timeoutMs),
    upload: (method, form) => post(method, form, TIMEOUT_MS),
    download: async (file, bytesMax) => {
      const request = { origin, path: `${base}/file/bot${token}/${file}` } as const;
      const times = { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS };
      const { statusCode, body } = await pool.request({ ...request, ...times, method: 'GET' });
      if (statusCode !== 200) {
        await body.dump();
        return { failed: statusCode >= 500 || statusCode === 429 ? 'away' : 'gone' };
      }
      return readUpTo(body, bytesMax);
    },
    // A long poll under way would be waited for; what it brings is not confirmed and comes again.
    close: () => pool.destroy(),
  };
}

async function readUpTo(body: AsyncIterable<Uint8Array>, bytesMax: number): Promise<FetchedFile> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    // Leaving the loop destroys the stream: the rest is not fetched.
    if (size > bytesMax) return { failed: 'gone' };
    parts.push(part);
  }
  return { bytes: Buffer.concat(parts) };
}

/** A proxy in between may answer with something that is not the Bot API's. */
function asAnswer(text: string, status: number): ApiAnswer {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && 'ok' in body) return { ...body, ok: body.ok === true };
  } catch {
    // Not JSON: the status says what there is to know.
  }
  return { ok: false, error_code: status, foreign: true };
}
