import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messagesOf, numbered, parted } from './present.ts';

test.each([
  ['what fits', 'Chị ơi.', 20, ['Chị ơi.']],
  ['a paragraph', 'Một câu ngắn.\n\nCâu thứ hai dài.', 20, ['Một câu ngắn.', 'Câu thứ hai dài.']],
  ['a line', 'Một câu ngắn\nCâu thứ hai', 20, ['Một câu ngắn', 'Câu thứ hai']],
  ['a sentence', 'Một câu ngắn. Câu thứ hai. Câu ba.', 20, ['Một câu ngắn.', 'Câu thứ hai. Câu ba.']],
  ['a word, where there is no sentence', 'một hai ba bốn năm sáu bảy', 12, ['một hai ba', 'bốn năm sáu', 'bảy']],
  ['letters, where there is no word', 'aaaaaaaaaaaaaaa', 6, ['aaaaaa', 'aaaaaa', 'aaa']],
  ['whole signs, where each is two letters long', 'a🌿🌿🌿🌿', 6, ['a🌿🌿', '🌿🌿']],
])('a text is parted at %s', (_, text, max, pieces) => expect(parted(text, max)).toEqual(pieces));

const anyText = fc.array(fc.constantFrom('chị', 'em.', 'nói?', '\n', '\n\n', ' ', 'dài'.repeat(9)), { maxLength: 80 })
  .map((words) => words.join(' '));

test('no piece is longer than a message, none is empty, and not a letter is lost', () => {
  fc.assert(fc.property(anyText, fc.integer({ min: 10, max: 60 }), (text, max) => {
    const pieces = parted(text, max);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(max);
    if (text.trim() !== '') expect(pieces).not.toContain('');
    expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  }), { seed: 7 });
});

const keys = [{ key: '1', label: 'Tìm nơi tin cậy' }, { key: '2', label: 'Nhờ người liên hệ' }, { key: '0', label: 'Thoát' }];

test('the numbered choices stay whole, with the last piece', () => {
  fc.assert(fc.property(anyText, (text) => {
    const pieces = messagesOf(text, keys, 120);
    expect(numbered(pieces.at(-1) ?? '', keys).length).toBeLessThanOrEqual(120);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(120);
    expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  }), { seed: 7 });
});
