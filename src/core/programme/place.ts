import { type CommuneIndex, communesNamed, type OldCommune } from '../places/communes.ts';
import { communeOf } from '../places/import.ts';
import { splitKind } from '../places/kinds.ts';
import { type Problem, problemAt, quoted } from '../places/rows.ts';
import { placeKey } from '../places/spelling.ts';
import type { WordMemory } from '../places/spelling.ts';
import type { Place } from './programme.ts';

/** The columns that say where: a commune, an old district, a province, or nothing for the whole country. */
export const PLACE_COLUMNS = ['commune_code', 'commune', 'old_district', 'province'] as const;

/** The law of the two levels: until this day there were districts, and three times as many communes. */
const NEW_MAP_FROM = '2025-07-01';

type Cells = Readonly<Record<string, string>>;

/** The communes of today and of before, made ready once for all rows of a file. */
export type Atlas = Readonly<{
  index: CommuneIndex;
  /** What went into a commune of today. */
  before: ReadonlyMap<string, readonly OldCommune[]>;
  /** Every old district as `Huyện Bảo Yên, Tỉnh Lào Cai`, with the provinces of today in which it lies. */
  districts: ReadonlyMap<string, readonly string[]>;
  /** The same by the key of their name alone. */
  namesakes: ReadonlyMap<string, readonly string[]>;
  /** Communes of before by the key of their name. */
  wards: ReadonlyMap<string, readonly OldCommune[]>;
  /** Provinces by their key, new and old, with the codes of today. */
  provinces: ReadonlyMap<string, readonly string[]>;
}>;

export function atlasOf(index: CommuneIndex): Atlas {
  // Ten thousand names share some hundreds of words: each is read once.
  const known: WordMemory = new Map();
  const key = (name: string): string => placeKey(splitKind(name, known).words);
  const before = new Map<string, OldCommune[]>();
  const wards = new Map<string, OldCommune[]>();
  const districts = new Map<string, string[]>();
  const [now, then] = [new Map<string, string[]>(), new Map<string, string[]>()];
  for (const { province, provinceCode } of index.communes.values()) {
    addOnce(now, key(province), provinceCode);
    addOnce(now, provinceCode, provinceCode);
  }
  for (const old of index.oldByCode.values()) {
    addOnce(wards, key(old.ward), old);
    for (const newCode of old.newCodes) {
      addOnce(before, newCode, old);
      const code = index.communes.get(newCode)?.provinceCode;
      if (code === undefined) continue;
      if (old.district !== '') addOnce(districts, `${old.district}, ${old.province}`, code);
      addOnce(then, key(old.province), code);
    }
  }
  const namesakes = new Map<string, string[]>();
  for (const district of districts.keys()) addOnce(namesakes, key(district.split(',')[0] ?? ''), district);
  // Where a province kept its name it is the one of today.
  return { index, before, namesakes, wards, districts, provinces: new Map([...then, ...now]) };
}

function addOnce<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (!known) map.set(key, [value]);
  else if (!known.includes(value)) known.push(value);
}

/** Reads where a row lies. A name is that of its time: `day` decides whether `Xã Bảo Hà` is the old or the new one. */
export function readPlace(
  line: number, cells: Cells, day: string, atlas: Atlas,
): { place: Place } | { problems: Problem[] } {
  const { commune_code: code = '', commune = '', old_district: district = '', province = '' } = cells;
  if (code === '' && commune === '') return readAbove(line, { district, province }, atlas);
  const named = district === '' || commune === '' ? commune : `${commune}, ${district}`;
  const found = communeOf({ ...cells, commune: named }, atlas.index);
  if ('problem' in found) return { problems: [problemAt(line, found.column, found.problem)] };
  const { code: communeCode, provinceCode } = found.commune;
  const old = day < NEW_MAP_FROM ? oldNamed(atlas, communeCode, named) : undefined;
  const districts = [...(atlas.index.oldDistrictsOf.get(communeCode) ?? [])];
  const meant = old && old.district !== ''
    ? `${old.district}, ${old.province}` : only(withProvince(districts, district, province));
  if (district !== '' && meant === undefined) {
    const problem = `${quoted(district)} is no district that ${found.commune.name} lay in: ${districts.join(' or ')}.`;
    return { problems: [problemAt(line, 'old_district', problem)] };
  }
  return { place: { communeCode, oldCode: old?.oldCode, district: meant, provinceCode } };
}

/** Two districts of one name in two provinces: the province tells, where it is that of then. */
function withProvince(districts: readonly string[], district: string, province: string): string[] {
  const exact = district === '' || province === '' ? [] : districtsNamed(districts, `${district}, ${province}`);
  return exact.length > 0 ? exact : districtsNamed(districts, district);
}

/** A district of before, a province, or the whole country. */
function readAbove(
  line: number, { district, province }: Readonly<{ district: string; province: string }>, atlas: Atlas,
): { place: Place } | { problems: Problem[] } {
  const nowhere = { communeCode: undefined, oldCode: undefined, district: undefined, provinceCode: undefined };
  if (district === '' && province === '') return { place: nowhere };
  const provinces = province === '' ? [] : atlas.provinces.get(keyOf(province)) ?? [];
  if (province !== '' && provinces.length !== 1) {
    const problem = provinces.length === 0
      ? `No province is called ${quoted(province)}.`
      : `${quoted(province)} lies today in ${provinces.join(' and ')}: write one of them.`;
    return { problems: [problemAt(line, 'province', problem)] };
  }
  if (district === '') return { place: { ...nowhere, provinceCode: provinces[0] } };
  const all = atlas.namesakes.get(keyOf(district.split(',')[0] ?? '')) ?? [];
  const within = (one: string): boolean => atlas.districts.get(one)?.some((code) => provinces.includes(code)) ?? false;
  const named = withProvince(all, district, province);
  const fitting = province === '' ? named : named.filter(within);
  const [one] = fitting;
  if (one === undefined || fitting.length > 1) {
    const problem = one === undefined ? `No district was called ${quoted(district)} there.`
      : `${quoted(district)} may be ${fitting.join(' or ')}: write the province too.`;
    return { problems: [problemAt(line, 'old_district', problem)] };
  }
  return { place: { ...nowhere, district: one, provinceCode: atlas.districts.get(one)?.[0] } };
}

/** `Bảo Yên`, `huyện bảo yên` and `Huyện Bảo Yên, tỉnh Lào Cai` name the same one. */
export function districtsNamed(districts: readonly string[], name: string): string[] {
  if (name === '') return districts.length === 1 ? [...districts] : [];
  const asked = name.split(',').map(keyOf);
  const fits = districts.filter((district) => {
    const parts = district.split(',').map(keyOf);
    return asked.every((part, at) => part === parts[at]);
  });
  // A town and the district around it may share a name: the kind tells them apart where it is written.
  const own = (one: string): string => wholeKey(one.split(',')[0] ?? '');
  const whole = fits.filter((district) => own(district) === own(name));
  return whole.length > 0 ? whole : fits;
}

const keyOf = (name: string): string => placeKey(splitKind(name.trim()).words);
const wholeKey = (name: string): string => name.trim().toLowerCase();
const only = (all: readonly string[]): string | undefined => (all.length === 1 ? all[0] : undefined);

/** The commune of before that is called so and went into this one. */
function oldNamed(atlas: Atlas, communeCode: string, name: string): OldCommune | undefined {
  if (name === '') return undefined;
  const [own = '', district] = name.split(',');
  const { kind } = splitKind(own);
  const olds = (atlas.before.get(communeCode) ?? []).filter((old) => keyOf(old.ward) === keyOf(own)
    && (district === undefined || keyOf(old.district) === keyOf(district)));
  const sameKind = olds.filter((old) => kind !== undefined && splitKind(old.ward).kind === kind);
  const [found, ...others] = sameKind.length > 0 ? sameKind : olds;
  return others.length === 0 ? found : undefined;
}

/** The commune that a list of those reached names, as `identityOf` writes it; undefined when it is unknown. */
export function reachedOf(
  name: string, place: Place, day: string, { index, districts, wards }: Atlas,
): string | undefined {
  if (/^\d{5}$/.test(name)) return index.communes.has(name) ? name : undefined;
  const { district, provinceCode } = place;
  const provinces = provinceCode === undefined ? [] : [provinceCode];
  const isThere = (old: OldCommune): boolean =>
    district === undefined || `${old.district}, ${old.province}` === district;
  const olds = (wards.get(keyOf(name)) ?? []).filter((old) => isThere(old)
    && old.newCodes.some((code) => provinces.includes(index.communes.get(code)?.provinceCode ?? '')));
  const same = olds.filter((old) => wholeKey(old.ward) === wholeKey(name));
  const [old, ...others] = same.length > 0 ? same : olds;
  if (day < NEW_MAP_FROM && old && others.length === 0) return `${OLD}${old.oldCode}`;
  if (day < NEW_MAP_FROM && districts.has(district ?? '')) return undefined;
  const province = [...index.communes.values()].find((commune) => commune.provinceCode === provinceCode)?.province;
  const [commune, ...more] = province === undefined ? [] : communesNamed(index, name, province);
  return commune && more.length === 0 ? commune.code : undefined;
}

const OLD = 'old:';

/** Which commune it was at its time: fourteen communes of before are fourteen, though they are six today. */
export const identityOf = ({ oldCode, communeCode }: Place): string | undefined =>
  (oldCode === undefined ? communeCode : `${OLD}${oldCode}`);
