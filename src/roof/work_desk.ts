import { randomBytes } from 'node:crypto';
import { newSession } from '../core/conversation/session.ts';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import { heardText } from '../core/reading/heard.ts';
import type { House } from '../house.ts';
import type { WorkAnswer, WorkForm, WorkShown } from '../http/work_form.ts';
import type { WebFile } from '../tasks/file_ports.ts';
import { codeOf, lockWork, lookAtWork, type WorkView } from '../tasks/act_work.ts';
import type { MemberRooms } from '../tasks/act_member.ts';
import type { SeenFile } from '../tasks/file_ports.ts';
import type { WorkRow } from '../tasks/rooms.ts';
import type { ActContext, Hands, Outcome } from '../tasks/work.ts';
import { workPageStore } from '../stores/work_pages.ts';
import { openTurnstile } from './turnstile.ts';
import { type LawShown, lawShown, timeOf } from './work_law.ts';

/** The page of one case: every look and every deed goes through the same permits and hands as in her chat. */
export type WorkDesk = Readonly<{
  enter: (secret: string, pin: string, lang: string) => Promise<WorkAnswer>;
  act: (form: WorkForm) => Promise<WorkAnswer>;
  shut: (page: string) => Promise<void>;
  file: (page: string, id: string) => Promise<WebFile | undefined>;
}>;

type Parts = Pick<House, 'database' | 'keys' | 'office' | 'edition' | 'words' | 'now' | 'broke'>;

/** Each try of a number takes 16 MiB and 50 ms: a flood of them waits, and never holds up a chat. */
const TRIES_AT_ONCE = 2;
const TRIES_WAITING = 64;
const PIN = /^\d{6}$/;

export function openWorkDesk(house: Parts): WorkDesk {
  const { database, keys, office, now, broke } = house;
  const store = workPageStore(database, keys);
  const turn = openTurnstile(TRIES_AT_ONCE, TRIES_WAITING);
  const act = async (form: WorkForm): Promise<WorkAnswer> => {
    const nonce = form.act === 'look' ? '' : form.nonce;
    // A form that names no deed does none.
    if (form.act !== 'look' && nonce === '') return { over: true };
    return office.within(async (at, hands) => {
      const row = await at.rooms.touchWorkPage({ page: form.page, act: nonce, at: now() });
      const answer = row && await answerTo({ form, row, at, hands }, house);
      if (!answer) return { over: true };
      if ('done' in answer) await at.rooms.shutWorkPages(row.memberId);
      return answer;
    });
  };
  return {
    act,
    enter: async (secret, pin, lang) => {
      const page = newId();
      // What cannot be her number is no try of hers: a slip of the finger costs nothing.
      const tried = PIN.test(pin)
        ? await turn(() => store.tryPin({ secret, page, pin, at: now() }))
        : { open: false, spent: undefined };
      const { spent } = tried;
      // Nobody waits for this: how long an answer takes says nothing.
      if (spent !== undefined) {
        office.within((at) => lockWork(spent, now(), at)).catch((error: unknown) => broke('lock', error));
      }
      return tried.open ? act({ ...LOOK, page, lang }) : { over: true };
    },
    shut: (page) => store.shut(page),
    file: (page, id) => office.within((at, hands) => fileOf(id, { page, at, hands }, house)),
  };
}

const LOOKS: WorkForm['act'] = 'look';
const LOOK: Omit<WorkForm, 'page' | 'lang'> = {
  act: LOOKS, nonce: '', text: '', file: '', step: undefined, referTo: undefined, closing: undefined,
  owed: undefined,
  told: undefined, how: undefined, paper: undefined,
};

type Asked = Readonly<{ form: WorkForm; row: WorkRow; at: MemberRooms; hands: Hands }>;

async function answerTo(asked: Asked, house: Parts): Promise<WorkAnswer | undefined> {
  const { form, row, at, hands } = asked;
  const context = await contextOf(asked, house);
  if (!context) return undefined;
  const done = row.isNew ? await deed(form, context, hands) : undefined;
  if (done !== undefined) return { done };
  const view = await lookAtWork(hands, { ...context, effectId: `${context.eventId}_l` }, at);
  const said = `${context.eventId}_0`;
  return view && { shown: { ...shownOf(view, { form, said }), ...lawShown(view, form, context) } };
}

/** She stands where her chat would have her stand who has just opened the case; undefined: she is a member no more. */
async function contextOf({ form, row, at }: Asked, house: Parts): Promise<ActContext | undefined> {
  const { keys, edition: { hash }, words, now } = house;
  const laneId = await laneOf(row.memberId, at);
  if (laneId === undefined) return undefined;
  const eventId = keys.eventId('work', form.page, form.nonce || newId());
  const kept = { cases: [], member: row.memberId };
  // Nothing of her chat is opened, and nothing in it moves: its key and its session stay where they are.
  const context: ActContext = {
    effectId: `${eventId}_0`, eventId, at: now(), account: '', words, edition: hash,
    session: { ...newSession(hash, form.lang), kept },
    lane: {
      laneId, channel: '', version: 0, next: 0, session: new Private(''), handle: () => new Private(''),
      key: { wrapped: undefined, bytes: new Uint8Array() },
    },
  };
  const code = await codeOf(row.caseId, context, at);
  if (code === undefined) return undefined;
  return { ...context, session: { ...context.session, answers: { code, case: code, case_id: row.caseId } } };
}

type Seen = Readonly<{ page: string; at: MemberRooms; hands: Hands }>;

/** What she sent, for whoever holds her case and could read its talk now. */
async function fileOf(id: string, { page, at, hands }: Seen, house: Parts): Promise<WebFile | undefined> {
  const row = await at.rooms.touchWorkPage({ page, act: '', at: house.now() });
  const form = { ...LOOK, page, lang: 'vi' };
  const context = row && await contextOf({ form, row, at, hands }, house);
  const view = context && await lookAtWork(hands, context, at);
  if (!row || view?.standing !== 'held') return undefined;
  const seen = await at.rooms.seeFile(id, row.caseId, house.now());
  return seen?.side === 'person' ? webFile(seen) : undefined;
}

async function laneOf(memberId: string, { rooms }: MemberRooms): Promise<string | undefined> {
  const member = await rooms.memberById(memberId);
  return member?.laneId ?? member?.lanes[0];
}

/** Does what a form asks; the key of the last words when the page is over with it. */
async function deed(form: WorkForm, context: ActContext, hands: Hands): Promise<string | undefined> {
  const { answers } = context.session;
  const does = async (action: Doing, more: Readonly<Record<string, string>> = {}): Promise<Outcome['is'] | undefined> =>
    (await hands.act({ kind: 'do', id: context.effectId, action, values: { ...answers, ...more } }, context))?.is;
  switch (form.act) {
    case 'look':
      return undefined;
    case 'say': {
      const text = heardText(form.text);
      if (text.trim() !== '') await hands.relay({ kind: 'relay', id: context.effectId, to: 'person', text }, context);
      return undefined;
    }
    case 'take':
      await does('accept_case');
      return undefined;
    case 'pass':
    case 'know':
      await does(form.act === 'pass' ? 'pass_case' : 'recuse_case');
      return 'member.passed';
    case 'refer':
      if (form.referTo !== undefined) await does('refer_case', { refer_to: form.referTo });
      return undefined;
    case 'keep':
      if (form.owed && form.told && form.how) {
        await does('keep_obligation', { owed: form.owed, told: form.told, how: form.how });
      }
      return undefined;
    case 'arrive':
      await does('note_arrival');
      return undefined;
    case 'close': {
      const { closing } = form;
      if (closing === undefined) return undefined;
      const is = await does('close_case', { closing });
      if (is === 'gone') return undefined;
      return is === 'asked' ? 'member.closed_asked' : 'member.closed';
    }
  }
}

type Doing = 'accept_case' | 'pass_case' | 'recuse_case' | 'refer_case' | 'close_case'
  | 'keep_obligation' | 'note_arrival';

const SHOWN_FACTS = ['level', 'place', 'kinds', 'needs', 'hours'] as const;

function shownOf({ standing, facts, talk }: WorkView, { form, said }: { form: WorkForm; said: string }): Omit<
  WorkShown, keyof LawShown
> {
  const wasSaid = talk.some(({ id }) => id === said);
  return {
    page: form.page, nonce: newId(), standing, code: facts['code'] ?? '', quiet: facts['quiet'] === 'yes',
    facts: standing === 'waits' ? [] : SHOWN_FACTS.map((name) => ({ name, value: facts[name] ?? '—' })),
    talk: talk.map(({ id, mine, words, at, file }) => ({
      id, mine, text: reveal(words), at: timeOf(at), file: file && { kind: file.kind, open: file.isThere },
    })),
    left: form.act === 'say' && (wasSaid || form.text.trim() === '') ? '' : form.text,
  };
}

/** As it goes into a page. */
export function webFile({ type, bytes }: SeenFile): WebFile {
  return { type, base64: Buffer.from(bytes).toString('base64') };
}

const newId = (): string => randomBytes(16).toString('base64url');
