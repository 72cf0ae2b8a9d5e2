import express from 'express';
import { fileURLToPath } from 'node:url';
import { pageHeaders } from './pages.ts';

/** Styles, scripts and the icon, for `/assets`. They are not cached either: a cache is a trace of the visit. */
export function assetsRouter(): express.Router {
  const router = express.Router();
  router.use(...pageHeaders);
  const untraced = { cacheControl: false, etag: false, lastModified: false };
  router.get('/:file', express.static(PUBLIC, { ...untraced, index: false, redirect: false }));
  return router;
}

/** The same depth above src/http and dist/http. */
const PUBLIC = fileURLToPath(new URL('../../public/', import.meta.url));
