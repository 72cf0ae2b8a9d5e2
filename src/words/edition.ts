import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Book, Flow } from '../core/conversation/flow.ts';
import type { Words } from '../core/conversation/walk.ts';
import { type Locales, readAs, readLocales } from './locales.ts';
import { openWords } from './words.ts';

/** Flows and words as they were on one day, named by their hash: what a talk is pinned to. */
export type Edition = Readonly<{ hash: string; body: EditionBody; book: Book; locales: Locales; words: Words }>;
export type EditionBody = Readonly<{ flows: Book; locales: Locales }>;

const Texts = z.record(z.string(), z.string());
const Body = z.object({
  flows: z.record(z.string(), Flow),
  locales: z.record(z.string(), z.object({
    texts: Texts, also: z.record(z.string(), z.array(z.string())), voices: Texts, drafts: z.array(z.string()),
  })),
});

/** Reads flows/ and locales/ under `root`. Throws, naming the file, when one is malformed. */
export function readEdition(root: URL): Edition {
  const folder = new URL('flows/', root);
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort();
  const flows = names.map((name) => readAs(`flows/${name}`, Flow, parse(readFileSync(new URL(name, folder), 'utf8'))));
  const locales = readLocales(new URL('locales/', root));
  return openEdition({ flows: Object.fromEntries(flows.map((flow) => [flow.id, flow])), locales });
}

/** Opens an edition that was stored; throws when it is not one. */
export function reopenEdition(body: unknown): Edition {
  return openEdition(readAs('A stored edition', Body, body));
}

function openEdition(body: EditionBody): Edition {
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 16);
  return { hash, body, book: body.flows, locales: body.locales, words: openWords(body.locales) };
}
