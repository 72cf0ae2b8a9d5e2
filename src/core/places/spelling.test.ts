import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildSlipIndex, isSlip, placeKey, placeWords, wordsNear } from './spelling.ts';

test.each([
  ['Đắk Lắk', 'dac lac', 'dac lac'],
  ['Thanh Hoá', 'Thanh Hóa', 'thanh hoa'],
  ['Quy Nhơn', 'QUI NHƠN', 'qui nhon'],
  ['Khánh  Kỳ', 'khánh-kì', 'khanh ci'],
  ['Ea H\'Leo', 'ea h leo', 'ea h leo'],
  ['p05', 'P. 5', 'p 5'],
  ['Bảo Hà', 'Bảo Hà'.normalize('NFD'), 'bao ha'],
])('%s and %s have the key %s', (one, other, key) => {
  expect([placeKey(placeWords(one)), placeKey(placeWords(other))]).toEqual([key, key]);
});

test('where the tone is written is no difference, which tone is one', () => {
  const accented = (text: string): string | undefined => placeWords(text)[0]?.accented;
  expect(accented('hoà')).toBe(accented('hòa'));
  expect(accented('hoà')).not.toBe(accented('hóa'));
  expect(accented('đa')).not.toBe(accented('da'));
});

test.each([
  ['chanh', 'chan', true],
  ['chanh', 'chaanh', true],
  ['chanh', 'chanj', true],
  ['chanh', 'chnah', true],
  ['chanh', 'chanh', false],
  ['chanh', 'chnha', false],
  ['chanh', 'thang', false],
  ['an', 'ans', false],
  ['lan', 'lam', false],
  ['trn', 'tran', true],
])('%s and %s: one slip is %s', (typed, meant, expected) => {
  expect([isSlip(typed, meant), isSlip(meant, typed)]).toEqual([expected, expected]);
});

test('the index finds every slip that comparing with every word finds', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'n', 'h'), minLength: 2, maxLength: 6 });
  fc.assert(fc.property(fc.uniqueArray(word), word, (words, typed) => {
    const near = wordsNear(buildSlipIndex(words), typed);
    expect([...near].sort()).toEqual(words.filter((each) => isSlip(typed, each)).sort());
  }));
});
