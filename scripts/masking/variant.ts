import { KNOWN_FAMILIES, KNOWN_HIGHLAND, KNOWN_KINH } from '../../src/core/masking/words/known_names.ts';

type Chance = () => number;

const wordsOf = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '');

const KINH = wordsOf(KNOWN_KINH);
const HIGHLAND = wordsOf(KNOWN_HIGHLAND);
const FAMILIES = wordsOf(KNOWN_FAMILIES);
const STAYS = new Set(wordsOf('thị thi văn van a seo y mí ka h k'));

const NAME = /⟦name:([^⟧]*)⟧/g;
const SIGN = /⟦\w+:|[^⟦⟧]/g;
const stripped = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');

/** A marked line in other clothes: with other names, without accents, in small letters, as `chance` has it. */
export function variant(line: string, chance: Chance): string {
  const accented = /[^ -~⟦⟧]/.test(line);
  const written = (name: string): string => (accented ? name : stripped(name));
  const named = chance() < 0.6
    ? line.replace(NAME, (_whole, name: string) => `⟦name:${written(otherName(name, chance))}⟧`)
    : line;
  const bare = chance() < 0.4 ? outsideMarks(named, stripped) : named;
  return chance() < 0.4 ? outsideMarks(bare, (sign) => sign.toLowerCase()) : bare;
}

const outsideMarks = (line: string, change: (sign: string) => string): string =>
  line.replace(SIGN, (sign) => (sign.startsWith('⟦') ? sign : change(sign)));

function otherName(name: string, chance: Chance): string {
  if (/['’.]/.test(name)) return name;
  const words = name.split(/\s+/);
  const other = words.map((word, index) => {
    if (STAYS.has(word.toLowerCase())) return word.toLowerCase();
    if (words.length > 1 && index === 0) return oneOf(FAMILIES, chance);
    return oneOf(chance() < 0.7 ? KINH : HIGHLAND, chance);
  });
  if (name === name.toUpperCase() && name !== name.toLowerCase()) return other.join(' ').toUpperCase();
  const first = name.charAt(0);
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  return first === first.toLowerCase() ? other.join(' ') : other.map(capital).join(' ');
}

const oneOf = (list: readonly string[], chance: Chance): string => list[Math.floor(chance() * list.length)] ?? '';
