import { readChoice, readKey } from '../reading/choice.ts';
import { type Intent, readIntent } from '../reading/intent.ts';
import { readAnswer } from './answer.ts';
import type { Event } from './event.ts';
import { CHOICE, counted, countedWordless, type Pace, WORDS } from './flood.ts';
import { nodeAt } from './flow.ts';
import type { Session } from './session.ts';
import { asideFor, choicesAt, flush, say, type Walk } from './walk.ts';

type Heard = Extract<Event, { kind: 'message' | 'press' | 'location' | 'wordless' }>;
type Slowed = Readonly<{ session: Session; isDone: boolean }>;

/**
 * What is too much is told once, then met with silence until the window is over. Leaving, erasing and SOS have been
 * heard before; a cry is always heard, and so is a choice where she is led through danger or stands in an open talk.
 */
export function slowDown(walk: Walk, session: Session, event: Heard): Slowed {
  if (event.kind === 'wordless') return answeredLately(session, event);
  const isChosen = leadsOn(walk, session, event);
  const { flood, pace } = counted(session.flood, event.at, isChosen ? CHOICE : WORDS);
  const at = { ...session, flood };
  if (pace === 'calm' || isAlwaysHeard(walk, at, event, isChosen)) return { session: at, isDone: false };
  const keeps = event.kind === 'message' && talksAt(walk, at);
  if (keeps && pace !== 'lost' && pace !== 'lost_begins') keepWords(walk, at, event.text);
  const told = toldOf(pace, keeps);
  if (told) say(walk, at, told);
  flush(walk, at, [], undefined);
  return { session: at, isDone: true };
}

/** Pictures, stickers and recordings. */
function answeredLately(session: Session, event: Extract<Heard, { kind: 'wordless' }>): Slowed {
  if (session.state !== 'waiting') return { session, isDone: false };
  const { flood, isAnswered } = countedWordless(session.flood, event.at, event.hidden ? 'hidden' : 'wordless');
  return { session: { ...session, flood }, isDone: !isAnswered };
}

/** Whether it answers what she is asked, or begins a talk. */
function leadsOn(walk: Walk, session: Session, event: Heard): boolean {
  if (session.state !== 'waiting') return true;
  if (event.kind === 'press') return event.seq === session.seq;
  if (event.kind === 'location') return true;
  return event.kind === 'message' && isAnswer(walk, session, event.text);
}

function isAnswer(walk: Walk, session: Session, text: string): boolean {
  const here = nodeAt(walk.book, session.place);
  if (!here || here.relay) return false;
  return readKey(text) !== undefined || readChoice(text, choicesAt(walk, session, here)) !== undefined
    || (here.several && /^[\d\s,.]{1,12}$/.test(text)) || (here.answer && readAnswer(here.answer, text)) !== undefined;
}

const CRIES: readonly Intent[] = ['danger', 'selfharm'];
/** What opens a fresh talk may be a first cry, of whatever kind. */
const FIRST_CRIES: readonly Intent[] = [...CRIES, 'child', 'trafficking', 'marriage', 'violence'];
const CRISIS = /^(danger|selfharm|child|trafficking)\.|^everywhere\.offer_/;

function isAlwaysHeard(walk: Walk, session: Session, event: Heard, isChosen: boolean): boolean {
  const waiting = session.state === 'waiting';
  if (isChosen && waiting && (CRISIS.test(session.place) || talksAt(walk, session))) return true;
  return event.kind === 'message' && (waiting ? CRIES : FIRST_CRIES).includes(readIntent(event.text));
}

/** Whether what she writes goes to somebody on the other side. */
function talksAt(walk: Walk, session: Session): boolean {
  return session.state === 'waiting' && nodeAt(walk.book, session.place)?.relay !== undefined
    && asideFor(walk.book, session, session.place) === undefined;
}

function keepWords(walk: Walk, session: Session, text: string): void {
  const to = nodeAt(walk.book, session.place)?.relay;
  const words = readAnswer('text', text);
  if (to && words !== undefined) walk.out.push({ kind: 'relay', to, text: walk.words.cover(words).text });
}

function toldOf(pace: Pace, keeps: boolean): string | undefined {
  if (pace === 'begins') return keeps ? 'common.slower_kept' : 'common.slower';
  return pace === 'lost_begins' && keeps ? 'common.slower_lost' : undefined;
}
