/**
 * Asks the registry which of our packages have known holes, and holds the answer against scripts/audit.json: what is
 * found there with a reason, and whose day has not come, is explained. Anything else fails. A registry that cannot be
 * asked fails nothing, and is said: a laptop without a network has no other packages than yesterday.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const ASK_MS = 30_000;

const { exceptions } = JSON.parse(readFileSync(new URL('audit.json', import.meta.url), 'utf8'));
const { report, why } = await ask();
if (!report) {
  console.log(`The registry could not be asked about known holes (${why}): nothing was learnt, and nothing is claimed.`);
  process.exit(0);
}
const today = new Date().toISOString().slice(0, 10);
const found = holesOf(report);
const explained = found.filter((hole) => exceptionOf(hole));
const open = found.filter((hole) => !exceptionOf(hole));
for (const hole of explained) console.log(`explained: ${hole.name} ${hole.id} (${exceptionOf(hole).reason})`);
for (const hole of open) console.log(`OPEN: ${hole.name} ${hole.id} ${hole.severity}: ${hole.title}`);
const stale = exceptions.filter(({ id, name }) => !found.some((hole) => hole.id === id && hole.name === name));
for (const { id, name } of stale) console.log(`scripts/audit.json explains ${name} ${id}, which nobody finds any more: take it out.`);
console.log(`${found.length} known holes, ${explained.length} of them explained.`);
process.exit(open.length + stale.length > 0 ? 1 : 0);

/** One line a hole: an advisory of one package. */
function holesOf({ vulnerabilities }) {
  const all = Object.values(vulnerabilities).flatMap(({ via }) => via.filter((one) => typeof one === 'object'));
  const holes = all.map(({ name, url, severity, title }) => ({ name, id: url.split('/').at(-1), severity, title }));
  return holes.filter(({ name, id }, index) => holes.findIndex((one) => one.name === name && one.id === id) === index);
}

/** An exception names a package, an advisory, a reason and the day until which that reason is believed. */
function exceptionOf({ name, id }) {
  return exceptions.find((one) => one.name === name && one.id === id && one.reason !== '' && one.until >= today);
}

function ask() {
  return new Promise((resolve) => {
    const child = spawn('npm', ['audit', '--json', ...process.argv.slice(2)], { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] });
    let output = '';
    const late = setTimeout(() => child.kill(), ASK_MS);
    child.stdout.on('data', (part) => { output += part; });
    child.on('error', () => resolve({ why: 'npm is not there' }));
    child.on('close', () => {
      clearTimeout(late);
      resolve(read(output));
    });
  });
}

function read(output) {
  try {
    const report = JSON.parse(output);
    if (report.vulnerabilities) return { report };
    return { why: report.statusCode ? `it answered ${report.statusCode}` : 'it gave no report' };
  } catch {
    return { why: 'it did not answer' };
  }
}
