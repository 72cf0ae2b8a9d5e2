import { createServer } from 'node:http';
import express from 'express';
import type { Router } from 'express';
import type { PageWords } from '../src/http/pages.ts';
import type { WebMessage, WebSaid, WebTalks } from '../src/tasks/ports.ts';
import { readLocales } from '../src/words/locales.ts';
import { openWords } from '../src/words/words.ts';

const words = openWords(readLocales(new URL('../locales/', import.meta.url)));

/** The real words of the pages. */
export const pageWords: PageWords = (lang, key) => words.text(lang, key, {});

/** Web talks in memory: `answer` says what waits after each thing that was said. */
export function memoryTalks(answer: (said: WebSaid) => readonly Omit<WebMessage, 'id'>[]): WebTalks & {
  said: { talk: string; said: WebSaid }[];
  waiting: Map<string, WebMessage[]>;
} {
  const said: { talk: string; said: WebSaid }[] = [];
  const waiting = new Map<string, WebMessage[]>();
  let made = 0;
  let messages = 0;
  return {
    said,
    waiting,
    newTalk: () => `talk${String(made += 1).padStart(18, '0')}`,
    say: async (talk, what) => {
      said.push({ talk, said: what });
      const fresh = answer(what).map((message) => ({ id: `m${messages += 1}`, ...message }));
      waiting.set(talk, [...(waiting.get(talk) ?? []), ...fresh]);
      return 'said';
    },
    give: async () => 'refused',
    open: async () => undefined,
    isOver: async () => false,
    close: async () => undefined,
    take: async (talk) => waiting.get(talk) ?? [],
    shown: async (talk, ids) => {
      waiting.set(talk, (waiting.get(talk) ?? []).filter(({ id }) => !ids.includes(id)));
    },
  };
}

/** Opens routers on a free port; the caller closes. */
export async function openPages(routers: Readonly<Record<string, Router>>): Promise<{ at: string; close: () => void }> {
  const app = express();
  for (const [path, router] of Object.entries(routers)) app.use(path, router);
  const server = createServer(app);
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { at: `http://127.0.0.1:${address.port}`, close: () => { server.closeAllConnections(); server.close(); } };
}
