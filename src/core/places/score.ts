import type { NameEntry, PlaceNames } from './names.ts';
import type { QueryWord } from './kinds.ts';
import type { PhraseTable, Span } from './phrases.ts';

/** What was written, and where in it which names stand. */
export type Asked = Readonly<{
  query: readonly QueryWord[];
  spansByPhrase: ReadonlyMap<number, readonly Span[]>;
  phrases: PhraseTable;
  placeIsKnown: boolean;
  /** How many words must be explained: all but the optional ones. */
  meant: number;
}>;

/** How well a name and its places explain what was written: 0 to 1, and the number of words explained. */
export type Score = Readonly<{ score: number; explained: number }>;

export function scoreOf(entry: NameEntry, name: Span, asked: Asked): Score {
  if (!numberFits(name, asked, entry.level === 'district') || isHopeless(entry, name, asked)) return NOTHING;
  const used = asked.query.map((_, at) => at >= name.from && at < name.to);
  const official = takePlaces(entry.places, used, asked);
  const former = takePlaces(entry.formerPlaces, used, asked);
  const total = asked.query.filter((word, at) => !word.optional || used[at]).length;
  const explained = used.filter(Boolean).length;
  const starts = new Set([...official, ...former].map((span) => span.from));
  const slips = [name, ...official, ...former].reduce((sum, span) => sum + span.slips, 0);
  const noPlace = official.length + former.length === 0 && !asked.placeIsKnown;
  const score = explained / total
    - COST.slip * (slips > 1 ? 2 * slips - 1 : slips)
    - (name.cut ? COST.cut : 0)
    - (noPlace ? COST.noPlace : 0)
    - (former.length > 0 ? COST.formerPlace : 0)
    - COST.accent * wrongAccents(entry, name, asked.query)
    - (entry.level === 'old' ? COST.old : 0)
    - COST.kind * wrongKinds(entry, name, { ...asked, used, starts });
  return { score: Math.max(0, entry.level === 'district' ? score * DISTRICT_WEIGHT : score), explained };
}

// What each doubt costs. The order matters more than the figures: a slip weighs more than a missing province,
// that more than an accent, and a wrong kind of commune little, because the kinds changed in 2025. `formerPlace` is
// more than `old`: who names a district means the commune that was in it.
const COST = { slip: 0.1, cut: 0.12, noPlace: 0.05, accent: 0.04, kind: 0.03, formerPlace: 0.03, old: 0.02 } as const;

// An accent left out among accented words is a weaker sign than another accent.
const FORGOTTEN_ACCENT = 0.5;

// A district names all its communes, so each of them is a weaker answer than a commune's own name.
const DISTRICT_WEIGHT = 0.6;

const NOTHING: Score = { score: 0, explained: 0 };

/** Below this more of what was written is unexplained than explained: the name is not offered. */
export const SCORE_MIN = 0.3;

/** Most names in a long text stand beside none of their places; they are passed over before anything is counted. */
function isHopeless(entry: NameEntry, name: Span, asked: Asked): boolean {
  if (length(name) >= asked.meant * SCORE_MIN) return false;
  const stands = (place: PlaceNames): boolean => place.some((phrase) => asked.spansByPhrase.has(phrase));
  return !entry.places.some(stands) && !entry.formerPlaces.some(stands);
}

/** Takes the places of the entry that stand beside its name, each once and the longest first, and marks their words. */
function takePlaces(places: readonly PlaceNames[], used: boolean[], asked: Asked): Span[] {
  const there: { place: PlaceNames; span: Span }[] = [];
  for (const place of places) {
    for (const phrase of place) {
      for (const span of asked.spansByPhrase.get(phrase) ?? []) {
        if (!span.cut && numberFits(span, asked, true)) there.push({ place, span });
      }
    }
  }
  there.sort((one, other) => length(other.span) - length(one.span) || one.span.slips - other.span.slips);
  const taken = new Map<PlaceNames, Span>();
  for (const { place, span } of there) {
    if (taken.has(place) || used.slice(span.from, span.to).some(Boolean)) continue;
    used.fill(true, span.from, span.to);
    taken.set(place, span);
  }
  return [...taken.values()];
}

function length(span: Span): number {
  return span.to - span.from;
}

/** A bare number is a district only behind `quận`, and a commune only elsewhere: Phường 5, Quận 10. */
function numberFits(span: Span, asked: Asked, isDistrict: boolean): boolean {
  const [first, ...rest] = asked.phrases.words[span.phrase] ?? [];
  if (rest.length > 0 || !/^\d+$/.test(first ?? '')) return true;
  return (asked.query[span.from - 1]?.kind === 'quan') === isDistrict;
}

function wrongAccents(entry: NameEntry, name: Span, query: readonly QueryWord[]): number {
  if (name.joined || name.slips > 0) return 0;
  const writesAccents = query.some(hasAccent);
  return query.slice(name.from, name.to).reduce((wrong, typed, at) => {
    if (!writesAccents || typed.accented === entry.accented[at]) return wrong;
    return wrong + (hasAccent(typed) ? 1 : FORGOTTEN_ACCENT);
  }, 0);
}

function hasAccent(word: QueryWord): boolean {
  return word.accented !== word.plain;
}

/** Counts the words for a kind that fit nothing: `huyện` before a commune, `phường` before a xã. */
function wrongKinds(
  entry: NameEntry,
  name: Span,
  asked: Asked & Readonly<{ used: readonly boolean[]; starts: ReadonlySet<number> }>,
): number {
  return asked.query.filter((word, at) => {
    if (word.kind === undefined || asked.used[at]) return false;
    const isAbove = word.kind === 'above' || word.kind === 'quan';
    if (at + 1 === name.from) return entry.level === 'district' ? !isAbove : word.kind !== entry.kind;
    return !(asked.starts.has(at + 1) && isAbove);
  }).length;
}
