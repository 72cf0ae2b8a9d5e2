import type { Activity, Club } from '../core/programme/programme.ts';
import type { TargetRow } from '../core/programme/target_rows.ts';
import type { Database } from './database.ts';
import { importRows } from './imports.ts';

const PLACE = '"communeCode" text, "oldCode" text, district text, "provinceCode" text';

const CLUBS = `
  INSERT INTO club (code, name, kind, commune_code, old_code, district, province_code, hamlet, school, made,
    launched_on, ended_on, component, people, roles, equipment)
  SELECT x.code, x.name, x.kind, p."communeCode", p."oldCode", p.district, p."provinceCode", x.hamlet, x.school, x.made,
    x."launchedOn", x."endedOn", x.component, x.people, x.roles, x.equipment
  FROM import_row i, jsonb_to_record(i.row) AS x(code text, name text, kind text, place jsonb, hamlet text, school text,
    made text, "launchedOn" text, "endedOn" text, component text, people jsonb, roles jsonb, equipment text[]),
    jsonb_to_record(x.place) AS p(${PLACE}) WHERE i.import_id = $1
  ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = excluded.kind, commune_code = excluded.commune_code,
    old_code = excluded.old_code, district = excluded.district, province_code = excluded.province_code,
    hamlet = excluded.hamlet, school = excluded.school, made = excluded.made, launched_on = excluded.launched_on,
    ended_on = excluded.ended_on, component = excluded.component, people = excluded.people, roles = excluded.roles,
    equipment = excluded.equipment`;

const ACTIVITIES = `
  INSERT INTO activity (code, kind, topics, audiences, title, state, date, until, commune_code, old_code, district,
    province_code, club_code, component, reached, counted)
  SELECT x.code, x.kind, x.topics, x.audiences, x.title, x.state, x.date, x.until, p."communeCode", p."oldCode",
    p.district, p."provinceCode", x.club, x.component, x.reached, x.counted
  FROM import_row i, jsonb_to_record(i.row) AS x(code text, kind text, topics text[], audiences text[], title text,
    state text, date text, until text, place jsonb, club text, component text, reached text[], counted jsonb),
    jsonb_to_record(x.place) AS p(${PLACE}) WHERE i.import_id = $1
  ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, topics = excluded.topics, audiences = excluded.audiences,
    title = excluded.title, state = excluded.state, date = excluded.date, until = excluded.until,
    commune_code = excluded.commune_code, old_code = excluded.old_code, district = excluded.district,
    province_code = excluded.province_code, club_code = excluded.club_code, component = excluded.component,
    reached = excluded.reached, counted = excluded.counted`;

/** Words, parts, indicators and targets stand in one file and become visible together. */
const TARGETS = `
  WITH r AS (SELECT i.row FROM import_row i WHERE i.import_id = $1),
  terms AS (INSERT INTO programme_term (list, code, name, counted, position)
    SELECT x.list, x.code, x.name, x.counted, x.position FROM r, jsonb_to_record(r.row->'term') AS
      x(list text, code text, name text, counted text, position int) WHERE r.row ? 'term'
    ON CONFLICT (list, code) DO UPDATE SET name = excluded.name, counted = excluded.counted),
  parts AS (INSERT INTO programme_part (code, what, name, belongs_to, begins, ends)
    SELECT x.code, x.what, x.name, x."belongsTo", x.begins, x.ends FROM r, jsonb_to_record(r.row->'part') AS
      x(code text, what text, name text, "belongsTo" text, begins text, ends text) WHERE r.row ? 'part'
    ON CONFLICT (code) DO UPDATE SET what = excluded.what, name = excluded.name, belongs_to = excluded.belongs_to,
      begins = excluded.begins, ends = excluded.ends),
  indicators AS (INSERT INTO indicator (code, name, component, measure, kinds, topics, terms)
    SELECT x.code, x.name, x.component, x.measure, x.kinds, x.topics, x.terms
    FROM r, jsonb_to_record(r.row->'indicator') AS x(code text, name text, component text, measure text, kinds text[],
      topics text[], terms text[]) WHERE r.row ? 'indicator'
    ON CONFLICT (code) DO UPDATE SET name = excluded.name, component = excluded.component, measure = excluded.measure,
      kinds = excluded.kinds, topics = excluded.topics, terms = excluded.terms)
  INSERT INTO target (indicator, commune_code, old_code, district, province_code, begins, ends, plan, mark)
  SELECT x.indicator, COALESCE(p."communeCode", ''), COALESCE(p."oldCode", ''), COALESCE(p.district, ''),
    COALESCE(p."provinceCode", ''), x.begins, x.ends, f.value, f.mark
  FROM r, jsonb_to_record(r.row->'target') AS x(indicator text, begins text, ends text, place jsonb, plan jsonb),
    jsonb_to_record(x.place) AS p(${PLACE}), jsonb_to_record(x.plan) AS f(value int, mark text) WHERE r.row ? 'target'
  ON CONFLICT (indicator, commune_code, old_code, district, province_code, begins, ends)
    DO UPDATE SET plan = excluded.plan, mark = excluded.mark`;

export type ProgrammeImports = Readonly<{
  clubs: (clubs: readonly Club[]) => Promise<void>;
  activities: (activities: readonly Activity[]) => Promise<void>;
  targets: (rows: readonly TargetRow[]) => Promise<void>;
}>;

/** A code that is there already is updated; nothing is removed. */
export function programmeImports(database: Database): ProgrammeImports {
  return {
    clubs: (clubs) => importRows(database, clubs, CLUBS),
    activities: (activities) => importRows(database, activities, ACTIVITIES),
    targets: (rows) => importRows(database, rows, TARGETS),
  };
}
