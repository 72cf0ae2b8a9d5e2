import type { Flat } from './flat.ts';
import { villager } from './highland.ts';
import {
  capitalsEnd, CLEAR_MIDDLE, CLEAR_SURNAME, isAnyGiven, isCapital, isGiven, isGivenBehindKin, isNever, isPlaceWord,
  isStrange, isSurname, isToward, MIDDLE, NAME_MAX, placeEnd,
} from './name_words.ts';
import type { Found } from './numbers.ts';
import { bareOf, has, type Token, wordSet } from './tokens.ts';
import { goneOnAbout, isRarely, rowBehindKin, shyBehindKin } from './behind_kin.ts';
import { isNickname, namedBehind } from './introduced.ts';
import { bareBehindKin, relatedAt } from './related.ts';
import { STRONG_KIN, TITLE_OF, WEAK_KIN } from './words/people.ts';
import { CLEAR_GIVEN } from './words/bare.ts';
import { NO_FOLLOWER } from './words/follow.ts';
import { ABOUT_SOMEBODY } from './words/shy.ts';
import { FAMILY_MIDDLES } from './words/surnames.ts';

const STRONG = wordSet(STRONG_KIN);
const WEAK = wordSet(WEAK_KIN);
/** Bare, these are another word far more often: `co` is có, `di` đi. */
const NO_KIN_BARE = new Set('o ban co di mo cu nho lao be gia'.split(' '));
const SURE_SURNAME = new Set('nguyen pham huynh sung giang thach trieu quach'.split(' '));
const ORDINAL = wordSet('hai ba tư năm sáu bảy tám chín mười út cả');
const TITLES_BARE = new Map([...TITLE_OF].map(([word, needs]) => [bareOf(word), needs]));
const ABOUT = wordSet(ABOUT_SOMEBODY);
const FAMILY_MIDDLE = wordSet(FAMILY_MIDDLES);
const PEOPLES = wordSet('mông dao tày thái kinh mường lào việt nùng trung hàn tàu mèo');
const SHYEST = wordSet('tí xíu');

/** Names of persons. Each rule gives the index behind the last word of a name, and the first that sees one is right. */
export function namesIn(flat: Flat, tokens: readonly Token[]): Found[] {
  const found: Found[] = [];
  for (let at = 0; at < tokens.length;) {
    const named = namedBehind(flat, tokens, at) ?? nameAt(flat, tokens, at);
    const [first, last] = [tokens[named?.[0] ?? at], tokens[(named?.[1] ?? at) - 1]];
    if (!named || !first || !last || named[1] <= at) {
      at = Math.max(at + 1, isPlaceWord(tokens[at]) ? behindPlace(tokens, at) : placeEnd(tokens, at));
      continue;
    }
    found.push({ from: first.from, to: last.to, kind: 'name' });
    at = named[1];
    if (isPaired(tokens, at)) {
      const other = tokens[at + 1];
      if (other) found.push({ from: other.from, to: other.to, kind: 'name' });
      at += 2;
    }
  }
  return found;
}

/** `đạt với liễu`: what is paired with a name is one. */
function isPaired(tokens: readonly Token[], at: number): boolean {
  const [link, name, next] = tokens.slice(at, at + 3);
  if (link?.gap !== 'touch' || !/^(?:với|và)$/.test(link.word)) return false;
  if (name?.gap !== 'touch' || name.cased !== 'small') return false;
  return (isAnyGiven(name) || isStrange(name)) && !isNever(name) && !isRarely(name) && !isSurname(next);
}

type Range = readonly [from: number, to: number];

function nameAt(flat: Flat, tokens: readonly Token[], at: number): Range | undefined {
  const end = villager(flat, tokens, at) ?? (placeEnd(tokens, at) > at ? undefined : fullName(tokens, at));
  if (end !== undefined) return [at, end];
  if (called(tokens, at)) return [at, at + 1];
  const behind = villager(flat, tokens, at + 1) === undefined ? behindKin(tokens, at) : undefined;
  if (behind !== undefined) return [at + 1, behind];
  const related = relatedAt(tokens, at);
  if (related !== undefined) return related;
  if (goneOnAbout(tokens, at)) return [at, at + 1];
  const alone = placeEnd(tokens, at) > at ? undefined : standing(tokens, at);
  return alone === undefined ? undefined : [at, alone];
}

/** `bản Lao Chải Sùng`, `xã Hoàng Su Phì`: all capitals behind a word for a place are the place. */
function behindPlace(tokens: readonly Token[], at: number): number {
  let next = at + 1;
  const from = tokens[at];
  // `bản em`, `người Páo`: nothing to skip. A people's name is skipped as a place is.
  while (next < at + 1 + NAME_MAX && isCapital(tokens[next], true) && from?.kind === 'word') next += 1;
  return next;
}

/** Family name, middle names, given name. In small letters a middle name that only names have must stand between. */
function fullName(tokens: readonly Token[], at: number): number | undefined {
  const [first, second] = [tokens[at], tokens[at + 1]];
  if (!first || !isSurname(first) || second?.kind !== 'word' || second.gap === 'stop') return undefined;
  if (first.cased !== 'small' && isCapital(second, true)) {
    if (first.bare === 'tu' && first.gap === 'stop' && !has(MIDDLE, second)) return undefined;
    if (first.cased === 'title' && isNever(first) && isNever(second) && !has(CLEAR_MIDDLE, second)) return undefined;
    const lonely = capitalsEnd(tokens, at + 1) === at + 2;
    const toward = isToward(tokens[at - 1]) || isPlaceWord(tokens[at - 1]);
    // `ở Lâm Thao` is a place, as a rule; `ở Giàng A Páo` is nobody's.
    if (toward && (lonely || !has(MIDDLE, second))) return undefined;
    if (lonely && isNever(second) && !isAnyGiven(second)) return undefined;
    return capitalsEnd(tokens, at + 1);
  }
  if (second.gap !== 'touch' || isPlaceWord(tokens[at - 1])) return undefined;
  return smallFullName(tokens, at, false);
}

/** `announced`: a word for a person stands before it, so that any family name will do. */
export function smallFullName(tokens: readonly Token[], at: number, announced: boolean): number | undefined {
  const [first, second, third, fourth] = tokens.slice(at, at + 4);
  if (!first || second?.gap !== 'touch' || !isSurname(first)) return undefined;
  const clear = announced || has(CLEAR_SURNAME, first);
  const between = has(CLEAR_MIDDLE, second) && (clear || first.marked);
  if (between && third?.kind === 'word' && third.gap === 'touch') {
    const short = !announced && !first.marked && first.bare.length < 3;
    const given = short ? isGiven(third, fourth) : isAnyGiven(third) || has(MIDDLE, third);
    const name = given || isStrange(third);
    const sure = (clear && !isNever(third) && first.bare.length > 2 && second.bare !== 'a')
      || (second.bare === 'thi' && SURE_SURNAME.has(first.bare));
    if (name || sure) return withSecond(tokens, at + 2, fourth);
  }
  const bare = second.bare === 'thi' || (second.bare === 'van' && first.gap !== 'touch');
  const follows = third?.gap === 'touch' && !isNever(third) && (isAnyGiven(third) || isStrange(third));
  if (bare && follows && has(MIDDLE, second) && !/^(?:tu|la|ma|co|tien)$/.test(first.bare)) {
    return withSecond(tokens, at + 2, fourth);
  }
  const whole3 = first.marked && !first.loose && third?.gap === 'touch'
    && [second, third].every((token) => isAnyGiven(token) && !isNever(token))
    && (!isRarely(third) || tokens[at - 1]?.word === 'là');
  if (whole3 && !isNever(first)) return at + 3;
  const named = isGiven(third, fourth) || isStrange(third);
  if (clear && has(MIDDLE, second) && third?.gap === 'touch' && named) return at + 3;
  // `nguyễn hoa`, `giàng páo`: two words are a name only when both are nothing else.
  const whole = has(CLEAR_SURNAME, first) && (first.marked || first.bare.length > 4);
  const two = whole && (isGiven(second, third) || isStrange(second));
  return two ? withSecond(tokens, at + 1, third) : undefined;
}

/** `thu hà`, `sô phia`: a second given name where it is one. */
function withSecond(tokens: readonly Token[], at: number, second: Token | undefined): number {
  const follows = second?.gap === 'touch' && second.kind === 'word'
    && (isGiven(second, tokens[at + 2]) || (isStrange(second) && second.bare.length > 2));
  const led = has(CLEAR_MIDDLE, tokens[at - 1]) && second?.gap === 'touch' && isAnyGiven(second) && !isNever(second);
  const middle = has(MIDDLE, tokens[at]) && second?.gap === 'touch' && isAnyGiven(second);
  return follows || middle || (led && !isRarely(second)) ? at + 2 : at + 1;
}

/** `chị Hoa`, `con bé mỷ`, `bác sĩ Lan`. */
function behindKin(tokens: readonly Token[], at: number): number | undefined {
  const [kin, name, next] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (!kin || name?.kind !== 'word' || name.gap !== 'touch') return undefined;
  const doubtful = !kin.marked && (kin.bare === 'ba' || (kin.loose && NO_KIN_BARE.has(kin.bare)));
  const strong = has(STRONG, kin) && !doubtful;
  const weak = has(WEAK, kin);
  if (!strong && !weak) return doubtful ? bareBehindKin(tokens, at + 1) : undefined;
  const needs = TITLE_OF.get(kin.word) ?? (kin.loose ? TITLES_BARE.get(kin.bare) : undefined);
  const titled = needs !== undefined && needs !== '' && has(wordSet(needs), tokens[at - 1]) && kin.gap === 'touch';
  // `địa chỉ thư điện tử`
  if (kin.bare === 'chi' && tokens[at - 1]?.bare === 'dia' && kin.gap === 'touch') return undefined;
  // `bạc trắng`
  if (kin.bare === 'bac' && name.bare === 'trang') return undefined;
  if (placeEnd(tokens, at) > at + 1 || placeEnd(tokens, at + 1) > at + 1) return undefined;
  if (name.cased !== 'small') {
    const slip = strong && isAnyGiven(name) && !has(ORDINAL, name) && !has(PEOPLES, name);
    if (isNever(name) && !slip && !(has(ORDINAL, name) && isCapital(next, false))) return undefined;
    if (needs !== undefined && needs !== '' && !titled) return undefined;
    if (needs === '' && !isGiven(name, next) && !isStrange(name) && !isSurname(name)) return undefined;
    return capitalsEnd(tokens, at + 1);
  }
  const whole = smallFullName(tokens, at + 1, true);
  if (whole !== undefined && (strong || titled || isGiven(tokens[at + 3], tokens[at + 4]))) return whole;
  if (!strong && !titled && !(weak && needs === undefined)) return undefined;
  // `bà sáu mập`
  if (has(ORDINAL, name) && next?.gap === 'touch' && isNickname(next)) return at + 3;
  // `bé bảo ngọc`
  const paired = strong && name.marked && has(FAMILY_MIDDLE, name) && next?.gap === 'touch' && next.cased === 'small';
  if (paired && isGiven(next, tokens[at + 3]) && !isNever(next)) return at + 3;
  if (isNever(name) || NO_KIN_BARE.has(kin.bare)) return bareBehindKin(tokens, at + 1);
  return smallBehindKin(tokens, at + 1, strong || titled);
}

function smallBehindKin(tokens: readonly Token[], at: number, strong: boolean): number | undefined {
  const [name, next] = [tokens[at], tokens[at + 1]];
  if (name?.bare === 'a' && next?.gap === 'touch' && isStrange(next)) return at + 2;
  if (has(CLEAR_MIDDLE, name) && name?.bare === 'thi' && next?.gap === 'touch' && isAnyGiven(next)) return at + 2;
  if (has(SHYEST, name)) return undefined;
  const likely = isGivenBehindKin(name, next) || (isStrange(name) && name?.bare.length !== 2);
  const seen = isGiven(name, next) || (strong && likely);
  const row = rowBehindKin(tokens, at, strong);
  if (!seen || row !== undefined) return row ?? shyBehindKin(tokens, at, strong) ?? bareBehindKin(tokens, at);
  const second = next?.gap === 'touch' && isGiven(next, tokens[at + 2]) && !isNever(next);
  return second ? at + 2 : at + 1;
}

/** `Thu ơi`, `páo ơi`. */
function called(tokens: readonly Token[], at: number): boolean {
  const [name, call] = [tokens[at], tokens[at + 1]];
  if (call?.gap !== 'touch' || !(call.word === 'ơi' || (call.loose && call.word === 'oi'))) return false;
  if (/^[gy]i?ang$/.test(name?.bare ?? '')) return false;
  return !isNever(name) && !has(WEAK, name) && !has(STRONG, name) && (isAnyGiven(name) || isStrange(name));
}

/** A name with a capital and nobody before it: `Dũng đánh em`, `hôm qua Páo về`, `A Páo`. */
function standing(tokens: readonly Token[], at: number): number | undefined {
  const [first, second] = [tokens[at], tokens[at + 1]];
  if (!first || first.kind !== 'word' || first.cased === 'small' || isPlaceWord(tokens[at - 1])) return undefined;
  const before = first.gap === 'touch' ? tokens[at - 1] : undefined;
  if (before && before.cased !== 'small' && before.gap === 'touch') return undefined;
  const toward = isToward(tokens[at - 1]);
  const begins = first.gap === 'stop' || at === 0;
  if (first.bare === 'a' && !first.marked && isCapital(second, true) && !toward) return capitalsEnd(tokens, at + 1);
  if (isNever(first)) return undefined;
  const given = isGiven(first, second) && !(first.bare.length < 3 && !first.marked);
  const end = capitalsEnd(tokens, at);
  if (toward) return undefined;
  if (begins) {
    // A sentence begins with a capital anyway: only what is hardly ever another word, and stands alone or with names.
    const clear = given && (isStrange(first) || CLEAR_GIVEN.has(first.word));
    return clear || (end > at + 1 && namesOnly(tokens, at, end)) ? end : undefined;
  }
  if (end > at + 1) return namesOnly(tokens, at, end) ? end : undefined;
  // In a line with accents one word alone with a capital is hardly anything but a name.
  const follows = second?.gap !== 'touch' || (has(ABOUT, second) && second.bare !== 'nha');
  const alone = first.marked && before?.cased === 'small' && follows;
  return given || alone || isStrange(first) || (isAnyGiven(first) && !has(NO_FOLLOWER, second)) ? end : undefined;
}


const namesOnly = (tokens: readonly Token[], from: number, to: number): boolean =>
  tokens.slice(from, to).every((token) =>
    isAnyGiven(token) || isStrange(token) || has(MIDDLE, token) || isSurname(token));
