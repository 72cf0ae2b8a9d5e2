import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FILE_BYTES_MAX, strip, type StrippedFile } from '../src/core/media/strip.ts';
import { exif, JPEG, taintedJpeg, TAINTED } from './media_files.ts';

/** What a file says beside its picture or sound; `RUNS` is how often each kind is broken at random. */
const SECRET = 'GPS 22.3364 Xa Muong Hum, Lo Thi Mai';
const RUNS = Number(process.env['RUNS'] ?? 300);
const CHROMIUM = '/usr/bin/chromium';
const missing = existsSync(CHROMIUM) ? '' : ' (needs Debian\'s chromium at /usr/bin/chromium)';

/** `file` is as it came; `bytes` as they leave. Throws when it was refused. */
function stripped(file: Uint8Array): StrippedFile {
  const found = strip(file);
  if (!found) throw new Error('It was refused');
  return found;
}

const holds = (bytes: Uint8Array, words: string): boolean => Buffer.from(bytes).includes(words);

for (const [what, made] of Object.entries(TAINTED)) {
  test(`${what} leaves without a word of what it told`, () => {
    const file = made(SECRET);
    expect(holds(file, SECRET)).toBe(true);
    const { bytes } = stripped(file);
    for (const piece of [SECRET, SECRET.slice(0, 9), 'Exif\0\0II', 'xmpmeta', '8BIM', 'ID3', 'TAG', 'ICC_PROFILE', 'LOCATION', 'Info', 'udta']) {
      expect(holds(bytes, piece)).toBe(false);
    }
  });

  test(`${what} that is clean stays as it is`, () => {
    const once = stripped(made(SECRET));
    expect(Buffer.from(stripped(once.bytes).bytes).equals(Buffer.from(once.bytes))).toBe(true);
  });

  test(`${what} that is broken anywhere is refused or leaves clean, and nothing breaks`, () => {
    const file = made(SECRET);
    const cut = fc.tuple(fc.nat(file.length - 1), fc.nat(40), fc.uint8Array({ maxLength: 40 }));
    fc.assert(fc.property(fc.array(cut, { minLength: 1, maxLength: 3 }), (cuts) => {
      const broken = cuts.reduce<Uint8Array>((bytes, [at, gone, put]) => (
        Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + gone)])), file);
      const found = strip(broken);
      if (!found) return;
      // Words that the breaking itself moved into the picture are none of the file's telling; what is left reads as clean.
      expect(found.bytes.length).toBeLessThanOrEqual(broken.length + 100_000);
      expect(Buffer.from(strip(found.bytes)?.bytes ?? []).equals(Buffer.from(found.bytes))).toBe(true);
    }), { numRuns: RUNS });
  });

  test(`${what} whose lengths are set at random tells nothing`, () => {
    const file = made(SECRET);
    const set = fc.array(fc.tuple(fc.nat(file.length - 1), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 });
    fc.assert(fc.property(set, (places) => {
      const broken = Uint8Array.from(file);
      for (const [at, byte] of places) broken[at] = byte;
      const found = strip(broken);
      if (found) expect(found.bytes.length).toBeLessThanOrEqual(broken.length + 100_000);
      // A length of a WebP or an MP3 that is itself wrong may take what stands behind into the picture or the sound.
      if (found && !/WebP|MP3/.test(what)) expect(holds(found.bytes, SECRET)).toBe(false);
    }), { numRuns: RUNS });
  });
}

test('of an EXIF only which way is up is left, written anew', () => {
  for (const up of [2, 3, 6, 8]) {
    const { bytes } = stripped(taintedJpeg(SECRET, up));
    expect([...bytes.subarray(2, 6)]).toEqual([0xff, 0xe1, 0, 34]);
    expect(bytes.length).toBe(stripped(JPEG).bytes.length + 36);
    expect(bytes[31]).toBe(up);
  }
  for (const up of [0, 1, 9, 200]) expect(stripped(taintedJpeg(SECRET, up)).bytes.length).toBe(stripped(JPEG).bytes.length);
  expect(exif(SECRET).length).toBeGreaterThan(200);
});

test('what is no picture and no voice of the known kinds, or too large, is refused', () => {
  const head = (...start: readonly (number | string)[]): Uint8Array =>
    Buffer.concat([...start.map((part) => typeof part === 'number' ? Buffer.of(part) : Buffer.from(part)), Buffer.alloc(200)]);
  const others = [
    new Uint8Array(), head('GIF89a'), head('%PDF-1.7'), head('<svg xmlns="http://www.w3.org/2000/svg">'), head('<html>'), head('MZ'), head('PK'),
    head(0, 0, 0, 24, 'ftypheic'), head(0, 0, 0, 24, 'ftypisom'), head('#!AMR\n'), head('RIFF', 0, 0, 0, 0, 'WAVE'), head(0x1a, 0x45, 0xdf, 0xa3), JPEG.subarray(0, 300),
  ];
  for (const other of others) expect(strip(other)).toBeUndefined();
  expect(strip(Buffer.concat([taintedJpeg(SECRET), Buffer.alloc(FILE_BYTES_MAX)]))).toBeUndefined();
});

test('a picture that claims to be larger than a telephone can draw is refused', () => {
  const size = Buffer.from(JPEG).indexOf(Buffer.of(0xff, 0xc0)) + 5;
  const vast = Uint8Array.from(JPEG);
  vast.set([0x60, 0, 0x60, 0], size);
  expect(strip(vast)).toBeUndefined();
});

/** In the browser. */
const LOOKED = `async (from) => {
  const raw = Uint8Array.from(atob(from.slice(from.indexOf(',') + 1)), (letter) => letter.charCodeAt(0));
  if (from.startsWith('data:audio')) {
    const heard = await new OfflineAudioContext(1, 48000, 48000).decodeAudioData(raw.buffer);
    return heard.duration > 0.09 ? 'heard' : heard.duration + ' s';
  }
  const image = new Image();
  image.src = from;
  await image.decode();
  return [image.naturalWidth, image.naturalHeight].sort().join('x');
}`;
let browser: Browser;
beforeAll(async () => {
  if (missing) return;
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
}, 60_000);
afterAll(() => browser?.close());

test.skipIf(missing)(`what leaves is still seen and heard${missing}`, { timeout: 60_000 }, async () => {
  const page = await browser.newPage();
  for (const [what, made] of Object.entries(TAINTED)) {
    const { type, bytes } = stripped(made(SECRET));
    const url = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
    const seen = await page.evaluate(`(${LOOKED})(${JSON.stringify(url)})`);
    expect(`${what}: ${seen}`).toBe(`${what}: ${type.startsWith('audio') ? 'heard' : '16x24'}`);
  }
});
