import { expect, test } from 'vitest';
import { BrokenCall, type CallAnswer, type Calls } from './call.ts';
import { openZaloOaApi } from './oa_api.ts';
import { NoToken } from './oa_token.ts';
import { oaFailureOf } from './failures.ts';

const ok = { error: 0, message: 'Success', data: { message_id: 'm1' } };
const BODY = { recipient: { user_id: '1' }, message: { text: 'x' } };

/** An OA that gives these answers one after another, and tokens `t1`, `t2`, … */
function api(answers: readonly (CallAnswer | Error)[], broken: Partial<Record<'access' | 'renew', Error>> = {}) {
  const asked: unknown[] = [];
  const renewed: string[] = [];
  const left = [...answers];
  const calls: Calls = {
    post: async (path, body, headers) => {
      asked.push([path, body, headers]);
      const next = left.shift() ?? new Error('nothing was left to answer');
      if (next instanceof Error) throw next;
      return next;
    },
    form: async () => ({ status: 500, data: undefined }),
    close: async () => undefined,
  };
  const tokens = {
    access: async () => {
      if (broken.access) throw broken.access;
      return 't1';
    },
    renew: async (used: string) => {
      renewed.push(used);
      if (broken.renew) throw broken.renew;
      return 't2';
    },
  };
  return { send: openZaloOaApi({ calls, tokens }).send, asked, renewed };
}

const under = (token: string): unknown => ['/v3.0/oa/message/cs', BODY, { access_token: token }];

test('the token stands in its own header', async () => {
  const { send, asked, renewed } = api([{ status: 200, data: ok }]);
  expect(await send('/v3.0/oa/message/cs', BODY)).toEqual({ error: 0, data: { message_id: 'm1' }, status: 200 });
  expect(asked).toEqual([under('t1')]);
  expect(renewed).toEqual([]);
});

test.each([-216, -220])('%i: a token that died is renewed once, and the call is made again', async (error) => {
  const { send, asked, renewed } = api([{ status: 200, data: { error } }, { status: 200, data: ok }]);
  expect(await send('/v3.0/oa/message/cs', BODY)).toMatchObject({ error: 0 });
  expect(asked).toEqual([under('t1'), under('t2')]);
  expect(renewed).toEqual(['t1']);
});

test('a token that dies again is not renewed again', async () => {
  const { send, asked, renewed } = api([{ status: 200, data: { error: -216 } }, { status: 200, data: { error: -220 } }]);
  expect(await send('/v3.0/oa/message/cs', BODY)).toMatchObject({ error: -220 });
  expect([asked.length, renewed.length]).toEqual([2, 1]);
});

test.each<[string, Parameters<typeof api>, number]>([
  ['at all', [[], { access: new NoToken('refused') }], 0],
  ['because its store broke', [[], { access: new Error('the database') }], 0],
  ['that is newer', [[{ status: 200, data: { error: -220 } }], { renew: new NoToken('busy') }], 1],
])('where there is no token %s, the message waits for one', async (_, given, calls) => {
  const { send, asked } = api(...given);
  expect(oaFailureOf(await send('/v3.0/oa/message/cs', BODY), 0)).toMatchObject({ failed: 'send:token' });
  expect(asked).toHaveLength(calls);
});

test.each<[number, unknown, object]>([
  [200, { error: -230, message: 'x' }, { error: -230, status: 200 }],
  [200, { error: '-230' }, { error: -230, status: 200 }],
  [429, { error: -32 }, { error: -32, status: 429 }],
  [502, undefined, { error: 502, status: 502, foreign: true }],
  [200, undefined, { error: 200, status: 200, foreign: true }],
  // Nothing but 0 means that it was sent.
  [200, { error: null }, { error: 200, status: 200, foreign: true }],
  [200, { error: '' }, { error: 200, status: 200, foreign: true }],
  [200, { data: {} }, { error: 200, status: 200, foreign: true }],
])('HTTP %i with %j', async (status, data, expected) => {
  const { send } = api([{ status, data }]);
  expect(await send('/x', {})).toEqual(expected);
});

test('a connection that breaks is thrown on, after a renewal too', async () => {
  await expect(api([new BrokenCall('ECONNRESET')]).send('/x', {})).rejects.toMatchObject({ code: 'ECONNRESET' });
  await expect(api([{ status: 200, data: { error: -216 } }, new BrokenCall('ECONNREFUSED')]).send('/x', {})).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
