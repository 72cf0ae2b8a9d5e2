/**
 * How fast each webhook answers while BACKLOG messages wait to go out: Telegram takes nothing (429 for a minute), so
 * that the replies to a flood stay in the outbox; then POSTS updates come to each webhook, AT_ONCE at a time.
 *
 *   npx tsx bench/backlog.ts                                   embedded
 *   DATABASE_URL=… REDIS_URL=… npx tsx bench/backlog.ts        on PostgreSQL and Redis
 */
import { createHash } from 'node:crypto';
import { embedded, outside } from '../test/service/backends.ts';
import { openChild } from '../test/service/child.ts';
import { SECRET } from '../test/service/open.ts';
import { openFakeTelegram } from '../test/fakes/telegram.ts';
import { openFakeZaloBot } from '../test/fakes/zalo_bot.ts';
import { openFakeZaloOa } from '../test/fakes/zalo_oa.ts';

const BACKLOG = Number(process.env['BACKLOG'] ?? 10_000);
const POSTS = Number(process.env['POSTS'] ?? 1_000);
const AT_ONCE = 4;
const PEOPLE = 500;

const backend = outside.missing === undefined ? outside : embedded;
const [telegram, oa, bot] = [await openFakeTelegram(), await openFakeZaloOa(), await openFakeZaloBot()];
telegram.faults.often('sendMessage', { kind: 'throttle', seconds: 60 }, 1, 1);
const child = await openChild(backend, telegram, {
  ...oa.settings, ...bot.settings, ZALO_BOT_WEBHOOK_SECRET: SECRET, LOG_LEVEL: 'silent', DEMO: 'off',
});
await child.start();

let count = 0;
type Update = Readonly<{ path: string; headers: Readonly<Record<string, string>>; body: string }>;
const update = {
  telegram: (person: number): Update => ({
    path: '/webhooks/telegram', headers: { 'x-telegram-bot-api-secret-token': SECRET },
    body: JSON.stringify({
      update_id: ++count,
      message: {
        message_id: count, date: 1, chat: { id: 1_000 + person, type: 'private' }, from: { id: 1_000 + person },
        text: 'xin chào',
      },
    }),
  }),
  zalo_bot: (person: number): Update => ({
    path: '/webhooks/zalo-bot', headers: { 'x-bot-api-secret-token': SECRET },
    body: JSON.stringify({
      event_name: 'message.text.received',
      message: {
        from: { id: `b${person}`, is_bot: false }, chat: { id: `b${person}`, chat_type: 'PRIVATE' }, text: 'xin chào',
        message_id: `m${++count}`, date: Date.now(),
      },
    }),
  }),
  zalo_oa: (person: number): Update => {
    const timestamp = String(Date.now());
    const body = JSON.stringify({
      app_id: oa.settings['ZALO_APP_ID'], sender: { id: `9${person}` }, recipient: { id: oa.settings['ZALO_OA_ID'] },
      event_name: 'user_send_text', message: { text: 'xin chào', msg_id: `o${++count}` }, timestamp,
    });
    const { ZALO_APP_ID: appId = '', ZALO_OA_SECRET_KEY: key = '' } = oa.settings;
    const mac = createHash('sha256').update(appId + body + timestamp + key).digest('hex');
    return { path: '/webhooks/zalo-oa', headers: { 'x-zevent-signature': `mac=${mac}` }, body };
  },
};

async function post({ path, headers, body }: Update): Promise<number> {
  const started = performance.now();
  const answer = await fetch(`${child.at}${path}`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body,
  });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return performance.now() - started;
}

async function flood(make: (person: number) => Update, posts: number, atOnce: number): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (next < posts) times.push(await post(make(next++ % PEOPLE)));
  }));
  return times.sort((one, other) => one - other);
}

function spread(times: readonly number[]): string {
  const at = (share: number): string =>
    (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);
  return `median ${at(0.5)}, p99 ${at(0.99)}, worst ${at(1)}`;
}

const filling = update.telegram;
const filled = await flood(filling, BACKLOG, 32);
console.log(`backlog of ${BACKLOG} on ${backend.name}, filled 32 at once: ms ${spread(filled)}`);
for (const [name, make] of Object.entries(update)) {
  console.log(`${name.padEnd(9)} answers, ${AT_ONCE} at once: ms ${spread(await flood(make, POSTS, AT_ONCE))}`);
}
await child.stop();
const [rows] = await child.rows([`SELECT count(*)::int AS n FROM outbox WHERE state = 'due'`]);
console.log(`still waiting at the end: ${String(rows?.[0]?.['n'])} messages`);
await child.drop();
for (const fake of [telegram, oa, bot]) await fake.close();
