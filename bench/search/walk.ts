import { canonical, filed, nexts, type Standing, type World, wrong } from './model.ts';
import { isOut } from './worlds.ts';

export type Found = Readonly<{ states: number; steps: number; fault: string | undefined }>;

/** Walks every state that a case can come to in this world, each once up to symmetry, and stops at the first fault. */
export function walk(world: World, max = Number.POSITIVE_INFINITY): Found {
  const first = filed(world);
  const seen = new Set([canonical(world, first)]);
  const open: { now: Standing; way: readonly string[] }[] = [{ now: first, way: [] }];
  const out = (index: number): boolean => isOut(world, index);
  let steps = 0;
  for (let at = open.pop(); at && seen.size < max; at = open.pop()) {
    const fault = wrong(world, at.now, out);
    if (fault) return { states: seen.size, steps, fault: `${fault}: ${at.way.join(', ')}` };
    for (const [name, next] of nexts(world, at.now)) {
      steps += 1;
      const key = canonical(world, next);
      if (seen.has(key)) continue;
      seen.add(key);
      open.push({ now: next, way: at.way.length < 40 ? [...at.way, name] : at.way });
    }
  }
  return { states: seen.size, steps, fault: undefined };
}
