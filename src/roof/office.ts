import type { PrismaTransaction, Database } from '../stores/database.ts';
import { commitWorks, type HouseSeals } from '../stores/desk.ts';
import type { HouseKeys } from '../stores/house_keys.ts';
import { deadlinesOf } from '../core/rights/clocks.ts';
import { openRooms } from '../stores/rooms.ts';
import type { MemberRooms } from '../tasks/act_member.ts';
import { callRing, nearestTo, type RingOptions } from '../tasks/alert.ts';
import type { Arrival, Lane } from '../tasks/ports.ts';
import type { Done } from '../tasks/desk_state.ts';
import { type Hands, NEEDS_TRANSACTION, workLane, type WorkOptions } from '../tasks/work.ts';
import { type Look, slowHands } from './hands.ts';

/** What is done inside a transaction, and what is rung once it is committed. */
export type Office = Readonly<{
  /** Works one person's events; undefined when another process was faster. */
  slow: (lane: Lane, waiting: readonly Arrival[]) => Promise<Done | undefined>;
  ringCase: (caseId: string) => Promise<void>;
  /** Anything else that needs the rooms. */
  within: <T>(work: (at: MemberRooms, hands: Hands) => Promise<T>) => Promise<T>;
}>;

export type OfficeOptions = Readonly<{
  database: Database;
  keys: HouseKeys;
  seals: HouseSeals;
  look: Look;
  rings: () => RingOptions;
  work: (channel: string) => Omit<WorkOptions, 'hands'>;
  mayTry: (laneId: string) => Promise<boolean>;
  mayGuess: (receipt: string, counts: boolean) => Promise<boolean>;
  muteHours: number;
  /** Roles to whom Art. 19 applies, where nothing else is said of a member. */
  officials: readonly string[];
  publicNumbers: () => readonly string[];
  oncePage: (channel: string) => ((token: string) => string) | undefined;
  talkPage: ((token: string, lang: string) => string) | undefined;
  workPage: ((token: string, lang: string) => string) | undefined;
  filePage: ((token: string, lang: string) => string) | undefined;
  /** Days that are no working days beside Saturday and Sunday. */
  holidays: readonly string[];
  now: () => number;
  caseDue: (caseId: string, dueAt: number) => void;
  signalled: (laneId: string) => void;
  fileWanted: (id: string) => void;
  broke: (where: string, error: unknown) => void;
}>;

const RACE = new Error('Another process was faster');
/** An event that fails this often is not the database's fault: she gets a human number, and we get the event. */
const FAILURES_MAX = 3;
/** After a failure the next try waits, twice as long each time. */
const PAUSE_MS = 50;

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function openOffice(options: OfficeOptions): Office {
  const { database, seals, look } = options;
  const failures = new Map<string, number>();

  const within = async <T>(
    channel: string, work: (at: MemberRooms, tx: PrismaTransaction) => Promise<T>,
  ): Promise<T> => {
    const after: (() => void)[] = [];
    const done = await database.transaction((tx) => work(roomsOf(tx, options, channel, after), tx));
    after.forEach((ring) => ring());
    return done;
  };

  const slow = async (lane: Lane, waiting: readonly Arrival[]): Promise<Done | undefined> => {
    const last = waiting.at(-1)?.id ?? '';
    const giveUp = (failures.get(last) ?? 0) >= FAILURES_MAX;
    try {
      const work = await within(lane.channel, async (at, tx) => {
        const hands = giveUp ? brokenHands() : slowHands(look, at);
        const worked = await workLane(lane, waiting, { ...options.work(lane.channel), hands });
        if (worked === NEEDS_TRANSACTION) throw new Error('A transaction asked for a transaction');
        const committed = await commitWorks((text, values) => tx.$queryRawUnsafe(text, ...values), [worked], seals);
        const done = committed.get(lane.laneId);
        if (!done) throw RACE;
        return { work: worked, held: done.held };
      });
      failures.delete(last);
      return work;
    } catch (error) {
      if (error !== RACE) {
        const count = (failures.get(last) ?? 0) + 1;
        failures.set(last, count);
        options.broke('office', error);
        await rest(PAUSE_MS * 2 ** Math.min(count, 6));
      }
      return undefined;
    }
  };

  return {
    slow,
    ringCase: (caseId) => within('', (at) => callRing(caseId, options.now(), at, options.rings())),
    within: (work) => within('', (at) => work(at, slowHands(look, at))),
  };
}

function roomsOf(tx: PrismaTransaction, options: OfficeOptions, channel: string, after: (() => void)[]): MemberRooms {
  const { keys, look } = options;
  return {
    rooms: openRooms(tx, keys, options.now, options.officials),
    secrets: keys.secrets,
    oncePage: options.oncePage(channel),
    talkPage: options.talkPage,
    mayTry: options.mayTry,
    deadlines: (at) => deadlinesOf(at, options.holidays),
    mayGuess: options.mayGuess,
    publicNumbers: options.publicNumbers,
    caseDue: (caseId, dueAt) => after.push(() => options.caseDue(caseId, dueAt)),
    signalled: (laneId) => after.push(() => options.signalled(laneId)),
    muteHours: options.muteHours,
    holidays: options.holidays,
    workPage: options.workPage,
    filePage: options.filePage,
    fileWanted: (id) => after.push(() => options.fileWanted(id)),
    communeOf: (code) => look.places().addresses.find((address) => address.code === code)?.communeCode,
    provinceOf: (code) => look.places().index.communes.get(code ?? '')?.provinceCode,
    nearestTo: (commune, excluded, at) => nearestTo(look.places(), { commune, excluded, today: look.today(at) }),
    communeName: (code) => {
      const commune = look.places().index.communes.get(code ?? '');
      return commune ? `${commune.name}, ${commune.province}` : '—';
    },
    today: look.today,
  };
}

/** Hands that can do nothing: every event that needs them ends in the words for our own fault. */
function brokenHands(): ReturnType<typeof slowHands> {
  const fail = (): never => {
    throw new Error('This event failed too often');
  };
  return { act: fail, relay: fail, shown: fail, hush: fail };
}
