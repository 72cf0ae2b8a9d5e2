import { type Ground, mayDo, NOBODY, type Permit, PERMITS, type Standing, THREAD } from '../core/access/permits.ts';
import { UNREACHED } from '../core/cases/calling.ts';
import { advance } from './advance.ts';
import { facts, memberOf, type MemberRooms, ringOn, won } from './act_member.ts';
import { askedOf } from './act_mute.ts';
import { isOver } from './act_person.ts';
import type { CaseRow } from './rooms.ts';
import type { ActContext, DoEffect, Outcome, RelayEffect } from './work.ts';

/** A holder's reading and writing is noted at most this often: it shows that she is still there. */
const NOTED_MS = 24 * 3_600_000;

/** What she does with her rights is done to the case she has proved to be hers there. */
const BY_RIGHTS: readonly string[] = [
  'see_kept', 'see_looked', 'set_right', 'take_back', 'pause_case', 'resume_case',
] satisfies DoEffect['action'][];

/**
 * The one place where an action is allowed or refused. Undefined: go on. An outcome: this is all she gets, and it reads
 * like an answer that others get too.
 */
export async function refusal(
  { action, values }: DoEffect, context: ActContext, at: MemberRooms,
): Promise<Outcome | undefined> {
  const permit = PERMITS[action];
  if (permit.ground === 'nothing') return undefined;
  // The same field as the action reads: what is allowed for one case is not done to another.
  const code = (BY_CASE.includes(action) ? values['case'] : undefined) ?? values['code'];
  const caseId = BY_RIGHTS.includes(action) ? values['rights_case'] : values['case_id'];
  const { standing, found } = await standingOf({ ...permit, code, caseId }, context, at);
  if (!mayDo(permit, standing, context.at)) {
    const asked = action === 'open_case' ? await askedOf(values, context, at) : undefined;
    const answer = asked ?? refused(action, permit.otherwise, at);
    // A chat that is no member's any more is somebody's like any other.
    return action === 'see_duty' && standing.role === undefined ? { ...answer, kept: { member: '' } } : answer;
  }
  return found ? takenAnew(action, { standing, found }, context, at) : undefined;
}

/** Whether somebody's words may go to the other side now. */
export async function mayRelay(effect: RelayEffect, context: ActContext, at: MemberRooms): Promise<boolean> {
  const { code, case_id: id } = context.session.answers;
  const permit = effect.to === 'member' ? THREAD.write_to_member : THREAD.write_to_person;
  const { standing, found } = await standingOf({ ...permit, code, caseId: id }, context, at);
  if (!mayDo(permit, standing, context.at)) return false;
  if (found && effect.to === 'person') await noteAtWork({ standing, found }, context, at);
  return true;
}

/**
 * A member who has not written for too long is one no more, and whatever waits for her goes on to others: the cases she
 * holds to the next ring, her alerts as if nothing had reached her.
 */
export async function endSilent(memberId: string, time: number, at: MemberRooms): Promise<void> {
  const [held, awaited] = [await at.rooms.casesHeldBy(memberId), await at.rooms.openAlertsOf(memberId)];
  await at.rooms.endMember(memberId, time);
  for (const found of held) {
    const freed = { code: 'holder_ended', memberId, holderId: null, ringAt: time };
    if (await advance(found, { move: 'release', ...freed }, at.rooms)) at.caseDue(found.id, time);
  }
  for (const found of awaited) {
    await at.rooms.answerAlert(found.id, memberId, UNREACHED);
    await ringOn(found, time, at);
  }
}

/** Actions whose case she picked from a list, or typed. */
const BY_CASE: readonly string[] = ['open_case', 'aim_words'] satisfies DoEffect['action'][];

type Stands = Readonly<{ standing: Standing; found: CaseRow }>;
type Asked = Pick<Permit, 'states'> & Readonly<{
  ground: Ground; code: string | undefined; caseId: string | undefined;
}>;

async function standingOf(
  { ground, states, code = '', caseId = '' }: Asked, context: ActContext, at: MemberRooms,
): Promise<{ standing: Standing; found: CaseRow | undefined }> {
  const member = await memberOf(context, at);
  const own = context.session.kept.cases.includes(caseId);
  const hers = own && states?.own ? await at.rooms.caseById(caseId) : undefined;
  const known = { ...NOBODY, role: member?.role, own, state: hers?.state };
  const found = member && (ground === 'called' || ground === 'holder') ? await at.rooms.caseByCode(code) : undefined;
  if (!member || !found) return { standing: known, found };
  const alert = (await at.rooms.alertsOf(found.id)).find(({ memberId }) => memberId === member.id);
  const actedAt = found.holderId === member.id ? await at.rooms.lastAct(found.id, member.id) : undefined;
  return { standing: { ...known, state: found.state, alertedAt: alert?.at, actedAt }, found };
}

/** Values that the words of a refusal need; a code that opens nothing looks like one that does. */
function refused(action: DoEffect['action'], is: string, at: MemberRooms): Outcome {
  const groups = (text: string, size: number): string => (text.match(new RegExp(`.{${size}}`, 'g')) ?? []).join('-');
  switch (action) {
    case 'make_receipt':
      return { is, values: { receipt: groups(at.secrets.code(20), 5), receipt_word: '' } };
    case 'second_chat':
      return { is, values: { invite_code: `TC-${groups(at.secrets.code(16), 4)}` } };
    case 'add_to_case':
      return { is, values: { more_words: '' } };
    default:
      return { is };
  }
}

/** A holder whose right to read has lapsed sees what any member sees who is alerted, and may take the case again. */
async function takenAnew(
  action: DoEffect['action'], stands: Stands, context: ActContext, at: MemberRooms,
): Promise<Outcome | undefined> {
  const { standing, found } = stands;
  if (standing.actedAt === undefined || isOver(found)) return undefined;
  if (mayDo(THREAD.read, standing, context.at)) {
    if (action === 'open_case') await noteAtWork(stands, context, at);
    return undefined;
  }
  const known = { case_id: found.id, ...facts(found, context, at) };
  if (action === 'open_case') return { is: 'alerted', values: known };
  if (action !== 'accept_case' || !found.holderId) return undefined;
  await at.rooms.noteEvent(found.id, 'accepted', found.holderId);
  return won(found, context, at);
}

async function noteAtWork({ standing, found }: Stands, { at: time }: ActContext, at: MemberRooms): Promise<void> {
  if (standing.actedAt === undefined || time - standing.actedAt < NOTED_MS || !found.holderId) return;
  await at.rooms.noteEvent(found.id, 'at_work', found.holderId);
}
