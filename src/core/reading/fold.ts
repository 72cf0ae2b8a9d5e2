const TONE_OLD_STYLE = new Map(
  Object.entries({
    oà: 'òa', oá: 'óa', oả: 'ỏa', oã: 'õa', oạ: 'ọa', oè: 'òe', oé: 'óe', oẻ: 'ỏe', oẽ: 'õe', oẹ: 'ọe',
    uỳ: 'ùy', uý: 'úy', uỷ: 'ủy', uỹ: 'ũy', uỵ: 'ụy', ì: 'ỳ', í: 'ý', ỉ: 'ỷ', ĩ: 'ỹ', ị: 'ỵ',
  }),
);
const NEW_STYLE = /(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![\p{L}\p{M}])/gu;
// `lí do` and `lý do`, `quí` and `quý`: only where the vowel stands alone after these letters is y the same sound.
const I_FOR_Y = /(?<=(?<!\p{L})(?:[hklmst]|qu))[ìíỉĩị](?!\p{L})/gu;

/** Folds Vietnamese text for comparing: `Gặp  Người Trực ` and `gap nguoi truc` are the same; `cứuuuu` is `cuu`. */
export function fold(text: string): string {
  // Half of all messages are typed without marks: nothing of them can be decomposed.
  if (ASCII.test(text)) return collapse(text.toLowerCase());
  // Collapsed before the marks go: `cứuuu` is `cứu`, and only then `cuu`.
  const once = collapse(text.normalize('NFC').toLowerCase());
  return once.normalize('NFD').replace(/\p{Mn}/gu, '').replaceAll('đ', 'd');
}

/** As `fold`, but the accents stay, written one way: `hoà` is `hòa`, `thuỷ` is `thủy`, `lí` is `lý`. */
export function keepAccents(text: string): string {
  const lower = text.normalize('NFC').toLowerCase();
  return collapse(lower.replace(NEW_STYLE, oldStyle).replace(I_FOR_Y, oldStyle));
}

// eslint-disable-next-line no-control-regex -- every character below 128, whatever it is
const ASCII = /^[\x00-\x7f]*$/;
const THRICE = /(.)\1\1/;
const SPACES = /[^\S ]|\s\s/;

// Three of a letter are a cry, never a spelling. Two stay: `xoong`, `ok ee`.
function collapse(text: string): string {
  const single = THRICE.test(text) ? text.replace(/(\p{L})\1{2,}/gu, '$1') : text;
  return (SPACES.test(single) ? single.replace(/\s+/g, ' ') : single).trim();
}

function oldStyle(vowels: string): string {
  return TONE_OLD_STYLE.get(vowels) ?? vowels;
}
