import { splitKind } from './kinds.ts';
import type { UnitKind } from './kinds.ts';
import { buildPhraseTable } from './phrases.ts';
import type { PhraseTable } from './phrases.ts';
import { placeKey, placeWords } from './spelling.ts';
import type { Word, WordMemory } from './spelling.ts';

/** A name as the unit files give it, and where the place lies. */
export type NameDraft = Readonly<{
  name: string;
  codes: readonly string[];
  /** The name as it is shown to the person. */
  shown: string;
  level: 'new' | 'old' | 'district';
  /** Districts and provinces that belong to this name officially, and those that people still say with it. */
  places: readonly string[];
  formerPlaces: readonly string[];
}>;

/** All phrases that name one place: `Hồ Chí Minh`, `HCM`, `Sài Gòn`. */
export type PlaceNames = readonly number[];

/** One name under which communes can be found. */
export type NameEntry = Readonly<{
  phrase: number;
  accented: readonly string[];
  kind: UnitKind | undefined;
  codes: readonly string[];
  shown: string;
  level: NameDraft['level'];
  places: readonly PlaceNames[];
  formerPlaces: readonly PlaceNames[];
}>;

/** The names and the phrases in which they are looked for. */
export type NameTable = Readonly<{ phrases: PhraseTable; entriesByPhrase: ReadonlyMap<number, readonly NameEntry[]> }>;

export function buildNameTable(drafts: readonly NameDraft[]): NameTable {
  const reader = placeReader();
  const named = drafts.flatMap((draft) => draft.codes.length === 0 ? [] : namesOf(draft, reader));
  const places = new Set<string>();
  for (const { draft } of named) {
    for (const place of draft.places) places.add(place);
    for (const place of draft.formerPlaces) places.add(place);
  }
  const phrases = buildPhraseTable([...named.map((each) => each.key), ...[...places].flatMap(reader.keys)]);
  const namesOfPlace = new Map([...places].map(
    (place) => [place, reader.keys(place).flatMap((name) => phrases.ids.get(name) ?? [])],
  ));
  const idsOf = (place: string): PlaceNames => namesOfPlace.get(place) ?? [];
  const entriesByPhrase = new Map<number, NameEntry[]>();
  for (const each of named) {
    const phrase = phrases.ids.get(each.key);
    if (phrase === undefined) continue;
    const entry = { ...finished(each, idsOf, reader), phrase };
    const known = entriesByPhrase.get(phrase);
    if (known) known.push(entry);
    else entriesByPhrase.set(phrase, [entry]);
  }
  return { phrases, entriesByPhrase };
}

type Named = Readonly<{ draft: NameDraft; key: string; kind: UnitKind | undefined; words: readonly Word[] }>;

/** Reads each place and each word once: thousands of communes share them. */
type PlaceReader = Readonly<{
  keys: (place: string) => readonly string[];
  whole: (place: string) => string;
  split: typeof splitKind;
}>;

// What people and their phones call a province besides its name.
const PROVINCE_ALIASES: Readonly<Record<string, readonly string[]>> = {
  'ho chi minh': ['hcm', 'tphcm', 'Sài Gòn'],
  'ha noi': ['hn'],
  hue: ['Thừa Thiên Huế', 'tt Huế'],
  'ba ria vung tau': ['brvt'],
};

function placeReader(): PlaceReader {
  const words: WordMemory = new Map();
  const places = new Map<string, { keys: readonly string[]; whole: string }>();
  const split = (name: string): ReturnType<typeof splitKind> => splitKind(name, words);
  const keyOf = (name: string): string => placeKey(split(name).words);
  const read = (place: string): { keys: readonly string[]; whole: string } => {
    const known = places.get(place);
    if (known) return known;
    const key = keyOf(place);
    const parts = place.includes('-') ? place.split('-').map((part) => keyOf(part.trim())) : [];
    const aliases = (PROVINCE_ALIASES[key] ?? []).map(keyOf);
    const whole = placeKey(placeWords(place, words));
    const fresh = { keys: [key, ...parts, ...aliases].filter((each) => each !== ''), whole };
    places.set(place, fresh);
    return fresh;
  };
  return { keys: (place) => read(place).keys, whole: (place) => read(place).whole, split };
}

function namesOf(draft: NameDraft, reader: PlaceReader): Named[] {
  const { kind, words } = reader.split(draft.name);
  const whole = { draft, key: placeKey(words), kind, words };
  // `Phường Lang Biang - Đà Lạt` is also called by its first part, and its second part is where it lies.
  const [first, ...rest] = draft.name.split(' - ');
  if (!first || rest.length === 0) return [whole];
  const part = reader.split(first).words;
  const extended = { ...draft, formerPlaces: [...draft.formerPlaces, ...rest] };
  return [whole, { draft: extended, key: placeKey(part), kind, words: part }];
}

function finished(
  { draft, kind, words }: Named,
  idsOf: (place: string) => PlaceNames,
  reader: PlaceReader,
): Omit<NameEntry, 'phrase'> {
  const official = draft.places.map(reader.whole);
  return {
    accented: words.map((word) => word.accented),
    kind,
    codes: draft.codes,
    shown: draft.shown,
    level: draft.level,
    places: draft.places.map(idsOf),
    formerPlaces: draft.formerPlaces.filter((place) => !official.includes(reader.whole(place))).map(idsOf),
  };
}
