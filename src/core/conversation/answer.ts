import { fold } from '../reading/fold.ts';
import { readHours } from '../reading/hours.ts';
import type { AnswerKind } from './flow.ts';

/** Telegram's longest message; anything longer is asked for again in shorter pieces, never cut. */
export const TEXT_MAX = 4096;
const PLACE_MAX = 200;
const WORD_MAX = 60;

/** Reads a reply as the kind of answer a node asks for; undefined is a miss, never an error. */
export function readAnswer(kind: AnswerKind, text: string): string | undefined {
  const said = text.normalize('NFC').trim();
  switch (kind) {
    case 'text':
      return said && said.length <= TEXT_MAX ? said : undefined;
    case 'hours':
      return readHours(said)?.map(({ from, to }) => `${from}-${to}`).join(', ');
    case 'place':
      return said && said.length <= PLACE_MAX ? said : undefined;
    case 'receipt':
      // Any short text is tried: refusing a malformed code sooner would tell it from a wrong one.
      return said && said.length <= WORD_MAX ? said.toUpperCase().replace(/[^0-9A-Z]/g, '') || '-' : undefined;
    case 'word':
      // A digit would be typed by anybody who tries the keys.
      return said.length <= WORD_MAX && !/^\d$/.test(said) ? fold(said) || undefined : undefined;
    case 'code': {
      const code = said.toUpperCase().replace(/[\s-]/g, '');
      return /^[A-Z0-9]{6}$/.test(code) ? code : undefined;
    }
    case 'lock':
      // Any number is tried: what is too short for one opens nothing, as a wrong one does.
      return /^\d{1,8}$/.test(said) ? said : undefined;
    case 'pin': {
      const digits = said.replace(/[\s.-]/g, '');
      return /^\d{6}$/.test(digits) && !isGuessable(digits) ? digits : undefined;
    }
    case 'number':
      return /^\d{1,6}$/.test(said) ? said : undefined;
  }
}

/** Counted up or down, or one, two or three digits again and again: what is tried first. */
function isGuessable(digits: string): boolean {
  const steps = [...digits].slice(1).map((digit, index) => (Number(digit) - Number(digits[index]) + 10) % 10);
  const [step] = steps;
  const counted = (step === 0 || step === 1 || step === 9) && steps.every((one) => one === step);
  return counted || [2, 3].some((length) => digits === digits.slice(0, length).repeat(6 / length));
}
