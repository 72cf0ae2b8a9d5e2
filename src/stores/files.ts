import type { WantedFile } from '../tasks/file_ports.ts';
import type { Database } from './database.ts';
import { kindOf, sourceContext } from './file_rooms.ts';
import type { HouseKeys } from './house_keys.ts';
import { sealBytes, unseal, unsealBytes, unwrapKey } from './seal.ts';

/** How long a page of ours keeps what it was given, while she is asked. */
const HELD_MINUTES = 30;
const AT_ONCE = 20;

/** Whoever takes one up has a minute for it; then anybody may. */
const CLAIM = `
  WITH due AS (SELECT id FROM attachment WHERE due_at <= $1 AND source IS NOT NULL AND ($2::text IS NULL OR id = $2)
    ORDER BY due_at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
  UPDATE attachment a SET tries = a.tries + 1, due_at = $1::timestamptz + interval '1 minute'
    FROM due, case_key k WHERE a.id = due.id AND k.case_id = a.case_id
    RETURNING a.id, a.case_id, a.side, a.kind, a.source, a.tries, k.wrapped`;

const HOLD = `
  INSERT INTO held_file (id, lane_id, body, expires_at) SELECT $1, l.id, $3, $4 FROM lane l WHERE l.id = $2
  ON CONFLICT (lane_id) DO UPDATE SET id = EXCLUDED.id, body = EXCLUDED.body, expires_at = EXCLUDED.expires_at
  RETURNING id`;

export type FileStore = Readonly<{
  claim: (at: number, id?: string) => Promise<WantedFile[]>;
  /**
   * Keeps what a page was given under a name that the talk carries; an older one of the same chat goes. A talk that
   * nobody began holds nothing.
   */
  hold: (laneId: string, bytes: Uint8Array, at: number) => Promise<string | undefined>;
  held: (id: string, laneId: string) => Promise<Uint8Array | undefined>;
  letGo: (id: string) => Promise<void>;
}>;

/** Pictures and voices outside of a transaction. */
export function fileStore({ query, prisma }: Pick<Database, 'query' | 'prisma'>, keys: HouseKeys): FileStore {
  const context = (id: string, laneId: string): string => `held:${id}:${laneId}`;
  return {
    claim: async (at, id) => (await query(CLAIM, [new Date(at), id ?? null])).flatMap((row) => wantedOf(row, keys)),
    hold: async (laneId, bytes, at) => {
      const id = keys.id();
      const body = Uint8Array.from(sealBytes(keys.house, bytes, context(id, laneId)));
      const kept = await query(HOLD, [id, laneId, body, new Date(at + HELD_MINUTES * 60_000)]);
      return kept.length === 1 ? id : undefined;
    },
    held: async (id, laneId) => {
      const row = await prisma.heldFile.findFirst({ where: { id, laneId } });
      return row ? unsealBytes(keys.house, row.body, context(id, laneId)) : undefined;
    },
    letGo: async (id) => {
      await prisma.heldFile.deleteMany({ where: { id } });
    },
  };
}

function wantedOf(row: Record<string, unknown>, { masters }: HouseKeys): WantedFile[] {
  const { source, wrapped } = row;
  if (!(source instanceof Uint8Array) || !(wrapped instanceof Uint8Array)) return [];
  const [id, caseId] = [String(row['id']), String(row['case_id'])];
  const key = unwrapKey(masters, wrapped, `case:${caseId}`);
  return [{
    id, caseId, side: row['side'] === 'member' ? 'member' : 'person', kind: kindOf(String(row['kind'])),
    source: unseal(key, source, sourceContext(id)), tries: Number(row['tries']),
  }];
}
