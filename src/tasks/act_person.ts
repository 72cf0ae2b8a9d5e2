import { mayDo, NOBODY, THREAD } from '../core/access/permits.ts';
import { type Exclusions, isBodyExcluded } from '../core/cases/conflict.ts';
import { isEnded } from '../core/cases/life.ts';
import { CaseFacts } from '../core/cases/rings.ts';
import { cover } from '../core/masking/cover.ts';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import { filingOf } from '../core/conversation/session.ts';
import type { Deadlines } from '../core/rights/clocks.ts';
import { advance } from './advance.ts';
import { noteRequest } from './requests.ts';
import type { CaseRow, CaseSecrets, MemberRow, Rooms, Secrets } from './rooms.ts';
import { signalHolder } from './signal_holder.ts';
import type { ActContext, Outcome, RelayEffect } from './work.ts';

/** The committee of her commune is among those she wants left out. */
const BODY_EXCLUDED = 'body_excluded';
/** 6 letters of 5 bits: enough to tell cases apart; holding one opens nothing. */
const CASE_CODE_LETTERS = 6;

export type PersonRooms = Readonly<{
  rooms: Rooms;
  secrets: Secrets;
  /** Rings the clock for a case at `dueAt` (ms), once the transaction is committed. */
  caseDue: (caseId: string, dueAt: number) => void;
  signalled: (laneId: string) => void;
  /** The address of a page that opens once; undefined where the chat itself can forget. */
  oncePage: ((token: string) => string) | undefined;
  /** The address of a page of her own beside her chat; undefined where none can be opened. */
  talkPage: ((token: string, lang: string) => string) | undefined;
  /** The address of a page of one case; undefined where none can be opened. */
  workPage: ((token: string, lang: string) => string) | undefined;
  /** The address of a page that shows a picture or plays a voice once; undefined where no page can be opened. */
  filePage: ((token: string, lang: string) => string) | undefined;
  /** A picture or a voice is fetched once the transaction is committed. */
  fileWanted: (id: string) => void;
  /** False when this chat has tried too often; counted for right and wrong alike. */
  mayTry: (laneId: string) => Promise<boolean>;
  /** The days by which a request made at `at` (ms) is answered and done. */
  deadlines: (at: number) => Deadlines;
  /** False while tries of this receipt pause, whichever chat of a way in they come from. */
  mayGuess: (receipt: string, counts: boolean) => Promise<boolean>;
  /** The commune of an address, and the province of a commune. */
  communeOf: (addressCode: string | undefined) => string | undefined;
  provinceOf: (communeCode: string | undefined) => string | undefined;
  /** Numbers that everybody may know: they are never covered. */
  publicNumbers: () => readonly string[];
}>;

type Values = Readonly<Record<string, string>>;

/** Level C: an anonymised case goes to the rings. Her words, if any, wait sealed for whoever accepts. */
export async function fileCase(values: Values, context: ActContext, at: PersonRooms): Promise<Outcome> {
  const id = at.secrets.id();
  const code = at.secrets.code(CASE_CODE_LETTERS);
  const facts = CaseFacts.parse({
    level: 'case',
    ...factsOf(values),
    hours: values['hours'] ?? '',
    tellMe: values['tell_me'] ?? 'nobody',
  });
  const duressWord = values['duress_word'] ? at.secrets.keyed('word', values['duress_word']) : '';
  const secrets: CaseSecrets = {
    laneId: context.lane.laneId,
    channel: context.lane.channel,
    excluded: await exclusionsOf(values, context, at.rooms),
    notice: values['notice'] === 'yes',
    safeWord: values['safe_word'] ? at.secrets.keyed('word', values['safe_word']) : '',
    duressWord,
  };
  await at.rooms.fileCase({ id, code, facts, secrets: new Private(JSON.stringify(secrets)), at: context.at });
  await at.rooms.addConsents(id, filingOf(context.session), context.effectId);
  const firstWords = values['first_words'];
  if (firstWords) {
    await at.rooms.addMessage({ id: context.effectId, caseId: id, side: 'person', words: new Private(firstWords) });
  }
  await at.rooms.noteEvent(id, 'filed');
  // An address that takes her in must tell the committee of her commune (Art. 36): the province decides what then.
  const { communeCode } = facts;
  if (isBodyExcluded({ communeCode, excluded: secrets.excluded })) await at.rooms.noteEvent(id, BODY_EXCLUDED);
  at.caseDue(id, context.at);
  return {
    is: 'filed',
    values: {
      code, case: code, case_id: id, first_words: '', safe_word: '', duress_word: '',
      guarded: values['safe_word'] ? 'yes' : 'no',
    },
    kept: {
      cases: [...context.session.kept.cases, id],
      ...(duressWord && { duress: [...context.session.kept.duress ?? [], duressWord] }),
    },
  };
}

/** Level B: codes only, counted by month; no way back to her and nobody is alerted. */
export async function fileNote(values: Values, context: ActContext, at: PersonRooms): Promise<Outcome> {
  const id = at.secrets.id();
  const facts = CaseFacts.parse({ level: 'note', ...factsOf(values), hours: '', tellMe: 'nothing' });
  await at.rooms.fileCase({
    id, code: at.secrets.code(CASE_CODE_LETTERS), facts, secrets: new Private(''), at: context.at,
  });
  await at.rooms.addConsents(id, filingOf(context.session), context.effectId);
  const noted = { outcome: 'noted', ringAt: null, closedAt: context.at };
  await advance({ id, holderId: undefined }, { move: 'note', ...noted }, at.rooms);
  return { is: 'filed' };
}

function factsOf(values: Values): Omit<CaseFacts, 'level' | 'hours' | 'tellMe'> {
  const list = (text: string | undefined): string[] => (text ?? '').split(',').filter((part) => part !== '');
  return {
    ...(values['commune'] && { communeCode: values['commune'] }),
    kinds: list(values['kinds']),
    danger: values['danger_level'] === 'urgent' ? 'urgent' : 'normal',
    needs: list(values['needs']),
    under16: values['under_16'] === 'yes',
  };
}

/** Whom she named, and, when she is a member herself, all her colleagues. */
async function exclusionsOf(values: Values, { session }: ActContext, rooms: Rooms): Promise<Exclusions> {
  const self = session.kept.member ? await rooms.memberById(session.kept.member) : undefined;
  const list = (text: string | undefined): string[] => (text ?? '').split(',').filter((part) => part !== '');
  return {
    addresses: [...list(values['exclude_address']), ...(self?.addressCode ? [self.addressCode] : [])],
    communes: values['exclude_commune'] === 'yes' && values['commune'] ? [values['commune']] : [],
    members: [...new Set([...list(values['exclude_member']), ...(self ? [self.id] : [])])],
    local: values['exclude_local'] === 'yes',
  };
}

/** A typed name that is not exactly one member widens to her whole commune, and she is told. */
export async function nameExcluded(values: Values, { rooms }: PersonRooms): Promise<Outcome> {
  const name = values['exclude_name'] ?? '';
  const found = await rooms.membersNamed(name);
  // Whoever has said that she is close to that family stays out as well, and nobody is told.
  const close = await rooms.membersCloseTo(name);
  const [only] = found;
  if (found.length === 1 && only) {
    const out = [only.id, ...close].join(',');
    const values = { exclude_member: out, exclude_address: only.addressCode ?? '', exclude_name: '' };
    return { is: 'address', values };
  }
  return { is: 'commune', values: { exclude_member: close.join(','), exclude_commune: 'yes', exclude_name: '' } };
}

export async function addToCase(values: Values, context: ActContext, at: PersonRooms): Promise<Outcome> {
  const found = await at.rooms.caseById(values['case_id'] ?? '');
  if (!found || isOver(found)) return { is: 'closed', values: { more_words: '' } };
  await passOn(found, { words: new Private(values['more_words'] ?? '') }, context, at);
  return { is: 'added', values: { more_words: '' } };
}

export async function withdrawCase(values: Values, context: ActContext, at: PersonRooms): Promise<Outcome> {
  const found = await at.rooms.caseById(values['case_id'] ?? '');
  const ends = { code: 'withdrawn', ringAt: null, closedAt: context.at };
  if (found && await advance(found, { move: 'withdraw', ...ends }, at.rooms)) {
    await at.rooms.withdrawConsents(found.id, context.at);
    await noteRequest({ kind: 'withdraw', caseId: found.id, done: true }, context, at);
    await tellMembers(found, context, at);
  }
  return { is: 'withdrawn' };
}

/** Whoever was alerted learns by code that nothing is waiting any more; nobody learns anything else. */
export async function tellMembers(found: CaseRow, context: ActContext, at: PersonRooms): Promise<void> {
  for (const { memberId, answer } of await at.rooms.alertsOf(found.id)) {
    // Whoever passed it on, or knows the people, hears of it no more.
    if (answer === 'passed' || answer === 'recused') continue;
    const member = await at.rooms.memberById(memberId);
    if (!member?.laneId || (found.holderId && found.holderId !== memberId)) continue;
    await at.rooms.signal(member.laneId, {
      id: `${context.effectId}m${memberId}`, door: 'member.withdrawn', values: { code: found.code }, at: context.at,
    });
    at.signalled(member.laneId);
  }
}

/** XÓA: her lane and her cases go with their keys; the proof is the same whether or not anything existed. */
export async function erase(_values: Values, context: ActContext, at: PersonRooms): Promise<Outcome> {
  for (const id of context.session.kept.cases) {
    const found = await at.rooms.caseById(id);
    if (found && !isOver(found)) await tellMembers(found, context, at);
  }
  const proof = at.secrets.code(8);
  await at.rooms.erase(context.lane.laneId, context.session.kept.cases, proof);
  return { is: 'erased', values: { proof }, erased: true, kept: { cases: [] } };
}

/** Her words in the talk: kept under the case key, and shown to the member who holds the case. */
export async function relayToMember(effect: RelayEffect, context: ActContext, at: PersonRooms): Promise<void> {
  const found = await at.rooms.caseById(context.session.answers['case_id'] ?? '');
  if (!found || isOver(found)) return;
  await passOn(found, { words: new Private(effect.text), phone: effect.phone === true }, context, at);
  if (!found.restricted) return;
  // She may have forgotten that it stands still: she is told while she is here, and can let it go on.
  const { laneId } = context.lane;
  const values = { rights_case: found.id };
  await at.rooms.signal(laneId, { id: `${context.effectId}r`, door: 'rights.still_paused', values, at: context.at });
  at.signalled(laneId);
}

/** Her words, for whoever holds the case; of one that stands still they wait. */
export async function passOn(found: CaseRow, said: Said, context: ActContext, at: PersonRooms): Promise<void> {
  const id = context.effectId;
  await at.rooms.addMessage({ id, caseId: found.id, side: 'person', ...said });
  await advance(found, { move: 'hear', code: 'in_contact' }, at.rooms);
  if (found.restricted) return;
  const values = { case_id: found.id, words: forMember(said, at), message: id };
  const only = (holder: MemberRow): Promise<boolean> => readsThread(found, holder, context.at, at.rooms);
  await signalHolder(found, { id: `${id}m`, door: 'member.said', values, at: context.at, only }, at);
}

/** A holder who has long done nothing in the case gets no words of hers; she is told that some wait. */
export async function readsThread(found: CaseRow, holder: MemberRow, time: number, rooms: Rooms): Promise<boolean> {
  const actedAt = await rooms.lastAct(found.id, holder.id);
  const permit = found.state === 'closed' ? THREAD.read_last : THREAD.read;
  return mayDo(permit, { ...NOBODY, role: holder.role, state: found.state, actedAt }, time);
}

/** Words of a talk; `phone`: she has said that the numbers in them may be seen by whoever holds her case. */
type Said = Readonly<{ words: Private; phone?: boolean }>;

/** What she wrote, as it leaves her sealed narrative: who she is and where to find her is covered. */
export function forMember({ words, phone }: Said, { publicNumbers }: Pick<PersonRooms, 'publicNumbers'>): string {
  const { text, withPhone } = cover(reveal(words), publicNumbers());
  return phone && withPhone ? withPhone : text;
}

export async function secretsOf(caseId: string, rooms: Rooms): Promise<CaseSecrets | undefined> {
  const sealed = await rooms.secretsOf(caseId);
  const text = sealed ? reveal(sealed) : '';
  return text ? parseSecrets(text) : undefined;
}

function parseSecrets(text: string): CaseSecrets {
  // Our own sealed JSON: the seal has proved that nobody else wrote it.
  return JSON.parse(text);
}

/** A case that stands still: its holder learns by code that nothing is passed on for now. */
export function tellWaits(
  found: CaseRow, { effectId, at: time }: Pick<ActContext, 'effectId' | 'at'>, at: PersonRooms,
): Promise<void> {
  return signalHolder(found, { id: `${effectId}v`, door: 'member.waits', at: time }, at);
}

export const isOver = ({ state }: CaseRow): boolean => isEnded(state);
