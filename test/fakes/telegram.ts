import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Faults, openFaults } from './faults.ts';
import { openPush, type Push } from './push.ts';
import { type Answer, isMethod, type MethodName, Methods, readFields, refuse, refuseShape } from './telegram_methods.ts';
import { openPerson, type Person, type PersonAbout } from './telegram_person.ts';
import { addChat, openWorld, RUNS, type World } from './telegram_world.ts';

export type Call = Readonly<{ method: string; path: string; fields: Readonly<Record<string, unknown>>; status: number; at: number }>;

/** Telegram on this machine: refuses what Telegram refuses, and misbehaves on command. */
export type FakeTelegram = Readonly<{
  root: string;
  token: string;
  /** Every request, with the status it was answered with; 0 when the line was cut. */
  calls: readonly Call[];
  faults: Faults;
  push: Push;
  world: World;
  person: (about?: PersonAbout) => Person;
  /** An update in a group: the bot was put where it does not belong. */
  inGroup: (text: string) => Promise<void>;
  /** Any update at all; it gets the next number. */
  update: (fields: Readonly<Record<string, unknown>>) => Promise<void>;
  close: () => Promise<void>;
}>;

export const FAKE_TOKEN = '700:fake-token-of-nobody';

export async function openFakeTelegram({ port = 0, token = FAKE_TOKEN }: { port?: number; token?: string } = {}): Promise<FakeTelegram> {
  const faults = openFaults();
  const push = openPush();
  const world = openWorld(push);
  const calls: Call[] = [];
  let updateId = 5_000;
  let personId = 41_000;

  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '';
    const [, given, method = ''] = /^\/bot([^/]+)\/(\w+)/.exec(path) ?? [];
    const body = await readBody(request);
    const fields = await readFields(body, request.headers['content-type'] ?? '');
    const fault = given === token ? faults.take(method, fields ?? {}) : undefined;
    const keep = (status: number): void => void calls.push({ method, path, fields: fields ?? {}, status, at: Date.now() });
    if (fault?.kind === 'cut' && fault.when === 'before') {
      keep(0);
      return void response.destroy();
    }
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    const answer = fault?.kind === 'throttle' ? throttled(fault.seconds)
      : fault?.kind === 'down' ? refuse(fault.status, 'Bad Gateway')
      : fault?.kind === 'refuse' ? refuse(fault.status, `Bad Request: cannot send ${JSON.stringify(fields)}`)
        : given !== token ? refuse(401, 'Unauthorized')
          : await answerOf(method, fields, world);
    if (fault?.kind === 'cut') {
      keep(0);
      return void response.destroy();
    }
    const status = answer.ok ? 200 : answer.error_code;
    keep(status);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  };

  const update = (content: Readonly<Record<string, unknown>>): Promise<void> => {
    updateId += 1;
    const whole = { update_id: updateId, ...content };
    if (push.hook()) return push.update(whole);
    world.updates.push(whole);
    world.poller?.wake();
    return Promise.resolve();
  };

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The fake has no port');
  return {
    root: `http://127.0.0.1:${address.port}`,
    token, calls, faults, push, world, update,
    person: (about = {}) => {
      personId += 1;
      return openPerson(world, update, personId, about);
    },
    inGroup: (text) => {
      const chat = addChat(world, -personId, 'group', 'a group');
      chat.wrote = true;
      const from = { id: personId, is_bot: false, first_name: 'Người lạ' };
      return update({ message: { message_id: 1, date: 1, from, chat: { id: chat.id, type: 'group', title: 'Nhóm' }, text } });
    },
    close: () => new Promise((resolve) => {
      push.close();
      world.poller?.wake();
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

const throttled = (seconds: number): Answer =>
  ({ ok: false, error_code: 429, description: `Too Many Requests: retry after ${seconds}`, parameters: { retry_after: seconds } });

function answerOf(method: string, fields: Record<string, unknown> | undefined, world: World): Answer | Promise<Answer> {
  if (!isMethod(method)) return refuse(404, 'Not Found: method not found');
  return fields ? runMethod(method, fields, world) : refuse(400, 'Bad Request: the body cannot be read');
}

function runMethod<Name extends MethodName>(method: Name, fields: Record<string, unknown>, world: World): Answer | Promise<Answer> {
  const read = Methods[method].safeParse(fields);
  if (!read.success) return refuseShape(read.error);
  // The schema of this very method has just read the fields; the table of runs is typed by the same names.
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- TypeScript cannot tie the two tables together.
  return RUNS[method](read.data as never, world);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
