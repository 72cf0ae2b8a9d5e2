import { isHeld } from '../core/cases/life.ts';
import {
  canMeet, type How, HOW, mayTellCommittee, metCode, nudgedCode, nudgesDue, obligationsOf, type Owed,
} from '../core/cases/obligations.ts';
import { type MemberRooms, reach } from './act_member.ts';
import { tellOfficers } from './bounds.ts';
import { leftText, owingOf, proofText, type Saying } from './owed.ts';
import type { CaseRow } from './rooms.ts';
import { signalHolder } from './signal_holder.ts';
import type { ActContext, Outcome } from './work.ts';

type Values = Readonly<Record<string, string>>;

export type ObligationAction = 'list_obligations' | 'open_obligation' | 'keep_obligation' | 'note_arrival';

export function actForObligations(
  action: ObligationAction, values: Values, context: ActContext, at: MemberRooms,
): Promise<Outcome> {
  switch (action) {
    case 'list_obligations':
      return listObligations(values, context, at);
    case 'open_obligation':
      return openObligation(values, context, at);
    case 'keep_obligation':
      return keepObligation(values, context, at);
    case 'note_arrival':
      return noteArrival(values, context, at);
  }
}

/** What the case she holds asks of her, each with its clock. */
async function listObligations(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const held = await heldBy(values, context, at);
  if (!held) return { is: 'gone' };
  const owed = obligationsOf(await owingOf(held.found, at));
  const list = owed.map((one) => ({ code: one.is, label: rowOf(one, sayingOf(context)) }));
  return list.length > 0 ? { is: 'some', list } : { is: 'none' };
}

/** One of them: what it is, by when, and whom she may have told, to choose from. */
async function openObligation(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const held = await heldBy(values, context, at);
  if (!held) return { is: 'gone' };
  const owing = await owingOf(held.found, at);
  const owed = obligationsOf(owing).find(({ is }) => is === values['owed']);
  if (!owed) return { is: 'gone' };
  const saying = sayingOf(context);
  const shown = {
    owed: owed.is, owed_left: leftText(owed, saying), owed_own: owed.ownClock ? 'yes' : 'no',
    owed_body: mayTellCommittee(owing.events) ? 'yes' : 'no',
  };
  if (owed.met) return { is: 'met', values: { ...shown, owed_proof: proofText(owed.met, saying) } };
  if (owed.to.length === 0) return { is: 'waits', values: shown };
  const list = owed.to.map((told) => ({ code: told, label: saying.words.choice(saying.lang, told).label }));
  return { is: 'some', values: shown, list };
}

/** It is kept: whom she told, or who has told her, and how. Codes, never words. */
async function keepObligation(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const held = await heldBy(values, context, at);
  if (!held) return { is: 'gone' };
  const { owed: is = '', told = '' } = values;
  // The row is locked: of two who say it at the same time one is written down.
  await at.rooms.caseById(held.found.id);
  const owed = canMeet(obligationsOf(await owingOf(held.found, at)), is, told);
  const who = owed?.to.find((one) => one === told);
  const how = HOW.find((one): one is How => one === values['how']);
  if (!owed || !who || !how) return { is: 'gone' };
  await at.rooms.noteEvent(held.found.id, metCode(owed.is, who, how), held.memberId);
  return { is: 'kept' };
}

/** She has come to the address: from now on its commune committee is to be told (Art. 36). */
async function noteArrival(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const held = await heldBy(values, context, at);
  if (!held) return { is: 'gone' };
  const { found, memberId } = held;
  await at.rooms.caseById(found.id);
  const has = async (code: string): Promise<boolean> =>
    (await at.rooms.eventsOf(found.id)).some((event) => event.code === code);
  if (!await has('arrived')) await at.rooms.noteEvent(found.id, 'arrived', memberId);
  const owed = obligationsOf(await owingOf(found, at)).find(({ is }) => is === 'arrival_told');
  if (owed && owed.to.length > 0) return { is: 'noted' };
  // Her own commune's committee is one she wants left out: the province's officer is asked to decide.
  await tellOfficers(found, { id: `${found.id}v`, at: context.at }, at);
  return { is: 'waits' };
}

/**
 * Reminds whoever holds a case of what is due now, once each: what was reminded is written in the same transaction,
 * under the lock of the case's row. Whoever cannot be reached is reminded when she can.
 */
export async function nudgeHolder(caseId: string, time: number, at: MemberRooms): Promise<void> {
  const found = await at.rooms.caseById(caseId);
  if (!found || found.restricted || !isHeld(found.state)) return;
  const holder = found.holderId ? await at.rooms.memberById(found.holderId) : undefined;
  const due = holder?.laneId ? nudgesDue(await owingOf(found, at), time) : [];
  if (due.length === 0) return;
  // By nobody: reminding her is no sign that she is at work.
  for (const { is, nudge } of due) await at.rooms.noteEvent(caseId, nudgedCode(is, nudge));
  await signalHolder(found, { id: `${caseId}o${time}`, door: 'member.owed', at: time }, at);
}

async function heldBy(
  values: Values, context: ActContext, at: MemberRooms,
): Promise<{ found: CaseRow; memberId: string } | undefined> {
  const { member, found } = await reach(values['code'] ?? '', context, at);
  if (!member || !found || found.holderId !== member.id || found.restricted || !isHeld(found.state)) return undefined;
  return { found, memberId: member.id };
}

const sayingOf = ({ words, at, session }: ActContext): Saying => ({ words, at, lang: session.lang });

/** `Báo ngay về trẻ · còn 40 phút`. */
const rowOf = (owed: Owed, saying: Saying): string =>
  `${saying.words.choice(saying.lang, owed.is).label} · ${leftText(owed, saying)}`;
