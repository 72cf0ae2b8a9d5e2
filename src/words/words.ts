import { IntlMessageFormat } from 'intl-messageformat';
import { cover } from '../core/masking/cover.ts';
import { hotlineMark, HOTLINE_KEYS } from '../core/conversation/present.ts';
import type { ChoiceWords, Words } from '../core/conversation/walk.ts';
import type { Locale, Locales } from './locales.ts';

type Message = (values: Readonly<Record<string, string>>) => string;

/** A hotline is written into a text as a mark, and read when the text is sent. */
const HOTLINE_MARKS = Object.fromEntries(HOTLINE_KEYS.map((key) => [key, hotlineMark(key)]));

/**
 * The words of one edition. Texts are ICU messages, compiled once; a value that a text names and
 * nobody gave is empty. A language that lacks a key falls back to `vi`; a key that `vi` lacks throws.
 */
export function openWords(locales: Locales): Words {
  const compiled = new Map<string, Map<string, Message>>();
  const choices = new Map<string, Map<string, ChoiceWords>>();
  // From outside any language may be asked for: those that nobody speaks are Vietnamese, and are not remembered.
  const known = (lang: string): string => (Object.hasOwn(locales, lang) ? lang : 'vi');
  const localeOf = (lang: string): Locale => {
    const locale = locales[known(lang)];
    if (!locale) throw new Error('locales/vi is missing');
    return locale;
  };
  const source = (lang: string, key: string): string => {
    const text = localeOf(lang).texts[key] ?? localeOf('vi').texts[key];
    if (text === undefined) throw new Error(`locales/vi has no text ${key}`);
    return text;
  };
  return {
    text: (lang, key, values) =>
      remembered(compiled, known(lang), key, () => compile(source(lang, key), known(lang)))(values),
    choice: (lang, is) => remembered(choices, known(lang), is, () => ({
      is,
      label: source(lang, `choice.${is}`),
      // A label of another language is understood too: nobody is asked to speak only one.
      also: [...(localeOf(lang).also[is] ?? []), ...Object.values(locales).flatMap((other) =>
        other === localeOf(lang) ? [] : [other.texts[`choice.${is}`] ?? [], other.also[is] ?? []].flat())],
    })),
    // Which numbers everybody may know is no matter of words: the house says it.
    cover: (text) => cover(text, []),
    voice: (lang, key) => Object.hasOwn(localeOf(lang).voices, key),
  };
}

function remembered<Value>(
  cache: Map<string, Map<string, Value>>, lang: string, key: string, make: () => Value,
): Value {
  let byKey = cache.get(lang);
  if (!byKey) cache.set(lang, byKey = new Map());
  let value = byKey.get(key);
  if (value === undefined) byKey.set(key, value = make());
  return value;
}

function compile(text: string, lang: string): Message {
  if (!/[{'<]/.test(text)) return () => text;
  const message = new IntlMessageFormat(text, lang || 'vi', undefined, { ignoreTag: true });
  const names = new Set(placeholders(text));
  return (values) => {
    const given: Record<string, string> = {};
    for (const name of names) given[name] = HOTLINE_MARKS[name] ?? values[name] ?? '';
    const said = message.format(given);
    return (Array.isArray(said) ? said.join('') : String(said)).replace(/\n{3,}/g, '\n\n').trim();
  };
}

/** The names a text takes: `{name}` and `{name, select, ...}`. */
export function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\s*([a-z][a-z0-9_]*)\s*[,}]/g)].flatMap(([, name]) => name ?? []))];
}
