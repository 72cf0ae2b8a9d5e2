import { nudgesDue } from '../core/cases/obligations.ts';
import type { Database } from '../stores/database.ts';
import { casesOwing } from '../stores/owing.ts';
import { nudgeHolder } from '../tasks/act_obligations.ts';
import type { Chore } from '../tasks/clock.ts';
import type { Office } from './office.ts';

type Options = Readonly<{
  database: Database; office: Office; holidays: readonly string[]; now: () => number;
}>;

/** Reminds holders of what the law asks for; what is due is asked again inside, under the lock of the case. */
export function obligationChores({ database, office, holidays, now }: Options): Chore[] {
  return [{ name: 'obligations', everyMs: 2_000, run: async () => {
    for (const { caseId, works, ...owing } of await casesOwing(database)) {
      if (!works || nudgesDue({ ...owing, holidays }, now()).length === 0) continue;
      await office.within((at) => nudgeHolder(caseId, now(), at));
    }
  } }];
}
