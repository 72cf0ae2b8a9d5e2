import { readCommand, readKey } from './choice.ts';
import { features } from './features.ts';
import { byRule, hush, INTENTS } from './rules.ts';
import type { Intent, Verdict } from './rules.ts';
import { tag } from './tags.ts';
import type { Reading } from './tags.ts';
import { trust, weigh } from './weigh.ts';

export { INTENTS };
export type { Intent };

// The beginning says what is the matter; somebody who writes long may cry for help at its end.
const HEAD_MAX = 2_000;
const TAIL_MAX = 500;
// Composing shortens: enough raw text is taken that the head is full even when every mark is a character of its own.
const RAW_FACTOR = 4;
// To miss danger costs more than to offer help once too often, and to offer it on a harmless word costs too. Set on
// sentences that the weights had not seen (scripts/weigh-reading.ts --check).
const LEAN: Readonly<Record<Intent, number>> = {
  danger: 1.5, selfharm: 0.5, trafficking: 0.5, marriage: 0.5, child: 0.5, violence: 0.5,
  delete: 0.5, leave: 0.5, address: 0.5, club: 0.5, talk: 0.5, none: 0,
};
const COMMAND_MAX = 24;

/**
 * Reads what a free message is about, in Vietnamese with or without accents and in simple English. It offers a way
 * on and never reports anybody. Of a long message only the first 2,000 and the last 500 characters are read.
 */
export function readIntent(text: string): Intent {
  return explain(text).intent;
}

/** As `readIntent`, with the pattern that fits, if any: for whoever tends the tables. */
export function explain(text: string): Verdict {
  const short = text.length <= COMMAND_MAX ? asCommand(text) : undefined;
  if (short) return { intent: short, pattern: 'command' };
  const reading = read(text);
  if (!reading.tokens.some(({ form }) => form > '9')) return { intent: 'none', pattern: '' };
  const rule = byRule(reading);
  const scores = weigh(features(reading));
  // Two judges: the patterns, each as far as it proved right, and the weights of all that the message consists of.
  let best: Intent = 'none';
  let most = -Infinity;
  for (const [index, intent] of INTENTS.entries()) {
    const spoken = (scores[index] ?? 0) + LEAN[intent] + (intent === rule.intent ? trust(rule) : 0);
    if (spoken > most) [best, most] = [intent, spoken];
  }
  return { intent: best, pattern: best === rule.intent ? rule.pattern : '' };
}

/** The concepts of a message, harsh words that mean no harm taken out. */
export function read(text: string): Reading {
  return hush(tag(ends(text)));
}

function asCommand(text: string): Intent | undefined {
  return readCommand(text) ?? (/\p{L}/u.test(text) && readKey(text) === 'leave' ? 'leave' : undefined);
}

function ends(text: string): string {
  if (text.length <= HEAD_MAX) return text;
  const head = text.slice(0, HEAD_MAX * RAW_FACTOR).normalize('NFC').slice(0, HEAD_MAX);
  const tail = text.slice(-TAIL_MAX * RAW_FACTOR).normalize('NFC').slice(-TAIL_MAX);
  return `${head}\n${tail}`;
}
