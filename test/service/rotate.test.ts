import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rotateKeys } from '../../src/roof/rotate.ts';
import { deskKeys } from '../../src/stores/desk_keys.ts';
import { isWrappedByCurrent } from '../../src/stores/seal.ts';
import { Private } from '../../src/core/private/private.ts';
import type { Person } from '../fakes/person.ts';
import { openTelegramPerson } from '../fakes/telegram_phone.ts';
import { type Backend, onEveryBackend } from './backends.ts';
import { comeIn, file, findAddress } from './main_job.ts';
import { type Opened, openOn, settled } from './open.ts';
import { label, said } from './said.ts';

/** Every wrapped key, of whatever table has a column of that name. */
async function wrappedIn(house: Opened): Promise<{ table: string; wrapped: Uint8Array }[]> {
  const tables = await house.rows(`SELECT DISTINCT table_name AS name FROM information_schema.columns WHERE column_name = 'wrapped' AND table_schema = 'public' ORDER BY 1`);
  const all = await Promise.all(tables.map(async ({ name }) => (await house.rows(`SELECT wrapped FROM "${String(name)}"`)).map(({ wrapped }) => ({ table: String(name), wrapped: bytes(wrapped) }))));
  return all.flat();
}

function bytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new Error('A key that is no bytes');
}

onEveryBackend('Changing the master key', (backend) => {
  test('wraps every key anew while people write, and the old one is needed no more', { timeout: 120_000 }, async () => {
    const made = await backend.make();
    const { DATA_DIR: folder = '' } = made.settings;
    const [old, fresh] = [randomBytes(32), randomBytes(32)].map((key) => key.toString('base64'));
    // The embedded house makes its keys itself, in its folder; as a server the operator sets them.
    const isOwn = made.settings['DATABASE_URL'] === undefined;
    const settings = (keys: string): Record<string, string> => ({ ...made.settings, ALERT_MINUTES_NORMAL: '60,180,720', ...(!isOwn && { MASTER_KEY: keys }) });
    const on = (): Backend => ({ ...backend, make: async () => ({ settings: {}, drop: async () => undefined }) });
    const first = await openOn(on(), { settings: settings(String(old)) });
    const told: Person[] = [];
    const files = async (house: Opened): Promise<void> => {
      // Each opened fake counts from the beginning; nobody here is somebody of before.
      const person = openTelegramPerson(house.telegram.world, house.telegram.update, 5_551_000 + told.length, {});
      told.push(person);
      await comeIn(person);
      await findAddress(person);
      await file(person);
    };
    await files(first);
    await deskKeys(first.house.database, first.house.keys.masters).idOf('telegram', new Private('x'), first.clock.now());
    await settled(first);
    let house = first;
    if (!isOwn) {
      await first.close();
      house = await openOn(on(), { settings: settings(`${fresh},${old}`) });
    }
    const before = await wrappedIn(house);
    expect([...new Set(before.map(({ table }) => table))]).toEqual(['case_key', 'house_key', 'lane_key']);
    // New chats and cases come in while it goes round, again and again.
    let writing = true;
    const busy = (async () => {
      while (writing) await files(house);
    })();
    const { restart } = await rotateKeys(house.house);
    writing = false;
    await busy;
    await settled(house);
    expect(restart).toBe(isOwn);
    const { masters } = house.house.keys;
    const now = await wrappedIn(house);
    expect(now.length).toBeGreaterThan(before.length);
    expect(now.filter(({ wrapped }) => !isWrappedByCurrent(masters, wrapped))).toEqual([]);
    expect(masters[0]?.toString('base64')).not.toBe(old);
    const woman = told.at(-1);
    await woman?.presses(label('no_code'), said('contact.talk'));
    await settled(house);
    await house.close();
    // The old key is thrown away: the house opens, and every key in it does.
    const newest = isOwn ? readFileSync(join(folder, 'master.key'), 'utf8').split(',')[0] : fresh;
    const last = await openOn(on(), { settings: { ...settings(String(newest)), MASTER_KEY: String(newest) } });
    expect((await wrappedIn(last)).filter(({ wrapped }) => !isWrappedByCurrent(last.house.keys.masters, wrapped))).toEqual([]);
    await files(last);
    await last.close();
    await made.drop();
  });
});
