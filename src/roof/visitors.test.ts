import { expect, test } from 'vitest';
import { groupOf, isUrgent } from './visitors.ts';

test.each([
  ['203.0.113.7', 0, '203.0.113.7'],
  ['::ffff:203.0.113.7', 0, '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', 0, '2001:db8:1:2'],
  ['2001:0db8:0001:0002::9', 0, '2001:db8:1:2'],
  ['2001:db8::9', 0, '2001:db8:0:0'],
  ['64:ff9b::203.0.113.7', 0, '64:ff9b:0:0'],
  // A proxy on this machine or in its network: nobody knows who stands behind it.
  ['127.0.0.1', 0, undefined], ['::1', 0, undefined], ['172.18.0.5', 0, undefined], ['::ffff:10.1.2.3', 0, undefined], ['fd00::5', 0, undefined],
  // Told by a proxy that we trust.
  ['10.1.2.3', 1, '10.1.2.3'],
  ['', 0, undefined], ['unknown', 1, undefined],
] as const)('%s behind %i proxies counts as %s', (address, proxies, group) => expect(groupOf(address, proxies)).toBe(group));

test.each([
  ['0', true], ['thoát', true], ['XÓA', true], ['SOS', true], ['nó đang cầm dao đuổi em cứu em với', true], ['em không muốn sống nữa em muốn chết', true],
  ['alo', false], ['1', false], ['tran de', false],
] as const)('«%s» is taken from anybody at any time: %s', (text, is) => expect(isUrgent(text)).toBe(is));
