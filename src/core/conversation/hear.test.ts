import { expect, test } from 'vitest';
import { book, freshSession, play, START_AT } from '../../../test/world.ts';
import type { Event } from './event.ts';
import { asideOf } from './flow.ts';
import type { Session } from './session.ts';

const at = START_AT;
let count = 0;
type Said = Event extends infer Kind ? (Kind extends Event ? Omit<Kind, 'id' | 'at'> : never) : never;

/** What she reads after each of these, one text an event, from the session given. */
function talk(session: Session, ...said: readonly (Said & { after?: number })[]): { session: Session; texts: string[][]; does: string[] } {
  let now = at;
  const texts: string[][] = [];
  const does: string[] = [];
  for (const { after = 60_000, ...event } of said) {
    now += after;
    const { session: next, effects } = play(session, { ...event, id: `h${count++}`, at: now });
    session = next;
    texts.push(effects.flatMap((effect) => (effect.kind === 'send' ? [effect.text] : [])));
    does.push(...effects.flatMap((effect) => (effect.kind === 'do' ? [effect.action] : [])));
  }
  return { session, texts, does };
}
const says = (text: string, after?: number): Said & { after?: number } => ({ kind: 'message', text, ...(after && { after }) });

test('while a keeper of the account writes to her by hand the bot is silent, and afterwards it answers again', () => {
  const { texts } = talk(freshSession(false), says('xin chào'), { kind: 'takeover' }, says('dạ em đây'), says('dạ', 31 * 60_000));
  expect(texts.map(({ length }) => length)).toEqual([1, 0, 0, 1]);
});

test('danger, leaving and erasing are heard while a keeper writes', () => {
  const danger = talk(freshSession(false), says('xin chào'), { kind: 'takeover' }, says('cứu em với nó đang đánh em'));
  expect(danger.texts.at(-1)?.join()).toContain('⟦hotline_police⟧');
  const left = talk(freshSession(false), says('xin chào'), { kind: 'takeover' }, says('0'));
  expect(left.texts.at(-1)).toHaveLength(1);
  expect(talk(freshSession(false), says('xin chào'), { kind: 'takeover' }, says('XÓA')).does).toEqual(['erase']);
});

test('whoever sends what the platform withholds gets numbers of people, at the cover and in a talk alike', () => {
  const hidden = { kind: 'wordless', hidden: true } as const;
  const { texts, session } = talk(freshSession(false), hidden, says('3'), hidden);
  expect(texts[0]?.join()).toContain('⟦hotline_child⟧');
  expect(texts[2]?.join()).toContain('⟦hotline_child⟧');
  expect(session.place).toBe('welcome.private_start');
});

test('who blocks the account is not answered, and her half-told story is gone', () => {
  const { texts, session } = talk(freshSession(false), says('xin chào'), says('3'), { kind: 'gone', why: 'left' });
  expect(texts.at(-1)).toEqual([]);
  expect(session).toMatchObject({ state: 'finished', place: '', answers: {} });
});

test('who asks the platform to have her data deleted is erased here', () => {
  expect(talk(freshSession(false), says('xin chào'), { kind: 'gone', why: 'withdrawn' }).does).toEqual(['erase']);
});

/** In the contact flow of a watched chat, asked for her needs on her page. */
const asked = (reads: Session['reads']): Session => ({
  ...freshSession(false), reads, state: 'waiting', place: 'contact.needs', lapseAt: at + 3_600_000, wroteAt: at,
});

test('what was asked on her page is not answered in the watched chat, and a new page shows nothing of what she told', () => {
  const inChat = talk(asked('watched'), says('1'));
  expect(inChat.session.place).toBe('page.offer');
  expect(inChat.session.answers['needs']).toBeUndefined();
  const back = talk({ ...inChat.session, reads: 'page' }, { kind: 'signal', door: 'page.opened', values: {} });
  expect(back.session.place).toBe('contact.start');
  const guarded = { ...inChat.session, reads: 'page' as const, answers: { ...inChat.session.answers, guarded: 'yes' } };
  expect(talk(guarded, { kind: 'signal', door: 'page.opened', values: {} }).session.place).toBe('contact.knock');
  expect(talk(asked('page'), says('1')).session.answers['needs']).toBe('listen');
});

test('a cry in the watched chat is answered there', () => {
  expect(talk(asked('watched'), says('cứu em với nó đang cầm dao')).texts.at(-1)?.join()).toContain('⟦hotline_police⟧');
});

test('she may choose to stay in the watched chat', () => {
  const { session } = talk(asked('watched'), says('1'), says('2'));
  expect(session).toMatchObject({ place: 'contact.start', answers: { stay: 'yes' } });
  // What a woman told is never for the chat of a member.
  const work = talk({ ...session, kept: { cases: [], member: 'm1' } }, says('K7M2QX'));
  expect(work.session.pageTo).toBe('member.by_code');
});

test('every flow that is for a page says where a page that is opened anew goes on', () => {
  const flows = Object.values(book).filter(({ page }) => page !== undefined);
  expect(flows.length).toBeGreaterThan(2);
  for (const { id, again } of flows) expect(again, id).toBeDefined();
});

test('every question that takes her own words has a page for them', () => {
  const places = Object.values(book).flatMap(({ id, nodes }) => Object.entries(nodes).flatMap(([name, { answer, relay }]) =>
    (relay || answer === 'text' || answer === 'word' || answer === 'receipt' ? [`${id}.${name}`] : [])));
  expect(places.length).toBeGreaterThan(8);
  expect(places.filter((place) => asideOf(book, place) === undefined)).toEqual([]);
});

/** A member who has just used her invite, at the question for a number of her own. */
const linked = (): Session => talk(
  freshSession(false), says('TC-A2B3-C4D5-E6F7-G8H9'),
  { kind: 'outcome', of: 'use_invite', is: 'linked', values: { invite: '', unit_name: 'Hội', has_key: 'no', link: 'TCA2B3' }, kept: { member: 'm1' } },
).session;

test('six digits that read like the code of a case are her number where a number is asked for, and a code elsewhere', () => {
  expect(talk(linked(), says('1'), says('738294')).does).toEqual(['make_key']);
  expect(talk(linked(), says('738294')).does).toEqual(['open_case']);
});

test('neither the code nor the digits of her key go on with her, whichever way she takes', () => {
  const made = { kind: 'outcome', of: 'make_key', is: 'code', values: { pin: '', link: '', own_code: 'H7K2-M9PQ' } } as const;
  const done = { kind: 'outcome', of: 'duty_on', is: 'done', values: {} } as const;
  const ways: Parameters<typeof talk>[1][][] = [
    [says('1'), says('738294'), made], [says('1'), says('8')], [says('2'), done], [says('3'), says('3')], [says('4')], [says('K7M2QX')],
    [says('1'), says('x'), says('x'), says('x'), says('x')],
  ];
  expect(linked().answers['link']).toBe('TCA2B3');
  for (const way of ways) {
    const { answers } = talk(linked(), ...way).session;
    expect([answers['link'], answers['pin'] ?? '', answers['own_code'] ?? '']).toEqual(['', '', '']);
  }
});
