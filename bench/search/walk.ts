import { canonical, filed, nexts, numbersOf, type Standing, type World, wrong } from './model.ts';
import { isOut } from './worlds.ts';

export type Found = Readonly<{ states: number; steps: number; fault: string | undefined }>;

/** Walks every state that a case can come to in this world, each once up to symmetry, and stops at the first fault. */
export function walk(world: World): Found {
  const seen = openSeen(world);
  const open: Standing[] = [filed(world)];
  open.forEach((now) => seen.add(now));
  let steps = 0;
  for (let now = open.pop(); now; now = open.pop()) {
    const fault = wrong(world, now, (index) => isOut(world, index));
    if (fault) return { states: seen.count(), steps, fault: `${fault}: ${wayTo(world, now).join(', ')}` };
    for (const [, next] of nexts(world, now)) {
      steps += 1;
      if (seen.add(next)) open.push(next);
    }
  }
  return { states: seen.count(), steps, fault: undefined };
}

/** One bit for each state; `add` is false for one that was seen before. */
function openSeen(world: World): { add: (now: Standing) => boolean; count: () => number } {
  const bits = new Uint8Array(Math.ceil(numbersOf(world.members.length) / 8));
  let count = 0;
  return {
    count: () => count,
    add: (now) => {
      const key = canonical(world, now);
      const [byte, bit] = [Math.floor(key / 8), 1 << (key % 8)];
      const known = bits[byte] ?? 0;
      if ((known & bit) !== 0) return false;
      bits[byte] = known | bit;
      count += 1;
      return true;
    },
  };
}

/** A shortest way to a state, for whoever has to mend what is wrong there. */
function wayTo(world: World, wanted: Standing): string[] {
  const seen = openSeen(world);
  const end = canonical(world, wanted);
  const open: { now: Standing; way: readonly string[] }[] = [{ now: filed(world), way: [] }];
  for (const { now, way } of open) {
    if (canonical(world, now) === end) return [...way];
    for (const [name, next] of nexts(world, now)) if (seen.add(next)) open.push({ now: next, way: [...way, name] });
  }
  return [];
}
