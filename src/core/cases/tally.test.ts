import { expect, test } from 'vitest';
import { countOne, RATINGS, type Tally } from './tally.ts';

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
