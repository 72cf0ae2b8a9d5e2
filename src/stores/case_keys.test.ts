import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { onEveryBackend } from '../../test/service/backends.ts';
import { openMade } from '../../test/service/made.ts';
import { CaseFacts } from '../core/cases/rings.ts';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import type { Rooms } from '../tasks/rooms.ts';
import type { Database } from './database.ts';
import { type HouseKeys, openHouseKeys } from './house_keys.ts';
import { openWithPin } from './member_keys.ts';
import { openRooms } from './rooms.ts';
import { seal, unseal } from './seal.ts';
import { retentionStore } from './retain.ts';

const DAY_MS = 86_400_000;
const FACTS = CaseFacts.parse({ level: 'case', kinds: [], danger: 'normal', needs: [], hours: '', tellMe: 'nobody', under16: false });
const SECRET = { link: new Private('TC-A2B3-C4D5-E6F7-G8H9'), pin: new Private('738294') };

onEveryBackend('The seal of a case', (backend) => {
  let database: Database;
  let keys: HouseKeys;
  let drop: () => Promise<void>;
  let now = Date.now();
  /** One pair for all tests, since each takes a quarter of a second to make. */
  let pair: Parameters<Database['prisma']['memberKey']['create']>[0]['data'];

  const within = <T>(work: (rooms: Rooms) => Promise<T>): Promise<T> => database.transaction((tx) => work(openRooms(tx, keys, () => now)));
  const seals = (): Promise<Record<string, unknown>[]> => database.query('SELECT case_id AS "case", member_id AS member FROM case_seal ORDER BY case_id, member_id', []);

  beforeAll(async () => {
    const made = await backend.make();
    drop = made.drop;
    database = await openMade(made);
    keys = await openHouseKeys(database, [randomBytes(32)]);
    await member('ban');
    await within((rooms) => rooms.makeKey('ban', SECRET));
    const { memberId: _, ...own } = await database.prisma.memberKey.findUniqueOrThrow({ where: { memberId: 'ban' } });
    pair = { memberId: 'ban', ...own };
  });
  beforeEach(async () => {
    await database.query('TRUNCATE member, member_key, case_seal, cases, case_key, lane, lane_key', []);
    now = Date.now();
    await member('ban');
    await member('mai');
    await database.prisma.memberKey.create({ data: pair });
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });

  async function member(id: string): Promise<void> {
    const label = Uint8Array.from(seal(keys.house, new Private(id), 'member'));
    await database.prisma.member.create({ data: { id, laneId: `lane of ${id}`, otherLaneId: null, role: 'member', label } });
  }

  async function taken(by = 'ban'): Promise<string> {
    const id = randomUUID();
    await within(async (rooms) => {
      await rooms.fileCase({ id, code: id.slice(0, 6), facts: FACTS, secrets: new Private('her lane'), at: now });
      expect(await rooms.acceptCase(id, by)).toBe(true);
    });
    return id;
  }

  test('is made for the member who takes it, when she has a key, and opens with her two halves', async () => {
    const id = await taken();
    await taken('mai');
    expect(await seals()).toEqual([{ case: id, member: 'ban' }]);
    const own = await database.prisma.memberKey.findUniqueOrThrow({ where: { memberId: 'ban' } });
    const opens = await openWithPin(own, SECRET);
    const opened = await opens?.(await database.prisma.caseSeal.findMany());
    const { sealed } = await database.prisma.case.findUniqueOrThrow({ where: { id } });
    const key = opened?.keys.get(id);
    expect(key && reveal(unseal(key, sealed, `case:${id}`))).toBe('her lane');
    expect(opened?.broken).toEqual([]);
  });

  test('is not made for whoever came too late', async () => {
    const id = await taken('mai');
    expect(await within((rooms) => rooms.acceptCase(id, 'ban'))).toBe(false);
    expect(await seals()).toEqual([]);
  });

  test.each([
    ['steps back', { state: 'alerted', holderId: null, ringAt: 1 }],
    ['closes it', { state: 'closed', outcome: 'supported', closedAt: 1 }],
    ['hears that it was withdrawn', { state: 'withdrawn', closedAt: 1 }],
  ] as const)('goes when she %s, and that of another case stays', async (_, change) => {
    const [id, other] = [await taken(), await taken()];
    await within((rooms) => rooms.moveCase(id, change));
    expect(await seals()).toEqual([{ case: other, member: 'ban' }]);
  });

  test('stays when she refers it elsewhere', async () => {
    const id = await taken();
    await within((rooms) => rooms.moveCase(id, { state: 'referred' }));
    expect(await seals()).toEqual([{ case: id, member: 'ban' }]);
  });

  test.each([
    ['closed', 'alerted'], ['closed', 'withdrawn'], ['withdrawn', 'accepted'], ['referred', 'filed'],
  ] as const)('a case that is %s is not stored as %s, whoever asks', async (from, to) => {
    const id = await taken();
    await within((rooms) => rooms.moveCase(id, { state: from }));
    await expect(within((rooms) => rooms.moveCase(id, { state: to }))).rejects.toThrow();
    expect(await within((rooms) => rooms.caseById(id))).toMatchObject({ state: from });
  });

  test('a case that stands still is not taken', async () => {
    const id = await taken('mai');
    await within((rooms) => rooms.moveCase(id, { state: 'alerted', holderId: null, restricted: true }));
    expect(await within((rooms) => rooms.acceptCase(id, 'ban'))).toBe(false);
  });

  test('goes with the case when the woman has herself erased, and when its time is over', async () => {
    const [erased, old, open] = [await taken(), await taken(), await taken()];
    await within((rooms) => rooms.erase('her lane', [erased], 'AAAA'));
    await within((rooms) => rooms.moveCase(old, { state: 'closed', closedAt: now - 91 * DAY_MS }));
    await retentionStore(database, keys, { retention: 90, abandoned: 7, backup: 35 }, now).retain(now);
    expect(await seals()).toEqual([{ case: open, member: 'ban' }]);
  });

  test('goes with her key when the member has herself erased in one of two chats', async () => {
    await database.prisma.member.update({ where: { id: 'ban' }, data: { otherLaneId: 'second lane of ban' } });
    await taken();
    await within((rooms) => rooms.erase('lane of ban', [], 'CCCC'));
    expect([await seals(), await database.prisma.memberKey.count()]).toEqual([[], 0]);
    expect(await database.prisma.member.findUnique({ where: { id: 'ban' } })).toMatchObject({ leftAt: null, otherLaneId: 'second lane of ban' });
  });

  test('goes with her key when the member has herself erased', async () => {
    await taken();
    await within((rooms) => rooms.erase('lane of ban', [], 'BBBB'));
    expect([await seals(), await database.prisma.memberKey.count()]).toEqual([[], 0]);
  });

  test('goes with her key when her chat becomes somebody else’s, not while she has another one', async () => {
    await database.prisma.member.update({ where: { id: 'ban' }, data: { otherLaneId: 'second lane of ban' } });
    const id = await taken();
    const invited = async (laneId: string): Promise<void> => {
      const codeHash = randomUUID();
      const label = Uint8Array.from(seal(keys.house, new Private('new'), 'member'));
      await database.prisma.invite.create({ data: { codeHash, role: 'member', label, expiresAt: new Date(now + DAY_MS) } });
      await within((rooms) => rooms.linkMember(codeHash, laneId, now));
    };
    await invited('second lane of ban');
    expect(await seals()).toEqual([{ case: id, member: 'ban' }]);
    await invited('lane of ban');
    expect([await seals(), await database.prisma.memberKey.count()]).toEqual([[], 0]);
  });

  test('is made for what she holds already when she makes a key, and a new key opens what the old one did', async () => {
    const [early, later] = [await taken('mai'), await taken()];
    const closed = await taken('mai');
    await within((rooms) => rooms.moveCase(closed, { state: 'closed', closedAt: now }));
    await within((rooms) => rooms.makeKey('mai', SECRET));
    const both = [{ case: early, member: 'mai' }, { case: later, member: 'ban' }];
    expect(await seals()).toEqual(both.sort((one, other) => (one.case < other.case ? -1 : 1)));
    const again = { ...SECRET, pin: new Private('905172') };
    await within((rooms) => rooms.makeKey('mai', again));
    const own = await database.prisma.memberKey.findUniqueOrThrow({ where: { memberId: 'mai' } });
    expect(await openWithPin(own, SECRET)).toBeUndefined();
    const opened = await (await openWithPin(own, again))?.(await database.prisma.caseSeal.findMany({ where: { memberId: 'mai' } }));
    expect([...opened?.keys.keys() ?? []]).toEqual([early]);
  });

  test.each(['key', 'case'])('is made to her newest key when the %s comes first and the other before it is committed', async (first) => {
    const id = randomUUID();
    await within((rooms) => rooms.fileCase({ id, code: id.slice(0, 6), facts: FACTS, secrets: new Private(''), at: now }));
    const again = { ...SECRET, pin: new Private('905172') };
    const makes = (rooms: Rooms): Promise<unknown> => rooms.makeKey('ban', again);
    const takes = (rooms: Rooms): Promise<unknown> => rooms.acceptCase(id, 'ban');
    const [one, other] = first === 'key' ? [makes, takes] : [takes, makes];
    let second: Promise<unknown> = Promise.resolve();
    await within(async (rooms) => {
      await one(rooms);
      second = within(other);
      await waits(second);
    });
    await second;
    const own = await database.prisma.memberKey.findUniqueOrThrow({ where: { memberId: 'ban' } });
    const opened = await (await openWithPin(own, again))?.(await database.prisma.caseSeal.findMany());
    expect([[...opened?.keys.keys() ?? []], opened?.broken]).toEqual([[id], []]);
  });

  /** Until it is done, or waits for the other one; embedded, one transaction at a time is begun at all. */
  async function waits(work: Promise<unknown>): Promise<void> {
    let done = database.kind === 'embedded';
    void work.finally(() => { done = true; }).catch(() => undefined);
    while (!done) {
      const [row] = await database.query("SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()", []);
      done ||= row?.['n'] !== 0;
    }
  }
});
