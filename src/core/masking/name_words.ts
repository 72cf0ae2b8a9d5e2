import { keepAccents } from '../reading/fold.ts';
import { bareOf, has, type Token, wordSet } from './tokens.ts';
import { COMMON } from './words/everyday.ts';
import { GIVEN_NAMES, GIVEN_SHY } from './words/given.ts';
import { CLEAR_SURNAMES, CLEAR_MIDDLES, MIDDLE_NAMES, SURNAMES } from './words/surnames.ts';
import { NO_NAME, PLACE_WORDS, TOWARDS } from './words/people.ts';
import { MORE_GIVEN } from './words/shy.ts';
import { PLACES } from './words/places.ts';
import { BARE_CLEAR, BARE_FOLLOWED } from './words/bare.ts';
import { KIN_END } from './words/follow.ts';

export const SURNAME = wordSet(SURNAMES);
export const CLEAR_SURNAME = wordSet(CLEAR_SURNAMES);
export const MIDDLE = wordSet(MIDDLE_NAMES);
export const CLEAR_MIDDLE = wordSet(CLEAR_MIDDLES);
export const SHY = wordSet(`${GIVEN_SHY} ${MORE_GIVEN}`);
const NEVER = wordSet(NO_NAME);
const PLACE_WORD = wordSet(PLACE_WORDS);
const TOWARD = wordSet(TOWARDS);
const COMMON_WORD = wordSet(COMMON);

/** Given names and what may not follow them, with accents and without. */
const GIVEN = new Map<string, ReadonlySet<string>>();
const GIVEN_BARE = new Map<string, ReadonlySet<string>>();
for (const entry of GIVEN_NAMES.split(/\s+/).filter((part) => part !== '')) {
  const [name = '', followers = ''] = entry.split('/');
  const list = followers.split(',').filter((part) => part !== '');
  GIVEN.set(keepAccents(name), new Set(list.map(keepAccents)));
  const bare = bareOf(name);
  GIVEN_BARE.set(bare, new Set([...(GIVEN_BARE.get(bare) ?? []), ...list.map(bareOf)]));
}


export const isSurname = (token: Token | undefined): boolean => has(SURNAME, token);
export const endsName = (token: Token | undefined): boolean => has(KIN_END, token);
/** Of the words for places those that stay clear without accents: `cho` is rarely a market. */
const PLACE_BARE = new Set('xa ban thon ap lang huyen tinh phuong duong pho ubnd tram tran truong vien'.split(' '));
export const isPlaceWord = (token: Token | undefined): boolean =>
  token !== undefined && (token.marked || !token.loose ? PLACE_WORD.full.has(token.word) : PLACE_BARE.has(token.bare));
export const isToward = (token: Token | undefined): boolean => has(TOWARD, token);
export const isNever = (token: Token | undefined): boolean => has(NEVER, token);

/** Whether a word is a given name where a name is expected; `next` may make another word of it. */
export function isGiven(token: Token | undefined, next: Token | undefined): boolean {
  if (!token || token.kind !== 'word') return false;
  const follower = next?.gap === 'touch' ? next : undefined;
  const own = GIVEN.get(token.word);
  if (own && (token.marked || !token.loose || token.cased !== 'small')) return !own.has(follower?.word ?? '');
  if (token.marked || !token.loose) return false;
  if (COMMON_WORD.bare.has(token.bare) && !BARE_CLEAR.has(token.bare)) return false;
  const bare = GIVEN_BARE.get(token.bare);
  return bare !== undefined && !bare.has(follower?.bare ?? '');
}

/** A bare word that is a name only behind a word for a person, and only when nothing speaks against it. */
export function isGivenBehindKin(token: Token | undefined, next: Token | undefined): boolean {
  if (!token || token.marked || !token.loose || token.kind !== 'word') return false;
  const against = BARE_FOLLOWED.get(token.bare);
  if (against === undefined) return false;
  const follower = next?.gap === 'touch' ? next.bare : '';
  return !against.split(' ').includes(follower || '-') && !(GIVEN_BARE.get(token.bare)?.has(follower) ?? false);
}

/** A given name of any sort: for words with a capital, and behind `tên`. */
export function isAnyGiven(token: Token | undefined): boolean {
  if (!token || token.kind !== 'word') return false;
  if (has(SHY, token) || GIVEN.has(token.word)) return true;
  return token.loose && !token.marked && GIVEN_BARE.has(token.bare);
}

const SYLLABLE = /^(?:ng|nh|ph|th|tr|ch|kh|gh|[bhkmt]l|pl|[bdgkms]r|rm|bh|gi|qu|[bcdghklmnprstvxfz])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnptklrs])?$/;

/** A syllable that no everyday message has: of a language of the mountains, or a slip of the thumb. */
export function isStrange(token: Token | undefined): boolean {
  if (!token || token.kind !== 'word' || token.bare.length < 2 || token.bare.length > 7) return false;
  if (!SYLLABLE.test(token.bare)) return false;
  return !COMMON_WORD.full.has(token.word) && !(!token.marked && COMMON_WORD.bare.has(token.bare));
}

const PLACE_LIST = PLACES.split(/[|\n]/).map((name) => name.trim()).filter((name) => name !== '');
const PLACE_NAMES = new Set(PLACE_LIST.map(keepAccents));
const PLACE_NAMES_BARE = new Set(PLACE_LIST.map(bareOf));
const PLACE_WORDS_MAX = 4;

/** Behind the last token of a known place that begins here; `at` when there is none. */
export function placeEnd(tokens: readonly Token[], at: number): number {
  const first = tokens[at];
  let [name, bare] = ['', ''];
  let marked = false;
  let end = at;
  for (let next = at; next < at + PLACE_WORDS_MAX; next += 1) {
    const token = tokens[next];
    if (token?.kind !== 'word' || (next > at && token.gap !== 'touch')) break;
    // `làm Bình` is not `Lâm Bình`.
    if (token.cased !== 'small' && first?.cased === 'small') break;
    [name, bare] = next === at ? [token.word, token.bare] : [`${name} ${token.word}`, `${bare} ${token.bare}`];
    marked ||= token.marked;
    if (PLACE_NAMES.has(name) || (!marked && PLACE_NAMES_BARE.has(bare))) end = next + 1;
  }
  return end;
}

export const NAME_MAX = 5;

export function isCapital(token: Token | undefined, lone: boolean): boolean {
  if (token?.kind !== 'word' || token.gap !== 'touch' || token.cased === 'small') return false;
  return lone || !isNever(token);
}

/** Behind the capitals that go on from here; a word for somebody else ends them. */
export function capitalsEnd(tokens: readonly Token[], at: number): number {
  let next = at + 1;
  while (next < at + NAME_MAX && isCapital(tokens[next], true) && goesOn(tokens, next)) next += 1;
  return next;
}

/** `Ho Thi Thon`: behind the middle of a full name any word is a name. */
export const goesOn = (tokens: readonly Token[], at: number): boolean =>
  !endsName(tokens[at]) || /^(?:thi|van)$/.test(tokens[at - 1]?.bare ?? '')
  // `Hà Anh`, `Kim Chi`
  || /^(?:anh|chi)$/.test(tokens[at]?.word ?? '');
