import type { Arrival, Lane, Mark, Stored, Work } from './ports.ts';

/** What waits for one turn of the desk: updates to store, works to commit, sends to mark. */
export type Turn = Readonly<{ arrivals: readonly Arrival[]; works: readonly Work[]; marks: readonly Mark[] }>;

/**
 * Which lanes were committed. `held`: something older still waits for her or is under way elsewhere, so what was to
 * be sent now waits behind it in the outbox.
 */
export type Committed = ReadonlyMap<string, Readonly<{ held: boolean }>>;

/** The few statements of the reply path. */
export type DeskStore = {
  /** Stores, commits and marks. Gives the lanes of the arrivals, those committed, and of whom something older waits. */
  turn: (turn: Turn) => Promise<{ lanes: Map<string, Lane>; committed: Committed; behind: ReadonlySet<string> }>;
  /** A lane as this process last read or committed it, if that was lately; another process may have moved it since. */
  recall: (laneId: string) => Lane | undefined;
  forget: (laneId: string) => void;
  /** Reads lanes with everything that waits for them, in order. */
  claim: (laneIds: readonly string[]) => Promise<{ lanes: Map<string, Lane>; waiting: Stored[] }>;
  newLane: (laneId: string, channel: string, account: string) => Lane;
  /** Takes off what can never be worked. */
  drop: (ids: readonly string[]) => Promise<void>;
};
