import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cell, cellsOf, type Helped, helpedIn, LEAST, type PublishedMonth } from '../src/core/cases/published.ts';

/** Two provinces of four communes each, and cases whose commune nobody knows. */
const PROVINCES = ['15', '92'];
const COMMUNES = PROVINCES.flatMap((province) => [1, 2, 3, 4].map((number) => ({ province, commune: `${province}00${number}` })));
const PLACES: readonly { province: string | undefined; commune: string | undefined }[] =
  [...COMMUNES, { province: undefined, commune: undefined }];
const KINDS = [[], ['body'], ['mind'], ['body', 'mind'], ['trafficking']];
const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04'];

const people = (count: number, place: (typeof PLACES)[number], kinds: readonly string[] = []): Helped[] =>
  Array.from({ length: count }, () => ({ ...place, measure: 'cases' as const, kinds }));

/** Small counts and none at all are common; now and then a place has many. */
const month = fc.array(fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) }, { weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 3, arbitrary: fc.integer({ min: 5, max: 12 }) },
), { minLength: PLACES.length * 2, maxLength: PLACES.length * 2 }).chain((counts) => fc.array(fc.constantFrom(...KINDS), {
  minLength: 200, maxLength: 200,
}).map((kinds) => counts.flatMap((count, at) => people(count, PLACES[at % PLACES.length] ?? { province: undefined, commune: undefined }))
  .map((one, at) => ({ ...one, kinds: kinds[at % kinds.length] ?? [] }))));
const months = fc.array(month, { minLength: MONTHS.length, maxLength: MONTHS.length });

const publish = (all: readonly (readonly Helped[])[]): PublishedMonth[] =>
  all.map((helped, at) => ({ month: MONTHS[at] ?? '', cells: cellsOf(helped) }));
const isUnder = (count: number): boolean => count > 0 && count < LEAST;
const liesIn = (unit: string) => ({ province, commune }: Helped): boolean =>
  unit === '' || province === unit || commune === unit;

/** The months of a run, as a report would ask for them. */
const runs = MONTHS.flatMap((_, first) => MONTHS.slice(first).map((__, length) => MONTHS.slice(first, first + length + 1)));
const UNITS = ['', ...PROVINCES, ...COMMUNES.map(({ commune }) => commune)];

/** What a report shows: of every unit the cases of a run of months. */
const shownIn = (published: readonly PublishedMonth[], run: readonly string[], unit: string): number =>
  helpedIn(published, run, unit).find(({ of }) => of === '')?.count ?? 0;

describe('what may be shown of people who were helped', () => {
  test('is five or more, and withheld where it would leave fewer over', () => {
    const [one, two, three, four] = COMMUNES;
    if (!one || !two || !three || !four) throw new Error('There are four communes');
    const counted = (helped: readonly Helped[]): string[] => cellsOf(helped).filter(({ of }) => of === '').map(({ unit, count }) => `${unit}:${count}`);
    expect(counted(people(4, one))).toEqual([]);
    expect(counted(people(5, one))).toEqual([':5', '15:5', '15001:5']);
    // Two would be left over: the smallest that is five or more goes with them.
    expect(counted([...people(9, one), ...people(6, two), ...people(2, three)])).toEqual([':17', '15:17', '15001:9']);
    // Three and two together are five.
    expect(counted([...people(9, one), ...people(3, two), ...people(2, three)])).toEqual([':14', '15:14', '15001:9']);
    // A province that is withheld takes its communes along.
    expect(counted([...people(9, one), ...people(3, { province: '92', commune: '92001' })])).toEqual([':12']);
    expect(counted([...people(9, one), ...people(3, PLACES.at(-1) ?? one)])).toEqual([':12']);
  });

  test('divides what has happened to them once: whoever met several things is a part of her own', () => {
    const [place] = COMMUNES;
    if (!place) throw new Error('There is a commune');
    const helped = [...people(8, place, ['body']), ...people(6, place, ['mind']), ...people(2, place, ['body', 'mind'])];
    expect(cellsOf(helped).filter(({ of }) => of !== '')).toEqual([{ measure: 'cases', unit: '', of: 'body', count: 8 }]);
  });

  test('never yields fewer than five by taking one report from another, over any months and units', () => {
    fc.assert(fc.property(months, fc.nat(runs.length - 1), fc.nat(runs.length - 1), (all, one, other) => {
      const published = publish(all);
      const [wide = [], narrow = []] = [runs[one], runs[other]].toSorted((a, b) => (b?.length ?? 0) - (a?.length ?? 0));
      for (const unit of UNITS) for (const part of UNITS.filter((name) => unit === '' || name === unit || name.startsWith(unit))) {
        if (!narrow.every((name) => wide.includes(name))) continue;
        expect(isUnder(shownIn(published, wide, unit) - shownIn(published, narrow, part))).toBe(false);
      }
      // All parts at once leave what is withheld.
      for (const [unit, parts] of [['', PROVINCES], ...PROVINCES.map((name) => [name, COMMUNES.filter(({ province }) => province === name).map(({ commune }) => commune)] as const)] as const) {
        const rest = parts.reduce((left, part) => left - shownIn(published, narrow, part), shownIn(published, narrow, unit));
        if (unit !== '' || shownIn(published, narrow, '-') === 0) expect(isUnder(rest), `${unit} of ${narrow.join()}`).toBe(false);
      }
    }), { numRuns: 300 });
  });

  test('lets no unit and no run of months with fewer than five be worked out from all that was ever shown', () => {
    fc.assert(fc.property(months, (all) => {
      const published = publish(all);
      const known = spanOf(published.flatMap(({ month: name, cells }) =>
        cells.filter(({ of }) => of === '').map((cell) => rowOf([name], cell.unit))));
      for (const run of runs) for (const unit of [...UNITS, '-']) {
        const truth = run.flatMap((name) => all[MONTHS.indexOf(name)] ?? []).filter(unit === '-' ? ({ province }) => province === undefined : liesIn(unit));
        if (isUnder(truth.length)) expect(isIn(known, rowOf(run, unit)), `${unit} of ${run.join()}`).toBe(false);
      }
    }), { numRuns: 200 });
  });

  test('would be worked out when the complement stayed: the algebra sees it', () => {
    const [one, two] = COMMUNES;
    if (!one || !two) throw new Error('There are communes');
    const careless: Cell[] = ['', '15', '15001', '92'].map((unit) => ({ measure: 'cases', unit, of: '', count: 9 }));
    const known = spanOf(careless.map(({ unit }) => rowOf(['2026-01'], unit)));
    expect(isIn(known, rowOf(['2026-01'], '-'))).toBe(true);
    expect(isIn(known, rowOf(['2026-01'], '15002'))).toBe(false);
  });

  test('says "at least" where a month is missing, and nothing of a month that was not counted', () => {
    const [one] = COMMUNES;
    if (!one) throw new Error('There is a commune');
    const published = publish([people(6, one), people(2, one), people(8, one)]);
    expect(helpedIn(published, ['2026-01', '2026-03'], '15')).toEqual([{ measure: 'cases', of: '', count: 14, atLeast: false }]);
    expect(helpedIn(published, ['2026-01', '2026-02'], '15')).toEqual([{ measure: 'cases', of: '', count: 6, atLeast: true }]);
    expect(helpedIn(published, ['2026-02'], '15')).toEqual([]);
  });
});

/** One unknown for each month and place; a unit of some months is the sum of its own. `-` is where nobody knows. */
function rowOf(run: readonly string[], unit: string): number[] {
  return MONTHS.flatMap((name) => PLACES.map(({ province, commune }) => {
    const within = unit === '-' ? province === undefined : unit === '' || province === unit || commune === unit;
    return run.includes(name) && within ? 1 : 0;
  }));
}

type Span = { pivot: number; row: number[] }[];

/** The rows brought into steps (Gauss); they hold zeros and ones, so that a little rounding does no harm. */
function spanOf(rows: readonly number[][]): Span {
  const span: Span = [];
  for (const row of rows) {
    const rest = reduced(span, row);
    const pivot = rest.findIndex((value) => Math.abs(value) > 1e-9);
    if (pivot !== -1) span.push({ pivot, row: rest.map((value) => value / (rest[pivot] ?? 1)) });
  }
  return span;
}

function reduced(span: Span, row: readonly number[]): number[] {
  return span.reduce((rest, { pivot, row: step }) => {
    const times = rest[pivot] ?? 0;
    return times === 0 ? rest : rest.map((value, at) => value - times * (step[at] ?? 0));
  }, [...row]);
}

const isIn = (span: Span, row: readonly number[]): boolean => reduced(span, row).every((value) => Math.abs(value) < 1e-9);
