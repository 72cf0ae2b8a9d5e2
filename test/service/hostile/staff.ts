import type { Dice } from './dice.ts';
import { type Call, dressed } from './requests.ts';
import { hostileText, MARK } from './texts.ts';

const SECRETS = ['A'.repeat(32), 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789', '', '../x', '%00', '__proto__', `${'a'.repeat(65)}`, MARK];
const PINS = ['123456', '000000', '', '１２３４５６', '12 34 56', '-1', 'NaN', '9'.repeat(5_000), `'; DROP TABLE member_key; --`, MARK];
const PAGE_PATHS = ['/page', '/page', '/page/do', '/page/shut', '/page?lang=xx', '/page/do?__proto__[x]=1'];
const DESK_PATHS = [
  '/console/code', '/console/set-up', '/console/sign-out', '/console/sign-out-everywhere', '/console/addresses', '/console/members', '/console/members/end',
  '/console', '/console/', '/console/..%2fmetrics', '/CONSOLE/members', '/console/account', '/console/%00',
];
const COOKIES = ['', `officer=${MARK}`, '__Host-officer=x; officer=x', `officer=${'a'.repeat(3_000)}`, 'officer=%00; officer=; =;;', `browser=${MARK}`];

/** A form for a member's page or for the officers' desk, from somebody who has no right to either. `at`: where the house stands. */
export function hostileStaff(dice: Dice, at: string): Call {
  const isPage = dice.isOneIn(2);
  // Passwords are weighed with patience: one in ten is enough to see that nobody else waits for it.
  const path = isPage ? dice.of(PAGE_PATHS) : dice.isOneIn(10) ? '/console/sign-in' : dice.of(DESK_PATHS);
  const { kind, text } = hostileText(dice);
  const form = new URLSearchParams({ lang: dice.of(['vi', 'en', 'xx', MARK]) });
  const fields: Readonly<Record<string, readonly string[]>> = isPage
    ? { token: SECRETS, page: SECRETS, nonce: SECRETS, pin: PINS, act: ['look', 'say', 'take', 'close', 'keep', 'arrive', 'constructor', MARK], step: ['refer', 'abusive', 'papers', '__proto__'], owed: ['child_told', MARK], told: ['police', 'constructor'], how: ['phone', MARK], paper: ['child_01', '__proto__', MARK], keeping: ['arrival_told', MARK], closing: ['supported', 'abusive', MARK], sure: ['yes', MARK], refer_to: ['police', MARK], text: [text] }
    : { form: SECRETS, name: ['admin', text], password: ['', text], again: [text], code: [...PINS, text], totp: PINS, is: ['confirmed', 'wrong', MARK], address: ['TD-01', text], place: ['TD-01', text], role: ['member', 'province_duty', '__proto__'], label: [text], member: SECRETS, sure: ['yes'] };
  for (const [name, values] of Object.entries(fields)) if (!dice.isOneIn(4)) form.set(dice.isOneIn(30) ? `${name}[]` : name, dice.of(values));
  const from = dice.of<Record<string, string>>([{ origin: at }, { origin: at, 'sec-fetch-site': 'same-origin' }, {}, { 'sec-fetch-site': 'cross-site' }, { origin: 'null' }, { origin: `https://${MARK}.example` }]);
  const cookie = dice.of(COOKIES);
  return dressed(dice, {
    kind: `${isPage ? 'a page of work' : 'the desk'}: ${kind}`, method: dice.isOneIn(8) ? dice.of(['GET', 'PUT', 'HEAD']) : 'POST', path, body: Buffer.from(form.toString()),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...from, ...(cookie !== '' && { cookie }) },
  });
}
