/**
 * One syllable of a message. `form`: letters with their hats and horns, the tone last (`đánh` is `đanh1`), so that
 * `hoà` and `hòa` are the same word and a forgotten mark is a shorter form. `at` counts syllables and pauses.
 */
export type Token = { readonly form: string; readonly bare: string; readonly marked: boolean; readonly at: number };

// A comma weighs one syllable and a full stop two: patterns reach less far over a pause, but people pause at random.
const PAUSE = 1;
const STOP = 2;

const TONES = new Map([['\u0301', 1], ['\u0300', 2], ['\u0309', 3], ['\u0303', 3], ['\u0323', 5]]);
const LETTERS =
  'aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ';
const BARE_OF = new Map(Object.entries({ ă: 'a', â: 'a', ê: 'e', ô: 'o', ơ: 'o', ư: 'u', đ: 'd' }));
// By code: the letter without its tone, and the tone. Hook and tilde are one tone: half of the country hears one.
const LETTER_OF: (string | undefined)[] = new Array<string | undefined>(0x1f00).fill(undefined);
const TONE_OF = new Uint8Array(0x1f00);
for (let code = 97; code <= 122; code++) LETTER_OF[code] = String.fromCharCode(code);
for (const letter of LETTERS) {
  const marks = [...letter.normalize('NFD')];
  const tone = marks.find((mark) => TONES.has(mark));
  const code = letter.charCodeAt(0);
  LETTER_OF[code] = marks.filter((mark) => mark !== tone).join('').normalize('NFC');
  TONE_OF[code] = tone === undefined ? 0 : (TONES.get(tone) ?? 0);
}
const PAUSES = new Map([...'.!?\n…'].map((mark) => [mark.charCodeAt(0), STOP]));
for (const mark of ',;:()') PAUSES.set(mark.charCodeAt(0), PAUSE);
const SPELT_OUT = /(?<!\p{L})\p{L}(?:[.*_-]\p{L}(?!\p{L})){2,}/gu;
const PLAIN = /^[\n -~À-ỹ]*$/;

type Kind = 'letter' | 'digit' | undefined;

/** The syllables of a message, in order; lower case, numbers apart from letters. */
export function tokenise(text: string): Token[] {
  const whole = clean(text);
  const tokens: Token[] = [];
  let at = 0;
  let start = 0;
  let kind: Kind;
  for (let index = 0; index <= whole.length; index++) {
    const code = index < whole.length ? whole.charCodeAt(index) : 32;
    const here = kindOf(code);
    if (here === kind) continue;
    if (kind !== undefined) {
      const { form, bare, marked } = spell(whole.slice(start, index));
      tokens.push({ form, bare, marked, at: at++ });
    }
    start = index;
    kind = here;
    if (here === undefined) at += PAUSES.get(code) ?? 0;
  }
  return tokens;
}

/**
 * The ways in which a word is written with marks forgotten, itself first: without its tone, without any mark, and
 * with a plain d. To drop a hat and keep the tone is rare and makes other words (`cắt cổ`, `cắt cỏ`): not among them.
 */
export function forgetful(form: string): string[] {
  const tone = /[a-zăâđêôơư]\d$/.test(form) ? form.slice(-1) : '';
  const letters = tone ? form.slice(0, -1) : form;
  const plainD = letters.replaceAll('đ', 'd');
  return [...new Set([form, letters, plainD + tone, plainD, bareOf(letters)])];
}

/** The form of one lower-case NFC word, or of a number. */
export function spell(word: string): { form: string; bare: string; marked: boolean } {
  let letters = '';
  let last = '';
  let tone = 0;
  let marked = false;
  let run = 0;
  for (let index = 0; index < word.length; index++) {
    const code = word.charCodeAt(index);
    const letter = LETTER_OF[code] ?? word[index] ?? '';
    if (code > 127) {
      marked = true;
      tone = TONE_OF[code] || tone;
    }
    run = letter === last ? run + 1 : 1;
    last = letter;
    if (run < 3 || isDigit(code)) letters += letter;
    else if (run === 3) letters = letters.slice(0, -1); // `cứuuu` is `cứu`, `xoong` stays.
  }
  const one = oneY(letters);
  return { form: tone === 0 ? one : one + tone, bare: marked ? bareOf(one) : one, marked };
}

function clean(text: string): string {
  const lower = text.normalize('NFC').toLowerCase();
  const plain = PLAIN.test(lower) ? lower : lower.normalize('NFKC').replace(/[\u200b-\u200f\u2060\ufeff]/g, '');
  return /[.*_-]/.test(plain) ? plain.replace(SPELT_OUT, (letters) => letters.replace(/[.*_-]/g, '')) : plain;
}

function bareOf(letters: string): string {
  let bare = '';
  for (const letter of letters) bare += BARE_OF.get(letter) ?? letter;
  return bare;
}

// `lý` and `lí`, `quý` and `quí` are one word; `thúy` and `thúi` are two.
function oneY(letters: string): string {
  if (!letters.endsWith('y') || letters.length < 2) return letters;
  return /[aăâeêioôơưy]y$|[^q]uy$|^uy$/.test(letters) ? letters : `${letters.slice(0, -1)}i`;
}

function kindOf(code: number): Kind {
  if (isDigit(code)) return 'digit';
  if (LETTER_OF[code] !== undefined) return 'letter';
  // Other scripts are letters to us too; punctuation, signs and emoji (surrogates) part words.
  return code > 0x17f && (code < 0x2000 || (code > 0x2fff && code < 0xd800)) ? 'letter' : undefined;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
