import { expect, test, vi } from 'vitest';
import { CHANNELS } from '../core/conversation/channels.ts';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import { type DeliveryOptions, openDelivery, type Recipient } from './deliver.ts';
import type { Pacer } from './pace.ts';
import { type Delivering, type Mark, type OutgoingKind, SEND_FAILURES, type SendFailure, type SendResult } from './ports.ts';

const WOMAN: Recipient = { channel: 'zalo_bot', laneId: 'a woman', handle: () => new Private('her handle'), heardAt: 1 };

let count = 0;
const row = (kind: OutgoingKind, words: string, attempts = 1): Delivering =>
  ({ id: `${words} ${count++}`, laneId: 'a woman', kind, attempts, body: new Private(words) });

type Gate = Pacer & { turns: string[]; results: string[]; letGo: () => void; roomLeft: number };

/** A pacer that keeps everything waiting that is not a reply, until it is let go. */
function openGate(): Gate {
  const waiting: (() => void)[] = [];
  const letGo = (): void => waiting.splice(0).forEach((leave) => leave());
  const gate: Gate = {
    turns: [], results: [], roomLeft: 10, letGo,
    turn: (kind) => {
      gate.turns.push(kind);
      return kind === 'reply' || kind === 'danger' ? undefined : new Promise<void>((leave) => waiting.push(leave));
    },
    hurry: letGo,
    result: (_laneId, result) => void gate.results.push('sent' in result ? 'sent' : result.failed),
    room: () => gate.roomLeft,
    stop: letGo,
  };
  return gate;
}

/** A desk whose platform answers one message after the other; whatever is not named is sent. */
function openDesk(answers: Readonly<Record<string, SendResult>> = {}, more: Partial<DeliveryOptions> = {}) {
  const written: string[] = [];
  const marks: Mark[] = [];
  const counted: string[] = [];
  const broke: string[] = [];
  const delivery = openDelivery({
    channels: new Map([['zalo_bot', {
      name: 'zalo_bot', capabilities: CHANNELS.zalo_bot,
      write: async (account: Private, outgoing: Private) => {
        await new Promise((resolve) => setImmediate(resolve));
        written.push(`${reveal(account)}: ${reveal(outgoing)}`);
        return answers[reveal(outgoing)] ?? { sent: 'ref' };
      },
    }]]),
    pacers: new Map(),
    mark: (mark) => marks.push(mark),
    counted: (channel, result, kind) => counted.push(`${channel} ${kind} ${'sent' in result ? 'sent' : result.failed}`),
    chance: () => 0.5,
    broke: (where, error) => broke.push(`${where} ${String(error)}`),
    ...more,
  });
  const said = (): string[] => written.map((line) => line.replace('her handle: ', ''));
  return { delivery, written, said, marks, counted, broke };
}

test('one person\'s messages go out in order, whatever comes meanwhile', async () => {
  const { delivery, written, said, marks, counted } = openDesk();
  delivery.send(WOMAN, [row('reply', 'one'), row('danger', 'two')]);
  delivery.send(WOMAN, [row('reply', 'three')]);
  await delivery.idle();
  expect(said()).toEqual(['one', 'two', 'three']);
  expect(written[0]).toBe('her handle: one');
  expect(marks.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
  expect(counted).toEqual(['zalo_bot reply sent', 'zalo_bot danger sent', 'zalo_bot reply sent']);
});

test('a reply that need not wait is written before anything else happens', () => {
  const started: string[] = [];
  const { delivery } = openDesk({}, {
    channels: new Map([['zalo_bot', {
      name: 'zalo_bot', capabilities: CHANNELS.zalo_bot,
      write: (_account: Private, outgoing: Private) => {
        started.push(reveal(outgoing));
        return Promise.resolve({ sent: 'ref' });
      },
    }]]),
    pacers: new Map([['zalo_bot', openGate()]]),
    mayWrite: () => true,
  });
  delivery.send(WOMAN, [row('reply', 'one')]);
  expect(started).toEqual(['one']);
});

test.each(Object.entries(SEND_FAILURES).map(([failure, { retry, lost }]) => [failure, retry, lost] as const))(
  '%s: tried again %s, lost %s', async (failure, retry, isLost) => {
    const lost: string[] = [];
    const code = Object.keys(SEND_FAILURES).find((name): name is SendFailure => name === failure) ?? 'send:refused';
    const { delivery, marks, counted } = openDesk({ one: { failed: code, detail: '' } }, {
      lost: ({ laneId }, kind, why) => void lost.push(`${laneId} ${kind} ${why}`),
    });
    delivery.send(WOMAN, [row('alert', 'one')]);
    await delivery.idle();
    expect(marks).toMatchObject([retry ? { state: 'due', dueInMs: 1_000, failure } : { state: 'failed', failure }]);
    expect(lost).toEqual(isLost ? [`a woman alert ${failure}`] : []);
    expect(counted).toEqual([`zalo_bot alert ${failure}`]);
  },
);

const AWAY = { failed: 'send:unreachable', detail: '' } as const;
const UNKNOWN = { failed: 'send:unknown', detail: '' } as const;
const LATER = { failed: 'send:throttled', detail: '', retryAfterMs: 35_000 } as const;

test.each<{ name: string; result: SendResult; kind: OutgoingKind; attempts: number; chance: number; mark: Partial<Mark> }>([
  { name: 'the second try waits twice as long', result: AWAY, kind: 'reply', attempts: 2, chance: 0.5, mark: { state: 'due', dueInMs: 2_000 } },
  { name: 'chance halves that', result: AWAY, kind: 'reply', attempts: 3, chance: 0, mark: { state: 'due', dueInMs: 2_000 } },
  { name: 'or adds half', result: AWAY, kind: 'reply', attempts: 3, chance: 1, mark: { state: 'due', dueInMs: 6_000 } },
  { name: 'the eighth is the last', result: AWAY, kind: 'reply', attempts: 8, chance: 0.5, mark: { state: 'failed' } },
  { name: 'a platform that names a time is obeyed', result: LATER, kind: 'reply', attempts: 1, chance: 0, mark: { state: 'due', dueInMs: 35_000 } },
  { name: 'an alert that may have arrived goes again', result: UNKNOWN, kind: 'alert', attempts: 1, chance: 0.5, mark: { state: 'due' } },
  { name: 'a reminder that may have arrived does not', result: UNKNOWN, kind: 'reminder', attempts: 1, chance: 0.5, mark: { state: 'failed' } },
])('$name', async ({ result, kind, attempts, chance, mark }) => {
  const { delivery, marks } = openDesk({ one: result }, { chance: () => chance });
  delivery.resume(WOMAN, [row(kind, 'one', attempts)]);
  await delivery.idle();
  expect(marks).toMatchObject([mark]);
});

test('nothing overtakes a message that waits for another try, until it is resumed', async () => {
  const answers: Record<string, SendResult> = { one: AWAY };
  const { delivery, said, marks } = openDesk(answers);
  const [one, two, three] = [row('reply', 'one'), row('reply', 'two'), row('reply', 'three')];
  delivery.send(WOMAN, [one, two]);
  await delivery.idle();
  delivery.send(WOMAN, [three]);
  await delivery.idle();
  expect(said()).toEqual(['one']);
  expect(marks.map(({ id, state, dueInMs }) => [id, state, dueInMs])).toEqual([
    [one.id, 'due', 1_000], [two.id, 'due', 1_050], [three.id, 'due', 50],
  ]);
  delete answers['one'];
  delivery.resume(WOMAN, [one, two, three]);
  delivery.send(WOMAN, [row('reply', 'four')]);
  await delivery.idle();
  expect(said()).toEqual(['one', 'one', 'two', 'three', 'four']);
});

test('what another process took from the outbox holds nobody back here for longer than marks need', async () => {
  const { delivery, said } = openDesk({ one: AWAY });
  delivery.send(WOMAN, [row('reply', 'one')]);
  await delivery.idle();
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    for (const [words, waitMs] of [['two', 9_000], ['three', 9_000], ['four', 11_000]] as const) {
      vi.advanceTimersByTime(waitMs);
      delivery.send(WOMAN, [row('reply', words)]);
      await delivery.idle();
    }
  } finally {
    vi.useRealTimers();
  }
  expect(said()).toEqual(['one', 'four']);
});

test('where the platform lets us write no more, nothing is called, sent or tried again', async () => {
  const gate = openGate();
  const lost: string[] = [];
  const { delivery, written, marks, counted } = openDesk({}, {
    pacers: new Map([['zalo_bot', gate]]), mayWrite: ({ heardAt }) => heardAt > 5,
    lost: (_to, _kind, failure) => void lost.push(failure),
  });
  const shut = row('alert', 'one');
  delivery.send(WOMAN, [shut]);
  await delivery.idle();
  expect(written).toEqual([]);
  expect(marks).toEqual([{ id: shut.id, state: 'failed', failure: 'send:window_shut' }]);
  expect(counted).toEqual(['zalo_bot alert send:window_shut']);
  expect(lost).toEqual(['send:window_shut']);
  expect([gate.turns, gate.results]).toEqual([[], []]);
  delivery.send({ ...WOMAN, heardAt: 6 }, [row('reply', 'two')]);
  await delivery.idle();
  expect(written).toHaveLength(1);
});

test('a window that shuts while a message waits for its turn stays shut for it', async () => {
  const gate = openGate();
  let open = true;
  const { delivery, written, marks } = openDesk({}, { pacers: new Map([['zalo_bot', gate]]), mayWrite: () => open });
  delivery.send(WOMAN, [row('alert', 'one')]);
  open = false;
  gate.letGo();
  await delivery.idle();
  expect(written).toEqual([]);
  expect(marks).toMatchObject([{ state: 'failed', failure: 'send:window_shut' }]);
});

test('what the house begins waits for its turn, and the pacer hears what became of it', async () => {
  const gate = openGate();
  const { delivery, said } = openDesk({ two: { failed: 'send:throttled', detail: '' } }, { pacers: new Map([['zalo_bot', gate]]) });
  delivery.send(WOMAN, [row('push', 'one'), row('reminder', 'two')]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(said()).toEqual([]);
  gate.letGo();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(said()).toEqual(['one']);
  gate.letGo();
  await delivery.idle();
  expect(said()).toEqual(['one', 'two']);
  expect(gate.turns).toEqual(['push', 'reminder']);
  expect(gate.results).toEqual(['sent', 'send:throttled']);
});

test('a reply behind what waits takes it along: order is kept, and she does not wait', async () => {
  const gate = openGate();
  const { delivery, said } = openDesk({}, { pacers: new Map([['zalo_bot', gate]]) });
  delivery.send(WOMAN, [row('push', 'one'), row('push', 'two')]);
  delivery.send(WOMAN, [row('reminder', 'three')]);
  await Promise.resolve();
  delivery.send(WOMAN, [row('push', 'four'), row('reply', 'five'), row('push', 'six')]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(said()).toEqual(['one', 'two', 'three', 'four', 'five']);
  expect(gate.turns).toEqual(['push', 'reply', 'reply', 'reply', 'reply', 'push']);
  gate.letGo();
  await delivery.idle();
});

test('what is far from its turn goes back to the outbox, and what comes behind it too; what was taken from there stays', async () => {
  const gate = openGate();
  gate.roomLeft = 0;
  const { delivery, said, marks } = openDesk({}, { pacers: new Map([['zalo_bot', gate]]) });
  const [one, two] = [row('push', 'one'), row('push', 'two')];
  delivery.send(WOMAN, [row('reply', 'zero'), one, two]);
  await delivery.idle();
  expect(said()).toEqual(['zero']);
  expect(marks.slice(1)).toEqual([one, two].map(({ id }) => ({ id, state: 'due', dueInMs: 0, untried: true })));
  delivery.resume(WOMAN, [one]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(gate.turns.at(-1)).toBe('push');
  gate.letGo();
  await delivery.idle();
  expect(said()).toEqual(['zero', 'one']);
});

test('a process that stops puts back what waits for its turn, and what comes behind it', async () => {
  const gate = openGate();
  const { delivery, said, marks } = openDesk({}, { pacers: new Map([['zalo_bot', gate]]) });
  const [one, two, three] = [row('alert', 'one'), row('alert', 'two'), row('alert', 'three')];
  delivery.send(WOMAN, [one, two]);
  delivery.send(WOMAN, [three]);
  await Promise.resolve();
  delivery.stop();
  await delivery.idle();
  expect(said()).toEqual([]);
  expect(marks.map(({ id, state }) => [id, state])).toEqual([[one.id, 'due'], [two.id, 'due'], [three.id, 'due']]);
});

test('a channel that is not there is told, and nobody else waits', async () => {
  const { delivery, broke, said } = openDesk();
  delivery.send({ ...WOMAN, channel: 'pigeon' }, [row('reply', 'one')]);
  delivery.send(WOMAN, [row('reply', 'two')]);
  await delivery.idle();
  expect(broke).toEqual(['deliver Error: There is no channel pigeon']);
  expect(said()).toEqual(['two']);
});
