import { expect, test } from 'vitest';
import { cover } from './cover.ts';

const PUBLIC = ['0299 3 822 111'];

test.each<[string, string, string]>([
  ['Dạ em đỡ rồi ạ.', 'Dạ em đỡ rồi ạ.', ''],
  ['Gọi trạm số 0299 3822111 nhé', 'Gọi trạm số 0299 3822111 nhé', ''],
  ['Gọi em số 0912 345 678 nhé', 'Gọi em số [số điện thoại] nhé', 'Gọi em số 0912 345 678 nhé'],
  ['Chồng em tên là Vàng A Páo, số em 0912345678', 'Chồng em tên là [tên], số em [số điện thoại]', 'Chồng em tên là [tên], số em 0912345678'],
])('%s', (given, text, withPhone) => {
  expect(cover(given, PUBLIC)).toEqual({ text, withPhone });
});

test('what is covered already is left as it is', () => {
  const { text } = cover('Chồng em tên là Vàng A Páo, số em 0912345678', []);
  expect(cover(text, [])).toEqual({ text, withPhone: '' });
});
