import { expect, test } from 'vitest';
import { readAnswer } from './answer.ts';

test.each([
  ['738294', '738294'],
  [' 73 82-94. ', '738294'],
  ['048215', '048215'],
  ['123132', '123132'],
  ['12345', undefined],
  ['1234567', undefined],
  ['73829a', undefined],
  ['bảy ba tám', undefined],
  // What is tried first.
  ['000000', undefined],
  ['123456', undefined],
  ['789012', undefined],
  ['654321', undefined],
  ['321098', undefined],
  ['121212', undefined],
  ['113113', undefined],
])('a number of her own: %s is read as %s', (typed, read) => {
  expect(readAnswer('pin', typed)).toBe(read);
});
