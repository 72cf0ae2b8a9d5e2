import { pino } from 'pino';
import { parseConfig } from './config.ts';
import { startService } from './service.ts';

/** EX_CONFIG of sysexits.h: a setting is wrong, and starting again will not help. */
const EXIT_CONFIG = 78;

const read = parseConfig(process.env);
if ('problems' in read) {
  console.error(['The settings are not right:', ...read.problems.map((problem) => `  ${problem}`)].join('\n'));
  process.exit(EXIT_CONFIG);
}
const { config } = read;
const logger = pino({ level: config.LOG_LEVEL, base: null });

try {
  const service = await startService(config, (level, event, detail) => logger[level](detail, event));
  const at = config.PUBLIC_URL ?? `http://${config.HOST}:${service.port}`;
  console.log(screen(at, config.demo));
  const stop = (): void => {
    // A second signal ends at once whatever still hangs.
    process.once('SIGINT', () => process.exit(130));
    service.close().then(() => process.exit(0), () => process.exit(1));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  logger.fatal({ fault: error instanceof Error ? error.message : 'unknown' }, 'the house did not open');
  process.exit(1);
}

function screen(at: string, demo: boolean): string {
  return [
    '',
    'Tin Cậy is open.',
    ...(demo
      ? [`  ${at}/demo     three phones: a woman, a member here, a member in the next commune (invented data)`]
      : []),
    `  ${at}/chat     the web chat`,
    `  ${at}/readyz   database, queue and channels`,
    ...(config.ROLE === 'worker' ? ['  This process works; the doors are at the web process.'] : []),
    `  npm run tincay -- help     the command line`,
    'Ctrl-C stops it.',
    '',
  ].join('\n');
}
