import { expect, test } from 'vitest';
import { type Book, Flow } from '../core/conversation/flow.ts';
import type { Words } from '../core/conversation/walk.ts';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import type { Arrival, HeardEvent, Lane, Outgoing, Work } from './ports.ts';
import { CHANNELS } from '../core/conversation/channels.ts';
import type { EditionInUse } from './pin.ts';
import { NEEDS_TRANSACTION, workLane } from './work.ts';

const flow = (welcome: object): Book => ({
  welcome: Flow.parse({
    id: 'welcome', version: 1, audience: 'help', start: 'cover', safe: 'menu', lapse_minutes: 10, nodes: welcome,
  }),
});
const FIRST = flow({
  cover: { say: 'welcome.cover', answer: 'text', as: 'told', skip: 'menu', goto: 'more' },
  more: { say: 'welcome.more', answer: 'text', as: 'else', skip: 'menu', goto: 'menu' },
  menu: { say: 'welcome.menu', choices: [{ is: 'yes', goto: 'cover' }] },
});
const SECOND = flow({
  cover: { say: 'welcome.cover', choices: [{ is: 'yes', goto: 'menu' }] },
  menu: { say: 'welcome.menu', choices: [{ is: 'yes', goto: 'cover' }] },
});

const words = (name: string): Words => ({
  text: (_lang, key) => `${name} ${key}`, choice: (_lang, is) => ({ is, label: is, also: [] }), voice: () => false, cover: (text) => ({ text, withPhone: '' }),
});
const edition = (hash: string, book: Book, recalled = false): EditionInUse => ({ hash, book, words: words(hash), recalled });

const lane = (): Lane => ({
  laneId: 'lane', channel: 'test', version: 0, next: 1, session: new Private(''), handle: () => new Private('1'),
  key: { wrapped: undefined, bytes: new Uint8Array(32) },
});

let count = 0;
function heard(event: HeardEvent, id = `event-${count++}`): Arrival {
  const text = JSON.stringify({ account: '1', lang: 'vi', event });
  return { id, laneId: 'lane', channel: 'test', order: count, heard: new Private(text) };
}
const says = (text: string, id?: string): Arrival => heard({ kind: 'message', at: 1_000, text }, id);

async function work(at: Lane, waiting: Arrival[], current: EditionInUse, others: EditionInUse[] = []): Promise<Work> {
  const named = (hash: string): EditionInUse | undefined => [current, ...others].find((each) => each.hash === hash);
  const done = await workLane(at, waiting, {
    editions: { current, named },
    hands: { act: () => undefined, relay: () => undefined, shown: () => undefined, hush: () => undefined },
    newKey: () => ({ wrapped: undefined, bytes: new Uint8Array(32) }),
    capabilities: CHANNELS.telegram,
    pages: false,
    keyed: (word) => `keyed ${word}`,
    cover: (text) => ({ text, withPhone: '' }),
    failed: (_event, error) => failures.push(error),
  });
  if (done === NEEDS_TRANSACTION) throw new Error('A transaction was asked for');
  return done;
}
const failures: unknown[] = [];

const after = (done: Work): Lane => ({ ...done.lane, version: done.lane.version + 1, session: done.session });
const texts = (done: Work): string[] => done.out.map((row) => {
  const body: Outgoing = JSON.parse(reveal(row.body));
  return body.text;
});

test('a talk keeps the flows and words it began with, and a fresh one takes the new', async () => {
  const old = edition('old', FIRST);
  const begun = after(await work(lane(), [says('xin chào')], old));
  const going = await work(begun, [says('chuyện dài')], edition('new', SECOND), [old]);
  expect(texts(going)).toEqual(['old welcome.more']);
  expect(texts(await work(lane(), [says('xin chào')], edition('new', SECOND), [old]))).toEqual(['new welcome.cover']);
});

test('a recalled edition ends at once: the talk goes on at a safe node and keeps what she told', async () => {
  const begun = after(await work(lane(), [says('xin chào'), says('chuyện dài')], edition('old', FIRST)));
  const going = await work(begun, [says('1')], edition('new', SECOND), [edition('old', FIRST, true)]);
  expect(texts(going), 'her answer was taken for another one').toEqual(['new welcome.menu']);
  expect(reveal(going.session)).toContain('chuyện dài');
});

test('the same update twice, in one batch or a later one, moves her once', async () => {
  const both = await work(lane(), [says('xin chào', 'same'), says('xin chào', 'same')], edition('e', FIRST));
  expect(texts(both)).toEqual(['e welcome.cover']);
  const again = await work(after(both), [says('xin chào', 'same')], edition('e', FIRST));
  expect(texts(again)).toEqual([]);
  expect(again.done).toEqual(['same']);
});

test('a fault of ours gives her a human number, keeps her where she was, and works what comes after', async () => {
  const begun = after(await work(lane(), [says('xin chào')], edition('e', FIRST)));
  const broken = heard({ kind: 'outcome', at: 1_000, of: 'erase', is: 'unheard of' });
  const done = await work(begun, [broken, says('chuyện dài')], edition('e', FIRST));
  expect(texts(done)).toEqual(['e common.trouble', 'e welcome.more']);
  expect(failures).toHaveLength(1);
});
