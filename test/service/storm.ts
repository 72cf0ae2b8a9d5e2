import { seededChance } from '../fakes/faults.ts';
import type { Person } from '../fakes/person.ts';
import { type FakeTelegram, openFakeTelegram } from '../fakes/telegram.ts';
import { type FakeZaloBot, openFakeZaloBot } from '../fakes/zalo_bot.ts';
import { type FakeZaloOa, openFakeZaloOa } from '../fakes/zalo_oa.ts';
import { readLocales } from '../../src/words/locales.ts';
import type { Backend } from './backends.ts';
import { type Child, openChild } from './child.ts';
import { SECRET } from './open.ts';
import { startReaper, unknownIn, untilQuiet } from './reaper.ts';

/** So many people over all channels, so many messages of theirs, so many deaths of the service on the way. */
export type StormPlan = Readonly<{ people: number; events: number; kills: number; seed: number }>;

export type StormFigures = Readonly<{
  acknowledged: number;
  /** Messages in the calm run, and those missing from the stormy one. */
  expected: number; missing: number;
  /** Talks that went another way, or another order, than in the calm run. */
  astray: readonly string[];
  copies: number; unknown: number;
  killed: number; faults: number; refreshes: number; refreshedTwice: readonly string[];
  /** State changes: notes filed, lanes, what is left in inbox and outbox; calm, stormy. */
  state: readonly [calm: Row, stormy: Row];
  seconds: number;
}>;
type Row = Readonly<Record<string, unknown>>;

/**
 * Ways through the flows that say the same at any hour; each begins by leaving whatever was before. Erasing is not
 * among them: it takes back what is still on its way, which is more in a storm.
 */
const WAYS: readonly (readonly string[])[] = [
  ['0', 'xin chào', '3', '1', '1', '2', '1', '1', '1', '1', '9', '9'],
  ['0', 'xin chao', '3', '1', '2', '1', '2', '2', 'tran de', '1', '1', '1', '1'],
  // An anonymous note, filed: it must be filed once.
  ['0', 'chào em', '3', '1', '1', '2', '4', '1', '1', '2', 'xã Trần Đề', '1 2', '1', '1', '1', '1', '1', '1', '5'],
  ['0', 'alo', '1', '1', '1', '5', '1', '2', '6'],
  ['0', 'hôm nay họp nhóm mấy giờ', '1', '2', '1', '3', '2'],
  ['0', 'chồng em đánh em', '1', '2', '6', '6', '3', '1'],
  ['cứu em với', '1', '9', '2'],
  ['0', 'em chào chị', '2', '1', '1'],
  ['0', 'hi', '4', '2', '3', '1', '1', '3', '6', '4', '2', '1'],
];

type Talks = ReadonlyMap<string, readonly string[]>;
type World = Readonly<{ telegram: FakeTelegram; oa: FakeZaloOa; bot: FakeZaloBot; people: ReadonlyMap<string, Person> }>;

/** Plays the same talks calmly and through a storm, and says where they differ. */
export async function storm(backend: Backend, plan: StormPlan): Promise<StormFigures> {
  const started = Date.now();
  const calm = await play(backend, plan, false);
  const stormy = await play(backend, plan, true);
  const differences = [...calm.talks].map(([who, talk]) => ({ who, ...compare(talk, stormy.talks.get(who) ?? []) }));
  return {
    acknowledged: stormy.acknowledged,
    expected: [...calm.talks.values()].reduce((sum, { length }) => sum + length, 0),
    missing: differences.reduce((sum, { missing }) => sum + missing, 0),
    astray: differences.flatMap(({ who, astray }) => (astray === undefined ? [] : [`${who}: ${astray}`])),
    copies: differences.reduce((sum, { copies }) => sum + copies, 0),
    unknown: stormy.unknown, killed: stormy.killed, faults: stormy.faults,
    refreshes: stormy.refreshes, refreshedTwice: stormy.refreshedTwice,
    state: [calm.state, stormy.state],
    seconds: Math.round((Date.now() - started) / 1000),
  };
}

type Played = Readonly<{
  talks: Talks; state: Row; acknowledged: number; unknown: number; killed: number; faults: number; refreshes: number;
  refreshedTwice: readonly string[];
}>;

async function play(backend: Backend, plan: StormPlan, stormy: boolean): Promise<Played> {
  const [telegram, oa, bot] = [await openFakeTelegram(), await openFakeZaloOa(), await openFakeZaloBot()];
  const child = await openChild(backend, telegram, {
    ...oa.settings, ...bot.settings, ZALO_BOT_WEBHOOK_SECRET: SECRET,
    // The storm is about order and loss; the rates have a test of their own.
    TELEGRAM_PER_SECOND: '1000', ZALO_OA_PER_MINUTE: '60000', ZALO_BOT_PER_MINUTE: '60000',
  });
  const all = [telegram, oa, bot];
  try {
    oa.push.to({ url: `${child.at}/webhooks/zalo-oa`, headers: {} });
    bot.push.to({ url: `${child.at}/webhooks/zalo-bot`, headers: { 'x-bot-api-secret-token': SECRET } });
    await child.start();
    const people = gather(plan, { telegram, oa, bot });
    const chance = seededChance(plan.seed);
    const acknowledged = (): number => all.reduce((sum, { push }) => sum + push.acknowledged.length, 0);
    if (stormy) blow({ telegram, oa, bot, people }, plan.seed);
    const points = stormy ? Array.from({ length: plan.kills }, (_, kill) => Math.floor(plan.events * (kill + 0.5 + chance() / 4) / (plan.kills + 1))) : [];
    const reaper = startReaper(child, { points, acknowledged, chance });
    const tokens = stormy ? expireTokens(oa) : undefined;
    await speak(people, plan);
    await reaper.done();
    clearInterval(tokens);
    all.forEach(({ faults }) => faults.calm());
    const unknown = await drain(child, reaper.unknown());
    const talks = new Map([...people].map(([who, { heard }]) => [who, heard.map(({ text }) => plain(text))]));
    return {
      talks, state: await stateOf(child), acknowledged: acknowledged(), unknown, killed: reaper.killed(),
      faults: all.reduce((sum, { faults }) => sum + faults.struck(), 0),
      refreshes: oa.oauth.uses.length, refreshedTwice: oa.oauth.usedTwice(),
    };
  } finally {
    await child.drop();
    for (const fake of all) await fake.close();
  }
}

/** A message that was refused several times waits longer than the service is quiet: it is started again until all is sent. */
const STARTS_MAX = 30;

async function drain(child: Child, before: number): Promise<number> {
  let unknown = before;
  for (let starts = 0; starts < STARTS_MAX; starts++) {
    // What a dead process held comes again after 15 s at most, and a beat.
    await untilQuiet(child, 4_000, 300_000);
    unknown += unknownIn(await child.metrics());
    await child.stop();
    const [rows] = await child.rows([`SELECT count(*)::int AS n FROM outbox WHERE state IN ('due', 'sending')`]);
    if (rows?.[0]?.['n'] === 0) return unknown;
    await child.start();
  }
  throw new Error('The outbox never emptied');
}

/** Six in ten on Telegram, three on the Official Account, one on the Bot. */
function gather({ people }: StormPlan, { telegram, oa, bot }: Omit<World, 'people'>): Map<string, Person> {
  const fakeOf = (index: number): FakeTelegram | FakeZaloOa | FakeZaloBot => (index % 10 < 6 ? telegram : index % 10 < 9 ? oa : bot);
  return new Map(Array.from({ length: people }, (_, index) => [`p${index}`, fakeOf(index).person({ name: `p${index}` })]));
}

/** Every update twice, older ones again, a tenth of the sends told to wait, some refused by a proxy, some lines cut. */
function blow({ telegram, oa, bot }: World, seed: number): void {
  const methods = [[telegram, 'sendMessage'], [oa, 'message/cs'], [bot, 'sendMessage']] as const;
  for (const [index, [{ push, faults }, method]] of methods.entries()) {
    Object.assign(push.manner, { twice: true, echoes: true });
    faults.often(method, { kind: 'throttle', seconds: 1 }, 0.1, seed + index);
    faults.often(method, { kind: 'down', status: 502 }, 0.02, seed + 10 + index);
    faults.often(method, { kind: 'cut', when: 'before' }, 0.005, seed + 20 + index);
    faults.often(method, { kind: 'cut', when: 'after' }, 0.005, seed + 30 + index);
  }
}

/** The access token dies before its time, in both ways that Zalo has of saying so. */
function expireTokens({ oauth }: FakeZaloOa): NodeJS.Timeout {
  let turn = 0;
  return setInterval(() => oauth.expireAccess(turn++ % 2 === 0 ? -216 : -220), 7_000);
}

/** How many people write at the same time. */
const AT_ONCE = 24;

async function speak(people: ReadonlyMap<string, Person>, { events, seed, people: count }: StormPlan): Promise<void> {
  const each = Math.round(events / count);
  const waiting = [...people.values()].entries();
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const [index, person] of waiting) {
      for (const text of scriptOf(seed * 1_000 + index, each)) await person.whispers(text);
    }
  }));
}

function scriptOf(seed: number, length: number): string[] {
  const chance = seededChance(seed);
  const script: string[] = [];
  while (script.length < length) script.push(...WAYS[Math.floor(chance() * WAYS.length)] ?? []);
  return script.slice(0, length);
}

/** Lines that turn with the minute, and numbers that are random, say nothing about the way a talk went. */
const TURNING = new Set(Object.values(readLocales(new URL('../../locales/', import.meta.url))).flatMap(({ texts }) =>
  Object.values(texts).flatMap((text) => (text.includes('{turn, select') ? [...text.matchAll(/^\s*(?:\d|other) \{(.*?)\}+\s*$/gm)].map(([, line]) => line?.trim() ?? '') : []))));

/** A text without what is random or turns with the minute. */
export function plain(text: string): string {
  return text.split('\n').filter((line) => !TURNING.has(line.trim())).join('\n').replace(/\b[A-HJ-NP-Z2-9]{6,8}\b/g, '<code>');
}

type Difference = Readonly<{ missing: number; copies: number; astray: string | undefined }>;

/** A copy says what was said before; anything else that is not the next thing of the calm talk went astray. */
function compare(calm: readonly string[], stormy: readonly string[]): Difference {
  let next = 0;
  let copies = 0;
  for (const text of stormy) {
    if (text === calm[next]) next += 1;
    else if (calm.slice(0, next).includes(text)) copies += 1;
    else return { missing: calm.length - next, copies, astray: `message ${next} is «${text.slice(0, 80)}» instead of «${(calm[next] ?? 'nothing').slice(0, 80)}»` };
  }
  return { missing: calm.length - next, copies, astray: undefined };
}

async function stateOf(child: Child): Promise<Row> {
  const [rows] = await child.rows([`SELECT (SELECT count(*)::int FROM cases) AS notes, (SELECT count(*)::int FROM consent) AS consents,
    (SELECT count(*)::int FROM lane) AS lanes, (SELECT count(*)::int FROM inbox) AS inbox, (SELECT count(*)::int FROM quarantine) AS quarantined,
    (SELECT count(*)::int FROM erasure) AS erasures, (SELECT count(*)::int FROM outbox) AS outbox,
    (SELECT coalesce(json_agg(f), '[]') FROM (SELECT l.channel, o.kind, o.state, o.failure, o.attempts, count(*)::int AS n FROM outbox o LEFT JOIN lane l ON l.id = o.lane_id GROUP BY 1, 2, 3, 4, 5) f) AS left`]);
  return rows?.[0] ?? {};
}
