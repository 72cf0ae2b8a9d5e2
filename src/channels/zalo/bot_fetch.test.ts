import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { Private } from '../../core/private/private.ts';
import { fetchLink, mayFetchFrom } from './bot_fetch.ts';
import { readBotUpdate } from './bot_read.ts';

const AT = Date.parse('2026-11-22T03:00:00Z');

test.each<[link: string, may: boolean]>([
  ['https://zdn.vn/a.jpg', true], ['https://photo-stal-1.zdn.vn/a/b.jpg?x=1', true],
  ['http://photo-stal-1.zdn.vn/a.jpg', false], ['https://zdn.vn.example.org/a.jpg', false], ['https://xzdn.vn/a.jpg', false],
  ['https://zdn.vn:8443/a.jpg', false], ['https://me:pass@zdn.vn/a.jpg', false], ['https://127.0.0.1/a.jpg', false],
  ['https://[::1]/a.jpg', false], ['file:///etc/passwd', false], ['//zdn.vn/a.jpg', false], ['', false],
])('of what a webhook names as the address of a picture, %s may be fetched: %s', (link, may) => {
  expect(mayFetchFrom(['zdn.vn'])(link)).toBe(may);
  expect(mayFetchFrom([])(link)).toBe(false);
});

test('a picture is known by an address that may be fetched, and by none otherwise', () => {
  const update = (link: string): object => ({
    event_name: 'message.image.received',
    message: { from: { id: 'a' }, chat: { id: 'a', chat_type: 'PRIVATE' }, message_id: 'm', date: AT, photo_url: link },
  });
  const refOf = (link: string): unknown => {
    const read = readBotUpdate(update(link), { at: AT, mayFetch: mayFetchFrom(['zdn.vn']) });
    return read.kind === 'event' ? read.inbound.heard.constructor === Private && JSON.stringify(read).includes(link) : undefined;
  };
  // It travels closed: an address that leads to her picture stands in no text that could be logged.
  expect([refOf('https://a.zdn.vn/i.jpg'), refOf('https://example.org/i.jpg')]).toEqual([false, false]);
});

test('it is read up to the limit and no further, follows nothing, and a host that is away can be asked again', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/moved') return void response.writeHead(302, { location: '/small' }).end();
    if (request.url === '/down') return void response.writeHead(503).end();
    response.end(Buffer.alloc(request.url === '/large' ? 1_001 : 1_000));
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  const address = server.address();
  const root = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const got = async (path: string): Promise<unknown> => {
    const found = await fetchLink(new Private(`${root}${path}`), 1_000, () => true);
    return 'bytes' in found ? found.bytes.length : found.failed;
  };
  expect([await got('/small'), await got('/large'), await got('/moved'), await got('/down')]).toEqual([1_000, 'gone', 'gone', 'away']);
  expect(await fetchLink(new Private(`${root}/small`), 1_000, () => false)).toEqual({ failed: 'gone' });
  await new Promise<void>((done) => { server.close(() => done()); });
  expect(await got('/small')).toBe('away');
});
