import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';
import { format, inspect } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { BrokenCall, brokenOf, type Calls, openCalls } from './call.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

type Asked = { method: string; url: string; headers: IncomingMessage['headers']; body: string; port: number };

/** A server on the loopback that writes down what it is asked. */
async function listening(answer: (asked: Asked, res: ServerResponse) => void): Promise<{ root: string; asked: Asked[]; server: Server }> {
  const asked: Asked[] = [];
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const one = { method: req.method ?? '', url: req.url ?? '', headers: req.headers, body: Buffer.concat(chunks).toString(), port: req.socket.remotePort ?? 0 };
    asked.push(one);
    answer(one, res);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  open.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return { root: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, asked, server };
}

function calling(root: string, timeoutMs?: number): Calls {
  const calls = openCalls(root, timeoutMs);
  open.push(calls.close);
  return calls;
}

const json = (res: ServerResponse, body: unknown, status = 200): unknown => res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const failing = (answer: Promise<unknown>): Promise<unknown> => answer.then(() => 'answered', (error: unknown) => error);

test('JSON leaves as it is, with its headers, under the path of the root', async () => {
  const { root, asked } = await listening((_, res) => json(res, { ok: true, id: '12345678901234567890' }));
  const calls = calling(`${root}/zalo/`);
  expect(await calls.post('/bot1:abc/sendMessage', { text: 'chị ơi' }, { access_token: 'A' })).toEqual({ status: 200, data: { ok: true, id: '12345678901234567890' } });
  expect(asked).toMatchObject([{ method: 'POST', url: '/zalo/bot1:abc/sendMessage', body: '{"text":"chị ơi"}', headers: { access_token: 'A', 'content-type': 'application/json' } }]);
});

test('a form leaves as a form', async () => {
  const { root, asked } = await listening((_, res) => json(res, {}));
  await calling(root).form('/v4/oa/access_token', { refresh_token: 'a b&c=đ', app_id: '1' }, { secret_key: 'S' });
  expect(asked).toMatchObject([{
    url: '/v4/oa/access_token', body: 'refresh_token=a+b%26c%3D%C4%91&app_id=1',
    headers: { secret_key: 'S', 'content-type': 'application/x-www-form-urlencoded' },
  }]);
});

test.each<[number, string, unknown]>([
  [200, '{"error":0}', { error: 0 }],
  [400, '{"ok":false}', { ok: false }],
  [429, '', undefined],
  [502, '<html>bad gateway</html>', undefined],
  [200, '{"cut', undefined],
])('HTTP %i with %j is an answer', async (status, body, data) => {
  const { root } = await listening((_, res) => res.writeHead(status).end(body));
  expect(await calling(root).post('/x', {})).toEqual({ status, data });
});

test('a redirect is not followed: it would carry the token elsewhere', async () => {
  const { root, asked } = await listening((_, res) => res.writeHead(307, { location: '/elsewhere' }).end());
  expect(await calling(root).post('/x', {})).toEqual({ status: 307, data: undefined });
  expect(asked).toHaveLength(1);
});

test('a connection is kept for the next call', async () => {
  const { root, asked } = await listening((_, res) => json(res, {}));
  const calls = calling(root);
  for (let call = 0; call < 3; call += 1) await calls.post('/x', {});
  expect(new Set(asked.map(({ port }) => port)).size).toBe(1);
});

const canary = 'chim-hoang-yen';
const showing = (error: unknown): string =>
  inspect(error, { depth: 9, showHidden: true }) + format('%s %o %j', error, error, error) + (error instanceof Error ? `${error.stack}${String(error.cause)}` : '');

test.each<[string, () => Promise<string>, string, string]>([
  ['nobody listens', async () => {
    const { root, server } = await listening(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    return root;
  }, 'ECONNREFUSED', 'send:unreachable'],
  ['there is no such host', async () => 'http://nowhere.invalid', '', 'send:unreachable'],
  ['it is cut before the answer', async () => (await listening((_, res) => res.destroy())).root, 'ECONNRESET', 'send:unknown'],
  ['it is cut within the answer', async () => (await listening((_, res) => {
    res.writeHead(200, { 'content-length': '100' });
    res.write('{"error":0');
    setTimeout(() => res.destroy(), 20);
  })).root, '', 'send:unknown'],
  ['nobody answers in time', async () => (await listening(() => undefined)).root, 'ETIMEDOUT', 'send:unknown'],
  ['the answer comes drop by drop', async () => (await listening((_, res) => {
    res.writeHead(200);
    const drops = setInterval(() => res.write(' '), 50);
    res.on('close', () => clearInterval(drops));
  })).root, 'ETIMEDOUT', 'send:unknown'],
  ['the answer has no end', async () => (await listening((_, res) => res.writeHead(200).end('x'.repeat(2_000_000)))).root, 'ERR_BAD_RESPONSE', 'send:unknown'],
])('%s: a code and nothing else', async (_, root, code, failed) => {
  const error = await failing(calling(`${await root()}/`, 400).post(`/bot${canary}/x`, { text: canary }, { access_token: canary }));
  expect(error).toBeInstanceOf(BrokenCall);
  if (code) expect(error).toMatchObject({ code });
  expect(brokenOf(error)).toMatchObject({ failed, ...(code && { detail: code }) });
  expect(showing(error)).not.toContain(canary);
});

test.each([
  ['ECONNREFUSED', 'send:unreachable'], ['ENOTFOUND', 'send:unreachable'], ['EAI_AGAIN', 'send:unreachable'],
  ['EHOSTUNREACH', 'send:unreachable'], ['ENETUNREACH', 'send:unreachable'],
  ['ECONNRESET', 'send:unknown'], ['ECONNABORTED', 'send:unknown'], ['ETIMEDOUT', 'send:unknown'], ['EPIPE', 'send:unknown'],
])('%s: %s', (code, failed) => {
  expect(brokenOf(new BrokenCall(code))).toEqual({ failed, detail: code });
});

test.each([[undefined], ['ECONNREFUSED'], [new Error(canary)], [{ code: canary }], [{ code: 7 }]])('what broke otherwise has no code to show', (error) => {
  expect(brokenOf(error)).toEqual({ failed: 'send:unknown', detail: 'unknown' });
});

test('the proxy of the environment is used', async () => {
  const { root, asked } = await listening((_, res) => json(res, { error: 0 }));
  const before = { http_proxy: process.env['http_proxy'], no_proxy: process.env['no_proxy'] };
  Object.assign(process.env, { http_proxy: root, no_proxy: '' });
  try {
    expect(await calling('http://openapi.invalid').post('/x', {})).toEqual({ status: 200, data: { error: 0 } });
    expect(asked).toMatchObject([{ url: 'http://openapi.invalid/x' }]);
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
});

test('closing lets go of kept connections', async () => {
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port ?? 0 : 0;
  const probe = connect(port, '127.0.0.1');
  await once(probe, 'connect');
  probe.destroy();
  const calls = openCalls(`http://127.0.0.1:${port}`);
  await calls.post('/x', {});
  await calls.close();
  await new Promise((resolve) => server.close(resolve));
});
