import { byteAt, isAt, joined, letters, smallEndAt, smallEndOf } from './bytes.ts';
import { isFit } from './size.ts';

const ALPHA = 0x10;
const ANIMATION = 0x02;

type Size = Readonly<{ width: number; height: number }>;

/** A WebP of one still picture, with what shows through; EXIF, XMP, profiles and everything unknown go. */
export function stripWebp(bytes: Uint8Array): Uint8Array | undefined {
  const end = 8 + smallEndAt(bytes, 4, 4);
  if (end > bytes.length) return undefined;
  const found: { picture?: Uint8Array; alpha?: Uint8Array; size?: Size } = {};
  let at = 12;
  while (at + 8 <= end && !found.picture) {
    const length = smallEndAt(bytes, at + 4, 4);
    if (length < 0 || at + 8 + length > end) return undefined;
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (isAt(bytes, at, 'VP8X') && (byteAt(body, 0) & ANIMATION) !== 0) return undefined;
    if (isAt(bytes, at, 'ALPH')) found.alpha = body;
    const size = isAt(bytes, at, 'VP8 ') ? lossySize(body) : isAt(bytes, at, 'VP8L') ? losslessSize(body) : undefined;
    if (size) {
      found.size = size;
      found.picture = chunk(isAt(bytes, at, 'VP8L') ? 'VP8L' : 'VP8 ', body);
    }
    at += 8 + length + (length % 2);
  }
  const { picture, alpha, size } = found;
  if (!picture || !size || !isFit(size.width, size.height)) return undefined;
  return riff(alpha && isAt(picture, 0, 'VP8 ') ? [extended(size), chunk('ALPH', alpha), picture] : [picture]);
}

export const isWebp = (bytes: Uint8Array): boolean => isAt(bytes, 0, 'RIFF') && isAt(bytes, 8, 'WEBP');

/** A key frame of VP8 (RFC 6386, 9.1). */
function lossySize(body: Uint8Array): Size | undefined {
  if ((byteAt(body, 0) & 1) !== 0 || !isAt(body, 3, '\x9d\x01\x2a')) return undefined;
  return { width: smallEndAt(body, 6, 2) & 0x3fff, height: smallEndAt(body, 8, 2) & 0x3fff };
}

function losslessSize(body: Uint8Array): Size | undefined {
  const bits = smallEndAt(body, 1, 4);
  if (byteAt(body, 0) !== 0x2f || bits < 0 || Math.floor(bits / 2 ** 29) !== 0) return undefined;
  return { width: (bits & 0x3fff) + 1, height: (Math.floor(bits / 2 ** 14) & 0x3fff) + 1 };
}

function extended({ width, height }: Size): Uint8Array {
  return chunk('VP8X', joined([[ALPHA, 0, 0, 0], smallEndOf(width - 1, 3), smallEndOf(height - 1, 3)]));
}

function chunk(name: string, body: Uint8Array): Uint8Array {
  return joined([letters(name), smallEndOf(body.length, 4), body, ...(body.length % 2 === 1 ? [[0]] : [])]);
}

function riff(chunks: readonly Uint8Array[]): Uint8Array {
  const body = joined([letters('WEBP'), ...chunks]);
  return joined([letters('RIFF'), smallEndOf(body.length, 4), body]);
}
