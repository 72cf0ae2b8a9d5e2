import { type Call, openEndpoint, page, type Reply } from './endpoint.ts';
import { type Faults, openFaults, type Spoken } from './faults.ts';
import { type Limits, openLimits } from './limits.ts';
import type { Person, PersonAbout } from './person.ts';
import { openPush, type Push } from './push.ts';
import { type Answer, isMethod, type MethodName, Methods, readFields, refuse, refuseShape, throttled } from './telegram_methods.ts';
import { openTelegramPerson } from './telegram_phone.ts';
import { specProblem } from './telegram_spec.ts';
import { addChat, openWorld, RUNS, type World } from './telegram_world.ts';

/** Telegram on this machine: refuses what Telegram refuses, and misbehaves on command. */
export type FakeTelegram = Readonly<{
  root: string;
  token: string;
  /** Every request, with the status it was answered with; 0 when the line was cut. */
  calls: readonly Call[];
  faults: Faults;
  push: Push;
  limits: Limits;
  world: World;
  person: (about?: PersonAbout) => Person;
  /** Puts a file where Telegram keeps what people send; gives the id under which a message names it. */
  keeps: (bytes: Uint8Array) => string;
  /** An update in a group: the bot was put where it does not belong. */
  inGroup: (text: string) => Promise<void>;
  /** Any update at all; it gets the next number. */
  update: (fields: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Every setting with which the service finds this fake, but its webhook's secret. */
  settings: Readonly<Record<string, string>>;
  close: () => Promise<void>;
}>;

export const FAKE_TOKEN = '700:fake-token-of-nobody';

export async function openFakeTelegram({ port = 0, token = FAKE_TOKEN }: { port?: number; token?: string } = {}): Promise<FakeTelegram> {
  const faults = openFaults();
  const push = openPush();
  const limits = openLimits();
  const world = openWorld(push, limits);
  const calls: Call[] = [];
  let updateId = 5_000;
  let personId = 41_000;

  const endpoint = await openEndpoint({
    port, faults, calls,
    desk: {
      read: async (incoming) => {
        const [, holder, file] = /^\/file\/bot([^/]+)\/(.+)/.exec(incoming.path) ?? [];
        if (file !== undefined) return { ...incoming, method: holder === token ? 'file' : '', fields: { file_path: file } };
        const [, given, method = ''] = /^\/bot([^/]+)\/(\w+)/.exec(incoming.path) ?? [];
        const fields = await readFields(incoming.body, incoming.headers['content-type'] ?? '');
        return { ...incoming, method: given === token ? method : '', fields };
      },
      stranger: ({ method }) => method === '' ? replyOf(refuse(401, 'Unauthorized')) : undefined,
      answer: async ({ method, fields }) => method === 'file' ? fileReply(String(fields?.['file_path']), world) : replyOf(await answerOf(method, fields, world)),
      strike: (fault, { fields }) => strike(fault, fields),
    },
  });

  const update = (content: Readonly<Record<string, unknown>>): Promise<void> => {
    if (world.allowed && !Object.keys(content).every((kind) => world.allowed?.includes(kind))) return Promise.resolve();
    updateId += 1;
    const whole = { update_id: updateId, ...content };
    if (push.hook()) return push.update(whole);
    world.updates.push(whole);
    world.poller?.wake();
    return Promise.resolve();
  };

  return {
    root: endpoint.root,
    token, calls, faults, push, limits, world, update,
    settings: { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: endpoint.root },
    person: (about = {}) => {
      personId += 1;
      return openTelegramPerson(world, update, personId, about);
    },
    keeps: (bytes) => {
      const id = `AgACAgUAAx${world.files.size}`;
      world.files.set(id, { path: `photos/file_${world.files.size}.jpg`, bytes });
      return id;
    },
    inGroup: (text) => {
      const chat = addChat(world, -personId, 'group', 'a group');
      chat.wrote = true;
      const from = { id: personId, is_bot: false, first_name: 'Người lạ' };
      return update({ message: { message_id: 1, date: 1, from, chat: { id: chat.id, type: 'group', title: 'Nhóm' }, text } });
    },
    close: () => {
      push.close();
      world.poller?.wake();
      return endpoint.close();
    },
  };
}

function fileReply(path: string, { files }: World): Reply {
  const bytes = [...files.values()].find((file) => file.path === path)?.bytes;
  return bytes ? { status: 200, code: 0, body: bytes } : page(404, 'Not Found');
}

function replyOf(answer: Answer): Reply {
  return answer.ok ? { status: 200, code: 0, body: answer } : { status: answer.error_code, code: answer.error_code, body: answer };
}

function strike(fault: Spoken, fields: Readonly<Record<string, unknown>> | undefined): Reply {
  switch (fault.kind) {
    case 'throttle': return replyOf(throttled(fault.seconds));
    case 'down': return replyOf(refuse(fault.status, 'Bad Gateway'));
    case 'refuse': return replyOf(refuse(fault.status, `Bad Request: cannot send ${JSON.stringify(fields)}`));
    case 'error': return { status: 200, code: fault.code, body: refuse(fault.code, 'Bad Request') };
    case 'nonsense': return page(200, 'Welcome to our network');
  }
}

function answerOf(method: string, fields: Readonly<Record<string, unknown>> | undefined, world: World): Answer | Promise<Answer> {
  if (!isMethod(method)) return refuse(404, 'Not Found: method not found');
  return fields ? runMethod(method, fields, world) : refuse(400, 'Bad Request: the body cannot be read');
}

function runMethod<Name extends MethodName>(
  method: Name, fields: Readonly<Record<string, unknown>>, world: World,
): Answer | Promise<Answer> {
  const problem = specProblem(method, fields);
  if (problem !== undefined) return refuse(400, `Bad Request: ${problem}`);
  const read = Methods[method].safeParse(fields);
  if (!read.success) return refuseShape(read.error);
  // The schema of this very method has just read the fields; the table of runs is typed by the same names.
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- TypeScript cannot tie the two tables together.
  return RUNS[method](read.data as never, world);
}
