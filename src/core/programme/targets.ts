import { countOf, isThere } from './count.ts';
import { exactly, type Figure, shareOf, sum } from './figure.ts';
import type { Activity, Club, Indicator, Place, Programme, Target } from './programme.ts';

/** What is planned of an indicator, and what is done of it at the end of a day; `share` in tenths of a percent. */
export type Progress = Readonly<{ indicator: Indicator; target: Target; done: Figure; share: Figure | undefined }>;

/** How far the targets have come whose time touches the days of a report, of places that `wanted` lets through. */
export function progressOf(
  { indicators, targets, clubs, activities }: Programme, from: string, to: string, wanted: (place: Place) => boolean,
): Progress[] {
  const known = new Map(indicators.map((indicator) => [indicator.code, indicator]));
  const meant = targets.filter(({ begins, ends, place }) => begins <= to && ends >= from && wanted(place));
  return meant.flatMap((target) => {
    const indicator = known.get(target.indicator);
    if (!indicator) return [];
    const rows = {
      clubs: clubs.filter(({ place }) => isWithin(place, target.place)),
      activities: activities.filter(({ place }) => isWithin(place, target.place)),
    };
    const done = doneOf(indicator, rows, { ...target, ends: target.ends < to ? target.ends : to });
    return [{ indicator, target, done, share: shareOf(done, target.plan) }];
  });
}

function isWithin(place: Place, wide: Place): boolean {
  if (wide.communeCode !== undefined) return place.communeCode === wide.communeCode;
  if (wide.district !== undefined) return place.district === wide.district;
  return wide.provinceCode === undefined || place.provinceCode === wide.provinceCode;
}

type Rows = Readonly<{ clubs: readonly Club[]; activities: readonly Activity[] }>;

function doneOf({ measure, kinds, topics, terms }: Indicator, rows: Rows, { begins, ends }: Target): Figure {
  const isKind = ({ kind }: { kind: string }): boolean => kinds.length === 0 || kinds.includes(kind);
  const clubs = rows.clubs.filter(isKind);
  const there = clubs.filter((club) => isThere(club, ends));
  switch (measure) {
    case 'clubs':
      return exactly(there.length);
    case 'clubs_launched':
      return exactly(clubs.filter(({ launchedOn }) => launchedOn >= begins && launchedOn <= ends).length);
    case 'club_members':
      return sum(there.flatMap(({ people }) => people.members ?? []));
    default:
      return countOf(rows.activities.filter((activity) => activity.state === 'held' && isKind(activity)
        && activity.date >= begins && activity.date <= ends
        && (topics.length === 0 || activity.topics.some((topic) => topics.includes(topic)))), measure, terms);
  }
}
