import { byteAt, crcTable, isAt, joined, letters, smallEndAt, smallEndOf } from './bytes.ts';

const CRC = crcTable(0x04c11db7, false);
const HEADER = 27;
const [CONTINUED, FIRST, LAST] = [1, 2, 4];
/** The one stream that is left bears this number: the sender's is a random one of its own. */
const SERIAL = smallEndOf(1, 4);

type Page = Readonly<{
  flags: number; granule: Uint8Array; serial: number; table: Uint8Array; body: Uint8Array; end: number;
}>;

/**
 * Opus in Ogg (RFC 7845): the head, an empty list of comments, and the pages of sound. The maker's name, titles,
 * pictures, other streams and what follows the end go; pages are numbered and summed anew.
 */
export function stripOgg(bytes: Uint8Array): Uint8Array | undefined {
  const first = pageAt(bytes, 0);
  if (!first || first.flags !== FIRST || !isHead(first.body)) return undefined;
  const sounds = soundsAfter(bytes, first);
  if (!sounds || sounds.length === 0) return undefined;
  const pages = [first, tagsPage(), ...sounds];
  return joined(pages.map((page, index) => written(page, index, index === pages.length - 1)));
}

export const isOgg = (bytes: Uint8Array): boolean => isAt(bytes, 0, 'OggS');

/** One or two channels, no table of more. */
const isHead = (body: Uint8Array): boolean =>
  isAt(body, 0, 'OpusHead') && body.length === 19 && byteAt(body, 8) === 1 && byteAt(body, 9) >= 1
  && byteAt(body, 9) <= 2 && byteAt(body, 18) === 0;

/** The pages of sound; undefined when the comments do not stand where they must. */
function soundsAfter(bytes: Uint8Array, { serial, end }: Page): Page[] | undefined {
  const sounds: Page[] = [];
  let tags: 'awaited' | 'open' | 'read' = 'awaited';
  let page = pageAt(bytes, end);
  for (; page; page = pageAt(bytes, page.end)) {
    if (page.serial !== serial) continue;
    if (tags === 'read') {
      // A page that begins a stream here is another recording chained behind this one.
      if ((page.flags & FIRST) !== 0 || page.table.length === 0) break;
      sounds.push(page);
      if ((page.flags & LAST) !== 0) break;
      continue;
    }
    if (tags === 'awaited' && !isAt(page.body, 0, 'OpusTags')) return undefined;
    // Comments end with their page, and the sound begins on a fresh one.
    const ends = [...page.table].findIndex((size) => size < 255);
    if (ends >= 0 && ends !== page.table.length - 1) return undefined;
    tags = ends >= 0 ? 'read' : 'open';
  }
  return (sounds[0]?.flags ?? CONTINUED) & CONTINUED ? undefined : sounds;
}

function pageAt(bytes: Uint8Array, at: number): Page | undefined {
  if (!isAt(bytes, at, 'OggS\0')) return undefined;
  const count = byteAt(bytes, at + 26);
  const from = at + HEADER + count;
  if (count < 0 || from > bytes.length) return undefined;
  const table = bytes.subarray(at + HEADER, from);
  const end = from + table.reduce((sum, size) => sum + size, 0);
  if (end > bytes.length) return undefined;
  const flags = byteAt(bytes, at + 5);
  // A page whose sum is wrong may hold anything.
  if (flags > 7 || smallEndAt(bytes, at + 22, 4) !== sumOf(bytes.subarray(at, end))) return undefined;
  const body = bytes.subarray(from, end);
  return { flags, granule: bytes.subarray(at + 6, at + 14), serial: smallEndAt(bytes, at + 14, 4), table, body, end };
}

/** Comments: a maker of no name, and none. */
function tagsPage(): Page {
  const body = joined([letters('OpusTags'), smallEndOf(0, 4), smallEndOf(0, 4)]);
  return { flags: 0, granule: new Uint8Array(8), serial: 1, table: Uint8Array.of(body.length), body, end: 0 };
}

function written({ flags, granule, table, body }: Page, index: number, isLast: boolean): Uint8Array {
  const kept = (flags & CONTINUED) | (index === 0 ? FIRST : 0) | (isLast ? LAST : 0);
  const page = joined([
    letters('OggS'), [0, kept], granule, SERIAL, smallEndOf(index, 4), [0, 0, 0, 0], [table.length], table, body,
  ]);
  page.set(smallEndOf(sumOf(page), 4), 22);
  return page;
}

/** Over the page as if its own sum were nothing. */
function sumOf(page: Uint8Array): number {
  let crc = 0;
  page.forEach((byte, at) => {
    const counted = at >= 22 && at < 26 ? 0 : byte;
    crc = ((crc << 8) ^ (CRC[((crc >>> 24) ^ counted) & 0xff] ?? 0)) >>> 0;
  });
  return crc;
}
