import { expect, test } from 'vitest';
import { knownLanes } from './known_lanes.ts';

const row = (version: number) => ({ version, session: Buffer.from('before'), wrapped: Buffer.from('her key') });
const after = { version: 8, session: Buffer.from('after') };

test('a row that was committed from where it is known stands where the commit left it', () => {
  const known = knownLanes();
  known.set('hers', row(7));
  known.moveOn('hers', 7, after);
  expect(known.get('hers')).toEqual({ ...row(7), ...after });
});

test('a row of another version is forgotten: she may have erased herself between, and have another key', () => {
  const known = knownLanes();
  known.set('hers', row(5));
  known.moveOn('hers', 7, after);
  expect(known.get('hers')).toBeUndefined();
});

test('what is not known is not made up', () => {
  const known = knownLanes();
  known.moveOn('hers', 7, after);
  expect(known.get('hers')).toBeUndefined();
});
