import { seededChance } from '../../fakes/faults.ts';

/** Chance that can be repeated, with the ways of asking it that a generator needs. */
export type Dice = Readonly<{
  chance: () => number;
  below: (count: number) => number;
  isOneIn: (count: number) => boolean;
  of: <Item>(items: readonly Item[]) => Item;
}>;

/** Input `index` of run `seed` is always the same, whatever came before it. */
export function diceOf(seed: number, index: number): Dice {
  const chance = seededChance(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  const below = (count: number): number => Math.floor(chance() * count);
  return {
    chance, below,
    isOneIn: (count) => below(count) === 0,
    of: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('There is nothing to choose from');
      return item;
    },
  };
}
