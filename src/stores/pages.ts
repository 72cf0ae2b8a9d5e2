import type { Database } from './database.ts';
import type { HouseKeys } from './house_keys.ts';
import { unseal } from './seal.ts';
import type { Private } from '../core/private/private.ts';

/** A talk on a page of her own is over after this, whatever happens. */
const TALK_HOURS = 2;

export type PageStore = Readonly<{
  /** What lies behind a link that opens once, closed; of two who press at once one gets it. `at` in ms. */
  takeOnce: (token: string, at: number) => Promise<Private | undefined>;
  /** Turns a link into the talk `talk`, once. Words that an older page never fetched wait for her word again. */
  openTalk: (token: string, talk: string, at: number) => Promise<TalkLane | undefined>;
  /** Whose talk this is, while it lasts. */
  laneOf: (talk: string, at: number) => Promise<TalkLane | undefined>;
  closeTalk: (talk: string) => Promise<void>;
  /** Shuts whatever page stands beside this chat. */
  closeBeside: (laneId: string) => Promise<void>;
  /** Words of the other side that an open page has not fetched for ten minutes: they are unread again. */
  unfetched: () => Promise<void>;
  /** Words of the other side that could not be sent are unread again: her word, or opening the case, shows them. */
  unsaid: (outboxId: string) => Promise<void>;
}>;

export type TalkLane = Readonly<{ laneId: string; channel: string }>;

const TAKE_ONCE = 'DELETE FROM once_page WHERE id = $1 AND expires_at > $2 RETURNING body';

/** An outbox id is the id of the event that made it, then the action it came through, then the number of the effect. */
const eventOf = (outboxId: string): string => `regexp_replace(${outboxId}, '(a[0-9]+)?_[0-9]+(s[0-9]+)?$', '')`;

const UNFETCHED = `
  WITH old AS (DELETE FROM outbox USING lane WHERE lane.id = outbox.lane_id AND lane.channel <> 'web'
    AND outbox.state = 'kept' AND outbox.created_at < now() - interval '10 minutes'
    AND EXISTS (SELECT 1 FROM thread_message t WHERE t.shown_by = ${eventOf('outbox.id')}) RETURNING outbox.id)
  UPDATE thread_message SET shown_at = NULL FROM old WHERE thread_message.shown_by = ${eventOf('old.id')}`;

const OPEN = `
  WITH p AS (UPDATE talk_page SET id = $2, opened_at = $3, expires_at = $3::timestamptz + interval '${TALK_HOURS} hours'
    WHERE id = $1 AND opened_at IS NULL AND expires_at > $3 RETURNING lane_id),
  unread AS (DELETE FROM outbox USING p WHERE outbox.lane_id = p.lane_id AND outbox.state = 'kept' RETURNING outbox.id),
  again AS (UPDATE thread_message SET shown_at = NULL FROM unread
    WHERE thread_message.shown_by = ${eventOf('unread.id')})
  SELECT l.id, l.channel FROM p JOIN lane l ON l.id = p.lane_id`;

const LANE = `SELECT l.id, l.channel FROM talk_page p JOIN lane l ON l.id = p.lane_id
  WHERE p.id = $1 AND p.opened_at IS NOT NULL AND p.expires_at > $2`;

/** Pages that open once: a receipt, and her own page beside a chat whose keepers read along. */
export function pageStore({ query, byKey }: Pick<Database, 'query' | 'byKey'>, keys: HouseKeys): PageStore {
  const hashOf = (secret: string): string => keys.secrets.keyed('receipt', `page:${secret}`);
  const laneIn = ([row]: readonly Record<string, unknown>[]): TalkLane | undefined =>
    row && { laneId: String(row['id']), channel: String(row['channel']) };
  return {
    takeOnce: async (token, at) => {
      const id = keys.secrets.keyed('receipt', token);
      const [row] = await query(TAKE_ONCE, [id, new Date(at)]);
      const body = row?.['body'];
      return body instanceof Uint8Array ? unseal(keys.house, body, `once:${id}`) : undefined;
    },
    openTalk: async (token, talk, at) => laneIn(await query(OPEN, [hashOf(token), hashOf(talk), new Date(at)])),
    laneOf: async (talk, at) => laneIn(await byKey(LANE, [hashOf(talk), new Date(at)])),
    unfetched: async () => {
      await query(UNFETCHED, []);
    },
    unsaid: async (outboxId) => {
      await query(`UPDATE thread_message SET shown_at = NULL WHERE shown_by = ${eventOf('$1::text')}`, [outboxId]);
    },
    closeBeside: async (laneId) => {
      await query('DELETE FROM talk_page WHERE lane_id = $1', [laneId]);
    },
    closeTalk: async (talk) => {
      await query('DELETE FROM talk_page WHERE id = $1', [hashOf(talk)]);
    },
  };
}
