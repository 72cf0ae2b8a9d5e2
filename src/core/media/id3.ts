import { byteAt, isAt } from './bytes.ts';

/** Where the sound begins behind ID3v2 tags; their length is written in sevens of bits. */
export function afterId3(bytes: Uint8Array): number {
  let at = 0;
  while (isAt(bytes, at, 'ID3')) {
    const sevens = [6, 7, 8, 9].map((offset) => byteAt(bytes, at + offset));
    if (sevens.some((byte) => byte < 0 || byte > 127)) return bytes.length;
    const footer = (byteAt(bytes, at + 5) & 0x10) !== 0 ? 10 : 0;
    at += 10 + sevens.reduce((sum, byte) => sum * 128 + byte, 0) + footer;
  }
  return at;
}
