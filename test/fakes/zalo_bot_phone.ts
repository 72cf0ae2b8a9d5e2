import { nameOf, openPerson, type Person, type PersonAbout, type Phone } from './person.ts';
import { addBotChat, botId, type BotEvent, type BotWorld } from './zalo_bot_methods.ts';
import { type Form, sendingOf } from './zalo_text.ts';

/** What the real platform does now one way, now another; a test may fix it. */
export type BotManner = {
  /** `wrapped` as documented, `flat` as seen in live traffic. */
  shape: 'alternate' | 'wrapped' | 'flat';
  /** How a picture's address is called: documented `photo`, live `photo_url`. */
  picture: 'alternate' | 'photo' | 'photo_url';
  form: Form;
  /** The HTTP status of a refusal for too many sends. */
  throttledAs: 200 | 429;
};

export type Tell = (event: BotEvent) => Promise<void>;

/** Somebody who uses Zalo and writes to a bot. */
export function openBotPerson(world: BotWorld, tell: Tell, manner: BotManner, about: PersonAbout): Person {
  return openPerson(openPhone(world, tell, manner, about), about);
}

const MEDIA = 'https://photo-stal-1.zdn.vn/fake';

function openPhone(world: BotWorld, tell: Tell, manner: BotManner, about: PersonAbout): Phone {
  const id = botId(world);
  const { name } = nameOf(id, about);
  const chat = addBotChat(world, id, name);
  let pictures = 0;

  const send = (kind: string, content: Readonly<Record<string, unknown>>): Promise<void> => {
    chat.wrote = true;
    return tell({
      event_name: `message.${kind}.received`,
      message: {
        from: { id, display_name: name, is_bot: false }, chat: { id, chat_type: 'PRIVATE' }, ...content,
        message_id: botId(world), date: world.now(),
      },
    });
  };
  const types = (text: string): Promise<void> => send('text', { text: text.normalize(manner.form) });
  const picture = (): Promise<void> => {
    pictures += 1;
    const documented = manner.picture === 'photo' || (manner.picture === 'alternate' && pictures % 2 === 1);
    const photo = documented ? { photo: `${MEDIA}/${pictures}.jpg` } : { photo_url: `${MEDIA}/${pictures}.jpg`, message_type: 'CHAT_PHOTO' };
    return send('image', { ...photo, caption: '' });
  };
  return {
    id,
    transcript: chat.transcript,
    types,
    press: (_on, data) => types(data),
    // No location event exists; what cannot be shown comes without any content.
    share: () => send('unsupported', {}),
    send: (what) => {
      const sending = sendingOf(what);
      if (sending === 'photo') return picture();
      if (sending === 'sticker') return send('sticker', { sticker: 'c2e6b8', url: `${MEDIA}/sticker.png` });
      if (sending === 'voice' || sending === 'audio') return send('voice', { voice_url: 'https://f2-voice-aac-dl.zdn.vn/fake.aac', message_type: 'CHAT_VOICE' });
      return send('unsupported', {});
    },
    edit: () => {
      throw new Error('Zalo lets nobody change a message');
    },
    // No event is documented for either.
    block: () => {
      chat.blocked = true;
      return Promise.resolve();
    },
    unblock: () => {
      chat.blocked = false;
      return Promise.resolve();
    },
  };
}
