import { Private } from '../core/private/private.ts';
import { isOver, secretsOf, type PersonRooms, tellMembers } from './act_person.ts';
import type { CaseRow } from './rooms.ts';
import { advance } from './advance.ts';
import { signalHolder } from './signal_holder.ts';
import { tellPerson } from './tell_person.ts';
import type { ActContext, Outcome } from './work.ts';

type Values = Readonly<Record<string, string>>;

type AfterRoom = PersonRooms & Readonly<{ today: (at: number) => string }>;

export function actAfter(
  action: 'close_mine' | 'say_last' | 'keep_follow' | 'count_answer', values: Values, context: ActContext,
  at: AfterRoom,
): Promise<Outcome> {
  switch (action) {
    case 'close_mine':
      return closeMine(values, context, at);
    case 'say_last':
      return sayLast(values, context, at);
    case 'keep_follow':
      return keepFollow(values, context, at);
    case 'count_answer':
      return countAnswer(values, context, at);
  }
}

/** It is over for her, and she says so herself: with a last word for whoever helped, or with none. */
async function closeMine(values: Values, context: ActContext, at: PersonRooms): Promise<Outcome> {
  const found = await at.rooms.caseById(values['case_id'] ?? '');
  const finish = { move: 'finish', code: 'closed_by_her', outcome: 'by_her', closedAt: context.at } as const;
  if (found && await advance(found, finish, at.rooms)) {
    if (found.holderId && values['last_words']) await leaveWords(found, values['last_words'], context, at);
    else await tellMembers(found, context, at);
  }
  return { is: 'closed', values: { last_words: '' } };
}

/** A last word after somebody else has closed it. */
async function sayLast(values: Values, context: ActContext, at: PersonRooms): Promise<Outcome> {
  const found = await at.rooms.caseById(values['case_id'] ?? '');
  const words = values['last_words'] ?? '';
  if (found?.holderId && words && found.state === 'closed') await leaveWords(found, words, context, at);
  return { is: 'said', values: { last_words: '' } };
}

/** They wait sealed in the case; whoever held it learns by code that something is there. */
async function leaveWords(found: CaseRow, words: string, context: ActContext, at: PersonRooms): Promise<void> {
  const id = context.effectId;
  await at.rooms.addMessage({ id, caseId: found.id, side: 'person', words: new Private(words) });
  if (!found.restricted) await signalHolder(found, { id: `${id}l`, door: 'member.news', at: context.at }, at);
}

const DAY_MS = 86_400_000;
/** Within the days that a closed case is kept. */
const FOLLOW_DAYS: Readonly<Record<string, number>> = { follow_week: 7, follow_month: 30 };

/** She wants to be asked how she is, once. Without hours and a safe word nobody may write first. */
async function keepFollow(values: Values, context: ActContext, at: PersonRooms): Promise<Outcome> {
  const found = await at.rooms.caseById(values['case_id'] ?? '');
  const secrets = found && await secretsOf(found.id, at.rooms);
  const days = FOLLOW_DAYS[values['follow'] ?? ''];
  if (!found?.hours || !secrets?.safeWord || days === undefined) return { is: 'none' };
  await at.rooms.followAt(found.id, context.at + days * DAY_MS);
  return { is: 'kept' };
}

/** Asked once, through the gate, in her hours: whatever she does with it, it does not come again. */
export async function follow(caseId: string, time: number, at: PersonRooms): Promise<void> {
  const found = await at.rooms.caseById(caseId);
  if (!found) return;
  await at.rooms.followAt(found.id, null);
  const told = { door: 'contact.follow', values: { asked_after: 'yes' } };
  if (isOver(found)) await tellPerson(found, told, { effectId: `${caseId}f${time}`, at: time }, at);
}

/** Counted and forgotten: nothing of it is kept with her or with a case. */
async function countAnswer(values: Values, context: ActContext, at: AfterRoom): Promise<Outcome> {
  await at.rooms.countAnswer(at.today(context.at).slice(0, 7), values['rating'] ?? '');
  return { is: 'counted', values: { rating: '' } };
}
