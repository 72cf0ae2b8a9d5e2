import { expect, test } from 'vitest';
import { z } from 'zod';
import { askService, controlPath } from '../../src/roof/control.ts';
import { type FakeTelegram, openFakeTelegram } from '../fakes/telegram.ts';
import type { Person } from '../fakes/person.ts';
import { type Backend, onEveryBackend } from './backends.ts';
import { type Child, openChild } from './child.ts';
import { ALERT, comeIn, file } from './main_job.ts';
import { unknownIn } from './reaper.ts';
import { label, said } from './said.ts';

/** Parts of a minute: rings at filing, after six seconds, after twelve, and then every six. */
const MINUTES = '0.1,0.2';
const DUE = { ring_1: 0, ring_4: 6_000, ring_5: 24_000, rings_spent: 30_000 } as const;
/** Over the very moment of a ring, between two, and shortly before one that falls due while nobody works. */
const DEATHS = [6_000, 12_000, 23_500];
/** Where TD-01 lies: Trần Đề, in Cần Thơ. */
const PROVINCE = '92';
const Communes = z.object({ done: z.array(z.object({ code: z.string() })) }).transform(({ done }) => done.map(({ code }) => code));

onEveryBackend('Rings and kill -9', (backend) => {
  const isEmbedded = backend.name.includes('embedded');

  test('each ring is called once, within a second of its time or of the moment from which somebody works again', { timeout: 180_000 }, async () => {
    const telegram = await openFakeTelegram();
    const settings = { ALERT_MINUTES_NORMAL: MINUTES, ALERT_MINUTES_URGENT: MINUTES, OFFICE_HOURS: 'any' };
    const child = await openChild(backend, telegram, settings);
    // On PostgreSQL a second process works on the same cases, and is never killed.
    const other = isEmbedded ? undefined : await openChild(besides(backend, child), telegram, settings);
    const steady = other ?? child;
    try {
      await child.start();
      await other?.start();
      const members = await linked(steady, telegram);
      const woman = telegram.person({ name: 'Sung', waitMs: 20_000 });
      await comeIn(woman);
      await file(woman);
      const down = await kills(child, Date.now());
      await rest(10_000);
      const unknown = unknownIn(await steady.metrics());
      await other?.stop();
      expect(await child.stop()).toBe(0);

      const { filedAt, found } = await historyIn(child);
      for (const [code, due] of Object.entries(DUE)) {
        const [at = Number.NaN, ...more] = found.filter((event) => event.code === code).map((event) => event.at);
        expect(more, code).toEqual([]);
        const dueAt = filedAt + due;
        expect(at, code).toBeGreaterThanOrEqual(dueAt);
        expect(at - (isEmbedded ? workedFrom(dueAt, down) : dueAt), code).toBeLessThan(1_000);
      }
      expect(found.filter(({ code }) => code === 'reminded').length).toBe(3);
      // On a phone: once, and once for the reminder, but for a send that was cut off in the middle, which is counted.
      const alerts = members.map(({ heard }) => heard.filter(({ text }) => ALERT.test(text)).length);
      expect(Math.min(...alerts)).toBeGreaterThan(0);
      expect(alerts.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(members.length * 2 + unknown);
    } finally {
      await other?.drop();
      await child.drop();
      await telegram.close();
    }
  });
});

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The same database and queue, which go with the first process. */
function besides(backend: Backend, { settings }: Child): Backend {
  const shared = ['DATABASE_URL', 'REDIS_URL', 'QUEUE_PREFIX', 'MASTER_KEY'];
  const some = Object.fromEntries(Object.entries(settings).filter(([key]) => shared.includes(key)));
  return { ...backend, make: () => Promise.resolve({ settings: some, drop: async () => undefined }) };
}

async function linked(child: Child, telegram: FakeTelegram): Promise<Person[]> {
  const [commune] = Communes.parse(await askService(controlPath(child.folder), 'places find', { words: 'tran de' }));
  const wishes = [
    { address: 'TD-01' }, { unit: commune ?? '', role: 'commune_officer' }, { unit: PROVINCE, role: 'province_duty' },
  ];
  return Promise.all(wishes.map(async (wish) => {
    const member = telegram.person({ name: 'Ban', waitMs: 20_000 });
    await member.says(`/start ${await child.invite(wish)}`, said('member.linked'));
    await member.presses(label('duty_on'), said('member.duty_on_done'));
    return member;
  }));
}

type Span = Readonly<{ from: number; to: number }>;

/** Kills it at each time and starts it again; gives when it did not work. */
async function kills(child: Child, filedAt: number): Promise<Span[]> {
  const down: Span[] = [];
  for (const death of DEATHS) {
    await rest(Math.max(0, filedAt + death - Date.now()));
    const from = Date.now();
    await child.kill();
    await child.start();
    down.push({ from, to: Date.now() });
  }
  return down;
}

const workedFrom = (due: number, down: readonly Span[]): number =>
  down.reduce((from, span) => (span.from <= from + 50 && from < span.to ? span.to : from), due);

async function historyIn(child: Child): Promise<{ filedAt: number; found: { code: string; at: number }[] }> {
  const [[one] = [], rows = []] = await child.rows([
    'SELECT extract(epoch FROM filed_at) * 1000 AS ms FROM cases',
    'SELECT code, extract(epoch FROM at) * 1000 AS ms FROM case_event ORDER BY id',
  ]);
  return { filedAt: Number(one?.['ms']), found: rows.map(({ code, ms }) => ({ code: String(code), at: Number(ms) })) };
}
