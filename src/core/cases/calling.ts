import { dayOf, isWorkingDay, minuteOf } from '../vietnam.ts';
import type { RingMember } from './conflict.ts';
import { isHeld, isOpen } from './life.ts';

/** How an alert is answered that no platform let through. */
export const UNREACHED = 'unreached';

/** Where a case stands for the clock; times in ms. */
export type Ringing = Readonly<{
  state: string; restricted: boolean; ring: number; ringAt: number | undefined;
}>;
export type Alerted = Readonly<{ memberId: string; answer: string | undefined; at: number }>;

export type Now = Readonly<{
  at: number;
  danger: 'urgent' | 'normal';
  alerts: readonly Alerted[];
  /** Members whom a platform lets us write to. */
  reachable: ReadonlySet<string>;
  /** Whether offices are open. */
  isOffice: boolean;
  /** An alert that is older than this (ms) is answered no more: whoever is still wanted is called anew. */
  alertMs: number;
}>;

/** A case whose next ring is called now. What she has put on hold stands still. */
export function isDue({ state, restricted, ringAt }: Ringing, at: number): boolean {
  return isOpen(state) && !restricted && ringAt !== undefined && ringAt <= at;
}

/** A case that all rings have left with nobody: whoever can be called only now is called now. */
export function isSpent({ state, restricted, ringAt }: Ringing): boolean {
  return isOpen(state) && !restricted && ringAt === undefined;
}

/**
 * The rings without those who were called and those who cannot be called now: nothing reaches them, or it is the office
 * of a commune at night and nobody is in danger.
 */
export function callable(rings: readonly (readonly RingMember[])[], now: Now): RingMember[][] {
  const { alerts, at, alertMs, danger, isOffice, reachable } = now;
  const isOld = ({ answer, at: since }: Alerted): boolean => answer === undefined && at - since > alertMs;
  const still = alerts.filter((one) => one.answer !== UNREACHED && !isOld(one));
  const called = new Set(still.map(({ memberId }) => memberId));
  const rests = ({ role }: RingMember): boolean => role === 'commune_officer' && danger === 'normal' && !isOffice;
  return rings.map((ring) => ring.filter((member) => (
    reachable.has(member.id) && !called.has(member.id) && !rests(member))));
}

/** The next ring that anybody is in, from `ring` (0: none was called yet) on; undefined when all are spent. */
export function nextRing(
  rings: readonly (readonly RingMember[])[], ring: number,
): { ring: number; called: readonly RingMember[] } | undefined {
  const index = rings.findIndex((members, at) => at >= ring && members.length > 0);
  return index === -1 ? undefined : { ring: index + 1, called: rings[index] ?? [] };
}

/** Whether an alert may still be answered: by nobody who has answered, but by whom it did not reach. */
export const isUnanswered = (alert: Pick<Alerted, 'answer'> | undefined): boolean =>
  alert !== undefined && (alert.answer === undefined || alert.answer === UNREACHED);

/** Whether the next ring is called now instead of at its time: nobody who was alerted is still expected to answer. */
export function ringsOn({ state }: Pick<Ringing, 'state'>, alerts: readonly Pick<Alerted, 'answer'>[]): boolean {
  return isOpen(state) && !alerts.some(({ answer }) => answer === undefined);
}

/** Those who were called are reminded once, half-way to the next ring (ms). */
export const remindTime = (calledAt: number, ringAt: number): number => calledAt + Math.floor((ringAt - calledAt) / 2);

export type Holding = Readonly<{
  state: string; restricted: boolean;
  /** The holder's last act in the case, and since when nothing reaches her (ms); undefined: she can be reached. */
  actedAt: number; lostAt: number | undefined;
  danger: 'urgent' | 'normal';
  /** The case went back to the rings for this reason before. */
  returned: boolean;
}>;

/** A holder whom nothing reaches is waited for this long (ms). */
const LOST_MS = { urgent: 12 * 3_600_000, normal: 72 * 3_600_000 } as const;

/**
 * What becomes of a case whose holder is silent for `silentMs`, or cannot be reached for long: it goes back to the
 * rings once, and after that an officer sees it. A case on hold waits for its person, not for its holder.
 */
export function holderFate(
  { state, restricted, actedAt, lostAt, danger, returned }: Holding, at: number, silentMs: number,
): 'stays' | 'returns' | 'listed' {
  if (!isHeld(state) || restricted) return 'stays';
  const isGone = at - actedAt > silentMs || (lostAt !== undefined && at - lostAt > LOST_MS[danger]);
  return isGone ? (returned ? 'listed' : 'returns') : 'stays';
}

/** Why an officer should look at a case; undefined: somebody else will. */
export type Waiting = 'spent' | 'holder_gone' | 'body_excluded' | 'overdue' | 'untouched' | 'forced';

/** It was offered to somebody else without her yes, and no officer has looked at it since. */
export function isForcedUnseen(events: readonly CaseEvent[]): boolean {
  const forced = events.findLastIndex(({ code }) => code.startsWith('hand_force_'));
  return forced > events.findLastIndex(({ code }) => code === 'force_seen');
}

/** Offices are open on working days; `hours` is `07:30-17:00`, or `any`. */
export function isOfficeTime(hours: string, at: number, holidays: readonly string[]): boolean {
  const read = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/.exec(hours);
  if (!read) return true;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = read.slice(1).map(Number);
  const minute = minuteOf(at);
  return isWorkingDay(dayOf(at), holidays) && minute >= fromHour * 60 + fromMinute && minute < toHour * 60 + toMinute;
}

/** An event of a case, as it is kept: a code and a time (ms), never a word. */
export type CaseEvent = Readonly<{ code: string; at: number; memberId?: string | undefined }>;

type Line = { at: number; minutes: number; code: string; member?: number };

/** The history of a case for an officer: what happened, how long after its filing, and a bare number for a member. */
export function timelineOf(events: readonly CaseEvent[]): Line[] {
  const sorted = events.toSorted((one, other) => one.at - other.at);
  const members = [...new Set(sorted.flatMap(({ memberId }) => memberId ?? []))];
  const first = sorted[0]?.at ?? 0;
  return sorted.map(({ code, at, memberId }) => ({
    at, minutes: Math.round((at - first) / 60_000), code,
    ...(memberId !== undefined && { member: members.indexOf(memberId) + 1 }),
  }));
}
