import { z } from 'zod';
import { ALIVE, isHeld } from '../core/cases/life.ts';
import type { Owing } from '../core/cases/obligations.ts';
import type { Database } from './database.ts';

/** A case in which the law asks, or asked, for something. `works`: somebody holds it, and it is not on hold. */
export type OwingCase = Omit<Owing, 'holidays'> & Readonly<{ caseId: string; works: boolean }>;

const IN = `c.level = 'case' AND c.state IN (${ALIVE.map((state) => `'${state}'`).join(', ')})`;
/** Every one of them, without a limit: what is settled stays in the list until its case is over, and hides nothing. */
const OWING = `SELECT c.id, c.under_16, c.danger, c.state, c.restricted,
    json_agg(json_build_object('code', e.code, 'at', floor(extract(epoch FROM e.at) * 1000)) ORDER BY e.id) AS events
  FROM cases c JOIN case_event e ON e.case_id = c.id
  WHERE ${IN} AND (c.under_16 OR EXISTS (SELECT 1 FROM case_event a WHERE a.case_id = c.id AND a.code = 'arrived'))
    AND e.code ~ '^(accepted|arrived|body_excluded|decided_|met_|nudged_)'
  GROUP BY c.id`;

const Events = z.array(z.object({ code: z.string(), at: z.number() }));
const Row = z.object({
  id: z.string(), under_16: z.boolean(), danger: z.enum(['urgent', 'normal']), state: z.string(),
  restricted: z.boolean(),
  // One driver gives what is parsed, another one the text.
  events: z.union([Events, z.string().transform((text) => Events.parse(JSON.parse(text)))]),
});

/** Codes and times alone: nothing sealed is opened to see what is owed. */
export async function casesOwing({ query }: Database): Promise<OwingCase[]> {
  return (await query(OWING, [])).map((row) => {
    const { id, under_16: under16, danger, state, restricted, events } = Row.parse(row);
    return { caseId: id, under16, danger, events, works: isHeld(state) && !restricted };
  });
}
