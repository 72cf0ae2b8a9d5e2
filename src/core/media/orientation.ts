import { isAt, numberAt, smallEndAt } from './bytes.ts';

const ENTRIES_MAX = 200;

/** Which way is up, 1 to 8, from the first directory of an EXIF segment; undefined when it says nothing of the kind. */
export function orientationIn(body: Uint8Array): number | undefined {
  if (!isAt(body, 0, 'Exif\0\0')) return undefined;
  const tiff = body.subarray(6);
  const read = isAt(tiff, 0, 'II') ? smallEndAt : numberAt;
  const from = read(tiff, 4, 4);
  const count = Math.min(read(tiff, from, 2), ENTRIES_MAX);
  for (let index = 0; index < count; index++) {
    const entry = from + 2 + 12 * index;
    if (read(tiff, entry, 2) !== 0x0112) continue;
    const up = read(tiff, entry + 8, 2);
    return up >= 1 && up <= 8 ? up : undefined;
  }
  return undefined;
}
