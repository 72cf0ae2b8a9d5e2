import { z } from 'zod';
import type { Asked, Reply } from './endpoint.ts';
import type { Limits } from './limits.ts';
import { openTranscript, type Shown, type Transcript } from './transcript.ts';
import { ZaloText } from './zalo_text.ts';

/** Somebody whom the Official Account knows; `conversation` marks those whom Zalo does not name. */
export type OaUser = {
  id: string; transcript: Transcript; conversation: string | undefined;
  /** Her last interaction (ms); 0: none yet. */
  last: number;
  blocked: boolean;
};

export type OaWorld = {
  oaId: string; appId: string; users: Map<string, OaUser>; limits: Limits; now: () => number; count: number;
  manner: OaManner;
  /** Called after every accepted send. */
  sent: (user: OaUser, shown: Shown) => void;
};

/** What the real platform does, and a test may change. */
export type OaManner = {
  /** Every send of our own comes back as an event. */
  echoes: boolean;
  /** Whether `mac=` stands before the signature; relays of the documentation disagree. */
  mac: boolean;
  form: 'NFC' | 'NFD';
  /** Buttons under a consultation message: undocumented, refused unless this is on. */
  buttons: boolean;
  /** The error of a send to somebody who blocked the account. */
  blockedAs: number;
};

/** Ids here are digits that no JavaScript number holds. */
export function oaNumber(world: OaWorld): string {
  world.count += 1;
  return String(7_412_000_000_000_000_000n + BigInt(world.count));
}

export function addOaUser(world: OaWorld, whose: string, conversation?: string): OaUser {
  const user: OaUser = { id: oaNumber(world), transcript: openTranscript(whose), conversation, last: 0, blocked: false };
  world.users.set(user.id, user);
  return user;
}

export const oaError = (error: number, message: string): Reply => ({ status: 200, code: error, body: { error, message } });
const success = (data: object): Reply => ({ status: 200, code: 0, body: { data, error: 0, message: 'Success' } });

const Title = z.string().min(1).max(35);
const Button = z.union([
  z.strictObject({ title: Title, type: z.enum(['oa.query.show', 'oa.query.hide']), image_icon: z.string().optional(), payload: z.string().min(1).max(1000) }),
  z.strictObject({ title: Title, type: z.literal('oa.open.url'), image_icon: z.string().optional(), payload: z.strictObject({ url: z.url({ protocol: /^https?$/ }) }) }),
]);
const Attachment = z.strictObject({
  type: z.literal('template'),
  payload: z.strictObject({ template_type: z.literal('button').optional(), buttons: z.array(Button).min(1).max(5) }),
});
const UserId = z.string().regex(/^\d{10,25}$/);
const Consultation = z.strictObject({
  recipient: z.strictObject({ user_id: UserId }),
  message: z.strictObject({ text: ZaloText, attachment: Attachment.optional(), quote_message_id: z.string().min(1).optional() }),
});
const Anonymous = z.strictObject({
  recipient: z.strictObject({ anonymous_id: UserId, conversation_id: z.string().min(1) }),
  message: z.strictObject({ text: ZaloText }),
});
const Quota = z.strictObject({ user_id: UserId });

const DAY_MS = 86_400_000;

/** The endpoints of the OpenAPI host: name, verb, path, and what it does. */
export const OA_METHODS = [
  { method: 'message/cs', verb: 'POST', path: '/v3.0/oa/message/cs', run: consult },
  { method: 'message', verb: 'POST', path: '/v2.0/oa/message', run: answerAnonymous },
  { method: 'quota/message', verb: 'POST', path: '/v3.0/oa/quota/message', run: quota },
  { method: 'getoa', verb: 'GET', path: '/v2.0/oa/getoa', run: describe },
] as const;

export function runOa(asked: Asked, world: OaWorld): Reply {
  const found = OA_METHODS.find(({ method }) => method === asked.method);
  if (!found) return oaError(-212, 'This API is not registered');
  if (found.verb !== asked.verb) return oaError(-201, 'Wrong HTTP method');
  if (found.verb === 'POST' && !(asked.headers['content-type'] ?? '').startsWith('application/json')) return oaError(-201, 'The body is not JSON');
  return found.run(asked.fields, world);
}

function consult(fields: unknown, world: OaWorld): Reply {
  const read = Consultation.safeParse(fields);
  if (!read.success) return wrong(read.error);
  const { recipient, message } = read.data;
  const buttons = message.attachment?.payload.buttons ?? [];
  if (buttons.length > 0 && !world.manner.buttons) return oaError(-233, 'This message type is not supported');
  const user = world.users.get(recipient.user_id);
  if (!user || user.conversation !== undefined) return oaError(-201, 'recipient.user_id is not known');
  const age = world.now() - user.last;
  if (user.last === 0 || age >= 7 * DAY_MS) return oaError(-230, 'The user has not interacted with the OA in the past 7 days');
  if (user.blocked) return oaError(world.manner.blockedAs, 'The user does not receive messages of this OA');
  const shown = buttons.map((button) => button.type === 'oa.open.url'
    ? { label: button.title, data: '', url: button.payload.url }
    : { label: button.title, data: button.payload });
  // Without a quota the message was paid for: free are the first 48 hours only.
  const free = age < 2 * DAY_MS ? { quota: { quota_type: 'reply' } } : {};
  return put(world, user, { text: message.text, buttons: shown, fields: read.data }, free);
}

function answerAnonymous(fields: unknown, world: OaWorld): Reply {
  const read = Anonymous.safeParse(fields);
  // Everything else that once went here is shut: -240 is its answer.
  if (!read.success) return JSON.stringify(fields ?? '').includes('"user_id"') ? oaError(-240, 'API v2 message is shut') : wrong(read.error);
  const { recipient: { anonymous_id: id, conversation_id: conversation }, message } = read.data;
  const user = world.users.get(id);
  if (user?.conversation !== conversation) return oaError(-201, 'recipient is not known');
  if (user.last === 0) return oaError(-230, 'No interaction');
  if (user.blocked) return oaError(world.manner.blockedAs, 'The user does not receive messages of this OA');
  return put(world, user, { text: message.text, buttons: [], fields: read.data }, {});
}

function put(world: OaWorld, user: OaUser, message: Omit<Shown, 'id'>, more: object): Reply {
  if (world.limits.take(user.id) !== undefined) return oaError(-32, 'Your application reached the rate limit');
  const shown = { id: oaNumber(world), ...message };
  user.transcript.add(shown);
  world.sent(user, shown);
  const whom = user.conversation === undefined ? { user_id: user.id } : { anonymous_id: user.id, conversation_id: user.conversation };
  return success({ message_id: shown.id, ...whom, sent_time: String(world.now()), ...more });
}

function quota(fields: unknown, world: OaWorld): Reply {
  const read = Quota.safeParse(fields);
  if (!read.success) return wrong(read.error);
  const user = world.users.get(read.data.user_id);
  if (!user || user.conversation !== undefined) return oaError(-201, 'user_id is not known');
  const open = user.last > 0 && world.now() - user.last < 2 * DAY_MS;
  return success({
    user_id: user.id, last_interaction: String(user.last),
    cs_reply: { type: open ? 'reply' : 'none', ...(open && { expired_date: String(user.last + 2 * DAY_MS) }) },
  });
}

function describe(_fields: unknown, world: OaWorld): Reply {
  return success({
    oaid: world.oaId, name: 'Fake OA', is_verified: true, oa_type: 4, package_name: 'Growth', linked_ZCA: '', num_follower: world.users.size,
  });
}

function wrong(error: z.ZodError): Reply {
  const [issue] = error.issues;
  return oaError(-201, `${issue?.path.join('.') ?? ''} is invalid: ${issue?.message ?? ''}`);
}
