import { afterId3 } from './id3.ts';
import { byteAt, isAt, joined } from './bytes.ts';

/** Kilobits a second of layer III, by version 1 or 2. */
const RATES = {
  one: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  two: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const HERTZ = [44_100, 48_000, 32_000] as const;
/** Fewer frames may be anything. */
const FRAMES_MIN = 3;

/**
 * The frames of an MP3, one after the other; ID3, APE, lyrics, the encoder's own frame (Xing, Info, VBRI) and whatever
 * stands behind go. The bits that a frame may carry for private use are emptied.
 */
export function stripMp3(bytes: Uint8Array): Uint8Array | undefined {
  const frames: Uint8Array[] = [];
  let at = afterId3(bytes);
  const first = at;
  // One recording keeps its version and its rate: what looks like a frame of another one is none.
  const isSame = (): boolean => ((byteAt(bytes, at + 1) ^ byteAt(bytes, first + 1)) & 0xfe) === 0
    && ((byteAt(bytes, at + 2) ^ byteAt(bytes, first + 2)) & 0x0c) === 0;
  for (let size = frameAt(bytes, at); size > 0 && isSame() && at + size <= bytes.length; size = frameAt(bytes, at)) {
    const frame = Uint8Array.from(bytes.subarray(at, at + size));
    frame[2] = byteAt(frame, 2) & 0xfe;
    frame[3] = byteAt(frame, 3) & 0xf3;
    if (frames.length > 0 || !isEncoders(frame)) frames.push(frame);
    at += size;
  }
  return frames.length >= FRAMES_MIN ? joined(frames) : undefined;
}

export const isMp3 = (bytes: Uint8Array): boolean => frameAt(bytes, afterId3(bytes)) > 0;

const isEncoders = (frame: Uint8Array): boolean =>
  frame.subarray(0, 60).some((_, at) => ['Xing', 'Info', 'VBRI'].some((name) => isAt(frame, at, name)));

/** The length of the frame of layer III that begins there; 0 when none does. */
function frameAt(bytes: Uint8Array, at: number): number {
  const [sync, kind, rate] = [byteAt(bytes, at), byteAt(bytes, at + 1), byteAt(bytes, at + 2)];
  const version = (kind >> 3) & 3;
  if (sync !== 0xff || (kind & 0xe6) !== 0xe2 || version === 1 || rate < 0) return 0;
  const kbits = (version === 3 ? RATES.one : RATES.two)[rate >> 4];
  const hertz = HERTZ[(rate >> 2) & 3];
  if (!kbits || !hertz) return 0;
  // Versions 2 and 2.5 halve and quarter the samples of a second; a frame of them holds half as many.
  const perSecond = hertz / (version === 3 ? 1 : version === 2 ? 2 : 4);
  return Math.floor(((version === 3 ? 144_000 : 72_000) * kbits) / perSecond) + ((rate >> 1) & 1);
}
