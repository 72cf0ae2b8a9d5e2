import { placeEnd } from './name_words.ts';
import { has, type Token, wordSet } from './tokens.ts';
import { KNOWN_FAMILIES, KNOWN_HIGHLAND, KNOWN_KINH } from './words/known_names.ts';
import { PLACE_WORDS, TOWARDS } from './words/people.ts';

/** Where signs land: a power of two. Neighbours that share a place blur each other a little. */
export const PLACES = 1 << 16;
/** Of the same kind, for pairs of words that everyday messages have side by side. */
export const PAIRS = 1 << 17;

/** What everyday messages are made of. `oftenness`: 0 to 5. */
export type Everyday = Readonly<{
  oftenness: (token: Token) => number;
  isPair: (one: number, other: number) => boolean;
}>;

const KINH = wordSet(KNOWN_KINH);
const HIGHLAND = wordSet(KNOWN_HIGHLAND);
const FAMILY = wordSet(KNOWN_FAMILIES);
/** The first that fits says what part a word plays. */
const PARTS = [
  'tên ten', 'thị văn a seo mí láo mùi sô',
  'anh chị cô chú bác ông bà cậu dì mợ thím dượng cụ thầy lão mụ gã thằng thg bé nhỏ cu sếp chj o chế út mế ả hắn',
  'em con cháu bạn đứa nàng cái e a c u',
  'chồng vợ mẹ má bố ba cha tía bầm u ck vk ox bx chong bồ',
  'gái trai dâu rể ruột họ nội ngoại nuôi yêu cũ hàng đầu ghẻ kế',
  'sĩ tá viên tịch thư đội giáo trưởng phó an chủ lái mối lang cúng mo bộ ôm điều mụ quản lý đỡ sư già làng xã',
  'tôi tui mình nó họ ta mk tao mày tau hắn ổng bả ảnh chúng', PLACE_WORDS, TOWARDS,
  'là gọi kêu hỏi gặp nhờ với và cùng rủ cho của bị bởi do tại vì', 'ơi ạ nhé nha à nè đây ấy kia này đó',
  'ở nói bảo kể đánh nhắn gọi chửi dọa bắt khóc hay cứ lại đang đã sẽ vừa mới cũng không có rồi thì mà',
].map(wordSet);
const NO_PART = PARTS.length;
const DIGITS = NO_PART + 1;
const NOTHING = NO_PART + 2;

/** All that is known of one word, as small numbers. */
type Seen = Readonly<{
  bare: number; word: number; part: number; sort: number; rough: number; gap: number;
  looks: readonly number[]; often: number;
}>;
const OUTSIDE: Seen = { bare: 1, word: 1, part: NOTHING, sort: 1, rough: 1, gap: 3, looks: [], often: 0 };

/** Told of each word in order; `signs` is one slate, wiped after each. */
export type Visit = (at: number, signs: readonly number[]) => void;

/** The numbers of what speaks for a word being a name: itself, what stands around it, what it looks like. */
export function signsIn(tokens: readonly Token[], everyday: Everyday, visit: Visit): void {
  const places = inPlaces(tokens);
  const words = new Map<string, Word>();
  const seen = tokens.map((token, at) => seenOf(token, places.has(at), words, everyday));
  const found: number[] = [];
  for (const [at, token] of tokens.entries()) {
    found.length = 0;
    if (token.kind === 'word') signsAt(tokens, seen, at, { everyday, found });
    visit(at, found);
  }
}

type Slate = Readonly<{ everyday: Everyday; found: number[] }>;

function inPlaces(tokens: readonly Token[]): ReadonlySet<number> {
  const inside = new Set<number>();
  for (let at = 0; at < tokens.length; at += 1) {
    const end = placeEnd(tokens, at);
    for (let next = at; next < end; next += 1) inside.add(next);
  }
  return inside;
}

const GAPS = { touch: 0, light: 1, stop: 2 } as const;
const CASES = { small: 0, title: 1, upper: 2 } as const;

/** What does not hang on a word's place: long texts say the same words again. */
type Word = Readonly<{
  bare: number; word: number; part: number; known: number; looks: readonly number[]; often: number;
}>;

function wordOf(token: Token, words: Map<string, Word>, everyday: Everyday): Word {
  const key = token.loose ? token.word : `${token.word}!`;
  const before = words.get(key);
  if (before) return before;
  const bare = hashOf(token.bare, 17);
  const part = PARTS.findIndex((set) => has(set, token));
  const word: Word = {
    bare, word: token.marked ? hashOf(token.word, 31) : bare, part: part < 0 ? NO_PART : part,
    known: Number(has(KINH, token)) + 2 * Number(has(HIGHLAND, token)) + 4 * Number(has(FAMILY, token)),
    looks: looksOf(token.bare), often: everyday.oftenness(token),
  };
  words.set(key, word);
  return word;
}

function seenOf(token: Token, inPlace: boolean, words: Map<string, Word>, everyday: Everyday): Seen {
  const gap = GAPS[token.gap];
  if (token.kind === 'digits') {
    const length = Math.min(4, token.bare.length);
    return { bare: step(91, length), word: 2, part: DIGITS, sort: 5 + length, rough: 2, gap, looks: [], often: 0 };
  }
  const { bare, word, part, known, looks, often } = wordOf(token, words, everyday);
  const cased = CASES[token.cased];
  const written = token.marked ? 2 : token.loose ? 0 : 1;
  const roughly = 3 * (known & 3 ? 1 : 0) + 6 * (known & 4 ? 1 : 0) + 12 * (often >> 1);
  const rough = 10 + cased + roughly + 48 * Number(inPlace);
  const sort = 200 + cased + 3 * written + 9 * known + 72 * often + 432 * Number(inPlace);
  return { bare, word, part, sort, rough, gap, looks, often };
}

function signsAt(tokens: readonly Token[], seen: readonly Seen[], at: number, { everyday, found }: Slate): void {
  const own = seen[at] ?? OUTSIDE;
  const [before, earlier] = [seen[at - 1] ?? OUTSIDE, seen[at - 2] ?? OUTSIDE];
  const [next, later] = [seen[at + 1] ?? OUTSIDE, seen[at + 2] ?? OUTSIDE];
  found.push(0);
  let kind = 1;
  const add = (one: number, two = 0, three = 0, four = 0): void => {
    const hash = step(step(step(step(kind, one), two), three), four);
    kind += 1;
    found.push((hash ^ (hash >>> 15)) & (PLACES - 1));
  };
  const pairs = Number(everyday.isPair(before.bare, own.bare) && own.gap === 0)
    + 2 * Number(everyday.isPair(own.bare, next.bare) && next.gap === 0);
  const gaps = own.gap * 4 + next.gap;
  add(own.bare); add(own.word); add(own.sort); add(own.part); add(own.rough);
  add(before.bare, own.gap); add(next.bare, next.gap); add(before.word); add(next.word);
  add(earlier.bare); add(later.bare);
  add(before.bare, own.bare); add(own.bare, next.bare); add(earlier.bare, before.bare); add(before.bare, next.bare);
  add(next.bare, later.bare);
  add(before.sort); add(next.sort); add(before.rough, own.rough); add(own.rough, next.rough);
  add(before.part, own.rough); add(own.rough, next.part); add(earlier.part, before.part, own.rough);
  add(before.part, own.rough, next.part); add(before.part, next.part, gaps);
  add(before.bare, own.rough); add(own.rough, next.bare); add(earlier.bare, before.bare, own.rough);
  add(earlier.part, before.bare, own.rough); add(own.part, own.rough, before.part);
  add(before.part, own.sort); add(own.sort, next.part);
  add(pairs); add(pairs, own.rough); add(pairs, own.rough, before.part); add(pairs, own.often, before.part, gaps);
  add(own.gap, next.gap, own.rough); add(own.gap, next.gap); add(gaps, before.part, own.often);
  for (const look of own.looks) add(look, Math.min(1, own.often));
  add(announcedBy(seen, at), own.rough); add(announcedBy(seen, at));
  add(capitalsBefore(tokens, at), capitalsBehind(tokens, at)); add(capitalsBefore(tokens, at), own.rough);
  add(Math.min(3, at), own.rough); add(next.part, later.part, own.rough); add(next.part, later.part);
  add(earlier.part, before.part, next.part);
}

/** What a word looks like: its beginning, its end and its length. */
function looksOf(letters: string): number[] {
  const onset = /^[^aeiouy]*/.exec(letters)?.[0] ?? '';
  return [
    hashOf(letters.slice(0, 1), 3), hashOf(letters.slice(0, 2), 3), hashOf(letters.slice(0, 3), 3),
    hashOf(letters.slice(-2), 5), hashOf(letters.slice(-3), 5), Math.min(8, letters.length),
    hashOf(onset, 7), hashOf(letters.slice(onset.length), 9), Number(SYLLABLE.test(letters)),
  ];
}
/** What a Vietnamese keyboard makes of a Vietnamese syllable. */
const SYLLABLE = /^(?:ngh|ng|nh|ph|th|tr|ch|kh|gh|gi|qu|[bcdghklmnprstvx])?(?:[aeiouy]|ai|ao|au|ay|eo|eu|ia|ie|ieu|iu|oa|oai|oay|oe|oeo|oi|oo|ua|uay|ue|ui|uo|uoi|uou|uu|uy|uya|uye|uyu|ye|yeu)(?:ng|nh|ch|[cmnpt])?$/;
const REACH = 5;
const TEN = 0;

/** How far away `tên` stands before a word, with nothing but kin and owners between. */
function announcedBy(seen: readonly Seen[], at: number): number {
  for (let back = at - 1; back >= 0 && back >= at - REACH; back -= 1) {
    if (seen[back + 1]?.gap === 2) return 0;
    if (seen[back]?.part === TEN) return at - back;
  }
  return 0;
}

const RUN = 4;

function capitalsBefore(tokens: readonly Token[], at: number): number {
  let count = 0;
  while (count < RUN && isLinked(tokens[at - count]) && isCapital(tokens[at - count - 1])) count += 1;
  return count;
}

function capitalsBehind(tokens: readonly Token[], at: number): number {
  let count = 0;
  while (count < RUN && isLinked(tokens[at + count + 1]) && isCapital(tokens[at + count + 1])) count += 1;
  return count + (RUN + 1) * Number(isCapital(tokens[at]));
}

const isLinked = (token: Token | undefined): boolean => token?.gap === 'touch';
const isCapital = (token: Token | undefined): boolean => token?.kind === 'word' && token.cased !== 'small';

/** The number of a word without marks, as `Everyday` is asked for it. */
export const numberOf = (bare: string): number => hashOf(bare, 17);

export const pairOf = (one: number, other: number): number => {
  const hash = step(step(977, one), other);
  return (hash ^ (hash >>> 15)) & (PAIRS - 1);
};

function hashOf(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = step(hash, text.charCodeAt(at));
  return hash;
}

const step = (hash: number, part: number): number => {
  const mixed = Math.imul(hash ^ part, 0x01000193) ^ (hash >>> 13);
  return Math.imul(mixed ^ (mixed >>> 11), 0x2c1b3c6d);
};
