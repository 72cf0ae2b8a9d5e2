import { byteAt, bytesOf, crcTable, isAt, joined, letters, numberAt } from './bytes.ts';
import { isFit } from './size.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** What draws the picture. Colours may shift a little without gAMA and iCCP: a profile may name a screen. */
const KEPT: Readonly<Record<string, (length: number) => boolean>> = {
  IHDR: (length) => length === 13,
  PLTE: (length) => length > 0 && length <= 768 && length % 3 === 0,
  tRNS: (length) => length > 0 && length <= 256,
  IDAT: () => true,
};
const CRC = crcTable(0xedb88320, true);

/**
 * A PNG of its picture and nothing else: text, times, EXIF, profiles, animation go, and so does what follows its end.
 * Cropped screenshots of some telephones carried the uncropped picture there (CVE-2023-21036).
 */
export function stripPng(bytes: Uint8Array): Uint8Array | undefined {
  const parts: (Uint8Array | readonly number[])[] = [SIGNATURE];
  let at = SIGNATURE.length;
  let order = '';
  while (at < bytes.length) {
    const length = numberAt(bytes, at, 4);
    const end = at + 12 + length;
    const name = nameAt(bytes, at + 4);
    if (length < 0 || end > bytes.length || name === undefined) return undefined;
    const chunk = bytes.subarray(at + 4, end - 4);
    if (numberAt(bytes, end - 4, 4) !== crcOf(chunk)) return undefined;
    if (name === 'IEND') return isWhole(order) && length === 0 ? joined([...parts, endChunk()]) : undefined;
    const fits = KEPT[name];
    if (fits) {
      if (!fits(length) || (name === 'IHDR' && !isHeader(chunk.subarray(4)))) return undefined;
      order += name[1] ?? '';
      parts.push(bytes.subarray(at, end));
    } else if (isCritical(name)) return undefined;
    at = end;
  }
  return undefined;
}

/** Header, perhaps colours, perhaps what shows through, then the picture. */
const isWhole = (order: string): boolean => /^HL?R?D+$/.test(order);

function nameAt(bytes: Uint8Array, at: number): string | undefined {
  const name = String.fromCharCode(...bytes.subarray(at, at + 4));
  return /^[A-Za-z]{4}$/.test(name) ? name : undefined;
}

/** A chunk that must be understood to draw the picture begins with a capital. */
const isCritical = (name: string): boolean => /^[A-Z]/.test(name);

const isHeader = (body: Uint8Array): boolean =>
  isFit(numberAt(body, 0, 4), numberAt(body, 4, 4)) && byteAt(body, 10) === 0 && byteAt(body, 11) === 0;

const endChunk = (): Uint8Array => joined([bytesOf(0, 4), letters('IEND'), bytesOf(crcOf(letters('IEND')), 4)]);

function crcOf(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (CRC[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

export const isPng = (bytes: Uint8Array): boolean => isAt(bytes, 0, String.fromCharCode(...SIGNATURE));
