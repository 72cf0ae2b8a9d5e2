import type { Owing } from '../core/cases/obligations.ts';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import { memberOf, type MemberRooms, reach } from './act_member.ts';
import { forMember, isOver } from './act_person.ts';
import { boundsOf } from './bounds.ts';
import { owingOf } from './owed.ts';
import type { MemberRow, ThreadRow } from './rooms.ts';
import type { ActContext, Hands, Outcome } from './work.ts';

type Values = Readonly<Record<string, string>>;

/** 160 bits: nobody guesses a link, and nobody who reads the database finds one. */
const LINK_LETTERS = 32;
const LINK_MINUTES = 15;

/** A link to a page of one case. It opens once, for her who knows her six digits, whoever else reads this chat. */
export async function openWork(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const { member, found, answer } = await reach(values['code'] ?? '', context, at);
  const mine = found?.holderId !== undefined && found.holderId === member?.id;
  if (!member || !found || isOver(found)) return { is: 'gone' };
  if (!mine && (found.holderId !== undefined || answer !== undefined)) return { is: 'gone' };
  if (!at.workPage) return { is: 'none' };
  if (found.restricted) return { is: 'waits', values: { code: found.code } };
  const pin = await at.rooms.pinOf(member.id);
  if (pin !== 'set') return { is: pin === 'none' ? 'pin' : 'locked' };
  const token = at.secrets.code(LINK_LETTERS);
  const expiresAt = context.at + LINK_MINUTES * 60_000;
  await at.rooms.addWorkPage({ token, memberId: member.id, caseId: found.id, at: context.at, expiresAt });
  return { is: 'made', values: { page_link: at.workPage(token, context.session.lang) } };
}

/** What her page shows of a case: the same that her chat would, and what was said so far. `at` in ms. */
export type WorkView = Readonly<{
  standing: 'alerted' | 'held' | 'waits';
  facts: Values;
  talk: readonly Readonly<{ id: string; mine: boolean; words: Private; at: number; file: ThreadRow['file'] }>[];
  /** What the law asks of whoever holds it. `agreed`: she wants officials asked, too. */
  law: Readonly<{ owing: Owing; agreed: boolean }> | undefined;
}>;

/** Looks at the case as `open_case` of the chat does, by the same permit; undefined: nothing is there for her. */
export async function lookAtWork(hands: Hands, context: ActContext, at: MemberRooms): Promise<WorkView | undefined> {
  const { code = '', case_id: caseId = '' } = context.session.answers;
  const { effectId: id } = context;
  const opened = await hands.act({ kind: 'do', id, action: 'open_case', values: { case: code, code } }, context);
  switch (opened?.is) {
    case 'held':
      return {
        standing: 'held', facts: opened.values ?? {}, talk: talkOf(await at.rooms.threadOf(caseId), at),
        law: await lawOf(caseId, at),
      };
    case 'alerted':
      return { standing: 'alerted', facts: opened.values ?? {}, talk: [], law: undefined };
    case 'waits':
      return { standing: 'waits', facts: { code }, talk: [], law: undefined };
    default:
      return undefined;
  }
}

async function lawOf(caseId: string, at: MemberRooms): Promise<WorkView['law']> {
  const found = await at.rooms.caseById(caseId);
  const bounds = found && await boundsOf(found, at);
  return bounds && { owing: await owingOf(found, at), agreed: bounds.notice };
}

/** What she wrote comes masked, as it does in the chat. */
function talkOf(rows: readonly ThreadRow[], at: MemberRooms): WorkView['talk'] {
  return rows.map((row) => ({
    id: row.id, mine: row.side === 'member', at: row.at, file: row.file,
    words: new Private(row.side === 'member' ? reveal(row.words) : forMember(row, at)),
  }));
}

/** Ten wrong ones: her pages are shut, she learns it in her chat, and whoever answers for her does. Once. */
export async function lockWork(memberId: string, time: number, at: MemberRooms): Promise<void> {
  if (!await at.rooms.lockPin(memberId, time)) return;
  await at.rooms.shutWorkPages(memberId);
  // Of no case: what it was about is nobody's business here.
  await at.rooms.noteEvent('', 'page_locked', memberId);
  const member = await at.rooms.memberById(memberId);
  if (!member) return;
  const told = [
    ...member.lanes.map((laneId) => ({ laneId, door: 'member.page_locked' })),
    ...(await officersOf(member, at)).map((laneId) => ({ laneId, door: 'member.page_of_member' })),
  ];
  for (const { laneId, door } of told) {
    const id = `${memberId}k${time}${laneId}`;
    await at.rooms.signal(laneId, { id, door, values: { short: shortOf(memberId) }, at: time });
    at.signalled(laneId);
  }
}

/** How a member is named where others may read along; `members unlock` knows her by it. */
export const shortOf = (memberId: string): string => memberId.slice(0, 8);

/** Where the officers can be written to who answer for her commune and her province. */
async function officersOf(member: MemberRow, at: MemberRooms): Promise<string[]> {
  const commune = at.communeOf(member.addressCode) ?? member.unitCode;
  const units = [
    { role: 'commune_officer', unit: commune },
    { role: 'province_duty', unit: at.provinceOf(commune) ?? member.unitCode },
  ];
  const members = (await at.rooms.members()).filter(({ id }) => id !== member.id);
  const answers = ({ role, unitCode }: MemberRow): boolean =>
    unitCode !== undefined && units.some((one) => one.role === role && one.unit === unitCode);
  return members.flatMap((one) => (one.laneId && answers(one) ? [one.laneId] : []));
}

/** The code of a page's case; undefined when the case is over: what was left for her then waits in the chat. */
export async function codeOf(caseId: string, context: ActContext, at: MemberRooms): Promise<string | undefined> {
  const found = await memberOf(context, at) ? await at.rooms.caseById(caseId) : undefined;
  return found && !isOver(found) ? found.code : undefined;
}
