import express from 'express';
import { z } from 'zod';
import type { WebSaid } from '../tasks/ports.ts';
import { readLang } from './pages.ts';

/** As long as a message may be; longer ones stay on her page. */
export const TEXT_MAX = 4096;

/**
 * Reads ordinary forms. One MiB lets a text that is far too long come back to her page instead of being lost. No
 * browser packs a form: what is packed is a bomb, and not unpacked.
 */
export const readBody = express.urlencoded({ extended: false, limit: '1mb', parameterLimit: 40, inflate: false });

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
