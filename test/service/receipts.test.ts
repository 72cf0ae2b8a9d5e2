import { scrypt } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Private } from '../../src/core/private/private.ts';
import { newSession } from '../../src/core/conversation/session.ts';
import type { MemberRooms } from '../../src/tasks/act_member.ts';
import { makeReceipt, tryReceipt } from '../../src/tasks/act_receipt.ts';
import type { ActContext, Outcome } from '../../src/tasks/work.ts';
import { onEveryBackend } from './backends.ts';
import { comeIn, file, RECEIPT_WORD, takeReceipt } from './main_job.ts';
import { type Opened, openOn } from './open.ts';
import { label, said } from './said.ts';
import { openWebPerson } from './web.ts';

/** Over four kinds, interleaved. */
const TRIES = 1_000;
const KINDS = ['right', 'wrong', 'erased', 'throttled'] as const;
type Kind = (typeof KINDS)[number];
/** Of six pairs of kinds: a false alarm once in some ten thousand runs. */
const ALPHA = 1e-5;

onEveryBackend('Somebody tries receipts', (backend) => {
  let house: Opened;
  beforeAll(async () => {
    house = await openOn(backend);
  });
  afterAll(() => house.close());

  /** A chat that nobody has used: its own tries are not what is measured, unless it is `laneId` again. */
  let chats = 0;
  const contextOf = (laneId = `chat${chats++}`): ActContext => ({
    effectId: `e${chats}`, eventId: `e${chats}`, at: house.clock.now(), account: '', edition: '', words: house.house.words,
    lane: { laneId, channel: 'web', version: 1, next: 2, session: new Private(''), handle: () => new Private(''), key: { wrapped: undefined, bytes: new Uint8Array() } },
    session: newSession('', 'vi'),
  });

  /** The real rooms; scrypt is as real, and cheap enough to be run a thousand times. Everything that is asked of them is noted. */
  type Noted = { work: string[]; outcome: Outcome; ms: number };
  const cheap = (text: string, salt: Uint8Array): Promise<Uint8Array> => new Promise((resolve, reject) => {
    scrypt(text, salt, 32, { N: 512, r: 8, p: 1 }, (error, hash) => (error ? reject(error) : resolve(hash)));
  });
  const within = <T>(work: (at: MemberRooms, noted: string[]) => Promise<T>): Promise<T> => house.house.office.within((at) => {
    const noted: string[] = [];
    const rooms = new Proxy(at.rooms, {
      get: (target, name, self) => {
        noted.push(`rooms ${String(name)}`);
        return Reflect.get(target, name, self);
      },
    });
    const mayGuess: MemberRooms['mayGuess'] = (receipt, counts) => {
      noted.push('guess');
      return at.mayGuess(receipt, counts);
    };
    const mayTry: MemberRooms['mayTry'] = (laneId) => {
      noted.push('try');
      return at.mayTry(laneId);
    };
    const slow: MemberRooms['secrets']['slow'] = (text, salt) => {
      noted.push(`scrypt ${salt.length}`);
      return cheap(text, salt);
    };
    return work({ ...at, rooms, mayGuess, mayTry, secrets: { ...at.secrets, slow } }, noted);
  });

  const make = async (): Promise<string> => within(async (at) => {
    const caseId = at.secrets.id();
    const made = await makeReceipt({ case_id: caseId, receipt_word: 'quả cam' }, { ...contextOf(), session: { ...newSession('', 'vi'), reads: 'page' } }, at);
    return (made.values?.['receipt'] ?? '').replaceAll('-', '');
  });
  const tried = (receipt: string, word: string, laneId?: string): Promise<Noted> => within(async (at, noted) => {
    const started = performance.now();
    const outcome = await tryReceipt({ receipt, receipt_word: word }, contextOf(laneId), at);
    return { work: [...noted], outcome, ms: performance.now() - started };
  });

  test(`${TRIES} tries, right, wrong, erased and throttled among one another, differ by nothing but what they open`, { timeout: 120_000 }, async () => {
    const receipts: string[] = [];
    for (let index = 0; index < TRIES / KINDS.length; index++) receipts.push(await make());
    // Whoever erases has her receipts shredded; a chat that tries too often is throttled, whatever it types.
    const erased: string[] = [];
    for (const receipt of receipts.slice(0, 60)) {
      const other = await make();
      await within(async ({ rooms, secrets }) => {
        const found = await rooms.receipt(secrets.keyed('receipt', other));
        await rooms.erase('', found ? [found.caseId] : [], secrets.code(8));
      });
      erased.push(other);
      expect(other).not.toBe(receipt);
    }
    for (let index = 0; index < 8; index++) await tried('X'.repeat(20), 'x', 'who tries too often');

    const seen = new Map<Kind, Noted[]>(KINDS.map((kind) => [kind, []]));
    for (const receipt of receipts) {
      const index = receipts.indexOf(receipt);
      const ways: Record<Kind, () => Promise<Noted>> = {
        right: () => tried(receipt, 'quả cam'),
        wrong: () => tried(receipt, 'quả bưởi'),
        erased: () => tried(erased[index % erased.length] ?? '', 'quả cam'),
        throttled: () => tried(receipt, 'quả cam', 'who tries too often'),
      };
      // A different one begins each time, so that none is always the warm one.
      for (let turn = 0; turn < KINDS.length; turn++) {
        const kind = KINDS[(turn * 3 + index) % KINDS.length];
        if (kind) seen.get(kind)?.push(await ways[kind]());
      }
    }

    const all = [...seen.values()].flat();
    expect(all).toHaveLength(TRIES);
    expect(new Set(all.map(({ work }) => work.join()))).toEqual(new Set(['try,guess,rooms receipt,scrypt 16']));
    expect(new Set(all.map(({ outcome: { values, ...rest } }) => JSON.stringify([rest, Object.keys(values ?? {})])))).toEqual(new Set([JSON.stringify([{ is: 'tried' }, ['opened', 'receipt', 'receipt_word']])]));
    // The sealed session alone knows which of them was right.
    const opened = KINDS.map((kind) => seen.get(kind)?.filter(({ outcome }) => outcome.values?.['opened'] !== '').length);
    expect(opened).toEqual([receipts.length, 0, 0, 0]);

    const times = (kind: Kind): number[] => (seen.get(kind) ?? []).map(({ ms }) => ms);
    for (const [index, one] of KINDS.entries()) {
      for (const other of KINDS.slice(index + 1)) expect(sameness(times(one), times(other)), `${one} and ${other} take other times`).toBeGreaterThan(ALPHA);
    }
  });

  test('in a chat all of them get the same words, in one message', { timeout: 60_000 }, async () => {
    const woman = house.telegram.person();
    await comeIn(woman);
    await file(woman);
    // The code stands on a page where the chat keeps everything; here there is none.
    const receipt = await takeReceipt(woman);
    const answers: string[] = [];
    const tries = async (code: string, words: readonly string[]): Promise<void> => {
      const person = openWebPerson(house.at);
      await comeIn(person);
      await person.presses(label('want_more'));
      await person.presses(label('want_sent'), said('receipt.start'));
      await person.presses(label('have_code'), said('receipt.code'));
      for (const [index, word] of words.entries()) {
        // Nobody types that fast.
        house.clock.skip(60_000);
        await person.says(code, said('receipt.word'));
        const before = person.heard.length;
        const answer = await person.says(word, said('receipt.tried'));
        await house.house.idle();
        await person.looks();
        expect(person.heard.slice(before)).toEqual([answer]);
        answers.push(JSON.stringify([answer.text, answer.keys]));
        if (index === words.length - 1) break;
        await person.presses(label('see_now'), said('receipt.nothing'));
        await person.presses(label('try_again'), said('receipt.code'));
      }
    };
    await tries(receipt, ['quả bưởi', 'quả bưởi', 'quả bưởi', RECEIPT_WORD]);
    await tries('K'.repeat(20), ['quả bưởi', RECEIPT_WORD]);
    // Seven tries: the last one is right, and comes too late.
    await tries('M'.repeat(20), Array.from({ length: 8 }, () => RECEIPT_WORD));
    await woman.says('XÓA', said('everywhere.erase_done'));
    await tries(receipt, [RECEIPT_WORD]);
    expect(new Set(answers).size).toBe(1);
    expect(answers).toHaveLength(15);
  });

  test('a thousand web talks that guess one receipt keep nobody out who comes by a messenger', async () => {
    const receipt = await make();
    let weighed = 0;
    for (let index = 0; index < 100; index++) {
      const { outcome } = await tried(receipt, index < 8 ? 'quả bưởi' : 'quả cam');
      if (outcome.values?.['opened'] !== '') weighed++;
    }
    // After six a pause of a quarter of a minute and more: of a hundred right ones hardly any opens.
    expect(weighed).toBeLessThanOrEqual(2);
    const outcome = await within((at) => {
      const context = contextOf();
      return tryReceipt({ receipt, receipt_word: 'quả cam' }, { ...context, lane: { ...context.lane, channel: 'telegram' } }, at);
    });
    expect(outcome.values?.['opened']).not.toBe('');
  });
});

/** Kolmogorov and Smirnov: how likely two samples of one distribution lie as far apart as these, or farther. */
function sameness(one: readonly number[], other: readonly number[]): number {
  const share = (of: readonly number[], upTo: number): number => of.filter((value) => value <= upTo).length / of.length;
  const distance = Math.max(...[...one, ...other].map((value) => Math.abs(share(one, value) - share(other, value))));
  const size = Math.sqrt(one.length * other.length / (one.length + other.length));
  const scaled = (size + 0.12 + 0.11 / size) * distance;
  let sum = 0;
  for (let term = 1; term <= 100; term++) sum += (term % 2 === 1 ? 2 : -2) * Math.exp(-2 * term * term * scaled * scaled);
  return scaled < 0.2 ? 1 : Math.min(1, Math.max(0, sum));
}

test.each([
  ['one distribution', Array.from({ length: 250 }, (_, index) => index % 50), Array.from({ length: 250 }, (_, index) => (index * 7) % 50), true],
  ['a shift by a fifth of the spread', Array.from({ length: 250 }, (_, index) => index % 50), Array.from({ length: 250 }, (_, index) => (index % 50) + 12), false],
])('the test for sameness tells %s', (_, one, other, is) => expect(sameness(one, other) > ALPHA).toBe(is));
