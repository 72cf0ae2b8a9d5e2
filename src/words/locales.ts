import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const Status = z.enum(['draft', 'reviewed']);
const Entry = z.union([z.string(), z.strictObject({ text: z.string(), status: Status })]);

/** One file of locales/: the texts of one flow, each a draft until the Union and survivors have read it. */
const LocaleFile = z.strictObject({
  status: Status,
  texts: z.record(z.string(), Entry),
  also: z.record(z.string(), z.array(z.string())).optional(),
});

/** The recordings of one language: text key -> file beside it. */
const Voices = z.record(z.string(), z.string());

/** One language: texts by `file.name`, other words for a choice by its name, recordings by text key. */
export type Locale = Readonly<{
  texts: Readonly<Record<string, string>>;
  also: Readonly<Record<string, readonly string[]>>;
  voices: Readonly<Record<string, string>>;
  drafts: readonly string[];
}>;

/** Every language by its BCP-47 tag; `vi` is the source. */
export type Locales = Readonly<Record<string, Locale>>;

/** Reads locales/: one folder a language, one file a flow. Throws with the file's name when one is malformed. */
export function readLocales(folder: URL): Locales {
  const tags = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return Object.fromEntries(tags.map(({ name }) => [name, readLocale(new URL(`${name}/`, folder))]));
}

function readLocale(folder: URL): Locale {
  const texts: Record<string, string> = {};
  const also: Record<string, readonly string[]> = {};
  const drafts: string[] = [];
  let voices: Record<string, string> = {};
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.yaml')).sort()) {
    const body: unknown = parse(readFileSync(new URL(name, folder), 'utf8'));
    if (name === 'voices.yaml') {
      voices = readAs(name, Voices, body);
      continue;
    }
    const file = readAs(name, LocaleFile, body);
    const prefix = name.replace('.yaml', '');
    for (const [key, entry] of Object.entries(file.texts)) {
      const { text, status } = typeof entry === 'string' ? { text: entry, status: file.status } : entry;
      texts[`${prefix}.${key}`] = text.normalize('NFC').trim();
      if (status === 'draft') drafts.push(`${prefix}.${key}`);
    }
    Object.assign(also, file.also);
  }
  return { texts, also, voices, drafts };
}

/** A file that is not of its shape is refused by name, with every problem in it. */
export function readAs<Shape>(name: string, shape: z.ZodType<Shape>, body: unknown): Shape {
  const read = shape.safeParse(body);
  if (read.success) return read.data;
  throw new Error(`${name} is not as it should be:\n${z.prettifyError(read.error)}`);
}
