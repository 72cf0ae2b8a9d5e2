import { nameOf, type Person, type PersonAbout, type Phone, openPerson } from './person.ts';
import { addChat, BOT, type World } from './telegram_world.ts';

type Fields = Readonly<Record<string, unknown>>;
export type Deliver = (update: Fields) => Promise<void>;

/** Somebody who uses Telegram. */
export function openTelegramPerson(world: World, deliver: Deliver, id: number, about: PersonAbout): Person {
  return openPerson(openPhone(world, deliver, id, about), about);
}

function openPhone(world: World, deliver: Deliver, id: number, about: PersonAbout): Phone {
  const { name, username } = nameOf(id, about);
  const chat = addChat(world, id, 'private', name);
  const from = { id, is_bot: false, first_name: name, username, language_code: about.lang ?? 'vi' };
  const place = { id, type: 'private', first_name: name, username };
  const date = (): number => Math.floor(Date.now() / 1000);
  let last: Fields | undefined;

  const send = (fields: Fields): Promise<void> => {
    chat.wrote = true;
    world.messageId += 1;
    chat.known.add(world.messageId);
    last = { message_id: world.messageId, from, chat: place, date: date(), ...fields };
    return deliver({ message: last });
  };
  const member = (before: string, after: string): Promise<void> => {
    chat.blocked = after === 'kicked';
    return deliver({
      my_chat_member: {
        chat: place, from, date: date(),
        old_chat_member: { user: BOT, status: before, ...(before === 'kicked' && { until_date: 0 }) },
        new_chat_member: { user: BOT, status: after, ...(after === 'kicked' && { until_date: 0 }) },
      },
    });
  };
  return {
    id,
    transcript: chat.transcript,
    types: (text) => send({ text }),
    press: (on, data) => {
      chat.wrote = true;
      const query = `q${id}_${world.presses.size}`;
      world.presses.set(query, 'open');
      return deliver({
        callback_query: {
          id: query, from, chat_instance: String(id), data,
          message: { message_id: on.id, from: BOT, date: date(), chat: place, text: on.text },
        },
      });
    },
    share: (latitude, longitude) => send({ location: { latitude, longitude } }),
    send,
    edit: (text) => {
      if (!last) throw new Error(`${name} has written nothing that could be edited`);
      last = { ...last, text, edit_date: date() };
      return deliver({ edited_message: last });
    },
    block: () => member('member', 'kicked'),
    unblock: () => member('kicked', 'member'),
  };
}
