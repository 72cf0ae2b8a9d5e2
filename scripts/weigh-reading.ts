import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { BUCKETS, features } from '../src/core/reading/features.ts';
import { fold } from '../src/core/reading/fold.ts';
import { read } from '../src/core/reading/intent.ts';
import { byRule, INTENTS } from '../src/core/reading/rules.ts';
import { letterOf } from '../src/core/reading/weigh.ts';

/**
 * Makes src/core/reading/weights.ts from the sentences of test/corpus: logistic regression, one weight for each
 * feature and intent. Same sentences, same file: the shuffling is seeded. With `--check` it writes nothing and prints
 * how well sentences are read that were left out of the weighing, a fifth at a time.
 */
type Row = {
  readonly intent: number;
  readonly features: number[];
  readonly rule: number;
  readonly key: string;
  readonly group: number;
  readonly fresh: boolean;
};
type Ground = { readonly weights: Float32Array; readonly travelled: Float32Array };
type Tally = {
  rows: number;
  right: number;
  danger: number;
  dangerRead: number;
  none: number;
  offered: number;
  alarmed: number;
};

const CORPUS = new URL('../test/corpus/', import.meta.url);
const OUT = new URL('../src/core/reading/weights.ts', import.meta.url);
const WIDTH = INTENTS.length;
const DANGER = INTENTS.indexOf('danger');
const NONE = INTENTS.indexOf('none');
const EPOCHS = 60;
const PACE = 0.3;
const FOLDS = 5;
// Of what a sentence consists of, each step sees a part only: the weights learn not to hang on single words.
const SEEN_SHARE = 0.6;
// Rare intents count a little more than their number.
const BALANCE = 0.2;
const OTHER_LEAN = 0.5;
const TRUST_MAX = 4.5;
const TRUST_SCALE = 1.5;
const UNTRIED = 2.25;
// The patterns were made with these sentences in sight: how often they fit here says nothing of a pattern.
const SEEN = 'intents.tsv';

const rows = load();
if (process.argv.includes('--check')) check(rows);
else write(rows);

function load(): Row[] {
  let group = 0;
  return readdirSync(CORPUS).filter((name) => name.endsWith('.tsv')).sort().flatMap((name) =>
    readFileSync(new URL(name, CORPUS), 'utf8').split('\n').flatMap((line) => {
      const [intent = '', text = ''] = line.split('\t');
      const meant = INTENTS.findIndex((each) => each === intent);
      if (meant < 0 || text === '') return [];
      group += 1;
      // Everything is weighed twice, as written and without its marks: half of all messages come without.
      return [...new Set([text, fold(text)])].map((each) => row(each, meant, group, name !== SEEN));
    }),
  );
}

function row(text: string, intent: number, group: number, fresh: boolean): Row {
  const reading = read(text);
  const rule = byRule(reading);
  const key = `${rule.intent} ${rule.pattern}`;
  return { intent, features: features(reading), rule: INTENTS.indexOf(rule.intent), key, group, fresh };
}

function train(known: readonly Row[]): Float32Array {
  const weights = new Float32Array((BUCKETS + 1) * WIDTH);
  const travelled = new Float32Array(weights.length).fill(0.01);
  const order = known.map((_row, index) => index);
  const counts = INTENTS.map((_intent, index) => known.filter((each) => each.intent === index).length);
  const heed = counts.map((number) => (known.length / WIDTH / Math.max(1, number)) ** BALANCE);
  let seed = 7;
  const chance = () => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) / 2 ** 32;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let last = order.length - 1; last > 0; last--) {
      const other = Math.floor(chance() * (last + 1));
      const kept = order[last] ?? 0;
      order[last] = order[other] ?? 0;
      order[other] = kept;
    }
    for (const index of order) {
      const one = known[index];
      if (!one) continue;
      const seen = one.features.filter(() => chance() < SEEN_SHARE);
      learn({ ...one, features: seen }, heed[one.intent] ?? 1, { weights, travelled });
    }
  }
  return weights;
}

// One step of Adagrad: places that were moved often move less.
function learn(one: Row, heed: number, { weights, travelled }: Ground): void {
  const share = 1 / Math.sqrt(Math.max(1, one.features.length));
  const likely = chances(score(weights, one.features));
  for (let intent = 0; intent < WIDTH; intent++) {
    const wrong = ((likely[intent] ?? 0) - (intent === one.intent ? 1 : 0)) * heed;
    if (Math.abs(wrong) < 1e-4) continue;
    const move = (place: number, slope: number, pace: number) => {
      const way = (travelled[place] ?? 0) + slope * slope;
      travelled[place] = way;
      weights[place] = (weights[place] ?? 0) - (pace * slope) / Math.sqrt(way);
    };
    for (const feature of one.features) move(feature * WIDTH + intent, wrong * share, PACE);
    move(BUCKETS * WIDTH + intent, wrong, PACE / 5);
  }
}

function score(weights: Float32Array, found: readonly number[]): number[] {
  const share = 1 / Math.sqrt(Math.max(1, found.length));
  return INTENTS.map((_intent, index) => {
    let sum = 0;
    for (const feature of found) sum += weights[feature * WIDTH + index] ?? 0;
    return sum * share + (weights[BUCKETS * WIDTH + index] ?? 0);
  });
}

function chances(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const powers = scores.map((each) => Math.exp(each - most));
  const sum = powers.reduce((total, each) => total + each, 0);
  return powers.map((each) => each / sum);
}

// The logarithm of right to wrong, on sentences the patterns were not made for.
function trusts(known: readonly Row[]): Map<string, number> {
  const fits = new Map<string, { right: number; wrong: number }>();
  for (const { key, rule, intent, fresh } of known) {
    if (!fresh || rule === NONE) continue;
    const fit = fits.get(key) ?? { right: 0, wrong: 0 };
    fits.set(key, rule === intent ? { ...fit, right: fit.right + 1 } : { ...fit, wrong: fit.wrong + 1 });
  }
  return new Map([...fits].sort().map(([key, { right, wrong }]) => {
    return [key, Math.max(0, Math.min(TRUST_MAX, TRUST_SCALE * Math.log((right + 2) / (wrong + 1))))];
  }));
}

function check(all: readonly Row[]): void {
  for (const [noneTrust, lean] of [[3, 0.5], [3.5, 0.5], [3.5, 1], [3.5, 1.5], [4, 1.5]] as const) {
    const tally: Tally = { rows: 0, right: 0, danger: 0, dangerRead: 0, none: 0, offered: 0, alarmed: 0 };
    for (let fifth = 0; fifth < FOLDS; fifth++) {
      const known = all.filter((each) => each.group % FOLDS !== fifth);
      const weights = train(known);
      const believed = trusts(known);
      for (const each of all) {
        if (each.group % FOLDS !== fifth) continue;
        const scores = score(weights, each.features);
        const belief = each.rule === NONE ? noneTrust : (believed.get(each.key) ?? UNTRIED);
        scores[each.rule] = (scores[each.rule] ?? 0) + belief;
        scores[DANGER] = (scores[DANGER] ?? 0) + lean - OTHER_LEAN;
        scores[NONE] = (scores[NONE] ?? 0) - OTHER_LEAN;
        count(tally, each.intent, scores.indexOf(Math.max(...scores)));
      }
    }
    const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
    console.log(
      `none trust ${noneTrust}, danger lean ${lean}: right ${share(tally.right, tally.rows)}, ` +
        `danger read ${share(tally.dangerRead, tally.danger)}, offers on none ${share(tally.offered, tally.none)}, ` +
        `alarms on none ${share(tally.alarmed, tally.none)}`,
    );
  }
}

function count(tally: Tally, meant: number, readAs: number): void {
  tally.rows += 1;
  if (meant === readAs) tally.right += 1;
  if (meant === DANGER) tally.danger += 1;
  if (meant === DANGER && readAs === DANGER) tally.dangerRead += 1;
  if (meant === NONE) tally.none += 1;
  if (meant === NONE && readAs !== NONE) tally.offered += 1;
  if (meant === NONE && readAs === DANGER) tally.alarmed += 1;
}

function write(all: readonly Row[]): void {
  const weights = train(all);
  const body = weights.slice(0, BUCKETS * WIDTH);
  const range = body.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const letters = Array.from(body, (weight) => letterOf(weight, range)).join('');
  const lean = Array.from(weights.slice(BUCKETS * WIDTH), (each) => each.toFixed(3)).join(', ');
  const lines = letters.match(/.{1,112}/g) ?? [];
  const believed = [...trusts(all)].map(([key, trust]) => `  ${JSON.stringify(key)}: ${trust.toFixed(2)},`);
  writeFileSync(OUT, [
    '// Made by scripts/weigh-reading.ts from the sentences in test/corpus. Not for editing by hand.',
    `export const RANGE = ${range.toFixed(4)};`,
    `export const LEAN: readonly number[] = [${lean}];`,
    'export const TRUST: Readonly<Record<string, number>> = {', ...believed, '};',
    'export const LEVELS: readonly string[] = [', ...lines.map((line) => `  '${line}',`), '];', '',
  ].join('\n'));
  console.log(`${all.length} sentences weighed, ${believed.length} patterns tried`);
}
