/**
 * `npm test`: makes a fresh clone ready and runs all tests. PostgreSQL and Redis are used when
 * DATABASE_URL and REDIS_URL name them; what could not run is a skipped test with a name that says why.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { makeReady } from './ready.mjs';

makeReady({ build: true });
const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)], {
  cwd: fileURLToPath(new URL('../', import.meta.url)), stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test' },
});
process.exit(status ?? 1);
