import { memberOf, type MemberRooms } from './act_member.ts';
import type { ActContext, Outcome } from './work.ts';

type Values = Readonly<Record<string, string>>;

export async function seeDuty(_values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const member = await memberOf(context, at);
  return { is: member?.onDuty ? 'on' : 'off' };
}

export async function setDuty(onDuty: boolean, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const member = await memberOf(context, at);
  if (member) await at.rooms.setDuty(member.id, onDuty, context.at);
  return { is: 'done' };
}

export async function confirmAddress(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const member = await memberOf(context, at);
  if (!member?.addressCode || values['address_ok'] !== 'yes') {
    if (member?.addressCode) await at.rooms.doubtAddress(member.addressCode, context.at);
    return { is: 'reported' };
  }
  await at.rooms.verifyAddress(member.addressCode, at.today(context.at));
  return { is: 'confirmed' };
}
