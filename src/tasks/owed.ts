import {
  mayTellCommittee, minutesLeft, obligationsOf, type Owed, owedStanding, type Owing,
} from '../core/cases/obligations.ts';
import type { CaseRow, Rooms } from './rooms.ts';
import type { ActContext } from './work.ts';

type At = Readonly<{ rooms: Pick<Rooms, 'eventsOf'>; holidays: readonly string[] }>;
export type Saying = Pick<ActContext, 'words' | 'at'> & Readonly<{ lang: string }>;

/** What is owed in a case, as it is stored now. */
export async function owingOf({ id, under16, danger }: CaseRow, { rooms, holidays }: At): Promise<Owing> {
  return { under16, danger, events: await rooms.eventsOf(id), holidays };
}

/** Whether the law still asks for something in it. */
export async function owes(found: CaseRow, at: At): Promise<'yes' | 'no'> {
  return obligationsOf(await owingOf(found, at)).some(({ met }) => !met) ? 'yes' : 'no';
}

/** What whoever takes a case is told at once of a child in it, and of whom she may tell. */
export async function firstOwed(found: CaseRow, at: At): Promise<Readonly<Record<'under_16' | 'owed_body', string>>> {
  const { events } = await owingOf(found, at);
  return { under_16: found.under16 ? 'yes' : 'no', owed_body: mayTellCommittee(events) ? 'yes' : 'no' };
}

/** How much time is left, in words. */
export function leftText(owed: Owed, { words, at, lang }: Saying): string {
  const minutes = minutesLeft(owed, at);
  const unit = minutes < 120 ? 'minutes' : minutes < 48 * 60 ? 'hours' : 'days';
  const size = { minutes: 1, hours: 60, days: 24 * 60 }[unit];
  return words.text(lang, 'member.owed_left', {
    standing: owedStanding(owed, at), unit, n: String(Math.floor(minutes / size)),
  });
}

/** `Công an, Qua điện thoại`. */
export const proofText = ({ told, how }: NonNullable<Owed['met']>, { words, lang }: Saying): string =>
  `${words.choice(lang, told).label}, ${words.choice(lang, how).label}`;

/** What is asked, by when, whose clock it is, and who may be told. */
export function aboutText(owed: Owed, { events }: Owing, saying: Saying & Readonly<{ code: string }>): string {
  const { words, lang, code } = saying;
  if (owed.met || owed.to.length > 0) {
    return words.text(lang, 'member.obligation', {
      code, owed: owed.is, owed_left: leftText(owed, saying), owed_own: owed.ownClock ? 'yes' : 'no',
      owed_body: mayTellCommittee(events) ? 'yes' : 'no',
    });
  }
  return words.text(lang, 'member.obligation_waits', {});
}
