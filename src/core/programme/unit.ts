import { byKey } from './count.ts';
import type { CommuneIndex } from '../places/communes.ts';
import { districtsNamed } from './place.ts';
import type { Place } from './programme.ts';

/** What a report is about: the whole country, a province, a commune, or a district of before. */
export type Unit = Readonly<
  { kind: 'country' } | { kind: 'province' | 'commune'; code: string; name: string }
  | { kind: 'district'; name: string }
>;

/** Reads a code of two or five digits, or the name of an old district; a sentence when it is none. */
export function readUnit(text: string | undefined, index: CommuneIndex): { unit: Unit } | { problem: string } {
  if (text === undefined || text === '') return { unit: { kind: 'country' } };
  const commune = index.communes.get(text);
  if (commune) return { unit: { kind: 'commune', code: text, name: `${commune.name}, ${commune.province}` } };
  const province = [...index.communes.values()].find(({ provinceCode }) => provinceCode === text);
  if (province) return { unit: { kind: 'province', code: text, name: province.province } };
  const districts = new Set([...index.oldDistrictsOf.values()].flatMap((names) => [...names]));
  const [name, ...others] = districtsNamed([...districts], text);
  if (name !== undefined && others.length === 0) return { unit: { kind: 'district', name } };
  return {
    problem: name === undefined ? `There is no unit ${text}.` : `${text} may be ${[name, ...others].join(' or ')}.`,
  };
}

/** Whether a place lies in a unit. What is told of a whole province lies in none of its communes. */
export function liesIn(place: Place, unit: Unit): boolean {
  switch (unit.kind) {
    case 'country': return true;
    case 'province': return place.provinceCode === unit.code;
    case 'commune': return place.communeCode === unit.code;
    case 'district': return place.district === unit.name;
  }
}

export const unitName = (unit: Unit): string => (unit.kind === 'country' ? 'Toàn quốc' : unit.name);

/** Rows by unit of one level; what belongs to no one unit of it stands under an empty name. */
export function byUnit<T extends { place: Place }>(
  rows: readonly T[], level: 'province' | 'commune' | 'district',
): ReadonlyMap<string, T[]> {
  return new Map(byKey(rows, ({ place }) => [
    (level === 'district' ? place.district : level === 'commune' ? place.communeCode : place.provinceCode) ?? '',
  ]));
}
