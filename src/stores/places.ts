import { buildCommuneIndex, type Commune, type CommuneIndex, type OldCommune } from '../core/places/communes.ts';
import { ADDRESS_KINDS, ADDRESS_PLACES, type TrustedAddress } from '../core/places/nearest.ts';
import { HOTLINES_ALWAYS } from '../core/conversation/present.ts';
import { dayBefore } from '../core/vietnam.ts';
import type { Database } from './database.ts';

/** What is known of places, in memory; `fingerprint` changes when the tables do. */
export type KnownPlaces = Readonly<{
  index: CommuneIndex;
  addresses: readonly TrustedAddress[];
  hotlines: Readonly<Record<string, string>>;
  fingerprint: string;
}>;

const FINGERPRINT = `
  SELECT (SELECT count(*) FROM commune) || ':' || (SELECT count(*) FROM old_commune) || ':' ||
    (SELECT COALESCE(sum(hashtext(a::text)::bigint), 0) FROM address a) || ':' ||
    (SELECT COALESCE(sum(hashtext(h::text)::bigint), 0) FROM hotline h) AS print`;

/** Reads places anew when they changed; `before` is what this process holds. */
export async function readPlaces(
  database: Database, verifyDays: number, today: string, before?: KnownPlaces,
): Promise<KnownPlaces> {
  const [row] = await database.query(FINGERPRINT, []);
  const fingerprint = `${String(row?.['print'])}:${today}`;
  if (before?.fingerprint === fingerprint) return before;
  const { prisma } = database;
  const sameCommunes = before && communesPart(before.fingerprint) === communesPart(fingerprint);
  const index = sameCommunes ? before.index : buildCommuneIndex(
    (await prisma.commune.findMany()).map((commune): Commune => commune),
    (await prisma.oldCommune.findMany()).map((old): OldCommune => old),
  );
  const addresses = (await prisma.address.findMany()).map(addressOf);
  return { index, addresses, hotlines: await readHotlines(database, verifyDays, today), fingerprint };
}

const communesPart = (fingerprint: string): string => fingerprint.split(':').slice(0, 2).join(':');

/** Numbers that are always there, and those that somebody has checked lately. */
async function readHotlines(database: Database, verifyDays: number, today: string): Promise<Record<string, string>> {
  const rows = await database.prisma.hotline.findMany();
  const oldest = dayBefore(today, verifyDays);
  const fresh = rows.filter(({ verifiedOn }) => verifiedOn !== null && verifiedOn >= oldest);
  return { ...HOTLINES_ALWAYS, ...Object.fromEntries(fresh.map(({ key, number }) => [key, number])) };
}

type AddressRecord = Awaited<ReturnType<Database['prisma']['address']['findMany']>>[number];

function addressOf(row: AddressRecord): TrustedAddress {
  const kind = ADDRESS_KINDS.find((known) => known === row.kind) ?? 'collective';
  const place = ADDRESS_PLACES.find((known) => known === row.place) ?? 'home';
  const { code, name, communeCode, hamlet, phone, publicPlace, hours, services, languages } = row;
  return {
    code, name, kind, communeCode, hamlet, phone, place, publicPlace, hours, services, languages,
    lat: row.lat ?? undefined, lon: row.lon ?? undefined, verifiedOn: row.verifiedOn ?? undefined,
  };
}
