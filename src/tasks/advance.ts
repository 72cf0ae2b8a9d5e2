import { type CaseMove, isOpen, moved } from '../core/cases/life.ts';
import type { CaseChange, CaseRow, Rooms } from './rooms.ts';

type Advance = Omit<CaseChange, 'state'> & Readonly<{
  move: CaseMove;
  /** The event that stands for it in the case's history; without it nothing is written there. */
  code?: string;
  memberId?: string;
}>;

/**
 * Moves a case, and is the only way to do so: false when it does not move like that from where it stands now, or when
 * somebody else has come to hold it meanwhile. The row stays locked until the transaction ends.
 */
export async function advance(
  found: Pick<CaseRow, 'id' | 'holderId'>, { move, code, memberId, ...change }: Advance, rooms: Rooms,
): Promise<boolean> {
  const now = await rooms.caseById(found.id);
  const state = now && moved(now, move);
  if (!now || state === undefined || now.holderId !== found.holderId) return false;
  // What nobody is called to any more has no clock.
  const unset = isOpen(state) ? {} : { ringAt: null, remindAt: null };
  await rooms.moveCase(found.id, { ...(state !== now.state && { state, ...unset }), ...change });
  if (code) await rooms.noteEvent(found.id, code, memberId);
  return true;
}
