import { obligationsOf, type Owed, owedStanding, type Owing } from '../core/cases/obligations.ts';
import { FORMS, type Line, papersOf, sheetOf } from '../core/cases/papers.ts';
import { wallTime } from '../core/vietnam.ts';
import type { OwedShown, PaperShown, WorkForm, WorkShown } from '../http/work_form.ts';
import type { WorkView } from '../tasks/act_work.ts';
import { aboutText, leftText, proofText, type Saying } from '../tasks/owed.ts';
import type { ActContext } from '../tasks/work.ts';

export type LawShown = Pick<WorkShown, 'owed' | 'papers' | 'sheet'>;

/** What the page of a case shows of the law: what is owed, and the form that was asked for. Nothing of it is stored. */
export function lawShown({ law, facts }: WorkView, { paper }: WorkForm, { words, at, session }: ActContext): LawShown {
  if (!law) return { owed: [], papers: [], sheet: undefined };
  const { owing, agreed } = law;
  const owed = obligationsOf(owing);
  const saying = { words, at, lang: session.lang };
  const sheet = paper && sheetOf(paper, owing, agreed);
  const known = { facts, owed, saying, takenAt: takenAtOf(owing) };
  const shownOf = (one: Owed): OwedShown => ({
    is: one.is, name: words.choice(session.lang, one.is).label, left: leftText(one, saying), to: one.to,
    standing: owedStanding(one, at), about: aboutText(one, owing, { ...saying, code: facts['code'] ?? '' }),
    proof: one.met ? `${proofText(one.met, saying)}, ${timeOf(one.met.at)}` : '',
  });
  return {
    owed: owed.map(shownOf),
    papers: papersOf(owing),
    sheet: sheet && { ...sheet, lines: linesOf(sheet.is, sheet.filled, known) },
  };
}

type Known = Readonly<{ facts: WorkView['facts']; owed: readonly Owed[]; saying: Saying; takenAt: number | undefined }>;

/** When somebody of ours first took it. */
const takenAtOf = ({ events }: Owing): number | undefined => events.find(({ code }) => code === 'accepted')?.at;

function linesOf(paper: PaperShown['is'], filled: readonly Line[], known: Known): PaperShown['lines'] {
  return FORMS[paper].lines.map((is) => ({ is, value: filled.includes(is) ? valueOf(is, known) : '' }));
}

function valueOf(line: Line, { facts, owed, saying, takenAt }: Known): string {
  const of = (is: Owed['is']): Owed | undefined => owed.find((one) => one.is === is);
  const told = of('child_told');
  switch (line) {
    case 'place': case 'kinds':
      return facts[line] ?? '';
    case 'level':
      return saying.words.text(saying.lang, facts['level'] === 'urgent' ? 'web.work_urgent' : 'web.work_normal', {});
    case 'taken_at':
      return takenAt === undefined ? '' : timeOf(takenAt);
    case 'told':
      return told?.met ? `${proofText(told.met, saying)}, ${timeOf(told.met.at)}` : '';
    case 'arrived_at': {
      const arrival = of('arrival_told');
      return arrival ? timeOf(arrival.from) : '';
    }
    default:
      return '';
  }
}

/** `21:05 22/11`, in Viet Nam. */
export function timeOf(at: number): string {
  const [day = '', time = ''] = wallTime(at).split('T');
  return `${time.slice(0, 5)} ${day.slice(8)}/${day.slice(5, 7)}`;
}
