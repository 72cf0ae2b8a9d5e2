import { isWindowOpen, windowStart } from '../core/cases/hours.ts';
import type { BusyStore } from '../stores/busy.ts';
import type { LetterStore } from '../stores/letters.ts';
import type { OutboxStore } from '../stores/outbox.ts';
import type { PageStore } from '../stores/pages.ts';
import type { RetentionStore } from '../stores/retain.ts';
import type { SweepStore } from '../stores/sweep.ts';
import type { TraceStore } from '../stores/traces.ts';
import { follow } from '../tasks/act_after.ts';
import { askAgain, endOffer } from '../tasks/offering.ts';
import { fadeRow } from '../tasks/outgoing.ts';
import { tellPerson } from '../tasks/tell_person.ts';
import type { Chore } from '../tasks/clock.ts';
import type { Delivery } from '../tasks/deliver.ts';
import type { Pacer } from '../tasks/pace.ts';
import type { PaceStore } from '../tasks/ports.ts';
import type { Desk } from '../tasks/receive.ts';
import type { Metrics } from './metrics.ts';
import type { Office } from './office.ts';

export type ChoreOptions = Readonly<{
  sweep: SweepStore;
  retention: RetentionStore;
  outbox: OutboxStore;
  desk: Desk;
  delivery: Delivery;
  office: Office;
  metrics: Metrics;
  role: string;
  /** The only process on this database: whatever another one left is dead. */
  alone: boolean;
  /** Channels whose messages we carry out, with the pace of each. */
  pacers: ReadonlyMap<string, Pacer>;
  letters: LetterStore;
  pages: PageStore;
  traces: TraceStore;
  paces: PaceStore;
  busy: BusyStore;
  /** Of other rooms: reach, and what each messenger needs. */
  others: readonly Chore[];
  verifyDays: number;
  now: () => number;
  today: (at: number) => string;
  reload: () => Promise<void>;
}>;

/** The clock's rounds: due times live in the database, so whatever was forgotten is found here. */
export function choresOf(options: ChoreOptions): Chore[] {
  const { sweep, outbox, desk, delivery, office, metrics, now } = options;
  // A fresh start of the only process: whatever another one held is dead, and is looked for at once.
  const fresh = { sends: options.alone, inbox: options.alone };
  return [
    { name: 'cases', everyMs: 500, run: async () => {
      for (const caseId of await sweep.casesDue(now())) await office.ringCase(caseId);
    } },
    { name: 'outbox', everyMs: 250, run: async () => {
      for (const [channel, pacer] of options.pacers) {
        for (const { rows, ...to } of await outbox.takeDue(channel, pacer.room())) delivery.resume(to, rows);
      }
    } },
    { name: 'beat', everyMs: 4_000, run: async () => {
      await outbox.beat(options.role);
      // Before they are taken up again: what a dead process left for hours is no reply any more.
      for (const id of await outbox.giveUpLate(fresh.sends)) await options.pages.unsaid(id);
      const { again, left } = await outbox.reviveUnknown(fresh.sends);
      fresh.sends = false;
      metrics.unknown('again', again);
      metrics.unknown('left', left);
    } },
    { name: 'inbox', everyMs: 2_000, run: async () => {
      const seconds = fresh.inbox ? 0 : 3;
      fresh.inbox = false;
      const laneIds = await sweep.forgotten(seconds);
      if (laneIds.length > 0) desk.ring(laneIds);
    } },
    { name: 'lapse', everyMs: 30_000, run: () => lapse(options) },
    { name: 'knock', everyMs: 30_000, run: () => knock(options) },
    { name: 'offers', everyMs: 30_000, run: () => turnOffers(options) },
    { name: 'follow', everyMs: 60_000, run: () => askAfter(options) },
    { name: 'verify', everyMs: 3_600_000, run: () => verify(options) },
    { name: 'retain', everyMs: 600_000, run: async () => {
      await options.letters.fade(now());
      await options.traces.forget(now());
      await options.retention.retain(now());
      await options.retention.tidy(now());
    } },
    { name: 'reload', everyMs: 15_000, run: options.reload },
    { name: 'pages', everyMs: 60_000, run: options.pages.unfetched },
    { name: 'traces', everyMs: 1_000, run: options.traces.flush },
    { name: 'fading', everyMs: 900_000, run: () => fade(options) },
    { name: 'busy', everyMs: 1_000, run: options.busy.flush },
    { name: 'pace', everyMs: 60_000, run: options.paces.forget },
    ...options.others,
  ];
}

/** Talks that were silent for too long end. */
async function lapse({ sweep, desk, now }: ChoreOptions): Promise<void> {
  const laneIds = await sweep.lapse(now());
  if (laneIds.length > 0) desk.ring(laneIds);
}

/** What lies in people's chats is taken back by itself before the platform stops letting us. */
export async function fade(
  { traces, outbox, delivery, now }: Pick<ChoreOptions, 'traces' | 'outbox' | 'delivery' | 'now'>,
): Promise<void> {
  const { laneIds, before } = await traces.fading(now());
  if (laneIds.length === 0) return;
  for (const { rows: _, ...to } of await outbox.recipients(laneIds)) {
    delivery.send(to, [fadeRow(to.laneId, before)]);
  }
}

/** A member wrote and she has not seen it: one neutral knock in each of her windows. */
async function knock({ sweep, office, now }: ChoreOptions): Promise<void> {
  for (const { caseId, hours } of await sweep.casesUnread()) {
    const start = windowStart(hours, now());
    if (start === 0) continue;
    await office.within(async (at) => {
      const found = await at.rooms.caseById(caseId);
      const context = { effectId: `${caseId}k${start}`, at: now() };
      if (found) await tellPerson(found, { door: 'contact.knock' }, context, at);
    });
  }
}

/** Offers that nobody answered end; what she has not answered is asked once more in each of her windows. */
export async function turnOffers(
  { sweep, office, now }: Pick<ChoreOptions, 'sweep' | 'office' | 'now'>,
): Promise<void> {
  for (const id of await sweep.offersDue(now())) await office.within((at) => endOffer(id, now(), at));
  for (const { offerId, hours, madeAt } of await sweep.offersAsked()) {
    const start = windowStart(hours, now());
    if (start > madeAt) await office.within((at) => askAgain(offerId, `w${start}`, now(), at));
  }
}

/** She wanted to be asked how she is: in her hours, and not before. */
export async function askAfter(
  { sweep, office, now }: Pick<ChoreOptions, 'sweep' | 'office' | 'now'>,
): Promise<void> {
  for (const { caseId, hours } of await sweep.followsDue(now())) {
    if (isWindowOpen(hours, now())) await office.within((at) => follow(caseId, now(), at));
  }
}

/** Members are asked by chat whether what stands in the list is still true. */
async function verify({ sweep, office, verifyDays, now, today }: ChoreOptions): Promise<void> {
  for (const { code, name, laneIds } of await sweep.addressesToVerify(today(now()), verifyDays, now())) {
    await office.within(async (at) => {
      for (const laneId of laneIds) {
        const values = { address: code, address_name: name };
        const id = `verify${today(now())}${laneId}`;
        await at.rooms.signal(laneId, { id, door: 'member.verify', values, at: now() });
        at.signalled(laneId);
      }
    });
  }
}
