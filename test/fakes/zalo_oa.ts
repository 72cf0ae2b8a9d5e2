import { type Asked, type Call, openEndpoint, page, readObject, type Reply } from './endpoint.ts';
import { type Faults, openFaults, type Spoken } from './faults.ts';
import { type Limits, openLimits } from './limits.ts';
import type { Person, PersonAbout } from './person.ts';
import { openPush, type Post, type Push } from './push.ts';
import type { Shown } from './transcript.ts';
import { OA_METHODS, oaError, oaNumber, type OaManner, type OaUser, type OaWorld, runOa } from './zalo_oa_methods.ts';
import { followEvent, oaMessageId, openOaPerson, signatureOf, type TellOa, userEvent } from './zalo_oa_phone.ts';
import { type Oauth, openOauth } from './zalo_oauth.ts';

type Who = Readonly<{ id: number | string }>;

/** An Official Account on this machine, with its OpenAPI host and its OAuth host; refuses in HTTP 200, and misbehaves on command. */
export type FakeZaloOa = Readonly<{
  root: string;
  oauthRoot: string;
  oauth: Oauth;
  /** Every request of both hosts. Faults are planned by `message/cs`, `message`, `quota/message`, `getoa`, `access_token`. */
  calls: readonly Call[];
  faults: Faults;
  /** Where it pushes: `push.to({ url, headers: {} })`; the signature is added here. */
  push: Push;
  limits: Limits;
  manner: OaManner;
  person: (about?: PersonAbout) => Person;
  /** Somebody who writes without a name on Zalo. */
  anonymous: (about?: PersonAbout) => Person;
  /** Any event at all, signed. */
  event: TellOa;
  /** Her last interaction was so many days ago: after 7 nothing can be sent. */
  closeWindow: (person: Who, days?: number) => void;
  follows: (person: Who) => Promise<void>;
  unfollows: (person: Who) => Promise<void>;
  /** She asks Zalo that her data be deleted. Unconfirmed: the shape of this event. */
  withdraws: (person: Who) => Promise<void>;
  /** She opened the chat without writing. */
  clicksChat: (person: Who) => Promise<void>;
  seesAll: (person: Who) => Promise<void>;
  /** A keeper of the account writes to her by hand; she sees it, and the event names the keeper. */
  adminWrites: (person: Who, text: string) => Promise<void>;
  /** Every setting with which the service finds this fake. */
  settings: Readonly<Record<string, string>>;
  close: () => Promise<void>;
}>;

export type OaOptions = Readonly<{ port?: number; buttons?: boolean; now?: () => number; refreshToken?: string }>;

const OA = {
  oaId: '4318657068771012646', appId: '2104951847362517000', appSecret: 'fake-app-secret', oaSecret: 'fake-oa-secret-key',
  refreshToken: 'refresh-0-of-nobody',
} as const;

export async function openFakeZaloOa(
  { port = 0, buttons = false, now = Date.now, refreshToken = OA.refreshToken }: OaOptions = {},
): Promise<FakeZaloOa> {
  const faults = openFaults();
  const limits = openLimits();
  const calls: Call[] = [];
  const oauth = openOauth({ ...OA, refreshToken, now });
  const manner: OaManner = { echoes: true, mac: true, form: 'NFD', buttons, blockedAs: -213 };
  const push = openPush(postOf(manner));
  const tell: TellOa = (event) => push.hook() ? push.update(event) : Promise.resolve();
  const world: OaWorld = {
    oaId: OA.oaId, appId: OA.appId, users: new Map(), limits, now, count: 0, manner,
    sent: (user, shown) => {
      if (manner.echoes) void tell(echoOf(world, user, shown));
    },
  };
  const [openapi, oauthHost] = await Promise.all([
    openEndpoint({
      port, faults, calls,
      desk: {
        read: (incoming) => Promise.resolve({ ...incoming, method: methodOf(incoming.path), fields: readObject(incoming.body.toString('utf8')) }),
        stranger: ({ headers }) => {
          const error = oauth.errorOf(textOf(headers['access_token']));
          return error === 0 ? undefined : oaError(error, error === -216 ? 'Access token is invalid' : 'Access token has expired');
        },
        answer: (asked) => runOa(asked, world),
        strike,
      },
    }),
    openEndpoint({
      port: port === 0 ? 0 : port + 1, faults, calls,
      desk: {
        read: (incoming) => Promise.resolve({
          ...incoming, method: 'access_token', fields: Object.fromEntries(new URLSearchParams(incoming.body.toString('utf8'))),
        }),
        stranger: () => undefined, answer: oauth.answer, strike: oauth.strike,
      },
    }),
  ]);
  return {
    root: openapi.root, oauthRoot: oauthHost.root, oauth, calls, faults, push, limits, manner, event: tell,
    person: (about = {}) => openOaPerson(world, tell, about),
    anonymous: (about = {}) => openOaPerson(world, tell, { ...about, anonymous: true }),
    ...commands(world, tell),
    settings: {
      ZALO_OA_ID: OA.oaId, ZALO_APP_ID: OA.appId, ZALO_APP_SECRET: OA.appSecret, ZALO_OA_SECRET_KEY: OA.oaSecret,
      ZALO_OA_REFRESH_TOKEN: refreshToken, ZALO_OA_API_ROOT: openapi.root, ZALO_OAUTH_ROOT: oauthHost.root,
    },
    close: async () => {
      push.close();
      await Promise.all([openapi.close(), oauthHost.close()]);
    },
  };
}

/** Written with line breaks, so that only whoever checks the raw bytes finds the signature right. */
function postOf(manner: OaManner): Post {
  return {
    write: (body) => JSON.stringify(body, null, 1),
    headers: (raw, body, attempt) => {
      const timestamp = 'timestamp' in body ? String(body.timestamp) : '';
      const signature = signatureOf({ appId: OA.appId, raw, timestamp, oaSecret: OA.oaSecret });
      return { 'x-zevent-signature': `${manner.mac ? 'mac=' : ''}${signature}`, ...(attempt > 0 && { num_retry: String(attempt) }) };
    },
  };
}

type Commands = Pick<FakeZaloOa, 'closeWindow' | 'follows' | 'unfollows' | 'withdraws' | 'clicksChat' | 'seesAll' | 'adminWrites'>;

function commands(world: OaWorld, tell: TellOa): Commands {
  const userOf = ({ id }: Who): OaUser => {
    const user = world.users.get(String(id));
    if (!user) throw new Error('Nobody here has this id');
    return user;
  };
  const interacts = (who: Who): OaUser => {
    const user = userOf(who);
    user.last = world.now();
    return user;
  };
  const stamp = (): { app_id: string; timestamp: string } => ({ app_id: world.appId, timestamp: String(world.now()) });
  return {
    closeWindow: (who, days = 8) => void (userOf(who).last = world.now() - days * 86_400_000),
    follows: (who) => tell(followEvent(world, interacts(who), 'follow')),
    unfollows: (who) => tell(followEvent(world, userOf(who), 'unfollow')),
    withdraws: (who) => {
      const { id } = userOf(who);
      return tell({ ...stamp(), oa_id: world.oaId, user_id: id, user_id_by_app: `8${id}`, sender: { id }, recipient: { id: world.oaId }, event_name: 'user_withdraw' });
    },
    clicksChat: (who) => tell({ ...stamp(), oa_id: world.oaId, user_id: interacts(who).id, event_name: 'user_click_chatnow' }),
    seesAll: (who) => {
      const user = userOf(who);
      return tell(userEvent(world, user, 'user_seen_message', { msg_ids: user.transcript.all.map(({ id }) => id) }));
    },
    adminWrites: (who, text) => {
      const user = userOf(who);
      const shown = { id: oaNumber(world), text, buttons: [], fields: { by: 'a keeper' } };
      user.transcript.add(shown);
      return tell(echoOf(world, user, shown, oaNumber(world)));
    },
  };
}

/** What the account itself sent comes back as an event; a person at the keyboard is named in it. */
function echoOf(world: OaWorld, user: OaUser, shown: Shown, admin?: string): Parameters<TellOa>[0] {
  const named = user.conversation === undefined;
  return {
    app_id: world.appId, sender: { id: world.oaId, ...(admin !== undefined && { admin_id: admin }) }, recipient: { id: user.id },
    ...(named && { user_id_by_app: `8${user.id}` }), event_name: named ? 'oa_send_text' : 'oa_send_anonymous_text',
    message: {
      text: shown.text, msg_id: admin === undefined ? shown.id : oaMessageId(world),
      ...(user.conversation !== undefined && { conversation_id: user.conversation }),
    },
    timestamp: String(world.now()),
  };
}

const methodOf = (path: string): string => OA_METHODS.find((one) => one.path === path.split('?')[0])?.method ?? path;
const textOf = (header: string | string[] | undefined): string | undefined => typeof header === 'string' ? header : undefined;

function strike(fault: Spoken, { fields }: Asked): Reply {
  switch (fault.kind) {
    case 'throttle': return { ...oaError(-32, 'Your application reached the rate limit'), headers: { 'x-ratelimit-limit': '100', 'x-ratelimit-remain': '0' } };
    case 'down': return page(fault.status, 'Bad Gateway');
    case 'refuse': return oaError(-201, `Cannot send ${JSON.stringify(fields)}`);
    case 'error': return oaError(fault.code, 'Refused');
    case 'nonsense': return page(200, 'Welcome to our network');
  }
}
