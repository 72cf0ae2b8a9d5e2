import { expect, test } from 'vitest';
import { fold, keepAccents } from './fold.ts';

test.each([
  ['Gặp  Người Trực ', 'gap nguoi truc'],
  ['ĐÁNH', 'danh'],
  ['Đường\t đi', 'duong di'],
  ['cứuuuu', 'cuu'],
  ['xoong', 'xoong'],
  ['1000', '1000'],
  ['e\u0323m o\u031b\u0301', 'em o'],
  ['', ''],
])('folds %j to %j', (text, folded) => {
  expect(fold(text)).toBe(folded);
  expect(fold(text.normalize('NFD'))).toBe(folded);
  expect(fold(text.normalize('NFC'))).toBe(folded);
});

test.each([
  ['HOÀ', 'hòa'],
  ['hoàn', 'hoàn'],
  ['Thuỷ', 'thủy'],
  ['quỳ', 'quỳ'],
  ['khoẻ', 'khỏe'],
  ['xoá hết', 'xóa hết'],
  ['lí do', 'lý do'],
  ['quí', 'quý'],
  ['thì', 'thì'],
  ['đi mì', 'đi mỳ'],
  ['Cứuuu', 'cứu'],
])('keeps the accents of %j as %j', (text, kept) => {
  expect(keepAccents(text)).toBe(kept);
  expect(keepAccents(text.normalize('NFD'))).toBe(kept);
});

test('folding twice changes nothing', () => {
  const once = fold('Đừng gọi, chị nhé… HOÀNG HOÀNG');
  expect(fold(once)).toBe(once);
});

test('a short text is folded in a few microseconds', () => {
  const text = 'Em ở xã Bảo Hà, chị gọi cho em lúc 9 giờ sáng được không';
  for (let round = 0; round < 5_000; round++) fold(text);
  const start = performance.now();
  for (let round = 0; round < 5_000; round++) fold(text);
  // Five microseconds is the aim; the bound leaves room for a busy machine.
  expect(((performance.now() - start) / 5_000) * 1_000).toBeLessThan(25);
});
