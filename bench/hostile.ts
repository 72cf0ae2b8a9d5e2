/**
 * Hostile inputs through every door, while calm people go through the main job: prints what was answered to which
 * kind, the slowest, the memory of the service before and after, and everything that was wrong.
 *
 *   npx tsx bench/hostile.ts                                 embedded: 100,000 inputs
 *   DATABASE_URL=… REDIS_URL=… npx tsx bench/hostile.ts      on PostgreSQL and Redis
 *   SEED=7 COUNT=2000 npx tsx bench/hostile.ts
 *   SEED=7 FROM=14000 COUNT=6000 npx tsx bench/hostile.ts    a part of a longer run again: numbers 14,000 to 19,999
 *   SEED=7 ONLY=1234 npx tsx bench/hostile.ts                one input alone, as a failure names it
 */
import { embedded, outside } from '../test/service/backends.ts';
import { hostile } from '../test/service/hostile/run.ts';
import { astrayIn } from '../test/service/hostile/witness.ts';

const number = (name: string, fallback: number): number => Number(process.env[name] ?? fallback);
const only = process.env['ONLY'];
const plan = {
  seed: number('SEED', 1), from: number('FROM', 0), count: number('COUNT', 100_000),
  // All come from one address, which may ask for thirty communes in six hours.
  restMs: 60_000, ...(only !== undefined && { only: Number(only) }),
};
const backend = process.env['DATABASE_URL'] === undefined ? embedded : outside;
if (backend.missing !== undefined) throw new Error(backend.missing);

const figures = await hostile(backend, { ...plan, progress: (line) => console.error(line) });
console.log(`${plan.count} inputs from ${plan.from}, seed ${plan.seed}, on ${backend.name}, ${figures.seconds} s`);
for (const [kind, answers] of [...figures.answers].sort(([one], [other]) => one.localeCompare(other))) {
  const counts = [...answers].sort().map(([answer, count]) => `${answer} × ${count}`);
  console.log(`  ${kind.padEnd(44)} ${counts.join(', ')}`);
}
const [calm, ...others] = figures.rounds;
const astray = others.flatMap((round) => astrayIn(calm ?? {}, round));
console.log(`slowest    ${figures.worst.map(({ kind, index, ms }) => `${kind} (${index}) ${ms} ms`).join('; ')}`);
console.log(`memory     ${figures.memory[0]} MiB before, ${figures.memory[1]} MiB after`);
console.log(`witnesses  ${others.length} rounds of the main job on four channels`);
console.log(`astray     ${astray.length} talks unlike the calm one`);
astray.slice(0, 8).forEach((line) => console.log(`  ${line}`));
console.log(`left       ${JSON.stringify(figures.left)}; exit ${figures.exit}`);
console.log(`leaks      ${figures.leaks.length}`);
console.log(`faults     ${figures.faults.length}`);
figures.faults.slice(0, 20).forEach((fault) => console.log(`  ${fault}`));
figures.leaks.forEach((leak) => console.log(`  ${leak}`));
console.log(`problems   ${figures.problems.length}`);
const like = figures.problems.map(({ problem }) => problem.replace(/\d+/g, 'N').slice(0, 80));
for (const one of new Set(like)) console.log(`  ${one} × ${like.filter((other) => other === one).length}`);
figures.problems.slice(0, 50).forEach((problem) => console.log(`  ${JSON.stringify(problem)}`));
const whole = figures.problems.length + figures.leaks.length + astray.length === 0 && figures.exit === 0
  && figures.left['inbox'] === 0 && figures.left['due'] === 0;
console.log(whole ? 'Nobody was hurt.' : 'SOMETHING GAVE WAY.');
process.exitCode = whole ? 0 : 1;
