import { ASK_MS, secondsOf } from '../core/cases/mute.ts';
import { closeCase, memberOf, type MemberRooms, openCase } from './act_member.ts';
import { openOffered } from './act_offered.ts';
import { boundsOf } from './bounds.ts';
import { secretsOf } from './act_person.ts';
import type { CaseRow, MemberRow } from './rooms.ts';
import type { ActContext, Outcome } from './work.ts';

type Values = Readonly<Record<string, string>>;

/** Whether members are left in peace by this chat for now. Everything but filing and writing to them stays open. */
export async function isMuted({ lane, at: time }: ActContext, at: MemberRooms): Promise<boolean> {
  return at.rooms.isMuted(lane.laneId, time);
}

/** Closes a case; when a member says that the chat was used to harass, a second person is asked. */
export async function closeAndAsk(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const done = await closeCase(values, context, at);
  if (done.is !== 'closed' || values['closing'] !== 'abusive') return done;
  const asking = await memberOf(context, at);
  const found = await at.rooms.caseByCode(values['code'] ?? '');
  return asking && found && await askSecond(found, asking, context, at) ? { is: 'asked' } : done;
}

/** Opens a case by its code, or the question that this member is asked about it as the second one. */
export async function openOrAnswer(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const opened = await openCase(values, context, at);
  return opened.is === 'gone' ? await askedOf(values, context, at) ?? opened : opened;
}

/** What a code opens for somebody who was neither called to the case nor holds it: an offer, or a question. */
export async function askedOf(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome | undefined> {
  return await openOffered(values, context, at) ?? askedAbout(values, context, at);
}

/** The question about a case for whoever is asked as the second one, whether or not the case was ever hers to open. */
async function askedAbout(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome | undefined> {
  const asked = await questionFor(values['case'] ?? values['code'] ?? '', context, at);
  return asked && { is: 'asked', values: { code: asked.found.code } };
}

/** Nothing comes of it unless one of those who may say so agrees. False when there is nobody to be asked. */
async function askSecond(
  found: CaseRow, asking: MemberRow, context: ActContext, at: MemberRooms,
): Promise<boolean> {
  const secrets = await secretsOf(found.id, at.rooms);
  if (!secrets) return false;
  const reachable = (await secondsFor(found, asking, at)).flatMap(({ id, laneId }) => (laneId ? [{ id, laneId }] : []));
  if (reachable.length === 0) return false;
  const { effectId, at: time } = context;
  await at.rooms.askMute({
    id: at.secrets.id(), laneId: secrets.laneId, caseId: found.id, askedBy: asking.id, at: time,
  });
  await at.rooms.noteEvent(found.id, 'mute_asked', asking.id);
  for (const { id, laneId } of reachable) {
    await at.rooms.signal(laneId, {
      id: `${effectId}q${id}`, door: 'member.mute_ask', values: { code: found.code, case: found.code }, at: time,
    });
    at.signalled(laneId);
  }
  return true;
}

/** The first answer counts; after a day there is nothing left to agree to. */
export async function agreeMute(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const asked = await questionFor(values['code'] ?? '', context, at);
  if (!asked) return { is: 'gone' };
  const until = context.at + at.muteHours * 3_600_000;
  if (!(await at.rooms.agreeMute(asked.id, asked.member.id, until))) return { is: 'gone' };
  await at.rooms.noteEvent(asked.found.id, 'mute_agreed', asked.member.id);
  return { is: 'done', values: { hours: String(at.muteHours) } };
}

export async function refuseMute(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const asked = await questionFor(values['code'] ?? '', context, at);
  if (asked && await at.rooms.refuseMute(asked.id)) {
    await at.rooms.noteEvent(asked.found.id, 'mute_refused', asked.member.id);
  }
  return { is: 'done' };
}

type Question = Readonly<{ id: string; found: CaseRow; member: MemberRow }>;

/** Who may not answer learns no more than from a code that was never given. */
async function questionFor(code: string, context: ActContext, at: MemberRooms): Promise<Question | undefined> {
  const member = await memberOf(context, at);
  const found = member && await at.rooms.caseByCode(code);
  const asked = found && await at.rooms.askedMute(found.id, context.at - ASK_MS);
  const asking = asked && await at.rooms.memberById(asked.askedBy);
  if (!member || !found || !asked || !asking) return undefined;
  const seconds = await secondsFor(found, asking, at);
  return seconds.some(({ id }) => id === member.id) ? { id: asked.id, found, member } : undefined;
}

async function secondsFor(found: CaseRow, askedBy: MemberRow, at: MemberRooms): Promise<MemberRow[]> {
  const bounds = await boundsOf(found, at);
  if (!bounds) return [];
  // Nobody decides about her own chat.
  const members = (await at.rooms.members()).filter(({ lanes }) => !lanes.includes(bounds.laneId));
  // They see a code: nothing of her reaches an official, so that Art. 19 does not come into it.
  const seconds = secondsOf({ ...bounds, notice: true, askedBy, members });
  return seconds.flatMap(({ id }) => members.find((member) => member.id === id) ?? []);
}
