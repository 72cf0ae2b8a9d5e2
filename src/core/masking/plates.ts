import { atomOf } from './digits.ts';
import type { Found } from './numbers.ts';
import type { Token } from './tokens.ts';

/** How the letters of a plate are read aloud: `hai tư bê hai`. */
const LETTERS = new Set(
  'be bo bi ce co xe de do dd ep hat ho ca ka lo mo no pe po et so te to ve vo ich xi ly my'.split(' '));
const SAID = new Set('bien bks bsx bs xe'.split(' '));
const SAID_REACH = 6;
const BREATH = new Set('cham gach ngang cach roi so xong tiep'.split(' '));
const LETTERS_MAX = 2;
const TAIL_MIN = 4;
const TAIL_MAX = 6;

/** Plates of which a part at least is spoken, and those behind a word for one: `24 B2 sau sau ba hai chin`. */
export function platesIn(tokens: readonly Token[]): Found[] {
  const found: Found[] = [];
  let said = -SAID_REACH;
  for (let at = 0; at < tokens.length; at += 1) {
    if (SAID.has(tokens[at]?.bare ?? '')) said = at;
    const end = plateEnd(tokens, at, at - said < SAID_REACH);
    const [first, last] = [tokens[at], tokens[(end ?? 0) - 1]];
    if (end === undefined || !first || !last) continue;
    found.push({ from: first.from, to: last.to, kind: 'plate' });
    at = end - 1;
  }
  return found;
}

function plateEnd(tokens: readonly Token[], at: number, said: boolean): number | undefined {
  const head = digitsFrom(tokens, at, 2);
  if (!/^[1-9]\d$/.test(head.digits)) return undefined;
  let letters = head.next;
  while (letters < head.next + LETTERS_MAX && isLetter(tokens[letters])) letters += 1;
  if (letters === head.next) return undefined;
  const tail = digitsFrom(tokens, letters, TAIL_MAX);
  if (tail.digits.length < TAIL_MIN || !(said || (head.spoken && tail.spoken))) return undefined;
  return tail.next;
}

const isLetter = (token: Token | undefined): boolean =>
  token?.kind === 'word' && token.gap !== 'stop' && (token.bare.length === 1 || LETTERS.has(token.bare));

/** The digits of what is written and spoken from here on, at most so many. */
type Digits = Readonly<{ digits: string; next: number; spoken: boolean }>;

function digitsFrom(tokens: readonly Token[], at: number, most: number): Digits {
  let [digits, next, spoken] = ['', at, false];
  for (let index = at; index < at + most * 2; index += 1) {
    const token = tokens[index];
    const stops = index > at && token?.gap === 'stop' && !isPoint(tokens, index);
    if (!token || stops) break;
    const atom = atomOf(tokens, index);
    if (atom === undefined) {
      if (digits !== '' && BREATH.has(token.bare)) continue;
      break;
    }
    if (digits.length + atom.digits.length > most) break;
    digits += atom.digits;
    spoken ||= atom.spoken;
    next = index + 1;
  }
  return { digits, next, spoken };
}

/** `667.21`: the point inside a number is no end of a sentence. */
function isPoint(tokens: readonly Token[], index: number): boolean {
  const [before, token] = [tokens[index - 1], tokens[index]];
  return before?.kind === 'digits' && token?.kind === 'digits' && token.from - before.to === 1;
}
