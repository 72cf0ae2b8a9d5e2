import {
  CLEAR_MIDDLE, endsName, isAnyGiven, isGiven, isGivenBehindKin, isNever, isPlaceWord, isStrange, isSurname, MIDDLE,
  placeEnd,
} from './name_words.ts';
import { isRarely } from './behind_kin.ts';
import { has, type Token, wordSet } from './tokens.ts';
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
const CLOSES = new Set('day nhe nha a o ne ban con nguoi vo chong nam va em cua hoc lam'.split(' '));
const NAME_MAX = 4;
const SELF = wordSet('em tôi tui mình cháu con chị nó hắn ảnh ổng bả đó ấy e t tao tớ mày');

type Range = readonly [from: number, to: number];

/** Names behind `tên`, `tên là`, `em là`: where a name is announced less is asked of it. */
export function namedBehind(tokens: readonly Token[], at: number): Range | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  if (token.word === 'tên' || (token.bare === 'ten' && token.loose && !token.marked)) return behindTen(tokens, at);
  const family = tokens[at + 1];
  if (token.word === 'họ' && family?.gap === 'touch' && isSurname(family) && closesFamily(tokens[at + 2])) {
    return [at + 1, at + 2];
  }
  if (token.word === 'là' || (token.bare === 'la' && token.loose && !token.marked)) return behindLa(tokens, at);
  return undefined;
}

/** `họ Lò`, `họ lò tên …`: not `họ vàng đeo đầy tay`. */
const closesFamily = (next: Token | undefined): boolean => next?.gap !== 'touch' || next.bare === 'ten';

function behindTen(tokens: readonly Token[], at: number): Range | undefined {
  let next = at + 1;
  let told = has(OWNERS, tokens[at - 1]) && tokens[at]?.gap === 'touch';
  while (next <= at + BETWEEN_MAX && between(tokens, next)) {
    told ||= tokens[next]?.bare === 'la';
    next += 1;
  }
  const first = tokens[next];
  if (first?.kind !== 'word' || first.gap === 'stop' || has(NOT_NAMED, first)) return undefined;
  told ||= first.gap === 'light';
  if (tokens[next - 1]?.bare === 'a' && next > at + 1) next -= 1;
  if (first.cased !== 'small') return [next, run(tokens, next, (token) => token.cased !== 'small' && !endsName(token))];
  const name = isNameWord(first) || has(MIDDLE, first) || (told && !isNever(first) && !isKinWord(first));
  // `đổi tên thành xóm`
  const shy = isAnyGiven(first) && first.marked && first.bare !== 'thanh' && !isRarely(first);
  const sure = told || shy || isStrange(first) || isGiven(first, tokens[next + 1]) || isSurname(first);
  if (!name || !sure) return undefined;
  return [next, smallRun(tokens, next)];
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
  const both = (has(MIDDLE, second) || isNameWord(second)) && isNameWord(third) && !isNever(second) && !isNever(third);
  return both ? at + 3 : undefined;
}

const isNameWord = (token: Token): boolean =>
  isAnyGiven(token) || isSurname(token) || isStrange(token);


function smallRun(tokens: readonly Token[], at: number): number {
  let next = at + 1;
  while (next < at + NAME_MAX) {
    const token = tokens[next];
    if (!token || token.gap !== 'touch' || token.kind !== 'word') break;
    const last = tokens[next - 1];
    // `ten cho thi de`: behind such a pair any word is a name.
    const ends = tokens[next + 1]?.gap !== 'touch';
    if (next === at + 2 && has(CLEAR_MIDDLE, last) && (ends || last?.bare === 'a' || !isKinWord(token))) {
      next += 1;
      continue;
    }
    const goesOn = has(MIDDLE, token) && (isSurname(last) || next === at + 1) && tokens[next + 1]?.gap === 'touch';
    const led = isSurname(last) || has(MIDDLE, last) || (next === at + 1 && isAnyGiven(last));
    const closes = ends || tokens[next + 1]?.kind === 'digits';
    const given = led && isNameWord(token) && (closes || (!isNever(token) && !has(GOES_ON, token)));
    if (!goesOn && !given && !isGiven(token, tokens[next + 1]) && !(isStrange(token) && token.bare.length > 2)) break;
    next += 1;
  }
  return next;
}

function run(tokens: readonly Token[], at: number, goes: (token: Token) => boolean): number {
  let next = at + 1;
  while (next < at + NAME_MAX + 1) {
    const token = tokens[next];
    if (!token || token.gap !== 'touch' || token.kind !== 'word' || !goes(token)) break;
    next += 1;
  }
  return next;
}

/** `em là Mai`, `em là mai đây`. A people, a place, a trade may stand there as well. */
function behindLa(tokens: readonly Token[], at: number): Range | undefined {
  const [before, first, next] = [tokens[at - 1], tokens[at + 1], tokens[at + 2]];
  if (!has(SELF, before) && before?.bare !== 'goi') return undefined;
  if (first?.kind !== 'word' || first.gap === 'stop') return undefined;
  if (placeEnd(tokens, at + 1) > at + 1) return undefined;
  const whole = first.cased !== 'small' || isKinWord(first) ? undefined : smallWhole(tokens, at + 1);
  if (whole !== undefined) return [at + 1, whole];
  // `gọi em là nhung`
  const called = before?.bare !== 'goi' && tokens[at - 2]?.bare === 'goi';
  if (called && isAnyGiven(first) && !isKinWord(first)) return [at + 1, at + 2];
  if (isNever(first)) return undefined;
  if (first.cased !== 'small') {
    if (isPlaceWord(first) || endsName(first)) return undefined;
    return [at + 1, run(tokens, at + 1, (token) => token.cased !== 'small' && !endsName(token))];
  }
  const closes = next === undefined || next.gap !== 'touch' || CLOSES.has(next.bare);
  if (before?.bare === 'tao' && closes && isAnyGiven(first)) return [at + 1, at + 2];
  return closes && (isGiven(first, next) || isGivenBehindKin(first, next)) ? [at + 1, at + 2] : undefined;
}
