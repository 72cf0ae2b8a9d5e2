import type { Figure } from './figure.ts';

/** The lists of words a programme counts by. They are rows: another programme brings its own. */
export const TERM_LISTS = ['club_kind', 'activity_kind', 'topic', 'material', 'entry', 'role'] as const;
export type TermList = (typeof TERM_LISTS)[number];

/** One word of a list; `counted` is the word one counts it with: 39 *tổ*, 11 *lớp*. */
export type Term = Readonly<{ list: TermList; code: string; name: string; counted: string; position: number }>;

/** A programme, its phases and its components. Days are `2026-11-21`; a component has none. */
export const PART_KINDS = ['programme', 'phase', 'component'] as const;
export type Part = Readonly<{
  code: string;
  what: (typeof PART_KINDS)[number];
  name: string;
  belongsTo: string | undefined;
  begins: string | undefined;
  ends: string | undefined;
}>;

/**
 * Where something lies or was held: a commune of today (`communeCode`) and the one it was then (`oldCode`), a district
 * of before 2025-07-01 (`Huyện Bảo Yên, Tỉnh Lào Cai`), a province, or the whole country when all is undefined.
 */
export type Place = Readonly<{
  communeCode: string | undefined;
  oldCode: string | undefined;
  district: string | undefined;
  provinceCode: string | undefined;
}>;

export const CLUB_MADE = ['new', 'consolidated'] as const;

/** What may be said of the people of a group, as counts. */
export const PEOPLE = ['members', 'women', 'minority', 'children'] as const;

/** A group of people of the programme: an outreach group, a Trusted Address, a leaders' club; its kind is a term. */
export type Club = Readonly<{
  code: string;
  name: string;
  kind: string;
  place: Place;
  hamlet: string;
  school: string;
  made: (typeof CLUB_MADE)[number];
  launchedOn: string;
  endedOn: string | undefined;
  component: string | undefined;
  people: Readonly<Partial<Record<(typeof PEOPLE)[number], Figure>>>;
  roles: readonly Readonly<{ role: string; figure: Figure }>[];
  equipment: readonly string[];
}>;

export const ACTIVITY_STATES = ['planned', 'moved', 'cancelled', 'held'] as const;

/** What an activity can count. The last four are counted by a term each: materials by kind, entries by kind. */
export const MEASURES = [
  'sessions', 'participants', 'attendances', 'delegates', 'women', 'minority', 'children',
  'answers', 'loans', 'introduced', 'grants',
] as const;
export const MEASURES_BY_TERM = ['materials', 'entries', 'awarded', 'forwarded'] as const;
export type Measure = (typeof MEASURES)[number] | (typeof MEASURES_BY_TERM)[number];

/** `of` is the term it is counted by, empty for those that have none. */
export type Counted = Readonly<{ measure: Measure; of: string; figure: Figure }>;

/** Something that is planned or was held. Only what was held counts. */
export type Activity = Readonly<{
  code: string;
  kind: string;
  topics: readonly string[];
  audiences: readonly string[];
  title: string;
  state: (typeof ACTIVITY_STATES)[number];
  date: string;
  until: string | undefined;
  place: Place;
  club: string | undefined;
  component: string | undefined;
  /** Communes whose people came, when it was more than the one where it was held. */
  reached: readonly string[];
  counted: readonly Counted[];
}>;

/** What an indicator counts: clubs that are there, clubs launched, their members, or a measure of activities. */
export const INDICATOR_MEASURES = [
  'clubs', 'clubs_launched', 'club_members', ...MEASURES, ...MEASURES_BY_TERM,
] as const;

/** An empty list lets everything through. `kinds` are kinds of clubs or of activities, as the measure needs. */
export type Indicator = Readonly<{
  code: string;
  name: string;
  component: string | undefined;
  measure: (typeof INDICATOR_MEASURES)[number];
  kinds: readonly string[];
  topics: readonly string[];
  terms: readonly string[];
}>;

/** What is planned of an indicator, in one place from one day to another. */
export type Target = Readonly<{ indicator: string; place: Place; begins: string; ends: string; plan: Figure }>;

/** All that is known of a programme. */
export type Programme = Readonly<{
  terms: readonly Term[];
  parts: readonly Part[];
  indicators: readonly Indicator[];
  targets: readonly Target[];
  clubs: readonly Club[];
  activities: readonly Activity[];
}>;
