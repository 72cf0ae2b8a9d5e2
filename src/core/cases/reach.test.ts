import { expect, test } from 'vitest';
import { type Chat, isClosing, isReachable, reachableChat } from './reach.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-21T03:00:00Z');
const chat = (channel: string, heardHoursAgo: number, shutHoursAgo?: number): Chat => ({
  laneId: `${channel}${heardHoursAgo}`, channel, heardAt: NOW - heardHoursAgo * HOUR,
  shutAt: shutHoursAgo === undefined ? 0 : NOW - shutHoursAgo * HOUR,
});

test.each([
  ['Zalo within seven days', chat('zalo_oa', 167), true],
  ['Zalo after seven days', chat('zalo_oa', 168), false],
  ['Telegram after a year', chat('telegram', 24 * 365), true],
  ['blocked after her last word', chat('telegram', 5, 4), false],
  ['written again since she had blocked', chat('telegram', 3, 4), true],
  ['refused by Zalo inside the window', chat('zalo_oa', 5, 4), false],
])('%s', (_, where, is) => expect(isReachable(where, NOW)).toBe(is));

test.each([
  ['six days and a bit', chat('zalo_oa', 6 * 24 + 1), true],
  ['five days', chat('zalo_oa', 5 * 24), false],
  ['shut already', chat('zalo_oa', 8 * 24), false],
  ['no window at all', chat('telegram', 9 * 24), false],
])('the window is closing: %s', (_, where, is) => expect(isClosing(where, NOW)).toBe(is));

test('of two chats the reachable one she last wrote from is used', () => {
  const telegram = chat('telegram', 50);
  expect(reachableChat([telegram, chat('zalo_oa', 5)], NOW)?.channel).toBe('zalo_oa');
  expect(reachableChat([telegram, chat('zalo_oa', 200)], NOW)?.channel).toBe('telegram');
  expect(reachableChat([telegram, chat('zalo_oa', 5, 1)], NOW)?.channel).toBe('telegram');
  expect(reachableChat([chat('zalo_oa', 200)], NOW)).toBeUndefined();
});
