import { expect, test } from 'vitest';
import { answersByMonth, countOne, RATINGS, type Tally } from './tally.ts';

const M = '2026-11';

test('nothing is written out before five have answered, and then all five together', () => {
  let tally: Tally = {};
  const outs = ['rate_yes', 'rate_no', 'rate_yes', 'rate_part', 'rate_yes'].map((answer) => {
    const counted = countOne(tally, M, answer);
    tally = counted.tally;
    return counted.out;
  });
  expect(outs.slice(0, 4)).toEqual([[], [], [], []]);
  expect(outs[4]).toEqual([{ answer: 'rate_yes', count: 3 }, { answer: 'rate_no', count: 1 }, { answer: 'rate_part', count: 1 }]);
  expect(tally).toEqual({});
});

test('months are kept apart, and what never became five goes after two months', () => {
  const before: Tally = { '2026-08': { rate_no: 4 }, '2026-09': { rate_no: 4 }, [M]: { rate_yes: 3 } };
  expect(countOne(before, M, 'rate_no')).toEqual({ tally: { '2026-09': { rate_no: 4 }, [M]: { rate_yes: 3, rate_no: 1 } }, out: [] });
});

test('only an answer that was offered is counted', () => {
  expect(countOne({}, M, 'Giàng Thị Sua')).toEqual({ tally: {}, out: [] });
  expect(RATINGS).toHaveLength(3);
});

test('of a month in which fewer than five said the same, officers read only how many answered', () => {
  const rows = [
    { month: '2026-10', answer: 'rate_yes', count: 9 }, { month: '2026-10', answer: 'rate_no', count: 1 },
    { month: '2026-11', answer: 'rate_yes', count: 10 }, { month: '2026-11', answer: 'rate_no', count: 5 },
  ];
  expect(answersByMonth(rows)).toEqual([
    { month: '2026-10', answered: 10, withheld: true },
    { month: '2026-11', answered: 15, counts: { rate_yes: 10, rate_part: 0, rate_no: 5 } },
  ]);
});
