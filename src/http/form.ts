import express from 'express';
import type { Request } from 'express';
import { z } from 'zod';
import { FILE_BYTES_MAX } from '../core/media/strip.ts';
import type { WebSaid } from '../tasks/ports.ts';
import { readLang } from './pages.ts';

/** As long as a message may be; longer ones stay on her page. */
export const TEXT_MAX = 4096;

/**
 * Reads ordinary forms. One MiB lets a text that is far too long come back to her page instead of being lost. No
 * browser packs a form: what is packed is a bomb, and not unpacked.
 */
export const readBody = express.urlencoded({ extended: false, limit: '1mb', parameterLimit: 40, inflate: false });

/** A picture or a voice beside the fields of a form; what a browser adds to it is read by nobody. */
export const readFileBody = express.raw({
  type: 'multipart/form-data', limit: FILE_BYTES_MAX + 65_536, inflate: false,
});

/** The fields of a form with a file, and the file; without one the bytes are empty. Its name is dropped here. */
export async function readFileForm(request: Request): Promise<{ fields: unknown; bytes: Uint8Array }> {
  const body: unknown = request.body;
  const type = request.headers['content-type'] ?? '';
  const none = { fields: {}, bytes: new Uint8Array() };
  if (!(body instanceof Uint8Array)) return none;
  // The parser of the platform itself (WHATWG fetch); what it cannot read was no form of ours.
  const form = await new Response(Uint8Array.from(body), { headers: { 'content-type': type } }).formData()
    .catch(() => undefined);
  if (!form) return none;
  const entries = [...form.entries()];
  const fields = Object.fromEntries(entries.filter(([, value]) => typeof value === 'string'));
  const file = form.get('file');
  return { fields, bytes: file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array() };
}

/** What one form says; `talk` is undefined when it is none of ours. */
export type TalkForm = Readonly<{
  talk: string | undefined;
  lang: string;
  /** What she wrote, as it stood in the field. */
  text: string;
  said: WebSaid | undefined;
  /** `said` is undefined and the text is longer than a message may be. */
  tooLong: boolean;
  leaves: boolean;
  /** Messages that her page shows already. */
  shown: readonly string[];
}>;

/** Reads a form from outside. Nothing in it can be wrong: what does not fit counts as not said. */
export function readTalkForm(body: unknown): TalkForm {
  const fields = Fields.parse(typeof body === 'object' && body !== null ? body : {});
  const lang = readLang(fields.lang);
  // Browsers send line ends as CR LF, whatever she typed.
  const text = fields.text.replace(/\r\n?/g, '\n');
  const tooLong = fields.key === '' && text.length > TEXT_MAX;
  return {
    talk: TALK.test(fields.talk) ? fields.talk : undefined,
    lang,
    text,
    said: tooLong ? undefined : readSaid(fields, text, lang),
    tooLong,
    leaves: fields.key === '0' || (fields.key === '' && text.trim() === '0'),
    shown: fields.shown.split(',').filter((id) => MESSAGE_ID.test(id)).slice(0, SHOWN_MAX),
  };
}

const TALK = /^-?[\w-]{22}$/;
const MESSAGE_ID = /^[\w-]{1,96}$/;
const SHOWN_MAX = 200;

const Field = z.union([z.string(), z.array(z.string()).transform((all) => all.at(-1) ?? '')]).catch('');
const Fields = z.object({
  talk: Field, lang: Field, text: Field, key: Field, seq: Field, shown: Field, lat: Field, lon: Field,
});

function readSaid(fields: z.infer<typeof Fields>, text: string, lang: string): WebSaid | undefined {
  const { key, seq } = fields;
  const lat = readDegrees(fields.lat, 90);
  const lon = readDegrees(fields.lon, 180);
  if (lat !== undefined && lon !== undefined) return { lang, lat, lon };
  if (/^\d$/.test(key)) return /^\d{1,9}$/.test(seq) ? { lang, seq: Number(seq), key } : { lang, text: key };
  return text.trim() === '' ? undefined : { lang, text };
}

function readDegrees(given: string, most: number): number | undefined {
  if (!/^-?\d{1,3}(\.\d{1,9})?$/.test(given)) return undefined;
  const degrees = Number(given);
  return Math.abs(degrees) <= most ? degrees : undefined;
}
