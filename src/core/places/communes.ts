import { buildNameTable } from './names.ts';
import type { NameDraft, NameEntry, NameTable, PlaceNames } from './names.ts';
import { readQuery, splitKind } from './kinds.ts';
import { findSpans } from './phrases.ts';
import { SCORE_MIN, scoreOf } from './score.ts';
import type { Score } from './score.ts';
import { placeKey } from './spelling.ts';

/** A commune of today (since 2025-07-01 the only level below the province), with its middle in degrees. */
export type Commune = Readonly<{
  code: string;
  name: string;
  provinceCode: string;
  province: string;
  lat: number;
  lon: number;
}>;

/** A commune as it was called before 2025-07-01, and the commune or communes of today that it became. */
export type OldCommune = Readonly<{
  oldCode: string;
  ward: string;
  /** Empty where the source names none. */
  district: string;
  province: string;
  newCodes: readonly string[];
  /** True when the old commune was divided among several new ones. */
  split: boolean;
}>;

/** Built once from the unit files; made for `findCommunes`, `communesNamed` and `shareOldDistrict`. */
export type CommuneIndex = NameTable & Readonly<{
  communes: ReadonlyMap<string, Commune>;
  oldByCode: ReadonlyMap<string, OldCommune>;
  oldDistrictsOf: ReadonlyMap<string, ReadonlySet<string>>;
}>;

/** A commune of today and the name, new or old, under which it was found; `score` is 0 to 1. */
export type Found = Readonly<{ code: string; name: string; province: string; matched: string; score: number }>;

/** `limit` is 8 unless told; `provinceCode` keeps to one province of today. */
export type FindOptions = Readonly<{ limit?: number; provinceCode?: string }>;

export function buildCommuneIndex(communes: readonly Commune[], old: readonly OldCommune[]): CommuneIndex {
  const byCode = new Map(communes.map((commune) => [commune.code, commune]));
  const predecessors = groupBy(old, (unit) => unit.newCodes);
  return {
    ...buildNameTable([
      ...communes.map((commune) => newName(commune, predecessors.get(commune.code) ?? [])),
      ...old.map((unit) => oldName(unit, byCode)),
      ...districtNames(old, byCode),
    ]),
    communes: byCode,
    oldByCode: new Map(old.map((unit) => [unit.oldCode, unit])),
    oldDistrictsOf: new Map([...predecessors].map(([code, units]) => [code, new Set(units.flatMap(districtOf))])),
  };
}

/**
 * Finds communes by new or old name, with or without accents, kinds, old district and province, in any order.
 * The best come first; a divided old commune gives all its successors. Nothing found is an empty list.
 */
export function findCommunes(index: CommuneIndex, words: string, options: FindOptions = {}): Found[] {
  const query = readQuery(words);
  const spans = findSpans(index.phrases, query);
  const asked = {
    query,
    spansByPhrase: groupBy(spans, (span) => [span.phrase]),
    phrases: index.phrases,
    placeIsKnown: options.provinceCode !== undefined,
    meant: query.filter((word) => !word.optional).length,
  };
  const best = new Map<string, Hit>();
  for (const span of spans) {
    for (const entry of index.entriesByPhrase.get(span.phrase) ?? []) {
      const score = scoreOf(entry, span, asked);
      if (score.score < SCORE_MIN) continue;
      for (const code of entry.codes) {
        const hit = { ...score, code, entry };
        const known = best.get(code);
        if (!known || compareHits(hit, known) < 0) best.set(code, hit);
      }
    }
  }
  const found = [...best.values()].sort(compareHits).flatMap((hit) => asFound(index, hit, options.provinceCode));
  const enough = (found[0]?.score ?? 0) * SHARE_OF_BEST_MIN;
  return found.filter((each) => each.score >= enough).slice(0, options.limit ?? LIMIT);
}

/**
 * The communes that carry exactly this name, new or old, in this province, new or old: none when unknown,
 * several when an old commune was divided or the name stands for more than one. `name` may go on with a district.
 */
export function communesNamed(index: CommuneIndex, name: string, province: string): Commune[] {
  const [own = '', ...above] = name.split(',');
  const { kind, words } = splitKind(own);
  const phrase = index.phrases.ids.get(placeKey(words));
  const places = [...above, province].map((place) => index.phrases.ids.get(placeKey(splitKind(place).words)));
  const lies = (entry: NameEntry): boolean => places.every(
    (place) => liesIn(entry.places, place) || liesIn(entry.formerPlaces, place),
  );
  const named = (phrase === undefined ? [] : index.entriesByPhrase.get(phrase) ?? [])
    .filter((entry) => entry.level !== 'district' && lies(entry));
  const sameAccents = preferred(named, (entry) => entry.accented.every((word, at) => word === words[at]?.accented));
  const sameKind = preferred(sameAccents, (entry) => kind === undefined || entry.kind === kind);
  // Who names a district means a commune of before; without one, the name of today.
  const level = above.some((place) => !/^\s*tỉnh/iu.test(place)) ? 'old' : 'new';
  const entries = preferred(sameKind, (entry) => entry.level === level);
  return [...new Set(entries.flatMap((entry) => entry.codes))].flatMap((code) => index.communes.get(code) ?? []);
}

/** True when parts of both communes were in one district before 2025-07-01. */
export function shareOldDistrict(index: CommuneIndex, one: string, other: string): boolean {
  const districts = index.oldDistrictsOf.get(one);
  if (!districts) return false;
  return [...(index.oldDistrictsOf.get(other) ?? [])].some((district) => districts.has(district));
}

/** `Tỉnh Bắc Kạn` is said `Bắc Kạn`; `Thành phố Huế` keeps its kind. */
export function shortProvince(province: string): string {
  return province.replace(/^Tỉnh\s+/u, '');
}

function liesIn(places: readonly PlaceNames[], place: number | undefined): boolean {
  return place !== undefined && places.some((names) => names.includes(place));
}

function preferred<T>(items: readonly T[], isBetter: (item: T) => boolean): readonly T[] {
  const better = items.filter(isBetter);
  return better.length > 0 ? better : items;
}

type Hit = Score & Readonly<{ code: string; entry: NameEntry }>;

// As many as fit under one message with numbered choices.
const LIMIT = 8;

// What is much worse than the best is no choice to offer, only a longer list.
const SHARE_OF_BEST_MIN = 0.55;

const LEVEL_RANK = { new: 0, old: 1, district: 2 } as const;

function compareHits(one: Hit, other: Hit): number {
  return other.score - one.score
    || other.explained - one.explained
    || LEVEL_RANK[one.entry.level] - LEVEL_RANK[other.entry.level]
    || (one.code < other.code ? -1 : Number(one.code > other.code));
}

function asFound(index: CommuneIndex, hit: Hit, provinceCode: string | undefined): Found[] {
  const commune = index.communes.get(hit.code);
  if (!commune || (provinceCode !== undefined && commune.provinceCode !== provinceCode)) return [];
  const { code, name, province } = commune;
  return [{ code, name, province, matched: hit.entry.shown, score: Math.round(hit.score * 1000) / 1000 }];
}

function newName(commune: Commune, predecessors: readonly OldCommune[]): NameDraft {
  return {
    name: commune.name,
    codes: [commune.code],
    shown: `${commune.name}, ${shortProvince(commune.province)}`,
    level: 'new',
    places: [commune.province],
    formerPlaces: [...new Set(predecessors.flatMap((unit) => [unit.district, unit.province]))],
  };
}

function oldName(unit: OldCommune, communes: ReadonlyMap<string, Commune>): NameDraft {
  const codes = unit.newCodes.filter((code) => communes.has(code));
  return {
    name: unit.ward,
    codes,
    shown: [`${unit.ward} (cũ)`, unit.district, shortProvince(unit.province)].filter(Boolean).join(', '),
    level: 'old',
    places: [unit.district, unit.province],
    formerPlaces: provincesOf(codes, communes),
  };
}

function districtNames(old: readonly OldCommune[], communes: ReadonlyMap<string, Commune>): NameDraft[] {
  return [...groupBy(old, districtOf).values()].flatMap((units) => {
    const [first] = units;
    if (!first) return [];
    const codes = [...new Set(units.flatMap((unit) => unit.newCodes))].filter((code) => communes.has(code));
    return [{
      name: first.district,
      codes,
      shown: `${first.district} (cũ), ${shortProvince(first.province)}`,
      level: 'district' as const,
      places: [first.province],
      formerPlaces: provincesOf(codes, communes),
    }];
  });
}

function provincesOf(codes: readonly string[], communes: ReadonlyMap<string, Commune>): string[] {
  return [...new Set(codes.flatMap((code) => communes.get(code)?.province ?? []))];
}

function districtOf(unit: OldCommune): string[] {
  return unit.district === '' ? [] : [`${unit.district}, ${unit.province}`];
}

function groupBy<T, K>(items: readonly T[], keysOf: (item: T) => readonly K[]): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const known = groups.get(key);
      if (known) known.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}
