import { readdirSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { OFFICER_PERMITS } from '../src/core/access/officers.ts';
import { ENGINE_KEYS, keysOf } from '../src/core/conversation/check_words.ts';
import { FLOW_FINDINGS } from '../src/core/conversation/findings.ts';
import { Settings } from '../src/config.ts';
import { SEND_FAILURES } from '../src/tasks/ports.ts';
import { checkEdition } from '../src/words/check.ts';
import { codeOf, edition, filesUnder, named, read } from './tree.ts';

/** Lists that stand in two places, and whether each names what the other names: both ways, always. */
function mirrored(one: Iterable<string>, other: Iterable<string>): void {
  const [here, there] = [new Set(one), new Set(other)];
  expect({ onlyFirst: [...here].filter((name) => !there.has(name)).sort(), onlySecond: [...there].filter((name) => !here.has(name)).sort() })
    .toEqual({ onlyFirst: [], onlySecond: [] });
}

/** The values that an ICU message takes, read by the library that fills them in. */
function valuesOf(text: string): string[] {
  type Part = ReturnType<IntlMessageFormat['getAst']>[number];
  const inside = (parts: readonly Part[]): string[] => parts.flatMap((part) => [
    ...('value' in part && part.type !== 0 ? [part.value] : []),
    ...('options' in part ? Object.values(part.options).flatMap((option) => inside(option.value)) : []),
  ]);
  return inside(new IntlMessageFormat(text, 'vi', undefined, { ignoreTag: true }).getAst());
}

const { book, locales } = edition;
const nodes = Object.values(book).flatMap((flow) => Object.values(flow.nodes));
const vi = locales['vi'];
const en = locales['en'];
if (!vi || !en) throw new Error('locales/vi and locales/en must be there');

test('the flows and words of this house break no promise', () => {
  expect(checkEdition(edition)).toEqual([]);
});

describe('settings', () => {
  test('the schema and .env.example name the same ones', () => {
    // Read by compose.yaml alone.
    const composeOnly = ['POSTGRES_PASSWORD'];
    mirrored([...Object.keys(Settings.shape), ...composeOnly], named(read('.env.example'), /^#?([A-Z][A-Z_]+)=/gm));
  });

  test('a default written in .env.example is the default', () => {
    const written = [...read('.env.example').matchAll(/^#([A-Z][A-Z_]+)=(.+)$/gm)].map(([, name = '', value = '']) => [name, value]);
    const parsed = (env: Record<string, string>): string => JSON.stringify(Settings.parse(env));
    const told = Object.fromEntries(written.filter(([name = '']) => name in Settings.shape));
    expect(Object.keys(told).length).toBeGreaterThan(8);
    expect(parsed(told)).toBe(parsed({}));
  });

  test('the README names every one', () => {
    const readme = read('README.md');
    expect(Object.keys(Settings.shape).filter((name) => !readme.includes(name))).toEqual([]);
  });
});

describe('docs/errors.md', () => {
  const errors = read('docs/errors.md');
  const rows = [...errors.matchAll(/^\| (`[^|]+`|\d+) \| ([^|]+) \| ([^|]+) \|$/gm)];

  test('names every code with its meaning, and no other', () => {
    const meanings = { ...Object.fromEntries(Object.entries(SEND_FAILURES).map(([code, { meaning }]) => [code, meaning])), ...FLOW_FINDINGS };
    const written = rows.filter(([, code]) => code?.includes(':')).map(([, code, meaning]) => `${code?.replaceAll('`', '')} = ${meaning}`);
    mirrored(Object.entries(meanings).map(([code, meaning]) => `${code} = ${meaning}`), written);
  });

  test('names every place where a fault is noted, and no other', () => {
    const code = codeOf('src');
    const wheres = [...named(code, /\b(?:broke|quietly)\('([a-z]+)'/g), ...named(code, /name: '([a-z]+)', everyMs/g)];
    mirrored(wheres, named(errors.split('## Faults of ours')[1]?.split('\n## ')[0] ?? '', /`([a-z]+)`(?=[^|\n]*\|[^|\n]*\|[^|\n]*\|$)/gm));
  });

  test('names every reason for quarantine', () => {
    const reasons = named(codeOf('src'), /(?:kind: 'unknown', reason|reason): '([a-z]+)'/g);
    mirrored(reasons, named(errors.split('## Quarantine')[1]?.split('\n## ')[0] ?? '', /^\| `([a-z]+)`/gm));
  });
});

describe('texts', () => {
  const inFlows = nodes.flatMap(keysOf);
  const code = codeOf('src');
  const inCode = [
    ...ENGINE_KEYS,
    ...named(code, /words\.text\([^,()]+, '([a-z_.]+)'/g),
  ];
  // Keys that code builds: each of these three files has its own test below.
  const built = Object.keys(vi.texts).filter((key) => key.startsWith('summary.') || key.startsWith('web.') || key.startsWith('console.'));

  test('every text that is named is there, and every text that is there is named', () => {
    const labels = Object.keys(vi.texts).filter((key) => key.startsWith('choice.') && code.includes(`'${key.slice(7)}'`));
    mirrored([...inFlows, ...inCode, ...built, ...labels], Object.keys(vi.texts));
  });

  test('every text of the pages is named by a page', () => {
    const pages = codeOf('src/http') + codeOf('src/roof') + filesUnder('public').map(read).join('\n');
    // The demo's three phones and the panels of its strip are named by their part.
    const partOf = (name: string): string => name.replace(/^(demo|house)_/, '').replace(/_note$/, '');
    const isNamed = (name: string): boolean => [name, partOf(name)].some((part) => new RegExp(`\\b${part}\\b`).test(pages));
    const names = Object.keys(vi.texts).filter((key) => key.startsWith('web.')).map((key) => key.slice(4));
    const unnamed = names.filter((name) => !isNamed(name));
    expect(unnamed).toEqual([]);
  });

  test('every text of the console is named by one of its pages, and every act that is noted has a text', () => {
    const console = codeOf('src/http/console');
    const lists = console + codeOf('src/core') + codeOf('src/roof');
    const built = /^(needs|addresses|members|duty|account|sign_in|code|set_up)_(title|short)$|^(act|role|request|standing|problem|done)_/;
    const partOf = (name: string): string => name.replace(/^(act|role|request|standing|problem|done)_|_(title|short)$/g, '');
    const names = Object.keys(vi.texts).filter((key) => key.startsWith('console.')).map((key) => key.slice(8));
    expect(names.filter((name) => !console.includes(`'${name}'`) && !(built.test(name) && new RegExp(`\\b${partOf(name)}\\b`).test(lists)))).toEqual([]);
    const noted = [...Object.keys(OFFICER_PERMITS), ...named(codeOf('src/roof'), /(?:act: |note\(house, [\w.]+, )'([a-z_]+)'/g)];
    const seen = noted.filter((act) => !/^officer_|^see_(waiting|requests|letters|unreached|guesses|log)$/.test(act));
    expect(seen.filter((act) => !names.includes(`act_${act}`))).toEqual([]);
  });

  test('every label of a summary is one of its answers', () => {
    const task = read('src/tasks/act_places.ts');
    const listed = named(task.match(/const SUMMARY = \[[^\]]*\]/)?.[0] ?? '', /'([a-z_]+)'/g).map((name) => (name === 'commune' ? 'commune_name' : name));
    mirrored(listed, Object.keys(vi.texts).filter((key) => key.startsWith('summary.')).map((key) => key.slice(8)));
  });

  test('Vietnamese and English have the same texts', () => {
    mirrored(Object.keys(vi.texts), Object.keys(en.texts));
  });

  test.each(Object.keys(vi.texts).filter((key) => /\{/.test(`${vi.texts[key]}${en.texts[key]}`)))('%s takes the same values in both', (key) => {
    mirrored(valuesOf(vi.texts[key] ?? ''), valuesOf(en.texts[key] ?? ''));
  });

  test('other words are for choices that exist', () => {
    const choices = Object.keys(vi.texts).filter((key) => key.startsWith('choice.')).map((key) => key.slice(7));
    expect([...Object.keys(vi.also), ...Object.keys(en.also)].filter((is) => !choices.includes(is))).toEqual([]);
  });
});

test('the doors that code names are the doors of the flows', () => {
  const doors = Object.values(book).flatMap(({ id, doors: all }) => all.map((name) => `${id}.${name}`));
  const flowNames = Object.keys(book).join('|');
  const inCode = named(codeOf('src'), new RegExp(`'((?:${flowNames})\\.[a-z_]+)'`, 'g'));
  // A talk is a door of its own: the gate compares with it, and a stored talk goes on there.
  // A watched chat goes where its flow or node says.
  const asides = Object.values(book).flatMap(({ page, nodes: all }) => [page, ...Object.values(all).map((node) => node.page), ...Object.values(all).map(({ again }) => again)]).concat(Object.values(book).map(({ again }) => again));
  expect(doors.filter((door) => !inCode.includes(door) && !asides.includes(door) && !asides.includes(door.split('.')[1]))).toEqual([]);
  const signals = named(codeOf('src'), /door: '([a-z]+\.[a-z_]+)'/g);
  expect(signals.filter((door) => !doors.includes(door))).toEqual([]);
  expect(signals.length).toBeGreaterThan(6);
});

test('the rooms of src/ and ARCHITECTURE.md are the same', () => {
  const rooms = readdirSync(new URL('../src/', import.meta.url), { withFileTypes: true });
  const folders = rooms.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  mirrored(folders, new Set(named(read('docs/ARCHITECTURE.md'), /`src\/([a-z]+)\/`/g)));
});

test('the rooms of src/core/ and ARCHITECTURE.md are the same', () => {
  const rooms = readdirSync(new URL('../src/core/', import.meta.url), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const text = read('docs/ARCHITECTURE.md').match(/\*\*`src\/core\/`\*\*.*?\n\n/s)?.[0] ?? '';
  mirrored(rooms.map(({ name }) => name), new Set(named(text, /`([a-z]+)\/`/g)));
});

test('every event and every effect stands in ARCHITECTURE.md', () => {
  const kinds = (file: string): string[] => named(read(`src/core/conversation/${file}.ts`), /Readonly<\{ kind: ([^;}]+)/g)
    .flatMap((union) => named(union, /'([a-z]+)'/g));
  const text = read('docs/ARCHITECTURE.md').match(/Events:.*?\n\n/s)?.[0] ?? '';
  expect([...kinds('event'), ...kinds('effect')].filter((kind) => !text.includes(`\`${kind}\``))).toEqual([]);
  expect(kinds('effect').length).toBeGreaterThan(4);
});

test('every command of the package stands in the README or in CONTRIBUTING.md', () => {
  const commands = Object.keys(JSON.parse(read('package.json')).scripts);
  const told = read('README.md') + read('CONTRIBUTING.md');
  expect(commands.filter((name) => !told.includes(name))).toEqual([]);
});
