import { expect, test } from 'vitest';
import { goneOnAbout, rowBehindKin, shyBehindKin } from './behind_kin.ts';
import { flatten } from './flat.ts';
import { type Token, tokenise } from './tokens.ts';

const tokensOf = (text: string): Token[] => tokenise(flatten(text));
const wordsTo = (text: string, end: number | undefined): string | undefined =>
  end === undefined ? undefined : tokensOf(text).slice(1, end).map(({ word }) => word).join(' ');

test.each([
  ['thầy hiền dạy lớp con', true, 'hiền'],
  ['chị hậu bị chồng đánh', true, 'hậu'],
  ['thằng xoài lại say', true, 'xoài'],
  ['cô hiền lắm', true, undefined],
  ['chị thương em với', true, undefined],
  ['anh trai em về', true, undefined],
  ['thằng chồng em nghiện', true, undefined],
  ['chị tên gì', true, undefined],
  // Without accents the word needs what goes on about somebody.
  ['chi hau o canh nha', true, 'hau'],
  ['chi hau qua nen em ngai', true, undefined],
  // Behind a word that is not always one for a person an accent alone does not do.
  ['vợ hiền quá', false, undefined],
])('%s: behind the first word a name in small letters (strong %s) is «%s»', (text, strong, name) => {
  expect(wordsTo(text, shyBehindKin(tokensOf(text), 1, strong))).toBe(name);
});

test('two lads are not called by what they do', () => {
  expect(shyBehindKin(tokensOf('hai thằng xoài lại'), 2, true)).toBeUndefined();
  expect(shyBehindKin(tokensOf('gặp thằng xoài lại'), 2, true)).toBe(3);
});

test.each([
  ['con my lan khoc', true, 'my lan'],
  ['ông tẩn phủ siểu nói', true, 'tẩn phủ siểu'],
  ['ba kim so phi ban ray', true, 'kim so phi'],
  ['chị đi về rồi', true, undefined],
  ['anh lấy hết tiền', true, undefined],
])('%s: a row of names behind the first word (strong %s) is «%s»', (text, strong, name) => {
  expect(wordsTo(text, rowBehindKin(tokensOf(text), 1, strong))).toBe(name);
});

test.each([
  ['hương nó kể hết', 0, true],
  ['qua hương bị đánh', 1, true],
  ['pàng bị đánh', 0, true],
  ['dở 17t', 0, true],
  ['và hoa 6 tuổi', 1, true],
  ['em 17t', 0, false],
  ['mai nó về', 0, false],
  ['Hương nó kể', 0, false],
  ['mẹ hương bị đánh', 1, false],
])('%s: that the word at %i is gone on about is %s', (text, at, said) => {
  expect(goneOnAbout(tokensOf(text), at)).toBe(said);
});
