import { expect, test } from 'vitest';
import { checkEdition, refuseBroken } from './check.ts';
import { type Edition, readEdition, reopenEdition } from './edition.ts';

const whole = readEdition(new URL('../../', import.meta.url));

/** The same edition with other texts in one language. */
function withTexts(lang: string, texts: Record<string, string>): Edition {
  const locale = whole.locales[lang];
  if (!locale) throw new Error(`There is no locale ${lang}`);
  const locales = { ...whole.locales, [lang]: { ...locale, texts: { ...locale.texts, ...texts } } };
  return reopenEdition(JSON.parse(JSON.stringify({ flows: whole.book, locales })));
}

test('the edition of this house may be opened', () => {
  expect(refuseBroken(whole)).toBe(whole);
});

test('a broken edition is refused with every finding and its place', () => {
  const broken = withTexts('en', { 'danger.hurt': '', 'note.who': '' });
  expect(() => refuseBroken(broken)).toThrow('flow:missing_words at danger.hurt (en: danger.hurt)');
  expect(() => refuseBroken(broken)).toThrow('flow:missing_words at note.who (en: note.who)');
});

test('a text is as long as its longest form', () => {
  const broken = withTexts('vi', { 'everywhere.leave': `{turn, select, 3 {${'a'.repeat(901)}} other {Chào chị.}}` });
  expect(checkEdition(broken)).toContainEqual(
    { code: 'flow:long_words', place: 'everywhere.leave', detail: 'vi: 901 characters' });
});

test('a word for a choice of one language is understood in the other, so it must not be ambiguous there', () => {
  const label = whole.locales['vi']?.texts['choice.danger_no'] ?? '';
  const broken = withTexts('en', { 'choice.danger_yes': label });
  expect(checkEdition(broken).map(({ code }) => code)).toContain('flow:choice_ambiguous');
});
