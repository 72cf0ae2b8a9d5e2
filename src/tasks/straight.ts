import type { DeskOptions, State, Waiting } from './desk_state.ts';
import type { Arrival, Lane, Work } from './ports.ts';
import { NEEDS_TRANSACTION, workLane } from './work.ts';

/** Updates of one person that were worked before they were stored. */
export type Straight = Readonly<{ work: Work; waiting: readonly Waiting[] }>;

/**
 * Works the updates of people whose last commit this process remembers, so that storing and committing are one: the
 * commit holds only where nobody has moved her on and nothing older of hers waits. The rest is to be stored first:
 * people we do not know, those with something under way, and what needs a transaction.
 */
export async function workStraight(
  { options, busy }: State, arrivals: readonly Waiting[],
): Promise<{ straight: Straight[]; rest: Waiting[] }> {
  if (!options.works) return { straight: [], rest: [...arrivals] };
  const straight: Straight[] = [];
  const rest: Waiting[] = [];
  for (const [laneId, waiting] of byPerson(arrivals)) {
    const work = busy.has(laneId) ? undefined : await workKnown(options, laneId, waiting);
    if (!work) {
      rest.push(...waiting);
      continue;
    }
    busy.set(laneId, { queue: work.queue, lane: work.lane, working: true, races: 0 });
    straight.push({ work: { ...work.work, straight: true }, waiting });
  }
  return { straight, rest };
}

type Known = { work: Work; lane: Lane; queue: Arrival[] };

async function workKnown(
  { store, work, quick, broke }: DeskOptions, laneId: string, waiting: readonly Waiting[],
): Promise<Known | undefined> {
  try {
    const lane = store.recall(laneId);
    if (!lane) return undefined;
    const queue = waiting.map(({ arrival }) => arrival);
    const worked = await workLane(lane, queue, { ...work(lane.channel), hands: quick });
    return worked === NEEDS_TRANSACTION ? undefined : { work: worked, lane, queue };
  } catch (error) {
    // Whatever it was, her update is stored now, and worked from what is stored of her.
    store.forget(laneId);
    broke('desk', error);
    return undefined;
  }
}

/** Her updates go first in the next turn, to be stored: what we knew of her was not true any more. */
export function giveBack({ options, busy, arrivals }: State, laneId: string, waiting: readonly Waiting[]): void {
  options.store.forget(laneId);
  busy.delete(laneId);
  arrivals.unshift(...waiting);
}

function byPerson(arrivals: readonly Waiting[]): Map<string, Waiting[]> {
  const people = new Map<string, Waiting[]>();
  for (const each of arrivals) {
    const hers = people.get(each.arrival.laneId);
    if (hers) hers.push(each);
    else people.set(each.arrival.laneId, [each]);
  }
  return people;
}
