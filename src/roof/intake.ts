import { createHash } from 'node:crypto';
import { Private } from '../core/private/private.ts';
import type { HouseKeys } from '../stores/house_keys.ts';
import type { TalkLane } from '../stores/pages.ts';
import type { SweepStore } from '../stores/sweep.ts';
import type { Inbound, ReadResult } from '../tasks/ports.ts';
import type { Desk } from '../tasks/receive.ts';
import type { Metrics } from './metrics.ts';

export type Intake = Readonly<{
  /** Takes in one update of a channel; resolves when it is stored, or kept in quarantine, or known to be nothing. */
  update: (channel: string, body: unknown, read: (body: unknown) => ReadResult) => Promise<void>;
  inbound: (channel: string, inbound: Inbound) => Promise<void>;
  /** Takes in what came from a page of her own, for the chat it stands beside. */
  beside: (lane: TalkLane, said: Pick<Inbound, 'platformId' | 'order' | 'heard'>) => Promise<void>;
}>;

/** Whoever looks at what could not be read sees from its beginning what it is. */
const KEPT_MAX = 64 * 1024;

/** Between the channels and the desk: hashes who wrote and which update it is, and keeps what cannot be read. */
export function openIntake(keys: HouseKeys, desk: Desk, sweep: SweepStore, metrics: Metrics): Intake {
  const inbound = async (channel: string, { platformId, account, order, heard }: Inbound): Promise<void> => {
    await desk.receive({
      id: keys.eventId(channel, account, platformId),
      laneId: keys.laneId('help', channel, account),
      channel, order, heard,
    });
    metrics.received(channel);
  };
  return {
    inbound,
    beside: async ({ laneId, channel }, { platformId, order, heard }) => {
      await desk.receive({ id: keys.eventId('page', laneId, platformId), laneId, channel, order, heard });
      metrics.received('page');
    },
    update: async (channel, body, read) => {
      const result = read(body);
      switch (result.kind) {
        case 'nothing':
          return;
        case 'unknown': {
          const payload = written(body);
          const id = keys.eventId(channel, 'unknown', createHash('sha256').update(payload).digest('hex'));
          const kept = new Private(payload.slice(0, KEPT_MAX));
          await sweep.quarantine({ id, channel, reason: result.reason, payload: kept });
          metrics.quarantined(channel, result.reason);
          return;
        }
        case 'event':
          await inbound(channel, result.inbound);
          result.after?.();
      }
    },
  };
}

/** A body again as text; one that is nested deeper than can be written is all that is said of it. */
function written(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch {
    return 'nested too deeply';
  }
}
