import { afterAll, beforeAll, expect, test } from 'vitest';
import { fade } from '../../src/roof/chores.ts';
import type { Person } from '../fakes/person.ts';
import { onEveryBackend } from './backends.ts';
import { comeIn } from './main_job.ts';
import { type Opened, openOn, settled, until } from './open.ts';
import { label, said } from './said.ts';

onEveryBackend('What lies on her phone', (backend) => {
  let house: Opened;
  beforeAll(async () => {
    house = await openOn(backend);
  });
  afterAll(() => house.close());

  const deleted = ({ id }: Person): number[] => [...house.telegram.world.chats.get(Number(id))?.deleted ?? []].sort((one, other) => one - other);
  const sent = ({ heard }: Person): number[] => heard.map(({ id }) => Number(id));
  const wipes = (): number => house.telegram.calls.filter(({ method }) => method === 'deleteMessages').length;

  test('is taken back when she leaves, both sides, but for the harmless last message', async () => {
    const [woman, other] = [house.telegram.person(), house.telegram.person()];
    await comeIn(woman);
    await comeIn(other);
    await woman.says('0', said('everywhere.leave'));
    await until('her chat to be empty', () => deleted(woman).length > 0);
    await settled(house);
    const tip = sent(woman).at(-1) ?? 0;
    for (const id of sent(woman).slice(0, -1)) expect(deleted(woman)).toContain(id);
    // What she typed is gone too.
    expect(deleted(woman).length).toBeGreaterThanOrEqual(sent(woman).length - 1 + 2);
    expect(deleted(woman)).not.toContain(tip);
    expect(deleted(other)).toEqual([]);
    // The next time the old tip goes as well.
    await woman.says('xin chào', said('welcome.cover'));
    await woman.says('0', said('everywhere.leave'));
    await until('the first tip to go', () => deleted(woman).includes(tip));
  });

  test('is taken back when she has herself erased', async () => {
    const woman = house.telegram.person();
    await comeIn(woman);
    await woman.says('XÓA', said('everywhere.erase_done'));
    await until('her chat to be empty', () => deleted(woman).length > sent(woman).length);
    expect(deleted(woman)).not.toContain(sent(woman).at(-1));
  });

  test('is tried again when Telegram asks to wait', async () => {
    const woman = house.telegram.person();
    await comeIn(woman);
    house.telegram.faults.plan('deleteMessages', { kind: 'throttle', seconds: 1 });
    const before = wipes();
    await woman.presses(label('key_leave'), said('everywhere.leave'));
    await until('a second try', () => wipes() >= before + 2);
    await until('her chat to be empty', () => deleted(woman).length > 5);
  });

  test('is left where it is too old to be taken back, and nothing is asked for', async () => {
    const woman = house.telegram.person();
    await comeIn(woman);
    await settled(house);
    house.clock.skip(48 * 3_600_000);
    const before = wipes();
    await woman.says('0', said('everywhere.leave'));
    await settled(house);
    const asked = house.telegram.calls.filter(({ method }) => method === 'deleteMessages').slice(before).flatMap(({ fields }) => fields['message_ids']);
    for (const id of sent(woman)) expect(asked).not.toContain(id);
  });

  test('goes by itself before it cannot be taken back any more, when she never left; a member keeps hers', async () => {
    const fadeNow = async (): Promise<void> => {
      await settled(house);
      await house.house.traces.flush();
      await fade(house.house);
      await settled(house);
    };
    const member = await house.member({ address: 'TD-01' });
    const woman = house.telegram.person();
    await comeIn(woman);
    const old = sent(woman);
    await fadeNow();
    house.clock.skip(30 * 3_600_000);
    await woman.says('xin chào', said('welcome.cover'));
    await fadeNow();
    expect(deleted(woman)).toEqual([]);
    house.clock.skip(11 * 3_600_000);
    await fadeNow();
    await until('the old ones to go', () => old.every((id) => deleted(woman).includes(id)));
    expect(deleted(woman)).not.toContain(sent(woman).at(-1));
    expect(deleted(member)).toEqual([]);
    // What is left then goes with the next time, the last line too.
    house.clock.skip(30 * 3_600_000);
    await fadeNow();
    await until('all to go', () => sent(woman).every((id) => deleted(woman).includes(id)));
  });
});
