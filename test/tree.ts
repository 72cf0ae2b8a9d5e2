import { readdirSync, readFileSync } from 'node:fs';
import { readEdition } from '../src/words/edition.ts';

export const ROOT = new URL('../', import.meta.url);
export const edition = readEdition(ROOT);

/** A file of the repository as text. */
export const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

/** Every file under a folder of the repository, by its path from the root. */
export function filesUnder(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, ROOT), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(ROOT.pathname.length).replaceAll('//', '/'))
    .filter((path) => !path.startsWith('src/generated/'));
}

/** All our own code under a folder as one text, tests left out. */
export const codeOf = (folder: string): string =>
  filesUnder(folder).filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts')).map(read).join('\n');

/** Everything that `pattern` names in a text, by its first group that matched. */
export const named = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, ...groups]) => groups.find((group) => group !== undefined) ?? '');
