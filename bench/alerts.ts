/**
 * How soon somebody is called: CASES women and MEMBERS members are in it at once. Every woman has told all but the
 * last press; within SECONDS each of them files, while those who were taken talk. Prints the time from her press to the
 * first alert of her case at the (fake) Bot API, and every word that came to somebody it was not meant for.
 *
 *   npx tsx bench/alerts.ts                                   embedded
 *   DATABASE_URL=… REDIS_URL=… npx tsx bench/alerts.ts        on PostgreSQL and Redis
 */
import { cover } from '../src/core/masking/cover.ts';
import { openFakeTelegram } from '../test/fakes/telegram.ts';
import type { Person } from '../test/fakes/person.ts';
import { embedded, outside } from '../test/service/backends.ts';
import { openChild } from '../test/service/child.ts';
import { ALERT, codeIn, comeIn, tellAll } from '../test/service/main_job.ts';
import { label, said } from '../test/service/said.ts';

const CASES = Number(process.env['CASES'] ?? 200);
const MEMBERS = Number(process.env['MEMBERS'] ?? 40);
const SECONDS = Number(process.env['SECONDS'] ?? 60);
/** Women who tell at the same time, before the clock runs. */
const AT_ONCE = 16;
const WAIT_MS = 60_000;

/** Addresses of the demo, and how somebody near them says where she is. */
const PLACES = [
  ['TD-01', 'xa tran de'], ['LT-01', 'xa lieu tu'], ['BY-01', 'xa bao yen'], ['BH-01', 'xa bao ha'],
  ['NM-02', 'xa bac ha'], ['BL-01', 'xa ban lien'],
] as const;
const THINGS = 'rổ nia cối chày gùi sàng thúng nong mẹt chum vại rế chổi bếp lu'.split(' ');
/** A mark of her own in all that she and whoever helps her write; none is taken for a name. */
const MARKS = THINGS.flatMap((one) => THINGS.map((other) => `cái ${one} cạnh cái ${other}`))
  .filter((mark) => cover(mark, []).text === mark);

const placeOf = (index: number): readonly [string, string] => PLACES[index % PLACES.length] ?? PLACES[0];

type Woman = Readonly<{ person: Person; mark: string }>;

const backend = outside.missing === undefined ? outside : embedded;
const telegram = await openFakeTelegram();
const child = await openChild(backend, telegram, { LOG_LEVEL: 'silent', OFFICE_HOURS: 'any' });
const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const astray: string[] = [];
const firstAt = new Map<string, number>();
const pressedAt = new Map<string, number>();
const caseOf = new Map<string, string>();
let closed = 0;

const either = (one: string, other: string): RegExp => new RegExp(`${said(one).source}|${said(other).source}`);

/** Which mark stands in a text, if any. */
const markIn = (text: string): string | undefined => /cái \S+ cạnh cái [^\s,.»]+/.exec(text)?.[0];

async function together<Item>(items: readonly Item[], run: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values();
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const item of left) await run(item);
  }));
}

async function link(index: number): Promise<Person> {
  const person = telegram.person({ name: 'Ban', waitMs: WAIT_MS });
  const [address] = placeOf(index);
  await person.says(`/start ${await child.invite({ address })}`, said('member.linked'));
  await person.presses(label('duty_on'), said('member.duty_on_done'));
  return person;
}

async function prepare({ person, mark }: Woman, place: string): Promise<void> {
  await comeIn(person);
  await person.presses(label('want_contact'), said('contact.readers'));
  await tellAll(person, { leaves: 'nobody', place, first: `Em nhờ một việc, ${mark}` });
}

/** She files, waits for whoever takes it, and answers once. */
async function files({ person, mark }: Woman): Promise<void> {
  pressedAt.set(mark, Date.now());
  await person.presses(label('send_it'), said('contact.filed'));
  // Whoever took it may have written already.
  const { text } = await person.presses(label('no_code'), said('contact.talk'));
  if (!text.includes(`Chào chị, ${mark}`)) await person.hears(new RegExp(`Chào chị, ${mark}`));
  await person.says(`Dạ em đây, ${mark}`, said('common.passed_on'));
}

/** A member takes what she is called to, one after the other, and closes it when she has been answered. */
async function works(member: Person): Promise<void> {
  const seen = new Set<string>();
  while (closed < CASES) {
    const alert = member.heard.find(({ text }) => ALERT.test(text) && !seen.has(codeIn(text)));
    if (!alert) {
      await rest(20);
      continue;
    }
    const code = codeIn(alert.text);
    seen.add(code);
    const opened = await member.says(code, new RegExp(`^Mã ${code}|${said('member.gone').source}`));
    if (said('member.gone').test(opened.text)) continue;
    const from = member.heard.length;
    const took = await member.presses(label('take'), either('member.won', 'member.gone'));
    if (said('member.gone').test(took.text)) continue;
    await talks(member, code, from);
  }
}

async function talks(member: Person, code: string, from: number): Promise<void> {
  const texts = (): string[] => member.heard.slice(from).map(({ text }) => text);
  while (!texts().some((text) => markIn(text))) await rest(10);
  const mark = texts().map(markIn).find((one) => one !== undefined) ?? '';
  caseOf.set(mark, code);
  await writes(member, code, `Chào chị, ${mark}`);
  while (!texts().some((text) => text.includes(`Dạ em đây, ${mark}`))) await rest(10);
  await member.says(code, new RegExp(`^Mã ${code}`));
  await member.presses(label('progress'), said('member.progress'));
  await member.presses(label('close_it'), said('member.close'));
  await member.presses(label('supported'), said('member.closed'));
  closed += 1;
}

/** Another alert may have come between: then she is asked which case her words are for. */
async function writes(member: Person, code: string, words: string): Promise<void> {
  const asked = either('common.passed_on', 'member.stray');
  const answer = await member.says(words, asked);
  if (said('common.passed_on').test(answer.text)) return;
  const button = answer.buttons.find((one) => one.label.includes(code));
  if (!button) throw new Error(`No ${code} in: ${answer.text}`);
  await member.pressesLate(answer, button.label, said('common.passed_on'));
}

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number): number => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return `median ${at(0.5)}, p90 ${at(0.9)}, p99 ${at(0.99)}, worst ${at(1)}`;
}

await child.start();
const members = await Promise.all(Array.from({ length: MEMBERS }, (_, index) => link(index)));
const women = MARKS.slice(0, CASES).map((mark): Woman => ({
  mark, person: telegram.person({ name: 'Sung', waitMs: WAIT_MS }),
}));
await together([...women.entries()], ([index, woman]) => prepare(woman, placeOf(index)[1]));
console.log(`${women.length} cases, ${MEMBERS} members, ${SECONDS} s, ${backend.name}`);

const working = members.map(works);
await Promise.all(women.map(async (woman, index) => {
  await rest((index + Math.random()) / CASES * SECONDS * 1_000);
  await files(woman);
}));
await Promise.all(working);

for (const { at, fields, status } of telegram.calls) {
  const text = String(fields['text'] ?? '');
  if (status !== 200 || !ALERT.test(text)) continue;
  const code = codeIn(text);
  firstAt.set(code, Math.min(at, firstAt.get(code) ?? at));
}
for (const { person, mark } of women) {
  const wrong = person.heard.filter(({ text }) => markIn(text) !== undefined && markIn(text) !== mark);
  astray.push(...wrong.map(({ text }) => `to her of ${mark}: ${text}`));
}
const times = women.map(({ mark }) => (firstAt.get(caseOf.get(mark) ?? '') ?? Number.NaN) - (pressedAt.get(mark) ?? 0));
const missing = times.filter(Number.isNaN).length;
console.log(`press to first alert  ms ${spread(times.filter((ms) => !Number.isNaN(ms)))}`);
console.log(`never alerted         ${missing}`);
console.log(`words in a wrong talk ${astray.length}`);
astray.slice(0, 5).forEach((line) => console.log(`  ${line}`));
await child.stop();
await child.drop();
await telegram.close();
process.exitCode = missing + astray.length > 0 ? 1 : 0;
