import type { MuteRooms } from '../tasks/rooms.ts';
import type { PrismaTransaction } from './database.ts';

/** Who was muted, and who has asked for it. A row ends by itself; it is taken off by the sweep. */
export function muteRooms(tx: PrismaTransaction): MuteRooms {
  return {
    askMute: async ({ id, laneId, caseId, askedBy, at }) => {
      await tx.mute.create({ data: { id, laneId, caseId, askedBy, askedAt: new Date(at) } });
    },
    askedMute: async (caseId, since) => {
      const row = await tx.mute.findFirst({ where: { caseId, until: null, askedAt: { gt: new Date(since) } } });
      return row ? { id: row.id, askedBy: row.askedBy } : undefined;
    },
    agreeMute: async (id, agreedBy, until) => {
      const open = { id, until: null, NOT: { askedBy: agreedBy } };
      const { count } = await tx.mute.updateMany({ where: open, data: { agreedBy, until: new Date(until) } });
      return count === 1;
    },
    refuseMute: async (id) => {
      const { count } = await tx.mute.deleteMany({ where: { id, until: null } });
      return count === 1;
    },
    isMuted: async (laneId, at) => await tx.mute.count({ where: { laneId, until: { gt: new Date(at) } } }) > 0,
  };
}
