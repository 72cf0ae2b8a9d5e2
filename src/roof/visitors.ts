import { BlockList, isIP } from 'node:net';
import { readCommand, readKey } from '../core/reading/choice.ts';
import { readIntent } from '../core/reading/intent.ts';
import type { HouseKeys } from '../stores/house_keys.ts';

/** Addresses of this machine and of networks behind a door (RFC 1918, 4193, 6598). */
const INSIDE = new BlockList();
INSIDE.addSubnet('127.0.0.0', 8);
INSIDE.addSubnet('10.0.0.0', 8);
INSIDE.addSubnet('172.16.0.0', 12);
INSIDE.addSubnet('192.168.0.0', 16);
INSIDE.addSubnet('169.254.0.0', 16);
INSIDE.addSubnet('::1', 128, 'ipv6');
INSIDE.addSubnet('fc00::', 7, 'ipv6');
INSIDE.addSubnet('fe80::', 10, 'ipv6');

/**
 * Where somebody writes from, as a hash that is another one tomorrow; undefined when that is not known. Without a
 * setting that says how many proxies stand before the house, an address inside the network is the proxy's.
 */
export function visitorOf(
  address: string | undefined, { keys, now, proxies }: Readonly<{ keys: HouseKeys; now: number; proxies: number }>,
): string | undefined {
  const group = address === undefined ? undefined : groupOf(address, proxies);
  const day = Math.floor(now / 86_400_000);
  return group && keys.eventId('web', 'visitor', `${day}:${group}`);
}

/** An address as one visitor: of IPv6 the first half, since a single line has all of the other. */
export function groupOf(address: string, proxies: number): string | undefined {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  const kind = isIP(plain);
  if (kind === 0) return undefined;
  if (proxies === 0 && INSIDE.check(plain, kind === 4 ? 'ipv4' : 'ipv6')) return undefined;
  return kind === 4 ? plain : firstHalf(plain);
}

function firstHalf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  // A tail in dotted form stands for two parts.
  const length = before.length + after.length + (address.includes('.') ? 1 : 0);
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - length }, () => '0');
  return [...before, ...zeros, ...after].slice(0, 4).map((part) => part.replace(/^0+(?=.)/, '')).join(':');
}

/** What is taken from anybody at any time: leaving, erasing, and a cry. */
export function isUrgent(text: string): boolean {
  if (readKey(text) === 'leave' || readCommand(text) !== undefined) return true;
  return ['danger', 'selfharm'].includes(readIntent(text));
}
