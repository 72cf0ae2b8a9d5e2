import { expect, test } from 'vitest';
import { readHours } from './hours.ts';

const ONE: readonly (readonly [string, string])[] = [
  ['9h', '09:00-10:00'], ['14h30', '14:30-15:30'], ['14:30', '14:30-15:30'], ['9 giờ', '09:00-10:00'], ['9g', '09:00-10:00'], ['9 giờ sáng', '09:00-10:00'], ['2 giờ chiều', '14:00-15:00'], ['2h chiều', '14:00-15:00'],
  ['8 giờ rưỡi tối', '20:30-21:30'], ['12h trưa', '12:00-13:00'], ['1h trưa', '13:00-14:00'], ['11h trưa', '11:00-12:00'], ['7h toi', '19:00-20:00'], ['khoảng 9h sáng ạ', '09:00-10:00'], ['10h đêm', '22:00-23:00'], ['sáng 8h', '08:00-09:00'],
  ['từ 9h đến 11h', '09:00-11:00'], ['tu 9h den 11h', '09:00-11:00'], ['9-11h', '09:00-11:00'], ['9h-11h30', '09:00-11:30'], ['9h – 11h', '09:00-11:00'], ['9:00 đến 11:00', '09:00-11:00'], ['từ 2h đến 4h chiều', '14:00-16:00'],
  ['2-4h chiều', '14:00-16:00'], ['8-10 giờ tối', '20:00-22:00'], ['9h đến 2h chiều', '09:00-14:00'], ['chiều từ 2h đến 4h', '14:00-16:00'], ['11h-1h trưa', '11:00-13:00'], ['９h', '09:00-10:00'],
  ['buổi sáng', '07:00-11:00'], ['sang', '07:00-11:00'], ['trưa', '11:00-13:00'], ['chiều', '13:30-17:30'], ['tối', '18:30-21:00'], ['buoi toi', '18:30-21:00'], ['toi', '18:30-21:00'],
  ['sáng với chiều', '07:00-11:00 13:30-17:30'], ['sáng, tối', '07:00-11:00 18:30-21:00'], ['sang va toi', '07:00-11:00 18:30-21:00'], ['lúc nào cũng được', '07:00-21:00'], ['luc nao cung dc', '07:00-21:00'], ['cả ngày', '07:00-21:00'],
  ['9am to 11am', '09:00-11:00'], ['9 am', '09:00-10:00'], ['2pm', '14:00-15:00'], ['from 2 to 4 pm', '14:00-16:00'], ['morning', '07:00-11:00'], ['in the evening', '18:30-21:00'], ['any time', '07:00-21:00'],
  ['9-11h và 14-16h', '09:00-11:00 14:00-16:00'], ['10h đêm đến 1h sáng', '22:00-23:59 00:00-01:00'],
];

test.each(ONE)('reads %j as %s', (text, windows) => {
  const read = readHours(text) ?? [];
  expect(read.map(({ from, to }) => `${from}-${to}`).join(' ')).toBe(windows);
  expect(readHours(text.normalize('NFD'))).toEqual(read);
});

test.each([
  '', 'em không biết', 'đừng gọi buổi tối', 'trừ buổi tối', 'not in the evening', 'chủ nhật', 'thứ 2 buổi sáng', 'sáng mai', 'tối nay', '2h', 'từ 2h đến 4h', '25h', '9h75', 'toi khong ranh', 'toi ten la Mai', 'nhà em có 3 con', '9', '2 con',
])('does not guess %j', (text) => {
  expect(readHours(text)).toBeUndefined();
});

test('every window ends after it begins', () => {
  for (let from = 0; from < 24; from++) {
    for (let to = 0; to < 24; to++) {
      for (const window of readHours(`${from}h đến ${to}h`) ?? []) expect(window.from < window.to).toBe(true);
    }
  }
});
