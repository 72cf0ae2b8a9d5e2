import { dayOf, endOfWorkingDays, startOf } from '../vietnam.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What a person may ask for under law 91/2025/QH15. Erasing is no request: it is done, and leaves nothing to list. */
export const REQUEST_KINDS = ['access', 'correct', 'withdraw', 'restrict', 'object', 'complain'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** What can have happened to personal data: one of these, the rest in words. */
export const BREACH_KINDS = ['wrong_reader', 'stolen', 'published', 'lost', 'changed', 'platform', 'other'] as const;
export type BreachKind = (typeof BREACH_KINDS)[number];

/** Decree 356/2025/NĐ-CP, as law firms report it: answered in 2 working days, done in 15 days (read 2026-11-22). */
const ANSWER_WORKING_DAYS = 2;
const DONE_DAYS = 15;
/** Law 91/2025/QH15: the authority learns of a breach within 72 hours. Unconfirmed: of which (read 2026-11-22). */
const TELL_HOURS = 72;

/** Times in ms: the first moment that is too late to answer, and to be done. */
export type Deadlines = Readonly<{ answerBy: number; doneBy: number }>;

/**
 * The clocks of a request made at `at` (ms). The day it came does not count, and the last day counts whole, in
 * Vietnamese time. `holidays` are days `2026-09-02` that are no working days beside Saturday and Sunday.
 */
export function deadlinesOf(at: number, holidays: readonly string[]): Deadlines {
  // The fifteen days are not stretched to the next working day: being early breaks no law.
  return { answerBy: endOfWorkingDays(at, ANSWER_WORKING_DAYS, holidays), doneBy: startOf(dayOf(at) + DONE_DAYS + 1) };
}

/** When the authority has to know of a breach at the latest (ms). These hours run through nights and holidays. */
export const tellBy = (knownAt: number): number => knownAt + TELL_HOURS * HOUR_MS;

export type Clocked = Deadlines & Readonly<{ answeredAt: number | undefined; doneAt: number | undefined }>;
export type Standing = 'done' | 'open' | 'due' | 'overdue';

/** An answer is due from a day before its end, the rest from three days before: time enough for somebody to act. */
const ANSWER_SOON_MS = DAY_MS;
const DONE_SOON_MS = 3 * DAY_MS;

/** How a request stands at `at`. What is done needs no other answer. */
export function standingOf({ answerBy, doneBy, answeredAt, doneAt }: Clocked, at: number): Standing {
  if (doneAt !== undefined) return 'done';
  const waits = answeredAt === undefined;
  if (at >= doneBy || (waits && at >= answerBy)) return 'overdue';
  return at >= doneBy - DONE_SOON_MS || (waits && at >= answerBy - ANSWER_SOON_MS) ? 'due' : 'open';
}

export type ClockedBreach = Readonly<{ tellBy: number; toldAt: number | undefined }>;

/** How a breach stands at `at`: it is due from the moment it is known. */
export function breachStandingOf(breach: ClockedBreach, at: number): Standing {
  if (breach.toldAt !== undefined) return 'done';
  return at >= breach.tellBy ? 'overdue' : 'due';
}

/** Hours from `at` to `by`, full ones; below zero when it has passed. */
export const hoursLeft = (by: number, at: number): number => Math.floor((by - at) / HOUR_MS);
