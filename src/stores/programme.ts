import { setImmediate as turn } from 'node:timers/promises';
import { z } from 'zod';
import type { PublishedMonth } from '../core/cases/published.ts';
import { MARKS } from '../core/programme/figure.ts';
import {
  type Activity, ACTIVITY_STATES, type Club, CLUB_MADE, type Indicator, INDICATOR_MEASURES, MEASURES, MEASURES_BY_TERM,
  type Part, PART_KINDS, type Place, type Programme, TERM_LISTS,
} from '../core/programme/programme.ts';
import type { Database } from './database.ts';

const Figure = z.object({ value: z.int(), mark: z.enum(MARKS) });
const People = z.object({ members: Figure, women: Figure, minority: Figure, children: Figure }).partial();
const Roles = z.array(z.object({ role: z.string(), figure: Figure }));
const Counted = z.array(z.object({
  measure: z.enum([...MEASURES, ...MEASURES_BY_TERM]), of: z.string(), figure: Figure,
}));

export type ProgrammeStore = Readonly<{
  /** Everything a report counts. */
  all: () => Promise<Programme>;
  /** Codes that a row of a file may name. */
  known: () => Promise<Pick<Programme, 'terms'> & Record<'parts' | 'clubs' | 'indicators', ReadonlySet<string>>>;
  published: () => Promise<PublishedMonth[]>;
}>;

/** The rows of the programme as the core reads them. */
export function programmeStore({ prisma }: Database): ProgrammeStore {
  const terms = async (): Promise<Programme['terms']> => (await prisma.programmeTerm.findMany())
    .map(({ list, ...term }) => ({ ...term, list: z.enum(TERM_LISTS).parse(list) }));
  return {
    all: async () => ({
      terms: await terms(),
      parts: (await prisma.programmePart.findMany({ orderBy: { code: 'asc' } })).map(partOf),
      indicators: (await prisma.indicator.findMany({ orderBy: { code: 'asc' } })).map(indicatorOf),
      targets: (await prisma.target.findMany({ orderBy: [{ indicator: 'asc' }, { begins: 'asc' }] })).map((row) => ({
        indicator: row.indicator, place: placeOf(row), begins: row.begins, ends: row.ends,
        plan: Figure.parse({ value: row.plan, mark: row.mark }),
      })),
      clubs: (await prisma.club.findMany({ orderBy: { code: 'asc' } })).map(clubOf),
      activities: await activitiesIn(prisma),
    }),
    known: async () => ({
      terms: await terms(),
      parts: codes(await prisma.programmePart.findMany({ select: { code: true } })),
      clubs: codes(await prisma.club.findMany({ select: { code: true } })),
      indicators: codes(await prisma.indicator.findMany({ select: { code: true } })),
    }),
    published: async () => {
      const cells = await prisma.helpedCell.findMany();
      const months = await prisma.helpedMonth.findMany({ orderBy: { month: 'asc' } });
      const measure = z.enum(['cases', 'notes']);
      return months.map(({ month }) => ({
        month, cells: cells.filter((cell) => cell.month === month)
          .map(({ unit, of, count, measure: name }) => ({ measure: measure.parse(name), unit, of, count })),
      }));
    },
  };
}

/** Rows read between two turns of the loop: a reply never waits for more than this many. */
const PIECE = 2_000;

async function activitiesIn(prisma: Database['prisma']): Promise<Activity[]> {
  const all: Activity[] = [];
  for (let after = ''; ;) {
    const where = { code: { gt: after } };
    const rows = await prisma.activity.findMany({ where, orderBy: { code: 'asc' }, take: PIECE });
    all.push(...rows.map(activityOf));
    after = rows.at(-1)?.code ?? '';
    if (rows.length < PIECE) return all;
    await turn();
  }
}

const codes = (rows: readonly { code: string }[]): Set<string> => new Set(rows.map(({ code }) => code));

type PlaceRow = Readonly<Record<'communeCode' | 'oldCode' | 'district' | 'provinceCode', string | null>>;

/** Nothing and an empty column are the same: the key of a target has no nulls. */
function placeOf({ communeCode, oldCode, district, provinceCode }: PlaceRow): Place {
  const given = (text: string | null): string | undefined => (text === null || text === '' ? undefined : text);
  return {
    communeCode: given(communeCode), oldCode: given(oldCode), district: given(district),
    provinceCode: given(provinceCode),
  };
}

type Rows<Name extends 'programmePart' | 'indicator' | 'club' | 'activity'> =
  Awaited<ReturnType<Database['prisma'][Name]['findMany']>>[number];

function partOf({ code, what, name, belongsTo, begins, ends }: Rows<'programmePart'>): Part {
  return {
    code, name, what: z.enum(PART_KINDS).parse(what),
    belongsTo: belongsTo ?? undefined, begins: begins ?? undefined, ends: ends ?? undefined,
  };
}

function indicatorOf({ component, measure, ...row }: Rows<'indicator'>): Indicator {
  return { ...row, component: component ?? undefined, measure: z.enum(INDICATOR_MEASURES).parse(measure) };
}

function clubOf(row: Rows<'club'>): Club {
  const { code, name, kind, hamlet, school, made, launchedOn, endedOn, component, people, roles, equipment } = row;
  return {
    code, name, kind, hamlet, school, launchedOn, equipment, place: placeOf(row), made: z.enum(CLUB_MADE).parse(made),
    endedOn: endedOn ?? undefined, component: component ?? undefined,
    people: present(People.parse(people)), roles: Roles.parse(roles),
  };
}

function activityOf(row: Rows<'activity'>): Activity {
  const { code, kind, topics, audiences, title, state, date, until, clubCode, component, reached, counted } = row;
  return {
    code, kind, topics, audiences, title, date, reached, place: placeOf(row),
    state: z.enum(ACTIVITY_STATES).parse(state), until: until ?? undefined, club: clubCode ?? undefined,
    component: component ?? undefined, counted: Counted.parse(counted),
  };
}

/** Without the names of what is not there. */
function present({ members, women, minority, children }: z.infer<typeof People>): Club['people'] {
  return {
    ...(members && { members }), ...(women && { women }), ...(minority && { minority }), ...(children && { children }),
  };
}
