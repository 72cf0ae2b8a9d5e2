import type { FileKind, FileType } from '../core/media/strip.ts';
import type { Private } from '../core/private/private.ts';
import type { ThreadRow } from './rooms.ts';

/** `gone`: the platform does not give it, or it is too large; `away`: it can be tried again. */
export type FetchedFile = Readonly<{ bytes: Uint8Array } | { failed: 'gone' | 'away' }>;

/** A picture or a voice that its sender said yes to, at its `tries`th try. */
export type WantedFile = Readonly<{
  id: string; caseId: string; side: 'person' | 'member'; kind: FileKind; source: Private; tries: number;
}>;

/** Where a picture or a voice is fetched from, as JSON under the key of its case. */
export type FileSource = Readonly<{ ref: string; channel: string; laneId: string }>;

/** Pictures and voices of the talk, each under the key of its case. */
export type FileRooms = Readonly<{
  /** The sender has said yes: it is fetched once this is committed. */
  wantFile: (row: {
    id: string; caseId: string; side: ThreadRow['side']; kind: FileKind; source: Private; at: number;
  }) => Promise<void>;
  /** Keeps what was fetched and stripped; false when nobody waits for it any more. */
  keepFile: (id: string, file: { type: FileType; bytes: Uint8Array }) => Promise<boolean>;
  dropFile: (id: string) => Promise<void>;
  /** What a side sent in this case, opened at `at` (ms): from then on it lives an hour. */
  seeFile: (id: string, caseId: string, at: number) => Promise<SeenFile | undefined>;
  caseOfFile: (id: string) => Promise<string | undefined>;
}>;
export type SeenFile = Readonly<{ side: ThreadRow['side']; type: FileType; bytes: Uint8Array }>;

/** A picture or a voice for one page: `type` is one of ours. */
export type WebFile = Readonly<{ type: FileType; base64: string }>;

/** What she picked on a page of ours. */
export type WebGiven = Readonly<{ lang: string; bytes: Uint8Array }>;
