import { addChat, type World } from './telegram_world.ts';
import type { Shown } from './transcript.ts';

/** What must be heard before a person goes on: words in the message, or anything at all. */
export type Until = RegExp | undefined;

export type PersonAbout = Readonly<{
  name?: string; username?: string; lang?: string; waitMs?: number;
  /** Which of several messages that offer the same she presses; by default the newest. */
  picks?: (offering: readonly Shown[]) => Shown | undefined;
}>;

/** Somebody with a phone. Each way of speaking resolves with the reply that was waited for. */
export type Person = Readonly<{
  id: number;
  name: string;
  username: string;
  heard: readonly Shown[];
  says: (text: string, until?: Until) => Promise<Shown>;
  /** Presses a button of the newest message that has it, by its label or key; types the key where only numbers stand in the text. */
  presses: (wanted: string, until?: Until) => Promise<Shown>;
  /** Presses a button of an older message. */
  pressesLate: (message: Shown, wanted: string, until?: Until) => Promise<Shown>;
  shares: (latitude: number, longitude: number, until?: Until) => Promise<Shown>;
  /** Sends something without words, such as `{ sticker: {...} }`. */
  sends: (what: Readonly<Record<string, unknown>>, until?: Until) => Promise<Shown>;
  /** Waits for a message that nobody has waited for yet. */
  hears: (until: RegExp, ms?: number) => Promise<Shown>;
  /** Puts a message on its way and waits for nothing. */
  whispers: (text: string) => Promise<void>;
  blocks: () => void;
  returns: () => void;
}>;

const WAIT_MS = 15_000;

export type Deliver = (fields: Readonly<Record<string, unknown>>) => Promise<void>;

export function openPerson(world: World, deliver: Deliver, id: number, about: PersonAbout): Person {
  const name = about.name ?? `Người ${id}`;
  const username = about.username ?? `nguoi_${id}`;
  const ms = about.waitMs ?? WAIT_MS;
  const chat = addChat(world, id, 'private', name);
  const from = { id, is_bot: false, first_name: name, username, language_code: about.lang ?? 'vi' };
  const place = { id, type: 'private', first_name: name, username };
  const date = (): number => Math.floor(Date.now() / 1000);

  const after = async (send: () => Promise<void>, until: Until): Promise<Shown> => {
    const start = chat.transcript.all.length;
    chat.wrote = true;
    await send();
    return chat.transcript.next(({ text }) => until === undefined || until.test(text), start, ms);
  };
  const message = (fields: Readonly<Record<string, unknown>>): Promise<void> => {
    chat.wrote = true;
    world.messageId += 1;
    return deliver({ message: { message_id: world.messageId, from, chat: place, date: date(), ...fields } });
  };
  const press = (on: Shown, data: string): Promise<void> => {
    const query = `q${id}_${world.presses.size}`;
    world.presses.set(query, 'open');
    return deliver({
      callback_query: {
        id: query, from, chat_instance: String(id), data,
        message: { message_id: on.id, date: date(), chat: place, text: on.text },
      },
    });
  };
  const pressOn = (on: Shown, wanted: string, until: Until): Promise<Shown> => {
    const button = on.buttons.find((one) => fits(one.label, wanted));
    if (button) return after(() => press(on, button.data), until);
    const line = on.text.split(/\n| · /).find((one) => fits(one, wanted));
    const key = /^\d/.exec(line ?? '')?.[0];
    if (key === undefined) throw new Error(`${name} sees no ${wanted} in: ${on.text}\n${on.buttons.map(({ label }) => label).join(' | ')}`);
    return after(() => message({ text: key }), until);
  };
  return {
    id, name, username,
    heard: chat.transcript.all,
    says: (text, until) => after(() => message({ text }), until),
    presses: async (wanted, until) => {
      const offering = chat.transcript.all.filter((one) => offers(one, wanted));
      const on = (about.picks ?? newest)(offering) ?? chat.transcript.all.at(-1);
      if (!on) throw new Error(`${name} has no message to press on`);
      return pressOn(on, wanted, until);
    },
    pressesLate: (on, wanted, until) => pressOn(on, wanted, until),
    shares: (latitude, longitude, until) => after(() => message({ location: { latitude, longitude } }), until),
    sends: (what, until) => after(() => message(what), until),
    hears: (until, wait = ms) => chat.transcript.next(({ text }) => until.test(text), 0, wait),
    whispers: (text) => message({ text }),
    blocks: () => void (chat.blocked = true),
    returns: () => void (chat.blocked = false),
  };
}

const newest = (messages: readonly Shown[]): Shown | undefined => messages.at(-1);

const offers = ({ buttons, text }: Shown, wanted: string): boolean =>
  buttons.some(({ label }) => fits(label, wanted)) || text.split(/\n| · /).some((line) => /^\d/.test(line) && fits(line, wanted));

/** `1. Câu lạc bộ` is found by `Câu lạc bộ` and by `1`. */
function fits(label: string, wanted: string): boolean {
  return label === wanted || label.replace(/^\d\.? /, '') === wanted || /^\d/.exec(label)?.[0] === wanted;
}
