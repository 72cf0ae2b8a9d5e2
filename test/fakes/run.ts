import { createInterface } from 'node:readline/promises';
import { pathToFileURL } from 'node:url';
import { openFakeTelegram } from './telegram.ts';

const PORT = 8_481;

/** Starts the fake platforms for trials by hand: what is typed here, the person on the phone says. */
export async function runFakes(): Promise<void> {
  const telegram = await openFakeTelegram({ port: PORT });
  console.log([
    'A Telegram that goes nowhere is open. Start the service beside it with',
    `  TELEGRAM_API_ROOT=${telegram.root} TELEGRAM_BOT_TOKEN=${telegram.token} DEMO=on npm start`,
    'Then type here. `/press <label or number>` presses, `/as <name>` takes another phone, Ctrl-C ends.',
  ].join('\n'));
  const people = new Map([['chị', telegram.person({ name: 'chị' })]]);
  let name = 'chị';
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
  const shown = new Map<string, number>();
  const look = setInterval(() => {
    for (const [who, { heard }] of people) {
      for (const { text, buttons } of heard.slice(shown.get(who) ?? 0)) {
        console.log(`\n[${who}] ${text}\n${buttons.map(({ label }) => `  [${label}]`).join('\n')}`);
      }
      shown.set(who, heard.length);
    }
  }, 200);
  for await (const line of lines) {
    const [, as] = /^\/as (.+)$/.exec(line) ?? [];
    const [, press] = /^\/press (.+)$/.exec(line) ?? [];
    if (as !== undefined) {
      name = as;
      if (!people.has(as)) people.set(as, telegram.person({ name: as }));
      continue;
    }
    const person = people.get(name);
    try {
      if (press === undefined) await person?.whispers(line);
      else await person?.presses(press);
    } catch (error) {
      console.log(error instanceof Error ? error.message : 'That did not work.');
    }
  }
  clearInterval(look);
  await telegram.close();
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await runFakes();
