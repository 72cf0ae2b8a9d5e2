import { existsSync, readdirSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import type { Effect } from '../src/core/conversation/effect.ts';
import type { Event } from '../src/core/conversation/event.ts';
import type { Session } from '../src/core/conversation/session.ts';
import type { DoEffect } from '../src/tasks/work.ts';
import { allArrows, book, freshSession, lookedUp, play, read, START_AT, wentAlong } from './world.ts';

/**
 * Replays the written talks: a person's lines (`<` words, `!` a press, `@` a place, `&` a picture or a voice with words or without, `*` silence, `* 6 minutes` a pause), the
 * house's (`=` the outcome of an action, `~` a door, `^` a door beside what she is in, `%` where she reads now) stand in the file; the bot's side is written back
 * and compared. `npx vitest run test/scenario.test.ts -u` writes it; a person reviews it.
 */
const FOLDER = new URL('./scenarios/', import.meta.url);
const INPUT = /^[<!@*=~^%&]/;
const names = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.chat')).sort() : [];
const covered = new Set<string>();

for (const name of names) {
  test(name.replace('.chat', '').replaceAll('_', ' '), async () => {
    await expect(replay(read(`test/scenarios/${name}`))).toMatchFileSnapshot(new URL(name, FOLDER).pathname);
  });
}

test('every arrow of every flow is walked by a written talk', () => {
  expect(allArrows().filter((arrow) => !covered.has(arrow))).toEqual([]);
});

test('every node of every flow is met in a written talk', () => {
  const met = new Set([...covered].map((arrow) => arrow.split(' -> ')[1]));
  const nodes = Object.values(book).flatMap((flow) => Object.keys(flow.nodes).map((node) => `${flow.id}.${node}`));
  expect(nodes.filter((node) => !met.has(node))).toEqual([]);
});

type Talk = { session: Session; at: number; count: number; pending: DoEffect | undefined; out: string[] };

function replay(source: string): string {
  const lines = source.split('\n');
  const head = lines.filter((line) => /^(#|flow |lang |member$|watched$|locked$)/.test(line));
  const start = lines.find((line) => line.startsWith('flow '))?.slice(5).trim() ?? 'welcome';
  const lang = lines.find((line) => line.startsWith('lang '))?.slice(5).trim() ?? 'vi';
  const talk: Talk = { session: freshSession(lines.includes('member'), lang, lines.includes('watched') ? 'watched' : 'here'), at: START_AT, count: 0, pending: undefined, out: [...head, ''] };
  if (lines.includes('locked')) talk.session = { ...talk.session, wroteAt: START_AT, kept: { ...talk.session.kept, lock: 'hash' } };
  const door = start.includes('.') ? start : `${start}.${book[start]?.start}`;
  hear(talk, { kind: 'signal', door, values: {} });
  for (const line of lines.filter((line) => INPUT.test(line))) {
    talk.out.push(line.trimEnd());
    if (line.startsWith('%')) {
      talk.session = { ...talk.session, reads: line.includes('page') ? 'page' : 'watched' };
      continue;
    }
    const pause = /^\* (\d+) minutes$/.exec(line)?.[1];
    if (pause !== undefined) talk.at += Number(pause) * 60_000;
    else hear(talk, inputOf(line, talk));
  }
  if (talk.pending) throw new Error(`The talk ends while ${talk.pending.action} waits for its outcome`);
  return `${talk.out.join('\n')}\n`;
}

type Input = Event extends infer Kind ? (Kind extends Event ? Omit<Kind, 'id' | 'at'> : never) : never;

function inputOf(line: string, { session, pending }: Talk): Input {
  const rest = line.slice(1).trim();
  switch (line[0]) {
    case '<':
      return { kind: 'message', text: rest };
    case '!':
      return { kind: 'press', seq: session.seq, key: rest };
    case '@':
      return { kind: 'location', commune: rest };
    case '&': {
      const [sent, ...words] = rest.split(' ');
      const file = { kind: sent === 'voice' ? 'voice' : 'picture', ref: sent === 'large' ? '' : 'f1' } as const;
      return words.length > 0 ? { kind: 'message', text: words.join(' '), file } : { kind: 'wordless', file };
    }
    case '*':
      return { kind: 'silence' };
    case '~':
    case '^': {
      const [door = '', ...values] = rest.split(' ');
      return { kind: 'signal', door, values: valuesOf(values.join(' ')), ...(line[0] === '^' && { aside: true }) };
    }
    default: {
      if (!pending) throw new Error(`Nothing waits for the outcome in «${line}»`);
      const [is = '', ...others] = rest.split(' ');
      const [values = '', list] = others.join(' ').split(/(?:^|\s)list\s/);
      const listed = list?.split(';').map((part) => {
        const [code = '', label = ''] = part.split('|');
        return { code: code.trim(), label: label.trim() };
      });
      return { kind: 'outcome', of: pending.action, is, values: valuesOf(values), ...(listed && { list: listed }) };
    }
  }
}

/** `code=K7M2QX words=xin chào` : a value reaches to the next name. */
function valuesOf(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/([a-z][a-z0-9_]*)=(.*?)(?=\s[a-z][a-z0-9_]*=|$)/g)].map(([, name = '', value = '']) => [name, value]));
}

function hear(talk: Talk, input: Input): void {
  if (talk.pending && input.kind !== 'outcome') throw new Error(`${talk.pending.action} waits for its outcome: write a line «= …»`);
  talk.pending = undefined;
  talk.at = input.kind === 'silence' ? Math.max(talk.session.lapseAt, talk.at) : talk.at + 60_000;
  const event = { ...input, id: `m${talk.count++}`, at: talk.at } satisfies Event;
  const { session, effects, path } = play(talk.session, event);
  wentAlong(talk.session, path).forEach((arrow) => covered.add(arrow));
  talk.session = session;
  for (const effect of effects) {
    talk.out.push(...show(effect));
    if (effect.kind !== 'do') continue;
    const outcome = lookedUp(effect, session, talk.at);
    talk.pending = effect;
    if (outcome) hear(talk, { ...outcome, kind: 'outcome', of: effect.action });
  }
}

function show(effect: Effect): string[] {
  switch (effect.kind) {
    case 'send': {
      const keys = effect.keys.filter(({ key }) => key !== 'here').map(({ key, label }) => `${key} ${label}`).join('  ');
      return [...effect.text.split('\n').map((line) => `> ${line}`.trimEnd()), ...(keys ? [`  [${keys}]`] : [])];
    }
    case 'voice':
      return [`  + voice ${effect.key}`];
    case 'relay':
      return [`  + relay to ${effect.to}: ${effect.text}`];
    case 'do':
      return [`  + ${effect.action}`];
    case 'forget':
    case 'finish':
      return [`  + ${effect.kind}`];
  }
}

afterAll(() => {
  const all = allArrows();
  const missing = all.filter((arrow) => !covered.has(arrow));
  if (!process.env['COVERAGE']) return;
  process.stdout.write(`${all.length - missing.length} of ${all.length} arrows\n${missing.join('\n')}\n`);
});
