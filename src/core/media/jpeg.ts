import { byteAt, bytesOf, isAt, joined, letters, numberAt } from './bytes.ts';
import { orientationIn } from './orientation.ts';
import { isFit } from './size.ts';

/** More scans than any camera writes. */
const SEGMENTS_MAX = 400;
const SOS = 0xda;
const EOI = 0xd9;
/** Baseline, extended and progressive with Huffman tables: what telephones write and browsers show. */
const FRAMES = [0xc0, 0xc1, 0xc2];

/**
 * A JPEG of tables, frame, scans and nothing else (ITU-T T.81). Every APPn and COM segment goes: EXIF, GPS, XMP, IPTC,
 * colour profiles, thumbnails, notes of the maker; so does whatever follows the end. Which way is up (one digit of the
 * EXIF) and how colours are coded (one digit of Adobe's segment) are written anew. Undefined: not surely a picture.
 */
export function stripJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  const seen: Seen = { frame: false, scans: 0, up: 1, colours: undefined };
  let at = 2;
  for (let count = 0; count < SEGMENTS_MAX; count++) {
    if (byteAt(bytes, at) !== 0xff) return undefined;
    // Any number of fill bytes may stand before a marker.
    while (byteAt(bytes, at + 1) === 0xff) at += 1;
    const marker = byteAt(bytes, at + 1);
    if (marker === EOI) return seen.frame && seen.scans > 0 ? finished(parts, seen) : undefined;
    const length = numberAt(bytes, at + 2, 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return undefined;
    const body = bytes.subarray(at + 4, end);
    if (FRAMES.includes(marker)) {
      if (seen.frame || !isFrame(body)) return undefined;
      seen.frame = true;
    }
    if (marker === 0xe1) seen.up = orientationIn(body) ?? seen.up;
    if (marker === 0xee && isAt(body, 0, 'Adobe') && body.length >= 12) seen.colours = byteAt(body, 11);
    const kept = isKept(marker, body);
    if (kept === undefined) return undefined;
    if (kept) parts.push(joined([[0xff, marker], bytes.subarray(at + 2, end)]));
    at = end;
    if (marker !== SOS) continue;
    if (!seen.frame) return undefined;
    const next = scanEnd(bytes, at);
    if (next === undefined || next === at) return undefined;
    parts.push(bytes.subarray(at, next));
    seen.scans += 1;
    at = next;
  }
  return undefined;
}

/** Undefined: this segment is none that can be understood, so that nobody knows what it carries. */
function isKept(marker: number, body: Uint8Array): boolean | undefined {
  if (FRAMES.includes(marker)) return true;
  switch (marker) {
    case 0xdb: return isRowOf(body, 0, (at) => (byteAt(body, at) >> 4 === 0 ? 65 : 129)) || undefined;
    case 0xc4: return isRowOf(body, 0, (at) => 17 + codesIn(body, at)) || undefined;
    case 0xdd: return body.length === 2 || undefined;
    case SOS: return body.length === 4 + 2 * byteAt(body, 0) || undefined;
    default: return marker === 0xfe || (marker >= 0xe0 && marker <= 0xef) ? false : undefined;
  }
}

const codesIn = (body: Uint8Array, at: number): number =>
  body.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0);

/** Whether a segment is one table after the other, with nothing behind the last. */
function isRowOf(body: Uint8Array, from: number, sizeAt: (at: number) => number): boolean {
  let at = from;
  while (at < body.length) at += sizeAt(at);
  return body.length > 0 && at === body.length;
}

function isFrame(body: Uint8Array): boolean {
  const [height, width, parts] = [numberAt(body, 1, 2), numberAt(body, 3, 2), byteAt(body, 5)];
  return byteAt(body, 0) === 8 && [1, 3, 4].includes(parts) && body.length === 6 + 3 * parts && isFit(width, height);
}

/** Where the coded picture stops: at the first marker that is no restart. */
function scanEnd(bytes: Uint8Array, from: number): number | undefined {
  for (let at = from; at + 1 < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue;
    const next = byteAt(bytes, at + 1);
    if (next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return undefined;
}

type Seen = { frame: boolean; scans: number; up: number; colours: number | undefined };

function finished(
  parts: readonly Uint8Array[], { up, colours }: Seen,
): Uint8Array {
  return joined([
    [0xff, 0xd8], ...(up > 1 ? [orientationSegment(up)] : []),
    ...(colours === undefined ? [] : [segment(0xee, joined([letters('Adobe'), [0, 100, 0, 0, 0, 0, colours & 3]]))]),
    ...parts, [0xff, EOI],
  ]);
}

const segment = (marker: number, body: Uint8Array): Uint8Array =>
  joined([[0xff, marker], bytesOf(body.length + 2, 2), body]);

/** An EXIF of one entry: tag 0x0112, a short, which way is up. */
const orientationSegment = (up: number): Uint8Array => segment(0xe1, joined([
  letters('Exif\0\0MM'), [0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, up, 0, 0, 0, 0, 0, 0],
]));
