/**
 * How much of a platform's rate is used while there is work, and how soon an alert leaves: WORKERS processes share
 * one channel on one database, each with PEOPLE chats full of reminders; alerts come in between. Prints the share of
 * the allowed rate, the most that left in any second, and what alerts waited.
 *
 *   DATABASE_URL=… npx tsx bench/pace.ts
 */
import { Private } from '../src/core/private/private.ts';
import { openDatabase } from '../src/stores/database.ts';
import { deskKeys } from '../src/stores/desk_keys.ts';
import { paceStore } from '../src/stores/pace.ts';
import { newKey } from '../src/stores/seal.ts';
import { openPacer } from '../src/tasks/pace.ts';

const WORKERS = Number(process.env['WORKERS'] ?? 2);
const PER_MINUTE = Number(process.env['PER_MINUTE'] ?? 1_800);
const SECONDS = Number(process.env['SECONDS'] ?? 30);

const url = process.env['DATABASE_URL'];
const open = (): ReturnType<typeof openDatabase> => openDatabase({ ...(url && { url }), folder: 'memory://' });
const first = await open();
const databases = [first];
// The embedded database belongs to one process: there they share it as rooms of one house do.
for (let worker = 1; worker < WORKERS; worker++) databases.push(url ? await open() : first);
const masters = [newKey()];
const nobody = new Private('');
const channel = `bench${process.pid}`;
const pacers = databases.map((database) => openPacer({
  channel, perMinute: PER_MINUTE, chatMs: 0, now: () => performance.now(),
  store: paceStore(database, deskKeys(database, masters), Date.now),
  broke: (where, error) => { throw new Error(where, { cause: error }); },
}));

const left: number[] = [];
const alerts: number[] = [];
const end = performance.now() + SECONDS * 1000;
const reminders = pacers.map(async (pacer, worker) => {
  for (let count = 0; performance.now() < end; count++) {
    await Promise.all(Array.from({ length: 20 }, async (_, chat) => {
      await pacer.turn('reminder', `${worker} ${count} ${chat}`, nobody);
      left.push(performance.now());
    }));
  }
});
const urgent = (async () => {
  for (let count = 0; performance.now() < end; count++) {
    await new Promise((resolve) => setTimeout(resolve, 700));
    const asked = performance.now();
    await pacers[count % pacers.length]?.turn('alert', `alert ${count}`, nobody);
    left.push(performance.now());
    alerts.push(performance.now() - asked);
  }
})();
await Promise.all([...reminders, urgent]);

left.sort((one, other) => one - other);
const allowed = PER_MINUTE / 60;
const seconds = ((left.at(-1) ?? 0) - (left[0] ?? 0)) / 1000;
const most = left.reduce((max, at, index) =>
  Math.max(max, left.slice(index).findIndex((other) => other > at + 1_000)), 0);
alerts.sort((one, other) => one - other);
const at = (share: number): string => (alerts[Math.floor((alerts.length - 1) * share)] ?? 0).toFixed(0);
const where = url ? 'PostgreSQL' : 'embedded';
console.log(`${WORKERS} processes, ${allowed} a second allowed, ${seconds.toFixed(1)} s, ${where}`);
console.log(`used             ${(((left.length - 1) / seconds / allowed) * 100).toFixed(1)} % of the rate`);
console.log(`most in a second ${most}`);
console.log(`alerts waited ms median ${at(0.5)}, worst ${at(1)} (${alerts.length} of them)`);
await Promise.all([...new Set(databases)].map((database) => database.close()));
process.exit(0);
