import { shareOldDistrict } from './communes.ts';
import type { Commune, CommuneIndex } from './communes.ts';
import { daysBetween } from './dates.ts';
import { distanceKm } from './distance.ts';
import type { Point } from './distance.ts';

export const ADDRESS_KINDS = ['collective', 'individual'] as const;
export const ADDRESS_PLACES = ['ubnd', 'health', 'police', 'culture_house', 'union_office', 'home'] as const;

/** A person or place where a woman or child in danger is taken in (Luật 13/2022 Đ.36), as the Union keeps it. */
export type TrustedAddress = Readonly<{
  code: string;
  name: string;
  kind: (typeof ADDRESS_KINDS)[number];
  communeCode: string;
  hamlet: string | undefined;
  /** Both in degrees or both undefined. */
  lat: number | undefined;
  lon: number | undefined;
  /** Digits only. */
  phone: string;
  place: (typeof ADDRESS_PLACES)[number];
  publicPlace: boolean;
  /** As `readOpeningHours` writes them; empty when unknown. */
  hours: string;
  services: readonly string[];
  languages: readonly string[];
  /** The day somebody last called to check it, `2026-11-21`. */
  verifiedOn: string | undefined;
}>;

/** What is looked for; `index` adds the order by old district, `limit` is the number of addresses. */
export type NearestQuery = Readonly<{
  from: string;
  communes: readonly Commune[];
  addresses: readonly TrustedAddress[];
  excluded: Readonly<{ addresses: readonly string[]; communes: readonly string[] }>;
  today: string;
  verifyDays: number;
  limit: number;
  index?: CommuneIndex;
}>;

/** `callFirst`: nobody has checked the address lately, and there is no better one in its commune. */
export type Nearest = Readonly<{ address: TrustedAddress; km: number; sameCommune: boolean; callFirst: boolean }>;

/**
 * The addresses she may turn to: those of her commune, then of her old district, then by distance.
 * What she excluded is never among them, and an address whose place is unknown is left out.
 */
export function nearestAddresses(query: NearestQuery): Nearest[] {
  const places = new Map(query.communes.map((commune) => [commune.code, commune]));
  const allowed = query.addresses.filter((address) => !query.excluded.addresses.includes(address.code)
    && !query.excluded.communes.includes(address.communeCode));
  const fresh = new Set(allowed.filter((address) => isFresh(address, query)));
  const freshCommunes = new Set([...fresh].map((address) => address.communeCode));
  return allowed
    .filter((address) => fresh.has(address) || !freshCommunes.has(address.communeCode))
    .flatMap((address) => ranked(address, places, query))
    .sort((one, other) => one.rank - other.rank || one.distance - other.distance
      || (one.address.code < other.address.code ? -1 : 1))
    .slice(0, query.limit)
    .map(({ address, distance, rank }) => ({
      address,
      km: Math.round(distance),
      sameCommune: rank === RANK.sameCommune,
      callFirst: !fresh.has(address),
    }));
}

/** The code of the commune whose middle is nearest: all of a shared location that is ever kept. */
export function communeAt(lat: number, lon: number, communes: readonly Commune[]): string | undefined {
  let best: { code: string; km: number } | undefined;
  for (const commune of communes) {
    const km = distanceKm({ lat, lon }, commune);
    if (!best || km < best.km) best = { code: commune.code, km };
  }
  return best?.code;
}

/** What may be shown of an address: everything that helps to go there, or only whom to call. */
export type ShownAddress =
  | Readonly<{ phone: string; commune: string }>
  | Readonly<
    { phone: string; commune: string }
    & Pick<TrustedAddress, 'name' | 'hamlet' | 'place' | 'hours' | 'services' | 'languages'>
  >;

/** A home, or a place that is not public, is shown as a phone number and a commune, and nothing else. */
export function shownAddress(address: TrustedAddress, communeName: string): ShownAddress {
  const { phone, name, hamlet, place, hours, services, languages } = address;
  const called = { phone, commune: communeName };
  if (place === 'home' || !address.publicPlace) return called;
  return { ...called, name, hamlet, place, hours, services, languages };
}

const RANK = { sameCommune: 0, sameDistrict: 1, elsewhere: 2 } as const;

type Ranked = { address: TrustedAddress; rank: number; distance: number };

function ranked(address: TrustedAddress, places: ReadonlyMap<string, Point>, query: NearestQuery): Ranked[] {
  const sameCommune = address.communeCode === query.from;
  const from = places.get(query.from);
  const to = pointOf(address) ?? places.get(address.communeCode);
  // A commune that left the list with a new import still has its own addresses.
  if (!from || !to) return sameCommune ? [{ address, rank: RANK.sameCommune, distance: 0 }] : [];
  const sameDistrict = query.index !== undefined && shareOldDistrict(query.index, query.from, address.communeCode);
  const rank = sameCommune ? RANK.sameCommune : sameDistrict ? RANK.sameDistrict : RANK.elsewhere;
  return [{ address, rank, distance: distanceKm(from, to) }];
}

function pointOf(address: TrustedAddress): Point | undefined {
  const { lat, lon } = address;
  return lat === undefined || lon === undefined ? undefined : { lat, lon };
}

function isFresh(address: TrustedAddress, query: NearestQuery): boolean {
  return address.verifiedOn !== undefined && daysBetween(address.verifiedOn, query.today) <= query.verifyDays;
}
