import type { Answer } from './doors.ts';
import { foreignIn } from './html.ts';
import { MARK } from './texts.ts';

/** An answer may hold a page and, six times as long when it is escaped, what she must not lose. */
const PAGE_BYTES_MAX = 96 * 1024;

export type Expected = Readonly<{
  /** How many bytes were sent. */
  sent: number;
  /** Only these are right; any below 500 where it is not said. */
  statuses?: readonly number[];
  /** A cut line is no answer, but right where the caller hung up or the body was refused half-way. */
  mayCut?: boolean;
  msMax: number;
}>;

/** What is wrong with an answer; undefined when nothing is. */
export function problemOf({ status, headers, text, bytes, ms }: Answer, { sent, statuses, mayCut, msMax }: Expected): string | undefined {
  if (status === 0) return mayCut ? undefined : 'the line was cut';
  if (status >= 500 && status !== 501 && status !== 505) return `answered ${status}`;
  if (statuses && !statuses.includes(status)) return `answered ${status} instead of ${statuses.join(' or ')}`;
  if (ms > msMax) return `took ${ms} ms`;
  if (bytes > PAGE_BYTES_MAX + 6 * sent) return `an answer of ${bytes} bytes`;
  if (JSON.stringify(headers).includes(MARK)) return 'its words in a header';
  if ('set-cookie' in headers) return 'a cookie';
  if (status >= 400 && text.includes(MARK)) return 'its words in an error';
  if (/root:x:0|"dependencies"|node_modules|BEGIN [A-Z ]*KEY/.test(text)) return 'a file that is none of ours';
  return (headers['content-type'] ?? '').includes('html') ? foreignIn(text) : undefined;
}
