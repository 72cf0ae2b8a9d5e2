import { createInterface } from 'node:readline/promises';
import { pathToFileURL } from 'node:url';
import type { Person, PersonAbout } from './person.ts';
import { openFakeTelegram } from './telegram.ts';
import type { Shown } from './transcript.ts';
import { openFakeZaloBot } from './zalo_bot.ts';
import { openFakeZaloOa } from './zalo_oa.ts';

const PORT = 8_481;
const SERVICE = 'http://127.0.0.1:3000';
const BOT_SECRET = 'a-secret-between-the-fakes';

type Doors = Readonly<Record<string, (about: PersonAbout) => Person>>;

/** Starts the fake platforms for trials by hand: what is typed here, the person on the phone says. Zalo pushes to `service`. */
export async function runFakes(service = SERVICE): Promise<void> {
  const telegram = await openFakeTelegram({ port: PORT });
  const bot = await openFakeZaloBot({ port: PORT + 1 });
  // A new refresh token each time, so that a service that kept an older pair knows that it was set anew.
  const oa = await openFakeZaloOa({ port: PORT + 2, refreshToken: `refresh-${Date.now().toString(36)}` });
  bot.push.to({ url: `${service}/webhooks/zalo-bot`, headers: { 'x-bot-api-secret-token': BOT_SECRET } });
  oa.push.to({ url: `${service}/webhooks/zalo-oa`, headers: {} });
  const settings = { ...telegram.settings, ...bot.settings, ZALO_BOT_WEBHOOK_SECRET: BOT_SECRET, ...oa.settings, ...ownOf(service) };
  console.log([
    `A Telegram, a Zalo Bot and a Zalo Official Account that go nowhere are open. Zalo pushes to ${service}.`,
    'Another address of the service: npm run fakes -- http://127.0.0.1:3412',
    'Start the service beside them with',
    `  ${Object.entries(settings).map(([name, value]) => `${name}=${value}`).join(' \\\n  ')} \\\n  npm start`,
    'Then type here what a person says. Also:',
    '  /on telegram|zalo_bot|zalo_oa|zalo_nameless   takes a phone with this app',
    '  /as <name>            takes another phone      /press <label or number>   presses',
    '  /share <lat> <lon>    sends where she is       /send sticker|photo|voice  sends something without words',
    '  /edit <text>          changes her last words   /block, /return            and comes back',
    '  /admin <text>         a keeper of the account writes to her (zalo_oa)     Ctrl-C ends.',
  ].join('\n'));
  const stop = await talk(
    { telegram: telegram.person, zalo_bot: bot.person, zalo_oa: oa.person, zalo_nameless: oa.anonymous },
    (person, text) => oa.adminWrites(person, text),
  );
  stop();
  await Promise.all([telegram.close(), bot.close(), oa.close()]);
}

/** The service's own settings: its address, so that pages can be opened, and a folder beside the demo's. */
function ownOf(service: string): Record<string, string> {
  return { DEMO: 'on', PUBLIC_URL: service, PORT: new URL(service).port, DATA_DIR: './data/fakes' };
}

/** Reads lines until there are no more. */
async function talk(doors: Doors, admin: (person: Person, text: string) => Promise<void>): Promise<() => void> {
  const people = new Map<string, Person>();
  let on = 'telegram';
  let name = 'chị';
  const current = (): Person => {
    const key = `${name} ${on}`;
    const known = people.get(key) ?? doors[on]?.({ name });
    if (!known) throw new Error(`There is no ${on}: ${Object.keys(doors).join(', ')}`);
    people.set(key, known);
    return known;
  };
  const told = (error: unknown): void => console.log(error instanceof Error ? error.message : 'That did not work.');
  const look = watch(people);
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
  for await (const line of lines) {
    const [, word = '', rest = ''] = /^\/(on|as|press|share|send|edit|block|return|admin)(?: (.*))?$/.exec(line) ?? [];
    try {
      if (word === 'on' && !doors[rest]) console.log(`One of: ${Object.keys(doors).join(', ')}`);
      else if (word === 'on') on = rest;
      else if (word === 'as') name = rest;
      // Not waited for: the platform pushes until the service is there.
      else act(current(), { word, rest, line }, admin).catch(told);
    } catch (error) {
      told(error);
    }
  }
  return () => clearInterval(look);
}

type Line = Readonly<{ word: string; rest: string; line: string }>;

async function act(person: Person, { word, rest, line }: Line, admin: (person: Person, text: string) => Promise<void>): Promise<void> {
  const [lat = 21.5, lon = 104.5] = rest.split(' ').filter(Boolean).map(Number);
  switch (word) {
    case 'press': return void await person.presses(rest);
    case 'share': return void await person.shares(lat, lon);
    case 'send': return void await person.sends({ [rest]: {} });
    case 'edit': return void await person.edits(rest);
    case 'block': return person.blocks();
    case 'return': return person.returns();
    case 'admin': return admin(person, rest);
    default: return person.whispers(line);
  }
}

/** Prints what each phone shows as it comes. */
function watch(people: ReadonlyMap<string, Person>): NodeJS.Timeout {
  const printed = new Map<string, number>();
  return setInterval(() => {
    for (const [who, { heard }] of people) {
      for (const shown of heard.slice(printed.get(who) ?? 0)) console.log(`\n[${who}] ${textOf(shown)}`);
      printed.set(who, heard.length);
    }
  }, 200);
}

const textOf = ({ text, buttons }: Shown): string =>
  [text, ...buttons.map(({ label, url }) => `  [${label}${url === undefined ? '' : ` ${url}`}]`)].join('\n');

const [, started, service] = process.argv;
if (started !== undefined && import.meta.url === pathToFileURL(started).href) await runFakes(service);
