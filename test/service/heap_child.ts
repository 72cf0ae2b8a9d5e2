import { readFileSync } from 'node:fs';
import v8 from 'node:v8';
import vm from 'node:vm';
import { pino } from 'pino';
import { parseConfig } from '../../src/config.ts';
import { startService } from '../../src/service.ts';

/**
 * The service as `src/main.ts` starts it. Told to stop it closes as ever, and before the process ends it writes down
 * what still lies in memory: to `HEAP_TO`, and once more to `HEAP_PLANTED_TO` after remembering what `PLANT` holds.
 * The file of `PLANT` is read only then, so that the first picture cannot know it.
 */
const { HEAP_TO = '', HEAP_PLANTED_TO = '', PLANT = '' } = process.env;

const read = parseConfig(process.env);
if ('problems' in read) throw new Error(read.problems.join('\n'));
const logger = pino({ level: read.config.LOG_LEVEL, base: null });
const service = await startService(read.config, (level, event, detail) => logger[level](detail, event));

process.once('SIGTERM', () => {
  service.close().then(writeDown).then(() => process.exit(0), (error: unknown) => {
    logger.fatal(error);
    process.exit(1);
  });
});

async function writeDown(): Promise<void> {
  // A picture shortens strings to 1024 letters unless it is told otherwise.
  v8.setFlagsFromString('--heap-snapshot-string-limit=100000000');
  v8.setFlagsFromString('--expose-gc');
  const collect: unknown = vm.runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('Memory cannot be collected here');
  // What the last connections held is let go in the turns after they have closed.
  await new Promise((resolve) => setTimeout(resolve, 100));
  collect();
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  v8.writeHeapSnapshot(HEAP_TO);
  // Everything that the house still holds is in the picture, as it is in the process that `main.ts` runs.
  Reflect.set(globalThis, 'held', [service, readFileSync(PLANT, 'utf8')]);
  v8.writeHeapSnapshot(HEAP_PLANTED_TO);
}
