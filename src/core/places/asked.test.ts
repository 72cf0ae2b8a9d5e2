import { expect, test } from 'vitest';
import { type Asked, COMMUNES_A_DAY, COMMUNES_IN_DANGER, mayAskFor } from './asked.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-22T03:00:00Z');

/** How many of fifty communes are answered, one a minute. */
function answered(inDanger: boolean, start: readonly Asked[] = []): { answered: number; asked: readonly Asked[] } {
  let asked = start;
  let count = 0;
  for (let index = 0; index < 50; index++) {
    const next = mayAskFor(`c${index}`, { asked, inDanger }, NOW + index * 60_000);
    asked = next.asked;
    if (next.may) count++;
  }
  return { answered: count, asked };
}

test('of fifty communes in a row five are answered, in danger ten', () => {
  expect([answered(false).answered, answered(true).answered]).toEqual([COMMUNES_A_DAY, COMMUNES_IN_DANGER]);
  expect([COMMUNES_A_DAY, COMMUNES_IN_DANGER]).toEqual([5, 10]);
});

test('what was asked for in the last day is answered again, and costs nothing', () => {
  const { asked } = answered(false);
  expect(mayAskFor('c0', { asked, inDanger: false }, NOW + DAY - 1)).toEqual({ may: true, fresh: false, asked });
});

test('a day later each place is free again, one by one, and nothing older is kept', () => {
  const { asked } = answered(false);
  const next = mayAskFor('c40', { asked, inDanger: false }, NOW + DAY);
  expect(next.may).toBe(true);
  expect(next.asked.map(({ commune }) => commune)).toEqual(['c1', 'c2', 'c3', 'c4', 'c40']);
  expect(mayAskFor('c41', { asked: next.asked, inDanger: false }, NOW + DAY).may).toBe(false);
});

test('nothing is known and nothing is counted where there is no commune', () => {
  expect(mayAskFor('', { asked: undefined, inDanger: false }, NOW)).toEqual({ may: true, fresh: false, asked: [] });
});
