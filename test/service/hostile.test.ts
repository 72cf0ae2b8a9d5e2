import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { beforeAll, describe, expect, test } from 'vitest';
import { controlPath } from '../../src/roof/control.ts';
import { openFakeTelegram } from '../fakes/telegram.ts';
import { type Backend, onEveryBackend } from './backends.ts';
import { type Child, openChild } from './child.ts';
import { runCli, tellSocket } from './hostile/commands.ts';
import { foreignIn } from './hostile/html.ts';
import { startLap } from './hostile/lap.ts';
import { hostile, type HostileFigures, LANES_MAX } from './hostile/run.ts';
import { astrayIn } from './hostile/witness.ts';
import { openOn, SECRET } from './open.ts';

/** A piece of the run of bench/hostile.ts; which one changes nothing, and each is the same every time. */
const PLAN = { seed: 4, count: 1_500 } as const;

onEveryBackend('Hostile inputs through every door', (backend) => {
  let figures: HostileFigures;
  beforeAll(async () => {
    figures = await hostile(backend, PLAN);
  }, 600_000);

  test('are refused or handled: no crash, no 5xx, no endless answer, nothing of theirs in a header, an error or a page', () => {
    expect(figures.problems).toEqual([]);
    expect(figures.exit).toBe(0);
  });

  test('reach every kind of door', () => {
    const kinds = [...figures.answers.keys()].join('\n');
    for (const kind of ['telegram, text', 'telegram, forged', 'zalo_bot, a wrong type', 'zalo_oa, a bomb of depth', 'a forged press', 'form: in disguise', 'a page', 'bytes', 'csv', 'xlsx', 'socket', 'command line']) expect(kinds).toContain(kind);
  });

  test('change nothing in what calm people hear meanwhile on four channels', () => {
    const [calm = {}, ...others] = figures.rounds;
    // One at least while it storms, and the last when it is over.
    expect(others.length).toBeGreaterThanOrEqual(2);
    expect(Object.values(calm).every(({ length }) => length > 10)).toBe(true);
    expect(others.flatMap((round) => astrayIn(calm, round))).toEqual([]);
  });

  test('leave no word of theirs in the log at its finest, nor in the metrics', () => expect(figures.leaks).toEqual([]));

  test('leave nothing unworked and nothing unbounded behind', () => {
    const { inbox, due, quarantine, quarantine_bytes: bytes, session_bytes: session, lanes, cases, members } = figures.left;
    expect({ inbox, due, members }).toEqual({ inbox: 0, due: 0, members: figures.rounds.length });
    expect(cases).toBe(4 * figures.rounds.length);
    expect(quarantine).toBeLessThan(PLAN.count);
    expect(bytes).toBeLessThan(80_000);
    // Twelve places to go back to and some long answers; a talk that grows with every message would be far above.
    expect(session).toBeLessThan(40_000);
    expect(lanes).toBeLessThan(LANES_MAX(PLAN.count));
  });
});

describe('The judge of the hostile run', () => {
  test.each([
    '<p><script>alert(1)</script></p><details><summary>x</summary></details><object data=x>', '<p onclick="x">', '<a href="javascript:alert(1)">', '<img src="//example.org/x">', '<svg/onload=alert(1)>', '<b <x', '<textarea></textarea><style>',
  ])('finds what is not ours in %s', (page) => expect(foreignIn(page)).toBeDefined());

  test.each(['<p class="said">&lt;script&gt; 1 < 2</p>', '<a class="call" href="tel:113">113</a>'])('lets %s be', (page) => expect(foreignIn(page)).toBeUndefined());
});

describe.skipIf(!existsSync('/proc/self/schedstat'))('The clock of the hostile run', () => {
  test('counts what was waited for, and not what was taken from it', async () => {
    const lap = startLap(process.pid);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(lap()).toBeGreaterThan(200);
    // As many as there are processors, and one more, all busy: whoever is measured gets a part.
    const hogs = Array.from({ length: availableParallelism() + 1 }, () => spawn(process.execPath, ['-e', 'for (;;);']));
    await Promise.all(hogs.map((hog) => new Promise((resolve) => hog.once('spawn', resolve))));
    try {
      const [busy, started, before] = [startLap(undefined), Date.now(), process.cpuUsage()];
      while (Date.now() - started < 1_500);
      const { user, system } = process.cpuUsage(before);
      expect(Math.abs(busy() - (user + system) / 1_000)).toBeLessThan(300);
    } finally {
      hogs.forEach((hog) => hog.kill());
    }
  });
});

onEveryBackend('What used to give way', (backend) => {
  test('a body that is nested without end is kept in quarantine, and answered', async () => {
    const house = await openOn(backend);
    try {
      const bomb = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
      for (const body of [bomb, `{"update_id":1,"poll":${bomb}}`]) {
        const answer = await fetch(`${house.at}/webhooks/telegram`, { method: 'POST', headers: { 'x-telegram-bot-api-secret-token': SECRET }, body });
        expect(answer.status).toBe(200);
      }
      for (const path of ['/voice/constructor/x', '/voice/vi/constructor', '/voice/__proto__/__proto__']) expect((await fetch(`${house.at}${path}`)).status).toBe(404);
    } finally {
      await house.close();
    }
  });
});

describe('The socket of the command line', () => {
  let child: Child;
  const within = async (does: (backend: Backend) => Promise<void>): Promise<void> => {
    const telegram = await openFakeTelegram();
    const backend: Backend = { name: 'embedded', missing: undefined, make: async () => ({ settings: {}, drop: async () => undefined }) };
    child = await openChild(backend, telegram);
    try {
      await child.start();
      await does(backend);
    } finally {
      await child.drop();
      await telegram.close();
    }
  };

  test('garbage is no command and no fault of ours; somebody who never says what is wanted keeps no service open', { timeout: 90_000 }, () => within(async () => {
    const path = controlPath(child.folder);
    for (const garbage of ['null', '{"name":', '[]', '\u0000']) expect(await tellSocket(path, Buffer.from(garbage), false)).toContain('"problem":"This is no command."');
    await tellSocket(path, Buffer.from('{"name":"places find"'), true);
    expect(await child.metrics()).not.toMatch(/tincay_faults_total\{where="command"\}/);
    const silent = tellSocket(path, Buffer.alloc(0), false).catch(() => undefined);
    const ran = await runCli(['backup', '/dev/null/x'], child.folder);
    expect(ran.code).toBe(1);
    expect(ran.err).not.toMatch(/\n\s+at /);
    await silent;
    const { connect } = await import('node:net');
    const open = connect(path);
    await new Promise((resolve) => open.once('connect', resolve));
    expect(await child.stop()).toBe(0);
    open.destroy();
  }));
});
