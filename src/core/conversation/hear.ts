import { type Intent, readIntent } from '../reading/intent.ts';
import { readChoice, readCommand, readKey } from '../reading/choice.ts';
import { readAnswer } from './answer.ts';
import type { Event } from './event.ts';
import { askFile, strayFile, tellWatched } from './files.ts';
import { againOf, flowAt, type Node, nodeAt, placeOf } from './flow.ts';
import { isStray, keepCovered, relay, stray } from './relay.ts';
import type { Session } from './session.ts';
import { slowDown } from './slow.ts';
import {
  askAgain, asideFor, choicesAt, ended, enter, flush, isLapsed, leaveBehind, say, type Walk,
} from './walk.ts';

type Heard = Extract<Event, { kind: 'message' | 'press' | 'location' | 'wordless' }>;

/** Typed invites and case codes work in any state: a member may have nothing else on her screen. */
const INVITE = /^TC(-?[A-HJ-NP-Z2-9]{4}){4}$/;
const CASE_CODE = /^[A-HJ-NP-Z2-9]{6}$/;

/** What is offered instead of a menu error, strongest first; the rest only when nothing else fits. */
const ALARMS: readonly Intent[] = ['danger', 'selfharm', 'child', 'trafficking', 'marriage', 'violence'];

/**
 * While a keeper of the account writes to her by hand the bot leaves her words to that person. Numbers are for the
 * bot, so is what she writes on her page, and danger is answered all the same.
 */
const HANDED_MS = 30 * 60_000;

/** With a number of her own she is asked for it after this much silence in the middle of something. */
const LOCK_MS = 5 * 60_000;

/**
 * Whether another hand may have taken up the phone in the middle of her talk. In danger nobody is asked, and what the
 * house says first has a question of its own.
 */
export function isLocked({ kept, state, place, wroteAt }: Session, at: number): boolean {
  const free = ['lock.', 'danger.', 'selfharm.', 'welcome.'].some((flow) => place.startsWith(flow))
    || place.endsWith('.knock');
  return Boolean(kept.lock) && state === 'waiting' && !free && at - wroteAt > LOCK_MS;
}

/** Reads what came from her, in the order that keeps her safe: leaving, erasing and danger come first. */
export function hear(walk: Walk, session: Session, locked: boolean): Session {
  const event = heardOf(walk.event);
  const text = event.kind === 'message' ? event.text : '';
  const waiting = session.state === 'waiting' && !isLapsed(session, event.at);
  const known = waiting ? session : ended(session);

  if (event.kind === 'press' ? event.key === '0' : readKey(text) === 'leave') {
    return enter(walk, { ...known, leftAt: event.at, trail: [] }, 'everywhere.leave');
  }
  const command = readCommand(text);
  if (command === 'delete') return enter(walk, { ...known, trail: [] }, 'everywhere.erase');
  if (command === 'danger') return enter(walk, known, 'danger.now');
  // Somebody of the account answers her by hand: then it is not for us to say that she writes too fast.
  const isLeft = isHanded(known, event) && !cries(text);
  const { session: at, isDone } = isLeft ? { session: known, isDone: false } : slowDown(walk, known, event);
  if (isDone) return at;

  const code = text.trim().toUpperCase();
  if (INVITE.test(code)) return enter(walk, { ...at, answers: { ...at.answers, invite: code } }, 'member.invite');
  // Six digits may read like a case code: where digits of her own are asked for they are hers.
  const asked = nodeAt(walk.book, at.place)?.answer;
  if (at.kept.member && CASE_CODE.test(code) && asked !== 'pin' && asked !== 'lock') {
    return enter(walk, { ...at, answers: { ...at.answers, case: code } }, 'member.by_code');
  }
  // Telegram's own way to begin: a fresh talk at the cover, wherever she was.
  if (text.trim() === '/start') return open(walk, ended(at), '');
  if (isLeft) return at;
  if (event.kind === 'wordless' && event.hidden) return hidden(walk, at);
  if (!waiting) return open(walk, at, text);
  if (locked && !cries(text)) return enter(walk, { ...at, returnTo: resumed(walk, at), trail: [] }, 'lock.back');
  // What she was asked on her page is not answered in the chat: there she is shown the way back to her page.
  const aside = asideFor(walk.book, at, at.place);
  if (!aside) return reply(walk, at, event);
  const pageTo = againOf(walk.book, at.place);
  if (cries(text)) return offer(walk, { ...at, pageTo, returnTo: at.place }, readIntent(text));
  tellWatched(walk, at);
  return enter(walk, { ...at, pageTo }, aside);
}

/** Where her number leads back to: her place, as one comes into it anew. */
function resumed({ book }: Walk, { place, returnTo }: Session): string {
  if (place.startsWith('everywhere.')) return returnTo;
  return nodeAt(book, place)?.relay ? againOf(book, place) : place;
}

function isHanded({ handedAt, reads, place }: Session, event: Heard): boolean {
  const words = event.kind === 'message' && !/^\s*[\d\s,]+$/.test(event.text);
  const urgent = place.startsWith('danger.') || place.startsWith('selfharm.');
  return handedAt > 0 && event.at - handedAt < HANDED_MS && words && reads !== 'page' && !urgent;
}

const cries = (text: string): boolean => text !== '' && ['danger', 'selfharm'].includes(readIntent(text));

/** The platform withheld what she sent: a person may be behind it whom nobody else hears. Numbers come first. */
function hidden(walk: Walk, session: Session): Session {
  if (session.state === 'waiting') return askAgain(walk, session, 'common.hidden');
  say(walk, session, 'common.hidden');
  return open(walk, session, '');
}

function heardOf(event: Event): Heard {
  switch (event.kind) {
    case 'message':
    case 'press':
    case 'location':
    case 'wordless':
      return event;
    default:
      throw new Error(`Nobody said ${event.kind}`);
  }
}

/** A fresh talk, at the cover: another hand may hold the phone. What she cries out is heard all the same. */
function open(walk: Walk, session: Session, text: string): Session {
  const start = session.kept.member ? 'member.home' : 'welcome.cover';
  const intent = text ? readIntent(text) : 'none';
  if (ALARMS.includes(intent)) return offer(walk, { ...session, returnTo: start }, intent);
  // A member answers in a chat that has been silent for hours: her words are for somebody.
  if (session.kept.member && intent === 'none' && isStray(text)) return stray(walk, session, text, 'member.stray');
  const strayed = session.kept.member ? strayFile(walk, session, 'member.stray') : undefined;
  return strayed ?? enter(walk, session, start);
}

function reply(walk: Walk, session: Session, event: Heard): Session {
  const here = nodeAt(walk.book, session.place);
  if (!here) throw new Error(`There is no node ${session.place}`);
  if (event.kind === 'press' && event.seq !== session.seq) return late(walk, session);
  if (event.kind === 'location') return located(walk, session, here, event.commune);
  if (event.kind === 'wordless') return wordless(walk, session, here);

  const text = event.kind === 'press' ? event.key : event.text;
  const key = readKey(text);
  if (key === 'back' && session.trail.length > 0) return back(walk, session);
  if (key === 'skip' && here.skip) return enter(walk, leaveBehind(without(session, here.as)), here.skip);
  if (key === 'listen' && here.say && walk.words.voice(session.lang, here.say)) {
    walk.out.push({ kind: 'voice', key: here.say, lang: session.lang });
    return session;
  }
  return choose(walk, session, here, text) ?? answer(walk, session, here, text);
}

/** Skipping takes back what was answered before she came back to the question. */
function without(session: Session, as: string | undefined): Session {
  const { [as ?? '']: _, ...answers } = session.answers;
  return { ...session, answers };
}

function late(walk: Walk, session: Session): Session {
  say(walk, session, 'common.late_press');
  flush(walk, session, [], undefined);
  return session;
}

function back(walk: Walk, session: Session): Session {
  const place = session.trail.at(-1) ?? session.place;
  // An open talk asks nothing: she is told that she is in it again, and a member in which.
  const open = nodeAt(walk.book, `${place}_open`) ? `${place}_open` : place;
  return enter(walk, { ...session, trail: session.trail.slice(0, -1) }, open);
}

function located(walk: Walk, session: Session, here: Node, commune: string): Session {
  if (here.answer !== 'place' || !here.goto) return askAgain(walk, session, undefined);
  const answers = { ...session.answers, commune, [here.as ?? 'place']: '' };
  return enter(walk, leaveBehind({ ...session, answers }), here.goto);
}

function wordless(walk: Walk, session: Session, here: Node): Session {
  return askFile(walk, session, here)
    ?? askAgain(walk, session, here.relay ? 'common.cannot_pass_on' : 'common.cannot_read');
}

function choose(walk: Walk, session: Session, here: Node, text: string): Session | undefined {
  const choices = choicesAt(walk, session, here);
  if (choices.length === 0) return undefined;
  if (here.several) {
    const several = readSeveral(text, choices);
    return several && here.goto ? keep(walk, session, here, { value: several.join(','), goto: here.goto }) : undefined;
  }
  const is = readChoice(text, choices);
  if (is === undefined) return undefined;
  const goto = here.choices?.find((choice) => choice.is === is)?.goto ?? here.goto;
  if (!goto) throw new Error(`Choice ${is} of ${session.place} leads nowhere`);
  return keep(walk, session, here, { value: is, goto });
}

/** `1 3`, `1,3`, `1 và 3`: every part must be a choice, or nothing is taken. */
function readSeveral(text: string, choices: ReturnType<typeof choicesAt>): string[] | undefined {
  const whole = readChoice(text, choices);
  if (whole !== undefined) return [whole];
  const parts = text.split(/[\s,;.+&]+|\bvà\b/u).filter((part) => part !== '' && !/^(va|và|and)$/i.test(part));
  const picked = parts.map((part) => readChoice(part, choices));
  const known = picked.filter((is) => is !== undefined);
  return known.length > 0 && known.length === picked.length ? [...new Set(known)] : undefined;
}

type Given = Readonly<{ value: string; goto: string }>;

function keep(walk: Walk, session: Session, here: Node, { value, goto }: Given): Session {
  const kept = here.as ? { ...session, answers: { ...session.answers, [here.as]: value } } : session;
  return enter(walk, leaveBehind(kept), goto);
}

function answer(walk: Walk, session: Session, here: Node, text: string): Session {
  if (here.relay) return relay(walk, session, here, text);
  const intent = readIntent(text);
  const alarmed = ALARMS.includes(intent) && !isThere(walk, session, intent);
  const value = here.answer && readAnswer(here.answer, text);
  if (here.answer === 'text' && value !== undefined && here.goto) {
    const next = placeOf(session.place.slice(0, session.place.indexOf('.')), here.goto);
    const isCry = alarmed && (intent === 'danger' || intent === 'selfharm');
    const shown = isCry ? undefined : keepCovered(walk, session, here, value);
    if (shown) return shown;
    const told = leaveBehind({ ...session, answers: { ...session.answers, [here.as ?? 'text']: value } });
    // In a note violence is expected; danger now is not something to file away.
    if (!isCry) return enter(walk, told, here.goto);
    return offer(walk, { ...told, returnTo: next }, intent);
  }
  // Hours and numbers are only read when they are nothing else; a place or a word may be a cry.
  const plain = here.answer !== undefined && ['hours', 'number', 'code', 'pin'].includes(here.answer);
  if (alarmed && !(plain && value !== undefined)) return offer(walk, { ...session, returnTo: session.place }, intent);
  if (here.answer && value !== undefined && here.goto) return keep(walk, session, here, { value, goto: here.goto });
  if (intent === 'none' || isThere(walk, session, intent)) {
    return here.strays && isStray(text) ? stray(walk, session, text, here.strays) : miss(walk, session, here);
  }
  return offer(walk, { ...session, returnTo: session.place }, intent);
}

/** Whether she stands where the offer would lead: then it is a miss there, and that flow knows what to say. */
function isThere(walk: Walk, session: Session, intent: Intent): boolean {
  const yes = nodeAt(walk.book, `everywhere.offer_${intent}`)?.choices?.[0]?.goto;
  return yes !== undefined && flowAt(walk.book, yes) === flowAt(walk.book, session.place);
}

/** Names the right way and lets her correct it; said again inside its own offer, it counts as a yes. */
function offer(walk: Walk, session: Session, intent: Intent): Session {
  const door = `everywhere.offer_${intent}`;
  const yes = nodeAt(walk.book, door)?.choices?.[0]?.goto;
  if (session.place === door && yes) return enter(walk, leaveBehind(session), yes);
  const returnTo = session.returnTo.startsWith('everywhere.') ? 'welcome.cover' : session.returnTo;
  return enter(walk, { ...leaveBehind(session), returnTo }, door);
}

function miss(walk: Walk, session: Session, here: Node): Session {
  const misses = session.misses + 1;
  if (here.otherwise && misses > here.otherwise.limit) return enter(walk, session, here.otherwise.goto);
  return askAgain(walk, { ...session, misses }, here.otherwise?.reprompt ?? 'common.not_understood');
}
