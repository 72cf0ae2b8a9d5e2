/** How a platform misbehaves: asks us to slow down, is down, refuses, talks nonsense, cuts the line before or after its work, or is slow. */
export type Fault =
  | Readonly<{ kind: 'throttle'; seconds: number }>
  | Readonly<{ kind: 'down'; status: number }>
  /** A refusal whose description repeats what it was sent, as a careless proxy's may. */
  | Readonly<{ kind: 'refuse'; status: number }>
  /** A refusal with this code of the platform inside an answer that HTTP calls good (200). */
  | Readonly<{ kind: 'error'; code: number }>
  /** HTTP 200 with a page of somebody else's, as a hotel's or an operator's. */
  | Readonly<{ kind: 'nonsense' }>
  | Readonly<{ kind: 'cut'; when: 'before' | 'after' }>
  /** Slow before the work is done, or, with `after`, only in saying so. */
  | Readonly<{ kind: 'slow'; ms: number; when?: 'before' | 'after' }>;

/** The faults that are answers; the others befall the line. */
export type Spoken = Exclude<Fault, Readonly<{ kind: 'cut' | 'slow' }>>;

export function isSpoken(fault: Fault | undefined): fault is Spoken {
  return fault !== undefined && fault.kind !== 'cut' && fault.kind !== 'slow';
}

/** Which calls a planned fault strikes: so many of them, and only those whose fields are wanted. */
export type Target = Readonly<{ times?: number; where?: (fields: Readonly<Record<string, unknown>>) => boolean }>;

/** Faults on command. A planned one is used up by the next call of its method (`*`: of any); `often` strikes by chance. */
export type Faults = Readonly<{
  plan: (method: string, fault: Fault, target?: Target) => void;
  /** Strikes about `share` of the calls, in the same places for the same seed. */
  often: (method: string, fault: Fault, share: number, seed: number) => void;
  calm: () => void;
  take: (method: string, fields: Readonly<Record<string, unknown>>) => Fault | undefined;
  /** How many faults have struck. */
  struck: () => number;
}>;

export function openFaults(): Faults {
  const planned: { method: string; fault: Fault; where: NonNullable<Target['where']> }[] = [];
  const often: { method: string; fault: Fault; share: number; chance: () => number }[] = [];
  let struck = 0;
  return {
    plan: (method, fault, { times = 1, where = () => true } = {}) => {
      for (let time = 0; time < times; time++) planned.push({ method, fault, where });
    },
    often: (method, fault, share, seed) => void often.push({ method, fault, share, chance: seededChance(seed) }),
    calm: () => {
      planned.length = 0;
      often.length = 0;
    },
    take: (method, fields) => {
      const index = planned.findIndex((plan) => (plan.method === method || plan.method === '*') && plan.where(fields));
      const fault = index >= 0
        ? planned.splice(index, 1)[0]?.fault
        : often.find((one) => one.method === method && one.chance() < one.share)?.fault;
      if (fault) struck += 1;
      return fault;
    },
    struck: () => struck,
  };
}

/** Chance that a test can repeat (mulberry32): numbers from 0 to 1. */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
