import { mayTellCommittee, obligationsOf, type Owing } from './obligations.ts';

/** Forms that go with what the law asks. None is kept: each is drawn when it is asked for, and goes with its page. */
export const PAPERS = ['child_01', 'child_02', 'arrival', 'hotline_03', 'contact_09'] as const;
export type Paper = (typeof PAPERS)[number];

/** What a line can say of the case; a line without it is empty, for the member's own hand. */
type Fact = 'place' | 'kinds' | 'level' | 'taken_at' | 'told' | 'arrived_at';
export type Line = Fact | 'about_child' | 'asked' | 'given' | 'address' | 'more' | 'reason' | 'until' | 'by' | 'sign';

type Form = Readonly<{
  /** Where it was read of, on 2026-11-22. No printed form was seen: of each the lines are unconfirmed. */
  source: string;
  lines: readonly Line[];
  /** Why facts stand in it: the law asks for them; she agreed to an official notice; none do. */
  filled: 'by_law' | 'if_agreed' | 'never';
}>;

const HAND: readonly Line[] = ['more', 'by', 'sign'];

export const FORMS: Readonly<Record<Paper, Form>> = {
  /** Decree 56/2017: whoever receives the information writes it down on Mẫu số 01 (confirmed). */
  child_01: {
    source: 'xaduonghuy.campha.gov.vn', filled: 'by_law',
    lines: ['taken_at', 'told', 'place', 'kinds', 'level', 'about_child', ...HAND],
  },
  /** Decree 56/2017 Art. 26: the first assessment, ordered by the commune's chair, on Mẫu số 02 (confirmed). */
  child_02: {
    source: 'thuvienphapluat.vn, 2CCA8', filled: 'by_law', lines: ['told', 'place', 'level', 'asked', 'given', ...HAND],
  },
  /** Law 13/2022 Art. 36: the committee is told (confirmed). Unconfirmed: whether there is a form for it. */
  arrival: { source: 'bvdklaocai.vn', filled: 'by_law', lines: ['arrived_at', 'address', ...HAND] },
  /** Decree 76/2023 Art. 9: Mẫu số 03 is the national line's (confirmed). Unconfirmed: whether others use it. */
  hotline_03: {
    source: 'thuvienphapluat.vn, 127579', filled: 'if_agreed', lines: ['taken_at', 'place', 'kinds', 'level', ...HAND],
  },
  /** Decree 76/2023 Art. 18: a contact during a ban, on Mẫu số 09 (confirmed). Unconfirmed: who writes it. */
  contact_09: { source: 'tintuc.thuvienphapluat.com, 55446', filled: 'never', lines: ['reason', 'until', ...HAND] },
};

/** Forms that belong to a case: those of a child, of an arrival, and those that any may need. */
export function papersOf(owing: Owing): Paper[] {
  const owed = obligationsOf(owing);
  const isArrived = owed.some(({ is }) => is === 'arrival_told');
  return PAPERS.filter((paper) => {
    if (paper === 'arrival') return isArrived;
    return paper === 'child_01' || paper === 'child_02' ? owing.under16 : true;
  });
}

export type Sheet = Readonly<{
  is: Paper; source: string;
  /** Facts that may stand in it; every other line is empty. */
  filled: readonly Line[];
  /** She has not agreed to an official notice: it is empty for that. */
  unagreed: boolean;
  /** The committee of her own commune does not get it. */
  keptFromCommittee: boolean;
}>;

/** A form as it is drawn; undefined: it does not belong to this case. `agreed`: she wants officials asked, too. */
export function sheetOf(paper: Paper, owing: Owing, agreed: boolean): Sheet | undefined {
  if (!papersOf(owing).includes(paper)) return undefined;
  const { source, lines, filled } = FORMS[paper];
  const isFilled = filled === 'by_law' || (filled === 'if_agreed' && agreed);
  return {
    is: paper, source, filled: isFilled ? lines.filter(isFact) : [], unagreed: filled === 'if_agreed' && !agreed,
    keptFromCommittee: !mayTellCommittee(owing.events),
  };
}

const FACTS: readonly Line[] = ['place', 'kinds', 'level', 'taken_at', 'told', 'arrived_at'] satisfies Fact[];
const isFact = (line: Line): boolean => FACTS.includes(line);
