import { expect, test } from 'vitest';
import { heardText } from './heard.ts';

test.each([
  ['what people write', 'Chị ơi, em sợ quá 👩‍👩‍👧 1️⃣\n\tMai nhé…', 'Chị ơi, em sợ quá 👩‍👩‍👧 1️⃣\n\tMai nhé…'],
  ['decomposed letters', 'đánh'.normalize('NFD'), 'đánh'],
  ['line ends of other systems', 'một\r\nhai\rba', 'một\nhai\nba'],
  ['nothing and other controls', 'a\u0000b\u001b[2Jc\u0085', 'a b [2Jc '],
  ['letters that turn what follows', '\u202eab\u202c\u2066', ' ab  '],
  ['half a character', 'a\ud83d b\ude00', 'a  b '],
  ['a mark of the house', '⟦hotline_police⟧ ⟦x', '[hotline_police] [x'],
])('%s are heard as they can be passed on', (_, raw, heard) => expect(heardText(raw)).toBe(heard));

test('of a text that is longer than any platform lets through, beginning and end are heard, at once', () => {
  const started = performance.now();
  const heard = heardText(`đầu ${'\u0315\u0300'.repeat(250_000)} cuối`);
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(heard).toMatch(/^đầu [^]*cuối$/);
  expect(heard.length).toBeLessThan(20_000);
});

test('a text that only just fits is heard whole', () => {
  const text = 'ồ'.repeat(4_096);
  expect(heardText(text.normalize('NFD'))).toBe(text);
});
