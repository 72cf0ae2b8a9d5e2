import { createHash } from 'node:crypto';
import { openFakeTelegram } from '../../fakes/telegram.ts';
import { openFakeZaloBot } from '../../fakes/zalo_bot.ts';
import { openFakeZaloOa } from '../../fakes/zalo_oa.ts';
import { readTable } from '../../../src/commands/tables.ts';
import { controlPath } from '../../../src/roof/control.ts';
import type { Backend } from '../backends.ts';
import { type Child, openChild } from '../child.ts';
import { METRICS_TOKEN, SECRET } from '../open.ts';
import { untilQuiet } from '../reaper.ts';
import { cliProblem, hostileArgs, hostileMessage, runCli, tellSocket } from './commands.ts';
import { diceOf, type Dice } from './dice.ts';
import { type Doors, openDoors } from './doors.ts';
import { problemOf } from './judge.ts';
import { startLap } from './lap.ts';
import { hostileBytes, hostileForm, hostilePage } from './requests.ts';
import { hostileStaff } from './staff.ts';
import { type Files, openFiles } from './tables.ts';
import { hostileText, MARK } from './texts.ts';
import { type Channel, CHATS, hostileUpdate, type Update } from './updates.ts';
import { openWitnesses, WAIT_MS, type Witnesses } from './witness.ts';

export type HostilePlan = Readonly<{ seed: number; count: number; /** The number of the first input; by default 0. */ from?: number; /** The number of one input that is to be sent alone. */ only?: number; /** Between two rounds of the witnesses; by default none. */ restMs?: number; progress?: (line: string) => void }>;

/** What went wrong with which input: `seed` and `index` make the same one again. */
export type Problem = Readonly<{ seed: number; index: number; kind: string; problem: string }>;
type Row = Readonly<Record<string, unknown>>;
export type HostileFigures = Readonly<{
  problems: readonly Problem[];
  /** How many of each kind got which answer. */
  answers: ReadonlyMap<string, ReadonlyMap<string, number>>;
  worst: readonly Readonly<{ kind: string; index: number; ms: number }>[];
  /** What the witnesses were told in each round; the first was calm. */
  rounds: readonly Readonly<Record<string, readonly string[]>>[];
  memory: readonly [before: number, after: number];
  /** Where the mark of the hostile ones stood that should be nowhere. */
  leaks: readonly string[];
  /** Faults of the house's own, as its log names them. */
  faults: readonly string[];
  left: Row;
  exit: number | null;
  seconds: number;
}>;

const AT_ONCE = 16;
const ANSWER_MS_MAX = 10_000;
const BOT_SECRET = 'another-secret-that-only-zalo-knows!';

type World = Readonly<{
  plan: HostilePlan; child: Child; doors: Doors; files: Files; witnesses: Witnesses; oaSettings: Readonly<Record<string, string>>;
  /** Files are read by this process: while it reads, nobody's time could be taken. */
  later: number[];
  note: (index: number, kind: string, what: Readonly<{ answer: string; ms: number; problem?: string | undefined }>) => void;
}>;

/** Sends `count` hostile inputs through every door while calm people go through the main job. */
export async function hostile(backend: Backend, plan: HostilePlan): Promise<HostileFigures> {
  const started = Date.now();
  const [telegram, oa, bot] = [await openFakeTelegram(), await openFakeZaloOa(), await openFakeZaloBot()];
  const child = await openChild(backend, telegram, (at) => ({
    ...oa.settings, ...bot.settings, ZALO_BOT_WEBHOOK_SECRET: BOT_SECRET, PUBLIC_URL: at,
    TELEGRAM_PER_SECOND: '1000', ZALO_OA_PER_MINUTE: '60000', ZALO_BOT_PER_MINUTE: '60000',
  }));
  const files = await openFiles();
  const tally = openTally(plan.seed);
  try {
    oa.push.to({ url: `${child.at}/webhooks/zalo-oa`, headers: {} });
    bot.push.to({ url: `${child.at}/webhooks/zalo-bot`, headers: { 'x-bot-api-secret-token': BOT_SECRET } });
    await child.start();
    const witnesses = openWitnesses({ at: child.at, telegram, oa, bot }, () => child.invite({ address: 'TD-01', label: 'Cô Ban' }));
    const rounds = [await witnesses.round()];
    const memoryBefore = child.memory();
    const doors = openDoors(child.at, child.pid);
    const world: World = { plan, child, doors, files, witnesses, oaSettings: oa.settings, later: [], note: tally.note };
    await Promise.all([flood(world), besides(world, rounds)]);
    for (const index of world.later) await readFile(world, index);
    doors.close();
    rounds.push(await witnesses.round());
    await untilQuiet(child, 2_000, 300_000);
    const ready = await fetch(`${child.at}/readyz`);
    if (ready.status !== 200) tally.note(-1, 'readyz', { answer: String(ready.status), ms: 0, problem: 'it is not ready any more' });
    const leaks = [['metrics', await child.metrics()], ['log', child.output()]].flatMap(([where = '', text = '']) => (text.includes(MARK) ? [`${where}: ${around(text)}`] : []));
    const faults = [...new Set(child.output().split('\n').filter((line) => line.includes('"fault":')).map((line) => line.replace(/"time":\d+,/, '')))];
    const memoryAfter = child.memory();
    const exit = await child.stop();
    return {
      ...tally.figures(), rounds, memory: [memoryBefore, memoryAfter], leaks, faults, exit, left: await leftIn(child), seconds: Math.round((Date.now() - started) / 1000),
    };
  } finally {
    files.drop();
    await child.drop();
    for (const fake of [telegram, oa, bot]) await fake.close();
  }
}

const around = (text: string): string => text.slice(Math.max(0, text.indexOf(MARK) - 200), text.indexOf(MARK) + 100);

let flooding = false;

/** The same main job again and again while it storms. */
async function besides({ plan: { restMs = 0 }, witnesses, note }: World, rounds: Readonly<Record<string, readonly string[]>>[]): Promise<void> {
  while (flooding) {
    try {
      rounds.push(await witnesses.round());
    } catch (error) {
      const problem = error instanceof Error ? error.message : 'threw';
      note(-1, 'a witness', { answer: 'lost', ms: 0, problem: `${new Date().toISOString()} ${problem.slice(0, 600)}` });
      return;
    }
    // An input may be the last while they rest.
    for (const end = Date.now() + restMs; flooding && Date.now() < end;) await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function flood(world: World): Promise<void> {
  const { plan } = world;
  flooding = true;
  const { from = 0, count } = plan;
  const indices = plan.only === undefined ? Array.from({ length: count }, (_, index) => from + index).values() : [plan.only].values();
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (const index of indices) {
        if (index > 0 && index % 5_000 === 0) plan.progress?.(`${index} sent, ${world.child.memory()} MiB, ${new Date().toISOString()}`);
        await one(world, index);
      }
    }));
  } finally {
    flooding = false;
  }
}

/** Of a thousand inputs: 560 updates, 200 forms, 60 forms for staff, 120 pages, 20 bytes, 20 files, 18 messages to the socket, 2 commands. */
async function one(world: World, index: number): Promise<void> {
  const dice = diceOf(world.plan.seed, index);
  const way = dice.below(1_000);
  try {
    if (way < 560) await sendUpdate(world, dice, index);
    else if (way < 760) await sendCall(world, index, hostileForm(dice));
    else if (way < 820) await sendCall(world, index, hostileStaff(dice, world.child.at));
    else if (way < 940) await sendCall(world, index, hostilePage(dice));
    else if (way < 960) await sendBytes(world, dice, index);
    else if (way < 980) world.later.push(index);
    else if (way < 998) await tellCommands(world, dice, index);
    else await runCommandLine(world, dice, index);
  } catch (error) {
    world.note(index, 'the test itself', { answer: 'threw', ms: 0, problem: error instanceof Error ? `${error.message} ${error.stack?.split('\n')[1] ?? ''}` : 'threw' });
  }
}

const PATHS: Readonly<Record<Channel, string>> = { telegram: '/webhooks/telegram', zalo_bot: '/webhooks/zalo-bot', zalo_oa: '/webhooks/zalo-oa' };

/** A time of another type is as old as can be, and what is old is refused. */
const STALE = /^a wrong type$|^a bomb of depth$|^a broken body$/;

/** One in five has no right to call; some of those write in the name of a witness. */
async function sendUpdate(world: World, dice: Dice, index: number): Promise<void> {
  const { doors, oaSettings, witnesses } = world;
  const update = hostileUpdate(dice, index, { now: Date.now, oaId: oaSettings['ZALO_OA_ID'] ?? '' });
  const isForged = dice.isOneIn(5);
  const sent = isForged && dice.isOneIn(2) ? inTheNameOf(dice.of(witnesses.ids()), update, dice) : update;
  const headers = isForged ? wrongHeaders(dice, sent) : rightHeaders(sent, oaSettings);
  const answer = await doors.call({ kind: sent.kind, method: 'POST', path: PATHS[sent.channel], headers: { 'content-type': 'application/json', ...headers }, body: sent.body });
  const isLarge = sent.body.length > 1024 * 1024;
  const statuses = isForged ? [401, ...(isLarge ? [413] : [])] : isLarge ? [413] : [200, 400, ...(STALE.test(sent.kind) && sent.channel === 'zalo_oa' ? [401] : [])];
  const problem = problemOf(answer, { sent: sent.body.length, statuses, mayCut: isLarge || isForged, msMax: ANSWER_MS_MAX })
    ?? (answer.bytes > 100 ? `an answer of ${answer.bytes} bytes to a webhook` : undefined);
  world.note(index, `${sent.channel}, ${isForged ? 'forged' : sent.kind}`, { answer: String(answer.status), ms: answer.ms, problem });
}

function inTheNameOf(id: number | string, { channel, body }: Update, dice: Dice): Update {
  const text = body.toString('utf8').replaceAll(new RegExp(`(?:9000\\d\\d|"${channel}-\\d+")`, 'g'), JSON.stringify(id)).replace(MARK, dice.of(['0', 'XÓA', '1']));
  return { kind: 'in the name of a witness', channel, body: Buffer.from(text), at: '' };
}

function rightHeaders({ channel, body, at }: Update, settings: Readonly<Record<string, string>>): Record<string, string> {
  switch (channel) {
    case 'telegram': return { 'x-telegram-bot-api-secret-token': SECRET };
    case 'zalo_bot': return { 'x-bot-api-secret-token': BOT_SECRET };
    case 'zalo_oa': return { 'x-zevent-signature': `mac=${signature(body, stampIn(body, at), settings)}` };
  }
}

function stampIn(body: Buffer, at: string): string {
  try {
    const read: unknown = JSON.parse(body.toString('utf8'));
    const stamp = typeof read === 'object' && read !== null && 'timestamp' in read ? read.timestamp : undefined;
    return typeof stamp === 'string' || typeof stamp === 'number' ? String(stamp) : '';
  } catch {
    return /"timestamp"\s*:\s*"?(\d+)/.exec(body.toString('utf8'))?.[1] ?? (at && '');
  }
}

function signature(body: Buffer, stamp: string, settings: Readonly<Record<string, string>>): string {
  return createHash('sha256').update(settings['ZALO_APP_ID'] ?? '').update(body).update(stamp).update(settings['ZALO_OA_SECRET_KEY'] ?? '').digest('hex');
}

function wrongHeaders(dice: Dice, { channel, body }: Update): Record<string, string> {
  const wrong = dice.of(['', 'x', MARK, SECRET.slice(1), `${SECRET}x`, 'ÿ'.repeat(36), 'a'.repeat(6_000), `mac=${'0'.repeat(64)}`, createHash('sha256').update(body).digest('hex'), `Bearer ${METRICS_TOKEN}`]);
  const header = { telegram: 'x-telegram-bot-api-secret-token', zalo_bot: 'x-bot-api-secret-token', zalo_oa: 'x-zevent-signature' }[channel];
  return dice.isOneIn(6) ? {} : { [header]: wrong };
}

async function sendCall({ doors, note }: World, index: number, call: ReturnType<typeof hostileForm>): Promise<void> {
  const answer = await doors.call(call);
  const sent = (call.body?.length ?? 0) + call.path.length;
  const mayCut = call.hangs === true || sent > 60_000 || 'transfer-encoding' in call.headers || 'expect' in call.headers || 'host' in call.headers || call.method === 'CONNECT';
  note(index, call.kind, { answer: String(answer.status), ms: call.hangs ? 0 : answer.ms, problem: problemOf(answer, { sent, mayCut, msMax: ANSWER_MS_MAX }) });
}

async function sendBytes({ doors, note }: World, dice: Dice, index: number): Promise<void> {
  const bytes = hostileBytes(dice);
  const answer = await doors.bytes(bytes);
  note(index, 'bytes', { answer: String(answer.status), ms: 0, problem: problemOf(answer, { sent: bytes.length, mayCut: true, msMax: ANSWER_MS_MAX }) });
}

async function readFile({ plan, files, note }: World, index: number): Promise<void> {
  const dice = diceOf(plan.seed, index);
  // The first throw chose the door.
  dice.below(1_000);
  const { kind, path } = files.next(dice);
  const lap = startLap(undefined);
  const read = await readTable(path);
  const ms = lap();
  const cells = 'rows' in read ? read.rows.length * read.header.length : read.problems.length;
  note(index, kind, { answer: 'problems' in read ? 'refused' : 'read', ms, problem: ms > ANSWER_MS_MAX ? `took ${ms} ms` : cells > 4_000_000 ? `${cells} cells` : undefined });
}

async function tellCommands({ child, note }: World, dice: Dice, index: number): Promise<void> {
  const started = Date.now();
  const hangsUp = dice.isOneIn(6);
  const answer = await tellSocket(controlPath(child.folder), hostileMessage(dice), hangsUp, WAIT_MS);
  const isAnswer = answer !== undefined && /^\{"(done|refused)":/.test(answer);
  const ms = Date.now() - started;
  const problem = hangsUp || answer === '' || isAnswer ? undefined : `answered ${String(answer).slice(0, 100)}`;
  note(index, 'socket', { answer: hangsUp ? 'hung up' : (answer ?? '').slice(2, 6) || 'nothing', ms, problem: problem ?? (/\n\s+at /.test(answer ?? '') ? 'a stack trace' : undefined) });
}

async function runCommandLine({ child, files, note }: World, dice: Dice, index: number): Promise<void> {
  const { path } = files.next(dice);
  const args = hostileArgs(dice, path).map((arg) => arg.replaceAll('\u0000', ''));
  const ran = await runCli(args, child.folder, hostileText(dice).text);
  note(index, 'command line', { answer: `exit ${ran.code}`, ms: ran.ms, problem: withArgs(cliProblem(ran), args) });
}

const withArgs = (problem: string | undefined, args: readonly string[]): string | undefined => problem && `${problem} [${JSON.stringify(args).slice(0, 200)}]`;

type Tally = Readonly<{ note: World['note']; figures: () => Pick<HostileFigures, 'problems' | 'answers' | 'worst'> }>;

function openTally(seed: number): Tally {
  const problems: Problem[] = [];
  const answers = new Map<string, Map<string, number>>();
  const worst: { kind: string; index: number; ms: number }[] = [];
  return {
    note: (index, kind, { answer, ms, problem }) => {
      const of = answers.get(kind) ?? new Map<string, number>();
      answers.set(kind, of.set(answer, (of.get(answer) ?? 0) + 1));
      if (problem !== undefined) problems.push({ seed, index, kind, problem });
      worst.push({ kind, index, ms });
      if (worst.length > 200) worst.sort((one, other) => other.ms - one.ms).splice(10);
    },
    figures: () => ({ problems, answers, worst: worst.sort((one, other) => other.ms - one.ms).slice(0, 10) }),
  };
}

/** How many chats and talks may have come into being for the hostile ones, generously. */
export const LANES_MAX = (count: number): number => 6 * CHATS + count;

async function leftIn(child: Child): Promise<Row> {
  const [rows] = await child.rows([`SELECT (SELECT count(*)::int FROM inbox) AS inbox, (SELECT count(*)::int FROM outbox WHERE state IN ('due', 'sending')) AS due,
    (SELECT count(*)::int FROM outbox WHERE state = 'failed') AS failed, (SELECT count(*)::int FROM outbox WHERE state = 'kept') AS kept,
    (SELECT count(*)::int FROM quarantine) AS quarantine, (SELECT coalesce(max(length(payload)), 0)::int FROM quarantine) AS quarantine_bytes,
    (SELECT count(*)::int FROM lane) AS lanes, (SELECT coalesce(max(length(session)), 0)::int FROM lane) AS session_bytes,
    (SELECT count(*)::int FROM cases) AS cases, (SELECT count(*)::int FROM member) AS members`]);
  return rows?.[0] ?? {};
}
