import { describe, expect, test } from 'vitest';
import { type Bounds, type Exclusions, isBodyExcluded, isKeptOut, type RingMember } from './conflict.ts';
import { rings } from './rings.ts';

const nobody: Exclusions = { members: [], addresses: [], communes: [] };
const homes: Readonly<Record<string, string>> = { A: '00001', B: '00001', C: '00002' };
const bounds = (excluded: Partial<Exclusions> = {}, rest: Partial<Bounds> = {}): Bounds =>
  ({ communeCode: '00001', excluded: { ...nobody, ...excluded }, notice: true, communeOf: (code) => homes[code ?? ''], ...rest });
const member = (id: string, addressCode: string | undefined, rest: Partial<RingMember> = {}): RingMember =>
  ({ id, role: 'member', addressCode, unitCode: undefined, onDuty: true, closeTo: [], official: false, ...rest });
const team = [
  member('a', 'A'), member('b', 'B'), member('c', 'C'), member('o', undefined, { role: 'commune_officer', unitCode: '00001' }),
  member('p', undefined, { role: 'province_duty', unitCode: '92' }),
];

describe('a case exists for', () => {
  test.each([
    ['everybody where nobody is left out', {}, 'abcop'],
    ['everybody but a person', { members: ['a'] }, 'bcop'],
    ['everybody but an address', { addresses: ['B'] }, 'acop'],
    ['everybody but a commune, its officer too', { communes: ['00001'] }, 'cp'],
    ['the province alone, when nobody local may know', { local: true }, 'p'],
    ['nobody', { local: true, members: ['p'] }, ''],
  ] as const)('%s', (_, excluded, wanted) => {
    const may = team.filter((one) => !isKeptOut(one, bounds(excluded)));
    expect(may.map(({ id }) => id).join('')).toBe(wanted);
    const called = rings({ ...bounds(excluded), provinceCode: '92', addresses: [{ code: 'A' }, { code: 'B' }, { code: 'C' }], members: team });
    expect(called.flat().map(({ id }) => id).toSorted().join('')).toBe(wanted);
  });

  test('no member who is close to people of its commune, wherever she works', () => {
    expect(isKeptOut(member('c', 'C', { closeTo: ['00001'] }), bounds())).toBe(true);
    expect(isKeptOut(member('c', 'C', { closeTo: ['00003'] }), bounds())).toBe(false);
    expect(isKeptOut(member('c', 'C', { closeTo: ['00001'] }), bounds({}, { communeCode: undefined }))).toBe(false);
  });

  test('an official only when she was told what that means and agreed', () => {
    const official = member('o', undefined, { role: 'commune_officer', unitCode: '00001', official: true });
    expect([true, false].map((notice) => isKeptOut(official, bounds({}, { notice })))).toEqual([false, true]);
  });
});

test.each([
  [{}, false], [{ communes: ['00001'] }, true], [{ communes: ['00002'] }, false], [{ local: true }, true], [{ addresses: ['A'] }, false],
] as const)('the committee that must be told is among those left out: %j', (excluded, is) => expect(isBodyExcluded(bounds(excluded))).toBe(is));
