import {
  CLEAR_MIDDLE, isAnyGiven, isGiven, isGivenBehindKin, isNever, isStrange, isSurname, MIDDLE,
} from './name_words.ts';
import { has, type Token, wordSet } from './tokens.ts';
import { ABOUT_SOMEBODY, ABOUT_SOMEBODY_SURELY, NOT_BEHIND_LAD, RARELY_NAMES } from './words/shy.ts';

const ABOUT = wordSet(ABOUT_SOMEBODY);
const SURELY = wordSet(ABOUT_SOMEBODY_SURELY);
const RARELY = wordSet(RARELY_NAMES);
const NO_LAD = wordSet(NOT_BEHIND_LAD);
export const isRarely = (token: Token | undefined): boolean => has(RARELY, token);
/** Bare, these family names are `đánh`, `đang`, `làm`, `mua`. */
const AMBIGUOUS = /^(?:danh|dang|lam|mua|cu|lo|ha|la|ma|vi|tu|vu|do|nay|co|le)$/;
/** `cô giáo hiền lắm` */
const DEGREES = wordSet('lắm quá nhất hơn thật ghê cực như');
const LADS = wordSet('thằng thg');

/** A name that is an everyday word, in small letters: what goes on about somebody tells. */
export function shyBehindKin(tokens: readonly Token[], at: number, strong: boolean): number | undefined {
  const [kin, name, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (!kin || name?.kind !== 'word' || isNever(name)) return undefined;
  if (isLad(tokens, at - 1) && !has(NO_LAD, name) && name.bare.length > 1) return pairEnd(tokens, at);
  if (has(LADS, kin) || !isAnyGiven(name) || has(RARELY, name)) return undefined;
  const ends = next === undefined || next.gap !== 'touch';
  const marked = name.marked || !name.loose;
  if (has(DEGREES, next) && next?.gap === 'touch') return undefined;
  // With its accents a word that may be a name is one: behind these nothing else is said in one word.
  if (strong && marked) return pairEnd(tokens, at);
  const said = strong || (marked && kin.word === 'con');
  return said && !ends && has(SURELY, next) ? at + 1 : undefined;
}

const NUMBERS = wordSet('mấy mọi hai ba bốn năm sáu trong cả mỗi một');

/** `thằng`, not `hai thằng`; `thang` is a month as well. */
const isLad = (tokens: readonly Token[], at: number): boolean =>
  has(LADS, tokens[at]) && tokens[at - 1]?.kind !== 'digits' && !has(NUMBERS, tokens[at - 1]);

function pairEnd(tokens: readonly Token[], at: number): number {
  const [second, third] = tokens.slice(at + 1, at + 3);
  const pair = second?.gap === 'touch' && !isNever(second) && !has(ABOUT, second) && !has(RARELY, second)
    && (isGiven(second, third) || isStrange(second));
  return pair ? at + 2 : at + 1;
}

/** `con my lan`, `ông tẩn phủ siểu`: two or three words that are all of names. */
export function rowBehindKin(tokens: readonly Token[], at: number, strong: boolean): number | undefined {
  const row = tokens.slice(at, at + 4);
  let length = 0;
  for (const token of row) {
    if (length > 0 && token.gap !== 'touch') break;
    // `kim so phi`: behind a family name `so` is no fear.
    const middle = length === 1 && isSurname(row[0]) && has(MIDDLE, token);
    const behind = length === 2 && isSurname(row[0]) && has(MIDDLE, row[1]) && !isNever(token);
    const told = length === 0 && token.marked && token.word !== 'bé' && isGiven(row[1], row[2]);
    const rare = has(RARELY, token) && !isSurname(row[0]) && !told;
    if (!middle && !behind && (isNever(token) || rare)) break;
    if (!behind && !isAnyGiven(token) && !isStrange(token) && !has(MIDDLE, token) && !isSurname(token)) break;
    length += 1;
  }
  if (length === 4) length = 3;
  const [first, second] = row;
  const family = isSurname(first) && (first?.marked || !first?.loose || !AMBIGUOUS.test(first.bare));
  const last = row[length - 1];
  const isTold = (token: Token | undefined, next: Token | undefined): boolean =>
    token !== undefined && (isGiven(token, next) || isGivenBehindKin(token, next) || isStrange(token));
  const told = isTold(last, row[length]);
  if (length === 3 && family && (told || has(CLEAR_MIDDLE, second) || (strong && has(MIDDLE, second)))) return at + 3;
  if (length !== 2 || !told) return undefined;
  const begun = isTold(first, second) || (isAnyGiven(first) && (isStrange(last) || first?.marked === true));
  return begun || (family && (strong || isStrange(last))) ? at + 2 : undefined;
}

const DOES = wordSet('bị kể khóc chạy đòi đánh nhắn trốn bỏ chửi dọa');

/** `hương nó kể`, `pàng bị đánh`, `dở 17t`: a name in small letters with nobody before it. */
export function goneOnAbout(tokens: readonly Token[], at: number): boolean {
  const [before, name, next, unit] = [tokens[at - 1], ...tokens.slice(at, at + 3)];
  if (name?.cased !== 'small' || name.kind !== 'word' || next?.gap !== 'touch') return false;
  if (isNever(name) || has(RARELY, name)) return false;
  const aged = next.kind === 'digits' && next.bare.length < 3 && /^(?:t|tuoi)$/.test(unit?.bare ?? '');
  if (aged && (name.gap !== 'touch' || /^(?:va|voi|co)$/.test(before?.bare ?? ''))) return isAnyGiven(name);
  const clear = isGiven(name, next) && (name.marked || name.bare.length > 3);
  const strange = isStrange(name) && name.bare.length > 2;
  if (next.bare === 'no' && (next.word === 'nó' || next.loose)) return clear || strange;
  const begins = name.gap !== 'touch' || has(BEFORE_NAME, before);
  return begins && (clear || strange) && has(DOES, next);
}
const BEFORE_NAME = wordSet('qua nay hôm sáng trưa chiều tối đêm rồi mà thì bảo với và nhờ cho gọi là');
