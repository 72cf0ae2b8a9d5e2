import { FILE_BYTES_MAX, type FileKind, strip, type StrippedFile } from '../core/media/strip.ts';
import { Private } from '../core/private/private.ts';
import { fileCame, fileFailed, sourceOf } from './act_file.ts';
import type { MemberRooms } from './act_member.ts';
import type { FetchedFile, WantedFile } from './file_ports.ts';
import type { Channel } from './ports.ts';

/** Where files wait that their senders said yes to. */
export type WantedStore = Readonly<{
  /** Takes up what is due at `at` (ms): this one, or some; nobody else takes it up for a minute. */
  claim: (at: number, id?: string) => Promise<WantedFile[]>;
  /** What a page of ours was given in this chat; it is let go once it lies in the case, or was refused. */
  held: (ref: string, laneId: string) => Promise<Uint8Array | undefined>;
  letGo: (ref: string) => Promise<void>;
}>;

export type BringOptions = Readonly<{
  store: WantedStore;
  channels: ReadonlyMap<string, Channel>;
  within: (work: (at: MemberRooms) => Promise<void>) => Promise<void>;
  now: () => number;
  counted: (what: 'kept' | 'refused' | 'away') => void;
  broke: (where: string, error: unknown) => void;
}>;

export type Bringing = Readonly<{
  /** Fetches one that was just agreed to; the clock's round fetches what was forgotten. */
  bring: (id?: string) => Promise<void>;
  idle: () => Promise<void>;
}>;

/** With a minute between two: a platform that is away for longer is away for her. */
const TRIES_MAX = 5;
/** Each may be five million bytes. */
const AT_ONCE = 3;

/** A ref of something that a page of ours was given. */
export const HELD = 'held:';

/** Fetches what was agreed to, takes off all that it tells, and lays it into its case; no transaction waits for it. */
export function openBringing(options: BringOptions): Bringing {
  const { store, now, broke } = options;
  const under = new Set<Promise<void>>();
  const run = async (id?: string): Promise<void> => {
    for (const wanted of await store.claim(now(), id)) {
      while (under.size >= AT_ONCE) await Promise.race(under);
      const one: Promise<void> = bringOne(wanted, options)
        .catch((error: unknown) => broke('file', error)).finally(() => under.delete(one));
      under.add(one);
    }
  };
  return {
    bring: run,
    idle: async () => {
      await Promise.all(under);
    },
  };
}

async function bringOne(wanted: WantedFile, options: BringOptions): Promise<void> {
  const { store, within, now, counted } = options;
  const fetched = await fetchOne(wanted, options);
  const isLast = wanted.tries >= TRIES_MAX;
  if ('failed' in fetched && fetched.failed === 'away' && !isLast) return;
  const clean = 'bytes' in fetched ? cleaned(fetched.bytes, wanted.kind) : undefined;
  const why = 'failed' in fetched ? 'away' : 'refused';
  await within((at) => (clean ? fileCame(wanted, clean, now(), at) : fileFailed(wanted, why, now(), at)));
  const { ref } = sourceOf(wanted.source);
  if (ref.startsWith(HELD)) await store.letGo(ref.slice(HELD.length));
  counted(clean ? 'kept' : why);
}

/** She was asked about a picture, or about a voice: what turns out to be the other was not agreed to. */
function cleaned(bytes: Uint8Array, kind: FileKind): StrippedFile | undefined {
  const found = strip(bytes);
  return found?.kind === kind ? found : undefined;
}

async function fetchOne({ source }: WantedFile, { store, channels }: BringOptions): Promise<FetchedFile> {
  const { ref, channel, laneId } = sourceOf(source);
  if (ref.startsWith(HELD)) {
    const bytes = await store.held(ref.slice(HELD.length), laneId);
    return bytes ? { bytes } : { failed: 'gone' };
  }
  const fetched = await channels.get(channel)?.fetch?.(new Private(ref), FILE_BYTES_MAX);
  return fetched ?? { failed: 'gone' };
}
