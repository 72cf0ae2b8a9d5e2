import { isOnDuty, type Shift } from '../core/cases/duty.ts';
import { type Chat, isReachable, reachableChat } from '../core/cases/reach.ts';
import { fold } from '../core/reading/fold.ts';
import { reveal } from '../core/private/reveal.ts';
import type { LinkedMember, MemberRow, Rooms } from '../tasks/rooms.ts';
import { dropMemberKeys, makeMemberKey } from './case_keys.ts';
import { optional, type PrismaTransaction } from './database.ts';
import type { HouseKeys } from './house_keys.ts';
import { unseal } from './seal.ts';

type MemberRecord = NonNullable<Awaited<ReturnType<PrismaTransaction['member']['findUnique']>>>;
type InviteRecord = NonNullable<Awaited<ReturnType<PrismaTransaction['invite']['findUnique']>>>;
type Part<Name extends keyof Rooms> = Pick<Rooms, Name>;

/** Members of one transaction, each with the chat where she can be written to at `now`. */
export function memberRooms(
  tx: PrismaTransaction, keys: HouseKeys, now: () => number, officials: readonly string[],
): Part<
  'memberById' | 'members' | 'labelOf' | 'membersNamed' | 'membersCloseTo' | 'setDuty' | 'endMember' | 'linkMember'
  | 'makeKey'
  | 'addOwnInvite' | 'dropChats' | 'isReachable'
> {
  const linked = { leftAt: null, OR: [{ laneId: { not: null } }, { otherLaneId: { not: null } }] };
  const labelOf = (row: MemberRecord): string => reveal(unseal(keys.house, row.label, 'member'));
  const withChats = async (rows: readonly MemberRecord[]): Promise<MemberRow[]> => {
    const chats = await chatsOf(tx, rows.flatMap(lanesOf));
    const shifts = await shiftsOf(tx, rows.map(({ id }) => id));
    return rows.map((row) => memberRow(row, { chats, shifts: shifts.get(row.id) ?? [], officials, at: now() }));
  };
  return {
    memberById: async (id) => {
      const row = await tx.member.findFirst({ where: { id, leftAt: null } });
      return row ? (await withChats([row]))[0] : undefined;
    },
    members: async () => withChats(await tx.member.findMany({ where: linked })),
    labelOf: async (id) => optional(await tx.member.findUnique({ where: { id } }), labelOf) ?? '',
    membersNamed: async (name) => {
      const wanted = fold(name);
      const rows = wanted ? await tx.member.findMany({ where: linked }) : [];
      return withChats(rows.filter((row) => fold(labelOf(row)) === wanted));
    },
    membersCloseTo: async (name) => {
      const rows = await tx.member.findMany({ where: { ...linked, closeFamilies: { not: null } } });
      return rows.filter((row) => familiesOf(keys, row).some((family) => isOf(family, name))).map(({ id }) => id);
    },
    setDuty: async (memberId, onDuty, at) => {
      await tx.member.update({ where: { id: memberId }, data: { onDuty, ...(!onDuty && { offAt: new Date(at) }) } });
    },
    endMember: async (id, at) => {
      const ended = { onDuty: false, laneId: null, otherLaneId: null, leftAt: new Date(at) };
      await tx.member.update({ where: { id }, data: ended });
      await tx.workPage.deleteMany({ where: { memberId: id } });
    },
    dropChats: async (id, laneId) => void await tx.member.update({
      where: { id }, data: { laneId, otherLaneId: null },
    }),
    linkMember: (codeHash, laneId, at) => link(tx, keys, { codeHash, laneId, at }),
    makeKey: (memberId, secret) => makeMemberKey(tx, keys, memberId, secret),
    addOwnInvite: (row) => addOwnInvite(tx, row),
    isReachable: async (laneId) => {
      const chat = (await chatsOf(tx, [laneId])).get(laneId);
      return chat !== undefined && isReachable(chat, now());
    },
  };
}

async function addOwnInvite(
  tx: PrismaTransaction, { codeHash, memberId, expiresAt }: Parameters<Rooms['addOwnInvite']>[0],
): Promise<void> {
  const row = await tx.member.findUniqueOrThrow({ where: { id: memberId } });
  const { role, addressCode, unitCode, label, official } = row;
  await tx.invite.create({
    data: { codeHash, memberId, role, addressCode, unitCode, label, official, expiresAt: new Date(expiresAt) },
  });
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
  const { role, addressCode, unitCode, label, official } = invite;
  await tx.member.create({ data: { id, role, addressCode, unitCode, label, official } });
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

/** A family is named by one word or a few; every one of them stands in the name of whoever is of it. */
function isOf(family: string, name: string): boolean {
  const words = fold(name).split(/\s+/);
  return fold(family).split(/\s+/).every((word) => words.includes(word));
}

/** The roster of these members. */
export async function shiftsOf(
  tx: Pick<PrismaTransaction, 'roster'>, memberIds: readonly string[],
): Promise<Map<string, Shift[]>> {
  const rows = await tx.roster.findMany({ where: { memberId: { in: [...memberIds] } } });
  const shifts = new Map<string, Shift[]>();
  for (const { memberId, weekday, day, begins, ends } of rows) {
    const shift = { weekday: weekday ?? undefined, day: day ?? undefined, begins, ends };
    shifts.set(memberId, [...shifts.get(memberId) ?? [], shift]);
  }
  return shifts;
}

/** The families that a member has said she is close to. */
function familiesOf({ house }: HouseKeys, { id, closeFamilies }: MemberRecord): string[] {
  // Our own sealed JSON: the seal has proved that nobody else wrote it.
  return closeFamilies ? JSON.parse(reveal(unseal(house, closeFamilies, `families:${id}`))) : [];
}

type Known = Readonly<{
  chats: ReadonlyMap<string, Chat>; shifts: readonly Shift[]; officials: readonly string[]; at: number;
}>;

function memberRow(row: MemberRecord, { chats, shifts, officials, at }: Known): MemberRow {
  const lanes = lanesOf(row);
  const known = lanes.flatMap((laneId) => chats.get(laneId) ?? []);
  const here = reachableChat(known, at);
  return {
    id: row.id, role: row.role, lanes, closeTo: row.closeCommunes,
    onDuty: isOnDuty({ onDuty: row.onDuty, offAt: row.offAt?.getTime() ?? 0 }, shifts, at),
    official: row.official ?? officials.includes(row.role), linkedAt: row.linkedAt.getTime(),
    laneId: here?.laneId,
    lostAt: here ? undefined : Math.max(0, ...known.map(({ heardAt, shutAt }) => Math.max(heardAt, shutAt))),
    addressCode: row.addressCode ?? undefined, unitCode: row.unitCode ?? undefined,
  };
}
