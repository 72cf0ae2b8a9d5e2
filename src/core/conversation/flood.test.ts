import { expect, test } from 'vitest';
import { CALM_MAX, CHOICE, counted, KEPT_MAX, NO_FLOOD, type Pace, WINDOW_MS, WORDLESS_MAX, WORDS } from './flood.ts';

const START = 1_000_000;

/** The paces of so many messages of so many points each, `everyMs` apart. */
function paces(messages: number, points: number, everyMs: number): Pace[] {
  let flood = NO_FLOOD;
  return Array.from({ length: messages }, (_, index) => {
    const next = counted(flood, START + index * everyMs, points);
    flood = next.flood;
    return next.pace;
  });
}

const changes = (all: readonly Pace[]): string[] => all.flatMap((pace, index) => (pace === all[index - 1] ? [] : [`${index + 1} ${pace}`]));

test.each([
  ['words, all at once', paces(400, WORDS, 0), ['1 calm', '21 begins', '22 fast', '81 lost_begins', '82 lost']],
  ['presses, all at once', paces(4_005, CHOICE, 0), ['1 calm', '4001 begins', '4002 fast']],
  ['words every three seconds', paces(400, WORDS, 3_000), ['1 calm']],
  ['words every two seconds: too much for ten seconds of each minute', paces(60, WORDS, 2_000), ['1 calm', '21 begins', '22 fast', '31 calm', '51 begins', '52 fast']],
])('%s', (_, all, expected) => expect(changes(all)).toEqual(expected));

test('a new window begins anew, and one that began in the future does not hold for ever', () => {
  const full = { ...NO_FLOOD, since: START, points: KEPT_MAX };
  expect(counted(full, START + WINDOW_MS - 1, WORDS).pace).toBe('lost_begins');
  expect(counted(full, START + WINDOW_MS, WORDS)).toEqual({ flood: { ...full, since: START + WINDOW_MS, points: WORDS }, pace: 'calm' });
  expect(counted(full, START - 1, WORDS).pace).toBe('lost_begins');
  expect(counted(full, START - WINDOW_MS - 1, WORDS).pace).toBe('calm');
});

test('the bounds are those of decision 026', () => {
  expect([CALM_MAX / WORDS, CALM_MAX / CHOICE, KEPT_MAX / WORDS, WORDLESS_MAX, WINDOW_MS]).toEqual([20, 4_000, 80, 5, 60_000]);
});
