import { randomBytes } from 'node:crypto';
import type { House } from '../house.ts';
import type { Door, From, NewAccount, SetUpProblem, Staff } from '../http/console/room.ts';
import { isSame } from '../http/gate.ts';
import { plainCode } from '../tasks/act_member.ts';
import { totpAddress, totpStep } from '../stores/totp.ts';

/** NIST SP 800-63B, 3.1.1.2: with a second factor at least eight; length is what helps, rules of signs are not. */
const PASSWORD_MIN = 12;
const PASSWORD_MAX = 200;
const NAME = /^[\p{L}\p{N}._-]{4,40}$/u;
const RECOVERY_CODES = 10;
const KNOWN = 'known:';
/** Fifty bits, for whoever has passed the password. */
const RECOVERY_LETTERS = 10;

/** The way into the console. */
export function openDoorOf(house: House): Door {
  const { officers: { sessions, accounts }, now } = house;
  return {
    find: async (token) => {
      const found = await sessions.find(token, now());
      return found && { ...found, token };
    },
    password: (given) => weighPassword(house, given),
    code: (staff, given) => weighCode(house, staff, given),
    secret: async (code, via) => {
      const found = await waiting(house, code, via);
      return found && { secret: found.totp, address: totpAddress(found.totp) };
    },
    setUp: (given) => setUp(house, given),
    leave: async ({ token, officer }) => {
      await sessions.close(token);
      await accounts.note({ officerId: officer.id, act: 'signed_out', about: undefined, at: now() });
    },
    leaveEverywhere: async ({ officer }) => {
      await sessions.closeAll(officer.id);
      await accounts.note({ officerId: officer.id, act: 'sign_out_everywhere', about: undefined, at: now() });
    },
  };
}

export const nameOf = (name: string): string => name.normalize('NFC').trim().toLowerCase();

type Password = From & Readonly<{ name: string; password: string; old: string }>;

/** The same questions in the same order, whoever asks: an account that is not there takes as long as a wrong word. */
async function weighPassword(house: House, { name, password, old, via, browser }: Password): Promise<
  string | undefined
> {
  const { keys, now, officers: { accounts, sessions, guesses, passwords } } = house;
  const nameHash = keys.ofOfficer('name', nameOf(name));
  const account = await accounts.byName(nameHash);
  const key = triedAs(house, nameHash, account?.officer.id, browser);
  // Whole districts share one address with whoever guesses there: a browser that is known does not wait for them.
  const isFree = key.startsWith(KNOWN) || await guesses.mayComeFrom(keys.ofOfficer('via', via));
  if (!isFree || !await guesses.mayTry(key)) return undefined;
  const isRight = await passwords.isSame(password, account?.password);
  const isTold = isRight === true ? false : await guesses.wrong(nameHash);
  if (!account || isRight !== true) {
    if (isTold && account) await note(house, account.officer.id, 'password_guessed');
    return undefined;
  }
  if (old !== '') await sessions.close(old);
  return sessions.open(account.officer.id, 'half', now());
}

/** A browser that has signed in to this account before is tried apart from all others. */
function triedAs(house: House, stranger: string, officerId: string | undefined, browser: string): string {
  const isHers = officerId !== undefined && isKnown(house, officerId, browser);
  return isHers ? `${KNOWN}${house.keys.ofOfficer('browser', browser)}` : `anyone:${stranger}`;
}

function isKnown({ keys }: House, officerId: string, browser: string): boolean {
  const [nonce = '', mark = ''] = browser.split('.');
  return isSame(mark, keys.ofOfficer('browser', `${officerId}:${nonce}`));
}

type Code = From & Readonly<{ code: string }>;

async function weighCode(house: House, staff: Staff, { code, browser }: Code): ReturnType<Door['code']> {
  const { keys, now, officers: { accounts, sessions, guesses } } = house;
  const { officer: { id }, token } = staff;
  const over = async (): Promise<'over'> => {
    await sessions.close(token);
    return 'over';
  };
  if (staff.stage === 'full') return over();
  const key = triedAs(house, `code:${id}`, id, browser);
  if (!await guesses.mayTryCode(keys.ofOfficer('session', token))) return over();
  if (!await guesses.mayTry(key)) return 'again';
  const used = await useCode(house, id, code);
  if (!used) {
    if (await guesses.wrong(`code:${id}`)) await note(house, id, 'code_guessed');
    return 'again';
  }
  await sessions.close(token);
  await accounts.note({ officerId: id, act: used, about: undefined, at: now() });
  // Of tries by strangers nothing is forgotten: each of her sign-ins would give them new ones.
  if (isKnown(house, id, browser)) await guesses.forget(key);
  const nonce = randomBytes(16).toString('base64url');
  return {
    token: await sessions.open(id, 'full', now()),
    browser: isKnown(house, id, browser) ? browser : `${nonce}.${keys.ofOfficer('browser', `${id}:${nonce}`)}`,
  };
}

/** Six digits of her telephone, each used once, or one of the codes for the day it is gone. */
async function useCode(
  { keys, now, officers: { accounts } }: House, id: string, code: string,
): Promise<'signed_in' | 'recovery_used' | undefined> {
  const digits = code.replaceAll(/\s/g, '');
  if (/^\d{6}$/.test(digits)) {
    const secret = (await accounts.byId(id))?.totp;
    const step = secret === undefined ? undefined : totpStep(secret, digits, now());
    return step !== undefined && await accounts.useStep(id, step) ? 'signed_in' : undefined;
  }
  const isUsed = await accounts.useRecovery(id, keys.ofOfficer('recovery', plainCode(code)));
  return isUsed ? 'recovery_used' : undefined;
}

async function waiting(house: House, code: string, via: string): ReturnType<
  House['officers']['accounts']['toSetUp']
> {
  const { keys, now, officers: { accounts, guesses } } = house;
  if (!await guesses.mayComeFrom(keys.ofOfficer('via', via))) return undefined;
  return accounts.toSetUp(keys.ofOfficer('setup', plainCode(code)), now());
}

async function setUp(house: House, given: NewAccount): ReturnType<Door['setUp']> {
  const { keys, now, officers: { accounts, passwords } } = house;
  const { code, name, password, again, totp } = given;
  const setupHash = keys.ofOfficer('setup', plainCode(code));
  const found = await accounts.toSetUp(setupHash, now());
  if (!found) return 'gone';
  const step = totpStep(found.totp, totp.replaceAll(/\s/g, ''), now());
  const problem = problemOf(name, password, again);
  if (problem) return problem;
  if (step === undefined) return 'code';
  const recovery = Array.from({ length: RECOVERY_CODES }, () => keys.secrets.code(RECOVERY_LETTERS));
  const done = await accounts.setUp(setupHash, {
    nameHash: keys.ofOfficer('name', nameOf(name)), password: await passwords.hash(password), step, at: now(),
    recovery: recovery.map((one) => keys.ofOfficer('recovery', one)),
  });
  if (done !== 'done') return done;
  await note(house, found.officer.id, 'set_up');
  return { recovery: recovery.map((one) => `${one.slice(0, 5)}-${one.slice(5)}`) };
}

function problemOf(name: string, password: string, again: string): SetUpProblem | undefined {
  if (!NAME.test(nameOf(name))) return 'name';
  const letters = password.normalize('NFC').toLowerCase();
  const isPoor = new Set(letters).size < 5 || letters.replaceAll(nameOf(name), '').length < PASSWORD_MIN;
  if (isPoor || password.length > PASSWORD_MAX) return 'short';
  return password === again ? undefined : 'differ';
}

async function note({ officers: { accounts }, now }: House, officerId: string, act: string): Promise<void> {
  await accounts.note({ officerId, act, about: undefined, at: now() });
}
