/** Who was helped in a month, of whom only counts are ever shown. `commune` and `province` are codes. */
export type Helped = Readonly<{
  measure: 'cases' | 'notes';
  commune: string | undefined;
  province: string | undefined;
  kinds: readonly string[];
}>;

/** A count that may be shown. `unit` is empty for the country; `of` is empty, or what has happened to them. */
export type Cell = Readonly<{ measure: Helped['measure']; unit: string; of: string; count: number }>;

/** Fewer people than this are nobody's statistic. */
export const LEAST = 5;

/** Where no commune is known: a part of the country like any other, or the difference would show it. */
const SOMEWHERE = '-';

/**
 * The cells of one month that may be shown, for ever: each is at least five, and so is every difference of what is
 * shown (or it is nobody). Below the country lie provinces, below these communes; what is withheld takes everything
 * below it along, and where less than five would be left over, the smallest that is shown is withheld too. What has
 * happened to them is told for the country alone and divides it once: several things are a part of their own, so that
 * no two counts overlap and none of them crosses a place.
 */
export function cellsOf(helped: readonly Helped[]): Cell[] {
  return (['cases', 'notes'] as const).flatMap((measure) => {
    const own = helped.filter((one) => one.measure === measure);
    if (own.length < LEAST) return [];
    const cell = (unit: string, of: string, count: number): Cell => ({ measure, unit, of, count });
    const provinces = shownOf(divide(own, ({ province }) => province ?? SOMEWHERE));
    return [
      cell('', '', own.length),
      ...provinces.flatMap(([province, people]) => [
        cell(province, '', people.length),
        ...shownOf(divide(people, ({ commune }) => commune ?? SOMEWHERE))
          .filter(([commune]) => commune !== SOMEWHERE).map(([commune, some]) => cell(commune, '', some.length)),
      ]),
      ...shownOf(divide(own, kindOf)).map(([kind, some]) => cell('', kind, some.length)),
    ];
  });
}

/** The parts of a whole that may be shown beside it. */
function shownOf(parts: ReadonlyMap<string, readonly Helped[]>): [string, readonly Helped[]][] {
  const all = [...parts].toSorted(([, one], [, other]) => other.length - one.length);
  const shown = all.filter(([, people]) => people.length >= LEAST);
  let rest = all.slice(shown.length).reduce((count, [, people]) => count + people.length, 0);
  while (rest > 0 && rest < LEAST) rest += shown.pop()?.[1].length ?? LEAST;
  return shown;
}

function kindOf({ kinds }: Helped): string {
  const [kind = 'unsaid', ...others] = kinds;
  return others.length > 0 ? 'several' : kind;
}

function divide(helped: readonly Helped[], by: (one: Helped) => string): Map<string, Helped[]> {
  const parts = new Map<string, Helped[]>();
  for (const one of helped) parts.set(by(one), [...parts.get(by(one)) ?? [], one]);
  return parts;
}

/** What was counted of a month (`2026-11`): its cells, frozen. A month that is not there was never counted. */
export type PublishedMonth = Readonly<{ month: string; cells: readonly Cell[] }>;

export type HelpedFigure = Readonly<{ measure: Helped['measure']; of: string; count: number; atLeast: boolean }>;

/**
 * The people of some months in one unit: sums of what is published, and of nothing else, so that no report says more
 * than the cells. `atLeast`: a month had too few to be told, or was not counted.
 */
export function helpedIn(
  published: readonly PublishedMonth[], months: readonly string[], unit: string,
): HelpedFigure[] {
  const meant = published.filter(({ month }) => months.includes(month));
  const own = meant.flatMap(({ cells }) => cells.filter((cell) => cell.unit === unit));
  const keys = [...new Set(own.map(({ measure, of }) => `${measure} ${of}`))].toSorted();
  return keys.flatMap((key) => {
    const same = own.filter(({ measure, of }) => `${measure} ${of}` === key);
    const [first] = same;
    const count = same.reduce((all, cell) => all + cell.count, 0);
    return first ? [{ measure: first.measure, of: first.of, count, atLeast: same.length < months.length }] : [];
  });
}
