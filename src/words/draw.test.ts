import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { drawFlows } from './draw.ts';
import { readEdition } from './edition.ts';

const ROOT = new URL('../../', import.meta.url);
const edition = readEdition(ROOT);
const place = mkdtempSync(join(tmpdir(), 'tincay-draw-'));
const folder = pathToFileURL(`${place}/`);
afterAll(() => rmSync(place, { recursive: true }));

test('every flow has a picture and a diagram, and a second drawing changes nothing', async () => {
  const names = Object.keys(edition.book).flatMap((id) => [`${id}.md`, `${id}.svg`]).sort();
  expect(await drawFlows(edition, folder, { check: true })).toEqual(names);
  expect(readdirSync(folder)).toEqual([]);
  expect(await drawFlows(edition, folder, { check: false })).toEqual(names);
  expect(readdirSync(folder).sort()).toEqual(names);
  expect(await drawFlows(edition, folder, { check: true })).toEqual([]);
});

test('a picture that is not as its flow is named, and so is one whose flow is gone', async () => {
  const path = new URL('danger.md', folder);
  writeFileSync(path, `${readFileSync(path, 'utf8')}\n`);
  writeFileSync(new URL('gone.svg', folder), '<svg/>');
  expect(await drawFlows(edition, folder, { check: true })).toEqual(['danger.md', 'gone.svg']);
  rmSync(new URL('gone.svg', folder));
});

test('a diagram holds all nodes of its flow, and of others only those it leads to', () => {
  const text = readFileSync(new URL('receipt.md', folder), 'utf8');
  for (const name of Object.keys(edition.book['receipt']?.nodes ?? {})) expect(text).toContain(`  n_${name}["`);
  expect(text).toContain('"contact: knock open"]:::elsewhere');
  expect(text).not.toContain('safe word');
  expect(text).toContain('|"have code"|');
});
