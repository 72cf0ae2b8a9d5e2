import { z } from 'zod';
import { isOverdue, obligationsOf } from '../core/cases/obligations.ts';
import { reveal } from '../core/private/reveal.ts';
import type { Database } from './database.ts';
import { bytesOf } from './desk.ts';
import type { HouseKeys } from './house_keys.ts';
import { casesOwing } from './owing.ts';
import { IS_OVER, IS_QUIET, TOUCHED } from './retention.ts';
import { unseal, unwrapKey } from './seal.ts';

/**
 * Cases of a province that wait: `spent` have called everybody and nobody answered, `untouched` are left alone, of
 * `undecided` ones she leaves out the committee that an address must tell (Art. 36), and of `overdue` ones the law has
 * asked for something by now. `forced` went on to somebody else without her yes.
 */
export type Waiting = Readonly<{ province: string | undefined }> & Readonly<Counted>;

export type WaitingStore = Readonly<{
  /** At `at` (ms); `holidays` as in the settings. */
  count: (at: number, holidays: readonly string[]) => Promise<Waiting[]>;
}>;

const KINDS = ['spent', 'untouched', 'undecided', 'overdue', 'forced'] as const;
type Counted = Record<(typeof KINDS)[number], number>;

const ROWS_MAX = 1_000;

const IS_SPENT = `state IN ('filed', 'alerted') AND holder_id IS NULL AND ring_at IS NULL AND level = 'case'
  AND NOT restricted`;
const IS_UNTOUCHED = `${IS_QUIET} AND EXISTS (SELECT 1 FROM case_event n
  WHERE n.case_id = cases.id AND n.code = 'untouched' AND n.at >= ${TOUCHED})`;
const IS_UNDECIDED = `NOT (${IS_OVER}) AND EXISTS (SELECT 1 FROM case_event n
  WHERE n.case_id = cases.id AND n.code = 'body_excluded') AND NOT EXISTS (SELECT 1 FROM case_event n
  WHERE n.case_id = cases.id AND n.code LIKE 'decided\\_%')`;

const IS_FORCED = `level = 'case' AND EXISTS (SELECT 1 FROM case_event f WHERE f.case_id = cases.id
  AND starts_with(f.code, 'hand_force_') AND NOT EXISTS (SELECT 1 FROM case_event s
    WHERE s.case_id = cases.id AND s.code = 'force_seen' AND s.id > f.id))`;

const WAITING = `SELECT cases.id, cases.sealed, k.wrapped, c.province_code AS province,
    (${IS_SPENT}) AS spent, (${IS_UNTOUCHED}) AS untouched, (${IS_UNDECIDED}) AS undecided,
    (cases.id = ANY($1::text[])) AS overdue, (${IS_FORCED}) AS forced
  FROM cases JOIN case_key k ON k.case_id = cases.id LEFT JOIN commune c ON c.code = cases.commune_code
  WHERE (${IS_SPENT}) OR (${IS_UNTOUCHED}) OR (${IS_UNDECIDED}) OR cases.id = ANY($1::text[])
  OR (${IS_FORCED})
  LIMIT ${ROWS_MAX}`;

const OFFICERS = `SELECT id FROM member WHERE role IN ('commune_officer', 'province_duty')`;

/** All that is looked at of what is sealed. */
const Sealed = z.object({ excluded: z.object({ members: z.array(z.string()) }) });

/**
 * Counts by province. A case that names an officer to be avoided is in no count: accounts of the console are not joined
 * with chats, so that the one she means might be the one who reads it. The others are called in their chats all the
 * same.
 */
export function waitingStore(database: Database, keys: HouseKeys): WaitingStore {
  const { query } = database;
  return {
    count: async (at, holidays) => {
      // On hold or not: a hold of hers stops the reminders, and no clock of the law.
      const late = (await casesOwing(database)).filter((one) => isOverdue(obligationsOf({ ...one, holidays }), at));
      const officers = new Set((await query(OFFICERS, [])).map(({ id }) => String(id)));
      const counts = new Map<string, Counted>();
      for (const row of await query(WAITING, [late.map(({ caseId }) => caseId)])) {
        const avoided = avoidedIn(row, keys);
        if (!avoided || avoided.some((id) => officers.has(id))) continue;
        const province = typeof row['province'] === 'string' ? row['province'] : '';
        const count = counts.get(province) ?? { spent: 0, untouched: 0, undecided: 0, overdue: 0, forced: 0 };
        counts.set(province, count);
        for (const kind of KINDS) if (row[kind] === true) count[kind] += 1;
      }
      return [...counts].map(([province, count]) => ({ province: province === '' ? undefined : province, ...count }));
    },
  };
}

/** Whom she avoids; undefined when that cannot be read: then nothing is said of the case. */
function avoidedIn({ id, sealed, wrapped }: Record<string, unknown>, keys: HouseKeys): readonly string[] | undefined {
  const context = `case:${String(id)}`;
  const key = unwrapKey(keys.masters, bytesOf(wrapped), context);
  const read = Sealed.safeParse(JSON.parse(reveal(unseal(key, bytesOf(sealed), context))));
  return read.data?.excluded.members;
}
