import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { askService, controlPath } from '../../src/roof/control.ts';
import { backends } from './backends.ts';
import { openOn } from './open.ts';

const [backend] = backends();
if (!backend) throw new Error('There is always a database');

let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

/** The embedded database stays in memory; only what lies in the data folder is looked at. */
test('whoever may run commands is whoever may open the socket: the owner of the service, in a folder that is hers alone', async () => {
  folder = mkdtempSync(join(tmpdir(), 'tincay-operator-'));
  const data = join(folder, 'data');
  // Made by hand before, open to everybody.
  mkdirSync(data);
  chmodSync(data, 0o777);
  const house = await openOn(backend, { settings: { DATA_DIR: data } });
  try {
    const socket = controlPath(data);
    expect(statSync(socket).isSocket()).toBe(true);
    expect({ socket: modeOf(socket), folder: modeOf(data), key: modeOf(join(data, 'master.key')), database: modeOf(join(data, 'pg')) })
      .toEqual({ socket: '600', folder: '700', key: '600', database: '700' });
    expect(await askService(socket, 'members unreached', {})).toEqual({ done: [] });
  } finally {
    await house.close();
  }
});
