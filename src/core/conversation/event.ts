import type { FileKind } from '../media/strip.ts';
import type { ActionName } from './actions.ts';
import type { Kept, Listed } from './session.ts';

/** A picture or a voice: by what its channel finds it again; empty where it cannot be fetched. */
export type FileSent = Readonly<{ kind: FileKind; ref: string }>;

/**
 * What can happen to a session. `id` comes from the channel (or from the house), so a redelivered
 * message carries the same id; `at` is in milliseconds.
 */
export type Event = Readonly<{ id: string; at: number }> & (
  | Readonly<{ kind: 'message'; text: string; file?: FileSent }>
  /** A button: the number of the question it was shown with, and its key. */
  | Readonly<{ kind: 'press'; seq: number; key: string }>
  /** A shared location, already reduced to the commune's code where it was read. */
  | Readonly<{ kind: 'location'; commune: string }>
  /**
   * Something that carries no words: a picture, a sticker, a voice message, a kind we cannot read. `hidden`: the
   * platform withheld what she sent, whatever it was.
   */
  | Readonly<{ kind: 'wordless'; hidden?: true; file?: FileSent }>
  /** She blocked or left the account, or asked the platform to have deleted what is kept. Nothing is answered. */
  | Readonly<{ kind: 'gone'; why: 'left' | 'withdrawn' }>
  /** Somebody of the account's keepers writes to her by hand: the bot steps back for a while. */
  | Readonly<{ kind: 'takeover' }>
  /** The answer to a `do`. */
  | Readonly<{ kind: 'outcome'; of: ActionName; is: string; values?: Readonly<Record<string, string>>;
      list?: readonly Listed[]; kept?: Partial<Kept>; lang?: string }>
  /** The house enters a door of a flow: an alert, a message of the other side, a case that was closed. */
  // `aside`: said without moving her, because she stands in something that must not be broken.
  | Readonly<{ kind: 'signal'; door: string; values: Readonly<Record<string, string>>; aside?: boolean }>
  | Readonly<{ kind: 'silence' }>
);
