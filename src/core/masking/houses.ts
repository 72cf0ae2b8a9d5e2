import { originOf, type Flat } from './flat.ts';
import type { Found } from './numbers.ts';

const NUMBER = '\\d{1,4}[a-z]?(?![a-z0-9])(?: ?[/] ?\\d{1,4}[a-z]?(?![a-z0-9])){0,4}';
const LANE = '(?:ngo|ngach|hem|kiet|duong|pho)';
/** Lanes behind a number: `nhà số 7 ngõ 5`. */
const MORE = `(?:[ ,.-]{1,3}(?:ngo|ngach|hem|kiet|duong|pho|to|khu|so nha|so|day tro|phong)(?: so)? ${NUMBER}){0,3}`;
const HOUSE = new RegExp(
  `(?<![a-z])(?:so nha(?: (?:em|toi|no|chi|anh|minh|tui|cua em|cua toi|nha em))?(?: la)?|nha(?: (?:em|toi|no|chi|anh|minh|tui))? so|ngo so|kios(?: so)?|day tro so|toa [a-z]\\d?,? (?:phong|can)(?: so)?|chung cu phong|nha tro so|phong tro(?: so)?|can ho(?: so)?|can so|ki ?ot(?: so)?|sn|cua so nha)[ :.]{0,3}${NUMBER}${MORE}`,
  'g');
const LANES = new RegExp(`(?<![a-z])(?:ngo|ngach|hem|kiet)(?: so)? ?${NUMBER}${MORE}`, 'g');
const ON_ROAD = new RegExp(
  `(?<![\\w/.,-])(?:so )?${NUMBER}[ ,]{1,3}${LANE}(?= [a-z0-9])(?: so)?(?: ${NUMBER})?${MORE}`, 'g');
const SLASHED = new RegExp(`(?<![a-z])nha (?:toi |em |minh |chi |tui )?(?:o |la )?\\d{1,4}[a-z]?(?: ?/ ?\\d{1,4}[a-z]?){1,4}(?![\\w/])${MORE}`, 'g');
const FLAT = /(?<![a-z])(?:(?:toa|tang|block) [a-z]?\d{0,2},? )?(?:phong (?:so )?|p\.? ?)\d{3,4}(?![\d/.:])/g;
const LODGING = /(?<![a-z])(?:(?:khu|day|nha|xom) tro|chung cu|ky tuc xa|ktx)(?: [a-z]{1,8}){0,3},? (?:phong|can)(?: so)? \d{1,4}[a-z]?(?![a-z0-9])/g;
const PLOT = /(?<![a-z])lo (?:so )?(?:[a-z]{1,2}[ -]?)?\d{1,3}[a-z]?,? (?:khu|kdc|tai dinh cu|duong|pho)(?![a-z])/g;
const PLAIN = /(?<=(?<![a-z])(?:o|tai|dia chi|nha|so|truoc|canh)(?: la)?[ :]{1,2})\d{1,4}[a-z]?(?:\/\d{1,4}[a-z]?){0,3}(?= [a-z]{2})/g;
const ALLEY = /(?<![a-z0-9])k\d{1,4}(?:\/\d{1,4}[a-z]?){1,3}(?![\d/])/g;
const LETTERED = /(?<![a-z])(?:nha \d{1,4}[a-e]|nha \d{1,4},? to \d{1,3}|phong \d{1,4} (?:day|khu|xom|nha) tro(?: so)? \d{1,4})(?![a-z0-9])/g;
const SO_NAMED = /(?<![a-z])(?:o|tai|dia chi|la|nha)[ :]{1,2}(?:nha )?so \d{1,4}[a-z]?(?![a-z0-9/])/g;
const ADDRESS = new RegExp(
  `(?<![a-z])(?:dia chi|d/c)(?: nha)?(?: (?:em|toi|chi|no|minh|cua em))?(?: (?:la|o))? ?[:]? ?${NUMBER}${MORE}`, 'g');

export function housesIn(flat: Flat): Found[] {
  const { chars } = flat;
  const all = (rule: RegExp): Found[] =>
    [...chars.matchAll(rule)].map(({ index, 0: text }) => ({ from: index, to: index + text.length, kind: 'house' }));
  const plain = all(PLAIN).filter(({ to }) => capitalsCount(flat, to) >= 2);
  const found = [...all(HOUSE), ...all(LANES), ...all(SLASHED), ...all(LETTERED), ...all(FLAT), ...all(ALLEY), ...all(LODGING), ...all(PLOT), ...plain, ...all(ADDRESS)];
  const onRoad = all(ON_ROAD).filter(({ from, to }) => isAddress(flat, from, to));
  const soNamed = all(SO_NAMED).filter(({ to }) => namesFollow(flat, to) || /^\s*(?:[,.!?\n]|$)/.test(chars.slice(to, to + 4)));
  return [...found, ...onRoad, ...soNamed].filter((house) => isMeant(flat, house)).map((house) => ({ ...house, to: withRoad(flat, house.to) }));
}

/** `mua 2 đường`, `đi 2 ngõ`: a number before a road is a house only with a slash, a `số`, or the road's name. */
function isAddress(flat: Flat, from: number, to: number): boolean {
  const text = flat.chars.slice(from, to);
  if (/^so|\/|\d[a-z]?[ ,]+(?:ngo|ngach|hem|kiet) \d/.test(text)) return true;
  return namesFollow(flat, to) || /(?:o|dia chi|nha|tai)[ :]+$/.test(flat.chars.slice(Math.max(0, from - 12), from));
}

const MARKED = new Set('lô khu ký túc xá chung cư tầng dãy số nhà trọ phòng căn hộ của tòa toà ngõ ngách hẻm kiệt đường phố tổ khu dãy địa chỉ ở tại là tôi mình chị cửa xóm'.split(' '));

/** With its accents a word is one word only: `ngô 2` is maize. */
function isMeant(flat: Flat, { from, to }: Found): boolean {
  const [start, end] = originOf(flat, from, to);
  const words = flat.text.slice(start, end).normalize('NFC').toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.every((word) => /^[a-z]*$/.test(word) || MARKED.has(word));
}

const ROAD = /^[ ,]{1,3}(?:duong|pho) /;
const ROAD_WORDS_MAX = 4;

/** The name of the road goes with the number, where capitals show how far it reaches. */
function withRoad(flat: Flat, to: number): number {
  const road = ROAD.exec(flat.chars.slice(to, to + 10));
  const start = to + (road ? road[0].length - 1 : 0);
  const end = capitalsEnd(flat, start);
  if (end > start) return end;
  return to;
}

const capitalsCount = (flat: Flat, to: number): number =>
  flat.chars.slice(to, capitalsEnd(flat, to)).split(' ').length - 1;

const namesFollow = (flat: Flat, to: number): boolean => capitalsEnd(flat, to) > to;

/** Behind the words with a capital that follow, at most four. */
export function capitalsEnd(flat: Flat, to: number): number {
  let end = to;
  for (let count = 0; count < ROAD_WORDS_MAX; count += 1) {
    const word = /^ ([a-z]{1,12}\d{0,3}|\d{1,2}\/\d{1,2})(?![a-z0-9])/.exec(flat.chars.slice(end, end + 16))?.[0];
    if (word === undefined) return end;
    const [from, until] = originOf(flat, end + 1, end + word.length);
    const given = flat.text.slice(from, until);
    if (!/^[\d\p{Lu}]/u.test(given)) return end;
    end += word.length;
  }
  return end;
}
