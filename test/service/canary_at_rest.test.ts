import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askService, controlPath } from '../../src/roof/control.ts';
import { type FakeTelegram, openFakeTelegram } from '../fakes/telegram.ts';
import type { Person } from '../fakes/person.ts';
import { bytesIn, dumpOf, filesIn, keysIn, type Piece, search, stringsIn } from './at_rest.ts';
import { onEveryBackend } from './backends.ts';
import { type Child, openChild } from './child.ts';
import { ALERT, comeIn, file, findAddress, take, sends } from './main_job.ts';
import { label, said } from './said.ts';

/**
 * Odd words are sent through the main job of a house that is a process of its own, and then looked for in everything
 * that somebody might carry away: the files of a backup, the database, the queue, and the memory of the closed house.
 * Each search is shown to find the same words when they are planted in a copy of what it looks through. They are nowhere
 * in the texts, the flows or the code, and each is long enough to stand nowhere by chance.
 * This was seen to fail on planted leaks, too: a seal that encrypts nothing (tables, folder), words behind each piece of a
 * backup, words in the job that rings a case, and every private text kept in a list (memory: all of them were found).
 */
const SECRETS = {
  sentence: 'chum nước già gõ chiêng dưới gầm cầu tre',
  reply: 'chiếc khăn piêu mọc cánh bay về phía thác',
  answer: 'cối đá già kể chuyện cho bầy ong rừng nghe',
  complaint: 'gốc mận lùn đòi trả lại mười ba cái bóng',
  stray: 'đôi guốc mộc tự đi chợ phiên lúc gà lên chuồng',
  erased: 'ba cây nến ướt ngồi đan sọt trong mây',
  name: 'Giàng Thị Khuyên Vỹ',
  phone: '0000888333',
  phoneSpaced: '0000 888 333',
  word: 'ngô nếp tím hấp lá dong',
  duress: 'măng vầu ngâm dấm ớt',
  receiptWord: 'sáp ong rừng thơm lựng',
  member: 'Lò Thị Suối Khoáng',
} as const;
const ALL = Object.values(SECRETS);
const WORDS = `${SECRETS.sentence}, tên em là ${SECRETS.name}, số ${SECRETS.phone} hoặc ${SECRETS.phoneSpaced}`;
/** The house starts from its source and shares the machine with other tests. */
const WAIT_MS = 30_000;
const PASSED = said('common.passed_on');
const HEAP_CHILD = fileURLToPath(new URL('heap_child.ts', import.meta.url));

onEveryBackend('What she said is not to be found', (backend) => {
  const embedded = backend.name.includes('embedded');
  let folder = '';
  const path = (name: string): string => join(folder, name);
  let telegram: FakeTelegram;
  let child: Child;
  let redis: Redis | undefined;
  let dump: Piece[] = [];
  let queue: Piece[] = [];
  let planted: Piece[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tincay-rest-'));
    telegram = await openFakeTelegram();
    writeFileSync(path('plant'), WORDS);
    const heap = { HEAP_TO: path('heap'), HEAP_PLANTED_TO: path('heap-planted'), PLANT: path('plant') };
    child = await openChild(backend, telegram, heap, ['--import', 'tsx', HEAP_CHILD]);
    await child.start();
    await play();
    await asks('backup', { path: path('backup-monday') });
    const { REDIS_URL: queueUrl, QUEUE_PREFIX: prefix = '' } = child.settings;
    if (!embedded) dump = await dumpOf(child);
    if (queueUrl !== undefined) {
      redis = new Redis(queueUrl);
      const patterns = [`${prefix}:*`, 'tincay_*'];
      queue = await keysIn(redis, patterns);
      await redis.set(`${prefix}:planted`, JSON.stringify({ words: WORDS }), 'EX', 60);
      planted = await keysIn(redis, patterns);
    }
    expect(await child.stop(), child.output().slice(-2_000)).toBe(0);
  }, 180_000);
  afterAll(async () => {
    redis?.disconnect();
    await child.drop();
    await telegram.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const asks = async (name: string, input: unknown): Promise<unknown> => {
    const result = await askService(controlPath(child.folder), name, input);
    if (!('done' in result)) throw new Error(JSON.stringify(result));
    return result.done;
  };

  /** The main job, her rights, her second word, another who is erased, and a third whose words are no answer. */
  async function play(): Promise<void> {
    const about = { name: SECRETS.name, waitMs: WAIT_MS };
    const [woman, other, third] = [telegram.person(about), telegram.person(about), telegram.person(about)];
    const member = telegram.person({ name: SECRETS.member, waitMs: WAIT_MS });
    const code = await child.invite({ address: 'TD-01', label: SECRETS.member });
    await member.says(`/start ${code}`, said('member.linked'));
    await member.presses(label('duty_on'), said('member.duty_on_done'));
    await Promise.all([tellsAndTalks(woman, member), strays(third)]);
    await comeIn(other);
    await file(other, { word: SECRETS.word, first: `${SECRETS.erased}, ${WORDS}` });
    await other.says('XÓA', said('everywhere.erase_done'));
  }

  async function tellsAndTalks(woman: Person, member: Person): Promise<void> {
    await comeIn(woman);
    await findAddress(woman);
    await file(woman, { word: SECRETS.word, duress: SECRETS.duress, first: WORDS });
    await woman.presses(label('want_code'), said('contact.code_word'));
    await woman.says(SECRETS.receiptWord, said('contact.code_shown'));
    await member.hears(ALERT);
    await take(member);
    await woman.hears(said('contact.taken'));
    await member.says(SECRETS.reply, PASSED);
    await woman.hears(new RegExp(SECRETS.reply));
    await sends(woman, `${SECRETS.answer}, ${WORDS}`, PASSED);
    await member.hears(new RegExp(SECRETS.answer));
    await complains(woman);
    await woman.says('0', said('everywhere.leave'));
    await comeIn(woman);
    await woman.presses(label('want_more'), said('welcome.menu_more'));
    await woman.presses(label('want_sent'), said('receipt.start'));
    await woman.presses(label('have_word'), said('push.knock'));
    await woman.says(SECRETS.word, said('contact.ready'));
    await woman.says(SECRETS.duress.toUpperCase(), said('everywhere.leave'));
    await member.hears(said('push.hushed'));
  }

  async function complains(woman: Person): Promise<void> {
    await woman.says('0', said('everywhere.leave'));
    await comeIn(woman);
    await woman.presses(label('want_more'), said('welcome.menu_more'));
    await woman.presses(label('want_rights'), said('rights.home'));
    await woman.presses(label('rights_unhappy'), said('rights.unhappy'));
    await woman.presses(label('rights_complain'), said('rights.unhappy_words'));
    await woman.says(SECRETS.complaint, said('rights.sent'));
    const listed: unknown = await asks('requests list', {});
    const [one] = Array.isArray(listed) ? listed : [];
    expect(JSON.stringify(await asks('requests show', { id: one?.id }))).toContain(SECRETS.complaint);
  }

  /** In a note and at a place there is nothing to be told in words; people write them all the same. */
  async function strays(woman: Person): Promise<void> {
    await woman.says(SECRETS.stray);
    await comeIn(woman);
    await woman.presses(label('want_note'), said('note.readers'));
    await woman.presses(label('go_on'), said('note.child_duty'));
    await woman.presses(label('go_on'), said('note.danger_now'));
    await woman.says(`${SECRETS.stray}, ${WORDS}`);
    await woman.presses(label('danger_no'), said('note.place'));
    await woman.says(`${SECRETS.stray}, ${SECRETS.name}`);
  }

  const expectFound = async (pieces: AsyncIterable<Piece> | Iterable<Piece>): Promise<void> => {
    const { finds } = await search(ALL, pieces);
    expect(finds.map(({ what }) => what)).toEqual(expect.arrayContaining([SECRETS.sentence, SECRETS.name, SECRETS.phone, SECRETS.phoneSpaced]));
  };
  const expectNothing = async (pieces: AsyncIterable<Piece> | Iterable<Piece>, least: number): Promise<void> => {
    const { finds, bytes } = await search(ALL, pieces);
    expect(finds).toEqual([]);
    expect(bytes).toBeGreaterThan(least);
  };
  const backup = (): Piece[] => [...filesIn(folder)].filter(([where]) => where.includes('backup-monday'));

  test('in the files of a backup', async () => {
    expect(backup()).toHaveLength(2);
    await expectNothing(backup(), 20_000);
    for (const [where, bytes] of backup()) {
      const half = Buffer.from(bytes).subarray(0, bytes.length / 2);
      await expectFound([[where, Buffer.concat([half, Buffer.from(WORDS), half])]]);
    }
  });

  if (embedded) {
    test('in the files of its folder, the database and the queue among them', async () => {
      await expectNothing(filesIn(child.folder), 10_000_000);
      const copy = (bytes: string | Buffer): Buffer => Buffer.concat([Buffer.from(bytes), Buffer.from(WORDS)]);
      const [[where, bytes] = ['a file', '']] = filesIn(child.folder);
      await expectFound([[where, copy(bytes)]]);
    });
  } else {
    test('in its folder, where nothing is left', () => expect([...filesIn(child.folder)]).toEqual([]));

    test('in a full dump of the database', async () => {
      await expectNothing(dump, 100_000);
      const [[, text] = ['', '']] = dump;
      const copy = (row: string): string => `${String(text)}\n${row}\n`;
      await expectFound([['a row', copy(WORDS)]]);
      await expectFound(bytesIn(copy(`\\\\x${Buffer.from(WORDS).toString('hex')}`)));
    });

    test('in the queue', async () => {
      await expectNothing(queue, 500);
      await expectFound(planted);
    });
  }

  test('in the memory of the closed house', { timeout: 90_000 }, async () => {
    await expectNothing(stringsIn(path('heap')), 1_000_000);
    await expectFound(stringsIn(path('heap-planted')));
  });
});
