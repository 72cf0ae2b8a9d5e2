/** How sure a count is: reports write "trên", "hơn", "gần", "khoảng" before numbers, and the mark stays with them. */
export const MARKS = ['exact', 'over', 'under', 'about'] as const;
export type Mark = (typeof MARKS)[number];

/** A count with its mark. */
export type Figure = Readonly<{ value: number; mark: Mark }>;

export const NOTHING: Figure = { value: 0, mark: 'exact' };

export const exactly = (value: number): Figure => ({ value, mark: 'exact' });

/** More than 390 and exactly 110 are more than 500; more than one and fewer than another are about their sum. */
export function sum(figures: readonly Figure[]): Figure {
  return figures.reduce(plus, NOTHING);
}

export const plus = (one: Figure, other: Figure): Figure =>
  ({ value: one.value + other.value, mark: joined(one.mark, other.mark) });

function joined(one: Mark, other: Mark): Mark {
  if (one === other || other === 'exact') return one;
  return one === 'exact' ? other : 'about';
}

const SAID: readonly (readonly [Mark, RegExp])[] = [
  ['over', /^(?:trên|hơn|>=?|≥)\s*/iu],
  ['under', /^(?:gần|dưới|<=?|≤)\s*/iu],
  ['about', /^(?:khoảng|chừng|~|≈)\s*/iu],
];

/** No programme of a country counts more of anything. */
const VALUE_MAX = 1_000_000_000;

/** Reads `5550`, `5.550`, `trên 5.550`, `>5550`, `khoảng 200`; anything else is undefined. */
export function readFigure(text: string): Figure | undefined {
  const said = text.normalize('NFC').trim();
  const found = SAID.find(([, pattern]) => pattern.test(said));
  const digits = found ? said.replace(found[1], '') : said;
  const mark = found?.[0] ?? 'exact';
  // Points, commas or blanks part thousands; nothing that is counted here has decimals.
  if (!/^\d{1,10}$/.test(digits) && !/^\d{1,3}([., \u00a0]\d{3})+$/.test(digits)) return undefined;
  const value = Number(digits.replace(/\D/g, ''));
  return value <= VALUE_MAX ? { value, mark } : undefined;
}

const WORDS: Readonly<Record<Mark, string>> = { exact: '', over: 'trên ', under: 'gần ', about: 'khoảng ' };

/** `trên 5.550`: as a report in Vietnamese writes it. */
export function figureText({ value, mark }: Figure): string {
  return `${WORDS[mark]}${grouped(value)}`;
}

function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '.');
}

/** How much of a plan is done, in tenths of a percent, with the mark of both; undefined without a plan. */
export function shareOf(done: Figure, plan: Figure): Figure | undefined {
  if (plan.value === 0) return undefined;
  return { value: Math.round((done.value * 1_000) / plan.value), mark: joined(done.mark, turned(plan.mark)) };
}

/** More of a plan is less of it done. */
function turned(mark: Mark): Mark {
  if (mark === 'over') return 'under';
  return mark === 'under' ? 'over' : mark;
}

/** `98,5 %` of tenths of a percent. */
export function shareText({ value, mark }: Figure): string {
  const tenths = value % 10;
  return `${WORDS[mark]}${grouped((value - tenths) / 10)}${tenths === 0 ? '' : `,${tenths}`} %`;
}
