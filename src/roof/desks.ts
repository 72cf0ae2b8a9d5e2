import { isOfficeTime } from '../core/cases/calling.ts';
import { CHANNELS, type Capabilities, isWithin } from '../core/conversation/channels.ts';
import { cover } from '../core/masking/cover.ts';
import { deskStore } from '../stores/desk.ts';
import { fileStore } from '../stores/files.ts';
import { newKey } from '../stores/seal.ts';
import { type Bringing, openBringing } from '../tasks/bring_file.ts';
import { type Delivery, openDelivery, rowsOf } from '../tasks/deliver.ts';
import { openPacer, type Pacer } from '../tasks/pace.ts';
import { type Channel, SEND_FAILURES, type SendResult, type WebTalks } from '../tasks/ports.ts';
import { type Desk, openDesk } from '../tasks/receive.ts';
import type { WorkOptions } from '../tasks/work.ts';
import type { Ground } from './ground.ts';
import { type Look, quickHands } from './hands.ts';
import { type Intake, openIntake } from './intake.ts';
import { type Office, type OfficeOptions, openOffice } from './office.ts';
import { publicNumbersOf } from './public_numbers.ts';
import { lost, type ReachOptions } from './reach.ts';
import { openWebTalks } from './webtalks.ts';

/** Where people are served: taken in, answered at once, worked in a transaction, sent to. */
export type Desks = Readonly<{
  intake: Intake;
  desk: Desk;
  office: Office;
  delivery: Delivery;
  talks: WebTalks;
  reach: ReachOptions;
  bringing: Bringing;
  /** Channels whose messages we carry out, with the pace of each. */
  pacers: ReadonlyMap<string, Pacer>;
}>;

/** Opens the desks on the ground. They ring each other, but nothing rings before all of them are open. */
export function openDesks(ground: Ground, channels: readonly Channel[]): Desks {
  const { keys, database, sweep, pages, metrics, broke } = ground;
  const look: Look = {
    places: () => ({ ...ground.places(), verifyDays: ground.config.VERIFY_DAYS }), today: ground.today,
    mayAsk: ground.crowd.mayAsk,
  };
  const work = workOf(ground, channels);
  const pacers = new Map(channels.map(({ name, capabilities }) => [name, pacerOf(ground, name, capabilities)]));
  const delivery = openDelivery({
    channels: new Map(channels.map((channel) => [channel.name, channel])),
    pacers,
    mark: (mark) => {
      desk.mark(mark);
      if (mark.state === 'failed') quietly(ground, pages.unsaid(mark.id));
    },
    mayWrite: ({ channel, heardAt }) => isWithin(capabilitiesOf(channel), heardAt, ground.now()),
    lost: ({ laneId }) => quietly(ground, lost(laneId, reach)),
    traced: ({ laneId }, ref) => ground.traces.note(laneId, { ref, ours: true, at: ground.now() }),
    counted: (channel, result, kind) => count(ground, { channel, result, kind }),
    chance: Math.random,
    broke,
  });
  const own = officeOptions(ground, look);
  const signalled = (laneId: string): void => desk.ring([laneId]);
  const { office, bringing } = openOfficeOf(ground, channels, { ...own, work, signalled });
  const reach: ReachOptions = { ...ground, office, rings: own.rings };
  const desk: Desk = openDesk({
    store: deskStore(database.byKey, ground.seals),
    work,
    quick: quickHands(look),
    slow: office.slow,
    sent: ({ lane: { channel, laneId, handle }, heardAt, lapseAt, refs, left }, rows) => {
      if (left && capabilitiesOf(channel).keepers) quietly(ground, pages.closeBeside(laneId));
      if (heardAt > 0) ground.busy.note({ laneId, channel, account: handle }, left ? 0 : lapseAt);
      refs.forEach((ref) => ground.traces.note(laneId, { ref, ours: false, at: ground.now() }));
      const carried = rows.filter(({ state }) => state === 'sending');
      if (carried.length < rows.length) web.rang(laneId);
      delivery.send({ channel, laneId, handle, heardAt }, rowsOf(carried));
    },
    works: ground.config.ROLE !== 'web',
    rangElsewhere: (laneIds) => quietly(ground, ground.queues.ringLanes(laneIds)),
    broke,
  });
  const intake = openIntake(keys, desk, sweep, { ...metrics, quarantined: quarantined(ground) });
  const web: ReturnType<typeof openWebTalks> = openWebTalks({
    ...ground, files: fileStore(database, keys), intake, proxies: ground.config.TRUST_PROXY,
    hotlines: () => ground.places().hotlines,
  });
  return { intake, desk, office, delivery, talks: web.talks, reach, bringing, pacers };
}

const isChannel = (name: string): name is keyof typeof CHANNELS => name in CHANNELS;

/** Of a channel that is off too: what waits for its people is worked as before. */
const capabilitiesOf = (name: string): Capabilities => (isChannel(name) ? CHANNELS[name] : CHANNELS.web);

function pacerOf({ paces, broke }: Ground, channel: string, { pace }: Capabilities): Pacer {
  // A clock that never goes back: one that is set back would hold up alerts for as long.
  return openPacer({ channel, ...pace, store: paces, now: () => performance.now(), broke });
}

function workOf(ground: Ground, channels: readonly Channel[]): (channel: string) => Omit<WorkOptions, 'hands'> {
  const { editions, metrics, sweep, broke, config, keys } = ground;
  const publicNumbers = publicNumbersOf(ground.places);
  const known = new Map<string, Omit<WorkOptions, 'hands'>>();
  return (name) => {
    const found = known.get(name);
    if (found) return found;
    const made: Omit<WorkOptions, 'hands'> = {
      editions,
      newKey: () => ({ wrapped: undefined, bytes: newKey() }),
      capabilities: channels.find((channel) => channel.name === name)?.capabilities ?? capabilitiesOf(name),
      cover: (text) => cover(text, publicNumbers()),
      keyed: (word) => keys.secrets.keyed('word', word),
      pages: config.PUBLIC_URL !== undefined,
      failed: (arrival, error) => {
        broke('work', error);
        metrics.quarantined(arrival.channel, 'fault');
        void sweep.quarantine({ id: arrival.id, channel: arrival.channel, reason: 'fault', payload: arrival.heard })
          .catch((failure: unknown) => broke('quarantine', failure));
      },
    };
    known.set(name, made);
    return made;
  };
}

/** Said aloud: it may be a kind that a platform has just begun to send. */
function quarantined({ metrics, log }: Ground): (channel: string, reason: string) => void {
  return (channel, reason) => {
    metrics.quarantined(channel, reason);
    log('warn', 'update quarantined', { channel, reason });
  };
}

type OwnOptions = Omit<OfficeOptions, 'fileWanted'>;

/** The office, and who fetches what was agreed to there once it is committed. */
function openOfficeOf(
  ground: Ground, channels: readonly Channel[], options: OwnOptions,
): { office: Office; bringing: Bringing } {
  const { database, keys, metrics, now, broke } = ground;
  const office = openOffice({ ...options, fileWanted: (id) => quietly(ground, bringing.bring(id)) });
  const bringing = openBringing({
    store: fileStore(database, keys), channels: new Map(channels.map((channel) => [channel.name, channel])),
    within: office.within, now, counted: metrics.brought, broke,
  });
  return { office, bringing };
}

function officeOptions(ground: Ground, look: Look): Omit<OfficeOptions, 'work' | 'signalled' | 'fileWanted'> {
  const { config, database, keys, seals, broke, now } = ground;
  const pageOf = (token: string): string => `${config.PUBLIC_URL}/once/${token}`;
  return {
    database, keys, seals, look, broke, now,
    rings: () => ({
      places: look.places(), today: look.today,
      isOffice: (at) => isOfficeTime(config.OFFICE_HOURS, at, config.HOLIDAYS ?? []),
      minutes: { urgent: config.ALERT_MINUTES_URGENT, normal: config.ALERT_MINUTES_NORMAL },
    }),
    ...ground.throttle,
    muteHours: config.MUTE_HOURS,
    officials: config.OFFICIAL_ROLES,
    holidays: config.HOLIDAYS ?? [],
    publicNumbers: publicNumbersOf(ground.places),
    // A chat that somebody keeps is no place for a receipt; without a public address there is no page to put it on.
    oncePage: (channel) => (channel === 'web' || !config.PUBLIC_URL ? undefined : pageOf),
    talkPage: config.PUBLIC_URL ? (token, lang) => inLang(pageOf(token), lang) : undefined,
    filePage: config.PUBLIC_URL ? (token, lang) => inLang(pageOf(token), lang) : undefined,
    workPage: config.PUBLIC_URL
      ? (token, lang) => inLang(`${config.PUBLIC_URL}/page/${token}`, lang)
      : undefined,
    // A bell that cannot be rung now is rung by the clock, which reads the due times.
    caseDue: (caseId, dueAt) => quietly(ground, ground.queues.ringCase(caseId, dueAt - now())),
  };
}

const inLang = (link: string, lang: string): string => (lang === 'vi' ? link : `${link}?lang=${lang}`);

function quietly({ broke }: Ground, rung: Promise<void>): void {
  rung.catch((error: unknown) => broke('queue', error));
}

type Sent = Readonly<{ channel: string; result: SendResult; kind: string }>;

function count({ metrics, log }: Ground, { channel, result, kind }: Sent): void {
  const what = 'sent' in result ? 'sent' : result.failed;
  metrics.sent(channel, kind, what);
  if ('sent' in result) return;
  // What only a person can mend is said louder.
  const { alert, tell } = SEND_FAILURES[result.failed];
  log(alert ? 'error' : 'warn', 'send failed', { channel, kind, what, detail: result.detail, tell });
}
