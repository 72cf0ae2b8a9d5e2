import { endOfWorkingDays } from '../vietnam.ts';
import type { CaseEvent } from './calling.ts';

/**
 * What the law asks of whoever works on a case (`duty` is the roster). All of it follows from the case's facts and
 * events: `accepted`, `arrived`, `met_<obligation>_<told>_<how>`, `nudged_<obligation>_<half|end>`.
 */
export const OBLIGATIONS = ['child_told', 'child_safe', 'child_planned', 'arrival_told'] as const;
export type Obligation = (typeof OBLIGATIONS)[number];

/** Who was told, or who says that it is done. `child_line` is 111. */
export const TOLD = ['child_line', 'police', 'committee', 'other_committee', 'province'] as const;
export type Told = (typeof TOLD)[number];
export const HOW = ['phone', 'person', 'writing'] as const;
export type How = (typeof HOW)[number];
export const NUDGES = ['half', 'end'] as const;
export type Nudge = (typeof NUDGES)[number];

const HOUR_MS = 3_600_000;
/**
 * Decree 56/2017/NĐ-CP: whoever has information on abuse of a child tells 111, the police or the commune committee "at
 * once" (read 2026-11-22 on xaduonghuy.campha.gov.vn; confirmed). An hour is a clock of our own, and is called so.
 */
const TELL_CHILD_MS = HOUR_MS;
/**
 * Its Art. 26: the commune's chair has the first assessment made (Mẫu 02); a child in serious danger is protected
 * within 12 hours from receiving the information (read 2026-11-22 on thuvienphapluat.vn, 2CCA8; confirmed). Without
 * serious danger no hours are known: then the twelve are our own.
 */
const SAFE_CHILD_MS = 12 * HOUR_MS;
/**
 * A support plan within 5 working days (read 2026-11-22 on dichvucong.laichau.gov.vn, 28538; confirmed). Unconfirmed:
 * from when they count; we count from the telling.
 */
const PLAN_CHILD_DAYS = 5;
/**
 * Law 13/2022/QH15 Art. 36: an address that takes a victim in tells its commune committee (read 2026-11-22 on
 * bvdklaocai.vn; confirmed). Unconfirmed: how soon. A day is a clock of our own, and is called so.
 */
const TELL_ARRIVAL_MS = 24 * HOUR_MS;

/** Times in ms. `by`: the first moment that is too late. */
export type Owed = Readonly<{
  is: Obligation; from: number; by: number;
  /** No law gives these hours: they are ours. */
  ownClock: boolean;
  /** Who may be told; empty while the province's officer has not decided. */
  to: readonly Told[];
  met: Readonly<{ told: Told; how: How; at: number }> | undefined;
}>;

export type Owing = Readonly<{
  under16: boolean; danger: 'urgent' | 'normal';
  events: readonly CaseEvent[];
  holidays: readonly string[];
}>;

/** What is owed in a case, met or not, in the order in which it began. */
export function obligationsOf(owing: Owing): Owed[] {
  const { under16, danger, events, holidays } = owing;
  const accepted = firstOf(events, 'accepted');
  const arrived = firstOf(events, 'arrived');
  const childTo = toOfChild(events);
  const told = metIn(events, 'child_told');
  const owed: Owed[] = [];
  const add = (is: Obligation, from: number, rest: Pick<Owed, 'by' | 'ownClock' | 'to'>): void => {
    owed.push({ is, from, met: metIn(events, is), ...rest });
  };
  if (under16 && accepted !== undefined) {
    add('child_told', accepted, { by: accepted + TELL_CHILD_MS, ownClock: true, to: childTo });
  }
  if (under16 && told) {
    add('child_safe', told.at, { by: told.at + SAFE_CHILD_MS, ownClock: danger !== 'urgent', to: childTo });
    const by = endOfWorkingDays(told.at, PLAN_CHILD_DAYS, holidays);
    add('child_planned', told.at, { by, ownClock: false, to: childTo });
  }
  if (arrived !== undefined) {
    const to = committeeOf(events);
    add('arrival_told', arrived, { by: arrived + TELL_ARRIVAL_MS, ownClock: true, to: to ? [to] : [] });
  }
  return owed;
}

const firstOf = (events: readonly CaseEvent[], code: string): number | undefined =>
  events.find((event) => event.code === code)?.at;

/** The body that takes the committee's place where she wants it left out; undefined: the province has not decided. */
function committeeOf(events: readonly CaseEvent[]): Told | undefined {
  if (firstOf(events, 'body_excluded') === undefined) return 'committee';
  const decided = events.findLast(({ code }) => code.startsWith('decided_'))?.code;
  switch (decided) {
    case 'decided_told_anyway':
      return 'committee';
    case 'decided_other_commune':
      return 'other_committee';
    case 'decided_told_province':
      return 'province';
    default:
      return undefined;
  }
}

/** Whether the committee of her own commune may be told. */
export const mayTellCommittee = (events: readonly CaseEvent[]): boolean => committeeOf(events) === 'committee';

/** 111 and the police can always be told; a committee that she wants left out only if the province has decided so. */
function toOfChild(events: readonly CaseEvent[]): Told[] {
  const committee = committeeOf(events);
  const isCommittee = committee === 'committee' || committee === 'other_committee';
  return ['child_line', 'police', ...(isCommittee ? [committee] : [])];
}

const MET = new RegExp(`^met_(${OBLIGATIONS.join('|')})_(${TOLD.join('|')})_(${HOW.join('|')})$`);

function metIn(events: readonly CaseEvent[], is: Obligation): Owed['met'] {
  for (const { code, at } of events) {
    const [, name, said, by] = MET.exec(code) ?? [];
    const told = TOLD.find((one) => one === said);
    const how = HOW.find((one) => one === by);
    if (name === is && told && how) return { told, how, at };
  }
  return undefined;
}

export const metCode = (is: Obligation, told: Told, how: How): string => `met_${is}_${told}_${how}`;
export const nudgedCode = (is: Obligation, nudge: Nudge): string => `nudged_${is}_${nudge}`;
/** Whether an event is only the house's own reminding: nobody has touched the case. */
export const isNudged = (code: string): boolean => code.startsWith('nudged_');

/** Whether somebody may say so: it is owed, not kept yet, and that is one who may be told. */
export function canMeet(owed: readonly Owed[], is: string, told: string): Owed | undefined {
  return owed.find((one) => one.is === is && one.met === undefined && one.to.some((to) => to === told));
}

export type OwedStanding = 'met' | 'waits' | 'open' | 'overdue';

/** How it stands at `at` (ms); `waits`: for the province's officer to decide who is told. */
export function owedStanding({ met, by, to }: Pick<Owed, 'met' | 'by' | 'to'>, at: number): OwedStanding {
  if (met) return 'met';
  if (at >= by) return 'overdue';
  return to.length === 0 ? 'waits' : 'open';
}

export const isOverdue = (owed: readonly Owed[], at: number): boolean =>
  owed.some((one) => owedStanding(one, at) === 'overdue');

/** Full minutes until `by`, from zero on; below zero when it has passed. */
export const minutesLeft = ({ by }: Pick<Owed, 'by'>, at: number): number => Math.floor((by - at) / 60_000);

/**
 * Which reminders whoever holds the case is due at `at` (ms): one at half of the time and one at its end. Whoever has
 * taken it since gets her own, and after the end only the last.
 */
export function nudgesDue(
  owing: Owing, at: number,
): readonly Readonly<{ is: Obligation; nudge: Nudge }>[] {
  const { events } = owing;
  const takenAt = events.findLast(({ code }) => code === 'accepted')?.at ?? 0;
  const had = (code: string): boolean => events.some((event) => event.code === code && event.at >= takenAt);
  return obligationsOf(owing).flatMap(({ is, from, by, met }) => {
    const half = from + Math.floor((by - from) / 2);
    const nudge: Nudge | undefined = at >= by ? 'end' : at >= half ? 'half' : undefined;
    return met || nudge === undefined || had(nudgedCode(is, nudge)) ? [] : [{ is, nudge }];
  });
}
