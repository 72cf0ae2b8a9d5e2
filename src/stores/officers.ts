import { type Officer, OFFICER_ROLES } from '../core/access/officers.ts';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import { bytes, type Database } from './database.ts';
import type { HouseKeys } from './house_keys.ts';
import { seal, unseal } from './seal.ts';
import { newTotpSecret } from './totp.ts';

/** An account as it is listed; times in ms. */
export type OfficerRow = Officer & Readonly<{
  label: string; madeAt: number; setUpAt: number | undefined; endedAt: number | undefined;
}>;
/** An account with what opens it, unsealed; undefined where it is not set up. */
export type OfficerSecrets = Readonly<{ officer: Officer; password: string | undefined; totp: string | undefined }>;
/** `about`: a code of an address or the id of a member, never a word. An empty officer is the command line. */
export type OfficerEvent = Readonly<{ officerId: string; act: string; about: string | undefined; at: number }>;

/** The accounts of officers, and what was done with them. Hashes are those of `ofOfficer`. */
export type OfficerStore = Readonly<{
  invite: (officer: Officer, about: { label: string; setupHash: string; until: number; at: number }) => Promise<void>;
  list: () => Promise<OfficerRow[]>;
  /** True when there was one to end. */
  end: (id: string, at: number) => Promise<boolean>;
  /** The account that a code sets up, with the secret of its second factor. */
  toSetUp: (setupHash: string, at: number) => Promise<{ officer: Officer; totp: string } | undefined>;
  /** Uses the code up; `taken`: somebody else signs in with that name. */
  setUp: (setupHash: string, given: NewSignIn) => Promise<'done' | 'taken' | 'gone'>;
  byName: (nameHash: string) => Promise<OfficerSecrets | undefined>;
  byId: (id: string) => Promise<OfficerSecrets | undefined>;
  /** True for the first who comes with a code of that half minute or a later one. */
  useStep: (id: string, step: number) => Promise<boolean>;
  /** True once for each code that stands in for the second factor. */
  useRecovery: (id: string, hash: string) => Promise<boolean>;
  note: (event: OfficerEvent) => Promise<void>;
  /** The newest first, 200 at most. */
  events: (filter: { since: number; acts?: readonly string[]; of?: readonly string[] }) => Promise<OfficerEvent[]>;
}>;

export type NewSignIn = Readonly<{
  nameHash: string; password: string; step: number; recovery: readonly string[]; at: number;
}>;

const LIST_MAX = 200;

export function officerStore(database: Database, keys: HouseKeys): OfficerStore {
  return { ...accounts(database, keys), ...signIns(database, keys), ...eventStore(database) };
}

type Accounts = Pick<OfficerStore, 'invite' | 'list' | 'end' | 'toSetUp' | 'setUp'>;
type SignIns = Pick<OfficerStore, 'byName' | 'byId' | 'useStep' | 'useRecovery'>;
type OfficerRecord = NonNullable<Awaited<ReturnType<Database['prisma']['officer']['findUnique']>>>;

function accounts({ prisma, transaction }: Database, keys: HouseKeys): Accounts {
  const sealed = (text: string, context: string): Uint8Array<ArrayBuffer> =>
    bytes(seal(keys.house, new Private(text), context));
  const waiting = (setupHash: string, at: number): object =>
    ({ setupHash, setupUntil: { gt: new Date(at) }, endedAt: null });
  return {
    invite: async ({ id, role, unit }, { label, setupHash, until, at }) => {
      await prisma.officer.create({ data: {
        id, role, unitCode: unit ?? null, label: sealed(label, 'officer'), setupHash, setupUntil: new Date(until),
        totp: sealed(newTotpSecret(), `officer_totp:${id}`), madeAt: new Date(at),
      } });
    },
    list: async () => (await prisma.officer.findMany({ orderBy: { madeAt: 'asc' } })).flatMap((row) => {
      const officer = officerOf(row);
      return officer ? [{
        ...officer, label: reveal(unseal(keys.house, row.label, 'officer')), madeAt: row.madeAt.getTime(),
        setUpAt: row.setUpAt?.getTime(), endedAt: row.endedAt?.getTime(),
      }] : [];
    }),
    end: (id, at) => transaction(async (tx) => {
      const gone = { endedAt: new Date(at), setupHash: null, nameHash: null, password: null, totp: null };
      const { count } = await tx.officer.updateMany({ where: { id, endedAt: null }, data: gone });
      await tx.officerSession.deleteMany({ where: { officerId: id } });
      await tx.officerRecovery.deleteMany({ where: { officerId: id } });
      return count === 1;
    }),
    toSetUp: async (setupHash, at) => {
      const row = await prisma.officer.findFirst({ where: waiting(setupHash, at) });
      const found = row && secretsOf(row, keys);
      return found?.totp === undefined ? undefined : { officer: found.officer, totp: found.totp };
    },
    setUp: (setupHash, { nameHash, password, step, recovery, at }) => transaction(async (tx) => {
      const row = await tx.officer.findFirst({ where: waiting(setupHash, at) });
      if (!row) return 'gone';
      if (await tx.officer.findUnique({ where: { nameHash } })) return 'taken';
      const { count } = await tx.officer.updateMany({
        where: { id: row.id, setupHash },
        data: {
          setupHash: null, setupUntil: null, nameHash, totpStep: step, setUpAt: new Date(at),
          password: sealed(password, `officer_password:${row.id}`),
        },
      });
      if (count !== 1) return 'gone';
      await tx.officerRecovery.createMany({ data: recovery.map((id) => ({ id, officerId: row.id })) });
      return 'done';
    }),
  };
}

function signIns({ prisma }: Database, keys: HouseKeys): SignIns {
  const found = (row: OfficerRecord | null): OfficerSecrets | undefined => (row ? secretsOf(row, keys) : undefined);
  return {
    byName: async (nameHash) => found(await prisma.officer.findFirst({ where: { nameHash, endedAt: null } })),
    byId: async (id) => found(await prisma.officer.findFirst({ where: { id, endedAt: null } })),
    useStep: async (id, step) => {
      const { count } = await prisma.officer.updateMany({
        where: { id, endedAt: null, totpStep: { lt: step } }, data: { totpStep: step },
      });
      return count === 1;
    },
    useRecovery: async (officerId, id) => {
      const { count } = await prisma.officerRecovery.deleteMany({ where: { id, officerId } });
      return count === 1;
    },
  };
}

function eventStore({ prisma }: Database): Pick<OfficerStore, 'note' | 'events'> {
  return {
    note: async ({ officerId, act, about, at }) => {
      await prisma.officerEvent.create({ data: { officerId, act, about: about ?? null, at: new Date(at) } });
    },
    events: async ({ since, acts, of }) => {
      const rows = await prisma.officerEvent.findMany({
        where: {
          at: { gte: new Date(since) }, ...(acts && { act: { in: [...acts] } }),
          ...(of && { officerId: { in: [...of] } }),
        },
        orderBy: { id: 'desc' }, take: LIST_MAX,
      });
      return rows.map((row) => (
        { officerId: row.officerId, act: row.act, about: row.about ?? undefined, at: row.at.getTime() }));
    },
  };
}

function secretsOf(row: OfficerRecord, keys: HouseKeys): OfficerSecrets | undefined {
  const officer = officerOf(row);
  const opened = (sealed: Uint8Array | null, kind: string): string | undefined =>
    (sealed ? reveal(unseal(keys.house, sealed, `officer_${kind}:${row.id}`)) : undefined);
  return officer && { officer, password: opened(row.password, 'password'), totp: opened(row.totp, 'totp') };
}

/** A role that nobody knows any more opens nothing. */
export function officerOf({ id, role: name, unitCode }: { id: string; role: string; unitCode: string | null }):
Officer | undefined {
  const role = OFFICER_ROLES.find((known) => known === name);
  return role && { id, role, unit: unitCode ?? undefined };
}
