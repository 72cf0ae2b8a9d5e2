import { expect, test } from 'vitest';
import { chances, NO_NAME_WORD, STEPS } from './chain.ts';
import { mask } from './mask.ts';

const masked = (text: string): string => mask(text, { publicNumbers: [] }).text;

test.each([
  ['hom truoc ong quyet sang nha em quay pha', 'hom truoc ong [tên] sang nha em quay pha'],
  ['chi thom oi em so lam', 'chi [tên] oi em so lam'],
  ['chồng em nguyễn đình khôi đập máy của em', 'chồng em [tên] đập máy của em'],
  ['con gai em la vang thi chia bi bat di', 'con gai em la [tên] bi bat di'],
])('a name that is an everyday word, or stands in small letters, is covered: %s', (text, expected) => {
  expect(masked(text)).toBe(expected);
});

test.each([
  'nông dân chúng em biết kiện ai', 'ho dinh ban em sang ben kia', 'anh bao em im, khong thi chet',
  'em muon gap hoi phu nu xa', 'no cam dao doa em, cuu em voi', 'chau chau an het lua roi chi',
])('everyday words that are names elsewhere stay: %s', (text) => {
  expect(masked(text)).toBe(text);
});

test('a further word of a name is only likely behind a word of one', () => {
  // The second word alone says that it goes on: without a first before it that cannot be.
  const alone = chances(Float64Array.from([NO_NAME_WORD, NO_NAME_WORD, -5, 6]), STEPS);
  expect(alone[5]).toBeLessThan(0.01);
  const behind = chances(Float64Array.from([3, -5, -5, 6]), STEPS);
  expect(behind[5]).toBeGreaterThan(0.9);
});
