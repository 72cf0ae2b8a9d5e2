import { readdirSync, readFileSync } from 'node:fs';
import { INTENTS, readIntent } from '../src/core/reading/intent.ts';

// Prints figures and times, no sentence: a held-out set stays held out. `--misses` shows what was read wrongly.
const CORPUS = new URL('../test/corpus/', import.meta.url);
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const own = readdirSync(CORPUS).filter((name) => name.endsWith('.tsv'));
const files = asked.length > 0 ? asked : own.map((name) => new URL(name, CORPUS));
const rows = files.flatMap((file) => readFileSync(file, 'utf8').split('\n').flatMap(rowOf));

console.log('intent         rows   recall precision');
for (const intent of INTENTS) {
  const meant = rows.filter((row) => row.intent === intent);
  const read = rows.filter((row) => row.read === intent);
  const both = meant.filter((row) => row.read === intent).length;
  const count = String(meant.length).padStart(6);
  console.log(`${intent.padEnd(12)} ${count} ${share(both, meant.length)}  ${share(both, read.length)}`);
}
const none = rows.filter((row) => row.intent === 'none');
const offered = none.filter((row) => row.read !== 'none').length;
const alarmed = none.filter((row) => row.read === 'danger').length;
console.log(`right ${share(rows.filter((row) => row.intent === row.read).length, rows.length)} of ${rows.length}`);
console.log(`false offers on none: any ${share(offered, none.length)}, danger ${share(alarmed, none.length)}`);

// Timed a second time, when the engine is warm, as it is in a running house.
const took = rows.map(({ text }) => timed(text)).sort((a, b) => a - b);
const at = (part: number) => (took[Math.floor(took.length * part)] ?? 0).toFixed(1);
console.log(`time a message: median ${at(0.5)} µs, 99th ${at(0.99)} µs`);
if (process.argv.includes('--misses')) {
  for (const row of rows) if (row.intent !== row.read) console.log(`${row.intent} -> ${row.read}\t${row.text}`);
}

function rowOf(line: string): { intent: string; text: string; read: string }[] {
  const [intent = '', text = ''] = line.split('\t');
  return text === '' ? [] : [{ intent, text, read: readIntent(text) }];
}

function timed(text: string): number {
  const start = process.hrtime.bigint();
  readIntent(text);
  return Number(process.hrtime.bigint() - start) / 1000;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '       -' : `${((100 * part) / whole).toFixed(1)} %`.padStart(8);
}
