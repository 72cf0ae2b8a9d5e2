import { type Chat, isReachable, reachableChat } from '../core/cases/reach.ts';
import { fold } from '../core/reading/fold.ts';
import { reveal } from '../core/private/reveal.ts';
import type { LinkedMember, MemberRow, Rooms } from '../tasks/rooms.ts';
import { dropMemberKeys, makeMemberKey } from './case_keys.ts';
import type { PrismaTransaction } from './database.ts';
import type { HouseKeys } from './house_keys.ts';
import { unseal } from './seal.ts';

type MemberRecord = NonNullable<Awaited<ReturnType<PrismaTransaction['member']['findUnique']>>>;
type InviteRecord = NonNullable<Awaited<ReturnType<PrismaTransaction['invite']['findUnique']>>>;
type Part<Name extends keyof Rooms> = Pick<Rooms, Name>;

/** Members of one transaction, each with the chat where she can be written to at `now`. */
export function memberRooms(tx: PrismaTransaction, keys: HouseKeys, now: () => number): Part<
  'memberById' | 'members' | 'membersNamed' | 'setDuty' | 'endMember' | 'linkMember' | 'makeKey' | 'addOwnInvite'
  | 'dropChats' | 'isReachable'
> {
  const linked = { leftAt: null, OR: [{ laneId: { not: null } }, { otherLaneId: { not: null } }] };
  const labelOf = (row: MemberRecord): string => reveal(unseal(keys.house, row.label, 'member'));
  const withChats = async (rows: readonly MemberRecord[]): Promise<MemberRow[]> => {
    const chats = await chatsOf(tx, rows.flatMap(lanesOf));
    return rows.map((row) => memberRow(row, chats, now()));
  };
  return {
    memberById: async (id) => {
      const row = await tx.member.findFirst({ where: { id, leftAt: null } });
      return row ? (await withChats([row]))[0] : undefined;
    },
    members: async () => withChats(await tx.member.findMany({ where: linked })),
    membersNamed: async (name) => {
      const wanted = fold(name);
      const rows = wanted ? await tx.member.findMany({ where: linked }) : [];
      return withChats(rows.filter((row) => fold(labelOf(row)) === wanted));
    },
    setDuty: async (memberId, onDuty) => {
      await tx.member.update({ where: { id: memberId }, data: { onDuty } });
    },
    endMember: async (id, at) => {
      const ended = { onDuty: false, laneId: null, otherLaneId: null, leftAt: new Date(at) };
      await tx.member.update({ where: { id }, data: ended });
    },
    dropChats: async (id, laneId) => {
      await tx.member.update({ where: { id }, data: { laneId, otherLaneId: null } });
    },
    linkMember: (codeHash, laneId, at) => link(tx, keys, { codeHash, laneId, at }),
    makeKey: (memberId, secret) => makeMemberKey(tx, keys, memberId, secret),
    addOwnInvite: async ({ codeHash, memberId, expiresAt }) => {
      const { role, addressCode, unitCode, label } = await tx.member.findUniqueOrThrow({ where: { id: memberId } });
      await tx.invite.create({
        data: { codeHash, memberId, role, addressCode, unitCode, label, expiresAt: new Date(expiresAt) },
      });
    },
    isReachable: async (laneId) => {
      const chat = (await chatsOf(tx, [laneId])).get(laneId);
      return chat !== undefined && isReachable(chat, now());
    },
  };
}

type Linking = Readonly<{ codeHash: string; laneId: string; at: number }>;

/** An invite works once; one of her own adds a second chat, any other makes a member. */
async function link(
  tx: PrismaTransaction, keys: HouseKeys, { codeHash, laneId, at }: Linking,
): Promise<LinkedMember | undefined> {
  const { count } = await tx.invite.updateMany({
    where: { codeHash, usedAt: null, expiresAt: { gt: new Date(at) } }, data: { usedAt: new Date(at) },
  });
  const invite = count === 1 ? await tx.invite.findUnique({ where: { codeHash } }) : null;
  if (!invite) return undefined;
  const left = invite.memberId && !(await tx.member.findFirst({ where: { id: invite.memberId, leftAt: null } }));
  if (left) return undefined;
  await unlink(tx, laneId, { at, but: invite.memberId });
  const memberId = invite.memberId ?? await newMember(tx, keys.id(), invite);
  const others = invite.memberId ? await lanesOfMember(tx, memberId) : [];
  await putLane(tx, memberId, laneId);
  const { addressCode, unitCode } = invite;
  const address = addressCode ? await tx.address.findUnique({ where: { code: addressCode } }) : null;
  const commune = unitCode ? await tx.commune.findUnique({ where: { code: unitCode } }) : null;
  const unitName = address?.name ?? commune?.name ?? unitCode ?? '';
  const hasKey = (await tx.memberKey.count({ where: { memberId } })) > 0;
  return { memberId, unitName, others: others.filter((lane) => lane !== laneId), hasKey };
}

/** A chat belongs to one member; whoever loses her last chat has left. */
export async function unlink(
  tx: PrismaTransaction, laneId: string, { at, but }: { at: number; but?: string | null },
): Promise<void> {
  const others = but ? { id: { not: but } } : {};
  await tx.member.updateMany({ where: { laneId, ...others }, data: { laneId: null } });
  await tx.member.updateMany({ where: { otherLaneId: laneId, ...others }, data: { otherLaneId: null } });
  const gone = { laneId: null, otherLaneId: null, leftAt: null, ...others };
  const leaving = await tx.member.findMany({ where: gone, select: { id: true } });
  await tx.member.updateMany({ where: gone, data: { leftAt: new Date(at) } });
  await dropMemberKeys(tx, leaving.map(({ id }) => id));
}

async function newMember(tx: PrismaTransaction, id: string, invite: InviteRecord): Promise<string> {
  const { role, addressCode, unitCode, label } = invite;
  await tx.member.create({ data: { id, role, addressCode, unitCode, label } });
  return id;
}

/** Into the first free place; a third chat takes the place of the second. */
async function putLane(tx: PrismaTransaction, memberId: string, laneId: string): Promise<void> {
  const member = await tx.member.findUniqueOrThrow({ where: { id: memberId } });
  if (lanesOf(member).includes(laneId)) return;
  await tx.member.update({
    where: { id: memberId }, data: member.laneId === null ? { laneId } : { otherLaneId: laneId },
  });
}

async function lanesOfMember(tx: PrismaTransaction, id: string): Promise<string[]> {
  return lanesOf(await tx.member.findUniqueOrThrow({ where: { id } }));
}

const lanesOf = ({ laneId, otherLaneId }: MemberRecord): string[] =>
  [laneId, otherLaneId].filter((lane) => lane !== null);

async function chatsOf(tx: PrismaTransaction, laneIds: readonly string[]): Promise<Map<string, Chat>> {
  const rows = await tx.lane.findMany({
    where: { id: { in: [...laneIds] } }, select: { id: true, channel: true, heardAt: true, shutAt: true },
  });
  return new Map(rows.map(({ id, channel, heardAt, shutAt }) => [
    id, { laneId: id, channel, heardAt: heardAt?.getTime() ?? 0, shutAt: shutAt?.getTime() ?? 0 },
  ]));
}

function memberRow(row: MemberRecord, chats: ReadonlyMap<string, Chat>, at: number): MemberRow {
  const lanes = lanesOf(row);
  const known = lanes.flatMap((laneId) => chats.get(laneId) ?? []);
  return {
    id: row.id, role: row.role, onDuty: row.onDuty, lanes, linkedAt: row.linkedAt.getTime(),
    laneId: reachableChat(known, at)?.laneId,
    addressCode: row.addressCode ?? undefined, unitCode: row.unitCode ?? undefined,
  };
}
