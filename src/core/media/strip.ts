import { isAac, stripAac } from './aac.ts';
import { byteAt } from './bytes.ts';
import { stripJpeg } from './jpeg.ts';
import { isM4a, stripM4a } from './m4a.ts';
import { isMp3, stripMp3 } from './mp3.ts';
import { isOgg, stripOgg } from './ogg.ts';
import { isPng, stripPng } from './png.ts';
import { isWebp, stripWebp } from './webp.ts';

export const FILE_KINDS = ['picture', 'voice'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** What leaves here, and as what it is shown; nothing else is ever stored or shown. */
export const FILE_TYPES = {
  'image/jpeg': 'picture', 'image/png': 'picture', 'image/webp': 'picture',
  'audio/ogg': 'voice', 'audio/mpeg': 'voice', 'audio/aac': 'voice',
} as const satisfies Record<string, FileKind>;
export type FileType = keyof typeof FILE_TYPES;
export const isFileType = (type: string): type is FileType => Object.hasOwn(FILE_TYPES, type);

/** A minute of voice is a few hundred thousand bytes, a picture of a telephone two to five million. */
export const FILE_BYTES_MAX = 5_000_000;

/** A picture or a voice with nothing around it. */
export type StrippedFile = Readonly<{ type: FileType; kind: FileKind; bytes: Uint8Array }>;

/**
 * What a file says beside its picture or sound is taken off, by lists of what may stay; its kind is told by its first
 * bytes, whatever its name or sender says. Undefined: too large, of another kind, or not surely clean.
 */
export function strip(bytes: Uint8Array): StrippedFile | undefined {
  if (bytes.length === 0 || bytes.length > FILE_BYTES_MAX) return undefined;
  const type = typeOf(bytes);
  const clean = type && stripped(type, bytes);
  return clean && { type, kind: FILE_TYPES[type], bytes: clean };
}

function typeOf(bytes: Uint8Array): FileType | undefined {
  if (byteAt(bytes, 0) === 0xff && byteAt(bytes, 1) === 0xd8) return 'image/jpeg';
  if (isPng(bytes)) return 'image/png';
  if (isWebp(bytes)) return 'image/webp';
  if (isOgg(bytes)) return 'audio/ogg';
  if (isM4a(bytes) || isAac(bytes)) return 'audio/aac';
  return isMp3(bytes) ? 'audio/mpeg' : undefined;
}

function stripped(type: FileType, bytes: Uint8Array): Uint8Array | undefined {
  switch (type) {
    case 'image/jpeg': return stripJpeg(bytes);
    case 'image/png': return stripPng(bytes);
    case 'image/webp': return stripWebp(bytes);
    case 'audio/ogg': return stripOgg(bytes);
    case 'audio/aac': return isM4a(bytes) ? stripM4a(bytes) : stripAac(bytes);
    case 'audio/mpeg': return stripMp3(bytes);
  }
}
