import { describe, expect, test } from 'vitest';
import { named, read } from './tree.ts';

const MAP = read('docs/data-map.md');

/** A part of the map, from its heading to the next one of that kind. */
const part = (title: string): string => MAP.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';

const CLASSES = named(part('Classes'), /^\| `(\w+)` \|/gm);
const KEYS = named(part('Keys'), /^\| `([\w ]+)` \|/gm);

/** How bytes may lie in a column. */
const CLOSED = /^(sealed|wrapped$|hash |scrypt$|salt$|public half$)/;

type Column = Readonly<{ name: string; type: string }>;

/** Columns by table as the schema has them: relations are no columns. */
const inSchema: readonly Column[] = [...read('prisma/schema.prisma').matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].flatMap(([, body = '']) => {
  const [table = ''] = named(body, /@@map\("(\w+)"\)/g);
  const fields = [...body.matchAll(/^ {2}(\w+)\s+(\w+)[[\]?]*(.*)$/gm)].filter(([, , , rest = '']) => !rest.includes('@relation'));
  return fields.map(([, field = '', type = '', rest = '']) => ({ name: `${table}.${named(rest, /@map\("(\w+)"\)/g)[0] ?? field}`, type }));
});

const inMap = part('Tables').split('\n### ').slice(1).map((text) => ({
  table: named(text, /^`(\w+)`/g)[0] ?? '',
  text,
  columns: [...text.matchAll(/^\| `(\w+)` \| ([^|]*)\| ([^|]*) \| ([^|]*) \|$/gm)].map(([, name = '', , kind = '', key = '']) => ({ name, kind, key })),
}));
const columns = inMap.flatMap(({ table, columns: all }) => all.map((column) => ({ ...column, name: `${table}.${column.name}` })));
const typeOf = (name: string): string => inSchema.find((column) => column.name === name)?.type ?? '';

describe('the map of the data', () => {
  test('names every column of every table once, and no other', () => {
    expect(columns.map(({ name }) => name).toSorted()).toEqual(inSchema.map(({ name }) => name).toSorted());
    expect(new Set(inMap.map(({ table }) => table)).size).toBe(inMap.length);
  });

  test('reads every row that it writes', () => {
    const rows = part('Tables').split('\n').filter((line) => line.startsWith('| `'));
    expect(rows).toHaveLength(columns.length);
  });

  test('gives every column a class and a key of its lists, and every one of the lists to a column', () => {
    expect(new Set(columns.map(({ kind }) => kind))).toEqual(new Set(CLASSES));
    expect(new Set(columns.map(({ key }) => key))).toEqual(new Set(KEYS));
  });

  test('says of every table how long it lives and who reads it', () => {
    expect(inMap.filter(({ text }) => !/\bLife: \S/.test(text) || !/\bRead by: \S/.test(text)).map(({ table }) => table)).toEqual([]);
  });

  test('lets no bytes lie in the clear', () => {
    const bytes = columns.filter(({ name }) => typeOf(name) === 'Bytes');
    expect(bytes.filter(({ key }) => !CLOSED.test(key))).toEqual([]);
    expect(bytes.filter(({ kind }) => kind !== 'sensitive' && kind !== 'key')).toEqual([]);
  });

  test('has what is sensitive sealed, and what is sealed in bytes', () => {
    expect(columns.filter(({ kind, key }) => kind === 'sensitive' && !key.startsWith('sealed '))).toEqual([]);
    expect(columns.filter(({ kind, key }) => kind === 'key' && key === 'none')).toEqual([]);
    expect(columns.filter(({ name, key }) => /^(sealed |wrapped$|scrypt$|salt$|public half$)/.test(key) && typeOf(name) !== 'Bytes')).toEqual([]);
  });

  test('calls public nothing that is hashed or sealed', () => {
    expect(columns.filter(({ kind, key }) => kind === 'public' && key !== 'none')).toEqual([]);
  });

  test('names every key of the house', () => {
    const keys = named(/const NAMES = \[([^\]]*)\]/.exec(read('src/stores/house_keys.ts'))?.[1] ?? '', /'(\w+)'/g);
    expect(keys.length).toBeGreaterThan(5);
    expect(keys.filter((key) => !part('Keys').includes(`\`${key}\``))).toEqual([]);
  });
});
