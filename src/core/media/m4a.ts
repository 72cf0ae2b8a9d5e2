import { ADTS_FRAME_MAX, type AacKind, adtsFrame } from './aac.ts';
import { byteAt, isAt, joined, numberAt } from './bytes.ts';

type Span = Readonly<{ from: number; to: number }>;

/** Half an hour of frames, and more. */
const FRAMES_MAX = 200_000;

/**
 * AAC out of an M4A or MP4 that holds one track of sound: its frames, each behind a header of ADTS, and nothing of the
 * file around them (titles, places, times, the telephone's name). What is not laid out plainly is refused.
 */
export function stripM4a(bytes: Uint8Array): Uint8Array | undefined {
  const moov = boxIn(bytes, { from: 0, to: bytes.length }, 'moov');
  const tracks = moov ? boxesIn(bytes, moov, 'trak') : [];
  const [track] = tracks;
  if (tracks.length !== 1 || !track) return undefined;
  const table = ['mdia', 'minf', 'stbl'].reduce<Span | undefined>((at, name) => at && boxIn(bytes, at, name), track);
  const kind = table && kindOf(bytes, table);
  const frames = table && kind ? framesOf(bytes, table) : undefined;
  if (!kind || !frames || frames.length < 3) return undefined;
  const sounds = boxesIn(bytes, { from: 0, to: bytes.length }, 'mdat');
  const isFrame = ({ from, to }: Span): boolean =>
    to - from <= ADTS_FRAME_MAX - 7 && sounds.some((sound) => sound.from <= from && to <= sound.to);
  // Frames that lie over each other could be made into far more than was sent.
  const sum = frames.reduce((size, { from, to }) => size + to - from, 0);
  if (!frames.every(isFrame) || sum > bytes.length) return undefined;
  return joined(frames.map(({ from, to }) => adtsFrame(kind, bytes.subarray(from, to))));
}

export const isM4a = (bytes: Uint8Array): boolean => isAt(bytes, 4, 'ftyp');

function boxesIn(bytes: Uint8Array, { from, to }: Span, name: string): Span[] {
  const found: Span[] = [];
  for (let at = from; at + 8 <= to;) {
    const short = numberAt(bytes, at, 4);
    const header = short === 1 ? 16 : 8;
    const size = short === 1 ? numberAt(bytes, at + 8, 8) : short === 0 ? to - at : short;
    if (size < header || at + size > to) return found;
    if (isAt(bytes, at + 4, name)) found.push({ from: at + header, to: at + size });
    at += size;
  }
  return found;
}

const boxIn = (bytes: Uint8Array, within: Span, name: string): Span | undefined => boxesIn(bytes, within, name)[0];

/** Profile, rate and channels, from the one description of the samples (ISO/IEC 14496-3, 1.6.2). */
function kindOf(bytes: Uint8Array, table: Span): AacKind | undefined {
  const described = boxIn(bytes, table, 'stsd');
  const sound = described && boxIn(bytes, { from: described.from + 8, to: described.to }, 'mp4a');
  const esds = sound && boxIn(bytes, { from: sound.from + 28, to: sound.to }, 'esds');
  const at = esds && settingsAt(bytes, esds);
  if (at === undefined) return undefined;
  const bits = numberAt(bytes, at, 2);
  const [object, rate, channels] = [bits >> 11, (bits >> 7) & 15, (bits >> 3) & 15];
  const isPlain = bits >= 0 && object >= 1 && object <= 4 && rate <= 12 && channels >= 1 && channels <= 2;
  return isPlain ? { profile: object - 1, rate, channels } : undefined;
}

/** Descriptors stand in each other: 3 holds 4 holds 5, each with a length in sevens of bits. */
function settingsAt(bytes: Uint8Array, { from, to }: Span): number | undefined {
  let at = from + 4;
  for (const [tag, skipped] of [[3, 3], [4, 13], [5, 0]] as const) {
    if (byteAt(bytes, at) !== tag) return undefined;
    at += 1;
    for (let more = 0; more < 3 && byteAt(bytes, at) > 127; more++) at += 1;
    at += 1 + skipped;
  }
  return at + 2 <= to ? at : undefined;
}

/** Where each frame lies: sizes one by one, chunks of so many, and where each chunk begins. */
function framesOf(bytes: Uint8Array, table: Span): Span[] | undefined {
  const [sizes, runs, starts] = ['stsz', 'stsc', 'stco'].map((name) => boxIn(bytes, table, name));
  if (!sizes || !runs || !starts) return undefined;
  const [each, count] = [numberAt(bytes, sizes.from + 4, 4), numberAt(bytes, sizes.from + 8, 4)];
  const chunks = numberAt(bytes, starts.from + 4, 4);
  if (count < 1 || count > FRAMES_MAX || chunks < 1 || chunks > count) return undefined;
  const frames: Span[] = [];
  for (let chunk = 1, run = 0; chunk <= chunks; chunk++) {
    const runAt = (index: number): number => runs.from + 8 + 12 * index;
    if (run + 1 < numberAt(bytes, runs.from + 4, 4) && numberAt(bytes, runAt(run + 1), 4) === chunk) run += 1;
    const many = Math.min(numberAt(bytes, runAt(run) + 4, 4), count - frames.length);
    let at = numberAt(bytes, starts.from + 8 + 4 * (chunk - 1), 4);
    if (many < 0 || at < 0) return undefined;
    for (let index = 0; index < many; index++) {
      const size = each > 0 ? each : numberAt(bytes, sizes.from + 12 + 4 * frames.length, 4);
      if (size <= 0) return undefined;
      frames.push({ from: at, to: at + size });
      at += size;
    }
  }
  return frames.length === count ? frames : undefined;
}
