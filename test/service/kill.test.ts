import { expect, test } from 'vitest';
import { seededChance } from '../fakes/faults.ts';
import { type FakeTelegram, openFakeTelegram } from '../fakes/telegram.ts';
import type { Person, PersonAbout } from '../fakes/person.ts';
import type { Shown } from '../fakes/transcript.ts';
import { onEveryBackend } from './backends.ts';
import { type Child, openChild } from './child.ts';
import { ALERT, comeIn, file, findAddress, SAID, take, takeReceipt, talkAndClose } from './main_job.ts';
import { startReaper, unknownIn, untilQuiet } from './reaper.ts';
import { label, said } from './said.ts';

/** Points at which the process dies, by seed. `FULL=1` tries more of them, `SEED` others. */
const FULL = process.env['FULL'] !== undefined;
const SEEDS = process.env['SEED'] ? [Number(process.env['SEED'])] : FULL ? [1, 2, 3, 4, 5] : [1];
/** Updates of the whole job, about; what was meant to die later dies at its end. */
const UPDATES = 48;
/** Outside the embedded house a dead process is only known as such when it has been silent for 15 seconds. */
const PATIENCE_MS = 45_000;

onEveryBackend('Kill -9', (backend) => {
  // What a dead process held comes again when it has been silent for 15 s, seen by a beat every 4 s.
  const quietMs = backend.name.includes('embedded') ? 2_500 : 21_000;
  const kills = backend.name.includes('embedded') ? (FULL ? 14 : 6) : (FULL ? 8 : 2);

  test.each(SEEDS)(`${kills} times during the main job loses nothing that was acknowledged and does nothing twice (seed %i)`, { timeout: 300_000 }, async (seed) => {
    const telegram = await openFakeTelegram();
    const child = await openChild(backend, telegram);
    try {
      await child.start();
      const chance = seededChance(seed);
      const points = Array.from({ length: kills }, () => 2 + Math.floor(chance() * UPDATES)).sort((one, other) => one - other);
      const reaper = startReaper(child, { points, chance, acknowledged: () => telegram.push.acknowledged.length });
      const people = await play(child, telegram);
      await reaper.done();
      await untilQuiet(child, quietMs, PATIENCE_MS);
      const unknown = reaper.unknown() + unknownIn(await child.metrics());
      expect(await child.stop()).toBe(0);

      await expectOnce(child);
      expect(reaper.killed()).toBe(kills);
      for (const words of [SAID.greeting, SAID.follow, SAID.goodbye]) expect(timesHeard(people.woman, words)).toBeGreaterThan(0);
      for (const words of [SAID.first, SAID.reply, SAID.thanks]) expect(timesHeard(people.here, words)).toBeGreaterThan(0);
      for (const member of [people.here, people.colleague]) expect(member.heard.some(({ text }) => ALERT.test(text))).toBe(true);
      // Every copy that somebody got twice was counted as unknown by the process that sent it again.
      const copies = Object.values(people).map(({ heard }) => {
        // "Passed on" is said after every message; all else is said once.
        const others = heard.filter(({ text }) => !said('common.passed_on').test(text)).map(({ text, buttons }) => `${text} ${buttons[0]?.data}`);
        return others.length - new Set(others).size;
      });
      expect(copies.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(unknown);
    } finally {
      await child.drop();
      await telegram.close();
    }
  });
});

type Cast = Readonly<{ woman: Person; here: Person; colleague: Person }>;

async function play(child: Child, telegram: FakeTelegram): Promise<Cast> {
  const about = (name: string): PersonAbout => ({ name, waitMs: PATIENCE_MS, picks: latestQuestion });
  const member = async (name: string): Promise<Person> => {
    const person = telegram.person(about(name));
    await person.says(await patiently(() => child.invite({ address: 'TD-01' })), said('member.linked'));
    await person.presses(label('duty_on'), said('member.duty_on_done'));
    return person;
  };
  const people = { woman: telegram.person(about('Sung')), here: await member('Ban'), colleague: await member('Mai') };
  const { woman, here, colleague } = people;
  await comeIn(woman);
  await findAddress(woman);
  await file(woman);
  await takeReceipt(woman);
  await here.hears(ALERT);
  await colleague.hears(ALERT);
  await take(here);
  await colleague.presses(label('see_it'), said('member.gone'));
  await talkAndClose(woman, here);
  return people;
}

/** A message that came twice carries the same number; she presses the question with the highest. */
const latestQuestion = (offering: readonly Shown[]): Shown | undefined =>
  offering.toSorted((one, other) => numberOf(other) - numberOf(one))[0];
const numberOf = ({ buttons }: Shown): number => Number(buttons[0]?.data.split('.')[0] ?? 0);

/** The command line asks again while the service is away. */
async function patiently<Value>(ask: () => Promise<Value>): Promise<Value> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (tries > 1_200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** The state after the job, whatever happened on the way: each effect once. */
async function expectOnce(child: Child): Promise<void> {
  const [cases, events, counts, left] = await child.rows([
    'SELECT state, outcome, ring, kinds, needs FROM cases',
    'SELECT code FROM case_event ORDER BY id',
    `SELECT (SELECT count(*)::int FROM thread_message) AS said, (SELECT count(*)::int FROM member) AS members,
      (SELECT count(*)::int FROM alert) AS alerts, (SELECT count(*)::int FROM consent) AS consents,
      (SELECT count(*)::int FROM receipt) AS receipts, (SELECT count(*)::int FROM invite WHERE used_at IS NOT NULL) AS used,
      (SELECT count(*)::int FROM lane) AS lanes, (SELECT count(*)::int FROM quarantine) AS quarantined`,
    `SELECT (SELECT count(*)::int FROM inbox) AS inbox, (SELECT count(*)::int FROM outbox WHERE state IN ('due', 'sending')) AS outbox`,
  ]);
  expect(cases).toEqual([{ state: 'closed', outcome: 'supported', ring: 1, kinds: ['body', 'mind'], needs: ['listen', 'health'] }]);
  expect(events?.map(({ code }) => code)).toEqual(['filed', 'ring_1', 'opened', 'accepted', 'in_contact', 'referred_health', 'closed_supported']);
  expect(counts).toEqual([{ said: 6, members: 2, alerts: 2, consents: 1, receipts: 1, used: 2, lanes: 3, quarantined: 0 }]);
  expect(left).toEqual([{ inbox: 0, outbox: 0 }]);
}

const timesHeard = ({ heard }: Person, words: string): number => heard.filter(({ text }) => text.includes(words)).length;
