import { fileURLToPath } from 'node:url';
import { readTable } from '../commands/tables.ts';
import type { House } from '../house.ts';
import type { Demo, HouseStrip } from '../http/demo.ts';
import { runCommand } from './commands.ts';

const FOLDER = new URL('../../data/demo/', import.meta.url);

/** The day on which the demo's addresses were invented: their checks are shifted to stay as fresh as they were then. */
const INVENTED_ON = Date.parse('2026-11-02');
const DAY_MS = 86_400_000;

/** Where the demo's members sit: the woman's commune and the next one. */
const ADDRESSES = { here: 'TD-01', next: 'LT-01' } as const;

/** Fills an empty house with invented communes and addresses. A house that has places already is left alone. */
export async function loadDemo(house: House): Promise<void> {
  if (house.places().index.communes.size > 0) return;
  const file = async (name: string): Promise<{ file: string; table: unknown }> => {
    const table = await readTable(fileURLToPath(new URL(name, FOLDER)));
    return { file: name, table };
  };
  const old = await file('communes-old-to-new.csv');
  await run(house, 'units import', { units: await file('communes.csv'), old, partial: false });
  const addresses = await file('addresses.csv');
  await run(house, 'addresses import', { addresses: shifted(addresses, Date.now()), dryRun: false, partial: false });
}

async function run(house: House, name: string, input: unknown): Promise<void> {
  const result = await runCommand(house, name, input);
  if (!('refused' in result)) return;
  throw new Error(`The demo data is refused: ${result.refused.map(({ problem }) => problem).join(' ')}`);
}

function shifted({ file, table }: { file: string; table: unknown }, now: number): { file: string; table: unknown } {
  if (typeof table !== 'object' || table === null) return { file, table };
  if (!('rows' in table) || !Array.isArray(table.rows)) return { file, table };
  const shift = (day: string): string => {
    const at = Date.parse(day) + Math.max(0, Math.floor((now - INVENTED_ON) / DAY_MS)) * DAY_MS;
    return Number.isNaN(at) || day < '2026' ? day : new Date(Math.min(at, now)).toISOString().slice(0, 10);
  };
  const rows = table.rows.map((row) => (
    { ...row, cells: { ...row.cells, verified_on: shift(row.cells['verified_on'] ?? '') } }));
  return { file, table: { ...table, rows } };
}

/** What the demo page asks of the house. Nothing here exists when DEMO is off. */
export function openDemo(house: House): Demo {
  return {
    invite: async (place) => {
      const wish = { address: ADDRESSES[place], role: 'member', label: `demo ${place}` };
      const result = await runCommand(house, 'members invite', wish);
      const done = 'done' in result ? result.done : undefined;
      if (typeof done === 'object' && done !== null && 'code' in done) return String(done.code);
      throw new Error('The demo has no such address');
    },
    strip: () => strip(house),
  };
}

const COUNTS = `
  SELECT (SELECT count(*)::int FROM lane) AS lanes, (SELECT count(*)::int FROM inbox) AS inbox,
    (SELECT count(*)::int FROM outbox WHERE state <> 'failed') AS waiting`;

const SEALED = `
  (SELECT 'lane' AS of, octet_length(session) AS bytes, encode(substr(session, 1, 24), 'hex') AS hex
    FROM lane ORDER BY updated_at DESC LIMIT 2)
  UNION ALL (SELECT 'thread_message', octet_length(words), encode(substr(words, 1, 24), 'hex')
    FROM thread_message ORDER BY position DESC LIMIT 2)
  UNION ALL (SELECT 'cases', octet_length(sealed), encode(substr(sealed, 1, 24), 'hex')
    FROM cases ORDER BY filed_at DESC LIMIT 1)`;

/** Counts, ids and sealed bytes: what a thief of the database would hold. */
async function strip({ database, queues, places }: House): Promise<HouseStrip> {
  const { prisma } = database;
  const [counts] = await database.query(COUNTS, []);
  const sealed = await database.query(SEALED, []);
  const cases = await prisma.case.findMany({ where: { level: 'case' }, orderBy: { filedAt: 'desc' }, take: 3 });
  const caseIds = cases.map(({ id }) => id);
  const alerts = await prisma.alert.findMany({ where: { caseId: { in: caseIds } }, orderBy: { at: 'asc' } });
  const codes = new Map(cases.map(({ id, code }) => [id, code]));
  return {
    lanes: Number(counts?.['lanes'] ?? 0),
    inbox: Number(counts?.['inbox'] ?? 0),
    outbox: { waiting: Number(counts?.['waiting'] ?? 0) },
    sealed: sealed.map((row) => ({ table: String(row['of']), bytes: Number(row['bytes']), hex: String(row['hex']) })),
    queue: await queues.ids(),
    cases: cases.map(({ code, state, ring, communeCode }) => ({
      code, state, ring, commune: places().index.communes.get(communeCode ?? '')?.name ?? '',
    })),
    alerts: alerts.map(({ caseId, ring, answer }) => ({ code: codes.get(caseId) ?? '', ring, answer: answer ?? '' })),
  };
}
