import { checkBook } from '../core/conversation/check.ts';
import type { Finding } from '../core/conversation/findings.ts';
import { HOTLINE_KEYS, withHotlines } from '../core/conversation/present.ts';
import type { Edition } from './edition.ts';
import type { Locales } from './locales.ts';
import { placeholders } from './words.ts';

/** Languages that must be complete before the house opens; others fall back to `vi` text by text. */
const COMPLETE = ['vi', 'en'] as const;

/** As long as most answers are; what people write themselves is limited where it is read. */
const SAMPLE = 'x'.repeat(24);
const NUMBER = '1900 969 680';

/** Every promise that an edition breaks, flows and words together. An empty list is an edition we may open. */
export function checkEdition({ book, words, locales }: Edition): Finding[] {
  const has = (lang: string, key: string): boolean => locales[lang]?.texts[key] !== undefined;
  return checkBook(book, {
    langs: COMPLETE,
    text: (lang, key) =>
      (has(lang, key) ? longest(locales, lang, key, (values) => words.text(lang, key, values)) : undefined),
    choice: (lang, is) => (has(lang, `choice.${is}`) ? words.choice(lang, is) : undefined),
  });
}

/** The edition itself; throws with every finding, one a line, when it may not be opened. */
export function refuseBroken(edition: Edition): Edition {
  const findings = checkEdition(edition);
  if (findings.length === 0) return edition;
  const lines = findings.map(({ code, place, detail }) => `  ${code} at ${place}${detail ? ` (${detail})` : ''}`);
  const head = `The flows break ${findings.length} promises; docs/errors.md says what to do about each.`;
  throw new Error([head, ...lines].join('\n'));
}

type Render = (values: Readonly<Record<string, string>>) => string;

/** A text in its longest form: every option of its selects is tried, every other value is a sample. */
function longest(locales: Locales, lang: string, key: string, render: Render): string {
  const source = locales[lang]?.texts[key] ?? '';
  const chosen = new Set([...source.matchAll(/\{\s*([a-z0-9_]+)\s*,\s*select/g)].flatMap(([, name]) => name ?? []));
  const options = [...source.matchAll(/([a-z0-9_]+)\s*\{/g)].flatMap(([, option]) => option ?? []);
  const forms = [SAMPLE, ...(chosen.size > 0 ? options : [])].map((option) =>
    render(Object.fromEntries(placeholders(source).map((name) => [name, chosen.has(name) ? option : SAMPLE]))));
  const numbers = Object.fromEntries(HOTLINE_KEYS.map((name) => [name, NUMBER]));
  return forms.map((form) => withHotlines(form, numbers))
    .reduce((long, form) => (form.length > long.length ? form : long), '');
}
