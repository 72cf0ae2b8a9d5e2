import { deskStore } from '../stores/desk.ts';
import { newKey } from '../stores/seal.ts';
import { type Delivery, openDelivery, rowsOf } from '../tasks/deliver.ts';
import type { Channel, SendResult, WebTalks } from '../tasks/ports.ts';
import { type Desk, openDesk } from '../tasks/receive.ts';
import type { WorkOptions } from '../tasks/work.ts';
import type { Ground } from './ground.ts';
import { type Look, quickHands } from './hands.ts';
import { type Intake, openIntake } from './intake.ts';
import { type Office, type OfficeOptions, openOffice } from './office.ts';
import { openWebTalks } from './webtalks.ts';

/** Where people are served: taken in, answered at once, worked in a transaction, sent to. */
export type Desks = Readonly<{
  intake: Intake;
  desk: Desk;
  office: Office;
  delivery: Delivery;
  talks: WebTalks;
  /** Channels whose messages we carry out; the others' are fetched. */
  pushed: readonly string[];
}>;

/** Opens the desks on the ground. They ring each other, but nothing rings before all of them are open. */
export function openDesks(ground: Ground, channels: readonly Channel[]): Desks {
  const { keys, database, sweep, outbox, metrics, broke } = ground;
  const pull = new Set(['web', ...channels.filter(({ capabilities }) => capabilities.pull).map(({ name }) => name)]);
  const look: Look = {
    places: () => ({ ...ground.places(), verifyDays: ground.config.VERIFY_DAYS }), today: ground.today,
  };
  const work = (channel: string): Omit<WorkOptions, 'hands'> => workOptions(ground, pull.has(channel));
  const delivery = openDelivery({
    channels: new Map(channels.map((channel) => [channel.name, channel])),
    mark: (mark) => desk.mark(mark),
    counted: (channel, result, kind) => count(ground, { channel, result, kind }),
    chance: Math.random,
    broke,
  });
  const office = openOffice({ ...officeOptions(ground, look), work, signalled: (laneId) => desk.ring([laneId]) });
  const desk: Desk = openDesk({
    store: deskStore(database.byKey, ground.seals),
    work,
    quick: quickHands(look),
    slow: office.slow,
    sent: ({ lane: { channel, laneId, handle } }, rows) => {
      if (pull.has(channel)) web.rang(laneId);
      else delivery.send({ channel, laneId, handle }, rowsOf(rows));
    },
    works: ground.config.ROLE !== 'web',
    rangElsewhere: (laneIds) => quietly(ground, ground.queues.ringLanes(laneIds)),
    broke,
  });
  const intake = openIntake(keys, desk, sweep, {
    ...metrics,
    quarantined: (channel, reason) => {
      metrics.quarantined(channel, reason);
      // Said aloud: it may be a kind that a platform has just begun to send.
      ground.log('warn', 'update quarantined', { channel, reason });
    },
  });
  const web: ReturnType<typeof openWebTalks> = openWebTalks({
    keys, intake, outbox, now: ground.now, communeAt: ground.communeAt, hotlines: () => ground.places().hotlines,
  });
  const pushed = channels.map(({ name }) => name).filter((name) => !pull.has(name));
  return { intake, desk, office, delivery, talks: web.talks, pushed };
}

function workOptions({ editions, metrics, sweep, broke }: Ground, pull: boolean): Omit<WorkOptions, 'hands'> {
  return {
    editions,
    newKey: () => ({ wrapped: undefined, bytes: newKey() }),
    pull,
    failed: (arrival, error) => {
      broke('work', error);
      metrics.quarantined(arrival.channel, 'fault');
      void sweep.quarantine({ id: arrival.id, channel: arrival.channel, reason: 'fault', payload: arrival.heard })
        .catch((failure: unknown) => broke('quarantine', failure));
    },
  };
}

function officeOptions(ground: Ground, look: Look): Omit<OfficeOptions, 'work' | 'signalled'> {
  const { config, database, keys, seals, broke, now } = ground;
  const pageOf = (token: string): string => `${config.PUBLIC_URL}/once/${token}`;
  return {
    database, keys, seals, look, broke, now,
    rings: () => ({
      places: look.places(), today: look.today,
      minutes: { urgent: config.ALERT_MINUTES_URGENT, normal: config.ALERT_MINUTES_NORMAL },
    }),
    mayTry: ground.throttle.mayTry,
    // A chat that somebody keeps is no place for a receipt; without a public address there is no page to put it on.
    oncePage: (channel) => (channel === 'web' || !config.PUBLIC_URL ? undefined : pageOf),
    // A bell that cannot be rung now is rung by the clock, which reads the due times.
    caseDue: (caseId, dueAt) => quietly(ground, ground.queues.ringCase(caseId, dueAt - now())),
  };
}

function quietly({ broke }: Ground, rung: Promise<void>): void {
  rung.catch((error: unknown) => broke('queue', error));
}

type Sent = Readonly<{ channel: string; result: SendResult; kind: string }>;

function count({ metrics, log }: Ground, { channel, result, kind }: Sent): void {
  const what = 'sent' in result ? 'sent' : result.failed;
  metrics.sent(channel, kind, what);
  if ('failed' in result) log('warn', 'send failed', { channel, kind, what, detail: result.detail });
}
