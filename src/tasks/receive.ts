import { reveal } from '../core/private/reveal.ts';
import type { Busy, DeskOptions, Done, State, Waiting } from './desk_state.ts';
import type { Committed } from './desk_store.ts';
import type { Arrival, Heard, Lane, Mark, Work } from './ports.ts';
import { giveBack, type Straight, workStraight } from './straight.ts';
import { NEEDS_TRANSACTION, workLane } from './work.ts';

/** How many people one turn serves; more only makes the first of them wait longer. */
const PEOPLE_MAX = 256;
const MARKS_MAX = 1_024;
/** A mark is in no hurry: it waits this long for a turn that is made anyway. */
const MARK_WAIT_MS = 20;
/** A lane that loses its race this often against other processes is left to the sweep. */
const RACES_MAX = 8;

export type Desk = Readonly<{
  /** Resolves when the arrival is stored, or what came of it is; fails when neither is. */
  receive: (arrival: Arrival) => Promise<void>;
  /** The doorbell: something waits for these people. */
  ring: (laneIds: readonly string[]) => void;
  /** What became of a send; stored with the next turn. */
  mark: (mark: Mark) => void;
  /** Resolves when nothing is being stored, worked or marked. */
  idle: () => Promise<void>;
}>;

/**
 * The desk where people wait: order within one person, everybody else at the same time. Turn by turn:
 * what arrived is stored, what the last turn stored is worked, and one statement does both.
 */
export function openDesk(options: DeskOptions): Desk {
  const state: State = {
    options, arrivals: [], busy: new Map(), rung: new Set(), worked: [], marks: [], slow: new Set(),
  };
  const idlers: (() => void)[] = [];
  let turning = false;
  let marking: NodeJS.Timeout | undefined;

  const start = (): void => {
    if (turning) return;
    turning = true;
    clearTimeout(marking);
    marking = undefined;
    // One turn of the loop lets the requests that arrived together get in.
    setImmediate(() => void go());
  };
  const go = async (): Promise<void> => {
    while (hasWork(state)) await turn(state, start);
    turning = false;
    if (hasWork(state)) start();
    else if (state.slow.size === 0) idlers.splice(0).forEach((resolve) => resolve());
  };

  return {
    receive: (arrival) => new Promise((stored, failed) => {
      state.arrivals.push({ arrival, stored, failed });
      start();
    }),
    ring: (laneIds) => {
      if (!options.works) return options.rangElsewhere(laneIds);
      laneIds.forEach((laneId) => state.rung.add(laneId));
      start();
    },
    mark: (mark) => {
      state.marks.push(mark);
      if (!turning) marking ??= setTimeout(start, MARK_WAIT_MS);
    },
    idle: async () => {
      while (turning || marking || state.slow.size > 0 || hasWork(state)) {
        if (!turning) start();
        await new Promise<void>((resolve) => idlers.push(resolve));
      }
    },
  };
}

function hasWork({ arrivals, rung, worked, busy, marks }: State): boolean {
  return arrivals.length > 0 || isAnyFree(rung, busy) || worked.length > 0 || marks.length > 0
    || [...busy.values()].some((at) => !at.working && at.queue.length > 0);
}

/** A rung lane that is at work here already is read by its own turn. */
function isAnyFree(rung: ReadonlySet<string>, busy: ReadonlyMap<string, Busy>): boolean {
  for (const laneId of rung) if (!busy.get(laneId)?.working) return true;
  return false;
}

/**
 * One turn: work whom we know, store whom we do not, commit and mark, all in one statement; then work what is stored
 * now, to be committed by the next one.
 */
async function turn(state: State, start: () => void): Promise<void> {
  const { options } = state;
  const { straight, rest: arrivals } = await workStraight(state, state.arrivals.splice(0, PEOPLE_MAX));
  const worked = state.worked.splice(0);
  const marks = state.marks.splice(0, MARKS_MAX);
  const works = [...worked, ...straight].map(({ work }) => work);
  try {
    if (arrivals.length + works.length + marks.length > 0) {
      const { lanes, committed, behind } = await options.store.turn({
        arrivals: arrivals.map(({ arrival }) => arrival), works, marks,
      });
      for (const { work, taken } of worked) {
        const { laneId } = work.lane;
        const done = committed.get(laneId);
        // The statement read the sessions as they were before it: what it committed is known better here.
        if (done) lanes.set(laneId, laneAfter(work));
        finish(state, laneId, done && { work, held: done.held }, taken);
      }
      endStraight(state, straight, committed);
      arrivals.forEach(({ stored }) => stored());
      if (options.works) admitAll(state, arrivals, lanes, behind);
      else if (arrivals.length > 0) options.rangElsewhere([...new Set(arrivals.map(({ arrival }) => arrival.laneId))]);
    }
    if (isAnyFree(state.rung, state.busy)) await answerBell(state);
  } catch (error) {
    // The database went away: nobody is told that her update is safe, and the sweep finds what is stored.
    const untold = [...arrivals, ...straight.flatMap(({ waiting }) => waiting)];
    untold.forEach(({ failed }) => failed(error));
    works.forEach(({ lane: { laneId } }) => {
      state.busy.delete(laneId);
      options.store.forget(laneId);
    });
    if (untold.length === 0) await pause();
    state.marks.unshift(...marks);
    options.broke('desk', error);
  }
  await workReady(state, start);
}

/** Whoever was not where we thought goes the longer way: her update is stored, and worked from what is stored. */
function endStraight(state: State, straight: readonly Straight[], committed: Committed): void {
  for (const { work, waiting } of straight) {
    const done = committed.get(work.lane.laneId);
    if (!done) {
      giveBack(state, work.lane.laneId, waiting);
      continue;
    }
    finish(state, work.lane.laneId, { work, held: done.held }, waiting.length);
    waiting.forEach(({ stored }) => stored());
  }
}

/** A database that is away is not asked a thousand times a second. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 250));

function admitAll(
  { options, busy, rung }: State, arrivals: readonly Waiting[], lanes: ReadonlyMap<string, Lane>,
  behind: ReadonlySet<string>,
): void {
  for (const { arrival } of arrivals) {
    const { laneId, channel } = arrival;
    // Something older of hers waits that is not ours: a process has died over it. All of it is read, in order.
    if (behind.has(laneId) && !busy.has(laneId)) rung.add(laneId);
    else wait(busy, arrival, lanes.get(laneId) ?? options.store.newLane(laneId, channel, accountOf(arrival)));
  }
}

function wait(busy: Map<string, Busy>, arrival: Arrival, lane: Lane): void {
  const at = busy.get(arrival.laneId);
  if (!at) busy.set(arrival.laneId, { queue: [arrival], lane, working: false, races: 0 });
  else if (!at.queue.some(({ id }) => id === arrival.id)) at.queue.push(arrival);
}

/** Reads rung lanes with all that waits for them; a lane at work here is rung again when it is done. */
async function answerBell({ options, busy, rung }: State): Promise<void> {
  const laneIds = [...rung].filter((laneId) => !busy.get(laneId)?.working).slice(0, PEOPLE_MAX);
  laneIds.forEach((laneId) => rung.delete(laneId));
  const { lanes, waiting } = await options.store.claim(laneIds);
  const races = new Map(laneIds.map((laneId) => [laneId, busy.get(laneId)?.races ?? 0]));
  laneIds.forEach((laneId) => busy.delete(laneId));
  const orphans: string[] = [];
  for (const stored of waiting) {
    const account = accountOf(stored);
    const { laneId, channel } = stored;
    const lane = lanes.get(laneId) ?? (account ? options.store.newLane(laneId, channel, account) : undefined);
    // Something of the house for a person who has erased herself meanwhile.
    if (!lane) orphans.push(stored.id);
    else wait(busy, stored, lane);
    const at = busy.get(stored.laneId);
    if (at) at.races = races.get(stored.laneId) ?? 0;
  }
  if (orphans.length > 0) await options.store.drop(orphans);
}

async function workReady(state: State, start: () => void): Promise<void> {
  const { options, busy } = state;
  let served = 0;
  for (const [laneId, at] of busy) {
    if (at.working || at.queue.length === 0 || !at.lane || served >= PEOPLE_MAX) continue;
    served++;
    at.working = true;
    const { lane } = at;
    const waiting = [...at.queue];
    const work = await workLane(lane, waiting, { ...options.work(lane.channel), hands: options.quick });
    if (work !== NEEDS_TRANSACTION) {
      state.worked.push({ work, taken: waiting.length });
      continue;
    }
    options.store.forget(laneId);
    // A transaction of one person keeps nobody else waiting.
    const slow: Promise<void> = options.slow(lane, waiting).then((done) => {
      finish(state, laneId, done, waiting.length);
      state.slow.delete(slow);
      start();
    });
    state.slow.add(slow);
  }
}

function finish({ options, busy, rung }: State, laneId: string, done: Done | undefined, taken: number): void {
  const at = busy.get(laneId);
  if (!done) {
    // Another process was faster: read again, unless it goes on like that.
    if (at && ++at.races <= RACES_MAX) {
      at.working = false;
      at.queue = [];
      rung.add(laneId);
    } else busy.delete(laneId);
    return;
  }
  if (at) {
    at.queue.splice(0, taken);
    at.lane = laneAfter(done.work);
    at.working = false;
    at.races = 0;
    if (at.queue.length === 0) busy.delete(laneId);
  }
  const { work, held } = done;
  options.sent(work, held ? work.out.filter(({ state }) => state === 'kept') : work.out);
}

const laneAfter = ({ lane, session }: Work): Lane => ({ ...lane, version: lane.next, next: lane.next + 1, session });

/** Who wrote, for a person of whom nothing is stored yet; empty for something of the house. */
function accountOf(arrival: Arrival): string {
  const heard: Heard = JSON.parse(reveal(arrival.heard));
  return heard.account;
}
