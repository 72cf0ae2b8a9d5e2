import type { Asked } from '../places/asked.ts';
import { type Flood, NO_FLOOD } from './flood.ts';
import type { ConsentPurpose } from './flow.ts';

/** A consent with the text she saw: the edition of the words, the key of the question, the language. */
export type Consent = Readonly<{ to: ConsentPurpose; edition: string; asked: string; lang: string; at: number }>;

/** One line of a list that the house offered: she picks it by its number. */
export type Listed = Readonly<{ code: string; label: string }>;

/** Where one person stands. Plain JSON: it is stored as it is, sealed. */
export type Session = Readonly<{
  /** The edition of flows and words she began with stays hers to the end: nobody has to tell a thing twice. */
  edition: string;
  lang: string;
  /** `flow.node` where she stands; `finished` means the next message opens a fresh talk. */
  place: string;
  state: 'waiting' | 'finished';
  /** Counts her questions. A press carries the number it was shown with, so a late press is recognised. */
  seq: number;
  misses: number;
  answers: Readonly<Record<string, string>>;
  listed: readonly Listed[];
  /** Questions she came through, for `back`; at most TRAIL_MAX. */
  trail: readonly string[];
  /** Where an offer goes back to when she says it was a misunderstanding. */
  returnTo: string;
  consents: readonly Consent[];
  /** Milliseconds; when it passes without a word from her, the talk is forgotten. 0 = never. */
  lapseAt: number;
  /** Milliseconds of her last message and of her last `0`; the gate for pushes reads both. */
  wroteAt: number;
  leftAt: number;
  /** Milliseconds of her last word in the chat itself: the platform's window counts from there. */
  heardAt: number;
  /**
   * Where she reads: an ordinary chat; a chat whose keepers read along; or a page of her own beside such a chat.
   * The house says so before each event.
   */
  reads: Reads;
  /** Where her page goes on once it is open; empty: where she stands. */
  pageTo: string;
  /** Milliseconds of the last word that a keeper of the account wrote to her by hand; 0: none. */
  handedAt: number;
  /** How much she wrote in the last minute. */
  flood: Flood;
  /** Danger was read in this talk. */
  cried: boolean;
  kept: Kept;
}>;

/**
 * What outlives the end of a talk: her open cases, her being a member, which communes were asked for in the last day,
 * and as keyed hashes the number that opens her talk and the words that say it is not her. Never an answer.
 */
export type Kept = Readonly<{
  cases: readonly string[]; member?: string; asked?: readonly Asked[]; lock?: string; duress?: readonly string[];
}>;

export type Reads = 'here' | 'watched' | 'page';

/** Consents to a filing: what she agreed to of another case in this talk is not of this one. */
export const filingOf = ({ consents }: Session): Consent[] =>
  consents.filter(({ to }) => to !== 'hand_over' && to !== 'share_with');

/** `back` remembers this many questions: no flow is deeper, and the sealed session stays small. */
export const TRAIL_MAX = 12;

/** A session before its first message. */
export function newSession(edition: string, lang: string): Session {
  return {
    edition, lang, place: '', state: 'finished', seq: 0, misses: 0, answers: {}, listed: [], trail: [],
    returnTo: '', consents: [], lapseAt: 0, wroteAt: 0, leftAt: 0, heardAt: 0, reads: 'here', pageTo: '', handedAt: 0,
    flood: NO_FLOOD, cried: false, kept: { cases: [] },
  };
}
