import { isWithinBound, type Limiters } from './limiters.ts';

/** New web talks of one address in ten minutes that are served like any other: a whole village may share one. */
const TALKS = { name: 'talks', points: 30, seconds: 600 };
/** Words posted from one address in a minute; in talks beyond those above, fewer. */
const POSTS = { name: 'posts', points: 240, seconds: 60 };
const LATE_POSTS = { name: 'late_posts', points: 20, seconds: 60 };
/** How long it is known of a talk that it has begun. */
const KNOWN = { name: 'known_talks', points: 1_000_000, seconds: 86_400 };
const LATE_SECONDS = 86_400;
/** Where a talk was last written from. */
const FROM_SECONDS = 3_600;
/** Communes that one address may ask for in six hours, and as many again by those who are in danger. */
const ASKED_FROM = { name: 'asked_from', points: 30, seconds: 6 * 3_600 };
const ASKED_IN_DANGER = { name: 'asked_in_danger', points: 30, seconds: 6 * 3_600 };
/** Communes that one chat may ask for in a day, however often it is erased: its session has a stricter bound. */
const ASKED_BY = { name: 'asked_by', points: 20, seconds: 86_400 };

/**
 * What keeps a crowd of anonymous talks from drowning the others or carrying the list of addresses away. `via` is a
 * keyed hash of where somebody writes from; it is counted and forgotten, never stored.
 */
export type Crowd = Readonly<{
  /** Whether what comes from there is taken now. The first of a talk is always, and so is a press. */
  mayPost: (via: string, laneId: string, isWords: boolean) => Promise<boolean>;
  /** Whether addresses near one more commune may be shown to this chat. */
  mayAsk: (laneId: string, inDanger: boolean) => Promise<boolean>;
}>;

export function openCrowd(limiters: Limiters): Crowd {
  const { open, note, noted } = limiters;
  const talks = open(TALKS);
  const posts = open(POSTS);
  const latePosts = open(LATE_POSTS);
  const known = open(KNOWN);
  const [askedBy, askedFrom, askedInDanger] = [open(ASKED_BY), open(ASKED_FROM), open(ASKED_IN_DANGER)];
  return {
    mayPost: async (via, laneId, isWords) => {
      await note(`from:${laneId}`, via, FROM_SECONDS);
      const isFirst = (await known.consume(laneId)).consumedPoints === 1;
      if (isFirst) {
        if (!await isWithinBound(talks, via)) await note(`late:${laneId}`, 'yes', LATE_SECONDS);
        return true;
      }
      if (!isWords) return true;
      const isLate = await noted(`late:${laneId}`) !== undefined;
      return isWithinBound(isLate ? latePosts : posts, via);
    },
    mayAsk: async (laneId, inDanger) => {
      if (!await isWithinBound(askedBy, laneId)) return false;
      const via = await noted(`from:${laneId}`);
      if (via === undefined || await isWithinBound(askedFrom, via)) return true;
      return inDanger && isWithinBound(askedInDanger, via);
    },
  };
}
