import { keepAccents } from '../reading/fold.ts';
import { originOf, WALL, type Flat } from './flat.ts';

/** What parts a word from the one before it. `touch`: at most blanks. */
export type Gap = 'touch' | 'light' | 'stop';
export type Case = 'small' | 'title' | 'upper';

/**
 * A word or a run of digits. `from`, `to` in the flat text. `word` with its accents in one spelling, `bare` without.
 * `loose`: its line is written without accents, so that a bare form counts.
 */
export type Token = {
  readonly from: number; readonly to: number; readonly kind: 'word' | 'digits'; readonly gap: Gap;
  readonly word: string; readonly bare: string; readonly marked: boolean; cased: Case; loose: boolean;
};

const LETTER = /[a-z\u00df-\u1fff\u3040-\ud7ff]/;
/** From this share of marked words on, a bare word was meant to be bare. */
const ACCENTED_FROM = 0.4;
/** With more capitals than this, or none at all, capitals say nothing. */
const CAPITALS_MAX = 0.6;
/** `nguoi lam chung: Luc Van Din, Vy Thi Thoan`: words that only begin with a capital say less than whole ones. */
const TITLES_MAX = 0.8;
const CAPITAL_WORDS_MIN = 5;

/** The words and numbers of a text, in order. What capitals and accents say is judged line by line. */
export function tokenise(flat: Flat): Token[] {
  const { chars } = flat;
  const tokens: Token[] = [];
  let line: Token[] = [];
  let gap: Gap = 'stop';
  for (let at = 0; at < chars.length;) {
    const kind = kindOf(chars, at);
    if (kind === undefined) {
      const sign = chars.charAt(at);
      if (sign === '\n') {
        judge(line);
        line = [];
      }
      gap = widest(gap, gapOf(sign));
      at += 1;
      continue;
    }
    let to = at + 1;
    while (to < chars.length && kindOf(chars, to) === kind) to += 1;
    const token = tokenOf(flat, [at, to], kind, gap);
    tokens.push(token);
    line.push(token);
    gap = 'touch';
    at = to;
  }
  judge(line);
  return tokens;
}

function kindOf(chars: string, at: number): Token['kind'] | undefined {
  const code = chars.charCodeAt(at);
  if (code >= 97 && code <= 122) return 'word';
  if (code >= 48 && code <= 57) return 'digits';
  return code > 127 && LETTER.test(chars.charAt(at)) ? 'word' : undefined;
}

function gapOf(sign: string): Gap {
  if (sign === ' ' || sign === '\t') return 'touch';
  return sign === '.' || sign === '!' || sign === '?' || sign === '\n' || sign === WALL ? 'stop' : 'light';
}

function widest(one: Gap, other: Gap): Gap {
  if (one === 'stop' || other === 'stop') return 'stop';
  return one === 'light' || other === 'light' ? 'light' : 'touch';
}

/** Longer runs of letters are no word of anybody's. */
const WORD_MAX = 24;

function tokenOf(flat: Flat, [from, to]: readonly [number, number], kind: Token['kind'], gap: Gap): Token {
  const bare = flat.chars.slice(from, to);
  const [start, end] = originOf(flat, from, to);
  const given = bare.length > WORD_MAX ? bare : flat.text.slice(start, end);
  const marked = given.length !== bare.length || !isAscii(given);
  const word = marked ? keepAccents(given.replace(/\p{Cf}/gu, '')) : bare;
  return { from, to, kind, gap, word, bare, marked: word !== bare, cased: caseOf(given), loose: true };
}

function caseOf(given: string): Case {
  const first = String.fromCodePoint(given.codePointAt(0) ?? 97);
  if (first === first.toLowerCase()) return 'small';
  const rest = given.slice(first.length).replace(/\p{M}/gu, '');
  return rest !== '' && rest === rest.toUpperCase() && rest !== rest.toLowerCase() ? 'upper' : 'title';
}

/** Takes the capitals back where every word has one, and says where accents are missing. */
function judge(line: readonly Token[]): void {
  const words = line.filter(({ kind }) => kind === 'word');
  const capitals = words.filter(({ cased }) => cased !== 'small').length;
  const whole = words.some(({ cased }) => cased === 'upper');
  const loud = words.length >= CAPITAL_WORDS_MIN && capitals > (whole ? CAPITALS_MAX : TITLES_MAX) * words.length;
  const accented = words.filter(({ marked }) => marked).length >= ACCENTED_FROM * words.length;
  for (const token of words) {
    if (loud) token.cased = 'small';
    // `PHAM VAN TOAN`, as banks write it.
    token.loose = !accented || (token.cased === 'upper' && !token.marked);
  }
}

const isAscii = (text: string): boolean => !/[^ -~]/.test(text);

/** A list of words, found as they are written, or bare where accents may be missing. */
export type WordSet = Readonly<{ full: ReadonlySet<string>; bare: ReadonlySet<string> }>;

export function wordSet(list: string): WordSet {
  const words = list.split(/\s+/).filter((word) => word !== '');
  const full = words.map(keepAccents);
  // One spelling of `sĩ` is `sỹ`: without accents both `si` and `sy` are written.
  return { full: new Set(full), bare: new Set([...words, ...full].map(bareOf)) };
}

export function has(set: WordSet, token: Token | undefined): boolean {
  if (!token || token.kind !== 'word') return false;
  return set.full.has(token.word) || (token.loose && !token.marked && set.bare.has(token.bare));
}

export const bareOf = (word: string): string =>
  word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
