import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildCommuneIndex } from './communes.ts';
import type { Commune } from './communes.ts';
import { daysBetween } from './dates.ts';
import { ADDRESS_PLACES, communeAt, nearestAddresses, shownAddress } from './nearest.ts';
import type { NearestQuery, TrustedAddress } from './nearest.ts';

const communes: Commune[] = [
  { code: '00001', name: 'Xã Suối Trong', provinceCode: '15', province: 'Tỉnh Lào Cai', lat: 22, lon: 104 },
  { code: '00002', name: 'Xã Lúa Mới', provinceCode: '15', province: 'Tỉnh Lào Cai', lat: 22.1, lon: 104 },
  { code: '00003', name: 'Xã Mận Trắng', provinceCode: '15', province: 'Tỉnh Lào Cai', lat: 22.5, lon: 104 },
];

function address(code: string, communeCode: string, rest: Partial<TrustedAddress> = {}): TrustedAddress {
  return {
    code, communeCode, name: 'Nhà văn hóa Lúa Mới', kind: 'collective', hamlet: 'thôn Lúa Mới', lat: undefined,
    lon: undefined, phone: '0000000101', place: 'culture_house', publicPlace: true, hours: '24/7',
    services: ['tư vấn'], languages: ['vi'], verifiedOn: '2026-11-01', ...rest,
  };
}

const nothing = { addresses: [], communes: [] };
const query = (addresses: TrustedAddress[], rest: Partial<NearestQuery> = {}): NearestQuery => ({
  from: '00001', communes, addresses, excluded: nothing, today: '2026-11-21', verifyDays: 180, limit: 10, ...rest,
});
const codesOf = (asked: NearestQuery): string[] => nearestAddresses(asked).map((each) => each.address.code);

test('her commune comes first, then the nearer one, and the distance is in whole kilometres', () => {
  const found = nearestAddresses(query([address('far', '00003'), address('near', '00002'), address('own', '00001')]));
  expect(found.map(({ address: { code }, km, sameCommune, callFirst }) => [code, km, sameCommune, callFirst])).toEqual([
    ['own', 0, true, false],
    ['near', 11, false, false],
    ['far', 56, false, false],
  ]);
});

test('a far corner of her own commune is still before the next commune', () => {
  const far = address('own', '00001', { lat: 21.7, lon: 104 });
  expect(codesOf(query([address('near', '00002'), far]))).toEqual(['own', 'near']);
});

test('the place on the map counts before the middle of the commune', () => {
  const close = address('close', '00003', { lat: 22.01, lon: 104 });
  expect(codesOf(query([address('near', '00002'), close]))).toEqual(['close', 'near']);
});

test('the old district comes before a shorter way', () => {
  const index = buildCommuneIndex(communes, ['00001', '00003'].map((code) => ({
    oldCode: code, ward: `Xã ${code}`, district: 'Huyện Bắc Hà', province: 'Tỉnh Lào Cai',
    newCodes: [code], split: false,
  })));
  const addresses = [address('near', '00002'), address('district', '00003')];
  expect(codesOf(query(addresses, { index }))).toEqual(['district', 'near']);
  expect(codesOf(query(addresses))).toEqual(['near', 'district']);
});

test('what nobody checked lately is left out, unless it is the last of its commune', () => {
  const stale = { verifiedOn: '2026-05-24' };
  const found = nearestAddresses(query([
    address('fresh', '00001', { verifiedOn: '2026-05-25' }),
    address('old', '00001', stale),
    address('unknown', '00002', { verifiedOn: undefined }),
    address('alone', '00003', stale),
  ]));
  expect(found.map((each) => [each.address.code, each.callFirst])).toEqual([
    ['fresh', false],
    ['unknown', true],
    ['alone', true],
  ]);
});

test('when she excludes the checked one, the unchecked one is offered to be called first', () => {
  const addresses = [address('fresh', '00001'), address('stale', '00001', { verifiedOn: undefined })];
  const excluded = { addresses: ['fresh'], communes: [] };
  const found = nearestAddresses(query(addresses, { excluded }));
  expect(found).toMatchObject([{ address: { code: 'stale' }, callFirst: true }]);
});

test('a commune that is no longer listed has only its own addresses', () => {
  const addresses = [address('own', '99999'), address('near', '00002')];
  expect(codesOf(query(addresses, { from: '99999' }))).toEqual(['own']);
});

const anyAddress = fc.record({
  communeCode: fc.constantFrom('00001', '00002', '00003'),
  verifiedOn: fc.constantFrom('2026-11-01', '2025-01-01', undefined),
  lat: fc.double({ min: 21, max: 23, noNaN: true }),
  lon: fc.double({ min: 103, max: 105, noNaN: true }),
});
const anyQuery = fc.record({
  rows: fc.array(anyAddress, { maxLength: 12 }),
  from: fc.constantFrom('00001', '00002', '00003'),
  excludedAddresses: fc.subarray(Array.from({ length: 12 }, (_, at) => `A${at}`)),
  excludedCommunes: fc.subarray(communes.map((commune) => commune.code), { maxLength: 2 }),
  limit: fc.integer({ min: 0, max: 12 }),
}).map(({ rows, excludedAddresses, excludedCommunes, ...rest }) => query(
  rows.map(({ communeCode, ...row }, at) => address(`A${at}`, communeCode, row)),
  { ...rest, excluded: { addresses: excludedAddresses, communes: excludedCommunes } },
));

test('what she excluded is never offered', () => {
  fc.assert(fc.property(anyQuery, (asked) => {
    for (const { address: each } of nearestAddresses(asked)) {
      expect(asked.excluded.addresses).not.toContain(each.code);
      expect(asked.excluded.communes).not.toContain(each.communeCode);
    }
  }));
});

test('no address of another commune stands before one of hers', () => {
  fc.assert(fc.property(anyQuery, (asked) => {
    const own = nearestAddresses(asked).map((each) => each.address.communeCode === asked.from);
    expect(own).toEqual([...own].sort((one, other) => Number(other) - Number(one)));
  }));
});

test('no commune loses its last address, and only unchecked ones are to be called first', () => {
  fc.assert(fc.property(anyQuery, (asked) => {
    const found = nearestAddresses({ ...asked, limit: 99 });
    const allowed = asked.addresses.filter((each) => !asked.excluded.addresses.includes(each.code)
      && !asked.excluded.communes.includes(each.communeCode));
    expect(new Set(found.map((each) => each.address.communeCode))).toEqual(
      new Set(allowed.map((each) => each.communeCode)),
    );
    for (const { address: each, callFirst } of found) {
      const isOld = each.verifiedOn === undefined || daysBetween(each.verifiedOn, asked.today) > 180;
      expect(callFirst).toBe(isOld);
    }
  }));
});

test('a location is reduced to the commune whose middle is nearest', () => {
  expect(communeAt(22.04, 104.01, communes)).toBe('00001');
  expect(communeAt(22.06, 104.01, communes)).toBe('00002');
  expect(communeAt(22, 104, [])).toBeUndefined();
});

test.each(ADDRESS_PLACES.flatMap((place) => [[place, true] as const, [place, false] as const]))(
  'of a %s that is public: %s, only what may be known is shown',
  (place, publicPlace) => {
    const called = { phone: '0000000101', commune: 'Xã Lúa Mới' };
    const shown = shownAddress(address('A', '00002', { place, publicPlace }), 'Xã Lúa Mới');
    if (place === 'home' || !publicPlace) expect(shown).toStrictEqual(called);
    else expect(shown).toMatchObject({ ...called, name: 'Nhà văn hóa Lúa Mới', hamlet: 'thôn Lúa Mới', place });
    expect(Object.keys(shown)).not.toContain('lat');
  },
);
