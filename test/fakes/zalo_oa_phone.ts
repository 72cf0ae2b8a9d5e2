import { createHash } from 'node:crypto';
import { nameOf, openPerson, type Person, type PersonAbout, type Phone } from './person.ts';
import { addOaUser, oaNumber, type OaUser, type OaWorld } from './zalo_oa_methods.ts';
import { type Sending, sendingOf } from './zalo_text.ts';

type Fields = Readonly<Record<string, unknown>>;
export type TellOa = (event: Fields & Readonly<{ event_name: string }>) => Promise<void>;

/** `hex(sha256(appId + raw + timestamp + oaSecret))`: a plain digest of a concatenation, no HMAC (Zalo OA docs, read 2026-10). */
export function signatureOf({ appId, raw, timestamp, oaSecret }: Readonly<{ appId: string; raw: string; timestamp: string; oaSecret: string }>): string {
  return createHash('sha256').update(`${appId}${raw}${timestamp}${oaSecret}`).digest('hex');
}

/** The id of one message: what a redelivery is known by. */
export function oaMessageId(world: OaWorld): string {
  return createHash('sha256').update(`zalo oa ${oaNumber(world)}`).digest('hex').slice(0, 20);
}

/** What stands in every event about one user. All ids and times are strings. */
export function userEvent(world: OaWorld, user: OaUser, event_name: string, message: Fields): Fields & Readonly<{ event_name: string }> {
  return {
    app_id: world.appId, sender: { id: user.id }, ...(user.conversation === undefined && { user_id_by_app: `8${user.id}` }),
    recipient: { id: world.oaId }, event_name, message, timestamp: String(world.now()),
  };
}

/** Somebody who uses Zalo and writes to an Official Account; with `anonymous`, without a name on Zalo. */
export function openOaPerson(world: OaWorld, tell: TellOa, about: PersonAbout & Readonly<{ anonymous?: boolean }>): Person {
  const user = addOaUser(world, about.name ?? 'somebody on Zalo', about.anonymous === true ? `conversation-${world.count}` : undefined);
  return openPerson(openPhone(world, tell, user), { ...about, ...nameOf(user.id, about) });
}

const MEDIA = 'https://photo-stal-1.zdn.vn/fake';

/** How the documented kinds come; what is none of them is sent as a GIF, which no page describes. */
const ATTACHED: Readonly<Record<Exclude<Sending, 'location'>, Readonly<{ kind: string; type: string; payload: Fields }>>> = {
  sticker: { kind: 'sticker', type: 'sticker', payload: { url: `${MEDIA}/sticker.png`, id: '18001' } },
  photo: { kind: 'image', type: 'image', payload: { thumbnail: `${MEDIA}/small.jpg`, url: `${MEDIA}/large.jpg` } },
  voice: { kind: 'audio', type: 'audio', payload: { url: `${MEDIA}/voice.amr` } },
  audio: { kind: 'audio', type: 'audio', payload: { url: `${MEDIA}/voice.amr` } },
  video: { kind: 'video', type: 'video', payload: { url: `${MEDIA}/film.mp4`, thumbnail: `${MEDIA}/small.jpg`, description: '' } },
  document: { kind: 'file', type: 'file', payload: { size: '1024', name: 'tai-lieu.pdf', checksum: 'c0ffee', type: 'pdf', url: `${MEDIA}/f.pdf` } },
  contact: { kind: 'business_card', type: 'link', payload: { thumbnail: `${MEDIA}/qr.png`, description: '{"phone":"","qrCodeUrl":""}', url: `${MEDIA}/card` } },
  link: { kind: 'link', type: 'link', payload: { thumbnail: `${MEDIA}/small.jpg`, description: 'a page', url: 'https://example.org/' } },
  gif: { kind: 'gif', type: 'gif', payload: { thumbnail: `${MEDIA}/small.gif`, url: `${MEDIA}/large.gif` } },
};

/** What the documentation says that people without a name can send. */
const NAMELESS = new Set(['text', 'image', 'file', 'sticker']);

function openPhone(world: OaWorld, tell: TellOa, user: OaUser): Phone {
  const send = (kind: string, message: Fields): Promise<void> => {
    if (user.conversation !== undefined && !NAMELESS.has(kind)) throw new Error(`Nobody without a name on Zalo can send ${kind}`);
    user.last = world.now();
    const prefix = user.conversation === undefined ? 'user_send' : 'anonymous_send';
    const conversation = user.conversation === undefined ? {} : { conversation_id: user.conversation };
    return tell(userEvent(world, user, `${prefix}_${kind}`, { ...message, msg_id: oaMessageId(world), ...conversation }));
  };
  const types = (text: string): Promise<void> => send('text', { text: text.normalize(world.manner.form) });
  const share = (latitude: number, longitude: number): Promise<void> => send('location', {
    attachments: [{ payload: { coordinates: { latitude: String(latitude), longitude: String(longitude) } }, type: 'location' }],
    text: 'Quán cơm Bản Mới'.normalize(world.manner.form),
  });
  const follow = (event_name: 'follow' | 'unfollow'): Promise<void> => tell(followEvent(world, user, event_name));
  return {
    id: user.id,
    transcript: user.transcript,
    types,
    // A press comes as an ordinary text: what is written is the payload.
    press: (_on, data) => types(data),
    share,
    send: (what) => {
      const sending = sendingOf(what) ?? 'gif';
      if (sending === 'location') return share(21.5, 104.5);
      const { kind, type, payload } = ATTACHED[sending];
      return send(kind, { attachments: [{ type, payload }] });
    },
    edit: () => {
      throw new Error('Zalo lets nobody change a message');
    },
    block: () => {
      user.blocked = true;
      return user.conversation === undefined ? follow('unfollow') : Promise.resolve();
    },
    unblock: () => {
      user.blocked = false;
      user.last = world.now();
      return user.conversation === undefined ? follow('follow') : Promise.resolve();
    },
  };
}

/** These have neither `sender` nor `recipient`. */
export function followEvent(world: OaWorld, user: OaUser, event_name: string): Fields & Readonly<{ event_name: string }> {
  return {
    oa_id: world.oaId, follower: { id: user.id }, user_id_by_app: `8${user.id}`, event_name,
    ...(event_name === 'follow' && { source: 'oa_profile' }), app_id: world.appId, timestamp: String(world.now()),
  };
}
