import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHttp } from '../../src/http/server.ts';
import { onEveryBackend } from './backends.ts';
import { METRICS_TOKEN, type Opened, openOn } from './open.ts';

onEveryBackend('The doors of the house', (backend) => {
  let house: Opened;
  beforeAll(async () => {
    house = await openOn(backend);
  });
  afterAll(() => house.close());

  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${house.at}${path}`, { headers });

  test('/healthz says that it lives', async () => {
    const answer = await get('/healthz');
    expect([answer.status, await answer.json()]).toEqual([200, { alive: true }]);
  });

  test('/readyz names the database, the queue and the channel', async () => {
    const answer = await get('/readyz');
    expect([answer.status, await answer.json()]).toMatchObject([200, { ready: true, database: true, queue: true, telegram: true }]);
  });

  test.each([
    ['without the token', {}, 401], ['with another token', { authorization: 'Bearer not-the-token-of-the-metrics' }, 401],
    ['with the token', { authorization: `Bearer ${METRICS_TOKEN}` }, 200],
  ])('/metrics %s', async (_name, headers, status) => {
    await house.telegram.person().says('Xin chào');
    const answer = await get('/metrics', headers);
    const text = await answer.text();
    expect(answer.status).toBe(status);
    if (status === 200) expect(text).toMatch(/^tincay_received_total\{channel="telegram"\} [1-9]/m);
    else expect(text).not.toContain('tincay');
  });

  test('a path that is not there is answered without repeating it', async () => {
    const answer = await get('/con-meo-nhay-qua-tuong');
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('con-meo');
    expect(answer.headers.get('x-powered-by')).toBeNull();
  });

  test('a channel without a token answers 401', async () => {
    for (const path of ['/webhooks/zalo-bot', '/webhooks/zalo-oa']) {
      const answer = await fetch(`${house.at}${path}`, { method: 'POST', body: '{}' });
      expect(answer.status).toBe(401);
    }
  });

  test('the web chat and the demo are there, keep nothing and let nobody keep them', async () => {
    for (const path of ['/chat', '/demo']) {
      const answer = await get(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toContain('no-store');
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
  });
});

/** Runs the program with these settings alone; gives how it ended and what it said. */
function runMain(settings: Readonly<Record<string, string>>): Promise<{ code: number | null; said: string }> {
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', main], { env: { PATH: process.env['PATH'], ...settings }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => void (said += part.toString('utf8')));
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, said })));
}

test('/readyz is 503 while a part is missing, and says which', async () => {
  const server = openHttp({
    webhooks: [], pages: [], metrics: undefined, metricsToken: undefined, broke: () => undefined,
    ready: async () => ({ database: true, queue: false }),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const answer = await fetch(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/readyz`);
  expect([answer.status, await answer.json()]).toEqual([503, { ready: false, database: true, queue: false }]);
  server.close();
});

describe('Wrong settings', () => {
  test('every problem is printed at once, and the program ends with 78', async () => {
    const { code, said } = await runMain({
      PORT: 'seventy', DATABASE_URL: 'mysql://x/y', MASTER_KEY: 'short', LOG_LEVEL: 'loud', TELEGRAM_BOT_TOKEN: 'not a token',
      ALERT_MINUTES_URGENT: '5,1', METRICS_TOKEN: 'short', DEMO: 'maybe',
    });
    expect(code).toBe(78);
    for (const name of ['PORT', 'DATABASE_URL', 'MASTER_KEY', 'LOG_LEVEL', 'TELEGRAM_BOT_TOKEN', 'ALERT_MINUTES_URGENT', 'METRICS_TOKEN', 'DEMO']) {
      expect(said).toMatch(new RegExp(`^ *${name}: `, 'm'));
    }
  });

  test.each([
    ['a webhook without its secret', { TELEGRAM_BOT_TOKEN: '1:abc', TELEGRAM_UPDATES: 'webhook' }, 'TELEGRAM_WEBHOOK_SECRET'],
    ['a database without a master key', { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, 'MASTER_KEY'],
  ])('%s ends with 78 and names it', async (_name, settings, wanted) => {
    const { code, said } = await runMain(settings);
    expect(code).toBe(78);
    expect(said).toContain(wanted);
  });
});
