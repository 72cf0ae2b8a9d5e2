import { expect, test } from 'vitest';
import { asksFive, SIGNS, weighSigns } from './danger_signs.ts';

const ANSWERS = ['signs_some', 'signs_none', ''];
/** Every way to answer, skip or leave out each of the five. */
const ALL = SIGNS.reduce<Record<string, string>[]>(
  (rows, sign) => rows.flatMap((row) => ANSWERS.map((answer) => ({ ...row, [sign]: answer }))), [{}],
);

test('of all ways to answer, three yes or choking alone raise the level, and nothing else does', () => {
  expect(ALL).toHaveLength(243);
  for (const answers of ALL) {
    const count = Object.values(answers).filter((answer) => answer === 'signs_some').length;
    const isHigh = answers['sign_choked'] === 'signs_some' || count >= 3;
    expect([answers, ['choked', 'urgent'].includes(weighSigns(answers))]).toEqual([answers, isHigh]);
  }
});

test('the fifth question is asked only where it decides', () => {
  for (const answers of ALL.filter(({ sign_jealous: last }) => last === '')) {
    const decides = weighSigns(answers) !== weighSigns({ ...answers, sign_jealous: 'signs_some' });
    expect([answers, weighSigns(answers) === 'last']).toEqual([answers, decides]);
  }
});

test('a question that was stopped is not asked again', () => {
  expect(weighSigns({ sign_worse: 'signs_some', sign_kill: 'signs_some', sign_jealous: 'five_stop' })).toBe('normal');
});

test.each([['body', true], ['money,mind', true], ['sexual', true], ['money', false], ['marriage,trafficking', false], ['', false]])(
  'who says «%s» is asked five times: %s', (kinds, asked) => expect(asksFive(kinds)).toBe(asked),
);
