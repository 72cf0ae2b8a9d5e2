import { Readable } from 'node:stream';
import JSZip from 'jszip';

/** The largest workbook of ours has 2 MiB inside; what inflates to this is none. */
const INSIDE_BYTES_MAX = 32 * 1024 * 1024;
const PARTS_MAX = 500;

/** Whether a zip stays small when it is unpacked: counted while unpacking, as a bomb lies about its size. */
export async function isSmallInside(bytes: Uint8Array): Promise<boolean> {
  const zip = await JSZip.loadAsync(bytes);
  const parts = Object.values(zip.files);
  if (parts.length > PARTS_MAX) return false;
  let left = INSIDE_BYTES_MAX;
  for (const part of parts) {
    left -= await sizeOf(part, left);
    if (left < 0) return false;
  }
  return true;
}

/** Bytes of a part; what is more than `most` is not unpacked. */
async function sizeOf(part: JSZip.JSZipObject, most: number): Promise<number> {
  let size = 0;
  for await (const piece of new Readable({ objectMode: true }).wrap(part.nodeStream())) {
    size += piece.length;
    if (size > most) break;
  }
  return size;
}
