import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, chromium, type Page } from 'playwright-core';
import { embedded } from './service/backends.ts';
import { openOn, type Opened } from './service/open.ts';
import { words } from './world.ts';

/** The whole main job in a browser, on the three phones of the demo. `PICTURE=1` writes the README's picture. */
const CHROMIUM = '/usr/bin/chromium';
const PICTURE = new URL('../docs/demo.png', import.meta.url);
const missing = existsSync(CHROMIUM) ? '' : ' (needs Debian\'s chromium at /usr/bin/chromium)';

type Who = 'woman' | 'here' | 'next';
let house: Opened;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  if (missing) return;
  house = await openOn(embedded, { hook: false });
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
  page = await browser.newPage({ viewport: { width: 1400, height: 940 } });
});

afterAll(async () => {
  await browser?.close();
  await house?.close();
});

test.skipIf(missing)(`she finds help on one phone, and a member answers on another${missing}`, { timeout: 120_000 }, async () => {
  await page.goto(`${house.at}/demo`);
  await seen('here', firstLine('member.linked'));
  await press('here', 'go_home');
  await page.locator('[data-phone=woman] .keys button').first().click();
  await press('woman', 'something_private', 'can_talk', 'phone_mine', 'danger_no', 'want_contact');
  await press('woman', 'go_on', 'go_on', 'age_16_up', 'agree');
  await says('woman', '2');
  await press('woman', 'five_no');
  await says('woman', '1 2');
  await says('woman', 'tran de');
  await press('woman', 'hide_none', 'hours_any');
  await says('woman', 'hoa ban');
  await press('woman', 'key_skip', 'taken');
  await says('woman', FIRST_WORDS);
  await press('woman', 'send_it', 'no_code');

  await press('here', 'see_it', 'take');
  await seen('here', FIRST_WORDS);
  await seen('woman', firstLine('contact.taken'));
  await says('here', 'Chào chị, em nghe chị đây.');
  await seen('woman', 'em nghe chị đây');
  await says('woman', 'Em đỡ sợ hơn rồi.');
  await seen('here', 'Em đỡ sợ hơn rồi.');
  expect(await shown('next'), 'the next commune saw something').not.toContain(FIRST_WORDS);
  if (process.env['PICTURE']) {
    await page.evaluate('scrollTo(0, 0)');
    await page.screenshot({ path: fileURLToPath(PICTURE) });
  }
  await press('here', 'close_it', 'supported');
  await seen('woman', firstLine('contact.closed'));

  await page.locator('.house', { hasText: 'closed' }).waitFor({ timeout: 15_000 });
  const strip = await page.locator('.house').innerText();
  expect(strip).not.toContain(FIRST_WORDS);
});

const FIRST_WORDS = 'Em muốn có người nghe em nói.';

const text = (key: string): string => words.text('vi', key, {});
/** The first words of a text, before anything is filled in. */
const firstLine = (key: string): string => text(key).split(/[\n{.]/)[0] ?? '';
const label = (is: string): string => words.choice('vi', is).label;

async function press(who: Who, ...choices: string[]): Promise<void> {
  for (const is of choices) {
    const button = page.locator(`[data-phone=${who}] .keys button:visible`, { hasText: label(is) }).last();
    await button.waitFor({ timeout: 15_000 });
    await button.click();
  }
}

async function says(who: Who, words: string): Promise<void> {
  await page.locator(`[data-phone=${who}] textarea`).fill(words);
  await page.locator(`[data-phone=${who}] .write .send`).click();
  await seen(who, words);
}

const shown = (who: Who): Promise<string> => page.locator(`[data-phone=${who}] .log`).innerText();

async function seen(who: Who, what: string): Promise<void> {
  await page.locator(`[data-phone=${who}] .log`, { hasText: what }).waitFor({ timeout: 15_000 });
}
