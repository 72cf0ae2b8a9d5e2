import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Figure, figureText, MARKS, readFigure, shareOf, shareText, sum } from './figure.ts';

test.each<readonly [string, Figure | undefined]>([
  ['200', { value: 200, mark: 'exact' }],
  ['5.550', { value: 5_550, mark: 'exact' }],
  ['5,550', { value: 5_550, mark: 'exact' }],
  ['1 234 567', { value: 1_234_567, mark: 'exact' }],
  ['trên 5.550', { value: 5_550, mark: 'over' }],
  ['Hơn 500', { value: 500, mark: 'over' }],
  ['>36600', { value: 36_600, mark: 'over' }],
  ['gần 300', { value: 300, mark: 'under' }],
  ['khoảng 200', { value: 200, mark: 'about' }],
  ['~200', { value: 200, mark: 'about' }],
  ['05', { value: 5, mark: 'exact' }],
  ['5.5', undefined], ['5.55', undefined], ['-3', undefined], ['nhiều', undefined], ['', undefined],
  ['trên', undefined], ['99999999999', undefined], ['1e3', undefined],
])('%s is read as %j', (text, figure) => expect(readFigure(text)).toEqual(figure));

test.each<readonly [readonly string[], string]>([
  [['390', '110'], '500'],
  [['390', 'hơn 110'], 'trên 500'],
  [['trên 10', 'hơn 20'], 'trên 30'],
  [['gần 10', '20'], 'gần 30'],
  [['trên 10', 'gần 20'], 'khoảng 30'],
  [['100', 'khoảng 100'], 'khoảng 200'],
  [[], '0'],
])('%j are together %s', (texts, together) => {
  expect(figureText(sum(texts.flatMap((text) => readFigure(text) ?? [])))).toBe(together);
});

const figures = fc.array(fc.record({ value: fc.nat(100_000), mark: fc.constantFrom(...MARKS) }));

test('a sum is the same in any order, and exact only when all of it is', () => {
  fc.assert(fc.property(figures, (all) => {
    expect(sum(all.toReversed())).toEqual(sum(all));
    expect(sum(all).mark === 'exact').toBe(all.every(({ mark }) => mark === 'exact'));
  }));
});

test('what is written is read again', () => {
  fc.assert(fc.property(figures, (all) => all.forEach((figure) => expect(readFigure(figureText(figure))).toEqual(figure))));
});

test.each([
  ['50', '50', '100 %'], ['trên 500', '500', 'trên 100 %'], ['197', '200', '98,5 %'], ['40', 'trên 50', 'gần 80 %'], ['1.250', '100', '1.250 %'],
])('%s of %s is %s', (done, plan, share) => {
  const [one, other] = [readFigure(done), readFigure(plan)];
  const found = one && other && shareOf(one, other);
  expect(found && shareText(found)).toBe(share);
});

test('nothing planned is no share', () => {
  expect(shareOf({ value: 3, mark: 'exact' }, { value: 0, mark: 'exact' })).toBeUndefined();
});
