import { expect, test } from 'vitest';
import { rowsOfDigits } from './digits.ts';
import { flatten } from './flat.ts';
import { tokenise } from './tokens.ts';

const rowsOf = (text: string): string[][] => {
  const flat = flatten(text);
  return rowsOfDigits(flat, tokenise(flat)).map((row) => row.map(({ digits }) => digits));
};

test.each([
  ['chín mươi hai', [['9', '', '2']]],
  ['chín mươi', [['9', '0']]],
  ['mươi mươi mươi', [['0', '0', '0']]],
  ['không chín một', [['0', '9', '1']]],
  ['09 ba hai', [['09', '3', '2']]],
])('%s is read as its digits', (text, rows) => {
  expect(rowsOf(text)).toEqual(rows);
});

// From each word on so many digits are read: without digits in them, words would be read to the end from each one.
test.each(['mươi ', '_mươi', 'một mươi ', 'mươi linh ', 'mươi.', '0 mươi '])(
  'in a row of «%s» two neighbours hold a digit at least', (piece) => {
    const [row = []] = rowsOf(piece.repeat(200)).toSorted((one, other) => other.length - one.length);
    expect(row.length).toBeGreaterThanOrEqual(200);
    expect(row.filter((digits, index) => digits === '' && (row[index + 1] ?? '0') === '')).toEqual([]);
  });
