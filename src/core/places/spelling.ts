import { fold } from '../reading/fold.ts';

/** A word of a place name: `plain` is for finding, `accented` for telling apart what was found. */
export type Word = Readonly<{ plain: string; accented: string }>;

/**
 * The words of a place name as people write it: `Đắk Lắk`, `dac lac` and `ĐẮC LẮC` give the same plain words,
 * `Hoà` and `Hòa` the same accented ones. `known` remembers words that were read before: never what a person wrote.
 */
export function placeWords(text: string, known?: WordMemory): Word[] {
  return text.split(' ').flatMap((piece) => {
    const read = known?.get(piece) ?? readPiece(piece);
    known?.set(piece, read);
    return read;
  });
}

export type WordMemory = Map<string, readonly Word[]>;

/** The plain words joined by spaces: equal for all spellings of one name. */
export function placeKey(words: readonly Word[]): string {
  return words.map((word) => word.plain).join(' ');
}

/** True when one slip of the finger (a letter more, less, other, or two exchanged) leads from one word to the other. */
export function isSlip(typed: string, meant: string): boolean {
  if (typed === meant || Math.max(typed.length, meant.length) < SLIP_LETTERS_MIN) return false;
  if (Math.abs(typed.length - meant.length) > 1) return false;
  let start = 0;
  while (start < typed.length && typed[start] === meant[start]) start += 1;
  if (typed.length === meant.length && start + 2 < typed.length && typed.at(-1) !== meant.at(-1)) return false;
  const [restTyped, restMeant] = [typed.slice(start), meant.slice(start)];
  if (restTyped.length > restMeant.length) return restTyped.slice(1) === restMeant;
  if (restTyped.length < restMeant.length) return restTyped === restMeant.slice(1);
  if (restTyped.slice(1) === restMeant.slice(1)) return true;
  return `${restTyped[1]}${restTyped[0]}${restTyped.slice(2)}` === restMeant;
}

/** Finds the words that are one slip away, without comparing with every word. */
export type SlipIndex = Readonly<{ byShortened: ReadonlyMap<string, readonly string[]> }>;

export function buildSlipIndex(words: Iterable<string>): SlipIndex {
  const byShortened = new Map<string, string[]>();
  for (const word of words) {
    for (const key of shortened(word)) {
      const known = byShortened.get(key);
      if (known) known.push(word);
      else byShortened.set(key, [word]);
    }
  }
  return { byShortened };
}

export function wordsNear(index: SlipIndex, typed: string): string[] {
  const near = new Set<string>();
  for (const key of shortened(typed)) {
    for (const word of index.byShortened.get(key) ?? []) if (isSlip(typed, word)) near.add(word);
  }
  return [...near];
}

// In words of three letters nearly every slip is another name (An, Ân, Lan, Lân), so short words must be right.
const SLIP_LETTERS_MIN = 4;

// A digit after letters starts a new word, so that `p1` and `xuân thọ2` are read.
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]+|(?<=[\p{L}\p{M}])(?=\p{N})/u;

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

// i and y, k and c are written for each other in place names: Quy and Qui, Bắc Kạn and Bắc Cạn. `kh` is another sound.
function oneSpelling(word: string): string {
  return word.replace(/k(?!h)/g, 'c').replace(/y/g, 'i');
}

function plainForm(raw: string): string {
  return oneSpelling(fold(raw)).replace(/^0+(?=\d)/, '');
}

function readPiece(piece: string): Word[] {
  return piece
    .normalize('NFC')
    .toLowerCase()
    .split(BETWEEN_WORDS)
    .filter((raw) => raw !== '')
    .map((raw) => ({ plain: plainForm(raw), accented: accentedForm(raw) }));
}

// The tone goes to the end of the word: `hoà` and `hòa` differ only in where it is written.
function accentedForm(raw: string): string {
  const apart = raw.normalize('NFD');
  return oneSpelling(apart.replace(TONES, '')) + (apart.match(TONES) ?? []).join('');
}

function shortened(word: string): Set<string> {
  const forms = new Set([word]);
  for (let at = 0; at < word.length; at += 1) forms.add(word.slice(0, at) + word.slice(at + 1));
  return forms;
}
