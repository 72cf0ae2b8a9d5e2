import { afterAll, beforeAll, expect, test } from 'vitest';
import { carries, shutWebhook, openDoor } from './server.ts';

const door = openDoor();
let at = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => door.server.listen(0, '127.0.0.1', resolve));
  const address = door.server.address();
  at = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(() => {
  door.server.closeAllConnections();
  door.server.close();
});

const status = async (path: string, init: RequestInit = {}): Promise<number> => (await fetch(`${at}${path}`, init)).status;
const update = { method: 'POST', body: '{}', headers: { 'x-secret': 'right' } };

test('before the house is open the door says so: an update is not acknowledged, the platform brings it again', async () => {
  const answers = [await status('/healthz'), await status('/readyz'), await status('/webhooks/telegram', update)];
  expect(answers).toEqual([200, 503, 503]);
});

test('once it is open, the house answers', async () => {
  const accepted: unknown[] = [];
  door.open({
    webhooks: [{ path: '/webhooks/telegram', admits: carries('X-Secret', 'right'), accept: async (body) => void accepted.push(body) }],
    ready: async () => ({ database: true }), metrics: undefined, metricsToken: undefined, pages: [], broke: () => undefined,
  });
  const answers = [await status('/healthz'), await status('/readyz'), await status('/webhooks/telegram', update)];
  expect(answers).toEqual([200, 200, 200]);
  expect(accepted).toEqual([{}]);
});

test('a webhook whose body is signed asks for the signature over the bytes as they came, before anything else', async () => {
  const accepted: unknown[] = [];
  const isSigned = (raw: Buffer): boolean => raw.toString('utf8').endsWith(' ');
  door.open({
    webhooks: [
      { path: '/webhooks/telegram', admits: () => true, isSigned, accept: async (body) => void accepted.push(body) },
      shutWebhook('/webhooks/zalo-bot'),
    ],
    ready: async () => ({}), metrics: undefined, metricsToken: undefined, pages: [], broke: () => undefined,
  });
  const post = (body: string, path = '/webhooks/telegram'): Promise<number> => status(path, { method: 'POST', body });
  expect([await post('{} '), await post('{}'), await post('not JSON '), await post('not JSON'), await post(' '), await post('')])
    .toEqual([200, 401, 400, 401, 400, 401]);
  expect(accepted).toEqual([{}]);
  expect(await post('{} ', '/webhooks/zalo-bot')).toBe(401);
});
