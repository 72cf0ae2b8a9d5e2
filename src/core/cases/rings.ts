import { z } from 'zod';
import { type Bounds, isKeptOut, type RingMember } from './conflict.ts';

/**
 * The anonymised case: a random code, a coarse place, codes and hours. No words, no handle; what links
 * it to her travels apart, sealed. Strict: a field that is not named here is refused.
 */
export const CaseFacts = z.strictObject({
  level: z.enum(['note', 'case']),
  communeCode: z.string().regex(/^\d{5}$/).optional(),
  kinds: z.array(z.string().regex(/^[a-z][a-z_]{0,23}$/)).max(8),
  danger: z.enum(['urgent', 'normal']),
  needs: z.array(z.string().regex(/^[a-z][a-z_]{0,23}$/)).max(8),
  hours: z.string().regex(/^(\d{2}:\d{2}-\d{2}:\d{2}(, )?)*$/),
  tellMe: z.enum(['nothing', 'taken', 'nobody']),
  under16: z.boolean(),
});
export type CaseFacts = z.infer<typeof CaseFacts>;

export type RingPlan = Bounds & Readonly<{
  provinceCode: string | undefined;
  /** Addresses from the nearest on, exclusions already gone; the chosen one first. */
  addresses: readonly Readonly<{ code: string }>[];
  members: readonly RingMember[];
}>;

/** Neighbours of the first address in the third ring: enough to find somebody, few enough to stay a secret. */
const NEIGHBOURS = 3;

/**
 * Who is called in which ring: members on duty at the nearest address; its whole team; the next-nearest
 * addresses; the commune officer; the province's duty officer. Nobody is in two rings; the excluded are in none.
 */
export function rings(plan: RingPlan): RingMember[][] {
  const may = plan.members.filter((member) => !isKeptOut(member, plan));
  // An address where nobody is linked can call nobody: the next one is the nearest then.
  const [first, ...others] = plan.addresses.filter(({ code }) => may.some(({ addressCode }) => addressCode === code));
  const next = others.slice(0, NEIGHBOURS).map(({ code }) => code);
  const at = (codes: readonly string[]): RingMember[] =>
    may.filter(({ addressCode }) => addressCode !== undefined && codes.includes(addressCode));
  const officers = (role: string, unit: string | undefined): RingMember[] =>
    may.filter((member) => member.role === role && member.unitCode !== undefined && member.unitCode === unit);
  const here = first ? at([first.code]) : [];
  const called = new Set<string>();
  return [
    here.filter(({ onDuty }) => onDuty),
    here,
    at(next).filter(({ onDuty }) => onDuty),
    officers('commune_officer', plan.communeCode),
    officers('province_duty', plan.provinceCode),
  ].map((ring) => ring.filter(({ id }) => !called.has(id) && called.add(id)));
}

/** The time between ring `n` and the next one, in ms; what is too short for a clock is a moment. */
export function ringGap(minutes: readonly number[], ring: number): number {
  return Math.max(1, ringTime(0, minutes, ring + 1) - ringTime(0, minutes, ring));
}

/**
 * When ring `n` (from 1) is called, in ms: the first at filing, ring n+1 at the n-th number of minutes
 * after filing; past the end the last interval repeats.
 */
export function ringTime(filedAt: number, minutes: readonly number[], ring: number): number {
  if (ring <= 1 || minutes.length === 0) return filedAt;
  const index = ring - 2;
  const known = minutes[Math.min(index, minutes.length - 1)] ?? 0;
  const last = minutes.at(-1) ?? 0;
  const interval = last - (minutes.at(-2) ?? 0);
  return filedAt + Math.round((known + Math.max(0, index - (minutes.length - 1)) * interval) * 60_000);
}
