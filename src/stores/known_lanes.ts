import { LRUCache } from 'lru-cache';

/** The row of a lane as it was read: sealed session, sealed handle, wrapped key; nothing in it is opened. */
export type LaneRow = Readonly<Record<string, unknown>>;

/** Rows of people who wrote lately, so that the next word of a talk needs no reading before it is worked. */
export type KnownLanes = Readonly<{
  get: (laneId: string) => LaneRow | undefined;
  set: (laneId: string, row: LaneRow) => void;
  /** The same row after a commit of ours from `version`; a row of any other one is forgotten, its key may be old. */
  moveOn: (laneId: string, version: number, to: Readonly<{ version: number; session: Uint8Array }>) => void;
  forget: (laneId: string) => void;
}>;

/** A row is about 1.5 KB. */
const MAX = 4_096;
/** Longer than people think about an answer; what is older leaves the memory. */
const LIVES_MS = 15 * 60_000;

export function knownLanes(): KnownLanes {
  const rows = new LRUCache<string, LaneRow>({ max: MAX, ttl: LIVES_MS, ttlResolution: 1_000 });
  setInterval(() => rows.purgeStale(), 60_000).unref();
  return {
    get: (laneId) => rows.get(laneId),
    set: (laneId, row) => void rows.set(laneId, row),
    moveOn: (laneId, version, to) => {
      const row = rows.get(laneId);
      if (row && Number(row['version']) === version) rows.set(laneId, { ...row, ...to });
      else rows.delete(laneId);
    },
    forget: (laneId) => void rows.delete(laneId),
  };
}
