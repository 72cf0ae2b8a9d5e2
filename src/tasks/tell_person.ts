import { advance } from './advance.ts';
import { isOver, secretsOf, type PersonRooms } from './act_person.ts';
import type { CaseRow } from './rooms.ts';
import { signalHolder } from './signal_holder.ts';
import type { ActContext } from './work.ts';

type Values = Readonly<Record<string, string>>;
type Told = Readonly<{ door: string; values?: Values }>;

/** Puts a door before her; the gate decides when it opens. */
export async function tellPerson(
  found: CaseRow, { door, values }: Told, context: Pick<ActContext, 'effectId' | 'at'>, at: PersonRooms,
): Promise<void> {
  const secrets = found.restricted ? undefined : await secretsOf(found.id, at.rooms);
  // Her second word has said that it is not her who holds the phone: it waits for her own word.
  if (!secrets || found.quiet) return;
  // Without a safe word nothing tells her hand from another one: then nothing is said first.
  const known = { case_id: found.id, code: found.code, hours: secrets.safeWord ? found.hours : '' };
  await at.rooms.signal(secrets.laneId, {
    id: `${context.effectId}p`, door, values: { ...known, ...values }, at: context.at,
  });
  at.signalled(secrets.laneId);
  await tellUnreached(found, secrets.laneId, context, at);
}

/** Whoever holds the case learns that the platform lets nothing through to her, and how much waits: it is not sent. */
async function tellUnreached(
  found: CaseRow, laneId: string, { effectId, at: time }: Pick<ActContext, 'effectId' | 'at'>, at: PersonRooms,
): Promise<void> {
  if (!found.holderId || isOver(found) || await at.rooms.isReachable(laneId)) return;
  await advance(found, { move: 'lose', code: 'unreachable' }, at.rooms);
  const count = String((await at.rooms.unread(found.id, 'member')).length);
  await signalHolder(found, { id: `${effectId}h`, door: 'member.not_reached', values: { count }, at: time }, at);
}
