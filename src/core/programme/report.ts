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
  const steps = reportSteps(all, published, wish);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps: a report of the country takes seconds, and whoever makes it may let others go first. */
export function* reportSteps(
  all: Programme, published: readonly PublishedMonth[], wish: ReportWish,
): Generator<undefined, Report> {
  const { from, to, unit } = wish;
  const clubs = all.clubs.filter(({ place }) => liesIn(place, unit));
  const activities = all.activities.filter(({ place }) => liesIn(place, unit));
  const names = namesOf(all.terms);
  const labelled = (lines: readonly Line[]): LabelledLine[] =>
    lines.map((line) => ({ ...line, label: labelOf(line.key, names) }));
  const phases = all.parts.flatMap(({ what, name, begins, ends }) =>
    (what === 'phase' && begins !== undefined && ends !== undefined ? [{ name, begins, ends }] : []));
  const since = phases.find(({ begins, ends }) => begins <= to && ends >= to)?.begins ?? firstDay(activities, from);
  const lines = labelled(countSlice({ clubs, activities, from, to }));
  yield;
  const cumulative = labelled(countSlice({ clubs, activities, from: since < from ? since : from, to }));
  const periods: Part<Period>[] = [];
  for (const of of periodsIn(from, to, phases)) {
    yield;
    periods.push({ of, lines: countSlice({ clubs, activities, from: of.from, to: of.to }) });
  }
  const units: Record<Level, Part<string>[]> = { commune: [], province: [], district: [] };
  for (const level of LEVELS) units[level] = yield* unitsOf({ clubs, activities }, level, wish);
  return {
    ...wish, since, lines, cumulative, periods, units,
    progress: progressOf(all, from, to, (place) => liesIn(place, unit)),
    // What was published is told by the units of today: a district of before has no figure of its own.
    helped: unit.kind === 'district' ? [] : helpedIn(published, monthsIn(from, to), 'code' in unit ? unit.code : ''),
  };
}

function firstDay(activities: readonly Activity[], from: string): string {
  return activities.reduce((first, { date }) => (date < first ? date : first), from);
}

function* unitsOf(
  rows: Readonly<{ clubs: readonly Club[]; activities: readonly Activity[] }>, level: Level, { from, to }: ReportWish,
): Generator<undefined, Part<string>[]> {
  const [clubs, activities] = [byUnit(rows.clubs, level), byUnit(rows.activities, level)];
  const parts: Part<string>[] = [];
  for (const of of [...new Set([...clubs.keys(), ...activities.keys()])].toSorted()) {
    yield;
    const lines = countSlice({ clubs: clubs.get(of) ?? [], activities: activities.get(of) ?? [], from, to });
    if (lines.length > 0) parts.push({ of, lines });
  }
  return parts;
}

/** The figure of a line, by its key; undefined when nothing was counted. */
export const lineOf = (lines: readonly Line[], key: string): Figure | undefined =>
  lines.find((line) => line.key === key)?.figure;
