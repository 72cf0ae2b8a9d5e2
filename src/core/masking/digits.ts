import type { Flat } from './flat.ts';
import { bareOf, type Token } from './tokens.ts';

/** One number of a row of numbers, written or spoken; `from`, `to` in the flat text. */
export type Atom = Readonly<{ digits: string; from: number; to: number; spoken: boolean }>;

const SPOKEN_DIGITS = Object.entries({
  không: '0', hông: '0', một: '1', mốt: '1', hai: '2', ba: '3', bốn: '4', tư: '4', năm: '5', lăm: '5', nhăm: '5',
  sáu: '6', bảy: '7', bẩy: '7', tám: '8', chín: '9', mươi: '', mười: '1', linh: '0', lẻ: '0',
});
const SPOKEN = new Map(SPOKEN_DIGITS);
const SPOKEN_BARE = new Map([
  ...SPOKEN_DIGITS.map(([word, digit]): [string, string] => [bareOf(word), digit]), ['ko', '0'], ['zero', '0'],
]);
/** Said between two numbers without meaning anything. */
const FILLERS = new Set(
  'cham gach ngang cheo tru roi xong tiep theo den toi cach phay so con va voi tram xuyet'.split(' '));
const FILLERS_MAX = 3;
/** Letters that look like digits, where they touch one. */
const LOOKALIKES = new Map(Object.entries({ o: '0', l: '1', i: '1', q: '0' }));
/** Between the parts of a number that somebody remembers: `đầu 0978 còn cuối là 332 115`. */
const PART_WORDS = new Set('dau giua cuoi duoi tiep la theo sau nua con hinh nhu thi roi xong den day so'.split(' '));
const PART_WORDS_MAX = 5;
const isBegun = (row: readonly Atom[]): boolean => {
  const digits = row.length > 6 ? '' : row.map((atom) => atom.digits).join('');
  return digits.length >= 3 && digits.length < 12 && digits.startsWith('0');
};
const BETWEEN = /^[ .,()_/+*:|~\u00b7\u2010-\u2015\u2022-]{0,4}$/;
const BETWEEN_MAX = 4;

/** Rows of numbers that belong together, dates and hours taken out. */
export function rowsOfDigits(flat: Flat, tokens: readonly Token[]): Atom[][] {
  const dates = datesIn(flat.chars);
  const rows: Atom[][] = [];
  let row: Atom[] = [];
  let fillers = 0;
  let words = 0;
  for (const [index, token] of tokens.entries()) {
    const atom = dates.has(token.from) ? undefined : atomOf(tokens, index);
    const last = row.at(-1);
    if (atom === undefined) {
      // A word or two between numbers is breath: `không chín một rồi hai ba bốn`, `010 092 rồi tiếp 003`.
      if (fillers < FILLERS_MAX && FILLERS.has(token.bare) && (last?.spoken === true || isBegun(row))) fillers += 1;
      else if (words < PART_WORDS_MAX && PART_WORDS.has(token.bare) && isBegun(row)) words += 1;
      else {
        if (row.length > 0) rows.push(row);
        row = [];
        fillers = 0;
        words = 0;
      }
      continue;
    }
    // `1.350.000 một tháng`: what is said behind an amount counts something else.
    const amount = atom.spoken && last?.spoken === false && last.digits === '000' && !isBegun(row);
    const apart = last !== undefined && fillers === 0 && words === 0 && !isNear(flat.chars, last.to, token.from);
    if (row.length > 0 && (apart || amount || (fillers > 0 && !atom.spoken && !isBegun(row)))) {
      rows.push(row);
      row = [];
    }
    fillers = 0;
    words = 0;
    row.push(atom);
  }
  return row.length > 0 ? [...rows, row] : rows;
}

function isNear(chars: string, from: number, to: number): boolean {
  return to - from <= BETWEEN_MAX && BETWEEN.test(chars.slice(from, to));
}

/** What a token says as a part of a number, if it says any. */
export function atomOf(tokens: readonly Token[], index: number): Atom | undefined {
  const token = tokens[index];
  if (!token) return undefined;
  const { from, to, bare } = token;
  if (token.kind === 'digits') return { digits: bare, from, to, spoken: false };
  const spoken = token.marked ? SPOKEN.get(token.word) : SPOKEN_BARE.get(bare);
  // Bare, `ba muoi mot` is 31 and no 3, 10, 1.
  const tens = bare === 'muoi' && !token.marked && SPOKEN_BARE.has(tokens[index - 1]?.bare ?? 'muoi')
    && tokens[index - 1]?.bare !== 'muoi';
  if (spoken !== undefined) return { digits: tenOf(tens ? '' : spoken, token, tokens[index + 1]),
    from, to, spoken: true };
  const touches = (other: Token | undefined): boolean =>
    other?.kind === 'digits' && (other.to === from || other.from === to);
  const zeros = /^o{2,9}$/.test(bare);
  if (zeros) return { digits: '0'.repeat(bare.length), from, to, spoken: false };
  if (!touches(tokens[index - 1]) && !touches(tokens[index + 1])) return undefined;
  const digits = [...bare].map((letter) => LOOKALIKES.get(letter));
  if (bare.length > 2 || digits.includes(undefined)) return undefined;
  return { digits: digits.join(''), from, to, spoken: false };
}

/**
 * `chín mươi` is 90 and `chín mươi hai` 92; `mười` is 10 and `mười hai` 12. Of two neighbours one has a digit at least:
 * who reads so many digits ahead then reads at most twice as many words.
 */
function tenOf(digit: string, token: Token, next: Token | undefined): string {
  if (token.bare !== 'muoi') return digit;
  const follows = next !== undefined && SPOKEN_BARE.has(next.bare) && !/^(?:khong|muoi)$/.test(next.bare);
  return follows ? digit : `${digit}0`;
}

const DATE = /(?<![\d./-])(\d{1,2}) ?([./-]) ?(\d{1,2})(?: ?\2 ?((?:19|20)\d\d)|\/\d\d)(?!\d|[./-]\d)/g;
const ISO_DATE = /(?<![\d./-])(?:19|20)\d\d([./-])(\d{1,2})\1(\d{1,2})(?!\d|[./-]\d)/g;
/** `12/3`, where no other number stands beside it. */
const SHORT_DATE = /(?<![\d./-]|\d )(\d{1,2})\/(\d{1,2})(?!\d|[./-]\d| \d)/g;

/** Where each digit of a date starts. */
function datesIn(chars: string): ReadonlySet<number> {
  const found = new Set<number>();
  const add = (from: number, text: string): void => {
    for (const { index } of text.matchAll(/\d+/g)) found.add(from + index);
  };
  for (const { index, 0: text, 1: day, 3: month } of chars.matchAll(DATE)) {
    if (Number(day) <= 31 && Number(month) <= 12) add(index, text);
  }
  for (const { index, 0: text, 1: day, 2: month } of chars.matchAll(SHORT_DATE)) {
    if (Number(day) <= 31 && Number(month) <= 12) add(index, text);
  }
  for (const { index, 0: text, 2: month } of chars.matchAll(ISO_DATE)) if (Number(month) <= 12) add(index, text);
  return found;
}
