import { expect, test } from 'vitest';
import { SEND_FAILURES, type SendFailure } from '../../tasks/ports.ts';
import { botFailureOf, OA_FAILURES, oaFailureOf } from './failures.ts';

const NOON = Date.parse('2026-11-21T12:00:00+07:00');

const TABLE: [number, SendFailure][] = [
  [-32, 'send:throttled'], [-100, 'send:refused'], [-124, 'send:token'], [-200, 'send:unreachable'], [-201, 'send:refused'],
  [-204, 'send:account'], [-205, 'send:account'], [-209, 'send:account'], [-210, 'send:quota'], [-211, 'send:quota'],
  [-212, 'send:account'], [-213, 'send:blocked'], [-216, 'send:token'], [-217, 'send:blocked'], [-218, 'send:quota'],
  [-219, 'send:account'], [-220, 'send:token'], [-221, 'send:account'], [-223, 'send:account'], [-224, 'send:account'],
  [-227, 'send:blocked'], [-230, 'send:window_shut'], [-232, 'send:window_shut'], [-233, 'send:refused'],
  [-234, 'send:throttled'], [-235, 'send:refused'], [-240, 'send:refused'], [-242, 'send:account'], [-244, 'send:blocked'],
  [-248, 'send:standards'], [-320, 'send:quota'], [-321, 'send:quota'],
];

test.each(TABLE)('the OA answers %i: %s', (error, failed) => {
  expect(oaFailureOf({ error, status: 200 }, NOON)).toEqual({ failed, detail: String(error) });
});

test('every code of the table stands above, once, and every failure is one of ours', () => {
  expect(TABLE.map(([code]) => code).sort((a, b) => a - b)).toEqual(Object.keys(OA_FAILURES).map(Number).sort((a, b) => a - b));
  expect(new Set(TABLE.map(([code]) => code)).size).toBe(TABLE.length);
  expect(Object.values(OA_FAILURES).filter((failed) => !(failed in SEND_FAILURES))).toEqual([]);
});

test.each<[string, Parameters<typeof oaFailureOf>[0], object]>([
  ['a code nobody has told us of', { error: -999, status: 200 }, { failed: 'send:refused', detail: '-999' }],
  ['too many requests', { error: 429, status: 429, foreign: true }, { failed: 'send:throttled', detail: '429' }],
  ['too many requests, with a code', { error: -32, status: 429 }, { failed: 'send:throttled', detail: '-32' }],
  ['too many requests, with a code of its own', { error: -201, status: 429 }, { failed: 'send:throttled', detail: '-201' }],
  ['a gateway without an answer', { error: 502, status: 502, foreign: true }, { failed: 'send:unreachable', detail: '502' }],
  ['a proxy that forbids', { error: 403, status: 403, foreign: true }, { failed: 'send:unreachable', detail: '403' }],
  ['a yes that cannot be read', { error: 200, status: 200, foreign: true }, { failed: 'send:unknown', detail: '200' }],
  ['its words, which may echo ours', { error: -201, status: 200, data: { message: 'chim hoàng yến' } }, { failed: 'send:refused', detail: '-201' }],
])('the OA answers %s', (_, answer, expected) => {
  expect(oaFailureOf(answer, NOON)).toEqual(expected);
});

test.each<[string, number | undefined]>([
  ['2026-11-21T22:00:00+07:00', 8 * 3_600_000],
  ['2026-11-21T23:30:00+07:00', 6.5 * 3_600_000],
  ['2026-11-22T00:00:00+07:00', 6 * 3_600_000],
  ['2026-11-22T05:59:59+07:00', 1_000],
  // By our clock it is no night: the usual wait.
  ['2026-11-22T06:00:00+07:00', undefined],
  ['2026-11-22T21:59:59+07:00', undefined],
])('what is not wanted at night waits from %s until six', (at, retryAfterMs) => {
  expect(oaFailureOf({ error: -234, status: 200 }, Date.parse(at)))
    .toEqual({ failed: 'send:throttled', detail: '-234', ...(retryAfterMs && { retryAfterMs }) });
});

test.each<[number | undefined, true | undefined, SendFailure, string]>([
  [400, undefined, 'send:refused', '400'],
  [401, undefined, 'send:token', '401'],
  [403, undefined, 'send:blocked', '403'],
  [403, true, 'send:unreachable', '403'],
  [404, undefined, 'send:token', '404'],
  [408, undefined, 'send:unreachable', '408'],
  [429, undefined, 'send:throttled', '429'],
  [500, undefined, 'send:unreachable', '500'],
  [502, true, 'send:unreachable', '502'],
  [200, true, 'send:unknown', '200'],
  [302, true, 'send:unreachable', '302'],
  [400, true, 'send:refused', '400'],
  [undefined, undefined, 'send:refused', '0'],
])('the Bot platform answers %s (foreign: %s): %s', (code, foreign, failed, detail) => {
  expect(botFailureOf({ ok: false, ...(code && { error_code: code }), ...(foreign && { foreign }) })).toEqual({ failed, detail });
});
