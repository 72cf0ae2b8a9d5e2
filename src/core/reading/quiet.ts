/**
 * What silences a harsh word: who denies it, whom it is done to, what the tool is for. The part in brackets is taken
 * out of the message before anything else is read. A few syllables of distance only: `không đánh`, `cầm dao thái thịt`.
 */
export type Quiet = { readonly says: string; readonly gap?: number; readonly unless?: string };

// With these about, a knife for the meat is a knife.
const GRAVE = '@chase/@menace/@fear/@rescue/@door/@strangle';

export const QUIET: readonly Quiet[] = [
  { says: '@not + [@hit/@kill/@strangle/@menace/@insult/@molest/@rape/@abuse/@confine/@wound/@weapon/@cry]', gap: 1 },
  {
    says: '[@hit/@kill/@wield/@weapon/@confine/@chase/@wound/@burn/@seek] + @animal',
    gap: 1,
    unless: '@fear/@rescue/@menace',
  },
  { says: '@animal + [@hit/@kill/@confine/@chase/@wound/@seek/@smash]', gap: 2, unless: '@rescue/@menace' },
  { says: '[@weapon/@wield/@kill/@strangle/@brandish] + @food', gap: 2, unless: GRAVE },
  { says: '@food + [@weapon/@wield/@kill/@wound]', gap: 2, unless: GRAVE + '/@hit' },
  { says: '[@wound] + @food/@farm', gap: 4, unless: GRAVE + '/@hit/@kill' },
  { says: '[@weapon/@wield/@brandish] + @farm', gap: 2, unless: GRAVE + '/@hit/@kill' },
  { says: '@farm + [@weapon/@wield]', gap: 1, unless: GRAVE + '/@hit/@kill' },
  { says: '[@fuel/@pour] + @farm', gap: 3, unless: GRAVE + '/@hit/@kill' },
];
