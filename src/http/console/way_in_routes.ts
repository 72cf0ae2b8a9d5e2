import type { Request, Response, Router } from 'express';
import { readBody } from '../form.ts';
import { act, type Desk } from './acting.ts';
import { type Fields, readFields } from './fields.ts';
import { sayIn, to, type View } from './frame.ts';
import { cookieOf, dropCookie, giveCookies, staffOf } from './staff.ts';
import { accountPage, codePage, recoveryPage, setUpPage, signInPage } from './way_in.ts';

/** Sign-in, second factor, setting an account up. */
export function addWayIn(router: Router, desk: Desk): void {
  router.get('/sign-in', (request, response) => {
    response.send(signInPage(viewIn(desk, readFields(request.query))));
  });
  router.post('/sign-in', readBody, (request, response) => takePassword(desk, request, response));
  router.get('/code', (request, response) => {
    response.send(codePage({ ...viewIn(desk, readFields(request.query)), staff: staffOf(request) }));
  });
  act(router, '/code', async ({ staff, request, response, fields }) => {
    const from = fromOf(desk, request);
    const given = await desk.door.code(staff, { code: fields.code, ...from });
    if (given === 'again') {
      const view = { ...viewIn(desk, fields), staff };
      return void response.status(401).send(codePage(view, view.say('not_in')));
    }
    if (given === 'over') {
      dropCookie(response, desk.names);
      const view = viewIn(desk, fields);
      return void response.status(401).send(signInPage(view, view.say('not_in')));
    }
    giveCookies(response, desk.names, given);
    response.redirect(303, to('/console', fields));
  });
  router.get('/set-up', (request, response) => {
    response.send(setUpPage(viewIn(desk, readFields(request.query))));
  });
  router.post('/set-up', readBody, (request, response) => setUp(desk, request, response));
}

/** One answer, and one time it takes, for a name that nobody has, a wrong password and too many of them. */
async function takePassword(desk: Desk, request: Request, response: Response): Promise<void> {
  const fields = readFields(request.body);
  const old = cookieOf(request.headers, desk.names.session);
  const { name, password } = fields;
  const token = await desk.door.password({ name, password, old, ...fromOf(desk, request) });
  if (token === undefined) {
    const view = viewIn(desk, fields);
    return void response.status(401).send(signInPage(view, view.say('not_in')));
  }
  giveCookies(response, desk.names, { token });
  response.redirect(303, to('/console/code', fields));
}

async function setUp(desk: Desk, request: Request, response: Response): Promise<void> {
  const fields = readFields(request.body);
  const { code, name, password, again, totp } = fields;
  const [view, { via }] = [viewIn(desk, fields), fromOf(desk, request)];
  const secret = await desk.door.secret(code, via);
  if (!secret) return void response.status(401).send(setUpPage(view, view.say('problem_gone')));
  if (name === '' && password === '') return void response.send(accountPage(view, { code, ...secret }));
  const made = await desk.door.setUp({ code, name, password, again, totp, via });
  if (typeof made === 'object') response.send(recoveryPage(view, made.recovery));
  else if (made === 'gone') response.status(401).send(setUpPage(view, view.say('problem_gone')));
  else response.status(400).send(accountPage(view, { code, ...secret }, made));
}

const viewIn = ({ words }: Desk, { lang }: Fields): View => ({ lang, say: sayIn(words, lang) });

const fromOf = ({ names }: Desk, request: Request): { via: string; browser: string } =>
  ({ via: request.ip ?? '', browser: cookieOf(request.headers, names.browser) });
