import { randomBytes } from 'node:crypto';
import { isSignedIn, type Officer, type SignedIn } from '../core/access/officers.ts';
import type { Database } from './database.ts';
import type { HouseKeys } from './house_keys.ts';
import { officerOf } from './officers.ts';

/** Who sits before a page. `form`: what every form of this session carries, so that no other site can post one. */
export type Session = Readonly<{ id: string; stage: SignedIn['stage']; form: string; officer: Officer }>;

export type OfficerSessions = Readonly<{
  /** A fresh one; gives what her browser keeps: 256 random bits, of which a keyed hash is stored. */
  open: (officerId: string, stage: SignedIn['stage'], at: number) => Promise<string>;
  /** The session of a token, while it lives; being looked for keeps it from idling. */
  find: (token: string, at: number) => Promise<Session | undefined>;
  close: (token: string) => Promise<void>;
  closeAll: (officerId: string) => Promise<void>;
}>;

const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;
/** A look is written down this often: that is how exact the idle time is. */
const SEEN_MS = 15_000;

export function officerSessions({ prisma }: Database, keys: HouseKeys): OfficerSessions {
  const idOf = (token: string): string => keys.ofOfficer('session', token);
  return {
    open: async (officerId, stage, at) => {
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const time = new Date(at);
      await prisma.officerSession.create({
        data: { id: idOf(token), officerId, stage, madeAt: time, seenAt: time },
      });
      return token;
    },
    find: async (token, at) => {
      if (!TOKEN.test(token)) return undefined;
      const row = await prisma.officerSession.findUnique({ where: { id: idOf(token) } });
      if (!row) return undefined;
      const stage = row.stage === 'full' ? 'full' : 'half';
      const alive = isSignedIn({ stage, madeAt: row.madeAt.getTime(), seenAt: row.seenAt.getTime() }, at);
      const account = alive ? await prisma.officer.findFirst({ where: { id: row.officerId, endedAt: null } }) : null;
      const officer = account ? officerOf(account) : undefined;
      if (!officer) {
        await prisma.officerSession.deleteMany({ where: { id: row.id } });
        return undefined;
      }
      if (at - row.seenAt.getTime() > SEEN_MS) {
        await prisma.officerSession.updateMany({ where: { id: row.id }, data: { seenAt: new Date(at) } });
      }
      return { id: row.id, stage, form: keys.ofOfficer('form', token), officer };
    },
    close: async (token) => void await prisma.officerSession.deleteMany({ where: { id: idOf(token) } }),
    closeAll: async (officerId) => void await prisma.officerSession.deleteMany({ where: { officerId } }),
  };
}
