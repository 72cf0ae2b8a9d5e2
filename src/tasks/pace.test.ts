import { expect, test } from 'vitest';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import { openPacer, type Pacer, type PacerOptions } from './pace.ts';
import type { PaceStore } from './ports.ts';
import type { OutgoingKind } from './ports.ts';

const TELEGRAM = { perMinute: 1_800, chatMs: 1_000 };
const OFFICIAL = { perMinute: 100, chatMs: 1_000 };

/** A clock that stands until it is moved, and what waits for it. */
function openClock() {
  let at = 5_000_000;
  let alarms: { at: number; run: () => void }[] = [];
  const now = (): number => at;
  const wait = (ms: number, run: () => void): (() => void) => {
    const alarm = { at: at + ms, run };
    alarms.push(alarm);
    return () => {
      alarms = alarms.filter((other) => other !== alarm);
    };
  };
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  /** Lets `ms` pass, alarm after alarm; each rings `shake` late. */
  const pass = async (ms: number, shake: () => number = () => 0): Promise<void> => {
    const end = at + ms;
    await settle();
    for (;;) {
      const [next] = alarms.toSorted((one, other) => one.at - other.at);
      if (!next || next.at > end) break;
      alarms = alarms.filter((alarm) => alarm !== next);
      at = Math.max(at, next.at + shake());
      next.run();
      await settle();
    }
    at = Math.max(at, end);
  };
  return { now, wait, pass, pending: () => alarms.length };
}

type Clock = ReturnType<typeof openClock>;

/** The database: one clock for everybody, and an answer that takes `wayMs` there and as long back. */
function openStore({ now, wait }: Clock, wayMs: number | (() => number) = 2) {
  const next = new Map<string, number>();
  const asked: { key: string; slots: number }[] = [];
  const state = { away: false };
  const way = (): number => (typeof wayMs === 'number' ? wayMs : wayMs());
  const reserve: PaceStore['reserve'] = async (key, slots, everyMs) => {
    await new Promise<void>((resolve) => wait(way(), resolve));
    if (state.away) throw new Error('The database is away');
    asked.push({ key, slots });
    const from = Math.max(next.get(key) ?? 0, now());
    next.set(key, from + slots * everyMs);
    const rest = from - now();
    await new Promise<void>((resolve) => wait(way(), resolve));
    return rest;
  };
  const reserveChat: PaceStore['reserveChat'] = (channel, account, busyMs) => reserve(`lane:${channel}:${reveal(account)}`, 1, busyMs);
  return { reserve, reserveChat, asked, state };
}

type WorldOptions = { processes?: number; wayMs?: number | (() => number); stall?: { from: number; ms: number } };
type Left = { kind: OutgoingKind; laneId: string; at: number; by: number };

/** Pacers of several processes on one clock and one database, and what has left them. */
function openWorld(rate: Pick<PacerOptions, 'perMinute' | 'chatMs'>, { processes = 1, wayMs = 2, stall = { from: 0, ms: 0 } }: WorldOptions = {}) {
  const clock = openClock();
  const from = clock.now() + stall.from;
  /** The first process stands still for a while: no alarm of its own rings then. */
  const waitStalled: Clock['wait'] = (ms, run) => {
    const due = clock.now() + ms;
    return clock.wait(due > from && due < from + stall.ms ? from + stall.ms - clock.now() : ms, run);
  };
  const store = openStore(clock, wayMs);
  const left: Left[] = [];
  const broke: string[] = [];
  const pacers = Array.from({ length: processes }, (_, by) => openPacer({
    channel: 'a channel', ...rate, store, now: clock.now, wait: by === 0 ? waitStalled : clock.wait, broke: (where) => broke.push(where),
  }));
  const one = (by: number): Pacer => pacers[by] ?? fail();
  const send = (kind: OutgoingKind, laneId: string, by = 0): boolean => {
    const leave = (): void => void left.push({ kind, laneId, at: clock.now(), by });
    const turn = one(by).turn(kind, laneId, new Private(laneId));
    if (turn) void turn.then(leave);
    else leave();
    return turn === undefined;
  };
  const many = (count: number, kind: OutgoingKind, by = 0): void => {
    for (let index = 0; index < count; index += 1) send(kind, `${kind} ${by} ${index}`, by);
  };
  const leftOf = (kind: OutgoingKind): Left[] => left.filter((each) => each.kind === kind);
  return { clock, store, left, leftOf, broke, one, send, many };
}

function fail(): never {
  throw new Error('There is no such process');
}

/** The most that left within any `windowMs`, its end excluded. */
function mostWithin(left: readonly Left[], windowMs: number): number {
  const times = left.map(({ at }) => at).toSorted((one, other) => one - other);
  let most = 0;
  let oldest = 0;
  for (const [index, at] of times.entries()) {
    while ((times[oldest] ?? at) <= at - windowMs) oldest += 1;
    most = Math.max(most, index - oldest + 1);
  }
  return most;
}

const THROTTLED = { failed: 'send:throttled', detail: '429' } as const;

test.each([
  { name: 'Telegram', rate: TELEGRAM, processes: 1, windowMs: 1_000, most: 30 },
  { name: 'Telegram in three processes', rate: TELEGRAM, processes: 3, windowMs: 1_000, most: 30 },
  { name: 'an Official Account', rate: OFFICIAL, processes: 1, windowMs: 60_000, most: 100 },
  { name: 'an Official Account in two processes', rate: OFFICIAL, processes: 2, windowMs: 60_000, most: 100 },
  { name: 'a bot of one message a second', rate: { perMinute: 60, chatMs: 1_000 }, processes: 1, windowMs: 60_000, most: 60 },
  { name: 'a bot of five hundred a second', rate: { perMinute: 30_000, chatMs: 0 }, processes: 2, windowMs: 1_000, most: 500 },
])('$name is never sent more than it takes, and nearly all of that', async ({ rate, processes, windowMs, most }) => {
  const world = openWorld(rate, { processes });
  const seconds = windowMs === 1_000 ? 10 : 180;
  for (let by = 0; by < processes; by += 1) world.many(Math.ceil(rate.perMinute / 60 * seconds), 'reminder', by);
  await world.clock.pass(seconds * 1_000);
  expect(mostWithin(world.left, windowMs)).toBeLessThanOrEqual(most);
  expect(world.left.length / (rate.perMinute / 60 * seconds)).toBeGreaterThan(0.97);
  expect(world.broke).toEqual([]);
});

test('alarms that ring late and a database that answers in 2 to 10 ms cost nothing of the rate and never break it', async () => {
  let seed = 7;
  const chance = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  const world = openWorld(TELEGRAM, { processes: 2, wayMs: () => 1 + chance() * 4 });
  world.many(600, 'reminder', 0);
  world.many(600, 'reminder', 1);
  await world.clock.pass(20_000, () => chance() * 4);
  expect(mostWithin(world.left, 1_000)).toBeLessThanOrEqual(30);
  expect(world.left.length / 600).toBeGreaterThan(0.97);
});

test('a database that answers after 40 ms costs nothing of the rate', async () => {
  const world = openWorld(TELEGRAM, { wayMs: 20 });
  world.many(600, 'reminder');
  await world.clock.pass(10_000);
  expect(world.left.length / 300).toBeGreaterThan(0.97);
});

test('who comes late because the process stood still for a moment does not leave in one burst with the others', async () => {
  const world = openWorld(TELEGRAM);
  world.many(600, 'reminder');
  let alarms = 0;
  await world.clock.pass(10_000, () => (++alarms % 25 === 0 ? 90 : 0));
  expect(mostWithin(world.left, 1_000)).toBeLessThanOrEqual(30);
  expect(mostWithin(world.left, 20)).toBe(1);
});

test('moments that went by while a process stood still are not made up for: others had theirs meanwhile', async () => {
  const world = openWorld(TELEGRAM, { processes: 2, stall: { from: 3_000, ms: 600 } });
  world.many(300, 'reminder', 0);
  world.many(300, 'reminder', 1);
  await world.clock.pass(8_000);
  expect(mostWithin(world.left, 1_000)).toBeLessThanOrEqual(31);
  expect(world.left.filter(({ by }) => by === 0).length).toBeGreaterThan(60);
});

test('an alert overtakes a thousand reminders of its own process', async () => {
  const world = openWorld(TELEGRAM);
  world.many(1_000, 'reminder');
  await world.clock.pass(3_000);
  const from = world.clock.now();
  world.send('alert', 'a member');
  await world.clock.pass(2_000);
  expect((world.leftOf('alert')[0]?.at ?? Infinity) - from).toBeLessThan(100);
  expect(world.leftOf('reminder').length).toBeGreaterThan(140);
});

test('an alert of one process waits less than a second behind the reminders of three others', async () => {
  const world = openWorld(TELEGRAM, { processes: 4 });
  for (const by of [0, 1, 2]) world.many(1_000, 'reminder', by);
  for (let round = 0; round < 20; round += 1) {
    await world.clock.pass(313);
    world.send('alert', `a member ${round}`, 3);
  }
  const sent = world.clock.now();
  await world.clock.pass(2_000);
  const waits = world.leftOf('alert').map(({ at }, round) => at - (sent - (19 - round) * 313));
  expect(waits).toHaveLength(20);
  expect(Math.max(...waits)).toBeLessThan(1_000);
});

test('an alert of another process waits for one message of an Official Account, not for two', async () => {
  const world = openWorld(OFFICIAL, { processes: 2 });
  world.many(50, 'reminder', 0);
  await world.clock.pass(5_000);
  const from = world.clock.now();
  world.send('alert', 'a member', 1);
  await world.clock.pass(3_000);
  expect((world.leftOf('alert')[0]?.at ?? Infinity) - from).toBeLessThan(1_000);
});

test('twelve alerts at once have left within a second, though three other processes send reminders', async () => {
  const world = openWorld(TELEGRAM, { processes: 4 });
  for (const by of [0, 1, 2]) world.many(1_000, 'reminder', by);
  await world.clock.pass(3_000);
  const from = world.clock.now();
  world.many(12, 'alert', 3);
  await world.clock.pass(3_000);
  expect(world.leftOf('alert').map(({ at }) => at - from).at(11)).toBeLessThan(1_000);
});

test('those who wait leave by weight, and those of one weight as they came', async () => {
  const world = openWorld({ perMinute: 60, chatMs: 1_000 });
  const kinds = ['reminder', 'push', 'alert', 'reminder', 'alert'] as const;
  world.send('reminder', 'first');
  await world.clock.pass(10);
  kinds.forEach((kind, index) => world.send(kind, `${kind} ${index}`));
  await world.clock.pass(10_000);
  expect(world.left.map(({ laneId }) => laneId)).toEqual(['first', 'alert 2', 'alert 4', 'push 1', 'reminder 0', 'reminder 3']);
});

test('ten thousand replies leave at once while reminders wait, and ask the database for nothing', async () => {
  const world = openWorld(TELEGRAM);
  for (let index = 0; index < 10_000; index += 1) expect(world.send(index % 7 ? 'reply' : 'danger', `${index}`)).toBe(true);
  expect(world.store.asked).toEqual([]);
  expect(world.clock.pending()).toBe(0);
  world.many(100, 'reminder');
  for (let index = 0; index < 100; index += 1) expect(world.send('reply', `${index}`)).toBe(true);
});

test.each([
  ['few replies', 10, 18.5, 20.5], ['as many replies as may be sent at all', 30, 14, 16], ['far too many replies', 300, 14, 16],
])('%s: those who wait make room for them, but keep half of the rate', async (_name, repliesASecond, least, most) => {
  const world = openWorld(TELEGRAM);
  world.many(1_000, 'reminder');
  for (let tick = 0; tick < 100; tick += 1) {
    for (let index = 0; index < repliesASecond / 10; index += 1) world.send('reply', `${tick} ${index}`);
    await world.clock.pass(100);
  }
  const rate = world.leftOf('reminder').length / 10;
  expect(rate).toBeGreaterThanOrEqual(least);
  expect(rate).toBeLessThanOrEqual(most);
});

test('an alert does not make up for replies that left while something else waited', async () => {
  const world = openWorld(OFFICIAL);
  world.many(2, 'reminder');
  for (let index = 0; index < 30; index += 1) world.send('reply', `${index}`);
  await world.clock.pass(20_000);
  const from = world.clock.now();
  world.send('alert', 'a member');
  await world.clock.pass(2_000);
  expect((world.leftOf('alert')[0]?.at ?? Infinity) - from).toBeLessThan(50);
});

test('two minutes after a flood of replies those who wait have the whole rate again', async () => {
  const world = openWorld(OFFICIAL);
  world.many(600, 'reminder');
  for (let index = 0; index < 1_000; index += 1) world.send('reply', `${index}`);
  await world.clock.pass(120_000);
  const before = world.leftOf('reminder').length;
  await world.clock.pass(60_000);
  expect(world.leftOf('reminder').length - before).toBeGreaterThan(97);
});

test('few replies and many reminders together keep the rate', async () => {
  const world = openWorld(OFFICIAL);
  world.many(400, 'reminder');
  for (let tick = 0; tick < 120; tick += 1) {
    if (tick % 4 === 0) world.send('reply', `${tick}`);
    await world.clock.pass(1_000);
  }
  expect(world.left.filter(({ kind }) => kind === 'reply')).toHaveLength(30);
  expect(mostWithin(world.left, 60_000)).toBeLessThanOrEqual(101);
  expect(world.left.length).toBeGreaterThan(194);
});

test('two messages to one chat are a second apart, from one process or two, and others do not wait for them', async () => {
  const world = openWorld(TELEGRAM, { processes: 2 });
  world.send('alert', 'a member', 0);
  world.send('alert', 'a member', 1);
  await world.clock.pass(50);
  world.send('push', 'a member', 0);
  world.many(100, 'reminder', 0);
  await world.clock.pass(6_000);
  const [first, second, third] = world.left.filter(({ laneId }) => laneId === 'a member').map(({ at }) => at);
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1_000);
  expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(1_000);
  expect((third ?? Infinity) - (first ?? 0)).toBeLessThan(3_000);
  expect(world.leftOf('reminder')).toHaveLength(100);
  expect(world.leftOf('reminder').at(-1)?.at).toBeLessThan((first ?? 0) + 3_800);
});

test('two messages to one chat are a second apart though the first has still to wait for its own turn', async () => {
  const world = openWorld(OFFICIAL, { processes: 2 });
  world.send('reminder', 'somebody', 0);
  await world.clock.pass(50);
  world.send('alert', 'a member', 0);
  await world.clock.pass(50);
  world.send('alert', 'a member', 1);
  await world.clock.pass(5_000);
  const [first, second] = world.leftOf('alert').map(({ at }) => at);
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1_000);
});

test('a reply to a chat that has just had a message waits for nothing', async () => {
  const world = openWorld(TELEGRAM);
  world.send('alert', 'a member');
  await world.clock.pass(50);
  expect(world.left).toHaveLength(1);
  expect(world.send('reply', 'a member')).toBe(true);
});

test('what waits for a person leaves at once when a reply comes behind it, and others stay', async () => {
  const world = openWorld(OFFICIAL);
  world.many(10, 'reminder');
  world.send('push', 'a woman');
  world.one(0).hurry('a woman');
  await Promise.resolve();
  expect(world.left.map(({ laneId }) => laneId)).toEqual(['a woman']);
});

test('when the platform complains above its rate, replies take turns, danger first, and nothing leaves before it said', async () => {
  const world = openWorld(TELEGRAM);
  for (let index = 0; index < 50; index += 1) world.send('reply', `${index}`);
  const from = world.clock.now();
  world.one(0).result('3', { ...THROTTLED, retryAfterMs: 5_000 });
  world.many(20, 'alert');
  for (let index = 0; index < 60; index += 1) expect(world.send('reply', `later ${index}`)).toBe(false);
  expect(world.send('danger', 'in danger')).toBe(false);
  await world.clock.pass(4_990);
  expect(world.left).toHaveLength(50);
  await world.clock.pass(4_000);
  const paced = world.left.slice(50);
  expect(paced[0]?.at).toBeGreaterThanOrEqual(from + 5_000);
  expect(paced.map(({ kind }) => kind)).toEqual(['danger', ...Array(60).fill('reply'), ...Array(20).fill('alert')]);
  expect(mostWithin(paced, 1_000)).toBeLessThanOrEqual(30);
});

test('a minute after the last complaint replies leave at once again', async () => {
  const world = openWorld(TELEGRAM);
  for (let index = 0; index < 50; index += 1) world.send('reply', `${index}`);
  world.one(0).result('3', THROTTLED);
  await world.clock.pass(40_000);
  expect(world.send('reply', 'later')).toBe(false);
  await world.clock.pass(100);
  world.one(0).result('later', THROTTLED);
  await world.clock.pass(59_800);
  expect(world.send('reply', 'much later')).toBe(false);
  await world.clock.pass(300);
  expect(world.send('reply', 'at last')).toBe(true);
});

test.each<[string, number, number, boolean]>([
  ['one message of thirty that may be sent', 1, 1_800, false],
  ['thirty of thirty', 30, 1_800, false],
  ['thirty-one of thirty', 31, 1_800, true],
  ['one of one', 1, 60, false],
  ['two of one', 2, 60, true],
])('a complaint after %s a second is meant over all: %#', (_name, sent, perMinute, paced) => {
  const world = openWorld({ perMinute, chatMs: 1_000 });
  for (let index = 0; index < sent; index += 1) world.send('reply', `${index}`);
  world.one(0).result('0', THROTTLED);
  expect(world.send('reply', 'somebody else')).toBe(!paced);
});

test('a complaint after more than a minute\'s worth in a minute is meant over all, however evenly they left', async () => {
  const world = openWorld(OFFICIAL);
  for (let index = 0; index < 101; index += 1) {
    world.send('reply', `${index}`);
    await world.clock.pass(590);
  }
  await world.clock.pass(300);
  world.one(0).result('100', THROTTLED);
  expect(world.send('reply', 'somebody else')).toBe(false);
});

test('one chat that is refused again and again does not hold up everybody else', async () => {
  const world = openWorld(TELEGRAM);
  for (let index = 0; index < 50; index += 1) world.send('reply', `${index}`);
  world.one(0).result('chatty', { ...THROTTLED, retryAfterMs: 1_000 });
  await world.clock.pass(1_500);
  world.one(0).result('chatty', { ...THROTTLED, retryAfterMs: 60_000 });
  world.send('reply', 'somebody else');
  await world.clock.pass(100);
  expect(world.left.at(-1)?.laneId).toBe('somebody else');
});

test('no platform makes everybody wait for more than a minute', async () => {
  const world = openWorld(TELEGRAM);
  for (let index = 0; index < 50; index += 1) world.send('reply', `${index}`);
  world.one(0).result('3', { ...THROTTLED, retryAfterMs: 3_600_000 });
  world.send('reply', 'later');
  await world.clock.pass(60_100);
  expect(world.left.at(-1)?.laneId).toBe('later');
});

test('there is room for a second and a half of the rate, less what waits and weighs as much', async () => {
  const world = openWorld(TELEGRAM);
  const { room } = world.one(0);
  expect(room()).toBe(45);
  world.many(1_000, 'reminder');
  expect([room(), room('push'), room('alert')]).toEqual([0, 45, 45]);
  world.many(10, 'alert');
  expect([room(), room('push'), room('alert')]).toEqual([0, 35, 35]);
  expect(openWorld({ perMinute: 1, chatMs: 0 }).one(0).room()).toBe(1);
  expect(openWorld({ perMinute: 0, chatMs: 0 }).one(0).room()).toBe(200);
});

test('a channel without a rate keeps nobody waiting, whatever it answers', () => {
  const world = openWorld({ perMinute: 0, chatMs: 0 });
  world.many(100, 'reminder');
  world.one(0).result('1', { ...THROTTLED, retryAfterMs: 5_000 });
  expect(world.send('reply', 'a woman')).toBe(true);
  expect(world.left).toHaveLength(101);
});

test('a database that is away for five seconds loses nobody, and is not asked all the time', async () => {
  const world = openWorld(TELEGRAM);
  world.store.state.away = true;
  world.many(50, 'reminder');
  await world.clock.pass(5_000);
  expect(world.left).toEqual([]);
  expect(world.broke.length).toBeLessThan(20);
  world.store.state.away = false;
  await world.clock.pass(4_000);
  expect(world.left).toHaveLength(50);
});

test('a database that needs half a second for an answer slows down and stops nobody', async () => {
  const world = openWorld(TELEGRAM, { wayMs: 250 });
  world.many(20, 'reminder');
  await world.clock.pass(30_000);
  expect(world.left).toHaveLength(20);
});

test('a process that stops while the platform wants quiet leaves no alarm behind', () => {
  const world = openWorld(TELEGRAM);
  for (let index = 0; index < 50; index += 1) world.send('reply', `${index}`);
  world.one(0).result('3', { ...THROTTLED, retryAfterMs: 50_000 });
  world.send('reply', 'later');
  expect(world.clock.pending()).toBe(1);
  world.one(0).stop();
  expect(world.clock.pending()).toBe(0);
});

test('what waits is let go when the process stops, and no alarm stays', async () => {
  const world = openWorld(TELEGRAM);
  world.many(100, 'reminder');
  await world.clock.pass(1_000);
  world.one(0).stop();
  await Promise.resolve();
  expect(world.left).toHaveLength(100);
  await world.clock.pass(1_500);
  expect(world.clock.pending()).toBe(0);
});
