import { ALIVE, HELD, OPEN } from '../core/cases/life.ts';
import { type Chat, isClosing, reachableChat } from '../core/cases/reach.ts';
import { reveal } from '../core/private/reveal.ts';
import type { Database } from './database.ts';
import type { HouseKeys } from './house_keys.ts';
import { unseal } from './seal.ts';

/** A member whom no chat of hers lets through, for those who keep the list of members. */
export type Unreached = Readonly<{
  label: string; role: string; address: string | undefined; unit: string | undefined;
  channels: readonly string[];
  /** When nothing got through any more (ms): the platform refused, or its window shut. */
  since: number;
}>;

export type ReachStore = Readonly<{
  /** The platform let nothing through to this chat at `at` (ms). */
  shut: (laneId: string, at: number) => Promise<void>;
  /** The member whose chat this is. */
  memberOf: (laneId: string) => Promise<string | undefined>;
  /** Members who were alerted to an open case and have not answered. */
  awaited: () => Promise<string[]>;
  /** Cases that nobody has taken, with all rings spent. */
  spentCases: () => Promise<string[]>;
  /** Cases that somebody holds. */
  heldCases: () => Promise<string[]>;
  /** Cases that were seen as untouched and whose officers have not heard of it since. */
  untoldCases: () => Promise<string[]>;
  /** Held cases in which her words wait unread for a few minutes, with the newest of them. */
  wordsWaiting: () => Promise<{ caseId: string; newest: string }[]>;
  /** Members' chats whose window shuts within a day; each is given once for each of her last words. */
  closing: (at: number) => Promise<string[]>;
  unreached: (at: number) => Promise<Unreached[]>;
  /** Members who have written from none of their chats since `since` (ms), and were linked before it. */
  silent: (since: number) => Promise<string[]>;
  /** Officers with a chat that can be reached, and the commune or province they answer for. */
  officers: (at: number) => Promise<{ laneId: string; role: string; unit: string }[]>;
}>;

const AWAITED = `SELECT DISTINCT a.member_id AS id FROM alert a JOIN cases c ON c.id = a.case_id
  WHERE a.answer IS NULL AND c.holder_id IS NULL AND NOT c.restricted AND c.state = ANY($1::text[])`;

const SHUT = 'UPDATE lane SET shut_at = $2 WHERE id = $1';

const SPENT = `SELECT id FROM cases
  WHERE state = ANY($1::text[]) AND holder_id IS NULL AND ring_at IS NULL AND level = 'case'
    AND NOT restricted LIMIT 200`;

const HOLDING = `SELECT id FROM cases WHERE state = ANY($1::text[]) AND holder_id IS NOT NULL AND NOT restricted`;

const UNTOLD = `SELECT DISTINCT c.id FROM cases c
  JOIN case_event e ON e.case_id = c.id AND e.code IN ('untouched', 'body_excluded')
  WHERE c.level = 'case' AND c.state = ANY($1::text[]) AND NOT c.restricted AND NOT EXISTS (SELECT 1 FROM case_event n
    WHERE n.case_id = c.id AND n.id > e.id AND n.code = 'officers_told') LIMIT 200`;

const WORDS = `SELECT c.id, (array_agg(m.id ORDER BY m.position DESC))[1] AS newest
  FROM thread_message m JOIN cases c ON c.id = m.case_id
  WHERE m.side = 'person' AND m.shown_at IS NULL AND m.at < now() - interval '3 minutes' AND NOT c.restricted
    AND c.holder_id IS NOT NULL AND c.state = ANY($1::text[]) GROUP BY c.id LIMIT 200`;

const CHATS = `SELECT m.id AS member, l.id, l.channel,
    coalesce(extract(epoch FROM l.heard_at) * 1000, 0)::float8 AS heard,
    coalesce(extract(epoch FROM l.shut_at) * 1000, 0)::float8 AS shut,
    coalesce(extract(epoch FROM l.checked_at) * 1000, 0)::float8 AS checked
  FROM member m JOIN lane l ON l.id IN (m.lane_id, m.other_lane_id) WHERE m.left_at IS NULL`;

const CHECKED = `UPDATE lane SET checked_at = $2 WHERE id = ANY($1::text[])
  AND (checked_at IS NULL OR checked_at < heard_at) RETURNING id`;

const SILENT = `SELECT m.id FROM member m WHERE m.left_at IS NULL AND m.linked_at < $1 AND NOT EXISTS (
  SELECT 1 FROM lane l WHERE l.id IN (m.lane_id, m.other_lane_id) AND l.heard_at >= $1)`;

type MemberChat = Chat & Readonly<{ memberId: string; checkedAt: number }>;

async function idsOf(rows: Promise<Record<string, unknown>[]>): Promise<string[]> {
  return (await rows).map((row) => String(row['id']));
}

const waitingOf = ({ id, newest }: Record<string, unknown>): { caseId: string; newest: string } =>
  ({ caseId: String(id), newest: String(newest) });

/** Who can be written to, and who should hear that somebody cannot. */
export function reachStore({ prisma, query }: Database, keys: HouseKeys): ReachStore {
  const chats = async (): Promise<MemberChat[]> => (await query(CHATS, [])).map((row) => ({
    memberId: String(row['member']), laneId: String(row['id']), channel: String(row['channel']),
    heardAt: Number(row['heard']), shutAt: Number(row['shut']), checkedAt: Number(row['checked']),
  }));
  const linked = { leftAt: null, OR: [{ laneId: { not: null } }, { otherLaneId: { not: null } }] };
  return {
    shut: async (laneId, at) => void await query(SHUT, [laneId, new Date(at)]),
    memberOf: async (laneId) => {
      const found = await prisma.member.findFirst({
        where: { leftAt: null, OR: [{ laneId }, { otherLaneId: laneId }] }, select: { id: true },
      });
      return found?.id;
    },
    awaited: () => idsOf(query(AWAITED, [[...OPEN]])),
    spentCases: () => idsOf(query(SPENT, [[...OPEN]])),
    heldCases: () => idsOf(query(HOLDING, [[...HELD]])),
    untoldCases: () => idsOf(query(UNTOLD, [[...ALIVE]])),
    wordsWaiting: async () => (await query(WORDS, [[...HELD]])).map(waitingOf),
    closing: async (at) => {
      const due = (await chats()).filter((chat) => isClosing(chat, at) && chat.checkedAt < chat.heardAt);
      const laneIds = due.map(({ laneId }) => laneId);
      return idsOf(query(CHECKED, [laneIds, new Date(at)]));
    },
    unreached: async (at) => {
      const known = await chats();
      const members = await prisma.member.findMany({ where: linked });
      return members.flatMap((member) => {
        const own = known.filter(({ memberId }) => memberId === member.id);
        return own.length === 0 || reachableChat(own, at) ? [] : [{
          label: reveal(unseal(keys.house, member.label, 'member')), role: member.role,
          address: member.addressCode ?? undefined, unit: member.unitCode ?? undefined,
          channels: own.map(({ channel }) => channel),
          since: Math.max(...own.map(({ heardAt, shutAt }) => Math.max(heardAt, shutAt))),
        }];
      });
    },
    silent: (since) => idsOf(query(SILENT, [new Date(since)])),
    officers: async (at) => {
      const known = await chats();
      const rows = await prisma.member.findMany({
        where: { ...linked, role: { in: ['commune_officer', 'province_duty'] }, unitCode: { not: null } },
      });
      return rows.flatMap(({ id, role, unitCode }) => {
        const chat = reachableChat(known.filter(({ memberId }) => memberId === id), at);
        return chat && unitCode ? [{ laneId: chat.laneId, role, unit: unitCode }] : [];
      });
    },
  };
}
