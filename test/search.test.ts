import { describe, expect, test } from 'vitest';
import { canonical, filed, nexts, wrong } from '../bench/search/model.ts';
import { walk } from '../bench/search/walk.ts';
import { isMisjudged, isOut, KINDS, likeness, patterns, worldFrom } from '../bench/search/worlds.ts';
import { seededChance } from './fakes/faults.ts';

/** A sample of `bench/search_cases.ts`, which walks it all. `SEED` tries another. */
const SEED = Number(process.env['SEED'] ?? 5);

function sample(count: number, size: number): ReturnType<typeof worldFrom>[] {
  const chance = seededChance(SEED);
  const pick = (below: number): number => Math.floor(chance() * below);
  const all = [...patterns(size)];
  return Array.from({ length: count }, () => {
    const pattern = all[pick(all.length)] ?? all[0];
    if (!pattern) throw new Error('There are no patterns');
    return worldFrom(Array.from({ length: size }, () => pick(KINDS.length)).toSorted((one, other) => one - other), pattern);
  });
}

describe('the life of a case', () => {
  test('of any five members and any exclusions the house lets know whom it may, and calls nobody else', () => {
    const worlds = sample(4_000, 5);
    expect(worlds.filter(isMisjudged)).toEqual([]);
    // Both answers are met often enough to mean something.
    const out = worlds.flatMap((world) => world.members.map((_, index) => isOut(world, index)));
    expect(out.filter(Boolean).length).toBeGreaterThan(5_000);
    expect(out.filter((is) => !is).length).toBeGreaterThan(1_000);
  });

  test('comes to no undefined state, forgets no case and has one holder, in every state that two members make', () => {
    const walked = new Map<string, number>();
    for (const world of sample(300, 2)) {
      if (walked.has(likeness(world))) continue;
      const { states, fault } = walk(world);
      expect(fault).toBeUndefined();
      walked.set(likeness(world), states);
    }
    expect([...walked.keys()].toSorted()).toEqual(['', ' +', '1', '1 +', '1 1', '2'].filter((like) => walked.has(like)).toSorted());
    expect(walked.get('1 1')).toBeGreaterThan(500);
  });

  test('nor in long walks at random with five', () => {
    const chance = seededChance(SEED);
    const seen = new Set<number>();
    for (const world of sample(60, 5)) {
      let now = filed(world);
      for (let step = 0; step < 60; step++) {
        expect(wrong(world, now, (index) => isOut(world, index))).toBeUndefined();
        seen.add(canonical(world, now));
        const ways = nexts(world, now).filter(([name]) => !['erase', 'withdraw', 'close'].includes(name) || chance() < 0.02);
        const next = ways[Math.floor(chance() * ways.length)];
        if (!next) break;
        now = next[1];
      }
    }
    expect(seen.size).toBeGreaterThan(100);
  });
});
