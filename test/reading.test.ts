import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fold } from '../src/core/reading/fold.ts';
import { INTENTS, readIntent } from '../src/core/reading/intent.ts';

/**
 * The sentences of test/corpus are those the patterns and weights were made with: these bounds say that nothing which
 * was once understood is lost. What is understood of sentences never seen says `scripts/weigh-reading.ts --check`.
 */
const CORPUS = new URL('./corpus/', import.meta.url);
const rows = readdirSync(CORPUS).filter((name) => name.endsWith('.tsv')).flatMap((name) =>
  readFileSync(new URL(name, CORPUS), 'utf8').split('\n').flatMap((line) => {
    const [intent = '', text = ''] = line.split('\t');
    return text === '' ? [] : [{ intent, text }];
  }),
);
const shareOf = (part: readonly unknown[], whole: readonly unknown[]) => part.length / whole.length;

test('every sentence of the corpora has an intent that exists', () => {
  expect(rows.length).toBeGreaterThan(900);
  expect(rows.filter(({ intent }) => !INTENTS.some((each) => each === intent))).toEqual([]);
});

test.each([
  ['as written', 0.02, (text: string) => text],
  // Without its marks a harmless sentence can be a harsh one too: `dap vo` is vỡ or vợ.
  ['without marks', 0.03, fold],
  ['in capitals', 0.02, (text: string) => text.toUpperCase()],
  ['in decomposed letters', 0.02, (text: string) => text.normalize('NFD')],
])('danger is recognised and harmless sentences are left alone, %s', (_how, most, write) => {
  const danger = rows.filter(({ intent }) => intent === 'danger');
  const none = rows.filter(({ intent }) => intent === 'none');
  const heard = danger.filter(({ text }) => readIntent(write(text)) === 'danger');
  const offered = none.filter(({ text }) => readIntent(write(text)) !== 'none');
  expect(shareOf(heard, danger)).toBeGreaterThanOrEqual(0.98);
  expect(shareOf(offered, none)).toBeLessThanOrEqual(most);
});

test('nine of ten sentences of every intent are read as what they are', () => {
  for (const intent of INTENTS) {
    const meant = rows.filter((row) => row.intent === intent);
    const share = shareOf(meant.filter(({ text }) => readIntent(text) === intent), meant);
    expect(share, intent).toBeGreaterThanOrEqual(0.9);
  }
});
