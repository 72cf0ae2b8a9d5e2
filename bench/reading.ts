import { readdirSync, readFileSync } from 'node:fs';
import { INTENTS, readIntent } from '../src/core/reading/intent.ts';

// Prints figures and times only, never a sentence: a held-out set stays held out. `--misses` shows the sentences.
const CORPUS = new URL('../test/corpus/', import.meta.url);
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const files = asked.length > 0 ? asked : readdirSync(CORPUS).filter((name) => name.endsWith('.tsv')).map((name) => new URL(name, CORPUS));
const rows = files.flatMap((file) =>
  readFileSync(file, 'utf8').split('\n').filter((line) => line.includes('\t')).map((line) => {
    const [intent = '', text = ''] = line.split('\t');
    return { intent, text, read: readIntent(text) };
  }),
);
const share = (part: number, whole: number) => (whole === 0 ? '   -' : `${((100 * part) / whole).toFixed(1)} %`.padStart(8));

console.log('intent         rows   recall precision');
for (const intent of INTENTS) {
  const meant = rows.filter((row) => row.intent === intent);
  const read = rows.filter((row) => row.read === intent);
  const both = meant.filter((row) => row.read === intent).length;
  console.log(`${intent.padEnd(12)} ${String(meant.length).padStart(6)} ${share(both, meant.length)}  ${share(both, read.length)}`);
}
const none = rows.filter((row) => row.intent === 'none');
const right = rows.filter((row) => row.intent === row.read).length;
console.log(`right ${share(right, rows.length)} of ${rows.length}`);
console.log(`false offers on none: any ${share(none.filter((row) => row.read !== 'none').length, none.length)}, danger ${share(none.filter((row) => row.read === 'danger').length, none.length)}`);

const took = rows.map(({ text }) => {
  const start = process.hrtime.bigint();
  readIntent(text);
  return Number(process.hrtime.bigint() - start) / 1000;
}).sort((a, b) => a - b);
console.log(`time a message: median ${took[took.length >> 1]?.toFixed(1)} µs, 99th ${took[Math.floor(took.length * 0.99)]?.toFixed(1)} µs`);
if (process.argv.includes('--misses')) {
  for (const row of rows) if (row.intent !== row.read) console.log(`${row.intent} -> ${row.read}\t${row.text}`);
}
