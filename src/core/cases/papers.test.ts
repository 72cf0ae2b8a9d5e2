import { expect, test } from 'vitest';
import type { CaseEvent } from './calling.ts';
import type { Owing } from './obligations.ts';
import { FORMS, PAPERS, papersOf, sheetOf } from './papers.ts';

const at = (code: string): CaseEvent => ({ code, at: 0 });
const owing = (codes: readonly string[], under16 = false): Owing => ({ under16, danger: 'normal', events: codes.map(at), holidays: [] });

test.each([
  ['an adult', owing(['accepted']), ['hotline_03', 'contact_09']],
  ['an adult who has come', owing(['accepted', 'arrived']), ['arrival', 'hotline_03', 'contact_09']],
  ['a child', owing(['accepted'], true), ['child_01', 'child_02', 'hotline_03', 'contact_09']],
])('the forms of %s', (_of, given, wanted) => expect(papersOf(given)).toEqual(wanted));

test.each([
  ['child_01', false, ['taken_at', 'told', 'place', 'kinds', 'level']], ['child_02', false, ['told', 'place', 'level']], ['arrival', false, ['arrived_at']],
  // What no law asks for stands there only when she agreed that officials are asked, too.
  ['hotline_03', false, []], ['hotline_03', true, ['taken_at', 'place', 'kinds', 'level']], ['contact_09', true, []],
] as const)('%s, agreed %s: what stands in it', (paper, agreed, wanted) => {
  const sheet = sheetOf(paper, owing(['accepted', 'arrived'], true), agreed);
  expect([sheet?.filled, sheet?.unagreed]).toEqual([wanted, paper === 'hotline_03' && !agreed]);
});

test('a form of another case is none, and one that her committee is not to see says so', () => {
  expect(sheetOf('child_01', owing(['accepted']), true)).toBeUndefined();
  expect(sheetOf('arrival', owing(['accepted']), true)).toBeUndefined();
  const kept = (codes: readonly string[]) => sheetOf('arrival', owing([...codes, 'arrived']), true)?.keptFromCommittee;
  expect([kept([]), kept(['body_excluded']), kept(['body_excluded', 'decided_told_anyway'])]).toEqual([false, true, false]);
});

test('no form has a line for who she is, and each names where it was read of', () => {
  for (const paper of PAPERS) {
    expect(FORMS[paper].source).toMatch(/\./);
    expect(FORMS[paper].lines.join(' ')).not.toMatch(/name|phone|house|story/);
  }
});
