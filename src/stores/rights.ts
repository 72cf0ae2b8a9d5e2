import type { BreachKind, Clocked } from '../core/rights/clocks.ts';
import type { Private } from '../core/private/private.ts';
import { bytes, type Database } from './database.ts';
import type { HouseKeys } from './house_keys.ts';
import { requestContext } from './rights_rooms.ts';
import { type Key, seal, unseal, unwrapKey } from './seal.ts';

export type RequestRow = Clocked & Readonly<{
  id: string; kind: string; at: number; caseId: string | undefined; caseCode: string | undefined; hasWords: boolean;
}>;
export type BreachRow = Readonly<{
  id: string; kind: string; people: number | undefined; knownAt: number; tellBy: number;
  toldAt: number | undefined; closedAt: number | undefined;
}>;
export type NewBreach = Readonly<{
  kind: BreachKind; people: number | undefined; words: Private; knownAt: number; tellBy: number;
}>;
/** A consent as it was given, for whoever has to prove it. */
export type ConsentRow = Readonly<{
  purpose: string; edition: string; asked: string; lang: string; at: number; withdrawnAt: number | undefined;
}>;

/** What the officer who keeps the list reads and writes: requests, breaches, proofs of consent. */
export type RightsStore = Readonly<{
  /** Those that are not done, or `all`. */
  requests: (all: boolean) => Promise<RequestRow[]>;
  /** One request with its words; undefined words were never there, or went with the key of her chat. */
  request: (id: string) => Promise<{ row: RequestRow; words: Private | undefined } | undefined>;
  /** Marks a request; true when there is one. `words` replace what is sealed there while her chat has its key. */
  mark: (id: string, at: Readonly<{ answeredAt?: number; doneAt?: number; words?: Private }>) => Promise<boolean>;
  noteLook: (caseId: string, code: 'request_shown' | 'consent_shown', at: number) => Promise<void>;
  breaches: () => Promise<BreachRow[]>;
  breachWords: (id: string) => Promise<Private | undefined>;
  recordBreach: (breach: NewBreach) => Promise<string>;
  markBreach: (id: string, at: Readonly<{ toldAt?: number; closedAt?: number }>) => Promise<boolean>;
  consentsOf: (caseCode: string) => Promise<{ caseId: string; consents: ConsentRow[] } | undefined>;
  edition: (hash: string) => Promise<unknown>;
}>;

const ms = (date: Date | null): number | undefined => date?.getTime();

export function rightsStore({ prisma }: Database, keys: HouseKeys): RightsStore {
  return {
    ...requestStore(prisma, keys),
    ...breachStore(prisma, keys),
    noteLook: async (caseId, code, at) => {
      await prisma.caseEvent.create({ data: { caseId, code, at: new Date(at) } });
    },
    consentsOf: async (code) => {
      const found = await prisma.case.findUnique({ where: { code }, select: { id: true } });
      if (!found) return undefined;
      const rows = await prisma.consent.findMany({ where: { caseId: found.id }, orderBy: { at: 'asc' } });
      return {
        caseId: found.id,
        consents: rows.map(({ purpose, edition, asked, lang, at, withdrawnAt }) => (
          { purpose, edition, asked, lang, at: at.getTime(), withdrawnAt: ms(withdrawnAt) })),
      };
    },
    edition: async (hash) => (await prisma.edition.findUnique({ where: { hash }, select: { body: true } }))?.body,
  };
}

type Prisma = Database['prisma'];
type RequestRecord = NonNullable<Awaited<ReturnType<Prisma['rightsRequest']['findUnique']>>>;

function requestStore(prisma: Prisma, keys: HouseKeys): Pick<RightsStore, 'requests' | 'request' | 'mark'> {
  const laneKey = async (laneId: string): Promise<Key | undefined> => {
    const row = await prisma.laneKey.findUnique({ where: { laneId } });
    return row ? unwrapKey(keys.masters, row.wrapped, `lane:${laneId}`) : undefined;
  };
  const codesOf = async (rows: readonly RequestRecord[]): Promise<Map<string, string>> => {
    const ids = rows.flatMap(({ caseId }) => caseId ?? []);
    const cases = await prisma.case.findMany({ where: { id: { in: ids } }, select: { id: true, code: true } });
    return new Map(cases.map(({ id, code }) => [id, code]));
  };
  return {
    requests: async (all) => {
      const where = all ? {} : { doneAt: null };
      const rows = await prisma.rightsRequest.findMany({ where, orderBy: { at: 'asc' } });
      const codes = await codesOf(rows);
      return rows.map((row) => requestRow(row, codes));
    },
    request: async (id) => {
      const row = await prisma.rightsRequest.findUnique({ where: { id } });
      if (!row) return undefined;
      const key = row.words ? await laneKey(row.laneId) : undefined;
      const words = key && row.words ? unseal(key, row.words, requestContext(id)) : undefined;
      return { row: requestRow(row, await codesOf([row])), words };
    },
    mark: async (id, { answeredAt, doneAt, words }) => {
      const row = await prisma.rightsRequest.findUnique({ where: { id } });
      if (!row) return false;
      const key = words ? await laneKey(row.laneId) : undefined;
      await prisma.rightsRequest.update({
        where: { id },
        data: {
          // The first answer is the one that counts.
          ...(answeredAt !== undefined && !row.answeredAt && { answeredAt: new Date(answeredAt) }),
          ...(doneAt !== undefined && !row.doneAt && { doneAt: new Date(doneAt) }),
          ...(key && words && { words: bytes(seal(key, words, requestContext(id))) }),
        },
      });
      return true;
    },
  };
}

function requestRow(row: RequestRecord, codes: ReadonlyMap<string, string>): RequestRow {
  return {
    id: row.id, kind: row.kind, at: row.at.getTime(), caseId: row.caseId ?? undefined,
    caseCode: row.caseId ? codes.get(row.caseId) : undefined, hasWords: row.words !== null,
    answerBy: row.answerBy.getTime(), doneBy: row.doneBy.getTime(),
    answeredAt: ms(row.answeredAt), doneAt: ms(row.doneAt),
  };
}

type Breaches = Pick<RightsStore, 'breaches' | 'breachWords' | 'recordBreach' | 'markBreach'>;

function breachStore(prisma: Prisma, keys: HouseKeys): Breaches {
  return {
    breaches: async () => {
      const rows = await prisma.breach.findMany({ orderBy: { knownAt: 'asc' } });
      return rows.map(({ id, kind, people, knownAt, tellBy, toldAt, closedAt }) => ({
        id, kind, people: people ?? undefined, knownAt: knownAt.getTime(), tellBy: tellBy.getTime(),
        toldAt: ms(toldAt), closedAt: ms(closedAt),
      }));
    },
    breachWords: async (id) => {
      const row = await prisma.breach.findUnique({ where: { id } });
      return row ? unseal(keys.house, row.words, `breach:${id}`) : undefined;
    },
    recordBreach: async ({ kind, people, words, knownAt, tellBy }) => {
      const id = keys.secrets.code(8);
      await prisma.breach.create({
        data: {
          id, kind, people: people ?? null, knownAt: new Date(knownAt), tellBy: new Date(tellBy),
          words: bytes(seal(keys.house, words, `breach:${id}`)),
        },
      });
      return id;
    },
    markBreach: async (id, { toldAt, closedAt }) => {
      const { count } = await prisma.breach.updateMany({
        where: { id },
        data: {
          ...(toldAt !== undefined && { toldAt: new Date(toldAt) }),
          ...(closedAt !== undefined && { closedAt: new Date(closedAt) }),
        },
      });
      return count === 1;
    },
  };
}
