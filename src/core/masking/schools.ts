import type { Flat } from './flat.ts';
import type { Found } from './numbers.ts';
import { placeEnd } from './name_words.ts';
import { has, type Token, wordSet } from './tokens.ts';
import { TYPES } from './words/schools.ts';

/** What the first word of a type needs behind it: `tiểu học`, `mầm non`. */
const SECOND: Readonly<Record<string, string>> = {
  tieu: 'hoc', mam: 'non', mau: 'giao', pho: 'thong', trung: 'hoc cap', cao: 'dang', dai: 'hoc', noi: 'tru', ban: 'tru',
  day: 'nghe', su: 'pham', y: 'te duoc', dan: 'toc lap', lien: 'cap', co: 'so',
};
const TRAILING = new Set('co so 1 2 3 va thuc hanh chuyen huyen tinh diem'.split(' '));
/** Behind a type, in small letters, these are no name of a school. */
const NO_SCHOOL = wordSet(`
  ở của em tôi tui mình con cháu nó chị anh mẹ bố thì là và hay hoặc có không bị được đang đã sẽ vẫn cũng nghỉ học đi
  về ra vào
  rồi mà nhưng nên vì để khi lúc hôm nay sáng trưa chiều tối mai này kia ấy đó gì nào đâu ạ nhé với từ đến tới cho
  cách xa gần
  bên cạnh ngoài trong trên dưới xã thôn huyện tỉnh làng ấp gọi nói bảo biết hỏi ơi muốn phải cần mới chưa xong
  trở lên xuống qua thầy cô giáo lớp một nữa theo như ngày đầu sau trước còn chỉ nhà
`);
const CLASS = /^(?:[1-9]|1[0-2])$/;
const NAME_MAX = 4;

/** Schools with their names, and classes with their letter: of a child they say as much as a name does. */
export function schoolsIn(flat: Flat, tokens: readonly Token[]): Found[] {
  const found: Found[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const end = schoolAt(flat, tokens, at) ?? classAt(flat, tokens, at);
    const [first, last] = [tokens[at], tokens[(end ?? at) - 1]];
    if (end === undefined || !first || !last) continue;
    found.push({ from: first.from, to: last.to, kind: 'school' });
    at = end - 1;
  }
  return found;
}

/** Behind the last token of a school that begins here. */
function schoolAt(flat: Flat, tokens: readonly Token[], at: number): number | undefined {
  const said = isWord(tokens[at], 'trường', 'truong');
  let next = typesEnd(tokens, said ? at + 1 : at);
  const typed = next > at + (said ? 1 : 0);
  const alone = tokens[at]?.bare ?? '';
  // `cấp 3` and `nội trú` alone are a kind of school, `mn` a slip: without `trường` only a capital makes it one.
  if (!said && !typed) return undefined;
  const before = next;
  while (isNumbered(tokens, next)) next += isWord(tokens[next], 'số', 'so') ? 2 : 1;
  const capitals = capitalsEnd(tokens, next);
  if (capitals > next) {
    // `Trường Sơn` is a name: without a type the word itself is small, or a full name stands behind it.
    return typed || tokens[at]?.cased === 'small' || capitals > next + 1 ? capitals : undefined;
  }
  if (!typed || tokens[at]?.cased === 'title' && !said) return next > before && said ? next : undefined;
  const small = smallEnd(tokens, next);
  const learns = isWord(tokens[at - 1], 'học', 'hoc');
  const sure = said || learns || ['thcs', 'thpt', 'ptdtbt', 'ptdtnt', 'gdtx', 'tieu', 'mam'].includes(alone);
  if (small > next && sure && flat.chars.length > 0) return small;
  return next > before && sure ? next : undefined;
}

function typesEnd(tokens: readonly Token[], at: number): number {
  let next = at;
  for (let count = 0; count < 5; count += 1) {
    const token = tokens[next];
    if (!token || (next > at && token.gap === 'stop')) break;
    const second = SECOND[token.bare];
    const follower = tokens[next + 1]?.bare ?? '';
    if (token.bare === 'cap' || /^c$/.test(token.bare)) {
      if (!/^[123]$/.test(follower)) break;
      next += /^[23]$/.test(tokens[next + 2]?.bare ?? '') && tokens[next + 2]?.gap === 'light' ? 3 : 2;
    } else if (second !== undefined) {
      if (!second.split(' ').includes(follower)) break;
      next += 2;
    } else if (TYPES.has(token.bare)) next += 1;
    else break;
  }
  while (next > at && TRAILING.has(tokens[next]?.bare ?? '') && /^(?:co|so)$/.test(tokens[next]?.bare ?? '')
    && tokens[next - 1]?.bare === (tokens[next]?.bare === 'so' ? 'co' : 'hoc')) next += 1;
  return next;
}

const isNumbered = (tokens: readonly Token[], at: number): boolean =>
  isWord(tokens[at], 'số', 'so') && tokens[at + 1]?.kind === 'digits' && tokens[at]?.gap === 'touch';

function capitalsEnd(tokens: readonly Token[], at: number): number {
  let next = at;
  // `trường tiểu học xã Nghĩa Đô` is as good as a name.
  if (/^(?:xa|ban|huyen|phuong)$/.test(tokens[next]?.bare ?? '') && isCapital(tokens[next + 1])) next += 1;
  while (next < at + NAME_MAX + 1 && isCapital(tokens[next])) next += 1;
  if (next > at && tokens[next]?.kind === 'digits' && tokens[next]?.gap === 'touch') next += 1;
  return next;
}

const isCapital = (token: Token | undefined): boolean =>
  token?.kind === 'word' && token.gap === 'touch' && token.cased !== 'small';

function smallEnd(tokens: readonly Token[], at: number): number {
  const inside = /^(?:xa|huyen)$/.test(tokens[at]?.bare ?? '') && tokens[at + 1]?.kind === 'word' && !has(NO_SCHOOL, tokens[at + 1]);
  let next = inside ? at + 1 : at;
  while (next < at + (inside ? 4 : 3)) {
    const token = tokens[next];
    if (token?.kind !== 'word' || token.gap !== 'touch' || has(NO_SCHOOL, token)) break;
    next += 1;
  }
  next = Math.max(next, placeEnd(tokens, at));
  if (tokens[next]?.gap === 'touch' && /^[abc]$/.test(tokens[next]?.bare ?? '')) next += 1;
  const last = tokens[next];
  return next > at && last?.kind === 'digits' && last.gap === 'touch' && last.bare.length === 1 ? next + 1 : next;
}

/** `lớp 8A2`, and its school where it follows at once. */
function classAt(flat: Flat, tokens: readonly Token[], at: number): number | undefined {
  const said = isWord(tokens[at], 'lớp', 'lop');
  if (!said && CLASS.test(tokens[at]?.bare ?? '')) return schoolOf(flat, tokens, at);
  if (!said || !CLASS.test(tokens[at + 1]?.bare ?? '')) return undefined;
  const letter = tokens[at + 2];
  const touches = letter?.from === tokens[at + 1]?.to && /^[a-hk]$/.test(letter?.bare ?? '');
  const apart = letter?.gap === 'touch' && /^[a-hk]$/.test(letter.bare) && letter.cased !== 'small';
  let next = at + 2;
  if (touches || apart) {
    next += 1;
    if (tokens[next]?.kind === 'digits' && tokens[next]?.from === tokens[next - 1]?.to) next += 1;
  }
  const link = /^(?:o|cua|tai)$/.test(tokens[next]?.bare ?? '') ? next + 1 : next;
  const school = tokens[link]?.gap === 'stop' ? undefined : schoolAt(flat, tokens, link);
  const follows = tokens[link]?.gap !== 'stop' && isWord(tokens[link], 'trường', 'truong');
  if (school === undefined && (touches || apart) && follows) {
    const types = typesEnd(tokens, link + 1);
    const level = /^(?:xa|huyen|tinh)$/.test(tokens[types]?.bare ?? '') && types > link + 1 ? 1 : 0;
    return types > link + 1 ? types + level : next;
  }
  return school ?? (touches || apart ? next : undefined);
}

/** `7B trường Cốc Ly`. */
function schoolOf(flat: Flat, tokens: readonly Token[], at: number): number | undefined {
  const [number, letter, school] = tokens.slice(at, at + 3);
  const touches = letter !== undefined && letter.from === number?.to && /^[a-hk]$/.test(letter.bare);
  const follows = school?.gap !== 'stop' && isWord(school, 'trường', 'truong');
  return touches && follows ? schoolAt(flat, tokens, at + 2) : undefined;
}

function isWord(token: Token | undefined, word: string, bare: string): boolean {
  return token?.word === word || (token?.word === bare && token.loose);
}
