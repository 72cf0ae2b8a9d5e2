import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { Commune, OldCommune } from '../core/places/communes.ts';
import type { TrustedAddress } from '../core/places/nearest.ts';
import type { Database } from './database.ts';

/** Rows written between two turns of the loop: a reply never waits for more than this many. */
const CHUNK = 250;

export type ImportStore = Readonly<{
  units: (communes: readonly Commune[], old: readonly OldCommune[] | undefined) => Promise<void>;
  addresses: (addresses: readonly TrustedAddress[]) => Promise<void>;
}>;

const COMMUNES = `
  WITH r AS (SELECT x.* FROM import_row i, jsonb_to_record(i.row) AS
    x(code text, name text, "provinceCode" text, province text, lat float8, lon float8) WHERE i.import_id = $1),
  gone AS (DELETE FROM commune WHERE code NOT IN (SELECT code FROM r))
  INSERT INTO commune (code, name, province_code, province, lat, lon)
  SELECT code, name, "provinceCode", province, lat, lon FROM r
  ON CONFLICT (code) DO UPDATE SET name = excluded.name, province_code = excluded.province_code,
    province = excluded.province, lat = excluded.lat, lon = excluded.lon`;

const OLD_COMMUNES = `
  WITH r AS (SELECT x.* FROM import_row i, jsonb_to_record(i.row) AS
    x("oldCode" text, ward text, district text, province text, "newCodes" text[], split boolean)
    WHERE i.import_id = $1),
  gone AS (DELETE FROM old_commune WHERE old_code NOT IN (SELECT "oldCode" FROM r))
  INSERT INTO old_commune (old_code, ward, district, province, new_codes, split)
  SELECT "oldCode", ward, district, province, "newCodes", split FROM r
  ON CONFLICT (old_code) DO UPDATE SET ward = excluded.ward, district = excluded.district,
    province = excluded.province, new_codes = excluded.new_codes, split = excluded.split`;

const ADDRESSES = `
  INSERT INTO address (code, name, kind, commune_code, hamlet, lat, lon, phone, place, public_place, hours,
    services, languages, verified_on)
  SELECT x.code, x.name, x.kind, x."communeCode", COALESCE(x.hamlet, ''), x.lat, x.lon, x.phone, x.place,
    x."publicPlace", x.hours,
    x.services, x.languages, x."verifiedOn"
  FROM import_row i, jsonb_to_record(i.row) AS x(code text, name text, kind text, "communeCode" text, hamlet text,
    lat float8, lon float8, phone text, place text, "publicPlace" boolean, hours text, services text[],
    languages text[], "verifiedOn" text) WHERE i.import_id = $1
  ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = excluded.kind, commune_code = excluded.commune_code,
    hamlet = excluded.hamlet, lat = excluded.lat, lon = excluded.lon, phone = excluded.phone, place = excluded.place,
    public_place = excluded.public_place, hours = excluded.hours, services = excluded.services,
    languages = excluded.languages, verified_on = excluded.verified_on, doubted_at = NULL`;

/** Imports are gathered in small steps and become visible in one statement, `last`: all rows, or none. */
export async function importRows(database: Database, rows: readonly object[], last: string): Promise<void> {
  const importId = randomUUID();
  try {
    for (let from = 0; from < rows.length; from += CHUNK) {
      const chunk = rows.slice(from, from + CHUNK).map((row, index) => ({ position: from + index, row }));
      await database.query(`INSERT INTO import_row (import_id, position, row)
        SELECT $1, position, row FROM json_to_recordset($2::json) AS r(position int, row jsonb)`,
      [importId, JSON.stringify(chunk)]);
      await turn();
    }
    await database.query(last, [importId]);
  } finally {
    await database.query('DELETE FROM import_row WHERE import_id = $1', [importId]);
  }
}

export function importStore(database: Database): ImportStore {
  return {
    units: async (communes, old) => {
      await importRows(database, communes, COMMUNES);
      if (old) await importRows(database, old, OLD_COMMUNES);
    },
    addresses: (addresses) => importRows(database, addresses, ADDRESSES),
  };
}
