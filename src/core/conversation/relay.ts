import type { Covered } from '../masking/cover.ts';
import { readIntent } from '../reading/intent.ts';
import { readAnswer } from './answer.ts';
import { askFile, tellAlone } from './files.ts';
import { type Node, nodeAt, placeOf } from './flow.ts';
import type { Session } from './session.ts';
import { askAgain, enter, flush, keysAt, leaveBehind, passedOn, say, type Walk } from './walk.ts';

/**
 * Her words go to the other side; danger is answered beside them, without leaving the talk. What would tell who
 * somebody is comes back covered first: she sees what would be read, and decides. Whoever is in danger is held up by
 * nothing: there it is covered without asking.
 */
export function relay(walk: Walk, session: Session, here: Node, text: string): Session {
  const to = here.relay ?? 'member';
  const words = readAnswer('text', text);
  if (words === undefined) return askAgain(walk, session, text.trim() ? 'common.too_long' : 'common.cannot_pass_on');
  const intent = readIntent(text);
  const endangered = to === 'member' && (intent === 'danger' || intent === 'selfharm');
  const covered = walk.words.cover(words);
  // Something of another case stood on her screen since: this may be an answer to that.
  const isForOther = here.strays && session.answers['beside'];
  const isLookedAt = here.masked && covered.text !== words && !endangered && !session.cried;
  if (isForOther || isLookedAt || endangered) tellAlone(walk, session);
  if (here.strays && isForOther) return enter(walk, drafted(session, covered), here.strays);
  if (here.masked && isLookedAt) {
    return enter(walk, drafted(session, covered), here.masked);
  }
  walk.out.push({ kind: 'relay', to, text: covered.text });
  if (endangered) return answerDanger(walk, { ...session, cried: true }, here, intent);
  say(walk, session, passedOn(to));
  const asked = session.reads === 'watched' ? undefined : askFile(walk, session, here);
  if (asked) return asked;
  tellAlone(walk, session);
  if (here.goto) return enter(walk, drafted(session, NOTHING), here.goto);
  flush(walk, session, [], undefined);
  return session;
}

/** Numbers to call, with the keys of the talk she stays in. */
function answerDanger(walk: Walk, session: Session, here: Node, intent: 'danger' | 'selfharm'): Session {
  const flowId = session.place.slice(0, session.place.indexOf('.'));
  const place = here.goto ? placeOf(flowId, here.goto) : session.place;
  const there = nodeAt(walk.book, place) ?? here;
  // A press on the screen she has left must not be read as one on this.
  const at = place === session.place ? session : { ...drafted(session, NOTHING), place, seq: session.seq + 1 };
  say(walk, at, `common.aside_${intent}`);
  flush(walk, at, keysAt(walk, at, there), { urgent: true });
  return at;
}

/** Words that are kept as an answer and read by a member later: covered, and shown to her so when anything was. */
export function keepCovered(walk: Walk, session: Session, here: Node, words: string): Session | undefined {
  if (!here.masked || !here.as) return undefined;
  const covered = walk.words.cover(words);
  if (covered.text === words || session.cried) return undefined;
  const answers = { ...session.answers, [here.as]: covered.text, draft: covered.text };
  return enter(walk, leaveBehind({ ...session, answers }), here.masked);
}

/** A bare sentence where nothing was asked: at least two words, so that a mistyped choice is none. */
export const isStray = (text: string): boolean => /\p{L}\s+\p{L}/u.test(text) && readAnswer('text', text) !== undefined;

/** Words that answer nothing here: which talk they are for is asked, before they go anywhere. */
export function stray(walk: Walk, session: Session, text: string, goto: string): Session {
  return enter(walk, drafted(session, walk.words.cover(text.normalize('NFC').trim())), goto);
}

const NOTHING: Covered = { text: '', withPhone: '' };

function drafted(session: Session, { text, withPhone }: Covered): Session {
  const draft = { draft: text, draft_phone: withPhone, file_kind: '', file_ref: '' };
  return { ...session, trail: [], answers: { ...session.answers, ...draft } };
}
