import { expect, test } from 'vitest';
import { flatten } from './flat.ts';
import { platesIn } from './plates.ts';
import { tokenise } from './tokens.ts';

const platesOf = (text: string): string[] =>
  platesIn(tokenise(flatten(text))).map(({ from, to }) => text.slice(from, to));

test.each([
  ['biển hai tư bê hai, sáu sáu ba hai chín màu đen', 'hai tư bê hai, sáu sáu ba hai chín'],
  ['bien so ba muoi mot a khong bon hai bay nam', 'ba muoi mot a khong bon hai bay nam'],
  ['xe 24 B2 sau sau ba hai chin do truoc ngo', '24 B2 sau sau ba hai chin'],
  ['biển 15A-482.91 kính đen', '15A-482.91'],
  ['biển chín chín a cờ hai ba bốn năm sáu', 'chín chín a cờ hai ba bốn năm sáu'],
])('%s: the plate is «%s»', (text, plate) => {
  expect(platesOf(text)).toEqual([plate]);
});

test.each([
  ['nothing says that it is a plate, and nothing is spoken', '24 B2 66329'],
  ['no province has a zero before it', 'biển 05 a 12345'],
  ['three digits are too few', 'biển 24 b 663 thôi'],
  ['a letter is missing', 'biển hai tư sáu sáu ba hai chín'],
  ['the word for it is too far away', 'biển em nhớ là không thấy rõ lắm đâu 24 b 66329'],
])('%s: no plate', (_, text) => {
  expect(platesOf(text)).toEqual([]);
});
