import express from 'express';
import type { Request } from 'express';
import { refuse } from '../gate.ts';
import { pageHeaders } from '../pages.ts';
import { unreadable } from '../unreadable.ts';
import { act, type ConsoleOptions, type Desk } from './acting.ts';
import { type Fields, readFields } from './fields.ts';
import { sayIn, to, type View } from './frame.ts';
import { accountLogPage, addressesPage, dutyPage, endPage, membersPage } from './list_pages.ts';
import { needsPage } from './needs_page.ts';
import { cookieNames, dropCookie, staffOf } from './staff.ts';
import { addWayIn } from './way_in_routes.ts';

/** The console of the Union's officers, for `/console`. Who may ask for a page, the gate has said before. */
export function consoleRouter(options: ConsoleOptions): express.Router {
  const desk: Desk = { ...options, names: cookieNames(options.publicUrl) };
  const router = express.Router();
  // A form says where it stood only when its page lets it: see `isFromHere`.
  router.use(...pageHeaders, (_request, response, next) => {
    response.set('Referrer-Policy', 'same-origin');
    next();
  });
  addWayIn(router, desk);
  addRooms(router, desk);
  addActs(router, desk);
  router.use(unreadable(desk.words, desk.trouble));
  return router;
}

function addRooms(router: express.Router, desk: Desk): void {
  const { room } = desk;
  router.get('/', async (request, response) => {
    const { officer } = staffOf(request);
    response.send(needsPage(await viewOf(desk, request), await room.needs(officer)));
  });
  router.get('/addresses', async (request, response) => {
    const [view, { done }] = [await viewOf(desk, request), readFields(request.query)];
    const note = ['confirmed', 'wrong'].includes(done) ? view.say(`done_${done}`) : undefined;
    response.send(addressesPage(view, await room.addresses(staffOf(request).officer), note));
  });
  router.get('/members', async (request, response) => {
    const [view, { done }] = [await viewOf(desk, request), readFields(request.query)];
    const note = done === 'ended' ? view.say('done_ended') : undefined;
    response.send(membersPage(view, await room.members(staffOf(request).officer), undefined, note));
  });
  router.get('/duty', async (request, response) => {
    response.send(dutyPage(await viewOf(desk, request), await room.duty(staffOf(request).officer)));
  });
  router.get('/account', async (request, response) => {
    response.send(accountLogPage(await viewOf(desk, request), await room.account(staffOf(request).officer)));
  });
}

function addActs(router: express.Router, desk: Desk): void {
  const { door, room } = desk;
  act(router, '/sign-out', async ({ staff, response, fields }) => {
    await door.leave(staff);
    dropCookie(response, desk.names);
    response.redirect(303, to('/console/sign-in', fields));
  });
  act(router, '/sign-out-everywhere', async ({ staff, response, fields }) => {
    await door.leaveEverywhere(staff);
    dropCookie(response, desk.names);
    response.redirect(303, to('/console/sign-in', fields));
  });
  act(router, '/addresses', async ({ staff, response, fields }) => {
    const { address, is } = fields;
    if (is !== 'confirmed' && is !== 'wrong') return refuse(response, 404);
    if (!await room.checkAddress(staff.officer, address, is)) return refuse(response, 404);
    response.redirect(303, back('/console/addresses', fields, is));
  });
  act(router, '/members', async ({ staff, request, response, fields }) => {
    const { place, role, label } = fields;
    const made = label === '' ? undefined : await room.invite(staff.officer, { place, role, label });
    const [view, members] = [await viewOf(desk, request), await room.members(staff.officer)];
    // One answer for what is not hers and for a role that belongs elsewhere.
    if (!made) response.status(400).send(membersPage(view, members, undefined, view.say('invite_not')));
    else response.send(membersPage(view, members, made));
  });
  act(router, '/members/end', async ({ staff, request, response, fields }) => {
    const found = await room.member(staff.officer, fields.member);
    if (!found?.mayEnd) return refuse(response, 404);
    if (fields.sure !== 'yes') return void response.send(endPage(await viewOf(desk, request), found));
    if (!await room.endMember(staff.officer, fields.member)) return refuse(response, 404);
    response.redirect(303, back('/console/members', fields, 'ended'));
  });
}

/** A page is shown anew after a form, so that going back posts nothing twice. */
const back = (path: string, { lang }: Fields, done: string): string =>
  `${path}?done=${done}${lang === 'vi' ? '' : `&lang=${lang}`}`;

async function viewOf({ words, room }: Desk, request: Request): Promise<View> {
  const { lang } = readFields(request.method === 'POST' ? request.body : request.query);
  const staff = staffOf(request);
  return { lang, say: sayIn(words, lang), staff, who: await room.who(staff.officer) };
}
