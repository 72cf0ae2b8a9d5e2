import type { Exclusions } from '../core/cases/conflict.ts';

export type NearRooms = Readonly<{
  /** Addresses from a commune on, the nearest first; what she left out is not among them. */
  nearestTo: (communeCode: string, excluded: Exclusions, at: number) => readonly Readonly<{ code: string }>[];
}>;
