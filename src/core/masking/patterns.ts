import { originOf, type Flat } from './flat.ts';
import { capitalsEnd } from './houses.ts';
import type { Found } from './numbers.ts';
import { HOSTS, ENDS, MAIL_OPENS, SPOKEN_EMAIL } from './words/online.ts';

/**
 * What has a shape of its own. Every repetition is bounded, or cannot fail once it has begun, and no expression can
 * begin in the middle of what it reads: each walks a text once.
 */
const LINK = /(?<![a-z0-9])(?:h(?:tt|xx)ps?: ?\/\/|www\.)[^\s\ue000]+/g;
const HOST = new RegExp(
  `(?<![a-z0-9@._-])(?:${HOSTS}|(?:[a-z0-9-]{1,63}\\.){1,4}(?:${ENDS})(?:\\.vn)?)(?![a-z0-9-])`
  + '(?:[/?#][^\\s\\ue000]*)?', 'g');
const SPOKEN_HOST = new RegExp(
  `(?<![a-z0-9])[a-z0-9-]{2,40} (?:cham|dot|\\.) ?(?:${ENDS}|me)`
  + '(?: ?(?:gach cheo|xet|xuyet|xiet|siet|\\/) ?[a-z0-9._-]{1,64}|(?![a-z0-9]))', 'g');
/** `a@b.com`, and with the signs in brackets, for those who read along: `a(at)b(dot)com`. */
const EMAIL =
  /(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64} ?(?:@|[([] ?(?:at?|a cong) ?[)\]]) ?[a-z0-9-]{1,63}(?:(?:\.|[([]dot[)\]])[a-z0-9-]{1,63}){0,3}(?:\.|[([]dot[)\]])[a-z]{2,10}(?![a-z0-9])/g;
const HANDLE = /(?<![a-z0-9._%+-])(?:(?:tiktok|telegram|tele|instagram|insta|ig|facebook|fb|zalo|viber|skype) ?:? ?)?@[a-z0-9_][a-z0-9_.]{1,63}/g;
const POINT =
  /(?<![\d.,])(\d{1,3})[.,]\d{2,10} ?°?(?: ?[nbsd](?![a-z]))?[,; /|-]{1,3}(?:(?:[kv]inh do|lo?ng?|lon)[:=]? ?)?(\d{1,3})[.,]\d{2,10} ?°?(?: ?[ed](?![a-z]))?(?![\d.,]\d)/g;
const DEGREES = /(?<!\d)\d{1,3} ?[°*] ?\d{1,2}(?:[.,]\d{1,6})?(?: ?['\u2032\u2019])(?: ?\d{1,2}(?:[.,]\d{1,6})?)?(?: ?["\u2033\u201d'\u2032]{1,2})? ?[nbsedw]?(?![a-z])/g;
const DEGREE_WORDS = /(?<!\d)\d{1,3} ?do ?\d{1,2}(?:[.,]\d{1,6})? ?phut(?: ?\d{1,2}(?:[.,]\d{1,6})? ?giay)?(?: ?(?:bac|nam|dong|tay))?(?![a-z])/g;
/** `vĩ độ 22.34`, `lat 9.54`. */
const AXIS = /(?<=(?<![a-z])(?:vi do|kinh do|toa do|lat|lng|long|lon|gps)(?: la| bac| dong)?[ :=]{1,3})\d{1,3}(?:[.,]| cham | phay )\d{2,10}(?![.,]?\d)/g;
const BOTH_AXES = /(?<![a-z])(?:lat|vi do)[ :=]{1,3}\d{1,3}[.,]\d{2,10}[ ,;]{1,3}(?:lng|long|lon|kinh do)[ :=]{1,3}\d{1,3}[.,]\d{2,10}(?![.,]?\d)/g;
/** A degree with four digits behind the point is measured, and measured here. */
const ONE_AXIS = /(?<![\d.,])(?:[6-9]|1\d|2[0-4]|9[5-9]|10\d|11[0-8])[.,]\d{4,10}(?![.,]?\d)/g;
const PLUS_CODE = /(?<![a-z0-9])(?=[a-z]{0,7}\d)[23456789cfghjmpqrvwx]{4,8}\+[23456789cfghjmpqrvwx]{2,3}(?![a-z0-9])/g;
const PLATE =
  /(?<![a-z0-9.,])([1-9]\d)([ .-]{0,3})([a-fghklmnprstuvxyz]{1,2}\d?)([ .-]{0,3})(\d{3} ?[ .]? ?\d{2}|\d{2}[ .]\d{3}|\d{4})(?![0-9])(?![.,]\d)/g;

export function patternsIn(flat: Flat): Found[] {
  const { chars } = flat;
  const all = (rule: RegExp, kind: Found['kind']): Found[] =>
    [...chars.matchAll(rule)].map(({ index, 0: text }) => ({ from: index, to: index + trimmed(text).length, kind }));
  return [
    ...all(LINK, 'link'),
    // `ăn.Cơm` is two sentences: the name of a host has no marks.
    ...all(HOST, 'link').filter(({ from, to }) => isPlain(flat, from, to)),
    ...all(SPOKEN_HOST, 'link').filter(({ from, to }) => isHost(flat, from, to)),
    ...all(EMAIL, 'email'), ...all(SPOKEN_EMAIL, 'email').map((mail) => withWords(chars, mail)),
    ...all(HANDLE, 'account'), ...initials(flat),
    ...points(chars), ...all(DEGREES, 'place_point'), ...all(DEGREE_WORDS, 'place_point'), ...all(AXIS, 'place_point'),
    ...all(ONE_AXIS, 'place_point'), ...all(BOTH_AXES, 'place_point'), ...all(HEALTH_CARD, 'id'),
    ...all(PASSPORT, 'id').filter(({ from }) => /\p{Lu}/u.test(flat.text.charAt(originOf(flat, from, from)[0]))),
    ...all(FOREIGN_PLATE, 'plate'),
    ...all(PLUS_CODE, 'place_point').map((code) => ({ ...code, to: capitalsEnd(flat, code.to) })),
    ...all(PART_OF_PLATE, 'plate'),
    ...plates(flat),
  ];
}

/** The card of health insurance: a group of people, and 13 digits (Quyết định 1351/QĐ-BHXH 2015). */
const HEALTH_CARD = /(?<![a-z0-9])(?:dn|hx|ch|nn|tk|hc|xk|ht|tb|no|ct|xb|tn|cs|qn|ca|cy|xn|ms|cc|ck|cb|kc|hd|te|bt|hn|dt|dk|xd|ts|tc|tq|ta|ty|hg|ls|pv|hs|sv|gb|gd|th|tv|td|tu|ba|nd)[ .-]?\d(?:[ .-]?\d){12}(?!\d)/g;
const WORDS_BEFORE_MAX = 5;

/** `sen mong a còng …`: the words of an address that is read aloud, back to the one that announced it. */
function withWords(chars: string, mail: Found): Found {
  let { from } = mail;
  for (let count = 0; count < WORDS_BEFORE_MAX; count += 1) {
    const word = /(?<![a-z0-9])([a-z0-9._-]{1,20}) $/.exec(chars.slice(Math.max(0, from - 22), from))?.[1];
    // `là thu gạch dưới hà a còng …`: without `điện tử` it is a part of the address.
    const opens = word !== undefined && MAIL_OPENS.has(word) && (word !== 'thu' || chars.startsWith('dien', from));
    if (word === undefined || opens) break;
    from -= word.length + 1;
  }
  return { ...mail, from };
}

const CLOSING = '.,;:!?)]}\'"»…';

/** Without the full stop of the sentence. */
function trimmed(text: string): string {
  let to = text.length;
  while (to > 1 && CLOSING.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(0, to);
}

const INITIALS = /(?<![\p{L}\p{M}.])(?:\p{Lu}\p{Ll}{0,2}\.){1,3} ?\p{Lu}\p{Ll}{0,7}(?![\p{L}\p{M}])/gu;
const NO_INITIALS = /^(?:tp|tx|tt|ths|ts|bs|gs|dr|p|q|h|x)\./i;

/** `Ng.V.Đ`: who shortens a name still means somebody. */
function initials({ text, origin }: Flat): Found[] {
  const at = (index: number): number => firstFrom(origin, index);
  return [...text.matchAll(INITIALS)].flatMap(({ index, 0: name }) => (
    NO_INITIALS.test(name) || name.split('.').length < 3 ? []
      : [{ from: at(index), to: at(index + name.length), kind: 'name' as const }]));
}

/** Where in the flat text a place of the given one is. */
function firstFrom(origin: readonly number[], index: number): number {
  let [low, high] = [0, origin.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((origin[middle] ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isPlain(flat: Flat, from: number, to: number): boolean {
  const [start, end] = originOf(flat, from, to);
  return flat.text.slice(start, end).toLowerCase() === flat.chars.slice(from, to);
}

/** `ăn chậm com` is no address: whatever is spoken of as one has a name that we know, or a sign behind it. */
function isHost(flat: Flat, from: number, to: number): boolean {
  const { chars } = flat;
  const [start, end] = originOf(flat, from, to);
  if (/^[a-z-]{2,}\d/.test(chars.slice(from, to)) || / chấm /.test(flat.text.slice(start, end).normalize('NFC').toLowerCase())) return true;
  return /^(?:facebook|fb|zalo|telegram|gmail|tiktok|youtube|google|www)|gach cheo|x[ui]y?et|xet|\//.test(chars.slice(from, to));
}

/** Inside Viet Nam and the lands around it, either way round. */
function points(chars: string): Found[] {
  const isNorth = (degrees: number): boolean => degrees >= 6 && degrees <= 25;
  const isEast = (degrees: number): boolean => degrees >= 95 && degrees <= 118;
  return [...chars.matchAll(POINT)].flatMap(({ index, 0: text, 1: one, 2: two }) => {
    const [first, second] = [Number(one), Number(two)];
    const here = (isNorth(first) && isEast(second)) || (isEast(first) && isNorth(second));
    return here ? [{ from: index, to: index + text.trimEnd().length, kind: 'place_point' as const }] : [];
  });
}

/** What somebody remembers of a plate, behind a word that says so. */
const PART_OF_PLATE = /(?<=(?:bien|bks|bien so|duoi)[a-z ,:]{0,24})(?<![a-z0-9])[1-9]\d ?-?[a-z]\d?[ .-]{1,3}\d{1,3}(?![a-z0-9])/g;
const PASSPORT = /(?<![a-z0-9])[a-z]\d{7,8}(?![a-z0-9])/g;
/** Of the army, of a neighbour: only behind the word. */
const FOREIGN_PLATE = /(?<=(?:bien so|bien xe|bks|bsx|bien)[a-z :]{0,16})(?<![a-z0-9])[a-z]{2}[ -]{0,3}\d{2}[ .-]?\d{2,3}(?![a-z0-9])/g;
const ABOUT_PLATE = /\b(?:bien|bks|bsx|xe|oto|o to|may)\b/;
const ABOUT_REACH = 32;

/** `20h 12345` is an hour: without a word for a car a plate has a capital, or a digit behind its letter. */
function plates(flat: Flat): Found[] {
  return [...flat.chars.matchAll(PLATE)].flatMap(({ index, 0: text, 2: gap = '', 3: letters = '', 4: second = '' }) => {
    const [from, to] = originOf(flat, index, index + text.length);
    const capital = /[A-ZĐ]/.test(flat.text.slice(from, to));
    const said = ABOUT_PLATE.test(flat.chars.slice(Math.max(0, index - ABOUT_REACH), index));
    const close = gap === '' && second === '' && /^[a-f]$/.test(letters);
    const series = /\d$/.test(letters) && (!/^[hk]/.test(letters) || /\d{3}[ .]?\d{2}$/.test(text));
    return capital || said || close || series ? [{ from: index, to: index + text.length, kind: 'plate' as const }] : [];
  });
}
