import { createHmac, scryptSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Private } from '../../src/core/private/private.ts';
import { makeKeyPair, sealToMember } from '../../src/stores/member_keys.ts';
import type { Person } from '../fakes/person.ts';
import { onEveryBackend } from './backends.ts';
import { bytesIn, type Dump, faultsIn, type Kept, keysFrom, openDump, pry, type Row, rowsIn, sealedIn, takeDump } from './dump.ts';
import { openHunt } from './hunt.ts';
import { ALERT, comeIn, file, SAID, take } from './main_job.ts';
import { type Opened, openOn, settled } from './open.ts';
import { label, said } from './said.ts';
import { openLink } from './web.ts';

const hash = (key: Buffer, ...parts: (string | Buffer)[]): Buffer =>
  parts.reduce((made, part) => made.update(part), createHmac('sha256', key)).digest();

const OTHER_FIRST = 'Em hỏi chuyện giấy khai sinh cho cháu';
const PINS = ['738294', '905172'] as const;

/**
 * Two women, two members, a case each. One member's key stands on her invite; the other made hers while she held a case
 * already, and wrote down the code that she was shown then.
 */
onEveryBackend('A database that was carried away', (backend) => {
  let house: Opened;
  let dump: Dump;
  let ban: Kept;
  let mai: Kept;
  let cases: Record<'first' | 'other', string>;

  beforeAll(async () => {
    house = await openOn(backend, { zalo: true, publicly: true });
    const [one, other] = [house.telegram.person({ name: 'Ban' }), house.telegram.person({ name: 'Mai' })];
    const codes = [await link(one, 'Cô Ban'), await link(other, 'Cô Mai')];
    await one.presses(label('own_pin'), said('member.pin_ask'));
    await one.says(PINS[0], said('member.pin_made'));
    await one.hears(said('member.home_off'));
    await one.presses(label('duty_on'), said('member.duty_on_done'));
    await other.presses(label('duty_on'), said('member.duty_on_done'));
    const first = await womanAndCase(SAID.first, one, other);
    const second = await womanAndCase(OTHER_FIRST, other, one);
    cases = { first, other: second };
    await other.presses(label('go_home'), said('member.home_on'));
    await other.presses(label('how_it_works'), said('member.rules'));
    await other.presses(label('own_pin'), said('member.pin_ask'));
    const { text } = await other.says(PINS[1], said('member.pin_code'));
    const shown = /[A-Z2-9]{4}(-[A-Z2-9]{4}){3}/.exec(text)?.[0] ?? '';
    await settled(house);
    dump = await takeDump(house);
    const holder = (id: string): string => rowsIn(dump, 'cases').find((row) => row['id'] === id)?.['holder_id'] ?? '';
    ban = { memberId: holder(first), link: codes[0] ?? '', pin: PINS[0] };
    mai = { memberId: holder(second), link: shown, pin: PINS[1] };
  }, 60_000);
  afterAll(() => house.close());

  async function link(person: Person, name: string): Promise<string> {
    const code = await house.invite({ address: 'TD-01', label: name });
    await person.says(`/start ${code}`, said('member.linked'));
    return code;
  }

  /** A woman's case that `taker` takes while `colleague` hears of it as well; gives its id. */
  async function womanAndCase(words: string, taker: Person, colleague: Person): Promise<string> {
    const woman = house.telegram.person({ name: 'Sung' });
    await comeIn(woman);
    await file(woman, { first: words });
    await woman.presses(label('no_code'), said('contact.talk'));
    await colleague.hears(ALERT);
    await taker.hears(ALERT);
    await take(taker);
    await woman.hears(said('contact.taken'));
    await taker.says(SAID.greeting, said('common.passed_on'));
    const [newest] = await house.rows('SELECT id FROM cases ORDER BY filed_at DESC LIMIT 1');
    return String(newest?.['id']);
  }

  const halves = (): string[] => [ban, mai].flatMap(({ link: code }) => [code, code.replaceAll('-', '')]);
  /** Six digits by themselves: among hashes and times they turn up by chance. */
  const holdsNumber = (text: string): boolean => PINS.some((pin) => new RegExp(`(?<![\\w.])${pin}(?!\\w)`).test(text));

  test('it holds no word, no code and no number in any form', () => {
    const hunt = openHunt([SAID.first, OTHER_FIRST, SAID.greeting, ...halves()]);
    hunt.look('the dump', JSON.stringify(dump.tables));
    expect(hunt.finds()).toEqual([]);
    const cells = Object.values(dump.tables).flat().flatMap((row) => Object.values(row)).filter((cell) => cell !== null);
    expect(cells.map((cell) => (cell.startsWith('\\x') ? bytesIn(cell).toString('latin1') : cell)).filter(holdsNumber)).toEqual([]);
    expect(rowsIn(dump, 'thread_message').length).toBe(4);
    // Its bytes are read here as they lay there.
    expect(dump.how).toBe(backend.name.includes('PostgreSQL') ? 'pg_dump' : 'rows');
  });

  test('no key that can be made of it opens anything, while the master key opens everything in it', () => {
    expect(pry(dump, keysFrom(dump))).toEqual([]);
    const all = pry(dump, house.house.keys.masters);
    const opened = (table: string): number => all.filter(({ where }) => where.startsWith(`${table}.`)).length;
    // Only her own key pair is closed to the house as well.
    expect(all.length).toBe(sealedIn(dump) - rowsIn(dump, 'member_key').length);
    expect([opened('member_key'), opened('thread_message'), opened('lane_key')]).toEqual([0, 4, 4]);
    // Neither half of a key is left behind, not even where only the house could find it.
    const hunt = openHunt(halves());
    all.forEach(({ where, plain }) => hunt.look(where, plain));
    expect(hunt.finds()).toEqual([]);
    expect(all.filter(({ plain }) => holdsNumber(plain.toString('utf8'))).map(({ where }) => where)).toEqual([]);
  });

  /**
   * All million numbers need no trying: what a number is tried against is sealed under scrypt(code, number), and of the
   * code's 80 bits the dump holds one trace, a hash whose key the master key wraps (the test before). So the right number
   * has to fail like any other, whatever the dump offers in place of the code; and that it fails for the code's sake is
   * shown by the code, which opens with that number and with no other.
   */
  test('her number opens nothing without her code, and her code nothing without her number', async () => {
    const used = rowsIn(dump, 'invite').map(({ code_hash: hash }) => hash ?? '');
    const changed = `${ban.link.slice(0, -1)}${ban.link.endsWith('A') ? 'B' : 'A'}`;
    const tries: readonly Kept[] = [
      ...['', ...used, mai.link, changed].map((wrong) => ({ ...ban, link: wrong })),
      ...['', '738295'].map((wrong) => ({ ...ban, pin: wrong })),
    ];
    const opened = await Promise.all(tries.map((kept) => openDump(dump, kept)));
    expect(opened.filter((one) => one !== undefined)).toEqual([]);
    expect(used).toHaveLength(2);
    expect(await openDump(dump, ban)).toBeDefined();
  });

  test('with one code and one number beside it, exactly her case can be read, and nothing of the other', async () => {
    for (const [kept, mine, words] of [[ban, cases.first, SAID.first], [mai, cases.other, OTHER_FIRST]] as const) {
      const opened = await openDump(dump, kept);
      expect([...opened?.keys.keys() ?? []]).toEqual([mine]);
      const read = pry(dump, [...opened?.keys.values() ?? []]);
      const texts = read.filter(({ where }) => where === 'thread_message.words').map(({ plain }) => plain.toString('utf8'));
      expect(texts.sort()).toEqual([words, SAID.greeting].sort());
      expect(read.map(({ where, row }) => `${where} ${row['case_id'] ?? row['id']}`).sort())
        .toEqual([`cases.sealed ${mine}`, `thread_message.words ${mine}`, `thread_message.words ${mine}`]);
    }
  });

  test('what her six digits are held against confirms no number to whoever has the dump alone, and opens nothing', async () => {
    const row = rowsIn(dump, 'member_key').find(({ member_id: id }) => id === ban.memberId);
    const [salt, check] = [bytesIn(row?.['pin_salt']), bytesIn(row?.['pin_check'])];
    const made = scryptSync(ban.pin, salt, 32, { N: 16_384, r: 8, p: 1 });
    const confirms = (key: Buffer): boolean =>
      [made, hash(key, `${ban.memberId}:`, made), hash(key, made)].some((one) => one.equals(check));
    expect(keysFrom(dump).filter(confirms)).toEqual([]);
    // The house has a key that lies there wrapped: with it the right number is known, and no other.
    expect(await house.house.keys.pinCheck(ban.memberId, ban.pin, salt)).toEqual(check);
    expect(await house.house.keys.pinCheck(mai.memberId, ban.pin, salt)).not.toEqual(check);
    expect(pry(dump, [check, made])).toEqual([]);
    expect(await openDump(dump, { ...ban, link: check.toString('base64') })).toBeUndefined();
  });

  test('every case is wrapped as it has to be', async () => {
    expect(await faultsIn(dump, [ban, mai])).toEqual([]);
    expect(rowsIn(dump, 'case_seal')).toHaveLength(2);
  });

  const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`;
  const instead = (table: string, change: (row: Row) => Row | undefined): Dump =>
    ({ ...dump, tables: { ...dump.tables, [table]: rowsIn(dump, table).map(change).filter((row) => row !== undefined) } });
  const sealOf = (caseId: string, sealed: Uint8Array): Dump =>
    instead('case_seal', (row) => (row['case_id'] === caseId ? { ...row, sealed: hex(sealed) } : row));
  const publicKeyOf = ({ memberId }: Kept): Buffer => bytesIn(rowsIn(dump, 'member_key').find((row) => row['member_id'] === memberId)?.['public_key']);
  const pairUnder = async ({ memberId }: Kept, link: string, pin: string): Promise<Dump> => {
    const made = await makeKeyPair(memberId, { link: new Private(link), pin: new Private(pin) });
    const cells = { public_key: hex(made.publicKey), salt: hex(made.salt), sealed: hex(made.sealed) };
    return instead('member_key', (row) => (row['member_id'] === memberId ? { ...row, ...cells } : row));
  };
  const keyOfFirst = async (): Promise<Buffer> => (await openDump(dump, ban))?.keys.get(cases.first) ?? Buffer.alloc(0);

  test('a case that is wrapped wrongly is found, whatever is wrong with it', async () => {
    const key = await keyOfFirst();
    const [caseId, { memberId }] = [cases.first, ban];
    const unopened = `sealed so that it does not open: ${caseId} ${memberId}`;
    const planted: readonly (readonly [string, Dump, string])[] = [
      ['to another member', sealOf(caseId, await sealToMember(key, { caseId, memberId, publicKey: publicKeyOf(mai) })), unopened],
      ['for another member', sealOf(caseId, await sealToMember(key, { caseId, memberId: mai.memberId, publicKey: publicKeyOf(ban) })), unopened],
      ['as another case', sealOf(caseId, await sealToMember(key, { caseId: cases.other, memberId, publicKey: publicKeyOf(ban) })), unopened],
      ['not at all', sealOf(caseId, Buffer.concat([publicKeyOf(ban), key])), unopened],
      ['with another key', sealOf(caseId, await sealToMember(Buffer.alloc(32, 7), { caseId, memberId, publicKey: publicKeyOf(ban) })), `sealed with the key of something else: ${caseId} ${memberId}`],
      ['to a member who does not hold it', { ...dump, tables: { ...dump.tables, case_seal: [...rowsIn(dump, 'case_seal'), { case_id: caseId, member_id: mai.memberId, sealed: hex(await sealToMember(key, { caseId, memberId: mai.memberId, publicKey: publicKeyOf(mai) })), at: null }] } },
        `sealed to somebody who does not hold it: ${caseId} ${mai.memberId}`],
      ['to nobody', instead('case_seal', (row) => (row['case_id'] === caseId ? undefined : row)), `not sealed to its holder: ${caseId} ${memberId}`],
      ['after it was closed', instead('cases', (row) => (row['id'] === caseId ? { ...row, state: 'closed' } : row)), `sealed to somebody who does not hold it: ${caseId} ${memberId}`],
    ];
    for (const [how, wrong, fault] of planted) expect({ how, faults: await faultsIn(wrong, [ban]) }).toEqual({ how, faults: [fault] });
  });

  test('a key that one half of hers opens is found', async () => {
    expect(await faultsIn(await pairUnder(ban, '', ban.pin), [ban])).toEqual([`her halves do not open her key: ${ban.memberId}`, `her number alone opens her key: ${ban.memberId}`]);
    expect(await faultsIn(await pairUnder(ban, ban.link, ''), [ban])).toEqual([`her halves do not open her key: ${ban.memberId}`, `her code alone opens her key: ${ban.memberId}`]);
  });

  test('where keepers read along neither half passes through the account, and the invite they saw is none', async () => {
    const pin = '640927';
    const lan = house.oa.person({ name: 'Lan' });
    const invite = await house.invite({ address: 'TD-02', label: 'Cô Lan' });
    await lan.says(invite, said('member.linked'));
    const { text } = await lan.presses(label('own_pin'), said('page.work_sent'));
    const page = await openLink(house.at, text);
    await page.hears(said('member.pin_ask'));
    await page.says('123456', said('member.pin_again'));
    const shown = await page.says(pin, said('member.pin_code'));
    await settled(house);
    const code = /[A-Z2-9]{4}(-[A-Z2-9]{4}){3}/.exec(shown.text)?.[0] ?? 'none';
    const inZalo = JSON.stringify([house.oa.calls, lan.heard]);
    for (const half of [pin, code, label('key_skip')]) expect(inZalo).not.toContain(half);
    const later = await takeDump(house);
    const memberId = rowsIn(later, 'member').find((row) => row['address_code'] === 'TD-02')?.['id'] ?? '';
    expect(await openDump(later, { memberId, link: code, pin })).toEqual({ keys: new Map(), broken: [] });
    expect(await openDump(later, { memberId, link: invite, pin })).toBeUndefined();
  });
});
