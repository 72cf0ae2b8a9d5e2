/**
 * One syllable of a message. `form`: letters with their hats and horns, the tone last (`đánh` is `đanh1`), so that
 * `hoà` and `hòa` are the same word and a forgotten mark is a shorter form. `at` counts syllables and pauses.
 */
export type Token = { readonly form: string; readonly bare: string; readonly marked: boolean; readonly at: number };

// A comma weighs one syllable and a full stop two: patterns reach less far over a pause, but people pause at random.
const PAUSE = 1;
const STOP = 2;

const TONES = new Map([['\u0301', 1], ['\u0300', 2], ['\u0309', 3], ['\u0303', 3], ['\u0323', 5]]);
const LETTERS = 'aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ';
const LETTER_OF = new Map<string, string>();
const TONE_OF = new Map<string, number>();
for (const letter of LETTERS) {
  // Hook and tilde are one tone here: half of the country does not tell them apart when writing.
  const marks = [...letter.normalize('NFD')];
  const tone = marks.find((mark) => TONES.has(mark));
  LETTER_OF.set(letter, marks.filter((mark) => mark !== tone).join('').normalize('NFC'));
  if (tone) TONE_OF.set(letter, TONES.get(tone) ?? 0);
}
const BARE_OF = new Map(Object.entries({ ă: 'a', â: 'a', ê: 'e', ô: 'o', ơ: 'o', ư: 'u', đ: 'd' }));
const PIECE = /\p{L}+|\d+|[.!?\n…]|[,;:()]/gu;
const SPELT_OUT = /(?<!\p{L})\p{L}(?:[.*_-]\p{L}(?!\p{L})){2,}/gu;

/** The syllables of a message, in order; lower case, numbers apart from letters. */
export function tokenise(text: string): Token[] {
  const lower = text.normalize('NFKC').toLowerCase().replace(/[\u200b-\u200f\u2060\ufeff]/g, '');
  const whole = lower.replace(SPELT_OUT, (letters) => letters.replace(/[.*_-]/g, ''));
  const tokens: Token[] = [];
  let at = 0;
  for (const [piece] of whole.matchAll(PIECE)) {
    if (isPause(piece)) at += piece === ',' || /[;:()]/.test(piece) ? PAUSE : STOP;
    else tokens.push({ ...spell(piece), at: at++ });
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
  let tone = 0;
  let marked = false;
  let run = 0;
  for (const character of word) {
    const letter = LETTER_OF.get(character) ?? character;
    tone = TONE_OF.get(character) ?? tone;
    marked ||= character !== letter || BARE_OF.has(letter);
    run = letters.endsWith(letter) ? run + 1 : 1;
    if (run === 1 || isDigit(letter) || run === 2) letters += letter;
    else if (run === 3) letters = letters.slice(0, -1); // `cứuuu` is `cứu`, `xoong` stays.
  }
  const one = oneY(letters);
  return { form: one + (tone || ''), bare: marked ? bareOf(one) : one, marked };
}

function bareOf(letters: string): string {
  return letters.replace(/[ăâêôơưđ]/g, (letter) => BARE_OF.get(letter) ?? letter);
}

// `lý` and `lí`, `quý` and `quí` are one word; `thúy` and `thúi` are two.
function oneY(letters: string): string {
  return /(?:^|[^aăâeêioôơuưy]|^qu)y$/.test(letters) && letters.length > 1 ? letters.slice(0, -1) + 'i' : letters;
}

function isPause(piece: string): boolean {
  return !/[\p{L}\d]/u.test(piece);
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}
