import { addToCase, erase, fileCase, fileNote, nameExcluded } from '../tasks/act_person.ts';
import { relayToMember, withdrawCase } from '../tasks/act_person.ts';
import { makeReceipt, openPage, readReceipt, tryReceipt } from '../tasks/act_receipt.ts';
import {
  acceptCase, declineCase, dropChats, giveReason, listCases, type MemberRooms, referCase,
  relayToPerson, secondChat, supportCase, useInvite,
} from '../tasks/act_member.ts';
import { confirmAddress, seeDuty, setDuty } from '../tasks/act_duty.ts';
import { actAfter } from '../tasks/act_after.ts';
import { giveFile, replyFile } from '../tasks/act_file.ts';
import { actForOffers, isOfferAction } from '../tasks/act_offers.ts';
import { actForLock } from '../tasks/act_lock.ts';
import { hush, openThread, seeUnread } from '../tasks/act_words.ts';
import { makeKey } from '../tasks/act_key.ts';
import { actForObligations } from '../tasks/act_obligations.ts';
import { openWork } from '../tasks/act_work.ts';
import { mayRelay, refusal } from '../tasks/access.ts';
import { aimWords, listHeld } from '../tasks/act_stray.ts';
import { actForRights } from '../tasks/act_rights.ts';
import { mayAskFor } from '../core/places/asked.ts';
import { agreeMute, closeAndAsk, isMuted, openOrAnswer, refuseMute } from '../tasks/act_mute.ts';
import { findNearest, lookUp, type Places } from '../tasks/act_places.ts';
import type { ActContext, DoEffect, Hands, Outcome } from '../tasks/work.ts';

export type Look = Readonly<{
  places: () => Places;
  today: (at: number) => string;
  /** Whether addresses near one more commune may be shown to this chat. */
  mayAsk: (laneId: string, inDanger: boolean) => Promise<boolean>;
}>;

/** Hands that only look things up, in memory: most replies need no others. */
export function quickHands(look: Look): Hands {
  return {
    act: (effect, context) => looked(effect, context, look),
    relay: () => undefined,
    hush: () => undefined,
    shown: () => undefined,
  };
}

/** Hands inside one transaction. */
export function slowHands(look: Look, at: MemberRooms): Hands {
  return {
    // What is not allowed is answered before any hand moves.
    act: async (effect, context) => await refusal(effect, context, at)
      ?? looked(effect, context, look) ?? act(effect, context, at),
    relay: async (effect, context) => {
      if (!(await mayRelay(effect, context, at))) return;
      if (effect.to === 'person') return relayToPerson(effect, context, at);
      return await isMuted(context, at) ? 'shut' : relayToMember(effect, context, at);
    },
    hush: (word, context) => hush(word, context, at),
    shown: async (event, { session, at: time }) => {
      const { message, case_id: caseId } = event.values;
      if (message) await at.rooms.markShown([message], event.id);
      // Reading her words in the talk is looking, too.
      const { member } = session.kept;
      if (event.door === 'member.said' && member && caseId) await at.rooms.noteOpened(caseId, member, time);
    },
  };
}

function looked(effect: DoEffect, context: ActContext, look: Look): Outcome | Promise<Outcome> | undefined {
  if (effect.action === 'find_nearest') return nearest(effect, context, look);
  return lookUp(effect, context, look.places(), look.today);
}

/** Her session counts communes by itself; this bound holds also for whoever erases it again and again. */
async function nearest({ values }: DoEffect, context: ActContext, look: Look): Promise<Outcome> {
  const { session: { kept, cried }, at, lane } = context;
  const { may, fresh } = mayAskFor(values['commune'] ?? '', { asked: kept.asked, inDanger: cried }, at);
  if (may && fresh && !await look.mayAsk(lane.laneId, cried)) return { is: 'spent', list: [] };
  return findNearest(values, context, look.places(), look.today(at));
}

/** Every action that writes, each once: a new one is a compile error until it stands here. */
async function act(effect: DoEffect, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const { action, values } = effect;
  if (isOfferAction(action)) return actForOffers(action, values, context, at);
  switch (action) {
    case 'name_excluded':
      return nameExcluded(values, at);
    case 'file_note':
      return fileNote(values, context, at);
    case 'file_case':
      return await isMuted(context, at) ? { is: 'muted' } : fileCase(values, context, at);
    case 'make_receipt':
      return makeReceipt(values, context, at);
    case 'try_receipt':
      return tryReceipt(values, context, at);
    case 'read_receipt':
      return readReceipt(values, context, at);
    case 'add_to_case':
      return await isMuted(context, at) ? { is: 'muted', values: { more_words: '' } } : addToCase(values, context, at);
    case 'give_file':
      return await isMuted(context, at) ? { is: 'shut' } : giveFile(values, context, at);
    case 'withdraw_case':
      return withdrawCase(values, context, at);
    case 'close_mine': case 'say_last': case 'keep_follow': case 'count_answer':
      return actAfter(action, values, context, at);
    case 'see_unread': case 'open_thread':
      return (action === 'open_thread' ? openThread : seeUnread)(values, context, at);
    case 'erase':
      return erase(values, context, at);
    case 'open_page':
      return openPage(values, context, at);
    case 'keep_lock': case 'try_lock': case 'drop_lock':
      return actForLock(action, values, context, at);
    case 'open_rights':
    case 'see_kept':
    case 'see_looked':
    case 'set_right':
    case 'take_back':
    case 'pause_case':
    case 'resume_case':
    case 'complain':
    case 'read_request':
      return actForRights(action, values, context, at);
    case 'find_commune': case 'find_nearest': case 'show_address': case 'summarise':
    case 'check_duress': case 'sort_signs': case 'weigh_signs':
      throw new Error(`${action} is looked up, not written`);
    default:
      return actForMember(action, values, context, at);
  }
}

type MemberAction =
  | 'use_invite' | 'make_key' | 'second_chat' | 'drop_chats'
  | 'see_duty' | 'duty_on' | 'duty_off' | 'list_cases' | 'list_held' | 'aim_words' | 'open_case' | 'open_work'
  | 'accept_case' | 'pass_case' | 'recuse_case' | 'give_reason' | 'reply_file' | 'support_case' | 'refer_case'
  | 'close_case' | 'list_obligations' | 'open_obligation' | 'keep_obligation' | 'note_arrival'
  | 'confirm_address' | 'agree_mute' | 'refuse_mute';

async function actForMember(
  action: MemberAction, values: DoEffect['values'], context: ActContext, at: MemberRooms,
): Promise<Outcome> {
  switch (action) {
    case 'use_invite':
      return useInvite(values, context, at);
    case 'make_key':
      return makeKey(values, context, at);
    case 'second_chat':
      return secondChat(values, context, at);
    case 'drop_chats':
      return dropChats(values, context, at);
    case 'see_duty':
      return seeDuty(values, context, at);
    case 'duty_on': case 'duty_off':
      return setDuty(action === 'duty_on', context, at);
    case 'list_cases':
      return listCases(values, context, at);
    case 'list_held':
      return listHeld(values, context, at);
    case 'aim_words':
      return aimWords(values, context, at);
    case 'open_case':
      return openOrAnswer(values, context, at);
    case 'open_work':
      return openWork(values, context, at);
    case 'accept_case':
      return acceptCase(values, context, at);
    case 'pass_case': case 'recuse_case':
      return declineCase(action === 'pass_case' ? 'passed' : 'recused', values, context, at);
    case 'give_reason':
      return giveReason(values, context, at);
    case 'reply_file':
      return replyFile(values, context, at);
    case 'support_case':
      return supportCase(values, context, at);
    case 'refer_case':
      return referCase(values, context, at);
    case 'close_case':
      return closeAndAsk(values, context, at);
    case 'list_obligations': case 'open_obligation': case 'keep_obligation': case 'note_arrival':
      return actForObligations(action, values, context, at);
    case 'confirm_address':
      return confirmAddress(values, context, at);
    case 'agree_mute':
      return agreeMute(values, context, at);
    case 'refuse_mute':
      return refuseMute(values, context, at);
  }
}
