/**
 * The storm: the same talks played calmly and then through duplicates, older updates again, 429s, broken lines, dying
 * access tokens and deaths of the service by kill -9. Prints where they differ: nothing may be missing, go another
 * way or come in another order; copies are counted.
 *
 *   npx tsx bench/storm.ts                                   embedded: 500 people, 10,000 messages, 3 deaths
 *   DATABASE_URL=… REDIS_URL=… npx tsx bench/storm.ts        on PostgreSQL and Redis
 *   PEOPLE=50 EVENTS=1000 KILLS=1 SEED=7 npx tsx bench/storm.ts
 */
import { embedded, outside } from '../test/service/backends.ts';
import { storm } from '../test/service/storm.ts';

const number = (name: string, fallback: number): number => Number(process.env[name] ?? fallback);
const plan = {
  people: number('PEOPLE', 500), events: number('EVENTS', 10_000), kills: number('KILLS', 3), seed: number('SEED', 1),
};
const backend = outside.missing === undefined ? outside : embedded;

const { state: [calm, stormy], astray, ...figures } = await storm(backend, plan);
const { people, events, kills, seed } = plan;
console.log(`${people} people, ${events} messages, ${kills} deaths, seed ${seed}, on ${backend.name}`);
for (const [name, value] of Object.entries(figures)) {
  console.log(`${name.padEnd(16)} ${Array.isArray(value) ? value.length : value}`);
}
console.log(`state, calm      ${JSON.stringify(calm)}`);
console.log(`state, stormy    ${JSON.stringify(stormy)}`);
console.log(`talks astray     ${astray.length}`);
astray.slice(0, 10).forEach((line) => console.log(`  ${line}`));
const whole = astray.length === 0 && figures.missing === 0 && figures.refreshedTwice.length === 0
  && figures.copies <= figures.unknown && JSON.stringify(calm) === JSON.stringify(stormy);
console.log(whole ? 'The storm changed nothing.' : 'THE STORM CHANGED SOMETHING.');
process.exitCode = whole ? 0 : 1;
