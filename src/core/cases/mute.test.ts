import { expect, test } from 'vitest';
import { secondsOf } from './mute.ts';
import type { Exclusions, RingMember } from './conflict.ts';

const member = (id: string, addressCode?: string, unitCode?: string, role = 'member'): RingMember =>
  ({ id, role, addressCode, unitCode, onDuty: false, closeTo: [], official: false });

const asking = member('a', 'TD-01');
const mate = member('b', 'TD-01');
const officer = member('c', undefined, '31673', 'commune_officer');
const neighbour = member('d', 'TD-02');
const elsewhere = member('e', 'LT-01');
const farOfficer = member('f', undefined, '02839', 'commune_officer');
const province = member('g', undefined, '92', 'province_duty');
const all = [province, farOfficer, elsewhere, neighbour, officer, mate, asking];

const nobody: Exclusions = { members: [], addresses: [], communes: [] };
const homes: Readonly<Record<string, string>> = { 'TD-01': '31673', 'TD-02': '31673', 'LT-01': '31675' };
const ids = (excluded = nobody, askedBy = asking, members = all): string =>
  secondsOf({ askedBy, members, communeCode: '31673', excluded, notice: true, communeOf: (code) => homes[code ?? ''] }).map(({ id }) => id).join('');

test('her own team first, then the officer of the commune, then its other teams; nobody else, and never herself', () => {
  expect(ids()).toBe('bcd');
});

test.each([
  ['a person', { ...nobody, members: ['b'] }, 'cd'],
  ['an address', { ...nobody, addresses: ['TD-01'] }, 'cd'],
  ['a commune', { ...nobody, communes: ['31673'] }, ''],
])('whom the person of the case left out decides nothing: %s', (_, excluded, expected) => expect(ids(excluded)).toBe(expected));

test('a member of another commune asks her own team, and the officer of the case\'s commune', () => {
  expect(ids(nobody, elsewhere)).toBe('c');
  expect(ids(nobody, elsewhere, [...all, member('h', 'LT-01')])).toBe('hc');
});

test('no more than three are asked', () => {
  expect(ids(nobody, asking, [...all, member('x', 'TD-01'), member('y', 'TD-01'), member('z', 'TD-01')])).toBe('bxy');
});
