import { expect, test } from 'vitest';
import { Flow } from './flow.ts';
import { newSession } from './session.ts';
import { step } from './step.ts';
import type { Words } from './walk.ts';

const flow = Flow.parse({
  id: 'welcome', version: 1, audience: 'help', start: 'cover', safe: 'cover', lapse_minutes: 10,
  nodes: { cover: { say: 'welcome.cover', choices: [{ is: 'yes', goto: 'cover' }] } },
});
const words = (recorded: boolean): Words => ({
  text: (_lang, key) => key, choice: (_lang, is) => ({ is, label: is, also: [] }), voice: () => recorded, cover: (text) => ({ text, withPhone: '' }),
});
const hello = { kind: 'message', id: 'm0', at: 1, text: 'xin chào' } as const;

test.each([
  ['7', 'a digit'],
  ['nghe', 'a word'],
])('a recording is sent when she asks by %s (%s), and never before', (asked) => {
  const before = step({ welcome: flow }, words(true), newSession('e', 'vi'), hello);
  expect(before.effects.map(({ kind }) => kind)).toEqual(['send']);
  const after = step({ welcome: flow }, words(true), before.session, { ...hello, id: 'm1', text: asked });
  expect(after.effects).toEqual([{ kind: 'voice', key: 'welcome.cover', lang: 'vi', id: 'm1_0' }]);
  expect(after.session).toEqual({ ...before.session, wroteAt: 1, flood: expect.anything() });
});

test('where nothing is recorded the key for listening is not shown', () => {
  const keys = [true, false].map((recorded) => step({ welcome: flow }, words(recorded), newSession('e', 'vi'), hello).effects
    .flatMap((effect) => (effect.kind === 'send' ? effect.keys.map(({ key }) => key) : [])));
  expect(keys).toEqual([['1', '7', '0'], ['1', '0']]);
});
