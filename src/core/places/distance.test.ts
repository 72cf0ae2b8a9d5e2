import { expect, test } from 'vitest';
import { distanceKm } from './distance.ts';

test.each([
  ['one degree to the north', { lat: 21, lon: 105 }, { lat: 22, lon: 105 }, 111],
  ['one degree to the east', { lat: 21, lon: 105 }, { lat: 21, lon: 106 }, 104],
  ['Hà Nội to Cần Thơ', { lat: 21.03, lon: 105.85 }, { lat: 10.03, lon: 105.78 }, 1223],
  ['nowhere', { lat: 21, lon: 105 }, { lat: 21, lon: 105 }, 0],
])('%s is as far as it is', (_, from, to, km) => expect(Math.round(distanceKm(from, to))).toBe(km));
