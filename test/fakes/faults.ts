/** How a platform misbehaves: asks us to slow down, is down, cuts the line before or after its work, or is slow. */
export type Fault =
  | Readonly<{ kind: 'throttle'; seconds: number }>
  | Readonly<{ kind: 'down'; status: number }>
  | Readonly<{ kind: 'cut'; when: 'before' | 'after' }>
  | Readonly<{ kind: 'slow'; ms: number }>;

/** Faults on command. A planned one is used up by the next call of its method; `often` strikes by chance. */
export type Faults = Readonly<{
  plan: (method: string, fault: Fault, times?: number) => void;
  /** Strikes about `share` of the calls, in the same places for the same seed. */
  often: (method: string, fault: Fault, share: number, seed: number) => void;
  calm: () => void;
  take: (method: string) => Fault | undefined;
  /** How many faults have struck. */
  struck: () => number;
}>;

export function openFaults(): Faults {
  const planned: { method: string; fault: Fault }[] = [];
  const often: { method: string; fault: Fault; share: number; chance: () => number }[] = [];
  let struck = 0;
  return {
    plan: (method, fault, times = 1) => {
      for (let time = 0; time < times; time++) planned.push({ method, fault });
    },
    often: (method, fault, share, seed) => void often.push({ method, fault, share, chance: seededChance(seed) }),
    calm: () => {
      planned.length = 0;
      often.length = 0;
    },
    take: (method) => {
      const index = planned.findIndex((plan) => plan.method === method || plan.method === '*');
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
