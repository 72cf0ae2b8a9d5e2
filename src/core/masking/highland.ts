import type { Flat } from './flat.ts';
import {
  capitalsEnd, isAnyGiven, isCapital, isNever, isPlaceWord, isStrange, isSurname, isToward, placeEnd,
} from './name_words.ts';
import { has, type Token, wordSet } from './tokens.ts';

/** `H'Mông`, `K'Ho`, `H'rê` are peoples: nobody is told by them. */
const PEOPLES = new Set('mong mon ho re roi'.split(' '));
/** Families of the Central Highlands, which stand before the given name or behind it. */
const FAMILIES = wordSet(
  'niê ayun kpă ksor rơ châm rah lan rmah rcom siu nay mlô êban byă kbuôr hmok puih rahlan bkrông krông hđơk adrơng '
  + 'knul hwing êya ênuôl zơ râm hôih alăng bríu pơloong arất bhling coor');
/** Of these nothing else is made. */
const CLEAR_FAMILY = /^(?:rmah|ksor|rcom|kpa|mlo|kbuor|rahlan)$/;
const LEAD_MAX = 2;

/** Of the Central Highlands: `H'Hen Niê`, `Ksor H'Nhi`, `y thuot bya`, `Ka Nhỏi`: index behind the name. */
export function villager(flat: Flat, tokens: readonly Token[], at: number): number | undefined {
  for (let sign = at; sign <= at + LEAD_MAX; sign += 1) {
    if (isSigned(flat, tokens, sign)) return tailEnd(tokens, sign + 2);
    const [lead, next] = [tokens[sign], tokens[sign + 1]];
    if (next?.gap !== 'touch' || !(isSurname(lead) || has(FAMILIES, lead))) break;
  }
  return spaced(tokens, at);
}

/** `H'Hen`, `k'brẻo`. */
function isSigned(flat: Flat, tokens: readonly Token[], at: number): boolean {
  const [first, second] = [tokens[at], tokens[at + 1]];
  if (!first || second?.kind !== 'word' || PEOPLES.has(second.bare) || !/^[hk]$/.test(first.bare)) return false;
  return /^['\u2019\u02bc\u2018`]$/.test(flat.chars.slice(first.to, Math.min(second.from, first.to + 2)));
}

/** `Y Moan`, `h bia nie`, `ka diep`, without a sign: what follows shows that it is a name. */
function spaced(tokens: readonly Token[], at: number): number | undefined {
  const [first, second, third] = tokens.slice(at, at + 3);
  if (!first || second?.kind !== 'word' || second.gap !== 'touch' || PEOPLES.has(second.bare)) return undefined;
  if (CLEAR_FAMILY.test(first.bare) && first.cased === 'small' && !isNever(second)) return tailEnd(tokens, at + 2);
  const led = first.bare === 'ka' && !isToward(tokens[at - 1]) && !isPlaceWord(tokens[at - 1]);
  if (!led && !/^[yhk]$/.test(first.bare)) return undefined;
  const capital = first.cased !== 'small' && isCapital(second, true) && placeEnd(tokens, at) === at;
  if (capital && (led || first.bare === 'y')) return tailEnd(tokens, at + 2);
  if (third?.gap === 'touch' && has(FAMILIES, third)) return tailEnd(tokens, at + 2);
  const strange = isStrange(second) && second.bare.length > 2;
  if (led && (strange || (isAnyGiven(second) && !isNever(second)))) return at + 2;
  return first.bare === 'y' && strange ? tailEnd(tokens, at + 2) : undefined;
}

function tailEnd(tokens: readonly Token[], at: number): number {
  const capitals = isCapital(tokens[at], true) ? capitalsEnd(tokens, at) : at;
  return tokens[capitals]?.gap === 'touch' && has(FAMILIES, tokens[capitals]) ? capitals + 1 : capitals;
}
