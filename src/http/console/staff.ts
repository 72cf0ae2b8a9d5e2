import type { IncomingHttpHeaders } from 'node:http';
import type { Request, Response } from 'express';
import type { Door, Staff } from './room.ts';

/** The names of what her browser keeps, and whether they travel over https alone. */
export type CookieNames = Readonly<{ session: string; browser: string; secure: boolean }>;

/** With `__Host-` no other host and no plain http can set them (RFC 6265bis, 4.1.3.2); browsers take that on https. */
export function cookieNames(publicUrl: string | undefined): CookieNames {
  const secure = publicUrl?.startsWith('https://') ?? false;
  const prefix = secure ? '__Host-' : '';
  return { session: `${prefix}console`, browser: `${prefix}console-known`, secure };
}

/** One cookie of a request; empty when there is none, or more than one. */
export function cookieOf(headers: IncomingHttpHeaders, name: string): string {
  const given = (headers.cookie ?? '').split(';').map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`)).map((part) => part.slice(name.length + 1));
  return given.length === 1 ? (given[0] ?? '') : '';
}

/** A browser that has signed in is known for so long, so that strangers who guess cannot make its owner wait. */
const BROWSER_SECONDS = 90 * 86_400;

/** Gives a browser its session, and for a whole sign-in what it is known by. */
export function giveCookies(response: Response, names: CookieNames, given: { token: string; browser?: string }): void {
  response.append('Set-Cookie', cookie(names.session, given.token, names.secure));
  if (given.browser === undefined) return;
  response.append('Set-Cookie', `${cookie(names.browser, given.browser, names.secure)}; Max-Age=${BROWSER_SECONDS}`);
}

export function dropCookie(response: Response, { session, secure }: CookieNames): void {
  response.append('Set-Cookie', `${cookie(session, '', secure)}; Max-Age=0`);
}

const cookie = (name: string, value: string, secure: boolean): string =>
  `${name}=${value}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;

/** Who is signed in, as the gate found her: each request is asked once. */
export type StaffDoor = Readonly<{
  find: (request: Request) => Promise<Staff | undefined>;
  publicUrl: string | undefined;
}>;

const found = new WeakMap<Request, Staff>();

export function staffDoor({ find }: Pick<Door, 'find'>, publicUrl: string | undefined): StaffDoor {
  const { session } = cookieNames(publicUrl);
  return {
    publicUrl,
    find: async (request) => {
      const staff = await find(cookieOf(request.headers, session));
      if (staff) found.set(request, staff);
      return staff;
    },
  };
}

/** Whom the gate let through. */
export function staffOf(request: Request): Staff {
  const staff = found.get(request);
  if (!staff) throw new Error('The gate has let nobody through here');
  return staff;
}

/**
 * Whether a form was posted from a page of ours. A browser says where a form stood (Fetch standard, Origin and
 * Sec-Fetch-Site) and a site cannot make it say otherwise; whatever does not say posts nothing here.
 */
export function isFromHere(headers: IncomingHttpHeaders, publicUrl: string | undefined): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (origin === undefined || !URL.canParse(origin) || (site !== undefined && site !== 'same-origin')) return false;
  const ours = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  if (ours?.startsWith('https://')) return origin === ours;
  return origin === ours || new URL(origin).host === host;
}
