import { type Atom, rowsOfDigits } from './digits.ts';
import { originOf, type Flat } from './flat.ts';
import type { MaskKind } from './kinds.ts';
import type { Token } from './tokens.ts';
import { BANKS } from './words/online.ts';

/** What a rule found, in the flat text. */
export type Found = Readonly<{ from: number; to: number; kind: MaskKind }>;

const PHONE = /^(?:(?:84|0084|840|00840)[35789]\d{8}|(?:84|0084)2\d{9}|0[35789]\d{8}|01\d{9}|02\d{9})$/;
/** The lines of services (Thông tư 25/2015/TT-BTTTT): no person has one, and a woman may need it. */
const SERVICE = /^1[89]00\d{4,6}$/;
/** The number of a citizen: place of birth, century and sex, year, six digits (Điều 13 Nghị định 137/2015/NĐ-CP). */
const CITIZEN = /^0\d\d[0-3]\d{8}$/;
const NUMBER_MAX = 24;

const ABOUT: readonly (readonly [kind: MaskKind, words: RegExp])[] = [
  ['plate', /\b(?:bien so|bien xe|bks|bsx|bien kiem soat)\b/g],
  ['phone', /\b(?:sdt|so dt|dt|lh|ib|nt|dthoai|dien thoai|phone|so may|goi|alo|zalo|zl|lien he|lien lac|hotline|sim|nhan tin|may ban|call|tel)\b/g],
  ['id', /\b(?:cccd|cmnd|cmt|cmtnd|can cuoc|chung minh|giay to|bhyt|bhxh|bao hiem|ho chieu|passport|dinh danh|ma so|ma the|the tu|the hoc|ma so thue|mst|ho khau|khai sinh|dang ky|giay phep)\b/g],
  ['account', /\b(?:stk|so tai khoan|so tk|tai khoan|tk|agribank|vietcombank|vcb|vietinbank|bidv|mb|mbbank|techcombank|tcb|sacombank|acb|vpbank|tpbank|lpbank|lienviet|ngan hang|momo|chuyen khoan|so the|the atm)\b/g],
];
const ABOUT_REACH = 44;
const MONEY_AFTER = /^ ?(?:d|dong|vnd|vn\u0111|k|tr|trieu|ty|nghin|ngan|usd|do|te|ndt)\b/;
const MONEY_GROUPS = /^[1-9]\d{0,2}(?:[., ]\d{3})+$/;

/** Phone numbers, numbers of papers and of accounts, however they are written. `known` passes: digits only. */
export function numbersIn(flat: Flat, tokens: readonly Token[], known: ReadonlySet<string>): Found[] {
  return rowsOfDigits(flat, tokens).flatMap((row) => numbersOfRow(flat, row, known));
}

function numbersOfRow(flat: Flat, row: readonly Atom[], known: ReadonlySet<string>): Found[] {
  if (isAllKnown(row, known)) return [];
  if (isOneNumber(flat, row)) return [foundIn(flat, row, aboutAt(flat.chars, row[0]?.from ?? 0) ?? 'account')];
  const found: Found[] = [];
  let rest: Atom[] = [];
  const flush = (): void => {
    const left = looseNumber(flat, rest);
    if (left) found.push(left);
    rest = [];
  };
  for (let at = 0; at < row.length;) {
    const sure = sureNumber(flat, row, at, known);
    if (sure === undefined) {
      const atom = row[at];
      if (atom) rest.push(atom);
      at += 1;
      continue;
    }
    flush();
    if (sure.kind !== undefined) found.push(foundIn(flat, row.slice(at, sure.next), sure.kind));
    at = sure.next;
  }
  flush();
  return found;
}

/** `113/114/115`, `1 1 3, 1 1 5`: numbers that everybody may know, and nothing else. */
function isAllKnown(row: readonly Atom[], known: ReadonlySet<string>): boolean {
  let digits = '';
  for (const atom of row) {
    digits += atom.digits;
    if (digits.length > SHORT_MAX) return false;
    if (known.has(digits)) digits = '';
  }
  return digits === '';
}
const SHORT_MAX = 3;

const SPOKEN_MAX = 19;

/** An account that is read aloud may hold what looks like a telephone number. */
function isOneNumber(flat: Flat, row: readonly Atom[]): boolean {
  if (row.length > SPOKEN_MAX * 2 || !row.every(({ spoken }) => spoken)) return false;
  const { length } = row.map(({ digits }) => digits).join('');
  const about = aboutAt(flat.chars, row[0]?.from ?? 0);
  return length > 10 && length <= SPOKEN_MAX && (about === 'account' || about === 'id');
}

type Sure = Readonly<{ next: number; kind: MaskKind | undefined }>;

/** The longest number with a shape that nothing else has, from here on; without a kind: one that everybody may know. */
function sureNumber(flat: Flat, row: readonly Atom[], at: number, known: ReadonlySet<string>): Sure | undefined {
  let digits = '';
  let sure: Sure | undefined;
  for (let next = at; next < row.length && digits.length < NUMBER_MAX; next += 1) {
    digits += row[next]?.digits ?? '';
    if (digits.length > NUMBER_MAX) break;
    const shape = shapeOf(digits);
    const isPublic = SERVICE.test(digits) || (digits.length > 3 && known.has(plainNumber(digits)));
    if (isPublic) sure = { next: next + 1, kind: undefined };
    else if (shape !== undefined && !isMoney(flat, row.slice(at, next + 1), digits)) {
      sure = { next: next + 1, kind: kindAt(flat, row[at]?.from ?? 0, shape) };
    }
  }
  return sure;
}

function shapeOf(digits: string): MaskKind | undefined {
  if (PHONE.test(digits)) return 'phone';
  return CITIZEN.test(digits) ? 'id' : undefined;
}

/** Fewer digits than these tell nothing. */
const PART_MIN = 3;
const PART_OF_ID = /\b(?:cccd|cmnd|cmt|cc|can cuoc|chung minh(?: thu| nhan dan)?|ho chieu|dinh danh|stk|so tk|tk|tai khoan)(?: [a-z]{1,6}){0,4}[ :]{0,2}$/;
const PART_OF_PLATE = /\b(?:bien so|bien xe|bien kiem soat|bks|bsx)(?: [a-z]{1,6}){0,4}[ :]{0,2}$/;
const TAIL = /\u0111u\u00f4i(?: số| là| xe)*[ :]{0,2}$/;
/** `ba số cuối là 483`, `đầu 034`: a part of a number that is told in parts. */
const PART = /(?<!\p{L})(?:(?:số|so|nửa|nua|đoạn|doan|phần|phan|khúc|khuc) (?:đầu|dau|cuối|cuoi|giữa|giua|sau|đuôi|duoi)|cuối|cuoi|giữa|giua|đầu số|dau so|tiếp(?: theo)?|tiep(?: theo)?|còn lại|con lai)(?: (?:là|la|số|so|thì|thi|này|nay|của nó|cua no|nhé|nhe|đến|den)){0,3}[ :,]{1,3}$/u;
/** No amount begins so. */
const LEADING_ZERO = /^0[1-9]\d/;

/** `0,25`, `05:30`, `08/2024`, `02-03` have a zero before them and are no part of a number. */
function isSmall(flat: Flat, atoms: readonly Atom[]): boolean {
  if (atoms.some(({ spoken }) => spoken)) return true;
  const text = flat.chars.slice(atoms[0]?.from, (atoms[0]?.from ?? 0) + 12);
  return /^(?:0[.,]\d|\d\d[:h]\d\d(?!\d)|\d\d[/.-](?:19|20)\d\d(?!\d)|\d\d ?[/.-] ?\d{1,2}(?!\d)|\d+ ?(?:kg|g|ml|m|gio|phut)(?![a-z]))/.test(text);
}

/** `căn cước đuôi 5512`, `đuôi 678`: what somebody remembers of a number. */
function partOfNumber(flat: Flat, atoms: readonly Atom[], digits: string): Found | undefined {
  const from = atoms[0]?.from ?? 0;
  const before = flat.chars.slice(Math.max(0, from - ABOUT_REACH), from);
  if (/^(?:19|20)\d\d$/.test(digits) || / nam $/.test(before)) return undefined;
  if (PART_OF_PLATE.test(before)) return foundIn(flat, atoms, 'plate');
  if (digits.length >= 4 && PART_OF_ID.test(before)) return foundIn(flat, atoms, 'id');
  if (MONEY_AFTER.test(flat.chars.slice(atoms.at(-1)?.to, (atoms.at(-1)?.to ?? 0) + 8))) return undefined;
  if (LEADING_ZERO.test(digits) && !isSmall(flat, atoms)) return foundIn(flat, atoms, 'phone');
  // `cuối năm 2013`
  const year = /^5(?:19|20)\d\d$/.test(digits);
  return !year && isPart(flat, from) ? foundIn(flat, atoms, 'phone') : undefined;
}

function isPart(flat: Flat, from: number): boolean {
  const [start] = originOf(flat, from, from);
  const given = flat.text.slice(Math.max(0, start - ABOUT_REACH), start).normalize('NFC').toLowerCase();
  return TAIL.test(given) || PART.test(given);
}

/** What is left: long numbers, and shorter ones behind a word that says what they are. */
function looseNumber(flat: Flat, atoms: readonly Atom[]): Found | undefined {
  const digits = atoms.map((atom) => atom.digits).join('');
  const [first] = atoms;
  if (!first || digits.length < PART_MIN) return undefined;
  if (digits.length < 6) return partOfNumber(flat, atoms, digits);
  if (isMoney(flat, atoms, digits) || isCounting(atoms)) return undefined;
  const about = aboutAt(flat.chars, first.from);
  if (about !== undefined && (about !== 'plate' || digits.length < 9)) return foundIn(flat, atoms, about);
  if (atoms.every(({ digits: part }) => /^(?:19|20)\d\d$/.test(part))) return undefined;
  if (isGrouped(flat, atoms) && digits.length < 10) return undefined;
  if (digits.length < 9) return isLong(flat, atoms, digits) ? foundIn(flat, atoms, 'phone') : undefined;
  if (digits.length === 9) return foundIn(flat, atoms, /^[35789]/.test(digits) ? 'phone' : 'id');
  return foundIn(flat, atoms, /^(?:0|84)/.test(digits) ? 'phone' : 'account');
}

/** Rather a harmless number too many: in one piece, with a zero before it, spoken, or of eight digits. */
function isLong(flat: Flat, atoms: readonly Atom[], digits: string): boolean {
  const spoken = atoms.filter((atom) => atom.spoken).length;
  if (spoken > 1) return digits.length >= 8 || (spoken > 4 && !/^5(?:19|20)\d\d/.test(digits));
  return atoms.length === 1 || isPart(flat, atoms[0]?.from ?? 0) || digits.length === 8 || /^0[1-9]/.test(digits);
}

/** `1.234.567` is an amount, whatever of. */
const isGrouped = (flat: Flat, atoms: readonly Atom[]): boolean =>
  /^[1-9]\d{0,2}(?:[.,]\d{3})+$/.test(flat.chars.slice(atoms[0]?.from, atoms.at(-1)?.to));

function foundIn(flat: Flat, atoms: readonly Atom[], kind: MaskKind): Found {
  const from = atoms[0]?.from ?? 0;
  const before = flat.chars.slice(Math.max(0, from - 2), from);
  // The plus of a country code, and the letter of a passport.
  const more = /\+ $/.test(before) ? 2 : /[+]$/.test(before) || (kind === 'id' && /(?:^|[^a-z])[a-z]$/.test(before)) ? 1
    : /^[a-z]{2}$/.test(before) && kind !== 'phone' && !/[a-z]/.test(flat.chars.charAt(from - 3)) ? 2 : 0;
  const to = atoms.at(-1)?.to ?? from;
  return kind === 'account' ? withBank(flat, { from, to, kind }) : { from: from - more, to, kind };
}

const BANK_BEFORE = new RegExp(`(?:(?<![a-z])(?:stk|so tai khoan|so tk|tk|${BANKS})[ :.]{1,3}(?:la |so )?){1,3}$`);
const BANK_AFTER = new RegExp(`^[ ,-]{1,3}(?:ngan hang )?(?:${BANKS})(?![a-z])`);

/** The bank goes with the number: together they are the account. */
function withBank({ chars }: Flat, { from, to, kind }: Found): Found {
  const before = BANK_BEFORE.exec(chars.slice(Math.max(0, from - ABOUT_REACH), from))?.[0] ?? '';
  const after = BANK_AFTER.exec(chars.slice(to, to + 32))?.[0] ?? '';
  return { from: from - before.length, to: to + after.length, kind };
}

function kindAt(flat: Flat, from: number, shape: MaskKind): MaskKind {
  const about = aboutAt(flat.chars, from);
  return about === 'account' || (shape !== 'phone' && about === 'id') ? about : shape;
}

/** What the nearest word before a number says it is. */
function aboutAt(chars: string, from: number): MaskKind | undefined {
  const before = chars.slice(Math.max(0, from - ABOUT_REACH), from);
  let nearest = -1;
  let about: MaskKind | undefined;
  for (const [kind, words] of ABOUT) {
    for (const { index } of before.matchAll(words)) {
      if (index <= nearest) continue;
      nearest = index;
      about = kind;
    }
  }
  // A full stop with a blank ends what the word was about; other numbers in between do too.
  return /[!?\n\ue000]|\. /.test(before.slice(Math.max(0, nearest))) ? undefined : about;
}

function isMoney(flat: Flat, atoms: readonly Atom[], digits: string): boolean {
  if (digits.startsWith('0')) return false;
  const from = atoms[0]?.from ?? 0;
  const to = atoms.at(-1)?.to ?? from;
  if (MONEY_AFTER.test(flat.chars.slice(to, to + 8))) return true;
  return digits.endsWith('000') && (atoms.length === 1 || MONEY_GROUPS.test(flat.chars.slice(from, to)));
}

function isCounting(atoms: readonly Atom[]): boolean {
  return atoms.length > 2 && atoms.every(({ digits }) => digits.length < 3)
    && atoms.every(({ digits }, index) => index === 0 || Number(digits) > Number(atoms[index - 1]?.digits));
}

/** Digits alone, with the zero of the country instead of its code. */
export function plainNumber(number: string): string {
  return number.replace(/\D/g, '').replace(/^(?:00)?84(?=\d{9,10}$)0?/, '0');
}
