import { CHILD } from './child.ts';
import { DANGER } from './danger.ts';
import { MARRIAGE } from './marriage.ts';
import { compile, presence, says, someChain } from './patterns.ts';
import type { Compiled, Pattern } from './patterns.ts';
import { QUIET } from './quiet.ts';
import { SELFHARM } from './selfharm.ts';
import { tag } from './tags.ts';
import type { Reading, Tag } from './tags.ts';
import { TRAFFICKING } from './trafficking.ts';
import { VIOLENCE } from './violence.ts';
import { ADDRESS, CLUB, DELETE, LEAVE, TALK } from './wishes.ts';

/** What a free message is about, the most pressing first. Reading offers a way on; it never reports anybody. */
export const INTENTS = [
  'danger', 'selfharm', 'trafficking', 'marriage', 'child', 'violence',
  'delete', 'leave', 'address', 'club', 'talk', 'none',
] as const;
export type Intent = (typeof INTENTS)[number];

// The beginning says what is the matter; somebody who writes long may cry for help at its end.
const HEAD_MAX = 2_000;
const TAIL_MAX = 500;
// Composing shortens: enough raw text is taken that the head is full even when every mark is a character of its own.
const RAW_FACTOR = 4;

type Table = { readonly intent: Intent; readonly patterns: readonly Compiled[] };

const STORY = '@story/@prevention';
const TABLES: readonly Table[] = [
  table('danger', DANGER, { unless: '@story/@prevention/@away' }),
  table('selfharm', SELFHARM, { unless: STORY, time: 'any' }),
  table('trafficking', TRAFFICKING, { unless: STORY, time: 'any' }),
  table('marriage', MARRIAGE, { unless: STORY, time: 'any' }),
  table('child', CHILD, { unless: STORY, time: 'any' }),
  table('violence', VIOLENCE, { unless: STORY, time: 'any' }),
  table('delete', DELETE, { time: 'any' }),
  table('leave', LEAVE, { time: 'any' }),
  table('address', ADDRESS, { time: 'any' }),
  table('club', CLUB, { time: 'any' }),
  table('talk', TALK, { time: 'any' }),
];
const QUIETS = QUIET.map((quiet) => {
  const parts = quiet.says.split(' + ');
  return { pattern: compile({ ...quiet, says: quiet.says.replace(/[[\]]/g, '') }, { time: 'any' }), target: parts.findIndex((part) => part.startsWith('[')) };
});

/** Reads what a message is about. Of a long one only the first 2,000 and the last 500 characters are read. */
export function readIntent(text: string): Intent {
  return explain(text).intent;
}

/** As `readIntent` by the patterns alone, with the one that decided: for whoever tends the tables. */
export function explain(text: string): { intent: Intent; pattern: string } {
  return byRule(hush(tag(ends(text))));
}

export function readTags(text: string): Reading {
  return hush(tag(ends(text)));
}

export function byRule(reading: Reading): { intent: Intent; pattern: string } {
  const present = presence(reading.tags);
  for (const { intent, patterns } of TABLES) {
    for (const pattern of patterns) if (says(pattern, reading, present)) return { intent, pattern: pattern.says };
  }
  return { intent: 'none', pattern: '' };
}

function ends(text: string): string {
  if (text.length <= HEAD_MAX) return text;
  const head = text.slice(0, HEAD_MAX * RAW_FACTOR).normalize('NFC').slice(0, HEAD_MAX);
  const tail = text.slice(-TAIL_MAX * RAW_FACTOR).normalize('NFC').slice(-TAIL_MAX);
  return `${head}\n${tail}`;
}

function hush(reading: Reading): Reading {
  const silent = new Set<Tag>();
  const present = presence(reading.tags);
  for (const { pattern, target } of QUIETS) {
    const [sequence] = pattern.sequences;
    if (!sequence || !sequence.every((part) => part.concepts.some((concept) => (present[concept] ?? 0) > 0))) continue;
    if (pattern.unless.some((concept) => (present[concept] ?? 0) > 0)) continue;
    someChain(sequence, reading.tags, pattern.gap, (chain) => {
      const hushed = chain[target];
      if (hushed) silent.add(hushed);
      return false;
    });
  }
  return silent.size === 0 ? reading : { ...reading, tags: reading.tags.filter((each) => !silent.has(each)) };
}

function table(intent: Intent, patterns: readonly Pattern[], options: { unless?: string; time?: 'any' }): Table {
  return { intent, patterns: patterns.map((pattern) => compile(pattern, options)) };
}
