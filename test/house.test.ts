import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { read, ROOT } from './tree.ts';

/** What this repository holds, by path; without git (an unpacked archive) these tests have nothing to say. */
const isCloned = existsSync(new URL('.git', ROOT));
const git = (...args: string[]): string[] =>
  (isCloned ? execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).split('\n').filter(Boolean) : []);
const tracked = git('ls-files').filter((path) => existsSync(new URL(path, ROOT)));
const written = tracked.filter((path) => /\.(ts|mts|js|mjs|cjs|json|ya?ml|md|css|sql|prisma|chat|svg)$/.test(path) && path !== 'package-lock.json');
const code = written.filter((path) => /\.(ts|js|mjs|cjs)$/.test(path));
const pages = written.filter((path) => path.endsWith('.md'));

/** Every line of these files that breaks a rule, as `path:line text`. */
const lines = (paths: readonly string[], breaks: (line: string) => boolean): string[] =>
  paths.flatMap((path) => read(path).split('\n').flatMap((line, index) => (breaks(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 100)}`] : [])));

// Put together here, so that this file keeps its own rules.
const LATER = new RegExp(`\\b(${['TO', 'FIX', 'HA'].map((head, index) => head + ['DO', 'ME', 'CK'][index]).join('|')})\\b`);
const MACHINE = new RegExp(`(^|[\\s"'\`(=:])/(${['work', 'home', 'root', 'Users'].join('|')})/\\w`);
const TEMPORARY = new RegExp(`["'\`]/${'tmp'}/`);

describe('the tidy rules', () => {
  test('nothing is left for later', () => {
    expect(lines(written.filter((path) => !pages.includes(path)), (line) => LATER.test(line))).toEqual([]);
  });

  test('no path of anybody\'s machine', () => {
    expect(lines(written, (line) => MACHINE.test(line) || TEMPORARY.test(line))).toEqual([]);
  });

  test('no code is kept as a comment', () => {
    const kept = /^\s*\/\/ (const|let|return|await|import|export|if \(|for \(|\w+\()[^.]*[;{]$/;
    expect(lines(code, (line) => kept.test(line))).toEqual([]);
  });

  test('a rule that gives way says why', () => {
    const silent = /(\/\/|\/\*) eslint-disable(?!.* -- \S)/;
    expect(lines(code, (line) => silent.test(line))).toEqual([]);
  });

  test('no line ends in blanks, and none in a carriage return', () => {
    expect(lines(written.filter((path) => !path.endsWith('.svg')), (line) => /[ \t\r]$/.test(line))).toEqual([]);
  });

  test('every file ends with one line end', () => {
    expect(written.filter((path) => !/[^\n]\n$/.test(read(path)) && read(path) !== '')).toEqual([]);
  });
});

describe('pages', () => {
  const withoutCode = (text: string): string => text.replace(/^```.*?^```/gms, '');

  test.each(pages)('%s has one title, at its top', (path) => {
    const titles = withoutCode(read(path)).split('\n').filter((line) => line.startsWith('# '));
    expect(titles).toHaveLength(1);
    expect(read(path).trimStart().startsWith('# ')).toBe(true);
  });

  test('every link within the repository leads somewhere', () => {
    const lost = pages.flatMap((path) => [...withoutCode(read(path)).matchAll(/\]\((?!https?:|mailto:|#|<)([^)#\s]+)/g)]
      .map(([, to = '']) => to).filter((to) => !existsSync(new URL(to, new URL(path, ROOT)))).map((to) => `${path} -> ${to}`));
    expect(lost).toEqual([]);
  });
});

test('every file is named by a noun or a verb of the domain', () => {
  const nameless = /(^|\/)(utils?|helpers?|common|manager|handlers?|base|impl|misc|types|index)\.(ts|mts|js|mjs)$/;
  expect(code.filter((path) => nameless.test(path))).toEqual([]);
});

test('nothing that is imported is missing from the repository', () => {
  const known = new Set(tracked);
  const fresh = new Set(git('ls-files', '--others', '--exclude-standard'));
  const lost = code.filter((path) => path.endsWith('.ts')).flatMap((path) =>
    [...read(path).matchAll(/^(?:(?:import|export|\})[^'\n]*from|import) '(\.[^']+)'|await import\('(\.[^']+)'/gm)]
      .map(([, plain, late]) => new URL(plain ?? late ?? '', new URL(path, ROOT)).pathname.slice(ROOT.pathname.length))
      // A file that is new and not ignored is about to be added; one that is ignored would be missed by everybody else.
      .filter((to) => !known.has(to) && !fresh.has(to) && !to.startsWith('src/generated/'))
      .map((to) => `${path} -> ${to}`));
  expect(lost).toEqual([]);
});

test('words for people are in flows and locales, not in code', () => {
  const vietnamese = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i;
  const own = code.filter((path) => /^src\/(roof|tasks|stores|queues|http|channels|core\/(conversation|cases))\//.test(path) && !path.endsWith('.test.ts'));
  const said = (line: string): string => line.replace(/\/\/.*$|^\s*\/?\*.*$/g, '').replaceAll('Tin Cậy', '');
  expect(lines(own, (line) => vietnamese.test(said(line)))).toEqual([]);
});
