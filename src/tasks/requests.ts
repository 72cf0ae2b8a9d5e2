import type { Private } from '../core/private/private.ts';
import type { Deadlines, RequestKind } from '../core/rights/clocks.ts';
import type { PersonRooms } from './act_person.ts';
import type { ActContext } from './work.ts';

/** 10 letters of 5 bits, and it opens in the chat that asked alone. */
const REQUEST_LETTERS = 10;

export type Asked = Readonly<{
  kind: RequestKind; caseId: string | undefined; done: boolean; words?: Private;
  /** A request that is kept once under this id, however often it is made. */
  once?: string;
}>;

/** Writes down what she asked for, with the days by which it is answered and done. Gives its number. */
export async function noteRequest(
  { kind, caseId, done, words, once }: Asked, { lane, at: time }: Pick<ActContext, 'lane' | 'at'>, at: PersonRooms,
): Promise<Deadlines & { code: string }> {
  const code = once ?? at.secrets.code(REQUEST_LETTERS);
  const deadlines = at.deadlines(time);
  await at.rooms.addRequest({ id: code, lane, caseId, kind, words, done, at: time, ...deadlines });
  return { code, ...deadlines };
}
