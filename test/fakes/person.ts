import type { Shown, Transcript } from './transcript.ts';

/** What must be heard before a person goes on: words in the message, or anything at all. */
export type Until = RegExp | undefined;

export type PersonAbout = Readonly<{
  name?: string; username?: string; lang?: string; waitMs?: number;
  /** Which of several messages that offer the same she presses; by default the newest. */
  picks?: (offering: readonly Shown[]) => Shown | undefined;
}>;

/** Somebody with a phone. Each way of speaking resolves with the reply that was waited for. */
export type Person = Readonly<{
  /** Her account on the platform: a number on Telegram, a string on Zalo. */
  id: number | string;
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
  /** Changes what she wrote last, where the platform lets her. */
  edits: (text: string, until?: Until) => Promise<Shown>;
  /** Waits for a message that nobody has waited for yet. */
  hears: (until: RegExp, ms?: number) => Promise<Shown>;
  /** Puts a message on its way and waits for nothing. */
  whispers: (text: string) => Promise<void>;
  /** Blocks the account; resolves when the platform has told so, where it does. */
  blocks: () => Promise<void>;
  returns: () => Promise<void>;
}>;

/** The app on her phone: how what she does travels on one platform. Each resolves when the webhook has it. */
export type Phone = Readonly<{
  id: number | string;
  transcript: Transcript;
  types: (text: string) => Promise<void>;
  press: (on: Shown, data: string) => Promise<void>;
  share: (latitude: number, longitude: number) => Promise<void>;
  send: (what: Readonly<Record<string, unknown>>) => Promise<void>;
  edit: (text: string) => Promise<void>;
  block: () => Promise<void>;
  unblock: () => Promise<void>;
}>;

const WAIT_MS = 15_000;

export const nameOf = (id: number | string, { name = `Người ${id}`, username = `nguoi_${id}` }: PersonAbout): { name: string; username: string } =>
  ({ name, username });

export function openPerson(phone: Phone, about: PersonAbout): Person {
  const { name, username } = nameOf(phone.id, about);
  const { all: heard, next } = phone.transcript;
  const ms = about.waitMs ?? WAIT_MS;

  const after = async (send: () => Promise<void>, until: Until): Promise<Shown> => {
    const start = heard.length;
    await send();
    return next(({ text }) => until === undefined || until.test(text), start, ms);
  };
  const pressOn = (on: Shown, wanted: string, until: Until): Promise<Shown> => {
    const button = on.buttons.find((one) => fits(one.label, wanted));
    if (button?.url !== undefined) throw new Error(`${name} would open a page with ${wanted}`);
    if (button) return after(() => phone.press(on, button.data), until);
    const key = keyOf(choicesIn(on.text).find((one) => fits(one, wanted)) ?? '');
    if (key === undefined) throw new Error(`${name} sees no ${wanted} in: ${on.text}\n${on.buttons.map(({ label }) => label).join(' | ')}`);
    return after(() => phone.types(key), until);
  };
  return {
    id: phone.id, name, username, heard,
    says: (text, until) => after(() => phone.types(text), until),
    presses: async (wanted, until) => {
      const offering = heard.filter((one) => offers(one, wanted));
      const on = (about.picks ?? newest)(offering) ?? heard.at(-1);
      if (!on) throw new Error(`${name} has no message to press on`);
      return pressOn(on, wanted, until);
    },
    pressesLate: (on, wanted, until) => pressOn(on, wanted, until),
    shares: (latitude, longitude, until) => after(() => phone.share(latitude, longitude), until),
    sends: (what, until) => after(() => phone.send(what), until),
    edits: (text, until) => after(() => phone.edit(text), until),
    hears: (until, wait = ms) => next(({ text }) => until.test(text), 0, wait),
    whispers: (text) => phone.types(text),
    blocks: phone.block,
    returns: phone.unblock,
  };
}

const newest = (messages: readonly Shown[]): Shown | undefined => messages.at(-1);

/** A key before a choice: one or two digits that are not the head of a telephone number. */
const KEY = /^(\d{1,2})(?!\d)[.)]?(?: |$)/;

const keyOf = (label: string): string | undefined => KEY.exec(label)?.[1];

const choicesIn = (text: string): string[] => text.split(/\n| · /).filter((line) => keyOf(line) !== undefined);

const offers = ({ buttons, text }: Shown, wanted: string): boolean =>
  buttons.some(({ label }) => fits(label, wanted)) || choicesIn(text).some((line) => fits(line, wanted));

/** `1. Câu lạc bộ` is found by `Câu lạc bộ` and by `1`. */
function fits(label: string, wanted: string): boolean {
  return label === wanted || label.replace(KEY, '') === wanted || keyOf(label) === wanted;
}
