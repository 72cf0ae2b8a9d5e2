import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Faults, isSpoken, type Spoken } from './faults.ts';

/** A request as it came in. */
export type Incoming = Readonly<{ verb: string; path: string; headers: IncomingHttpHeaders; body: Buffer }>;

/** A request as the platform reads it: the method's name, by which faults are planned, and its fields if they can be read. */
export type Asked = Incoming & Readonly<{ method: string; fields: Readonly<Record<string, unknown>> | undefined }>;

/** An answer; `code` is the platform's own (0: done), which HTTP may call good. A string is sent as a page, bytes as they are. */
export type Reply = Readonly<{ status: number; code: number; body: object | string; headers?: Readonly<Record<string, string>> }>;

/** Every request a fake got, with the status it was answered with; 0 when the line was cut. */
export type Call = Readonly<{
  method: string; path: string; fields: Readonly<Record<string, unknown>>; status: number; code: number; at: number;
}>;

/** What makes a platform out of a server. */
export type Desk = Readonly<{
  read: (incoming: Incoming) => Promise<Asked>;
  /** The refusal for whoever may not call at all: strangers use up no planned fault. */
  stranger: (asked: Asked) => Reply | undefined;
  answer: (asked: Asked) => Reply | Promise<Reply>;
  /** How this platform says that it slows down, is down, or refuses. */
  strike: (fault: Spoken, asked: Asked) => Reply;
}>;

export type Endpoint = Readonly<{ root: string; close: () => Promise<void> }>;
type EndpointOptions = Readonly<{ port: number; desk: Desk; faults: Faults; calls: Call[] }>;

/** A server on this machine that keeps every call and lets faults strike. */
export async function openEndpoint({ port, desk, faults, calls }: EndpointOptions): Promise<Endpoint> {
  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method: verb = '', url: path = '', headers } = request;
    const asked = await desk.read({ verb, path, headers, body: await readBody(request) });
    const { method, fields = {} } = asked;
    const keep = (status: number, code: number): void => void calls.push({ method, path, fields, status, code, at: Date.now() });
    const refusal = desk.stranger(asked);
    const fault = refusal ? undefined : faults.take(method, fields);
    if (fault?.kind === 'cut' && fault.when === 'before') {
      keep(0, 0);
      return void response.destroy();
    }
    if (fault?.kind === 'slow' && fault.when !== 'after') await rest(fault.ms);
    const reply = refusal ?? (isSpoken(fault) ? desk.strike(fault, asked) : await desk.answer(asked));
    if (fault?.kind === 'slow' && fault.when === 'after') await rest(fault.ms);
    if (fault?.kind === 'cut') {
      keep(0, reply.code);
      return void response.destroy();
    }
    keep(reply.status, reply.code);
    write(response, reply);
  };
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The fake has no port');
  return {
    root: `http://127.0.0.1:${address.port}`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

/** The JSON object in a body; undefined when there is none. */
export function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : undefined;
  } catch {
    return undefined;
  }
}

/** What stands between us and a platform when it is down, or when the line is somebody else's. */
export function page(status: number, words: string): Reply {
  return { status, code: status, body: `<html><body><h1>${status} ${words}</h1></body></html>` };
}

function write(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  if (body instanceof Uint8Array) return void response.writeHead(status, { 'content-type': 'application/octet-stream' }).end(body);
  const [type, content] = typeof body === 'string' ? ['text/html', body] : ['application/json', JSON.stringify(body)];
  response.writeHead(status, { 'content-type': type, ...headers }).end(content);
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
