import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askService, controlPath, serveCommands } from '../../src/roof/control.ts';
import { masterKeys } from '../../src/roof/master_key.ts';
import { embedded } from './backends.ts';
import { type Opened, openOn } from './open.ts';

let folder = '';
let opened: Opened;
beforeAll(async () => {
  opened = await openOn(embedded);
});
afterAll(async () => {
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

/** The database stays in memory; what lies in the data folder is made by the same hands as in a running service. */
test('whoever may run commands is whoever may open the socket: the owner of the service, in a folder that is hers alone', async () => {
  folder = mkdtempSync(join(tmpdir(), 'tincay-operator-'));
  const data = join(folder, 'data');
  // Made by hand before, open to everybody.
  mkdirSync(data);
  chmodSync(data, 0o777);
  const { house } = opened;
  const served = await serveCommands({ ...house, config: { ...house.config, DATA_DIR: data } });
  try {
    masterKeys(undefined, data);
    const socket = controlPath(data);
    expect(statSync(socket).isSocket()).toBe(true);
    expect({ socket: modeOf(socket), folder: modeOf(data), key: modeOf(join(data, 'master.key')) }).toEqual({ socket: '600', folder: '700', key: '600' });
    expect(await askService(socket, 'members unreached', {})).toEqual({ done: [] });
  } finally {
    await served.close();
  }
});
