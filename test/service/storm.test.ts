import { expect, test } from 'vitest';
import { onEveryBackend } from './backends.ts';
import { storm } from './storm.ts';

/** A small storm; `npx tsx bench/storm.ts` is the whole one. `SEED` tries another. */
const SEED = Number(process.env['SEED'] ?? 3);

onEveryBackend('A storm', (backend) => {
  test(`of copies, older updates, refusals, broken lines, dying tokens and deaths changes no talk (seed ${SEED})`, { timeout: 240_000 }, async () => {
    const { astray, copies, unknown, refreshedTwice, state: [calm, stormy], ...figures } = await storm(backend, { people: 24, events: 360, kills: 1, seed: SEED });
    expect(astray).toEqual([]);
    expect(figures).toMatchObject({ missing: 0, killed: 1 });
    expect(figures.expected).toBeGreaterThan(300);
    expect(figures.faults).toBeGreaterThan(20);
    expect(copies).toBeLessThanOrEqual(unknown);
    expect(refreshedTwice).toEqual([]);
    expect(stormy).toEqual(calm);
  });
});
