import { helpedIn, type HelpedFigure, type PublishedMonth } from '../cases/published.ts';
import { countSlice, type Line } from './count.ts';
import type { Figure } from './figure.ts';
import { labelOf, namesOf } from './labels.ts';
import { monthsIn, type Period, periodsIn } from './periods.ts';
import type { Activity, Club, Programme } from './programme.ts';
import { type Progress, progressOf } from './targets.ts';
import { byUnit, liesIn, type Unit } from './unit.ts';

export type ReportWish = Readonly<{ from: string; to: string; unit: Unit }>;

/** Lines of one unit, or of one period. */
export type Part<Of> = Readonly<{ of: Of; lines: readonly Line[] }>;

/** A count with everything a reader needs. */
export type LabelledLine = Line & Readonly<{ label: string }>;

/** Every figure of a report; `cumulative` runs from the first day of the phase in which the report ends. */
export type Report = ReportWish & Readonly<{
  lines: readonly LabelledLine[];
  cumulative: readonly LabelledLine[];
  since: string;
  progress: readonly Progress[];
  periods: readonly Part<Period>[];
  units: Readonly<Record<Level, readonly Part<string>[]>>;
  helped: readonly HelpedFigure[];
}>;

export const LEVELS = ['commune', 'province', 'district'] as const;
export type Level = (typeof LEVELS)[number];

/** Counts everything that lies in the unit, from the first day to the last. */
export function reportOf(all: Programme, published: readonly PublishedMonth[], wish: ReportWish): Report {
  const { from, to, unit } = wish;
  const clubs = all.clubs.filter(({ place }) => liesIn(place, unit));
  const activities = all.activities.filter(({ place }) => liesIn(place, unit));
  const names = namesOf(all.terms);
  const labelled = (lines: readonly Line[]): LabelledLine[] =>
    lines.map((line) => ({ ...line, label: labelOf(line.key, names) }));
  const phases = all.parts.flatMap(({ what, name, begins, ends }) =>
    (what === 'phase' && begins !== undefined && ends !== undefined ? [{ name, begins, ends }] : []));
  const since = phases.find(({ begins, ends }) => begins <= to && ends >= to)?.begins ?? firstDay(activities, from);
  return {
    ...wish, since,
    lines: labelled(countSlice({ clubs, activities, from, to })),
    cumulative: labelled(countSlice({ clubs, activities, from: since < from ? since : from, to })),
    progress: progressOf(all, from, to, (place) => liesIn(place, unit)),
    periods: periodsIn(from, to, phases).map((of) => ({ of, lines: countSlice({ clubs, activities, ...daysOf(of) }) })),
    units: {
      commune: unitsOf({ clubs, activities }, 'commune', wish),
      province: unitsOf({ clubs, activities }, 'province', wish),
      district: unitsOf({ clubs, activities }, 'district', wish),
    },
    // What was published is told by the units of today: a district of before has no figure of its own.
    helped: unit.kind === 'district' ? [] : helpedIn(published, monthsIn(from, to), 'code' in unit ? unit.code : ''),
  };
}

const daysOf = ({ from, to }: Period): Pick<Period, 'from' | 'to'> => ({ from, to });

function firstDay(activities: readonly Activity[], from: string): string {
  return activities.reduce((first, { date }) => (date < first ? date : first), from);
}

function unitsOf(
  rows: Readonly<{ clubs: readonly Club[]; activities: readonly Activity[] }>, level: Level, { from, to }: ReportWish,
): Part<string>[] {
  const [clubs, activities] = [byUnit(rows.clubs, level), byUnit(rows.activities, level)];
  const units = [...new Set([...clubs.keys(), ...activities.keys()])].toSorted();
  return units.map((of) => ({
    of, lines: countSlice({ clubs: clubs.get(of) ?? [], activities: activities.get(of) ?? [], from, to }),
  })).filter(({ lines }) => lines.length > 0);
}

/** The figure of a line, by its key; undefined when nothing was counted. */
export const lineOf = (lines: readonly Line[], key: string): Figure | undefined =>
  lines.find((line) => line.key === key)?.figure;
