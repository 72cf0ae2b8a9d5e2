import { isWindowOpen, windowStart } from '../cases/hours.ts';
import type { Event } from './event.ts';
import { bringsWords } from './files.ts';
import { againOf, type Book, nodeAt } from './flow.ts';
import type { Session } from './session.ts';
import { asideFor, isLapsed } from './walk.ts';

type Signal = Extract<Event, { kind: 'signal' }>;

/** A reply within this time of her own message meets the hand that wrote it. */
const FRESH_MS = 10 * 60_000;

/** What she may read without leaving the words she is looking at. */
const ASIDE: readonly string[] = [
  'contact.said', 'contact.brought', 'contact.file_failed', 'contact.taken', 'contact.handed',
];

/**
 * The gate for everything the house says first: as it is, as another door (a neutral knock), beside
 * what she is doing, or `hold`: not now. Danger texts are replies and do not pass here.
 */
export function admit(book: Book, session: Session, signal: Signal): Signal | 'hold' {
  if (signal.door === 'page.opened') return admitToPage(book, session, signal);
  if (signal.door.startsWith('member.')) return admitToMember(book, session, signal);
  return admitToPerson(book, session, signal);
}

/** Her page goes on where she was sent to it from; where she has moved on since, it shows that. */
function admitToPage(book: Book, session: Session, signal: Signal): Signal {
  if (session.state !== 'waiting' || isLapsed(session, signal.at)) return { ...signal, door: 'welcome.cover' };
  return session.place.startsWith('page.') ? signal : { ...signal, door: againOf(book, session.place) };
}

function admitToPerson(book: Book, session: Session, signal: Signal): Signal | 'hold' {
  const waiting = session.state === 'waiting' && !isLapsed(session, signal.at);
  const inTalk = waiting && nodeAt(book, session.place)?.relay === 'member';
  // Two cases of hers: words of one helper do not come between her and the other.
  const { case_id: id } = session.answers;
  const other = id !== undefined && id !== signal.values['case_id'] && signal.values['case_id'] !== undefined;
  const fresh = signal.at - session.wroteAt <= FRESH_MS && session.leftAt < session.wroteAt;
  const watched = asideFor(book, session, 'contact.talk') !== undefined;
  if (inTalk && fresh && !watched && signal.door !== 'contact.knock') {
    // While she looks at what she is about to send, words come beside it and leave it where it is.
    const aside = session.place !== 'contact.talk' && ASIDE.includes(signal.door);
    return other ? 'hold' : { ...signal, ...(aside && { aside }) };
  }

  // That something could not be passed on is for the talk in which she sent it; nobody is knocked up for it.
  if ((waiting && !inTalk) || signal.door === 'contact.file_failed') return 'hold';
  const hours = signal.values['hours'] ?? '';
  // `0` stops pushes until she writes again or her next window opens.
  const leftBefore = Math.max(windowStart(hours, signal.at), session.wroteAt);
  const open = isWindowOpen(hours, signal.at) && session.leftAt < leftBefore;
  return open ? { ...signal, door: session.reads === 'watched' ? 'page.knock' : 'contact.knock' } : 'hold';
}

function admitToMember(book: Book, session: Session, signal: Signal): Signal {
  const waiting = session.state === 'waiting' && !isLapsed(session, signal.at);
  const sameCase = session.answers['code'] === signal.values['code'];
  const inTalk = waiting && nodeAt(book, session.place)?.relay === 'person';
  if (inTalk && sameCase && session.reads !== 'watched') {
    const isBeside = session.place !== 'member.talk' && bringsWords(signal.door);
    const aside = isBeside || signal.door === 'member.file_failed';
    return { ...signal, ...(aside && { aside }) };
  }

  const idle = !waiting || nodeAt(book, session.place)?.rests === true;
  // Words reach a member who is in that very talk; elsewhere only the code does.
  const door = bringsWords(signal.door) ? 'member.news' : signal.door;
  return idle ? { ...signal, door } : { ...signal, door, aside: true };
}
