import { CHILD } from './child.ts';
import { DANGER } from './danger.ts';
import { MARRIAGE } from './marriage.ts';
import { compile, presence, says, someChain } from './patterns.ts';
import type { Compiled, Pattern } from './patterns.ts';
import { QUIET } from './quiet.ts';
import { SELFHARM } from './selfharm.ts';
import type { Reading, Tag } from './tags.ts';
import { TRAFFICKING } from './trafficking.ts';
import { VIOLENCE } from './violence.ts';
import { ADDRESS, CLUB, DELETE, LEAVE, TALK } from './wishes.ts';

/** What a free message is about, the most pressing first. */
export const INTENTS = [
  'danger', 'selfharm', 'trafficking', 'marriage', 'child', 'violence',
  'delete', 'leave', 'address', 'club', 'talk', 'none',
] as const;
export type Intent = (typeof INTENTS)[number];
export type Verdict = { readonly intent: Intent; readonly pattern: string };

type Table = { readonly intent: Intent; readonly patterns: readonly Compiled[] };

// What is told of a film or a leaflet is told of nobody.
const TOLD = '@story/@prevention';
const TABLES: readonly Table[] = [
  table('danger', DANGER, { unless: `${TOLD}/@away` }),
  table('selfharm', SELFHARM, { unless: TOLD, time: 'any' }),
  table('trafficking', TRAFFICKING, { unless: TOLD, time: 'any' }),
  table('marriage', MARRIAGE, { unless: TOLD, time: 'any' }),
  table('child', CHILD, { unless: TOLD, time: 'any' }),
  table('violence', VIOLENCE, { unless: TOLD, time: 'any' }),
  table('delete', DELETE, { time: 'any' }),
  table('leave', LEAVE, { time: 'any' }),
  table('address', ADDRESS, { time: 'any' }),
  table('club', CLUB, { time: 'any' }),
  table('talk', TALK, { time: 'any' }),
];
const QUIETS = QUIET.map((quiet) => {
  const target = quiet.says.split(' + ').findIndex((part) => part.startsWith('['));
  return { pattern: compile({ ...quiet, says: quiet.says.replace(/[[\]]/g, '') }, { time: 'any' }), target };
});

/** The first pattern that a message fits, table by table; `none` and no pattern otherwise. */
export function byRule(reading: Reading): Verdict {
  const present = presence(reading.tags);
  for (const { intent, patterns } of TABLES) {
    for (const pattern of patterns) if (says(pattern, reading, present)) return { intent, pattern: pattern.says };
  }
  return { intent: 'none', pattern: '' };
}

/** A reading without the harsh words that `quiet.ts` takes out. */
export function hush(reading: Reading): Reading {
  const silent = new Set<Tag>();
  const present = presence(reading.tags);
  const occurs = (concept: number) => (present[concept] ?? 0) > 0;
  for (const { pattern, target } of QUIETS) {
    const [sequence] = pattern.sequences;
    if (!sequence?.every((part) => part.concepts.some(occurs)) || pattern.unless.some(occurs)) continue;
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
