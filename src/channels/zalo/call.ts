import http from 'node:http';
import https from 'node:https';
import axios from 'axios';
import type { SendResult } from '../../tasks/ports.ts';

/** `data` is the answer's JSON, or undefined when it was none. Whatever the status: it is an answer. */
export type CallAnswer = Readonly<{ status: number; data: unknown }>;

type Headers = Readonly<Record<string, string>>;

/** One host over a few kept connections. Both calls throw a `BrokenCall` when a connection breaks. */
export type Calls = Readonly<{
  post: (path: string, body: object, headers?: Headers) => Promise<CallAnswer>;
  form: (path: string, fields: Readonly<Record<string, string>>, headers: Headers) => Promise<CallAnswer>;
  close: () => Promise<void>;
}>;

/** A connection that broke. It carries a code and nothing else: axios' own error holds the token and the text. */
export class BrokenCall extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`The call broke: ${code}`);
    this.name = 'BrokenCall';
    this.code = code;
  }
}

const CONNECTIONS = 16;
const TIMEOUT_MS = 20_000;
/** A kept connection is dropped by us before a server would drop it under a request. */
const IDLE_MS = 4_000;
const ANSWER_BYTES_MAX = 1_048_576;

/** `root` may carry a path. A proxy of the environment is used: some operators have no other way out. */
export function openCalls(root: string, timeoutMs = TIMEOUT_MS): Calls {
  const kept = { keepAlive: true, maxSockets: CONNECTIONS, timeout: IDLE_MS };
  const [httpAgent, httpsAgent] = [new http.Agent(kept), new https.Agent(kept)];
  const client = axios.create({
    baseURL: root, allowAbsoluteUrls: false, httpAgent, httpsAgent, maxContentLength: ANSWER_BYTES_MAX,
    // A redirect would carry the token to another host.
    maxRedirects: 0, validateStatus: () => true,
    transformRequest: [(body: unknown) => body], transformResponse: [parsed],
  });
  const send = async (path: string, body: string, headers: Headers): Promise<CallAnswer> => {
    // axios' own timeout begins again with every byte; this one holds for the whole call.
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const request = { method: 'POST', url: path, data: body, headers, signal };
      const { status, data } = await client.request<unknown>(request);
      return { status, data };
    } catch (error) {
      throw new BrokenCall(codeOf(error));
    }
  };
  return {
    post: (path, body, headers) =>
      send(path, JSON.stringify(body), { ...headers, 'content-type': 'application/json' }),
    form: (path, fields, headers) =>
      send(path, new URLSearchParams(fields).toString(),
        { ...headers, 'content-type': 'application/x-www-form-urlencoded' }),
    close: async () => {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

/** A proxy in between may answer with something that is not the platform's. */
function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  // Only our own clock ever cancels a call.
  if (code === 'ERR_CANCELED') return 'ETIMEDOUT';
  return /^[A-Z][A-Z0-9_]{1,63}$/.test(code) ? code : 'unknown';
}

/** Errors before a byte has left: nothing can have been sent. */
const BEFORE_SENDING = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/** A broken connection: refused before the request left, or cut between request and answer. */
export function brokenOf(error: unknown): SendResult {
  const code = codeOf(error);
  return { failed: BEFORE_SENDING.includes(code) ? 'send:unreachable' : 'send:unknown', detail: code };
}
