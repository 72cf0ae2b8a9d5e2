import type { House } from '../house.ts';
import { shortOf } from '../tasks/act_work.ts';
import { type CommandResult, refusal } from './answer.ts';

/** Below this the beginning of an id could be somebody else's. */
const SHORT_MIN = 8;

/** Lets a member's six digits be tried again. `who`: her label, or her id, or how an officer was told of her. */
export function unlockMember({ office }: House, who: string): Promise<CommandResult> {
  return office.within(async ({ rooms }) => {
    const isHers = (id: string): boolean => who.length >= SHORT_MIN && id.startsWith(who.toLowerCase());
    const byId = (await rooms.members()).filter(({ id }) => isHers(id));
    const found = byId.length > 0 ? byId : await rooms.membersNamed(who);
    const [member] = found;
    if (!member) return refusal('There is no such member.');
    if (found.length > 1) return refusal('Several members have this label: give the id.');
    if (!await rooms.unlockPin(member.id)) return refusal('Nothing of hers is locked.');
    await rooms.noteEvent('', 'page_unlocked', member.id);
    return { done: { unlocked: shortOf(member.id) } };
  });
}
