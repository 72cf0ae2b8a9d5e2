import { describe, expect, test } from 'vitest';
import type { Effect } from '../src/core/conversation/effect.ts';
import type { Event } from '../src/core/conversation/event.ts';
import type { Session } from '../src/core/conversation/session.ts';
import { said } from './service/said.ts';
import { freshSession, play, START_AT } from './world.ts';

type Input = Event extends infer Kind ? (Kind extends Event ? Omit<Kind, 'id' | 'at'> : never) : never;

/** Somebody who stands at a place and sends one thing after the other, `everyMs` apart. */
function somebody(place: string, values: Readonly<Record<string, string>> = {}, member = false) {
  let count = 0;
  let at = START_AT;
  const event = (input: Input): Event => ({ ...input, id: `m${count++}`, at });
  let session: Session = play(freshSession(member), event({ kind: 'signal', door: place, values })).session;
  const sends = (input: Input, everyMs = 100): Effect[] => {
    at += everyMs;
    const step = play(session, event(input));
    session = step.session;
    return step.effects;
  };
  return {
    sends,
    says: (text: string, everyMs?: number) => sends({ kind: 'message', text }, everyMs),
    presses: (key: string) => sends({ kind: 'press', seq: session.seq, key }),
    waits: (ms: number) => void (at += ms),
    session: () => session,
  };
}

const textOf = (effects: readonly Effect[]): string => effects.flatMap((effect) => (effect.kind === 'send' ? [effect.text] : [])).join('\n');
const flood = (who: ReturnType<typeof somebody>, messages = 40, text = 'abc xyz'): Effect[][] => Array.from({ length: messages }, () => who.says(text));
const kinds = (effects: readonly Effect[]): string[] => effects.map(({ kind }) => kind);

const DANGER = 'nó đang cầm dao đuổi em cứu em với';
const SLOWER = said('common.slower');

describe('who writes too fast', () => {
  test('hears so once, then nothing for the rest of the minute, then is answered as before', () => {
    const woman = somebody('welcome.menu');
    const answers = flood(woman);
    expect(answers.slice(0, 20).every((effects) => effects.length > 0)).toBe(true);
    expect(textOf(answers[20] ?? [])).toMatch(SLOWER);
    expect(answers.slice(21).flat()).toEqual([]);
    woman.waits(60_000);
    expect(textOf(woman.says('alo'))).not.toBe('');
  });

  test.each([
    ['danger', DANGER, /^everywhere\.offer_danger$/], ['SOS', 'SOS', /^danger\.now$/], ['a wish to die', 'em không muốn sống nữa em muốn chết', /^everywhere\.offer_selfharm$/],
    ['0', '0', /^$/], ['thoát', 'thoát', /^$/], ['XÓA', 'XÓA', /^everywhere\.erase$/],
  ])('is heard at once all the same: %s', (_, text, place) => {
    const woman = somebody('welcome.menu');
    flood(woman);
    expect(woman.says(text).length).toBeGreaterThan(0);
    expect(woman.session().place).toMatch(place);
  });

  test('is led on through danger by every choice, pressed or typed', () => {
    const woman = somebody('welcome.menu');
    flood(woman);
    woman.says(DANGER);
    woman.presses('1');
    expect(woman.session().place).toBe('danger.now');
    expect(textOf(woman.says('1'))).toMatch(said('danger.cannot_call'));
    expect(textOf(woman.says(DANGER))).not.toBe('');
  });

  test('a first cry of any kind that opens a talk is heard', () => {
    const woman = somebody('welcome.menu');
    flood(woman);
    woman.says('0');
    expect(woman.says('alo alo')).toEqual([]);
    expect(textOf(woman.says('chồng em đánh em hoài'))).toMatch(said('everywhere.offer_violence'));
  });

  test('nobody who presses her way through the questions is slowed down', () => {
    const woman = somebody('welcome.menu');
    const steps = Array.from({ length: 700 }, (_, index) => woman.says(index % 2 === 0 ? '6' : '9'));
    expect(steps.every((effects) => effects.length > 0)).toBe(true);
  });
});

describe.each([
  ['contact.talk', 'member', false], ['member.talk', 'person', true],
] as const)('in an open talk at %s', (place, to, member) => {
  test('words are kept and passed on without an answer each, up to eighty in a minute; what is lost is said', () => {
    const side = somebody(place, { case_id: 'c1', code: 'K7M2QX' }, member);
    const answers = flood(side, 100, 'em đây ạ, em nhắn nhiều');
    const relayed = answers.map((effects) => effects.filter((effect) => effect.kind === 'relay' && effect.to === to).length);
    expect(relayed.slice(0, 80).every((count) => count === 1)).toBe(true);
    expect(relayed.slice(80).every((count) => count === 0)).toBe(true);
    expect(textOf(answers[20] ?? [])).toMatch(said('common.slower_kept'));
    expect(answers.slice(21, 80).every((effects) => kinds(effects).join() === 'relay')).toBe(true);
    expect(textOf(answers[80] ?? [])).toMatch(said('common.slower_lost'));
    expect(answers.slice(81).flat()).toEqual([]);
  });

  test('its choices are heard', () => {
    const side = somebody(place, { case_id: 'c1', code: 'K7M2QX' }, member);
    flood(side, 90, 'em đây ạ, em nhắn nhiều');
    expect(side.presses('1').length).toBeGreaterThan(0);
    expect(side.session().place).not.toBe(place);
  });
});

test('danger in an open talk is passed on and answered beside it, however much was written', () => {
  const woman = somebody('contact.talk', { case_id: 'c1' });
  flood(woman, 90, 'em đây ạ, em nhắn nhiều');
  const effects = woman.says(DANGER);
  expect(kinds(effects)).toEqual(['relay', 'send']);
  expect(textOf(effects)).toMatch(said('common.aside_danger'));
  expect(woman.session().cried).toBe(true);
});

describe('what carries no words', () => {
  test.each([['welcome.menu', 'common.cannot_read'], ['contact.talk', 'common.cannot_pass_on']])('is answered five times a minute: %s', (place, text) => {
    const woman = somebody(place);
    const answers = Array.from({ length: 50 }, () => woman.sends({ kind: 'wordless' }, 2_000));
    expect(answers.flatMap((effects, index) => (effects.length > 0 ? [index] : []))).toEqual([0, 1, 2, 3, 4, 30, 31, 32, 33, 34]);
    expect(textOf(answers[0] ?? [])).toMatch(said(text));
    expect(textOf(woman.says('alo'))).not.toBe('');
  });

  test('the numbers for what the platform withheld do not wait for a sticker before it', () => {
    const woman = somebody('welcome.menu');
    woman.sends({ kind: 'wordless' });
    Array.from({ length: 9 }, () => woman.sends({ kind: 'wordless' }));
    const answers = Array.from({ length: 6 }, () => textOf(woman.sends({ kind: 'wordless', hidden: true })));
    for (const answer of answers.slice(0, 5)) expect(answer).toMatch(said('common.hidden'));
    expect(answers[5]).toBe('');
  });
});

test('while somebody of the account answers her by hand, the house does not say that she writes too fast', () => {
  const woman = somebody('welcome.menu');
  woman.sends({ kind: 'takeover' });
  expect(flood(woman).flat()).toEqual([]);
});

test('how much she wrote outlives the end of a talk, and holds nothing of what she wrote', () => {
  const woman = somebody('welcome.menu');
  flood(woman);
  woman.says('0');
  expect(Object.values(woman.session().flood).every((value) => typeof value === 'number')).toBe(true);
  expect(woman.session().flood.points).toBeGreaterThan(80);
});
