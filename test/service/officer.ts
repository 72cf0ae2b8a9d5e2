import { Secret, TOTP } from 'otpauth';
import { runCommand } from '../../src/roof/commands.ts';
import type { Opened } from './open.ts';

/** What came of a request: pages are read as text, and the field that guards forms is taken out of them. */
export type Answer = Readonly<{ status: number; text: string; location: string; cookies: readonly string[]; headers: Headers }>;
export type Sent = Readonly<{ origin?: string | null; site?: string; form?: string }>;

let browsers = 0;

/** A browser without a script, behind the proxy that the house trusts: it keeps cookies, and posts forms as from the page that it saw last. */
export type Browser = {
  cookies: Map<string, string>;
  form: string;
  get: (path: string) => Promise<Answer>;
  post: (path: string, fields: Readonly<Record<string, string>>, sent?: Sent) => Promise<Answer>;
};

export function openBrowser(at: string, from = `198.51.100.${browsers++ % 250}`): Browser {
  const browser: Browser = {
    cookies: new Map(), form: '',
    get: (path) => ask(path, { method: 'GET' }),
    post: (path, fields, { origin = at, site, form = browser.form } = {}) => ask(path, {
      method: 'POST', body: new URLSearchParams({ ...fields, ...(form !== '' && { form }) }),
      headers: { ...(origin !== null && { origin }), ...(site && { 'sec-fetch-site': site }) },
    }),
  };
  async function ask(path: string, init: { method: string; body?: URLSearchParams; headers?: Record<string, string> }): Promise<Answer> {
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(at + path, { ...init, redirect: 'manual', headers: { ...init.headers, cookie, 'x-forwarded-for': from } });
    const cookies = response.headers.getSetCookie();
    for (const given of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(given) ?? [];
      if (value === '') browser.cookies.delete(name);
      else browser.cookies.set(name, value);
    }
    const text = await response.text();
    browser.form = /name="form" value="([\w-]+)"/.exec(text)?.[1] ?? browser.form;
    return { status: response.status, text, location: response.headers.get('location') ?? '', cookies, headers: response.headers };
  }
  return browser;
}

export type Account = Readonly<{ id: string; name: string; secret: string; recovery: readonly string[]; browser: Browser }>;

export const PASSWORD = 'ruộng bậc thang mùa lúa chín';

/** The six digits of a telephone. */
export const digits = (secret: string, at: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: at });

/** The set-up code of a new officer, as the command line prints it. */
export async function inviteOfficer({ house }: Opened, wish: Readonly<{ role: string; unit?: string; label?: string }>): Promise<{ id: string; code: string }> {
  const result = await runCommand(house, 'officers invite', { label: 'Chị Cán Bộ', ...wish });
  if (!('done' in result) || typeof result.done !== 'object' || result.done === null) throw new Error(JSON.stringify(result));
  const done = { id: '', code: '', ...result.done };
  return { id: done.id, code: done.code };
}

/** An officer whose account is set up. */
export async function setUpOfficer(house: Opened, name: string, wish: Parameters<typeof inviteOfficer>[1]): Promise<Account> {
  const { id, code } = await inviteOfficer(house, wish);
  const browser = openBrowser(house.at);
  const shown = await browser.post('/console/set-up', { code });
  const secret = (/<p class="secret">([A-Z2-7 ]+)</.exec(shown.text)?.[1] ?? '').replaceAll(' ', '');
  const totp = digits(secret, house.clock.now());
  const done = await browser.post('/console/set-up', { code, name, password: PASSWORD, again: PASSWORD, totp });
  const recovery = [...done.text.matchAll(/<li>([A-Z2-9]{5}-[A-Z2-9]{5})</g)].map(([, one = '']) => one);
  if (recovery.length === 0) throw new Error(`No account was set up: ${done.status} ${done.text}`);
  return { id, name, secret, recovery, browser };
}

/** Signs in with a fresh half minute's digits. */
export async function signIn(house: Opened, { name, secret }: Pick<Account, 'name' | 'secret'>, browser: Browser): Promise<Answer> {
  house.clock.skip(30_000);
  await browser.post('/console/sign-in', { name, password: PASSWORD });
  await browser.get('/console/code');
  const answer = await browser.post('/console/code', { code: digits(secret, house.clock.now()) });
  if (answer.location === '/console') await browser.get('/console');
  return answer;
}
