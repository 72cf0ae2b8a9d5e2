import { originOf, type Flat } from './flat.ts';
import type { Found } from './numbers.ts';
import {
  NUMBER, MORE, HOUSE, LETTERED, FLAT, LODGING, PLOT, PLAIN, MARKED, SPOKEN_HOUSE, LETTER_SLASH, SO_LOT, IN_GROUP,
} from './words/houses.ts';

const LANE = '(?:ngo|ngach|hem|kiet|duong|pho)';
const LANES = new RegExp(`(?<![a-z])(?:ngo|ngach|hem|kiet)(?: so)? ?${NUMBER}${MORE}`, 'g');
const ON_ROAD = new RegExp(
  `(?<![\\w/.,-])(?:so )?${NUMBER}[ ,]{1,3}${LANE}(?= [a-z0-9])(?: so)?(?: ${NUMBER})?${MORE}`, 'g');
const SLASHED = new RegExp(
  `(?<![a-z])nha (?:toi |em |minh |chi |tui )?(?:o |la )?\\d{1,4}[a-z]?(?: ?/ ?\\d{1,4}[a-z]?){1,4}(?![\\w/])${MORE}`,
  'g');
const ALLEY = /(?<![a-z0-9])k\d{1,4}(?:\/\d{1,4}[a-z]?){1,3}(?![\d/])/g;
const SO_NAMED = /(?<![a-z])(?:o|tai|dia chi|la|nha)[ :]{1,2}(?:nha )?so \d{1,4}[a-z]?(?![a-z0-9/])/g;
const ADDRESS = new RegExp(
  `(?<![a-z])(?:dia chi|d/c)(?: nha)?(?: (?:em|toi|chi|no|minh|cua em))?(?: (?:la|o))? ?[:]? ?${NUMBER}${MORE}`, 'g');

export function housesIn(flat: Flat): Found[] {
  const { chars } = flat;
  const all = (rule: RegExp): Found[] =>
    [...chars.matchAll(rule)].map(({ index, 0: text }) => ({ from: index, to: index + text.length, kind: 'house' }));
  const plain = all(PLAIN).filter(({ to }) => capitalsCount(flat, to) >= 2);
  const sure = [
    HOUSE, LANES, SLASHED, LETTERED, FLAT, ALLEY, LODGING, PLOT, ADDRESS, SPOKEN_HOUSE, LETTER_SLASH, SO_LOT, IN_GROUP,
  ].flatMap(all);
  const found = [...sure, ...plain];
  const onRoad = all(ON_ROAD).filter(({ from, to }) => isAddress(flat, from, to));
  const soNamed = all(SO_NAMED).filter(({ to }) => namesFollow(flat, to) || /^\s*(?:[,.!?\n]|$)/.test(chars.slice(to, to + 4)));
  const meant = [...found, ...onRoad, ...soNamed].filter((house) => isMeant(flat, house));
  return meant.map((house) => ({ ...house, to: withRoad(flat, house.to) }));
}

/** `mua 2 đường`, `đi 2 ngõ`: a number before a road is a house only with a slash, a `số`, or the road's name. */
function isAddress(flat: Flat, from: number, to: number): boolean {
  const text = flat.chars.slice(from, to);
  if (/^so|\/|\d[a-z]?[ ,]+(?:ngo|ngach|hem|kiet) \d/.test(text)) return true;
  return namesFollow(flat, to) || /(?:o|dia chi|nha|tai)[ :]+$/.test(flat.chars.slice(Math.max(0, from - 12), from));
}


/** With its accents a word is one word only: `ngô 2` is maize. */
function isMeant(flat: Flat, { from, to }: Found): boolean {
  const [start, end] = originOf(flat, from, to);
  const words = flat.text.slice(start, end).normalize('NFC').toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.every((word) => /^[a-z]*$/.test(word) || MARKED.has(word));
}

const ROAD = /^[ ,]{1,3}(duong|pho|ngo|hem|kiet|thon|ban|xom|ap|khu dan cu|khu|cho)(?: cho)? /;
const ROAD_WORDS_MAX = 4;
const ROADS_MAX = 3;
/** Of a road in small letters: two or three words, until one that goes on. */
const SMALL_ROAD = /^(?: [a-z]{1,7}(?![a-z0-9])){2}/;
const THIRD = /^ [a-z]{1,7}(?![a-z0-9])/;
const GOES_ON = /^ (?:nua|roi|nhe|nha|a|dung|gan|canh|tu|o|em|chi|co|nghe|dem|goi|voi|cho|la|thi|ma|den|toi|di|ve|ra|no|chong|de|tim|va|ben|doi|ngay|hoi|dang|bi)(?![a-z])/;

/** The name of the road goes with the number, where capitals show how far it reaches. */
function withRoad(flat: Flat, to: number): number {
  let end = to;
  for (let count = 0; count < ROADS_MAX; count += 1) {
    const base = Math.max(0, end - 6);
    const road = roadAt(flat.chars.slice(base, end + 16), end - base);
    const start = end + (road ? road[0].length - 1 : 0);
    const capitals = capitalsEnd(flat, start);
    const small = capitals === start && road && isRoadWord(road) ? smallRoadEnd(flat.chars, start) : capitals;
    if (small === start) return end;
    end = small;
  }
  return end;
}

const isRoadWord = (road: RegExpExecArray): boolean => /^(?:duong|pho|)$/.test(road[1] ?? '');

function roadAt(chars: string, at: number): RegExpExecArray | null {
  const behind = /(?<![a-z])(?:duong|pho|ngo|hem)$/.test(chars.slice(0, at));
  return behind ? /^ (x)?/.exec(chars.slice(at)) : ROAD.exec(chars.slice(at));
}

function smallRoadEnd(chars: string, start: number): number {
  const rest = chars.slice(start, start + 32);
  const dated = /^ \d{1,2}(?: thang |\/)\d{1,2}(?!\d)/.exec(rest);
  if (dated) return start + dated[0].length;
  const two = SMALL_ROAD.exec(rest)?.[0];
  if (two === undefined || GOES_ON.test(rest)) return start;
  const third = rest.slice(two.length);
  const more = GOES_ON.test(third) ? undefined : THIRD.exec(third)?.[0];
  return start + two.length + (more?.length ?? 0);
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
