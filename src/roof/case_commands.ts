import { z } from 'zod';
import {
  type CaseEvent, holderFate, isForcedUnseen, isSpent, timelineOf, type Waiting,
} from '../core/cases/calling.ts';
import { HOLDER_HOURS } from '../core/access/permits.ts';
import { isNudged, isOverdue, obligationsOf } from '../core/cases/obligations.ts';
import { ALIVE } from '../core/cases/life.ts';
import { answersByMonth } from '../core/cases/tally.ts';
import type { House } from '../house.ts';
import type { CaseRow, MemberRow } from '../tasks/rooms.ts';
import { type CommandResult, refusal } from './answer.ts';

const Code = z.string().trim().transform((code) => code.toUpperCase());

/**
 * What becomes of the notice to a committee that she wants left out (Art. 36): the province's officer decides. `seen`:
 * an officer has looked at what went on without her yes.
 */
export const DECISIONS = ['other_commune', 'told_province', 'told_anyway', 'seen'] as const;

const COMMANDS = {
  'cases waiting': z.object({}),
  'cases answers': z.object({}),
  'cases timeline': z.object({ code: Code }),
  'cases decide': z.object({ code: Code, as: z.enum(DECISIONS) }),
} as const;
type CaseCommand = keyof typeof COMMANDS;

export const isCaseCommand = (name: string): name is CaseCommand => Object.hasOwn(COMMANDS, name);

/** Runs one of an officer's commands about cases. They show codes and times, never a word. */
export async function runCaseCommand(house: House, name: CaseCommand, input: unknown): Promise<CommandResult> {
  switch (name) {
    case 'cases waiting':
      return { done: await waiting(house) };
    case 'cases answers':
      return { done: answersByMonth(await house.database.prisma.satisfaction.findMany()) };
    case 'cases timeline':
      return timeline(house, COMMANDS[name].parse(input).code);
    case 'cases decide':
      return decide(house, COMMANDS[name].parse(input));
  }
}

type Seen = Readonly<{
  found: CaseRow; events: readonly CaseEvent[]; holder: MemberRow | undefined; at: number;
  holidays: readonly string[];
}>;

/** Why an officer should look at a case, in the order in which it matters. */
export function whyWaiting({ found, events, holder, at, holidays }: Seen): Waiting[] {
  const last = (is: (event: CaseEvent) => boolean): number =>
    Math.max(-1, ...events.filter(is).map((event) => event.at));
  const actedAt = last(({ memberId }) => memberId !== undefined && memberId === found.holderId);
  const holding = { ...found, actedAt, lostAt: holder ? holder.lostAt : 0, returned: true };
  const decided = events.some(({ code }) => code.startsWith('decided_'));
  const touched = last(({ code }) => code !== 'untouched' && code !== 'officers_told' && !isNudged(code));
  const why: [Waiting, boolean][] = [
    ['body_excluded', !decided && events.some(({ code }) => code === 'body_excluded')],
    ['forced', isForcedUnseen(events)],
    ['overdue', isOverdue(obligationsOf({ ...found, events, holidays }), at)],
    ['spent', isSpent(found)],
    ['holder_gone', holderFate(holding, at, HOLDER_HOURS * 3_600_000) === 'listed'],
    ['untouched', last(({ code }) => code === 'untouched') > touched],
  ];
  return why.flatMap(([name, is]) => (is ? [name] : []));
}

async function waiting({ config, database, office, places, now }: House): Promise<unknown> {
  // What went on without her yes is seen by an officer, also when it is over by then.
  const forced = await database.prisma.caseEvent.findMany({
    where: { code: { startsWith: 'hand_force_' } }, select: { caseId: true },
  });
  const wanted = [{ state: { in: [...ALIVE] } }, { id: { in: forced.map(({ caseId }) => caseId) } }];
  const rows = await database.prisma.case.findMany({
    where: { level: 'case', OR: wanted }, select: { id: true }, orderBy: { filedAt: 'asc' },
  });
  const listed = [];
  for (const { id } of rows) {
    const one = await office.within(async ({ rooms }) => {
      const found = await rooms.caseById(id);
      const holder = found?.holderId ? await rooms.memberById(found.holderId) : undefined;
      const events = await rooms.eventsOf(id);
      return found && { found, holder, events, at: now(), holidays: config.HOLIDAYS ?? [] };
    });
    const why = one ? whyWaiting(one) : [];
    if (!one || why.length === 0) continue;
    const { code, danger, state, communeCode, filedAt, restricted } = one.found;
    listed.push({
      code, why, danger, state, on_hold: restricted, commune: communeCode ?? null,
      place: communeCode ? places().index.communes.get(communeCode)?.name ?? null : null,
      filed_at: new Date(filedAt).toISOString(),
    });
  }
  return listed;
}

async function timeline({ office }: House, code: string): Promise<CommandResult> {
  const events = await office.within(async ({ rooms }) => {
    const found = await rooms.caseByCode(code);
    return found && rooms.eventsOf(found.id);
  });
  if (!events) return refusal(`There is no case ${code}.`);
  return { done: timelineOf(events).map(({ at, ...rest }) => ({ at: new Date(at).toISOString(), ...rest })) };
}

async function decide(
  { office, now }: House, { code, as }: z.infer<typeof COMMANDS['cases decide']>,
): Promise<CommandResult> {
  const done = await office.within(async ({ rooms }) => {
    const found = await rooms.caseByCode(code);
    const events = found ? await rooms.eventsOf(found.id) : [];
    if (!found) return false;
    const isSeen = as === 'seen';
    const isOpen = isSeen ? isForcedUnseen(events) : events.some((event) => event.code === 'body_excluded');
    if (!isOpen) return false;
    await rooms.noteAt(found.id, isSeen ? 'force_seen' : `decided_${as}`, now());
    return true;
  });
  return done ? { done: { code, as } } : refusal(`Nothing is to be decided about ${code}.`);
}
