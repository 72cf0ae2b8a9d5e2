import { parseConfig, type Config } from '../config.ts';
import { openHouse, type House } from '../house.ts';
import { type CommandResult, refusal } from '../roof/answer.ts';
import { runCommand } from '../roof/commands.ts';
import { askService, controlPath, isServed } from '../roof/control.ts';
import { restoreBackup } from '../roof/restore.ts';

/** EX_CONFIG of sysexits.h. */
const EXIT_CONFIG = 78;

/** Asks the running service when there is one; otherwise opens the house for this one command. */
export async function askHouse(name: string, input: unknown): Promise<CommandResult> {
  const config = readConfig();
  const path = controlPath(config.DATA_DIR);
  if (await isServed(path)) return askService(path, name, input);
  const house = await openQuietly(config);
  try {
    return await runCommand(house, name, input);
  } finally {
    await house.close();
  }
}

/** Fills in from a backup what the house lacks. A running service refuses. */
export async function restoreHouse(path: string): Promise<CommandResult> {
  const config = readConfig();
  if (await isServed(controlPath(config.DATA_DIR))) return refusal('Stop the service before restoring.');
  const house = await openQuietly(config);
  try {
    return { done: await restoreBackup(house, path) };
  } catch (error) {
    return refusal(error instanceof Error ? error.message : 'The backup could not be read.');
  } finally {
    await house.close();
  }
}

/** Web role: nothing is worked and no clock runs while a command is at it. */
function openQuietly(config: Config): Promise<House> {
  return openHouse({ config: { ...config, ROLE: 'web' }, mute: true, log: () => undefined });
}

function readConfig(): Config {
  const read = parseConfig(process.env);
  if ('config' in read) return read.config;
  console.error(['The settings are not right:', ...read.problems.map((problem) => `  ${problem}`)].join('\n'));
  process.exit(EXIT_CONFIG);
}
