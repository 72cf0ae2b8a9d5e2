import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The master keys: from the setting, or made once beside the embedded database, readable by its owner only. */
export function masterKeys(given: readonly Buffer[] | undefined, dataDir: string): Buffer[] {
  if (given) return [...given];
  // A house in memory is gone with its process, and so is its key.
  if (dataDir.startsWith('memory:')) return [randomBytes(32)];
  const path = join(dataDir, 'master.key');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!isExisting(error)) throw error;
  }
  const keys = readFileSync(path, 'utf8').trim().split(',').map((part) => Buffer.from(part.trim(), 'base64'));
  if (keys.some((key) => key.length !== 32)) throw new Error(`${path} does not hold base64 keys of 32 bytes`);
  return keys;
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
