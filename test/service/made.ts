import { join } from 'node:path';
import { type Database, openDatabase } from '../../src/stores/database.ts';
import type { Backend } from './backends.ts';

/** The database of what `make` gave, without a house around it. */
export const openMade = ({ settings: { DATABASE_URL: url, DATA_DIR: folder = '' } }: Awaited<ReturnType<Backend['make']>>): Promise<Database> =>
  openDatabase({ ...(url !== undefined && { url }), folder: join(folder, 'pg') });
