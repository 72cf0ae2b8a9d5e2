import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Readable } from 'node:stream';
import type { Effect } from '../core/conversation/effect.ts';
import type { Event } from '../core/conversation/event.ts';
import { newSession, type Session } from '../core/conversation/session.ts';
import { step } from '../core/conversation/step.ts';
import { numbered, withHotlines, HOTLINES_ALWAYS } from '../core/conversation/present.ts';
import { actionOf } from '../core/conversation/actions.ts';
import { mask } from '../core/masking/mask.ts';
import { quoted } from '../core/places/rows.ts';
import { readIntent } from '../core/reading/intent.ts';
import type { CommandResult } from '../roof/answer.ts';
import { type Edition, readEdition } from '../words/edition.ts';
import { checkEdition } from '../words/check.ts';
import { drawFlows } from '../words/draw.ts';

const ROOT = new URL('../../', import.meta.url);

/** `read`: free text in, one JSON line with its intent out. Nothing is stored. */
export async function readLines(input: Readable, print: (line: string) => void): Promise<number> {
  for await (const line of linesOf(input)) print(JSON.stringify({ intent: readIntent(line) }));
  return 0;
}

/** `mask`: free text in, one JSON line with what is private covered, and where it stood. Nothing is stored. */
export async function maskLines(input: Readable, print: (line: string) => void): Promise<number> {
  for await (const line of linesOf(input)) {
    print(JSON.stringify(mask(line, { publicNumbers: Object.values(HOTLINES_ALWAYS) })));
  }
  return 0;
}

/** A line ends with a line feed and nothing else: a message may hold any other sign that parts lines. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  let begun = '';
  for await (const part of input.setEncoding('utf8')) {
    const [first = '', ...more] = String(part).split('\n');
    begun += first;
    for (const next of more) {
      yield begun.replace(/\r$/, '');
      begun = next;
    }
  }
  if (begun !== '') yield begun;
}

export function checkFlows(): CommandResult {
  const found = checkEdition(readEdition(ROOT));
  if (found.length === 0) return { done: 'Every flow keeps its promises.' };
  return {
    refused: found.map(({ code, place, detail }) => (
      { file: '', row: 0, column: place, problem: `${code} ${detail ?? ''}`.trim() })),
  };
}

export async function drawPictures(check: boolean): Promise<CommandResult> {
  const stale = await drawFlows(readEdition(ROOT), new URL('docs/flows/', ROOT), { check });
  if (!check) return { done: 'The pictures are drawn.' };
  if (stale.length === 0) return { done: 'Every picture is as its flow.' };
  const problem = 'is older than its flow: run npm run draw';
  return { refused: stale.map((name) => ({ file: name, row: 0, column: '', problem })) };
}

type Talk = { edition: Edition; session: Session; lines: string[]; count: number };

type TalkOptions = Readonly<{ save: string | undefined; lang: string }>;

/**
 * `chat <flow>`: a talk in the terminal; an action of the house is answered by typing its outcome.
 * `--save` keeps it as a test.
 */
export async function talkToFlow(flow: string, { save, lang }: TalkOptions): Promise<number> {
  const edition = readEdition(ROOT);
  const start = edition.book[flow]?.start;
  if (!start) {
    console.error(`There is no flow ${quoted(flow)}. There are: ${Object.keys(edition.book).join(', ')}.`);
    return 1;
  }
  const talk: Talk = { edition, session: newSession(edition.hash, lang), lines: [], count: 0 };
  let wanted = hear(talk, { kind: 'signal', door: `${flow}.${start}`, values: {} });
  const prompt = (): void => {
    process.stdout.write(wanted ? `${wanted} (${actionOf(wanted).outcomes.join(' | ')}) = ` : '> ');
  };
  prompt();
  // Line by line, so that a talk can be piped in as well as typed; a dot or the end of the input ends it.
  for await (const said of createInterface({ input: process.stdin })) {
    if (said === '.') break;
    talk.lines.push(wanted ? `= ${said}` : `< ${said}`);
    const [is = '', ...values] = said.split(' ');
    wanted = hear(talk, wanted
      ? { kind: 'outcome', of: wanted, is, values: valuesOf(values) }
      : { kind: 'message', text: said });
    prompt();
  }
  if (save) keep(save, flow, lang, talk.lines);
  return 0;
}

type Input = Event extends infer Kind ? (Kind extends Event ? Omit<Kind, 'id' | 'at'> : never) : never;

function hear(talk: Talk, input: Input): Extract<Effect, { kind: 'do' }>['action'] | undefined {
  const event = { ...input, id: `m${talk.count++}`, at: Date.now() } satisfies Event;
  const { session, effects } = step(talk.edition.book, talk.edition.words, talk.session, event);
  talk.session = session;
  for (const effect of effects) {
    if (effect.kind === 'send') console.log(`\n${withHotlines(numbered(effect.text, effect.keys), HOTLINES_ALWAYS)}\n`);
    else if (effect.kind !== 'do') console.log(`  (${effect.kind}${'text' in effect ? `: ${effect.text}` : ''})`);
  }
  return effects.find((effect) => effect.kind === 'do')?.action;
}

const valuesOf = (parts: readonly string[]): Record<string, string> =>
  Object.fromEntries(parts.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]));

/** A plain name goes among the written talks; a path goes where it says. */
function keep(name: string, flow: string, lang: string, lines: readonly string[]): void {
  const path = name.includes('/') ? name : fileURLToPath(new URL(`test/scenarios/${name.replace(/\W+/g, '_')}.chat`, ROOT));
  mkdirSync(dirname(path), { recursive: true });
  const head = [`# ${basename(path, '.chat')}`, `flow ${flow}`, ...(lang === 'vi' ? [] : [`lang ${lang}`]), ''];
  writeFileSync(path, `${[...head, ...lines].join('\n')}\n`);
  console.log(`Kept as ${path}: npx vitest run test/scenario.test.ts -u writes the other side of a written talk.`);
}
