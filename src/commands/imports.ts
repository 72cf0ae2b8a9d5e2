import { basename } from 'node:path';
import type { FileProblem } from '../roof/answer.ts';
import { readTable } from './tables.ts';

type Options = Readonly<Partial<Record<'old-to-new' | 'dry-run' | 'partial', string | boolean>>>;
type Read = { file: string; table: unknown } | { unread: FileProblem[] };

/** What an import asks of the house: its files as tables. `unread`: what is wrong with a file itself. */
export async function importInput(
  command: string, path: string, options: Options,
): Promise<{ asked: Record<string, unknown> } | { unread: FileProblem[] }> {
  const [dryRun, partial] = [options['dry-run'] === true, options.partial === true];
  const own = await read(path);
  if (command === 'units import') {
    const old = options['old-to-new'] ? await read(String(options['old-to-new'])) : undefined;
    const unread = [own, old].flatMap((one) => (one && 'unread' in one ? one.unread : []));
    return unread.length > 0 ? { unread } : { asked: { units: own, ...(old && { old }), partial } };
  }
  if ('unread' in own) return own;
  const table = command === 'addresses import' ? { addresses: own } : { table: own };
  return { asked: { ...table, dryRun, partial } };
}

async function read(path: string): Promise<Read> {
  const table = await readTable(path);
  return 'problems' in table
    ? { unread: table.problems.map((problem) => ({ file: basename(path), ...problem })) }
    : { file: basename(path), table };
}
