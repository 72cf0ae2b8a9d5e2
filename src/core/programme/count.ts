import { exactly, type Figure, NOTHING, plus, sum } from './figure.ts';
import { identityOf } from './place.ts';
import { type Activity, type Club, type Measure, MEASURES, MEASURES_BY_TERM, PEOPLE, type Place } from './programme.ts';

/** One count of a report. Its key says what: `clubs/outreach/launched`, `activities/training/topic/gender/sessions`. */
export type Line = Readonly<{ key: string; figure: Figure }>;

/** The rows a report counts, and from which day to which. `club` finds a club for an activity of it. */
export type Slice = Readonly<{ clubs: readonly Club[]; activities: readonly Activity[]; from: string; to: string }>;

/** Everything a slice counts. What is nothing has no line. */
export function countSlice(slice: Slice): Line[] {
  const { from, to } = slice;
  const there = slice.clubs.filter((club) => isThere(club, to));
  const launched = slice.clubs.filter((club) => club.launchedOn >= from && club.launchedOn <= to);
  const held = slice.activities.filter(({ state, date }) => state === 'held' && date >= from && date <= to);
  return [
    ...byKey(launched, ({ kind }) => [kind]).flatMap(([kind, clubs]) => linesOfLaunched(`clubs/${kind}`, clubs)),
    ...byKey(there, ({ kind }) => [kind]).flatMap(([kind, clubs]) => linesOfClubs(`clubs/${kind}/all`, clubs)),
    ...byKey(held, keysOf).flatMap(([key, activities]) => linesOfActivities(`activities/${key}`, activities)),
    ...linesByTerm(held),
  ].filter(({ figure }) => figure.value > 0);
}

/** Whether a club was there at the end of a day. */
export const isThere = ({ launchedOn, endedOn }: Club, day: string): boolean =>
  launchedOn <= day && (endedOn === undefined || endedOn > day);

/** An activity counts under its kind, and there once more under each of its topics and of those it was for. */
function keysOf({ kind, topics, audiences }: Activity): string[] {
  return [
    kind, ...topics.map((topic) => `${kind}/topic/${topic}`), ...audiences.map((role) => `${kind}/role/${role}`),
  ];
}

function linesOfLaunched(key: string, clubs: readonly Club[]): Line[] {
  const made = (how: Club['made']): Figure => exactly(clubs.filter((club) => club.made === how).length);
  return [
    { key: `${key}/launched`, figure: exactly(clubs.length) },
    { key: `${key}/new`, figure: made('new') },
    { key: `${key}/consolidated`, figure: made('consolidated') },
    ...linesOfClubs(`${key}/launched`, clubs).slice(1),
  ];
}

function linesOfClubs(key: string, clubs: readonly Club[]): Line[] {
  return [
    { key, figure: exactly(clubs.length) },
    ...PEOPLE.map((one) => ({ key: `${key}/${one}`, figure: sum(clubs.flatMap(({ people }) => people[one] ?? [])) })),
    ...linesOfRoles(key, clubs),
    { key: `${key}/communes`, figure: distinct(clubs.map(({ place }) => identityOf(place))) },
    { key: `${key}/hamlets`, figure: distinct(clubs.map(({ place, hamlet }) => within(place, hamlet))) },
    { key: `${key}/schools`, figure: distinct(clubs.map(({ place, school }) => within(place, school))) },
  ];
}

function linesOfRoles(key: string, clubs: readonly Club[]): Line[] {
  return byKey(clubs.flatMap(({ roles }) => roles), ({ role }) => [role])
    .map(([role, all]) => ({ key: `${key}/role/${role}`, figure: sum(all.map(({ figure }) => figure)) }));
}

function within(place: Place, name: string): string | undefined {
  return name === '' ? undefined : `${identityOf(place) ?? ''} ${name.toLowerCase()}`;
}

function linesOfActivities(key: string, activities: readonly Activity[]): Line[] {
  const totals = totalsOf(activities);
  return [
    ...MEASURES.map((measure) => ({ key: `${key}/${measure}`, figure: totals.get(measure) ?? NOTHING })),
    { key: `${key}/communes`, figure: distinct(activities.flatMap(communesOf)) },
    { key: `${key}/districts`, figure: distinct(activities.map(({ place }) => place.district)) },
    { key: `${key}/clubs`, figure: distinct(activities.map(({ club }) => club)) },
  ];
}

/** All measures in one walk: a report of the country walks them some thirty times. */
function totalsOf(activities: readonly Activity[]): ReadonlyMap<Measure, Figure> {
  const totals = new Map<Measure, Figure>();
  for (const { counted } of activities) {
    for (const { measure, figure } of counted) totals.set(measure, plus(totals.get(measure) ?? NOTHING, figure));
  }
  return totals;
}

function communesOf({ reached, place }: Activity): (string | undefined)[] {
  return reached.length > 0 ? [...reached] : [identityOf(place)];
}

function linesByTerm(activities: readonly Activity[]): Line[] {
  return MEASURES_BY_TERM.flatMap((measure) => {
    const all = activities.flatMap(({ counted }) => counted.filter((one) => one.measure === measure));
    return byKey(all, ({ of }) => [of])
      .map(([of, some]) => ({ key: `${measure}/${of}`, figure: sum(some.map(({ figure }) => figure)) }));
  });
}

/** A measure over activities, of certain terms where it is counted by terms. */
export function countOf(activities: readonly Activity[], measure: Measure, terms: readonly string[] = []): Figure {
  return sum(activities.flatMap(({ counted }) => counted
    .filter((one) => one.measure === measure && (terms.length === 0 || terms.includes(one.of)))
    .map(({ figure }) => figure)));
}

const distinct = (all: readonly (string | undefined)[]): Figure =>
  exactly(new Set(all.filter((one) => one !== undefined)).size);

/** Items by each of their keys, in the order in which the keys come. */
export function byKey<T>(items: readonly T[], keys: (item: T) => readonly string[]): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keys(item)) {
      const known = groups.get(key);
      if (known) known.push(item);
      else groups.set(key, [item]);
    }
  }
  return [...groups];
}
