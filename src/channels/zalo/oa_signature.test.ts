import { createHash, createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { refusalOf, STALE_HOURS } from './oa_signature.ts';

const KEYS = { appId: '431', secretKey: 'khoa-bi-mat' };
const TS = 1_795_000_000_000;
const HOUR_MS = 3_600_000;
const BODY = `{"event_name":"user_send_text","timestamp":"${TS}"}`;
// sha256sum of `431{"event_name":"user_send_text","timestamp":"1795000000000"}1795000000000khoa-bi-mat`.
const FIXED = '9358c96f5d453fe075763c4071f2eec967248943a95a9ecf6381888f705a46ef';

const signed = (body: string | Buffer, timestamp: string, { appId, secretKey } = KEYS): string =>
  createHash('sha256').update(appId).update(body).update(timestamp).update(secretKey).digest('hex');
const holds = (body: string | Buffer, header: string | undefined, at = TS + 1_000): boolean =>
  refusalOf(Buffer.from(body), header, KEYS, at) === undefined;

test.each<[string, string | undefined, boolean]>([
  ['the documented form', `mac=${FIXED}`, true],
  ['without its prefix', FIXED, true],
  ['in capitals', `MAC=${FIXED.toUpperCase()}`, true],
  ['between blanks', ` mac=${FIXED} `, true],
  ['with another digit', `mac=${FIXED.slice(0, -1)}${FIXED.endsWith('0') ? '1' : '0'}`, false],
  ['cut short', `mac=${FIXED.slice(0, -2)}`, false],
  ['too long', `mac=${FIXED}00`, false],
  ['that is no hex', `mac=${'z'.repeat(64)}`, false],
  ['with another prefix', `sha256=${FIXED}`, false],
  ['that is empty', '', false],
  ['with the prefix alone', 'mac=', false],
  ['that is missing', undefined, false],
])('a signature %s', (_, header, expected) => {
  expect(holds(BODY, header)).toBe(expected);
});

test.each<[string, string, string, boolean]>([
  ['of another app', BODY, signed(BODY, `${TS}`, { ...KEYS, appId: '432' }), false],
  ['of another secret', BODY, signed(BODY, `${TS}`, { ...KEYS, secretKey: 'khac' }), false],
  ['of another body', BODY.replace('text', 'file'), signed(BODY, `${TS}`), false],
  ['over another timestamp', BODY, signed(BODY, `${TS + 1}`), false],
  ['without a timestamp where there is one', BODY, signed(BODY, ''), false],
  ['that is an HMAC', BODY, createHmac('sha256', KEYS.secretKey).update(KEYS.appId + BODY + TS).digest('hex'), false],
  ['that is an HMAC of the body', BODY, createHmac('sha256', KEYS.secretKey).update(BODY).digest('hex'), false],
  ['over blanks as they came', `{ "timestamp" : ${TS} }`, signed(`{ "timestamp" : ${TS} }`, `${TS}`), true],
  ['over letters with marks', `{"timestamp":"${TS}","text":"chị"}`, signed(`{"timestamp":"${TS}","text":"chị"}`, `${TS}`), true],
  ['of a body that is no JSON', `{"timestamp":"${TS}", broken`, signed(`{"timestamp":"${TS}", broken`, `${TS}`), true],
  ['of a body without a timestamp', '{"probe":1}', signed('{"probe":1}', ''), true],
  ['of an empty body', '', signed('', ''), true],
])('a signature %s', (_, body, hex, expected) => {
  expect(holds(body, `mac=${hex}`)).toBe(expected);
});

test('bytes are signed, not letters', () => {
  const raw = Buffer.concat([Buffer.from(`{"timestamp":"${TS}","text":"`), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
  expect(holds(raw, `mac=${signed(raw, `${TS}`)}`)).toBe(true);
});

test.each<[string, number, boolean]>([
  ['at once', 0, true],
  ['at the last of its redeliveries', 12 * HOUR_MS, true],
  ['just in time', STALE_HOURS * HOUR_MS, true],
  ['a day later', STALE_HOURS * HOUR_MS + 1, false],
  ['before it was signed, by a clock that is slow', -60_000, true],
])('a right signature that comes %s', (_, later, expected) => {
  expect(holds(BODY, `mac=${FIXED}`, TS + later)).toBe(expected);
});

test('a timestamp that is no time cannot be recent', () => {
  const body = '{"timestamp":"soon"}';
  expect(holds(body, signed(body, 'soon'))).toBe(false);
});

test('what is refused is told apart: not signed by our key, or signed long ago', () => {
  const why = (header: string, at: number): string | undefined => refusalOf(Buffer.from(BODY), header, KEYS, at);
  expect(why(`mac=${FIXED}`, TS + 1_000)).toBeUndefined();
  expect(why('mac=', TS + 1_000)).toBe('signature');
  expect(why(`mac=${FIXED}`, TS + (STALE_HOURS + 1) * HOUR_MS)).toBe('stale');
});
