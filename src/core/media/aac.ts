import { afterId3 } from './id3.ts';
import { byteAt, joined } from './bytes.ts';

const FRAMES_MIN = 3;
/** Nothing longer fits into thirteen bits. */
export const ADTS_FRAME_MAX = 8_191;

/** What every frame of one recording has in common: profile, rate and channels as ADTS numbers them. */
export type AacKind = Readonly<{ profile: number; rate: number; channels: number }>;

/** Frames of AAC in ADTS (ISO/IEC 13818-7), each with a header of our own; tags and what stands between them go. */
export function stripAac(bytes: Uint8Array): Uint8Array | undefined {
  const frames: Uint8Array[] = [];
  let at = afterId3(bytes);
  for (let frame = frameAt(bytes, at); frame; frame = frameAt(bytes, at)) {
    frames.push(adtsFrame(frame.kind, bytes.subarray(at + frame.header, at + frame.size)));
    at += frame.size;
  }
  return frames.length >= FRAMES_MIN ? joined(frames) : undefined;
}

export const isAac = (bytes: Uint8Array): boolean => frameAt(bytes, afterId3(bytes)) !== undefined;

export function adtsFrame({ profile, rate, channels }: AacKind, body: Uint8Array): Uint8Array {
  const size = body.length + 7;
  return joined([[
    0xff, 0xf1, (profile << 6) | (rate << 2) | (channels >> 2), ((channels & 3) << 6) | (size >> 11),
    (size >> 3) & 0xff, ((size & 7) << 5) | 0x1f, 0xfc,
  ], body]);
}

type Frame = Readonly<{ kind: AacKind; header: number; size: number }>;

/** A frame that holds one block, of a known rate and one or two channels. */
function frameAt(bytes: Uint8Array, at: number): Frame | undefined {
  const [sync, kind, two, three, four, five, six] = [0, 1, 2, 3, 4, 5, 6].map((offset) => byteAt(bytes, at + offset));
  if (sync !== 0xff || kind === undefined || (kind & 0xf6) !== 0xf0) return undefined;
  if (two === undefined || three === undefined || four === undefined || five === undefined || six === undefined) {
    return undefined;
  }
  const header = (kind & 1) === 1 ? 7 : 9;
  const size = ((three & 3) << 11) | (four << 3) | (five >> 5);
  const made = { profile: two >> 6, rate: (two >> 2) & 15, channels: ((two & 1) << 2) | (three >> 6) };
  const isPlain = (six & 3) === 0 && made.rate <= 12 && made.channels >= 1 && made.channels <= 2;
  if (six < 0 || !isPlain || size <= header || at + size > bytes.length) return undefined;
  return { kind: made, header, size };
}
