import { readChoice, readKey } from '../reading/choice.ts';
import { type Intent, readIntent } from '../reading/intent.ts';
import { readAnswer } from './answer.ts';
import type { Event } from './event.ts';
import { CHOICE, counted, type Pace, WINDOW_MS, WORDS } from './flood.ts';
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
  const isChosen = isChoice(walk, session, event);
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

/** Pictures, stickers and recordings: one answer a minute says all there is to say. */
function answeredLately(session: Session, event: Extract<Heard, { kind: 'wordless' }>): Slowed {
  if (session.state !== 'waiting') return { session, isDone: false };
  const stamp = event.hidden ? 'hiddenAt' : 'wordlessAt';
  // Held against a clock that goes back, too.
  if (Math.abs(event.at - session.flood[stamp]) < WINDOW_MS) return { session, isDone: true };
  return { session: { ...session, flood: { ...session.flood, [stamp]: event.at } }, isDone: false };
}

function isChoice(walk: Walk, session: Session, event: Heard): boolean {
  if (event.kind === 'press') return event.seq === session.seq && session.state === 'waiting';
  if (event.kind !== 'message') return false;
  if (/^[\d\s,.]{1,12}$/.test(event.text) || readKey(event.text) !== undefined) return true;
  const here = session.state === 'waiting' ? nodeAt(walk.book, session.place) : undefined;
  return here !== undefined && readChoice(event.text, choicesAt(walk, session, here)) !== undefined;
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
  if (to && words !== undefined) walk.out.push({ kind: 'relay', to, text: words });
}

function toldOf(pace: Pace, keeps: boolean): string | undefined {
  if (pace === 'begins') return keeps ? 'common.slower_kept' : 'common.slower';
  return pace === 'lost_begins' && keeps ? 'common.slower_lost' : undefined;
}
