import express from 'express';
import { pageHeaders } from './pages.ts';

/** A recorded sentence of locales/, by language and text key; undefined when there is none. */
export type VoiceOf = (lang: string, key: string) => Buffer | undefined;

/** Recordings for `/voice`: the same for everybody, asked for by a press, kept nowhere. */
export function voiceRouter(voiceOf: VoiceOf): express.Router {
  const router = express.Router();
  router.use(...pageHeaders);
  router.get('/:lang/:key', (request, response) => {
    const file = voiceOf(request.params.lang, request.params.key);
    if (file) response.type('audio/ogg').send(file);
    else response.status(404).end();
  });
  return router;
}
