import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { type BotAnswer, openZaloBotApi } from './bot_api.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

async function answering(status: number, body: string): Promise<{ root: string; urls: string[] }> {
  const urls: string[] = [];
  const server = createServer((req, res) => {
    urls.push(`${req.method} ${req.url}`);
    req.resume();
    res.writeHead(status).end(body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  open.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return { root: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, urls };
}

test.each<[number, string, BotAnswer]>([
  [200, '{"ok":true,"result":{"message_id":"a1","date":1}}', { ok: true, result: { message_id: 'a1', date: 1 } }],
  [200, '{"ok":true}', { ok: true, result: undefined }],
  [200, '{"ok":false,"description":"Quota exceeded","error_code":429}', { ok: false, error_code: 429 }],
  [200, '{"ok":false,"error_code":"403"}', { ok: false, error_code: 403 }],
  [200, '{"ok":false}', { ok: false }],
  [429, '{"ok":false,"description":"Quota exceeded"}', { ok: false, error_code: 429 }],
  [401, '{"ok":false,"error_code":null}', { ok: false, error_code: 401 }],
  [502, '<html>', { ok: false, error_code: 502, foreign: true }],
  [200, '<html>', { ok: false, error_code: 200, foreign: true }],
  [403, '{"message":"forbidden"}', { ok: false, error_code: 403, foreign: true }],
  [200, 'null', { ok: false, error_code: 200, foreign: true }],
])('HTTP %i with %s', async (status, body, expected) => {
  const { root, urls } = await answering(status, body);
  const api = openZaloBotApi(`${root}/zalo`, '12:abc');
  open.push(api.close);
  expect(await api.call('getMe', {})).toEqual(expected);
  expect(urls).toEqual(['POST /zalo/bot12:abc/getMe']);
});
