import { deflateSync, gzipSync } from 'node:zlib';
import type { Dice } from './dice.ts';
import { hostileText, hugeText, MARK } from './texts.ts';

/** One call of a page; `hangs`: the page would wait for news, so that whoever calls hangs up again. */
export type Call = Readonly<{
  kind: string; method: string; path: string; headers: Readonly<Record<string, string>>; body?: Buffer; hangs?: true;
}>;

export const TALKS = 40;

/** Sixty million letters in a quarter of a million bytes. */
const BOMB = gzipSync(Buffer.alloc(60_000_000, 0x61), { level: 1 });

/** A talk of the hostile ones: 22 letters, as the house makes them. */
const talkOf = (number: number): string => `hostile-talk-${String(number).padStart(9, '0')}`;

const someTalk = (dice: Dice): string => (dice.isOneIn(5)
  ? dice.of(['', 'x', `-${talkOf(1)}`, talkOf(1).slice(1), `${talkOf(1)}x`, '../../../../etc/passwd', hostileText(dice).text, '__proto__', '%00'])
  : talkOf(dice.below(TALKS)));

const LANGS = ['vi', 'en', 'xx', 'aa-ab-cd', 'zzz-0000-1111', 'en-us-POSIX', '__proto__', 'constructor', 'vi-', `vi-${MARK}`, '', 'i-klingon'];
const ACCEPTS = ['application/json', 'text/html', '*/*', '', ';;;q=', `text/${MARK}`, 'application/json;q=NaN, */*;q=-1'];

/** A form of the web chat, or of what pretends to be one. */
export function hostileForm(dice: Dice): Call {
  const path = dice.of(['/chat', '/chat', '/chat', '/chat', '/chat/leave', '/chat/wait', '/once', '/once', `/chat?lang=${dice.of(LANGS)}`, '/chat/leave?lang=%00', '/demo/house']);
  const { kind, text } = dice.isOneIn(150) ? { kind: 'a huge text', text: hugeText(dice) } : hostileText(dice);
  const form = new URLSearchParams({ talk: someTalk(dice), lang: dice.of(LANGS), text });
  const seq = (): string => dice.of(['0', '1', '2', '5', '999999999', '-1', 'NaN', '1e1', `${MARK}`]);
  if (dice.isOneIn(4)) [['key', dice.of(['0', '1', '2', '9', '10', 'here', MARK, '１'])], ['seq', seq()]].forEach(([name = '', value = '']) => form.set(name, value));
  if (dice.isOneIn(6)) form.set('shown', dice.of([`m1,m2,${MARK}`, ','.repeat(5_000), Array.from({ length: 900 }, (_, at) => `m${at}`).join(','), `'; DELETE FROM outbox; --`]));
  if (dice.isOneIn(8)) [['lat', dice.of(['9.5', '91', 'NaN', '1e9', '-0', '٩'])], ['lon', dice.of(['106.18', '181', '', 'Infinity'])]].forEach(([name = '', value = '']) => form.set(name, value));
  if (path.startsWith('/once')) form.set('token', dice.of(['A'.repeat(32), '', '../x', MARK, '%00', hostileText(dice).text, `${'a'.repeat(129)}`]));
  if (dice.isOneIn(12)) for (let more = 0; more < dice.of([1, 60, 3_000]); more++) form.append(dice.of(['text', 'talk', `f${more}`, '__proto__', 'text[]', 'text[a][b]', 'constructor']), MARK);
  const plain = Buffer.from(form.toString());
  return dressed(dice, {
    kind: `form: ${kind}`, method: 'POST', path, body: plain,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: dice.of(ACCEPTS) },
    ...(path === '/chat/wait' && { hangs: true }),
  });
}

/** The same body under another name: another type, encoding, charset, or none of them. */
export function dressed(dice: Dice, call: Call & Readonly<{ body: Buffer }>): Call {
  if (!dice.isOneIn(6)) return call;
  const other = (headers: Readonly<Record<string, string>>, body = call.body): Call => (
    { ...call, kind: 'form: in disguise', headers: { ...call.headers, ...headers }, body });
  return dice.of<() => Call>([
    () => other({ 'content-type': 'application/json' }, Buffer.from(`{"text":"${MARK}","talk":{"__proto__":1}}`)),
    () => other({ 'content-type': 'multipart/form-data; boundary=x' }, Buffer.from(`--x\r\nContent-Disposition: form-data; name="text"; filename="../../${MARK}"\r\n\r\n${MARK}\r\n--x--`)),
    () => other({ 'content-type': 'application/x-www-form-urlencoded; charset=utf-16' }),
    () => other({ 'content-type': 'application/x-www-form-urlencoded; charset=iso-8859-1' }),
    () => other({ 'content-type': `application/x-www-form-urlencoded; charset=${MARK}` }),
    () => other({ 'content-encoding': 'gzip' }, gzipSync(call.body)),
    () => other({ 'content-encoding': 'gzip' }, BOMB),
    () => other({ 'content-encoding': 'gzip' }),
    () => other({ 'content-encoding': 'deflate' }, deflateSync(call.body)),
    () => other({ 'content-encoding': `br, ${MARK}` }),
    () => other({ 'content-type': '' }),
    () => other({}, Buffer.from('text=%ED%A0%80%C0%80%FF&talk=%&lang=%u0041&&&=&=a')),
    () => other({}, Buffer.alloc(1_200_000, 0x61)),
  ])();
}

const PATHS = [
  '/chat', '/chat/', '/chat/leave', '/chat//', '/CHAT', '/chat/..%2f', '/chat/%2e%2e/metrics', '/chat?lang=aa-ab-cd', `/chat?lang=${MARK}&lang=x`, '/chat?__proto__[x]=1', '/chat?lang[]=a',
  '/once', '/once/', '/once/%00', `/once/${'A'.repeat(32)}`, `/once/${'a'.repeat(9_000)}`, `/once/${MARK}%0d%0aSet-Cookie:a=b`, '/once/%E0%A4%A', '/once/..%2f..%2fetc', '/once/%3Cscript%3E',
  '/assets/talk.js', '/assets/..%2f..%2fpackage.json', '/assets/%2e%2e/%2e%2e/package.json', '/assets/../package.json', '/assets/%00', '/assets/talk.js%00.css', '/assets/.env', '/assets/%c0%ae%c0%ae/x',
  '/assets/CON', '/assets/aux.js', '/assets/', '/assets/..\\..\\package.json', '/assets//etc/passwd', '/assets/%5c..%5c', `/assets/${'../'.repeat(60)}etc/passwd`, '/assets/%ff',
  '/voice/vi/welcome', '/voice/../vi', '/voice/%2e%2e/%2e%2e', '/voice/constructor/x', '/voice/__proto__/x', '/voice/vi/__proto__', '/voice/vi/constructor', '/voice/vi/toString', '/voice/vi/..%2f..%2fvi.yaml', '/voice/%00/%00', '/voice/%ff/a',
  '/page', '/page/', `/page/${'A'.repeat(32)}`, `/page/${MARK}%0d%0aSet-Cookie:a=b`, '/page/..%2f..%2fetc', '/console', '/console/sign-in?lang=en', '/console/set-up', '/console/code', '/console/members', '/console/../metrics', `/console/${MARK}`,
  '/demo', '/demo?lang=aa-ab-cd', '/metrics', '/metrics?x', '/readyz', '/healthz', '/', '//', '/*', '/%', '/%2', '/..', '/.git/config', '/.env', '/admin', '/webhooks/telegram', '/webhooks/../metrics', '/webhooks/telegram/',
  '/?'.padEnd(8_000, 'a'), `/${MARK}`, `/%0d%0aX:${MARK}`, 'http://example.org/chat', '*', `/chat#${MARK}`, '/chat;jsessionid=1',
];
const METHODS = ['GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND', 'PURGE', 'SEARCH'];

/** A look at a page that is there, or not, or should not be reachable this way. */
export function hostilePage(dice: Dice): Call {
  const headers: Record<string, string> = { accept: dice.of(ACCEPTS) };
  const more: Readonly<Record<string, () => string>> = {
    'accept-language': () => dice.of(['vi', MARK, 'a'.repeat(4_000), '*;q=9']), cookie: () => `a=${MARK}; __proto__=x; ${'b=c; '.repeat(300)}`,
    authorization: () => dice.of([`Bearer ${MARK}`, 'Bearer ', 'Basic !!!', `Bearer ${'a'.repeat(3_000)}`]), range: () => dice.of(['bytes=0-', 'bytes=-1', 'bytes=9-1,0-0,0-0', 'bytes=1e9-', MARK]),
    'if-none-match': () => MARK, 'if-modified-since': () => dice.of(['x', '0', 'Thu, 01 Jan 1970']), 'x-forwarded-for': () => `${MARK}, 1.1.1.1`, 'x-forwarded-host': () => `${MARK}.example`,
    host: () => dice.of([`${MARK}.example`, '[::1', '']), referer: () => `https://${MARK}/`, 'user-agent': () => `\${jndi:ldap://${MARK}}`, 'x-http-method-override': () => 'DELETE', 'transfer-encoding': () => 'chunked', expect: () => dice.of(['100-continue', MARK]),
    origin: () => 'null', 'content-type': () => MARK, 'x-telegram-bot-api-secret-token': () => MARK,
  };
  for (let count = dice.below(4); count > 0; count--) {
    const name = dice.of(Object.keys(more));
    headers[name] = more[name]?.() ?? '';
  }
  return { kind: 'a page', method: dice.of(METHODS), path: dice.of(PATHS), headers };
}

/** Bytes that are hardly HTTP. */
export function hostileBytes(dice: Dice): Buffer {
  return Buffer.from(dice.of([
    `GET /chat HTTP/1.1\r\nHost: x\r\nX: a\r\n b: ${MARK}\r\n\r\n`, `GET /${MARK}\u0000 HTTP/1.1\r\nHost: x\r\n\r\n`, `${MARK}\r\n\r\n`, '\u0000\u0001\u0002', 'GET', '\r\n\r\n\r\n',
    'POST /chat HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: x\r\n\r\n',
    'POST /chat HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 'POST /chat HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd',
    'POST /chat HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', `GET /chat HTTP/1.1\r\nHost: x\r\n${'A: b\r\n'.repeat(3_000)}\r\n`, `GET /chat HTTP/1.1\r\nHost: x\r\nA: ${'b'.repeat(40_000)}\r\n\r\n`,
    'GET /chat HTTP/9.9\r\n\r\n', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'CONNECT example.org:80 HTTP/1.1\r\nHost: x\r\n\r\n', 'GET /chat HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000', 'GET /chat\r\n\r\n', `GET /assets/../../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    'POST /webhooks/telegram HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{}', 'POST /once HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\ntok',
  ]), 'latin1');
}
