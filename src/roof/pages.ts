import type { Router } from 'express';
import { reveal } from '../core/private/reveal.ts';
import type { House } from '../house.ts';
import { assetsRouter } from '../http/assets.ts';
import { chatRouter } from '../http/chat.ts';
import { demoRouter } from '../http/demo.ts';
import { onceRouter } from '../http/once.ts';
import { voiceRouter } from '../http/voice.ts';
import { unseal } from '../stores/seal.ts';
import { openDemo } from './demo.ts';

/** The pages of this house, by path. */
export function openPages(house: House): { path: string; router: Router }[] {
  const words = (lang: string, key: string): string => house.words.text(lang, key, {});
  const trouble = (error: unknown): void => house.broke('page', error);
  return [
    { path: '/assets', router: assetsRouter() },
    { path: '/voice', router: voiceRouter(house.voice) },
    { path: '/chat', router: chatRouter({ talks: house.talks, words, trouble }) },
    { path: '/once', router: onceRouter({ open: (token) => openOncePage(house, token), words, trouble }) },
    ...(house.config.demo
      ? [{ path: '/demo', router: demoRouter({ talks: house.talks, demo: openDemo(house), words }) }]
      : []),
  ];
}

/** Gives the page and forgets it in the same statement: of two who press at once, one sees it. */
async function openOncePage(
  { database, keys }: House, token: string,
): Promise<{ receipt: string; lang: string } | undefined> {
  const id = keys.secrets.keyed('receipt', token);
  const [row] = await database.query('DELETE FROM once_page WHERE id = $1 AND expires_at > now() RETURNING body', [id]);
  const body = row?.['body'];
  return body instanceof Uint8Array ? JSON.parse(reveal(unseal(keys.house, body, `once:${id}`))) : undefined;
}
