import { type Call, openEndpoint, page, readObject, type Reply } from './endpoint.ts';
import { type Faults, openFaults, type Spoken } from './faults.ts';
import { type Limits, openLimits } from './limits.ts';
import type { Person, PersonAbout } from './person.ts';
import { openPush, type Push } from './push.ts';
import {
  BOT_RUNS, type BotAnswer, type BotEvent, type BotMethodName, BotMethods, type BotWorld, botId, isBotMethod, refuseBot,
} from './zalo_bot_methods.ts';
import { type BotManner, openBotPerson } from './zalo_bot_phone.ts';

/** A Zalo Bot Platform on this machine: refuses what is not documented, and misbehaves on command. */
export type FakeZaloBot = Readonly<{
  root: string;
  token: string;
  calls: readonly Call[];
  faults: Faults;
  push: Push;
  limits: Limits;
  manner: BotManner;
  person: (about?: PersonAbout) => Person;
  /** A text in a group in which the bot was named. */
  inGroup: (text: string) => Promise<void>;
  /** An event of any kind, in the next shape. */
  event: (event: BotEvent) => Promise<void>;
  /** Every setting with which the service finds this fake, but its webhook's secret. */
  settings: Readonly<Record<string, string>>;
  close: () => Promise<void>;
}>;

export const FAKE_ZALO_BOT_TOKEN = '800:fake-zalo-bot-token-of-nobody';

type Options = Readonly<{ port?: number; token?: string; now?: () => number }>;

export async function openFakeZaloBot({ port = 0, token = FAKE_ZALO_BOT_TOKEN, now = Date.now }: Options = {}): Promise<FakeZaloBot> {
  const faults = openFaults();
  const push = openPush();
  const limits = openLimits();
  const manner: BotManner = { shape: 'alternate', picture: 'alternate', form: 'NFC', throttledAs: 200 };
  const world: BotWorld = { chats: new Map(), waiting: [], wake: () => undefined, push, limits, now, updatedAt: 0, count: 0 };
  const calls: Call[] = [];
  let told = 0;

  const endpoint = await openEndpoint({
    port, faults, calls,
    desk: {
      read: (incoming) => {
        const [, given = '', method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(incoming.path) ?? [];
        const text = incoming.body.toString('utf8');
        return Promise.resolve({ ...incoming, method: decodeURIComponent(given) === token ? method : '', fields: text === '' ? {} : readObject(text) });
      },
      stranger: ({ method }) => method === '' ? replyOf(refuseBot(401, 'Unauthorized'), manner) : undefined,
      answer: async ({ method, fields, verb, headers }) => {
        if (verb !== 'POST') return replyOf(refuseBot(400, 'Bad Request: only POST is taken here'), manner);
        const json = (headers['content-type'] ?? '').startsWith('application/json');
        const answer = isBotMethod(method)
          ? await run(method, json || Object.keys(fields ?? {}).length === 0 ? fields : undefined, world)
          : refuseBot(404, 'Not Found: method not found');
        return replyOf(answer, manner);
      },
      strike: (fault, { fields }) => strike(fault, fields, manner),
    },
  });

  const event = (content: BotEvent): Promise<void> => {
    if (!push.hook()) {
      world.waiting.push(content);
      world.wake();
      return Promise.resolve();
    }
    told += 1;
    const wrapped = manner.shape === 'wrapped' || (manner.shape === 'alternate' && told % 2 === 1);
    return push.update(wrapped ? { ok: true, result: content } : content);
  };

  return {
    root: endpoint.root, token, calls, faults, push, limits, manner, event,
    settings: { ZALO_BOT_TOKEN: token, ZALO_BOT_API_ROOT: endpoint.root },
    person: (about = {}) => openBotPerson(world, event, manner, about),
    inGroup: (text) => event({
      event_name: 'message.text.received',
      message: {
        from: { id: botId(world), display_name: 'Người lạ', is_bot: false }, chat: { id: botId(world), chat_type: 'GROUP' },
        text, message_id: botId(world), date: now(),
      },
    }),
    close: () => {
      push.close();
      world.wake();
      return endpoint.close();
    },
  };
}

function replyOf(answer: BotAnswer, { throttledAs }: BotManner): Reply {
  if (answer.ok) return { status: 200, code: 0, body: answer };
  return { status: answer.error_code === 429 ? throttledAs : 200, code: answer.error_code, body: answer };
}

function strike(fault: Spoken, fields: Readonly<Record<string, unknown>> | undefined, manner: BotManner): Reply {
  switch (fault.kind) {
    // The platform names no time to wait.
    case 'throttle': return replyOf(refuseBot(429, 'Quota exceeded'), manner);
    case 'down': return page(fault.status, 'Bad Gateway');
    case 'refuse': return replyOf(refuseBot(fault.status, `Cannot send ${JSON.stringify(fields)}`), manner);
    case 'error': return { ...replyOf(refuseBot(fault.code, 'Refused'), manner), status: 200 };
    case 'nonsense': return page(200, 'Welcome to our network');
  }
}

function run<Name extends BotMethodName>(
  method: Name, fields: Readonly<Record<string, unknown>> | undefined, world: BotWorld,
): BotAnswer | Promise<BotAnswer> {
  if (!fields) return refuseBot(400, 'Bad Request: the body cannot be read as JSON');
  const read = BotMethods[method].safeParse(fields);
  if (!read.success) return refuseBot(400, `Bad Request: ${read.error.issues[0]?.message ?? 'cannot be read'}`);
  // The schema of this very method has just read the fields; the table of runs is typed by the same names.
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- TypeScript cannot tie the two tables together.
  return BOT_RUNS[method](read.data as never, world);
}
