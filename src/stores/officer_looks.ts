import { isOnDuty } from '../core/cases/duty.ts';
import { reachableChat } from '../core/cases/reach.ts';
import { reveal } from '../core/private/reveal.ts';
import type { Database } from './database.ts';
import type { HouseKeys } from './house_keys.ts';
import { shiftsOf } from './member_rooms.ts';
import { unseal } from './seal.ts';

/** A member as officers see her; `isReachable`: a platform lets us write to her now. */
export type KnownMember = Readonly<{
  id: string; role: string; label: string; address: string | undefined; unit: string | undefined;
  onDuty: boolean; isReachable: boolean; linkedAt: number;
}>;

/** An address as it is to be checked. */
export type KnownAddress = Readonly<{
  code: string; name: string; phone: string; commune: string; verifiedOn: string | undefined; isDoubted: boolean;
}>;

export type OfficerLooks = Readonly<{
  members: (at: number) => Promise<KnownMember[]>;
  /** Not confirmed since `oldest` (`2026-11-21`), or reported as wrong. */
  staleAddresses: (oldest: string) => Promise<KnownAddress[]>;
}>;

/** What the console shows of members and addresses; whose they are to see, the roof says. */
export function officerLooks({ prisma }: Database, keys: HouseKeys): OfficerLooks {
  return {
    members: async (at) => {
      const rows = await prisma.member.findMany({ where: { leftAt: null }, orderBy: { linkedAt: 'asc' } });
      const laneIds = rows.flatMap(({ laneId, otherLaneId }) => [laneId, otherLaneId].filter((id) => id !== null));
      const lanes = await prisma.lane.findMany({
        where: { id: { in: laneIds } }, select: { id: true, channel: true, heardAt: true, shutAt: true },
      });
      const shifts = await shiftsOf(prisma, rows.map(({ id }) => id));
      return rows.map((row) => {
        const byHand = { onDuty: row.onDuty, offAt: row.offAt?.getTime() ?? 0 };
        const chats = lanes.filter(({ id }) => id === row.laneId || id === row.otherLaneId).map((lane) => ({
          laneId: lane.id, channel: lane.channel,
          heardAt: lane.heardAt?.getTime() ?? 0, shutAt: lane.shutAt?.getTime() ?? 0,
        }));
        return {
          id: row.id, role: row.role, label: reveal(unseal(keys.house, row.label, 'member')),
          address: row.addressCode ?? undefined, unit: row.unitCode ?? undefined,
          onDuty: isOnDuty(byHand, shifts.get(row.id) ?? [], at),
          isReachable: reachableChat(chats, at) !== undefined, linkedAt: row.linkedAt.getTime(),
        };
      });
    },
    staleAddresses: async (oldest) => {
      const rows = await prisma.address.findMany({
        where: { OR: [{ verifiedOn: null }, { verifiedOn: { lt: oldest } }, { doubtedAt: { not: null } }] },
        orderBy: { code: 'asc' },
      });
      return rows.map(({ code, name, phone, communeCode, verifiedOn, doubtedAt }) => ({
        code, name, phone, commune: communeCode, verifiedOn: verifiedOn ?? undefined, isDoubted: doubtedAt !== null,
      }));
    },
  };
}
