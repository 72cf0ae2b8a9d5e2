import { randomBytes } from 'node:crypto';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isOn, routesOf } from '../../src/http/gate.ts';
import { type Permit, PERMITS, type Who } from '../../src/http/permits.ts';
import { openApp, openHttp, type HttpOptions } from '../../src/http/server.ts';
import { openPages } from '../../src/roof/pages.ts';
import { embedded } from './backends.ts';
import { type Opened, openOn, until } from './open.ts';

/** What somebody gets who lacks what a permit asks for, or forges it. `same`: the words for nothing being there. */
const REFUSED: Readonly<Record<Who, 'open' | 'same' | 401 | 403 | 404>> = {
  anyone: 'open', talk: 'same', page_token: 'same', webhook: 401, metrics_token: 401, demo: 404, sign_in: 403, half_staff: 403, staff: 403,
};
/** A form for signing in is for everybody to see; whoever looks at a page of the console is led there. */
const refusedOf = ({ who, method }: Permit): 'open' | 'same' | 303 | 401 | 403 | 404 => {
  if (method === 'POST') return REFUSED[who];
  return who === 'sign_in' ? 'open' : who === 'staff' || who === 'half_staff' ? 303 : REFUSED[who];
};

let house: Opened;
let shut: Opened;
beforeAll(async () => {
  [house, shut] = await Promise.all([openOn(embedded, { zalo: true }), openOn(embedded, { settings: { DEMO: 'off', METRICS_TOKEN: '' } })]);
});
afterAll(async () => {
  await house.close();
  await shut.close();
});

const optionsOf = ({ service }: Opened): HttpOptions => ({
  webhooks: service.house.platforms.webhooks(service.house.intake), ready: service.house.ready, metrics: service.house.metrics.text,
  metricsToken: undefined, pages: openPages(service.house), broke: () => undefined,
});

/** Every route of the real house, with everything switched on: express and the webhooks before it. */
const registered = (options: HttpOptions): string[] => [
  ...routesOf(openApp(options)), ...options.webhooks.map(({ path }) => ({ method: 'POST', path })),
].map(({ method, path }) => `${method} ${path}`).sort();

const unlisted = (options: HttpOptions): string[] => {
  const permitted = PERMITS.map(({ method, path }) => `${method} ${path}`);
  return registered(options).filter((route) => !permitted.includes(route));
};

test('every route of the house has a permit, and no permit is left over', () => {
  expect(unlisted(optionsOf(house))).toEqual([]);
  const routes = registered(optionsOf(house));
  const spare = PERMITS.filter(({ method, path }) => !routes.includes(`${method} ${path}`));
  expect(spare).toEqual([]);
  expect(new Set(PERMITS.map(({ method, path }) => `${method} ${path}`)).size).toBe(PERMITS.length);
});

describe('a route that nobody has permitted', () => {
  const planted = (): HttpOptions => {
    const router = express.Router();
    router.get('/cases', (_request, response) => void response.send('everything'));
    router.all('/any', (_request, response) => void response.send('everything'));
    router.use('/deep', express.Router().post('/down', (_request, response) => void response.send('everything')));
    const beside = express.Router().get('/secret', (_request, response) => void response.send('everything'));
    const quiet = express.Router().use((_request, response) => void response.send('everything'));
    const hook = { path: '/webhooks/planted', admits: () => true, accept: async () => undefined };
    const base = optionsOf(house);
    return {
      ...base, webhooks: [...base.webhooks, hook],
      pages: [...base.pages, { path: '/planted', router }, { path: '/assets', router: beside }, { path: '/quiet', router: quiet }],
    };
  };

  test('is found by the list', () => {
    expect(unlisted(planted())).toEqual([
      'ANY /planted/any', 'GET /assets/secret', 'GET /planted/cases', 'POST /planted/deep/down', 'POST /webhooks/planted',
    ]);
  });

  test('answers 403 wherever it hides, and a router that answers without a route answers nothing', async () => {
    const server = openHttp(planted());
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const ask = async (method: string, path: string): Promise<number> => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method });
      expect(await answer.text()).not.toContain('everything');
      return answer.status;
    };
    const asked = [
      await ask('GET', '/planted/cases'), await ask('HEAD', '/planted/cases'), await ask('GET', '/PLANTED/cases/'), await ask('DELETE', '/planted/any'),
      await ask('POST', '/planted/deep/down'), await ask('GET', '/assets/secret'), await ask('POST', '/webhooks/planted'), await ask('GET', '/quiet'), await ask('GET', '/quiet/anything'),
    ];
    expect(asked).toEqual([403, 403, 403, 403, 403, 403, 403, 404, 404]);
    server.closeAllConnections();
    server.close();
  });
});

/** The route's path with something in the place of every name. */
const pathOf = ({ path }: Permit, token: string): string =>
  path.replace('/assets/:file', '/assets/chat.css').replace('{:token}', token).replace(':lang', 'vi').replace(':key', 'welcome.cover');

const forged = (): string => randomBytes(16).toString('base64url');

/** A request that carries nothing, or in every place a credential that was never given. */
async function ask(at: string, permit: Permit, key: string): Promise<{ status: number; text: string }> {
  const headers = key === '' ? {} : {
    authorization: `Bearer ${key}`, cookie: `console=${key}${key}`.slice(0, 51), 'x-telegram-bot-api-secret-token': key, 'x-bot-api-secret-token': key,
    'x-zevent-signature': `mac=${key}`,
  };
  const body = permit.who === 'webhook' ? '{}' : new URLSearchParams({ talk: key, token: key, text: '', lang: 'vi' });
  // A page hangs on for news that may come; whoever has nothing to wait for hears nothing in this time.
  const signal = permit.who === 'talk' && key !== '' ? AbortSignal.timeout(700) : null;
  try {
    const answer = await fetch(`${at}${pathOf(permit, key)}`, {
      method: permit.method, headers, redirect: 'manual', signal, ...(permit.method === 'POST' && { body }),
    });
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    if (signal?.aborted) return { status: 200, text: '{"messages":[]}' };
    throw error;
  }
}

describe('without its credential', () => {
  const guarded = PERMITS.filter((permit) => refusedOf(permit) !== 'open');
  const open = PERMITS.filter((permit) => refusedOf(permit) === 'open');
  const name = ({ method, path }: Permit): string => `${method} ${path}`;
  const where = ({ who }: Permit): string => (who === 'demo' ? shut.at : house.at);

  test.each(guarded.map((permit): [string, Permit] => [name(permit), permit]))('%s is refused, and a forged one changes nothing', async (_name, permit) => {
    const bare = await ask(where(permit), permit, '');
    const [one, other] = [await ask(where(permit), permit, forged()), await ask(where(permit), permit, forged())];
    const wanted = refusedOf(permit);
    if (wanted !== 'same') expect([bare.status, one.status, other.status]).toEqual([wanted, wanted, wanted]);
    // The id that was sent may come back; nothing else may differ.
    const plain = ({ status, text }: typeof one): string => `${status} ${text.replaceAll(/"talk":"[\w-]{22}",?|(?<=name="token" value=")[\w-]*/g, '')}`;
    expect(plain(other)).toBe(plain(one));
    expect(plain(one)).toBe(plain(bare));
    expect(one.text).not.toMatch(/tincay|[A-Z2-9]{5}(-[A-Z2-9]{5}){3}/);
  });

  test.each(open.map((permit): [string, Permit] => [name(permit), permit]))('%s is open to everybody', async (_name, permit) => {
    expect([200, 303, 404]).toContain((await ask(house.at, permit, '')).status);
  });

  test('every method that no route has is answered as if nothing were there', async () => {
    for (const permit of PERMITS) {
      for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', permit.method === 'GET' ? 'POST' : 'PUT']) {
        if (PERMITS.some((other) => other.method === method && isOn(other.path, pathOf(permit, 'x')))) continue;
        const answer = await fetch(`${house.at}${pathOf(permit, 'x')}`, { method });
        expect([permit.path, method, answer.status]).toEqual([permit.path, method, 404]);
      }
    }
  });

  test('nothing was stored by any of it', async () => {
    expect(await house.rows('SELECT count(*)::int AS n FROM lane')).toEqual([{ n: 0 }]);
    expect(await house.rows('SELECT (SELECT count(*) FROM officer_session)::int + (SELECT count(*) FROM officer_event)::int AS n')).toEqual([{ n: 0 }]);
    expect(await house.rows('SELECT (SELECT count(*) FROM inbox)::int + (SELECT count(*) FROM quarantine)::int AS n')).toEqual([{ n: 0 }]);
  });

  test('what waits in a talk comes to whoever has its id, and to nobody else', async () => {
    const [mine, other] = [house.house.talks.newTalk(), house.house.talks.newTalk()];
    const post = async (path: string, talk: string, text: string): Promise<string> => (await fetch(`${house.at}${path}`, {
      method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams({ talk, text }),
    })).text();
    await post('/chat', mine, 'xin chào');
    expect(await post('/chat', other, '')).not.toContain('"text"');
    await until('the first words', async () => (await post('/chat/wait', mine, '')).includes('"text"'));
  });

  test('without METRICS_TOKEN there are no metrics', async () => {
    const answer = await fetch(`${shut.at}/metrics`, { headers: { authorization: 'Bearer undefined' } });
    expect(answer.status).toBe(404);
  });
});
