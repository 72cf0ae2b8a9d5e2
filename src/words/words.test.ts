import { expect, test } from 'vitest';
import { readLocales } from './locales.ts';
import { openWords } from './words.ts';

const locales = readLocales(new URL('../../locales/', import.meta.url));
const words = openWords(locales);
const HOSTILE = '{turn, select, other {x}} \'{ <b> # {name}';
const taking = Object.entries(locales['vi']?.texts ?? {}).find(([, text]) => text.includes('{code}'));

test.each(['xx', 'constructor', '__proto__', 'toString', 'aa-ab-cd', ''])('the language %j, which nobody speaks, is Vietnamese', (lang) => {
  const key = taking?.[0] ?? '';
  expect(words.text(lang, key, { code: 'ABC234' })).toBe(words.text('vi', key, { code: 'ABC234' }));
  expect(words.voice(lang, 'constructor')).toBe(false);
});

test('what somebody wrote is put into a text as it is, whatever it looks like', () => {
  expect(words.text('vi', taking?.[0] ?? '', { code: HOSTILE })).toContain(HOSTILE);
});
