import { memberOf, type MemberRooms } from './act_member.ts';
import { isOver } from './act_person.ts';
import type { ActContext, Outcome } from './work.ts';

type Values = Readonly<Record<string, string>>;

/** Five and the key for sending nothing fit on one screen. */
const LIST_MAX = 5;

/** The talks that a member's words may be for: what she holds, and the case she has just read of. */
export async function listHeld(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const member = await memberOf(context, at);
  const held = member ? (await at.rooms.casesHeldBy(member.id)).map(({ code }) => code) : [];
  if (held.length === 0) return { is: 'none' };
  const codes = [...new Set([values['beside'] ?? '', values['code'] ?? '', ...held])]
    .filter((code) => held.includes(code) || (code !== '' && code === values['beside']));
  return { is: 'some', list: codes.slice(0, LIST_MAX).map((code) => ({ code, label: code })) };
}

/** Whether her words can go into the talk she has picked; only then it is the one she stands in. */
export async function aimWords(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const member = await memberOf(context, at);
  const found = await at.rooms.caseByCode(values['case'] ?? '');
  const isHers = member !== undefined && found?.holderId === member.id;
  if (!isHers || isOver(found) || found.restricted) return { is: 'other' };
  return { is: 'held', values: { code: found.code, case_id: found.id } };
}
