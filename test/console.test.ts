import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { embedded } from './service/backends.ts';
import { type Account, digits, inviteOfficer, PASSWORD, setUpOfficer } from './service/officer.ts';
import { openOn, type Opened } from './service/open.ts';
import { words } from './world.ts';

/**
 * The console in a browser with scripts switched off, on a telephone and on a desk: by keyboard, and as axe reads it.
 * `PICTURES=<folder>` keeps a picture of every page.
 */
const CHROMIUM = '/usr/bin/chromium';
const missing = existsSync(CHROMIUM) ? '' : ' (needs Debian\'s chromium at /usr/bin/chromium)';
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const Violations = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));
const SIZES = [['360', { width: 360, height: 740 }], ['1280', { width: 1280, height: 800 }]] as const;
const ROOMS = ['/console', '/console/addresses', '/console/members', '/console/duty', '/console/account', '/console?lang=en', '/console/members?lang=en'];

let house: Opened;
let browser: Browser;
let officer: Account;

beforeAll(async () => {
  if (missing || !embedded) return;
  house = await openOn(embedded);
  officer = await setUpOfficer(house, 'tinh.cantho', { role: 'province_duty', unit: '92', label: 'Chị Cần Thơ' });
  await house.member({ address: 'TD-01', label: 'Chị Sen' });
  await house.rows(`UPDATE address SET verified_on = '2024-01-01' WHERE code IN ('TD-01', 'LT-01')`);
  await house.rows(`UPDATE address SET doubted_at = now() WHERE code = 'TD-02'`);
  await house.house.reload();
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
});

afterAll(async () => {
  await browser?.close();
  await house?.close();
});

describe.skipIf(missing)(`the console in a browser${missing}`, () => {
  test.each(SIZES)('is signed in to, walked through and left at %s pixels, by keyboard alone, and axe finds nothing', { timeout: 120_000 }, async (name, viewport) => {
    const pages = await browser.newContext({ viewport, javaScriptEnabled: false });
    const page = await pages.newPage();
    house.clock.skip(60_000);
    await page.goto(`${house.at}/console`);
    expect(page.url()).toBe(`${house.at}/console/sign-in`);
    await looked(page, `${name}-sign-in`);
    await type(page, 'name', officer.name);
    await type(page, 'password', PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/console/code');
    await looked(page, `${name}-code`);
    await type(page, 'code', digits(officer.secret, house.clock.now()));
    await page.keyboard.press('Enter');
    await page.waitForURL(`${house.at}/console`);
    for (const room of ROOMS) {
      await page.goto(house.at + room);
      await looked(page, `${name}${room.replaceAll(/\W+/g, '-')}`);
    }
    await page.goto(`${house.at}/console/addresses`);
    await tabTo(page, words.text('vi', 'console.confirm', {}));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/console/addresses?done=confirmed');
    expect(await page.locator('.told').innerText()).toBe(words.text('vi', 'console.done_confirmed', {}));
    await tabTo(page, words.text('vi', 'console.sign_out', {}));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/console/sign-in');
    await pages.close();
  });

  test.each(SIZES)('sets an account up at %s pixels, with a picture and letters for the telephone', { timeout: 60_000 }, async (name, viewport) => {
    const pages = await browser.newContext({ viewport, javaScriptEnabled: false });
    const page = await pages.newPage();
    const { code } = await inviteOfficer(house, { role: 'admin' });
    await page.goto(`${house.at}/console/set-up`);
    await type(page, 'code', code);
    await page.keyboard.press('Enter');
    await page.locator('.qr').waitFor();
    await looked(page, `${name}-set-up`);
    const secret = (await page.locator('p.secret').innerText()).replaceAll(' ', '');
    const link = await page.locator('a[href^="otpauth:"]').getAttribute('href');
    expect(new URL(link ?? '').searchParams.get('secret')).toBe(secret);
    await type(page, 'name', `quantri.${name}`);
    await type(page, 'password', PASSWORD);
    await type(page, 'again', PASSWORD);
    await type(page, 'totp', digits(secret, house.clock.now()));
    await page.keyboard.press('Enter');
    await page.locator('ul.secret li').first().waitFor();
    expect(await page.locator('ul.secret li').count()).toBe(10);
    await looked(page, `${name}-recovery`);
    await pages.close();
  });
});

/** Axe needs a script of its own, which the page's policy and a browser without scripts would not run: it reads a copy. */
async function looked(page: Page, name: string): Promise<void> {
  const copy = await browser.newContext({ viewport: page.viewportSize(), bypassCSP: true });
  const reader = await copy.newPage();
  const styles = await Promise.all(['chat.css', 'console.css'].map(async (file) => (await fetch(`${house.at}/assets/${file}`)).text()));
  await reader.setContent((await page.content()).replace(/<link rel="stylesheet"[^>]*>/g, ''));
  await reader.addStyleTag({ content: styles.join('\n') });
  await reader.addScriptTag({ path: AXE });
  const found = Violations.parse(await reader.evaluate('axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) })))'));
  expect({ name, found }).toEqual({ name, found: [] });
  const over = await reader.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect({ name, over }).toEqual({ name, over: 0 });
  await copy.close();
  const folder = process.env['PICTURES'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

async function type(page: Page, name: string, what: string): Promise<void> {
  await tabTo(page, undefined, name);
  await page.keyboard.type(what);
}

/** Walks with the tab key to a button that says so, or to a field of that name. */
async function tabTo(page: Page, says: string | undefined, field = ''): Promise<void> {
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab');
    const at = page.locator(says === undefined ? `[name="${field}"]:focus` : 'button:focus');
    if (await at.count() === 1 && (says === undefined || (await at.innerText()).includes(says))) return;
  }
  throw new Error(`The tab key does not lead to ${says ?? field}`);
}
