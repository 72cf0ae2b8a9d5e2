import type { Subject } from '../stores/ledger.ts';
import { type MasterKeys, unseal, unwrapKey } from '../stores/seal.ts';
import type { BackupPiece, Row } from './backup_file.ts';
import { type BackupTable, KEY_TABLES, TABLES } from './backup_tables.ts';

type Kind = Subject['kind'];

/** What decides which rows of a backup come back. */
export type Sieve = Readonly<{
  masters: MasterKeys;
  /** When this chat or case was erased (ms); 0: it was not. */
  erasedAt: (subject: Subject) => number;
  /** Wrapped keys by id: of today, or of the copy. */
  keys: Readonly<Record<Kind, ReadonlyMap<string, Uint8Array>>>;
  /** What the house has already. */
  here: Readonly<Record<Kind, ReadonlySet<string>>>;
  /** Tables that are replaced as a whole and are not empty. */
  full: ReadonlySet<string>;
  /** Now, as text. */
  at: string;
}>;

/** Bytes as the database writes them into JSON. */
export const fromHex = (text: unknown): Buffer => Buffer.from(String(text).slice(2), 'hex');

const timeOf = (row: Row, { time }: BackupTable): number => (time ? Date.parse(String(row[time])) : 0);

/** The rows that come back, by table: of `pieces`, and of the copy of keys what opens them. */
export function sift(
  pieces: readonly BackupPiece[], copy: readonly BackupPiece[], sieve: Sieve,
): ReadonlyMap<string, readonly Row[]> {
  const stored: Record<Kind, Set<string>> = { lane: new Set(), case: new Set() };
  const back: Record<Kind, Set<string>> = { lane: new Set(), case: new Set() };
  // Chats and cases decide about all that hangs on them.
  for (const { table, rows } of pieces) {
    const kind = table === 'lane' ? 'lane' : table === 'cases' ? 'case' : undefined;
    const known = TABLES.find((each) => each.table === table);
    if (!kind || !known) continue;
    for (const row of rows) {
      const id = String(row['id']);
      stored[kind].add(id);
      if (comesBack(kind, row, timeOf(row, known), sieve)) back[kind].add(id);
    }
  }
  const sifted = new Map<string, Row[]>();
  const take = (table: BackupTable, row: Row): void => {
    const rows = sifted.get(table.table);
    if (rows) rows.push(row);
    else sifted.set(table.table, [row]);
  };
  for (const [tables, all] of [[TABLES, pieces], [KEY_TABLES, copy]] as const) {
    for (const { table: name, rows } of all) {
      const table = tables.find((each) => each.table === name);
      if (!table) throw new Error(`The backup names a table ${name} that is unknown`);
      if (sieve.full.has(name)) continue;
      rows.filter((row) => belongs(table, row, { stored, back }, sieve))
        .forEach((row) => take(table, name === 'member' ? withoutLost(row, back.lane, sieve) : row));
    }
  }
  return sifted;
}

/** It is not here, was not erased since, and its key opens it: another key is that of somebody who came back. */
function comesBack(kind: Kind, row: Row, time: number, { here, erasedAt, keys, masters }: Sieve): boolean {
  const id = String(row['id']);
  const wrapped = keys[kind].get(id);
  const erased = erasedAt({ kind, id });
  // A case never comes back; a chat may, under the same id.
  const isErased = kind === 'case' ? erased > 0 : time <= erased;
  if (here[kind].has(id) || !wrapped || isErased) return false;
  const context = `${kind}:${id}`;
  const key = unwrapKey(masters, wrapped, context);
  try {
    unseal(key, fromHex(row[kind === 'lane' ? 'session' : 'sealed']), context);
    return true;
  } catch {
    return false;
  }
}

type Known = Readonly<{ stored: Readonly<Record<Kind, ReadonlySet<string>>>; back: Known['stored'] }>;

function belongs(table: BackupTable, row: Row, { stored, back }: Known, { here, erasedAt }: Sieve): boolean {
  const { lane, case: ofCase } = table;
  if (ofCase && row[ofCase] !== null && !back.case.has(String(row[ofCase]))) return isCount(row, ofCase);
  if (!lane) return true;
  const id = String(row[lane]);
  // Her very first message may wait while nothing else is stored of her.
  const isFirst = table.table === 'inbox' && !stored.lane.has(id) && !here.lane.has(id);
  if (!back.lane.has(id) && !isFirst) return false;
  return !table.time || timeOf(row, table) > erasedAt({ kind: 'lane', id });
}

/** Counts of cases that went name no case. */
const isCount = (row: Row, ofCase: string): boolean => row[ofCase] === '';

/** A member whose chat does not come back has left it; without any chat she has left. */
function withoutLost(row: Row, back: ReadonlySet<string>, { here, at }: Sieve): Row {
  const kept = (id: unknown): unknown => (typeof id === 'string' && (back.has(id) || here.lane.has(id)) ? id : null);
  const [laneId, other] = [kept(row['lane_id']), kept(row['other_lane_id'])];
  const left = laneId === null && other === null ? row['left_at'] ?? at : row['left_at'];
  return { ...row, lane_id: laneId, other_lane_id: other, left_at: left };
}
