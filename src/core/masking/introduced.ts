import {
  CLEAR_MIDDLE, endsName, goesOn as goesOnInCapitals, isAnyGiven, isGiven, isGivenBehindKin,
  isNever, isPlaceWord, isStrange, isSurname, MIDDLE,
  placeEnd,
} from './name_words.ts';
import { isRarely } from './behind_kin.ts';
import type { Flat } from './flat.ts';
import { villager } from './highland.ts';
import { has, type Token, wordSet } from './tokens.ts';
import { BARE_BEHIND_MEN } from './words/bare.ts';
import { FAMILY_MIDDLES } from './words/surnames.ts';
import { STRONG_KIN, WEAK_KIN } from './words/people.ts';
import { NOT_NAMED, GOES_ON } from './words/follow.ts';

/** Between `tên` and the name. */
const BETWEEN = wordSet(`
  là thật khai sinh chồng vợ con mẹ má cha bố ba em tôi tui mình chị anh nó ck của cháu bé đầy đủ ở nhà gọi hay thường
  cúng cơm
  ông bà cô chú bác hắn gái trai chj l lak ten tên họ và vk e a c cúng cu thằng bạn người yêu cũ ý nha chồng lưu zalo fb
`);
const BETWEEN_MAX = 6;
const OWNERS = wordSet(`
  chồng vợ em tôi tui mình chị anh nó ck vk con cháu bé thằng người ông bà cô bạn mẹ bố cha má trai gái hắn e a c y họ
  là yêu cậu chú bác thầy
`);
/** Behind a name that was told a sentence ends, or goes on about its bearer. */
const CLOSES = new Set('day nhe nha a o ne ban con nguoi vo chong nam va em e cua hoc lam'.split(' '));
const NAME_MAX = 4;
const SELF = wordSet('em tôi tui mình cháu con chị nó hắn ảnh ổng bả đó ấy e t tao tớ mày');

type Range = readonly [from: number, to: number];

/** Names behind `tên`, `tên là`, `em là`: where a name is announced less is asked of it. */
export function namedBehind(flat: Flat, tokens: readonly Token[], at: number): Range | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  const ten = token.word === 'tên' || (token.bare === 'ten' && token.loose && !token.marked);
  if (ten) return behindTen(flat, tokens, at);
  const account = behindRole(tokens, at);
  if (account !== undefined) return account;
  const family = tokens[at + 1];
  if (token.word === 'họ' && family?.gap === 'touch' && isSurname(family) && closesFamily(tokens[at + 2])) {
    return [at + 1, at + 2];
  }
  if (token.word === 'là' || (token.bare === 'la' && token.loose && !token.marked)) return behindLa(flat, tokens, at);
  return undefined;
}

/** `họ Lò`, `họ lò tên …`: not `họ vàng đeo đầy tay`. */
const closesFamily = (next: Token | undefined): boolean => next?.gap !== 'touch' || next.bare === 'ten';

function behindTen(flat: Flat, tokens: readonly Token[], at: number): Range | undefined {
  let next = at + 1;
  let told = has(OWNERS, tokens[at - 1]) && tokens[at]?.gap === 'touch';
  while (next <= at + BETWEEN_MAX && between(tokens, next) && villager(flat, tokens, next) === undefined) {
    told ||= tokens[next]?.bare === 'la';
    next += 1;
  }
  const first = tokens[next];
  if (first?.kind !== 'word' || first.gap === 'stop' || has(NOT_NAMED, first)) return undefined;
  told ||= first.gap === 'light';
  const whole = villager(flat, tokens, next);
  if (whole !== undefined) return [next, whole];
  if (tokens[next - 1]?.bare === 'a' && next > at + 1) next -= 1;
  if (first.word === 'đặt') return undefined;
  // `đứng tên đất`: papers have an owner, whose whole name may stand there.
  if (first.cased === 'small' && /^(?:đứng|dung)$/.test(tokens[at - 1]?.word ?? '') && !isSurname(first)) return undefined;
  if (first.cased !== 'small') return [next, capitalRun(tokens, next)];
  const name = isNameWord(first) || has(MIDDLE, first) || (told && !isNever(first) && !isKinWord(first));
  // `đổi tên thành xóm`
  const shy = isAnyGiven(first) && (first.marked || !isNever(first)) && first.bare !== 'thanh' && !isRarely(first)
    && !BARE_BEHIND_MEN.get(first.bare)?.has(tokens[next + 1]?.bare ?? '');
  const sure = told || shy || isStrange(first) || isGiven(first, tokens[next + 1]) || isSurname(first);
  if (!name || !sure) return undefined;
  return [next, smallRun(tokens, next)];
}

/** `chủ tk phạm quốc đạt`, `người nhận: Bùi Lan`: the last word of a role that a whole name follows. */
const ROLES = /^(?:(?:chu|ten) (?:tk|stk|khoan|the|tai khoan)|nguoi (?:nhan|gui|vay|khai|huong)|ky ten|lam chung|nhan chung)$/;

function behindRole(tokens: readonly Token[], at: number): Range | undefined {
  const [before, last, first] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  const account = last?.bare === 'khoan' && before?.bare === 'tai';
  const role = `${tokens[account ? at - 2 : at - 1]?.bare ?? ''} ${last?.bare ?? ''}`;
  if (!ROLES.test(role) || first?.kind !== 'word' || first.gap === 'stop' || isNever(first)) return undefined;
  if (first.cased !== 'small') return [at + 1, capitalRun(tokens, at + 1)];
  if (!isSurname(first)) return undefined;
  const end = smallRun(tokens, at + 1);
  return end > at + 2 ? [at + 1, end] : undefined;
}

function between(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token || token.gap === 'stop' || !has(BETWEEN, token)) return false;
  // `tên Bé`, `tên Nhà`: with a capital it is the name already.
  return token.cased === 'small' || token.gap !== 'touch';
}

const KIN = wordSet(`${STRONG_KIN} ${WEAK_KIN}`);
const isKinWord = (token: Token): boolean => has(KIN, token);

/** `em la ly lo may`, `em là vi thị hom`: a family name and two that may be names. */
function smallWhole(tokens: readonly Token[], at: number): number | undefined {
  const [first, second, third] = tokens.slice(at, at + 3);
  if (!first || !isSurname(first) || second?.gap !== 'touch' || third?.gap !== 'touch') return undefined;
  // `la vi thi hom`: behind `thị` any word is a name here.
  if (has(CLEAR_MIDDLE, second) && second.bare === 'thi') {
    return isStrange(tokens[at + 3]) && tokens[at + 3]?.gap === 'touch' ? at + 4 : at + 3;
  }
  if (has(CLEAR_MIDDLE, second) && (isNameWord(third) || (first.marked && !isNever(third)))) return at + 3;
  // `vũ minh anh`
  if (has(FAMILY_MIDDLE, second) && !has(AMBIGUOUS, first) && isAnyGiven(third) && !isRarely(third)) return at + 3;
  const both = (has(MIDDLE, second) || isNameWord(second)) && isNameWord(third) && !isNever(second) && !isNever(third);
  return both ? at + 3 : undefined;
}

const isNameWord = (token: Token): boolean =>
  isAnyGiven(token) || isSurname(token) || isStrange(token);


/** `phúc đen`, `cường sẹo`: what is told of a body goes with the name of who is known by it. */
/** Between a family name and a given one, where `quốc` is no land. */
const FAMILY_MIDDLE = wordSet(FAMILY_MIDDLES);
/** Bare, these family names are words of every day. */
const AMBIGUOUS = wordSet('đang làm mua là mà vì có cứ lo hay từ nó');
const NICKNAMES = wordSet('đen sẹo chột lùn trọc béo còi lé rỗ hói cụt què mập ròm điếc sún');
export const isNickname = (token: Token): boolean => has(NICKNAMES, token);

function smallRun(tokens: readonly Token[], at: number): number {
  let next = at + 1;
  while (next < at + NAME_MAX) {
    const token = tokens[next];
    if (!token || token.gap !== 'touch' || token.kind !== 'word') break;
    const last = tokens[next - 1];
    // `ten cho thi de`: behind such a pair any word is a name.
    const ends = tokens[next + 1]?.gap !== 'touch';
    if (next === at + 2 && has(CLEAR_MIDDLE, last) && (ends || last?.bare === 'a' || !endsName(token))) {
      next += 1;
      continue;
    }
    const goesOn = has(MIDDLE, token) && (isSurname(last) || next === at + 1) && tokens[next + 1]?.gap === 'touch';
    const middle = next === at + 1 && isSurname(tokens[at]) && has(FAMILY_MIDDLE, token);
    if (middle && tokens[next + 1]?.gap === 'touch' && isNameWord(tokens[next + 1] ?? token)) {
      next += 1;
      continue;
    }
    // `hoàng thị kim chi`, `nguyễn thị thanh huyền`: words of every day where the fourth word of a name stands.
    if (next === at + 3 && tokens[at + 1]?.bare === 'thi' && /^(?:chi|anh|huyen|giang)$/.test(token.bare)) return next + 1;
    const behindFamily = next <= at + 3 && isSurname(tokens[at]) && !has(KIN, token);
    const led = isSurname(last) || has(MIDDLE, last) || (next === at + 1 && isAnyGiven(last)) || behindFamily;
    if (isNickname(token)) {
      next += 1;
      break;
    }
    const closes = ends || tokens[next + 1]?.kind === 'digits';
    const given = led && isNameWord(token) && (closes || (!isNever(token) && !has(GOES_ON, token)));
    if (!goesOn && !given && !isGiven(token, tokens[next + 1]) && !(isStrange(token) && token.bare.length > 2)) break;
    next += 1;
  }
  return next;
}

function capitalRun(tokens: readonly Token[], at: number): number {
  let next = at + 1;
  while (next < at + NAME_MAX + 1) {
    const token = tokens[next];
    if (token?.gap !== 'touch' || token.kind !== 'word' || token.cased === 'small') break;
    if (!goesOnInCapitals(tokens, next)) break;
    next += 1;
  }
  return next;
}

/** `em là Mai`, `em là mai đây`. A people, a place, a trade may stand there as well. */
function behindLa(flat: Flat, tokens: readonly Token[], at: number): Range | undefined {
  const [before, first, next] = [tokens[at - 1], tokens[at + 1], tokens[at + 2]];
  const kin = has(KIN, before);
  if (!has(SELF, before) && before?.bare !== 'goi' && !kin) return undefined;
  if (first?.kind !== 'word' || first.gap === 'stop') return undefined;
  const highland = villager(flat, tokens, at + 1);
  if (highland !== undefined) return [at + 1, highland];
  if (placeEnd(tokens, at + 1) > at + 1) return undefined;
  const whole = first.cased !== 'small' || isKinWord(first) ? undefined : smallWhole(tokens, at + 1);
  if (whole !== undefined) return [at + 1, whole];
  if (kin && !has(SELF, before)) return undefined;
  // `gọi em là nhung`
  // `em là đinh bri`
  if (isSurname(first) && first.cased === 'small' && next?.gap === 'touch' && isStrange(next)) return [at + 1, at + 3];
  const called = before?.bare !== 'goi' && tokens[at - 2]?.bare === 'goi';
  if (called && isAnyGiven(first) && !isKinWord(first)) return [at + 1, at + 2];
  if (isNever(first)) return undefined;
  if (first.cased !== 'small') {
    if (isPlaceWord(first) || endsName(first)) return undefined;
    return [at + 1, capitalRun(tokens, at + 1)];
  }
  const closes = next === undefined || next.gap !== 'touch' || CLOSES.has(next.bare);
  if (before?.bare === 'tao' && closes && isAnyGiven(first)) return [at + 1, at + 2];
  const shy = isAnyGiven(first) && !isRarely(first) && !isKinWord(first);
  return closes && (shy || isGiven(first, next) || isGivenBehindKin(first, next)) ? [at + 1, at + 2] : undefined;
}
