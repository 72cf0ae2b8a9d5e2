import { createServer } from 'node:http';
import { afterEach } from 'vitest';

/** What is shut after each test. */
export const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

export type Got = Readonly<{ headers: Readonly<Record<string, unknown>>; raw: string; body: Record<string, unknown> }>;

export type OpenHook = Readonly<{ url: string; got: readonly Got[] }>;

/** A webhook that answers everything with `status`. */
export async function openHook(status = 200): Promise<OpenHook> {
  const got: Got[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const raw = Buffer.concat(parts).toString('utf8');
      if (raw !== '') got.push({ headers: request.headers, raw, body: recordOf(JSON.parse(raw)) });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  }));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}/hook`, got };
}

export function recordOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new Error('not an object');
  return { ...value };
}

/** The JSON of an answer, with its HTTP status. */
export async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Record<string, unknown> & { status: number }> {
  const json = { 'content-type': 'application/json', ...headers };
  const answer = await fetch(url, { method: 'POST', headers: json, body: typeof body === 'string' ? body : JSON.stringify(body) });
  return { ...recordOf(await answer.json()), status: answer.status };
}

/** A text as the platforms take it. */
export const NFC = 'Chị ơi'.normalize('NFC');
