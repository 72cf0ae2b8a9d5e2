import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { House } from '../house.ts';
import { bytesOf } from '../stores/desk.ts';
import { isWrappedByCurrent, type MasterKeys, unwrapKey, wrapKey } from '../stores/seal.ts';

/** Where wrapped keys stand: table, its id, and what its wrapping is bound to. */
const WRAPPED = [
  { table: 'house_key', id: 'name', context: 'house' },
  { table: 'lane_key', id: 'lane_id', context: 'lane' },
  { table: 'case_key', id: 'case_id', context: 'case' },
] as const;
type Wrapped = { table: string; id: string; context: string };
const CHUNK = 200;
const PASSES_MAX = 20;

/**
 * Wraps every key anew under the current master key. With MASTER_KEY set, put the new key first, restart,
 * then run this; the embedded house makes its new key itself. Old keys may go when nothing is left under them.
 */
export async function rotateKeys(house: House): Promise<{ rewrapped: number; restart: boolean }> {
  const own = house.config.MASTER_KEY === undefined;
  const masters = own ? withNewKey(house) : house.keys.masters;
  let rewrapped = 0;
  // What was being written while the first pass went by may be wrapped as before: a pass that finds nothing ends it.
  for (let pass = 0; pass < PASSES_MAX; pass++) {
    const found = await rewrapAll(house, masters);
    rewrapped += found;
    if (pass > 0 && found === 0) break;
  }
  return { rewrapped, restart: own };
}

async function rewrapAll(house: House, masters: MasterKeys): Promise<number> {
  let rewrapped = 0;
  for (const { table, id, context } of WRAPPED) {
    let after = '';
    for (;;) {
      const rows = await house.database.query(
        `SELECT "${id}" AS id, wrapped FROM "${table}" WHERE "${id}" > $1 ORDER BY "${id}" LIMIT ${CHUNK}`, [after],
      );
      if (rows.length === 0) break;
      after = String(rows.at(-1)?.['id']);
      rewrapped += await rewrap(house, masters, { table, id, context }, rows);
    }
  }
  return rewrapped;
}

async function rewrap(
  { database }: House, masters: MasterKeys, { table, id, context }: Wrapped, rows: readonly Record<string, unknown>[],
): Promise<number> {
  const changed = rows.flatMap((row) => {
    const wrapped = bytesOf(row['wrapped']);
    if (isWrappedByCurrent(masters, wrapped)) return [];
    const bound = `${context}:${String(row['id'])}`;
    const again = wrapKey(masters, unwrapKey(masters, wrapped, bound), bound);
    return [{ id: row['id'], before: Buffer.from(wrapped).toString('base64'), wrapped: again.toString('base64') }];
  });
  // A key that was replaced meanwhile (an erased person's) is left as it is.
  await database.query(`UPDATE "${table}" AS t SET wrapped = decode(r.wrapped, 'base64')
    FROM json_to_recordset($1::json) AS r(id text, before text, wrapped text)
    WHERE t."${id}" = r.id AND t.wrapped = decode(r.before, 'base64')`, [JSON.stringify(changed)]);
  return changed.length;
}

/** The new key stands in the file before anything is wrapped by it; the running house learns both. */
function withNewKey({ config, keys }: House): MasterKeys {
  const path = join(config.DATA_DIR, 'master.key');
  const text = `${randomBytes(32).toString('base64')},${readFileSync(path, 'utf8').trim()}`;
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  const masters = text.split(',').map((part) => Buffer.from(part, 'base64'));
  keys.masters.splice(0, keys.masters.length, ...masters);
  return masters;
}
