import type { DeskStore } from './desk_store.ts';
import type { Arrival, Lane, Mark, OutRow, Work } from './ports.ts';
import type { Hands, WorkOptions } from './work.ts';

export type DeskOptions = Readonly<{
  store: DeskStore;
  work: (channel: string) => Omit<WorkOptions, 'hands'>;
  /** Hands that need no database; they answer `undefined` when a transaction is needed. */
  quick: Hands;
  /** Works one lane inside a transaction; undefined when its version moved on meanwhile. */
  slow: (lane: Lane, waiting: readonly Arrival[]) => Promise<Done | undefined>;
  /** Takes what was committed to be sent. */
  sent: (work: Work, rows: readonly OutRow[]) => void;
  /** False in a web-only process: arrivals are stored, and the bell rings elsewhere. */
  works: boolean;
  rangElsewhere: (laneIds: readonly string[]) => void;
  broke: (where: string, error: unknown) => void;
}>;

/** What one process knows of a person while something waits for her. */
export type Busy = { queue: Arrival[]; lane: Lane | undefined; working: boolean; races: number };
/** An update whose sender waits to hear that it is safe. */
export type Waiting = { arrival: Arrival; stored: () => void; failed: (error: unknown) => void };
export type Worked = { work: Work; taken: number };
/** A committed work; `held`: what it sends waits in the outbox behind something older. */
export type Done = Readonly<{ work: Work; held: boolean }>;

export type State = {
  options: DeskOptions;
  arrivals: Waiting[];
  busy: Map<string, Busy>;
  rung: Set<string>;
  worked: Worked[];
  marks: Mark[];
  slow: Set<Promise<void>>;
};
