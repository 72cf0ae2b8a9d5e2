import type { Router } from 'express';
import { reveal } from '../core/private/reveal.ts';
import type { House } from '../house.ts';
import { assetsRouter } from '../http/assets.ts';
import { consoleRouter } from '../http/console/router.ts';
import { type StaffDoor, staffDoor } from '../http/console/staff.ts';
import { chatRouter } from '../http/chat.ts';
import { demoRouter } from '../http/demo.ts';
import { type OnceFound, onceRouter } from '../http/once.ts';
import { voiceRouter } from '../http/voice.ts';
import { workRouter } from '../http/work.ts';
import { seeByLink } from '../tasks/act_file.ts';
import type { WebMessage } from '../tasks/ports.ts';
import { openConsole } from './console.ts';
import { openDemo } from './demo.ts';
import { openDoorOf } from './sign_in.ts';
import { openWorkDesk, webFile } from './work_desk.ts';

/** The pages of this house, by path. */
export function openPages(house: House): { path: string; router: Router }[] {
  const words = (lang: string, key: string): string => house.words.text(lang, key, {});
  const trouble = (error: unknown): void => house.broke('page', error);
  return [
    { path: '/assets', router: assetsRouter() },
    { path: '/voice', router: voiceRouter(house.voice) },
    { path: '/chat', router: chatRouter({ talks: house.talks, words, trouble }) },
    { path: '/once', router: onceRouter({
      open: (token) => openOnce(house, token), talk: (token, lang) => openTalk(house, token, lang), words, trouble,
    }) },
    { path: '/console', router: consoleRouter({
      door: openDoorOf(house), room: openConsole(house), words, trouble, publicUrl: house.config.PUBLIC_URL,
    }) },
    { path: '/page', router: workRouter({ ...openWorkDesk(house), words, trouble }) },
    ...(house.config.demo
      ? [{ path: '/demo', router: demoRouter({ talks: house.talks, demo: openDemo(house), words }) }]
      : []),
  ];
}

/** Asks who is signed in to the console. */
export const staffOfHouse = (house: House): StaffDoor => staffDoor(openDoorOf(house), house.config.PUBLIC_URL);

/** A receipt, or what whoever holds her case sent, on a page that opens once. */
async function openOnce({ pages, office, now }: House, token: string): Promise<OnceFound | undefined> {
  const body = await pages.takeOnce(token, now());
  if (!body) return undefined;
  // Our own sealed JSON: the seal has proved that nobody else wrote it.
  const kept: { lang: string } & ({ receipt: string } | { file: string }) = JSON.parse(reveal(body));
  if ('receipt' in kept) return kept;
  const seen = await office.within((at) => seeByLink(kept.file, now(), at));
  return seen && { lang: kept.lang, file: webFile(seen) };
}

/** How long her page waits for where the talk goes on; after that a button looks. */
const FIRST_WORDS_MS = 4_000;

async function openTalk(
  { talks }: House, token: string, lang: string,
): Promise<{ talk: string; messages: readonly WebMessage[] } | undefined> {
  const talk = await talks.open(token, lang);
  return talk === undefined ? undefined : { talk, messages: await talks.take(talk, FIRST_WORDS_MS) };
}
