import { placeKey, placeWords } from './spelling.ts';
import type { Word, WordMemory } from './spelling.ts';

/** The kinds of commune, and two for what stands above: a district with a number for a name, and every other one. */
export type UnitKind = 'xa' | 'phuong' | 'thi_tran' | 'dac_khu' | 'quan' | 'above';

/** A word somebody wrote; an optional one explains nothing by itself, but may still be part of a name (Huyền Tụng). */
export type QueryWord = Word & Readonly<{ optional: boolean; kind: UnitKind | undefined }>;

/** The name without its kind: `Thị trấn Phố Ràng` is `Phố Ràng` of kind `thi_tran`. */
export function splitKind(name: string, known?: WordMemory): { kind: UnitKind | undefined; words: Word[] } {
  const words = placeWords(name, known);
  for (const length of [2, 1]) {
    const kind = kindOf(words.slice(0, length));
    if (kind && words.length > length) return { kind, words: words.slice(length) };
  }
  return { kind: undefined, words };
}

/** What somebody wrote, with the words for kinds and the small words marked as optional. */
export function readQuery(text: string): QueryWord[] {
  const words = placeWords(text).slice(0, QUERY_WORDS_MAX);
  const read: QueryWord[] = [];
  while (read.length < words.length) {
    const [first, second] = words.slice(read.length);
    if (!first) break;
    const pair = second && kindOf([first, second]);
    const kind = kindOf([first]);
    if (pair) read.push({ ...first, optional: true, kind: undefined }, { ...second, optional: true, kind: pair });
    else read.push({ ...first, optional: kind !== undefined || SMALL_WORDS.has(first.accented), kind });
  }
  return read;
}

// Nobody names a place in more words; a longer text costs time and is not a place.
const QUERY_WORDS_MAX = 20;

const KIND_WORDS: readonly (readonly [UnitKind, readonly string[]])[] = [
  ['xa', ['xã', 'x']],
  ['phuong', ['phường', 'p']],
  ['thi_tran', ['thị trấn', 'tt']],
  ['dac_khu', ['đặc khu', 'đk']],
  ['quan', ['quận', 'q']],
  ['above', ['huyện', 'h', 'thị xã', 'tx', 'thành phố', 'tp', 'tỉnh', 't']],
];

// Without accents only those that begin no name: `chi` may be chị or Chi Lăng, `minh` mình or Minh Tân.
const SMALL_WORDS: ReadonlySet<string> = new Set(
  ['cũ', 'ở', 'thuộc', 'em', 'chị', 'mình', 'tôi', 'o', 'thuoc', 'toi'].flatMap(
    (word) => placeWords(word).map((small) => small.accented),
  ),
);

type KindName = Readonly<{ kind: UnitKind; words: readonly Word[] }>;

const KINDS: ReadonlyMap<string, KindName> = new Map(
  KIND_WORDS.flatMap(([kind, names]) => names.map((name) => {
    const words = placeWords(name);
    return [placeKey(words), { kind, words }] as const;
  })),
);

function kindOf(words: readonly Word[]): UnitKind | undefined {
  const known = KINDS.get(placeKey(words));
  return known?.words.every((word, at) => isWritten(words[at], word)) ? known.kind : undefined;
}

// `huyen` may be huyện or Huyền, but `huyền` is never the word for a district.
function isWritten(typed: Word | undefined, meant: Word): boolean {
  return typed !== undefined && (typed.accented === typed.plain || typed.accented === meant.accented);
}
