import { breachStandingOf, standingOf, type Standing } from '../core/rights/clocks.ts';
import { hourOf } from '../core/vietnam.ts';
import type { ReachStore } from '../stores/reach.ts';
import type { RightsStore } from '../stores/rights.ts';
import type { Chore } from '../tasks/clock.ts';
import type { Metrics } from './metrics.ts';
import type { Office } from './office.ts';

export type RightsOptions = Readonly<{
  rights: RightsStore;
  reach: ReachStore;
  office: Office;
  metrics: Metrics;
  now: () => number;
  today: (at: number) => string;
}>;

/** The count comes from eight in the morning on, in Viet Nam, and not in the evening. */
const TOLD = { from: 8, to: 17 } as const;
const isTellingTime = (at: number): boolean => hourOf(at) >= TOLD.from && hourOf(at) < TOLD.to;

/** Rounds over what the law on personal data sets a time for. */
export function rightsChores(options: RightsOptions): Chore[] {
  const { metrics } = options;
  return [
    { name: 'rights', everyMs: 60_000, run: async () => {
      const { requests, breaches } = await standings(options);
      const count = (all: readonly Standing[]): number => all.filter((one) => one === 'overdue').length;
      metrics.overdue('requests', count(requests));
      metrics.overdue('breaches', count(breaches));
    } },
    { name: 'papers', everyMs: 1_800_000, run: () => tellProvince(options) },
  ];
}

async function standings({ rights, now }: RightsOptions): Promise<Record<'requests' | 'breaches', Standing[]>> {
  const at = now();
  return {
    requests: (await rights.requests(false)).map((request) => standingOf(request, at)),
    breaches: (await rights.breaches()).map((breach) => breachStandingOf(breach, at)),
  };
}

/**
 * Once a day the duty officers of the provinces learn how much is due or overdue. Commune officers do not: a complaint
 * may be about one of them, and a count in a small place says from whom.
 */
async function tellProvince(options: RightsOptions): Promise<void> {
  const { reach, office, now, today } = options;
  if (!isTellingTime(now())) return;
  const { requests, breaches } = await standings(options);
  const count = [...requests, ...breaches].filter((one) => one === 'due' || one === 'overdue').length;
  if (count === 0) return;
  for (const { laneId, role } of await reach.officers(now())) {
    if (role !== 'province_duty') continue;
    // Once a day: the id comes once.
    const signal = {
      id: `papers${today(now())}${laneId}`, door: 'member.papers', values: { count: String(count) }, at: now(),
    };
    await office.within(async (at) => {
      await at.rooms.signal(laneId, signal);
      at.signalled(laneId);
    });
  }
}
