import { timingSafeEqual } from 'node:crypto';
import type { Express, Request, RequestHandler, Response } from 'express';
import { isFromHere, type StaffDoor } from './console/staff.ts';
import type { Permit } from './permits.ts';

/** A route as it was registered, routers inside routers included. */
export type Route = Readonly<{ method: string; path: string }>;

/** What some permits ask for. */
export type GateKeys = Readonly<{
  metricsToken: string | undefined; demo: boolean;
  /** Who is signed in; where there is nobody to ask, nobody is staff. */
  staff?: StaffDoor | undefined;
}>;

/**
 * Lets through what a permit allows, and nothing else: a route that was registered without one is answered with 403,
 * a path that is nobody's with 404. It stands before every route, and looks at what was registered after it.
 */
export function gate(app: Express, permits: readonly Permit[], keys: GateKeys): RequestHandler {
  let registered: readonly Route[] | undefined;
  return (request, response, next) => {
    registered ??= routesOf(app);
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const isAsked = (row: Route): boolean => [method, 'ANY'].includes(row.method) && isOn(row.path, request.path);
    const routes = registered.filter(isAsked);
    const unlisted = routes.find((route) => !permits.some((permit) => isSameRoute(permit, route)));
    if (unlisted) return refuse(response, 403);
    const permit = permits.find(isAsked);
    if (permit && isOfStaff(permit)) {
      return void askStaff(permit, request, keys.staff).then((refusal) => {
        if (refusal === undefined) next();
        else if (typeof refusal === 'number') refuse(response, refusal);
        else response.status(303).set({ 'Location': refusal, 'Cache-Control': 'no-store' }).end();
      }, next);
    }
    const refusal = permit ? refusalOf(permit, request, keys) : 404;
    return refusal === undefined ? next() : refuse(response, refusal);
  };
}

/** Every route of an app. What was registered under anything but a plain path reads `/?`, which no permit names. */
export function routesOf(app: Express): Route[] {
  return routesIn(app.router, '');
}

/** Compares in constant time. */
export function isSame(given: string, secret: string): boolean {
  const one = Buffer.from(given);
  const other = Buffer.from(secret);
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Answers without a word of what was asked for. */
export function refuse(response: Response, status: 401 | 403 | 404): void {
  if (status === 401) return void response.status(401).end();
  response.status(status).json({ error: status === 403 ? 'This is not open.' : 'There is nothing here.' });
}

/** Whether a path fits one that is written as express writes it: `:name` is any part, `{:name}` one that may lack. */
export function isOn(pattern: string, path: string): boolean {
  const [wanted, given] = [partsOf(pattern), partsOf(path)];
  const needed = wanted.filter((part) => !part.startsWith('{')).length;
  if (given.length < needed || given.length > wanted.length) return false;
  return given.every((part, index) => {
    const want = wanted[index] ?? '';
    return /^\{?:/.test(want) || want.toLowerCase() === part.toLowerCase();
  });
}

const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '');
const isSameRoute = (one: Route, other: Route): boolean => one.method === other.method && one.path === other.path;

/** How somebody is refused who lacks what the permit asks for; undefined: may pass. */
function refusalOf({ who }: Permit, request: Request, { metricsToken, demo }: GateKeys): 401 | 403 | 404 | undefined {
  switch (who) {
    case 'anyone':
    case 'talk':
    case 'page_token':
      return undefined;
    case 'webhook':
      // Those that are open were answered before express.
      return 401;
    case 'metrics_token':
      if (metricsToken === undefined) return 404;
      return isSame(request.header('authorization') ?? '', `Bearer ${metricsToken}`) ? undefined : 401;
    case 'demo':
      return demo ? undefined : 404;
    case 'sign_in':
    case 'half_staff':
    case 'staff':
      // These are asked by `askStaff`.
      return 403;
  }
}

const isOfStaff = ({ who }: Permit): boolean => who === 'sign_in' || who === 'half_staff' || who === 'staff';

/** How somebody is refused before a page of the console; a path: what she has to do first. */
async function askStaff({ who, method }: Permit, request: Request, staff: StaffDoor | undefined): Promise<
  403 | string | undefined
> {
  if (!staff) return 403;
  if (method === 'POST' && !isFromHere(request.headers, staff.publicUrl)) return 403;
  if (who === 'sign_in') return undefined;
  const found = await staff.find(request);
  if (found && (who === 'half_staff' || found.stage === 'full')) return undefined;
  if (method === 'POST') return 403;
  const next = found ? 'code' : 'sign-in';
  return `/console/${next}${request.query['lang'] === 'en' ? '?lang=en' : ''}`;
}

/** Reads a router's stack, which express does not describe in its types as it is. */
function routesIn(router: unknown, under: string): Route[] {
  return listIn(router, 'stack').flatMap((layer) => {
    const route = fieldOf(layer, 'route');
    if (route === undefined) return routesIn(fieldOf(layer, 'handle'), joined(under, fieldOf(layer, 'rawPath')));
    const path = joined(under, fieldOf(route, 'path'));
    const methods = new Set(listIn(route, 'stack').map((one) => fieldOf(one, 'method')));
    return [...methods].map((method) => ({
      method: typeof method === 'string' ? method.toUpperCase() : 'ANY', path,
    }));
  });
}

function joined(under: string, path: unknown): string {
  if (typeof path !== 'string') return `${under}/?`;
  return path === '/' ? under : under + path;
}

function fieldOf(thing: unknown, name: string): unknown {
  const holds = (typeof thing === 'object' && thing !== null) || typeof thing === 'function';
  return holds ? Reflect.get(thing, name) : undefined;
}

function listIn(thing: unknown, name: string): readonly unknown[] {
  const found = fieldOf(thing, name);
  return Array.isArray(found) ? found : [];
}
