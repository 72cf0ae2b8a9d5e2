import type { Effect } from './effect.ts';
import type { Event } from './event.ts';
import { type Book, nodeAt } from './flow.ts';
import { hear, isLocked } from './hear.ts';
import type { Session } from './session.ts';
import { ended, enter, flush, isLapsed, say, type Walk, type Words } from './walk.ts';

/** What one event makes of a session; `path` is the places it came through. */
export type Step = { session: Session; effects: Effect[]; path: string[] };

/**
 * Moves a session by one event. Pure: the same book, words, session and event always give the same
 * answer, so a redelivered event makes effects with the same ids, and the outbox drops the second copy.
 */
export function step(book: Book, words: Words, before: Session, event: Event): Step {
  const walk: Walk = { book, words, event, said: [], out: [], path: [] };
  const session = heedful(walk, move(walk, before));
  const effects = walk.out.map((draft, index) => ({ ...draft, id: `${event.id}_${index}` }));
  return { session, effects, path: walk.path };
}

const DANGER = /^(danger|selfharm)\.|^everywhere\.offer_(danger|selfharm)$/;

/** Whoever came through danger in this talk is held up by nothing until it ends. */
function heedful({ path }: Walk, session: Session): Session {
  const cried = session.state === 'waiting' && path.some((place) => DANGER.test(place));
  return cried && !session.cried ? { ...session, cried } : session;
}

function move(walk: Walk, session: Session): Session {
  const { event } = walk;
  switch (event.kind) {
    case 'outcome':
      return outcome(walk, session, event);
    case 'signal':
      return signal(walk, session, event);
    case 'silence':
      return isLapsed(session, event.at) ? forgotten(walk, session) : session;
    case 'gone':
      // Platforms deliver late: who has written since is there.
      if (event.why === 'left' && event.at < session.heardAt) return session;
      return gone(walk, { ...session, leftAt: event.at }, event.why);
    case 'takeover':
      return { ...session, handedAt: event.at };
    case 'message':
    case 'press':
    case 'location':
    case 'wordless':
      return hear(walk, { ...session, wroteAt: event.at }, isLocked(session, event.at));
  }
}

function outcome(walk: Walk, session: Session, event: Extract<Event, { kind: 'outcome' }>): Session {
  const goto = nodeAt(walk.book, session.place)?.outcomes?.[event.is];
  if (!goto) throw new Error(`No way on from ${session.place} after ${event.of} = ${event.is}`);
  const next: Session = {
    ...session,
    lang: event.lang ?? session.lang,
    answers: { ...session.answers, ...event.values },
    listed: event.list ?? session.listed,
    // A list is shown once: going back past it asks the question before it again.
    trail: event.list ? session.trail.filter((place) => !nodeAt(walk.book, place)?.list) : session.trail,
    kept: { ...session.kept, ...event.kept },
  };
  return enter(walk, next, goto);
}

/** The bot speaks because the house has something for her; `admit` has been asked before. */
function signal(walk: Walk, session: Session, event: Extract<Event, { kind: 'signal' }>): Session {
  const here = nodeAt(walk.book, event.door);
  if (!here) throw new Error(`There is no door ${event.door}`);
  if (!event.aside) {
    return enter(walk, { ...session, answers: { ...session.answers, ...event.values }, trail: [] }, event.door);
  }
  if (here.say) say(walk, { ...session, answers: event.values }, here.say);
  flush(walk, session, [], here);
  return besideTalk(walk, session, event.values['code']);
}

/** A member who talks in one case has read of another: her next words may be for that one. */
function besideTalk({ book }: Walk, session: Session, code: string | undefined): Session {
  const isOther = code !== undefined && code !== session.answers['code'];
  if (!isOther || nodeAt(book, session.place)?.relay !== 'person') return session;
  return { ...session, answers: { ...session.answers, beside: code } };
}

/** Nobody is there to be answered: what she told goes, and what the platform asks to erase is erased. */
function gone(walk: Walk, session: Session, why: 'left' | 'withdrawn'): Session {
  return why === 'withdrawn' ? enter(walk, { ...session, trail: [] }, 'everywhere.erase') : forgotten(walk, session);
}

function forgotten(walk: Walk, session: Session): Session {
  walk.out.push({ kind: 'forget' }, { kind: 'finish' });
  return ended(session);
}
