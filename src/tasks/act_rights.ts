import { dayStart } from '../core/vietnam.ts';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import { advance } from './advance.ts';
import type { MemberRooms } from './act_member.ts';
import { isOver, passOn, secretsOf, tellWaits, withdrawCase } from './act_person.ts';
import { noteRequest } from './requests.ts';
import type { CaseRow, RequestWords } from './rooms.ts';
import type { ActContext, Outcome } from './work.ts';

type Values = Readonly<Record<string, string>>;
export type RightsAction =
  | 'open_rights' | 'see_kept' | 'see_looked' | 'set_right' | 'take_back' | 'pause_case' | 'resume_case'
  | 'complain' | 'read_request';

const NOTHING: Outcome = { is: 'nothing', values: { rights_case: '' } };

/** What she may do about what is kept of her. What is of a case asks first for her word, or her code with its word. */
export async function actForRights(
  action: RightsAction, values: Values, context: ActContext, at: MemberRooms,
): Promise<Outcome> {
  if (action === 'open_rights') return openRights(values, context, at);
  if (action === 'complain') return complain(values, context, at);
  if (action === 'read_request') return readRequest(values, context, at);
  const found = values['rights_case'] ? await at.rooms.caseById(values['rights_case']) : undefined;
  if (!found) return NOTHING;
  switch (action) {
    case 'see_kept':
      return seeKept(found, context, at);
    case 'see_looked':
      return seeLooked(found, context, at);
    case 'set_right':
      return setRight(found, values, context, at);
    case 'take_back':
      return withdrawCase({ case_id: found.id }, context, at);
    case 'pause_case':
      return pauseCase(found, context, at);
    case 'resume_case':
      return resumeCase(found, context, at);
  }
}

/** Right, wrong and too often tried get the same answer as a chat of which nothing is kept. */
async function openRights(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const clean = { word: '', opened: '' };
  const id = values['opened'] || await caseByWord(values['word'] ?? '', context, at);
  const found = id ? await at.rooms.caseById(id) : undefined;
  if (!found) return { is: 'nothing', values: { ...clean, rights_case: '' } };
  return {
    is: 'open',
    values: { ...clean, rights_case: found.id, paused: found.restricted ? 'yes' : 'no' },
    // As by a receipt: what she has proved to be hers goes with XÓA too.
    kept: { cases: [...new Set([...context.session.kept.cases, found.id])] },
  };
}

/** The newest case of this chat that was filed with this safe word. */
async function caseByWord(word: string, { session, lane }: ActContext, at: MemberRooms): Promise<string | undefined> {
  if (!word || !(await at.mayTry(lane.laneId))) return undefined;
  const typed = at.secrets.keyed('word', word);
  for (const id of session.kept.cases.toReversed()) {
    if ((await secretsOf(id, at.rooms))?.safeWord === typed) return id;
  }
  return undefined;
}

/** Counts and kinds of what is kept; never a word of it. */
async function seeKept(found: CaseRow, context: ActContext, at: MemberRooms): Promise<Outcome> {
  await noteAccess(found, context, at);
  const { hers, theirs, consents, receipts, requests } = await at.rooms.keptOf(found.id);
  const secrets = await secretsOf(found.id, at.rooms);
  const { addresses = [], communes = [], members = [] } = secrets?.excluded ?? {};
  const choices = found.kinds.length + found.needs.length + (found.communeCode ? 1 : 0) + (found.hours ? 1 : 0);
  const counts = {
    choices, hers, theirs, consents, receipts, requests, avoided: addresses.length + communes.length + members.length,
  };
  return {
    is: 'shown',
    values: {
      kept_day: shownDay(found.filedAt, at), kept_word: secrets?.safeWord ? 'yes' : 'no',
      ...Object.fromEntries(Object.entries(counts).map(([name, count]) => [`kept_${name}`, String(count)])),
    },
  };
}

/** Who looked, as counts: a name would be one more thing that another hand can read here. */
async function seeLooked(found: CaseRow, context: ActContext, at: MemberRooms): Promise<Outcome> {
  await noteAccess(found, context, at);
  const { times, people, office, codes, last } = await at.rooms.looksOf(found.id);
  return {
    is: 'shown',
    values: {
      looked: times > 0 ? 'yes' : 'no', looked_times: String(times), looked_people: String(people),
      looked_day: last === undefined ? '' : shownDay(last, at),
      looked_office: String(office), looked_codes: String(codes),
    },
  };
}

/** Seen at once, so it is done at once; once a day, since she may look as often as she likes. */
async function noteAccess(found: CaseRow, context: ActContext, at: MemberRooms): Promise<void> {
  const once = `${found.id}a${dayStart(context.at)}`;
  await noteRequest({ kind: 'access', caseId: found.id, done: true, once }, context, at);
}

/** What is wrong goes to whoever holds the case, as her words; while nobody does, to the officer's list. */
async function setRight(found: CaseRow, values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const asked = values['rights_words'] ?? '';
  const toHolder = found.holderId !== undefined && !found.restricted && !isOver(found);
  const told = new Private(context.words.text('vi', 'rights.to_holder', { asked }));
  if (toHolder) await passOn(found, { words: told }, context, at);
  const words = toHolder ? {} : { words: wordsOf({ asked }) };
  return sent(await noteRequest({ kind: 'correct', caseId: found.id, done: false, ...words }, context, at), at);
}

/** A complaint or an objection needs no proof of anything. It goes to the officer's list, never to a holder. */
async function complain(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const kind = values['rights_kind'] === 'object' ? 'object' : 'complain';
  const words = wordsOf({ asked: values['rights_words'] ?? '' });
  const caseId = values['rights_case'] || undefined;
  return sent(await noteRequest({ kind, caseId, done: false, words }, context, at), at);
}

const wordsOf = (words: RequestWords): Private => new Private(JSON.stringify(words));

type Noted = Awaited<ReturnType<typeof noteRequest>>;

function sent({ code, answerBy, doneBy }: Noted, at: MemberRooms): Outcome {
  // The end of a day is the first moment of the next one.
  const days = { answer_day: shownDay(answerBy - 1, at), done_day: shownDay(doneBy - 1, at) };
  return { is: 'sent', values: { request_code: (code.match(/.{5}/g) ?? []).join('-'), rights_words: '', ...days } };
}

/** What became of a request: by its number, in the chat where it was made. */
async function readRequest(values: Values, context: ActContext, at: MemberRooms): Promise<Outcome> {
  const clean = { rights_code: '' };
  const may = await at.mayTry(context.lane.laneId);
  const found = may ? await at.rooms.requestOf(values['rights_code'] ?? '', context.lane) : undefined;
  if (!found) return { is: 'nothing', values: clean };
  // Our own sealed JSON: the seal has proved that nobody else wrote it.
  const words: RequestWords = found.words ? JSON.parse(reveal(found.words)) : {};
  const state = found.done ? 'done' : found.answered ? 'answered' : 'waiting';
  return { is: 'found', values: { ...clean, request_state: state, request_reply: words.reply ?? '' } };
}

/** Nothing moves any more: no ring, no message, and whoever holds the case neither reads on nor writes. */
async function pauseCase(found: CaseRow, context: ActContext, at: MemberRooms): Promise<Outcome> {
  if (isOver(found)) return { is: 'over' };
  if (await advance(found, { move: 'pause', restricted: true, remindAt: null }, at.rooms)) {
    await at.rooms.noteAt(found.id, 'paused', context.at);
    await noteRequest({ kind: 'restrict', caseId: found.id, done: true }, context, at);
    await tellWaits(found, context, at);
  }
  return { is: 'paused', values: { paused: 'yes' } };
}

/** Goes on where it stood: a ring that had ten minutes left has ten minutes left. */
async function resumeCase(found: CaseRow, context: ActContext, at: MemberRooms): Promise<Outcome> {
  if (isOver(found)) return { is: 'over' };
  if (found.restricted) {
    const { since = context.at } = await at.rooms.pausesOf(found.id);
    const left = found.ringAt === undefined ? undefined : Math.max(0, found.ringAt - since);
    const ringAt = left === undefined ? {} : { ringAt: context.at + left };
    await advance(found, { move: 'resume', restricted: false, ...ringAt }, at.rooms);
    await at.rooms.noteAt(found.id, 'resumed', context.at);
    if (left !== undefined) at.caseDue(found.id, context.at + left);
    await tellGoesOn(found, context, at);
  }
  return { is: 'resumed', values: { paused: 'no' } };
}

/** Whoever holds it, or was asked and has not answered, is told by code as before. */
async function tellGoesOn(found: CaseRow, { effectId, at: time }: ActContext, at: MemberRooms): Promise<void> {
  const door = found.holderId === undefined ? 'member.alert' : 'member.news';
  const waiting = (await at.rooms.alertsOf(found.id)).filter(({ memberId, answer }) => (
    found.holderId === undefined ? answer === undefined : memberId === found.holderId));
  for (const { memberId } of waiting) {
    const member = await at.rooms.memberById(memberId);
    if (!member?.laneId) continue;
    const values = { code: found.code, case: found.code };
    await at.rooms.signal(member.laneId, { id: `${effectId}g${memberId}`, door, values, at: time });
    at.signalled(member.laneId);
  }
}

/** `21/11/2026`, in Viet Nam. */
const shownDay = (time: number, at: MemberRooms): string => at.today(time).split('-').reverse().join('/');
