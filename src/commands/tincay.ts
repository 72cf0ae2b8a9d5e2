import { writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CommandResult } from '../roof/answer.ts';
import { askHouse, restoreHouse } from './reach.ts';
import { casesInput } from './cases.ts';
import { importInput } from './imports.ts';
import { officersInput } from './officers.ts';
import { isReportPath, writeReport } from './report.ts';
import { rightsInput } from './rights.ts';
import { drawPictures, checkFlows, maskLines, readLines, talkToFlow } from './local.ts';

/** Exit codes of the contract: done, refused with one line per problem, wrong usage. */
const DONE = 0;
const REFUSED = 1;
const USAGE = 2;

const HELP = `tincay <command> [--json]

  units import <communes.csv> [--old-to-new <file.csv>] [--partial]
  addresses import <file.csv|.xlsx> [--dry-run] [--partial]
  clubs import <file> | activities import <file> | targets import <file>  [--dry-run] [--partial], docs/programme.md
  report --from <date> --to <date> [--unit <code>] --out <file.xlsx|.csv>
  addresses stale                         addresses to be checked again
  members invite --address <code> | --unit <code> --role commune_officer|province_duty|partner --label <text>
  officers invite --role commune_officer|province_duty|admin --label <text> [--unit <code>]
  officers list | officers end <id>       accounts of the console
                 [--official yes|no]      whether what reaches her is an official notice (Art. 19)
  members list | members unreached        members; those whom no chat lets through now
  members close <id> --communes <codes> --families <names>  whom she is close to: she is called to no case of theirs
  roster set <id> --days mon,tue|--day <date> --from 08:00 --to 17:00 | --off
  roster show [--day <date>] | roster swap <id> --with <id> --day <date>
  cases waiting                           cases an officer should look at, by code
  cases answers                           whether it has helped, by month, as counts of five and more
  cases timeline <code> | cases decide <code> --as other_commune|told_province|told_anyway|seen
  members unlock <label|id>               lets a member's number be tried again, after ten wrong ones
  requests list [--all]                   what people ask under the law on personal data, and by when
  requests show <id> | requests answer <id> | requests done <id>  with --text <words>, or - for standard input
  breaches record --kind <kind> --text <words>|- [--people <number>] [--known <time>]
  breaches list [--all] | breaches show <id> | breaches told <id> | breaches closed <id>
  consent show --case <code>              each consent of a case with the text that was asked
  outbox list                             messages that did not go out, by channel and reason
  outbox retry [<id> ...]                 sends those that still may be sent
  places find <words>
  read                                    lines on standard input -> {"intent": ...} a line
  mask                                    lines on standard input -> {"text", "spans"} a line
  chat <flow> [--save <name>] [--lang en] talk to a flow in the terminal
  flows check | flows draw [--check] | flows recall <edition>
  erase --receipt <code>
  backup <file> | restore <file>
  keys rotate

It works while the service runs and while it does not. Exit 0 done, 1 refused, 2 usage.`;

class Usage extends Error {}

const OPTIONS = {
  'json': { type: 'boolean' }, 'partial': { type: 'boolean' }, 'dry-run': { type: 'boolean' },
  'check': { type: 'boolean' }, 'help': { type: 'boolean' },
  'old-to-new': { type: 'string' }, 'address': { type: 'string' }, 'unit': { type: 'string' },
  'role': { type: 'string' }, 'label': { type: 'string' }, 'receipt': { type: 'string' }, 'save': { type: 'string' },
  'lang': { type: 'string' }, 'all': { type: 'boolean' }, 'text': { type: 'string' }, 'kind': { type: 'string' },
  'people': { type: 'string' }, 'known': { type: 'string' }, 'case': { type: 'string' },
  'as': { type: 'string' }, 'days': { type: 'string' }, 'day': { type: 'string' }, 'from': { type: 'string' },
  'to': { type: 'string' }, 'off': { type: 'boolean' }, 'with': { type: 'string' }, 'communes': { type: 'string' },
  'families': { type: 'string' }, 'official': { type: 'string' }, 'out': { type: 'string' },
} as const;

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof Usage || isParseError(error);
  console.error(isUsage ? `${plain(error)}\n\n${HELP}`.trim() : `This could not be done: ${plain(error)}`);
  process.exitCode = isUsage ? USAGE : REFUSED;
}

/** What an error says, in one line: the place in our code helps nobody at a terminal. */
function plain(error: unknown): string {
  return (error instanceof Error ? error.message : '').replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').slice(0, 400);
}

function isParseError(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

type Options = Readonly<Partial<Record<keyof typeof OPTIONS, string | boolean>>>;

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [noun = 'help', verb = '', ...rest] = positionals;
  if (values.help || noun === 'help') {
    console.log(HELP);
    return DONE;
  }
  const two = `${noun} ${verb}`;
  const asked = await askedIn(two, rest[0], values);
  if (asked) return say(await askHouse(two, asked), values);
  switch (two) {
    case 'units import': case 'addresses import': case 'clubs import': case 'activities import': case 'targets import':
      return importFiles(two, needed(rest, 'a file'), values);
    case 'addresses stale':
    case 'keys rotate':
    case 'members unreached':
    case 'outbox list':
      return say(await askHouse(two, {}), values);
    case 'outbox retry':
      return say(await askHouse(two, rest.length > 0 ? { ids: rest } : {}), values);
    case 'members invite':
      return say(await askHouse(two, wishOf(values)), values);
    case 'members unlock': case 'places find':
      return say(await askHouse(two, { words: needed([rest.join(' ')], 'words') }), values);
    case 'flows recall':
      return say(await askHouse(two, { edition: needed(rest, 'an edition') }), values);
    case 'flows check':
      return say(checkFlows(), values);
    case 'flows draw':
      return say(await drawPictures(values.check === true), values);
  }
  switch (noun) {
    case 'read':
      return readLines(process.stdin, print);
    case 'mask':
      return maskLines(process.stdin, print);
    case 'chat':
      return talkToFlow(needed([verb], 'a flow'), { save: text(values.save), lang: text(values.lang) ?? 'vi' });
    case 'report':
      return report(values);
    case 'erase':
      return say(await askHouse('erase', { receipt: needed([text(values.receipt) ?? ''], '--receipt') }), values);
    case 'backup':
      return say(await askHouse('backup', { path: resolve(needed([verb], 'a file')) }), values);
    case 'restore':
      return say(await restoreHouse(resolve(needed([verb], 'a file'))), values);
  }
  throw new Usage(`There is no command ${two.trim()}.`);
}

/** What the commands of officers, of the law and of cases ask for; undefined: it is none of them. */
async function askedIn(
  two: string, id: string | undefined, values: Options,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const asked = officersInput(two, id, values) ?? await rightsInput(two, id, values) ?? casesInput(two, id, values);
  if (asked && [asked['id'], asked['member'], asked['code']].includes('')) throw new Usage('This command needs an id.');
  return asked;
}

function needed([value]: readonly string[], what: string): string {
  if (!value) throw new Usage(`This command needs ${what}.`);
  return value;
}

/** A file's name or an answer may hold what moves the cursor of a terminal. */
function printable(line: string): string {
  return line.replace(/[^\P{Cc}\t\n]+/gu, ' ');
}

function text(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function wishOf(values: Options): Record<string, string> {
  const wish = {
    address: text(values.address), unit: text(values.unit), role: text(values.role), label: text(values.label),
    official: text(values.official),
  };
  if (!wish.address && !wish.unit) throw new Usage('Say for whom: --address <code> or --unit <code>.');
  const named = Object.entries(wish);
  return Object.fromEntries(named.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** A file is read here and not by the service, so that a large one never keeps it from answering. */
async function importFiles(two: string, path: string, values: Options): Promise<number> {
  const input = await importInput(two, path, values);
  if ('asked' in input) return say(await askHouse(two, input.asked), values);
  return say({ refused: input.unread, answer: { rows: 0, ok: 0, problems: input.unread } }, values);
}

/** `report`: the service counts, the file is written here, as whoever asks for it. */
async function report(values: Options): Promise<number> {
  const { from, to, unit, out } = values;
  const wish = { from: needed([text(from) ?? ''], '--from'), to: needed([text(to) ?? ''], '--to'), unit: text(unit) };
  const path = text(out);
  if (path === undefined && !values.json) throw new Usage('Say where to write it: --out <file.xlsx|.csv>, or --json.');
  if (path !== undefined && !isReportPath(path)) throw new Usage('A report is an .xlsx or a .csv file.');
  const made = await askHouse('report', wish);
  if ('refused' in made || path === undefined) return say(made, values);
  const written = await writeReport(made.done, path);
  return say(values.json && 'done' in written ? made : written, values);
}

function say(result: CommandResult, { json }: Options): number {
  if (json) {
    print(JSON.stringify('done' in result ? result.done : (result.answer ?? { problems: result.refused })));
    return 'done' in result ? DONE : REFUSED;
  }
  if ('refused' in result) {
    for (const { file: name, row, column, problem } of result.refused) {
      const where = [name, row > 0 ? `row ${row}` : '', column].filter((part) => part !== '').join(', ');
      console.error(printable(where ? `${where}: ${problem}` : problem));
    }
    return REFUSED;
  }
  print(typeof result.done === 'string' ? printable(result.done) : JSON.stringify(result.done, null, 2));
  return DONE;
}

/** Whole, even into a pipe that is read slowly. */
function print(line: string): void {
  writeSync(1, `${line}\n`);
}
