import { crcTable, joined, letters, smallEndOf, bytesOf } from '../src/core/media/bytes.ts';

/** Small files as a browser made them: a green field with a yellow corner, a tenth of a second of one tone. */
const bytes = (base64: string): Uint8Array => Uint8Array.from(Buffer.from(base64, 'base64'));
export const JPEG = bytes('/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAQABgDASIAAhEBAxEB/8QAFwAAAwEAAAAAAAAAAAAAAAAAAAEDBf/EACEQAAIBBAIDAQEAAAAAAAAAAAEDAgAEBRESEzFRYSKR/8QAFQEBAQAAAAAAAAAAAAAAAAAABAP/xAAbEQACAgMBAAAAAAAAAAAAAAAAAwESEyFRAv/aAAwDAQACEQMRAD8AeGxFvf2k2um2Mgwx/BAGtA+vtSzeNTj+jpkyXZy3zIPjXofaz1XNwmJil7VxJ3qEyBuk17n67nMZx8c5E6/tHhbMlp9a4Gli8da76TooopBA/9k=');
export const PNG = bytes('iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAYAAAAMJL+VAAAAVUlEQVR4AeyQwQkAIAhFpVvTNEFr1BBt1hoN1bHOefkJKQQK/yCK3/9CanVpKpBy2RqMMglJGtg2gfS7m31PACkdiHKPhAQvsoXDgM2etG4AMf6PaAMAAP//OISrngAAAAZJREFUAwAmcEmh56CU7gAAAABJRU5ErkJggg==');
export const WEBP = bytes('UklGRjwCAABXRUJQVlA4WAoAAAAgAAAAFwAADwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDggTgAAAFADAJ0BKhgAEAA+0VSjS6gkoyGwCAEAGgloALsAIbutKrHAAP6DhpK2cQYKUIlpqrOj/QCa2fvf5MWK0SB0SDNB78rHP7gyqWBSNq3AAA==');
export const WEBP_ALPHA = bytes('UklGRjoCAABXRUJQVlA4WAoAAAAwAAAAFwAADwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZBTFBIFAAAAAEPMP8REUJIQPi/1gPdgoj+BzYDVlA4IDAAAACwAgCdASoYABAAPtFUo0uoJKMhsAgBABoJZQAAeyAA/u/J//3Eq/0317ZyktAAAAA=');
const OPUS = ['eIMQrVaCdPQAAAnvq1BA5PU94fbO0n+c3Oy+IScWlJJNgMfRl8pv61KrpqWOeLZCy11E6NEuwnbwlf0WHh1VLDudTocJXSY=', 'eKp+10GSomfvzb0xE5eEjoUlSNY4T1J9tzhNXSKpNw5X19S8xnhMoEb9nTpToUIp1fgW', 'eJ/5uXhci+N0O/6O0cbsvlLvm6+ezV+hbG+CzbZ4Vq+0j9lCwnxws9wbrlaFjCuBl4J/EAE=', 'eJ/5t7wXvz8Z4T17d9DgqX7uGe1lpyebS99Q/Ai/wQeVMvLxabCfqaC5VM5w7j7o3Y8zsW1Tb6ReXjB1jYfe', 'eJ/6jBBZ0mCeBQ0mhtGxR23/cnBfD1yLcegIDlCZwV/XeFvDR0WSV3CUJOPzTHVy72warwQ=', 'eJ/5xxDWPIWn+ont/1AxcTFrlHCEjfQj7fDeKtrv2GEfzhd7xuYqWrzdaFjQsLeV4nqwqFpSvw==', 'eLgprMaDG+1+obQphHpLjcPRrYEW/mVmSQpASFAM+1PEeCoW'].map(bytes);

const text = (words: string): Uint8Array => Uint8Array.from(Buffer.from(words, 'utf8'));

/** A segment of a JPEG. */
const segment = (marker: number, body: Uint8Array): Uint8Array => joined([[0xff, marker], bytesOf(body.length + 2, 2), body]);

/** An EXIF as a telephone writes it: which way is up, its maker, and where it was (a GPS directory). */
export function exif(secret: string, up = 6): Uint8Array {
  const maker = text(`${secret}\0`);
  const entry = (tag: number, kind: number, count: number, value: readonly number[] | Uint8Array): Uint8Array =>
    joined([smallEndOf(tag, 2), smallEndOf(kind, 2), smallEndOf(count, 4), value]);
  const directory = joined([
    smallEndOf(3, 2), entry(0x010f, 2, maker.length, smallEndOf(200, 4)), entry(0x0112, 3, 1, [up, 0, 0, 0]),
    entry(0x8825, 4, 1, smallEndOf(60, 4)), smallEndOf(0, 4),
  ]);
  const gps = joined([smallEndOf(1, 2), entry(0x0002, 5, 3, smallEndOf(100, 4)), smallEndOf(0, 4)]);
  const tiff = new Uint8Array(200 + maker.length);
  tiff.set(joined([letters('II'), [42, 0], smallEndOf(8, 4), directory]), 0);
  tiff.set(gps, 60);
  tiff.set(joined([21, 1, 2, 1, 5000, 100].map((number) => smallEndOf(number, 4))), 100);
  tiff.set(maker, 200);
  return joined([letters('Exif\0\0'), tiff]);
}

/** With EXIF and GPS, XMP, IPTC, a comment, a thumbnail of the maker, and bytes behind the end. */
export function taintedJpeg(secret: string, up = 6): Uint8Array {
  const xmp = joined([letters('http://ns.adobe.com/xap/1.0/\0'), text(`<x:xmpmeta>${secret}</x:xmpmeta>`)]);
  const iptc = joined([letters('Photoshop 3.0\x008BIM'), [4, 4, 0, 0, 0, 0, 0, 20], text(secret)]);
  return joined([
    JPEG.subarray(0, 2), segment(0xe1, exif(secret, up)), segment(0xe1, xmp), segment(0xed, iptc), segment(0xfe, text(secret)),
    segment(0xe5, text(secret)), JPEG.subarray(2), text(secret), JPEG,
  ]);
}

const CRC = crcTable(0xedb88320, true);
function pngChunk(name: string, body: Uint8Array): Uint8Array {
  const named = joined([letters(name), body]);
  let crc = 0xffffffff;
  for (const byte of named) crc = (CRC[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return joined([bytesOf(body.length, 4), named, bytesOf((crc ^ 0xffffffff) >>> 0, 4)]);
}

/** With text of three kinds, a time, EXIF, an unknown chunk, and another picture behind the end. */
export function taintedPng(secret: string): Uint8Array {
  const head = 8 + 25;
  const told = ['tEXt', 'zTXt', 'iTXt', 'tIME', 'eXIf', 'prVt'].map((name) => pngChunk(name, text(`Author\0${secret}`)));
  return joined([PNG.subarray(0, head), ...told, PNG.subarray(head), text(secret), PNG]);
}

const riffChunk = (name: string, body: Uint8Array): Uint8Array =>
  joined([letters(name), smallEndOf(body.length, 4), body, ...(body.length % 2 ? [[0]] : [])]);

/** With EXIF, XMP and an unknown chunk, before and behind the picture. */
export function taintedWebp(secret: string, clean = WEBP): Uint8Array {
  const more = ['EXIF', 'XMP ', 'priv'].map((name) => riffChunk(name, text(secret)));
  const body = joined([clean.subarray(8, 30), riffChunk('junk', text(secret)), clean.subarray(30), ...more]);
  return joined([letters('RIFF'), smallEndOf(body.length, 4), body, text(secret)]);
}

type OggPage = Readonly<{ flags: number; granule: number; packets: readonly Uint8Array[]; serial?: number }>;
const OGG_CRC = crcTable(0x04c11db7, false);
function oggPage({ flags, granule, packets, serial = 0x5ec7e7 }: OggPage, index: number): Uint8Array {
  const table = packets.flatMap(({ length }) => [...Array.from({ length: Math.floor(length / 255) }, () => 255), length % 255]);
  const page = joined([letters('OggS\0'), [flags], smallEndOf(granule, 8), smallEndOf(serial, 4), smallEndOf(index, 4), [0, 0, 0, 0], [table.length], table, ...packets]);
  let crc = 0;
  for (const byte of page) crc = ((crc << 8) ^ (OGG_CRC[((crc >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0;
  page.set(smallEndOf(crc, 4), 22);
  return page;
}

/** A voice note with comments that tell, a second stream beside it, and bytes behind the end. */
export function taintedOgg(secret: string): Uint8Array {
  const comment = text(`LOCATION=${secret}`);
  const head = joined([letters('OpusHead'), [1, 1], smallEndOf(312, 2), smallEndOf(48_000, 4), [0, 0, 0]]);
  const tags = joined([letters('OpusTags'), smallEndOf(secret.length, 4), letters(secret), smallEndOf(1, 4), smallEndOf(comment.length, 4), comment, text(secret)]);
  const other = oggPage({ flags: 0, granule: 0, packets: [text(secret)], serial: 77 }, 0);
  return joined([
    oggPage({ flags: 2, granule: 0, packets: [head] }, 0), oggPage({ flags: 0, granule: 0, packets: [tags] }, 1), other,
    oggPage({ flags: 0, granule: 3 * 960, packets: OPUS.slice(0, 3) }, 2),
    oggPage({ flags: 4, granule: OPUS.length * 960, packets: OPUS.slice(3) }, 3), text(secret),
  ]);
}

const id3 = (secret: string): Uint8Array => {
  const body = joined([letters('TIT2'), bytesOf(secret.length + 1, 4), [0, 0, 3], letters(secret)]);
  return joined([letters('ID3'), [4, 0, 0, 0, 0, body.length >> 7, body.length & 127], body]);
};

/** Silence: 64 kbit/s, 44.1 kHz, one channel; 208 bytes a frame. The first is an encoder's own. */
export function taintedMp3(secret: string): Uint8Array {
  const frame = (more: Uint8Array): Uint8Array => {
    const made = new Uint8Array(208);
    made.set([0xff, 0xfb, 0x51, 0xc4]);
    made.set(more, 21);
    return made;
  };
  const silence = Array.from({ length: 12 }, () => frame(new Uint8Array(0)));
  return joined([id3(secret), frame(text(`Info${secret}`)), ...silence, letters(`TAG${secret}`), new Uint8Array(100)]);
}

/** A block of AAC-LC with nothing to hear in it, in one channel. */
const AAC_SILENCE = Uint8Array.of(0x00, 0xc8, 0x00, 0x80, 0x23, 0x80);

export function taintedAac(secret: string): Uint8Array {
  const size = AAC_SILENCE.length + 7;
  // The bits for "copyright" and "home" are set: they are nobody's business.
  const frame = joined([[0xff, 0xf1, 0x50, 0x40 | 0x3c, size >> 3, ((size & 7) << 5) | 0x1f, 0xfc], AAC_SILENCE]);
  return joined([id3(secret), ...Array.from({ length: 12 }, () => frame), text(secret)]);
}

const box = (name: string, ...bodies: readonly (Uint8Array | readonly number[])[]): Uint8Array => {
  const body = joined(bodies);
  return joined([bytesOf(body.length + 8, 4), letters(name), body]);
};

/** The same sound in an M4A, with a title, a place and a maker in it. */
export function taintedM4a(secret: string): Uint8Array {
  const count = 12;
  const head = box('ftyp', letters('M4A '), bytesOf(0, 4));
  const told = box('free', text(secret));
  const from = head.length + told.length + 8;
  const esds = box('esds', [0, 0, 0, 0, 3, 25, 0, 0, 0, 4, 17, 0x40, 0x15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 2, 0x12, 0x08, 6, 1, 2]);
  const stsd = box('stsd', bytesOf(0, 4), bytesOf(1, 4), box('mp4a', new Uint8Array(28), esds));
  const stbl = box(
    'stbl', stsd, box('stsz', bytesOf(0, 4), bytesOf(AAC_SILENCE.length, 4), bytesOf(count, 4)),
    box('stsc', bytesOf(0, 4), bytesOf(2, 4), bytesOf(1, 4), bytesOf(8, 4), bytesOf(1, 4), bytesOf(2, 4), bytesOf(4, 4), bytesOf(1, 4)),
    box('stco', bytesOf(0, 4), bytesOf(2, 4), bytesOf(from, 4), bytesOf(from + 8 * AAC_SILENCE.length, 4)),
  );
  const track = box('trak', box('tkhd', text(secret)), box('mdia', box('minf', stbl)));
  const moov = box('moov', box('mvhd', text(secret)), track, box('udta', box('\xa9nam', text(secret)), box('\xa9xyz', text(secret))));
  return joined([head, told, box('mdat', ...Array.from({ length: count }, () => AAC_SILENCE)), moov, text(secret)]);
}

/** One of each kind, with the words in every place where a file may tell something. */
export const TAINTED: Readonly<Record<string, (secret: string) => Uint8Array>> = {
  'a JPEG': taintedJpeg, 'a PNG': taintedPng, 'a WebP': taintedWebp,
  'a WebP that one sees through': (secret) => taintedWebp(secret, WEBP_ALPHA),
  'an Ogg': taintedOgg, 'an MP3': taintedMp3, 'an AAC': taintedAac, 'an M4A': taintedM4a,
};
