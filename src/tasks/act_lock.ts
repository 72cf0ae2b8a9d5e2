import type { PersonRooms } from './act_person.ts';
import type { ActContext, Outcome } from './work.ts';

type Values = Readonly<Record<string, string>>;

const LOCK = /^\d{4,6}$/;
const CLEARED = { lock: '', lock_again: '' };

/** Bound to her chat, so that the same number of two people looks different. */
const keyed = (number: string, { lane }: ActContext, { secrets }: PersonRooms): string =>
  secrets.keyed('word', `lock:${lane.laneId}:${number}`);

/** What she may do with a number of her own. */
export async function actForLock(
  action: 'keep_lock' | 'try_lock' | 'drop_lock', values: Values, context: ActContext, at: PersonRooms,
): Promise<Outcome> {
  if (action === 'keep_lock') return keepLock(values, context, at);
  if (action === 'try_lock') return tryLock(values, context, at);
  return { is: 'done', values: CLEARED, kept: { lock: '' } };
}

/** Typed twice, and long enough not to be typed by chance. */
function keepLock(values: Values, context: ActContext, at: PersonRooms): Outcome {
  const number = values['lock'] ?? '';
  if (!LOCK.test(number) || number !== values['lock_again']) return { is: 'differ', values: CLEARED };
  return { is: 'kept', values: CLEARED, kept: { lock: keyed(number, context, at) } };
}

/** Right and wrong do the same work; too many tries are wrong ones. */
async function tryLock(values: Values, context: ActContext, at: PersonRooms): Promise<Outcome> {
  const may = await at.mayTry(`lock:${context.lane.laneId}`);
  const same = keyed(values['lock'] ?? '', context, at) === context.session.kept.lock;
  return { is: may && same ? 'right' : 'wrong', values: CLEARED };
}
