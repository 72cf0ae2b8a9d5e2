import { expect, test } from 'vitest';
import { parseConfig } from './config.ts';

const read = (settings: Readonly<Record<string, string>>): unknown => {
  const result = parseConfig(settings);
  return 'problems' in result ? result.problems : result.config.PUBLIC_URL;
};

test.each([
  ['https://tincay.example', 'https://tincay.example'],
  ['https://Tincay.Example/', 'https://tincay.example'],
  ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
])('links of pages begin with PUBLIC_URL %s', (given, expected) => expect(read({ PUBLIC_URL: given })).toBe(expected));

test.each(['https://tincay.example/chat', 'https://tincay.example/?a=1', 'https://tincay.example/#a', 'ftp://tincay.example'])(
  'a PUBLIC_URL under which no form would arrive is refused: %s',
  (given) => expect(read({ PUBLIC_URL: given })).toEqual([expect.stringMatching(/^PUBLIC_URL: /)]),
);
