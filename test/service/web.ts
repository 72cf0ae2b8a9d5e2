import type { WebMessage } from '../../src/tasks/ports.ts';

/** Somebody at the web chat, as its script speaks: ordinary forms, JSON back. */
export type WebPerson = Readonly<{
  heard: readonly WebMessage[];
  says: (text: string, until?: RegExp) => Promise<WebMessage>;
  presses: (wanted: string, until?: RegExp) => Promise<WebMessage>;
  hears: (until: RegExp) => Promise<WebMessage>;
  /** Leaves: the page turns to household tips and waits for nothing. */
  leaves: () => Promise<void>;
  /** Looks whether there is anything new. */
  looks: () => Promise<void>;
  /** What her page says in reply to the last form besides messages. */
  note: () => string | undefined;
  talk: () => string;
}>;

const WAIT_MS = 15_000;

/** Opens a link that was sent to her, as her browser does: first the page with the button, then the press. */
export async function openLink(at: string, text: string, waitMs = WAIT_MS): Promise<WebPerson> {
  const [link = '', token = ''] = /https?:\/\/[^\s]*\/once\/([\w-]+)/.exec(text) ?? [];
  const looked = await (await fetch(link)).text();
  if (!looked.includes(`value="${token}"`)) throw new Error(`There is no button behind ${link}`);
  const page = await (await fetch(`${at}/once`, { method: 'POST', body: new URLSearchParams({ token, lang: 'vi' }) })).text();
  const talk = /data-talk="([^"]+)"/.exec(page)?.[1];
  if (talk === undefined) throw new Error(`The page did not open: ${page.replace(/<[^>]+>/g, ' ').trim()}`);
  return openWebPerson(at, 'vi', talk, waitMs);
}

export function openWebPerson(at: string, lang = 'vi', begun = '', waitMs = WAIT_MS): WebPerson {
  const heard: WebMessage[] = [];
  let talk = begun;
  let shown: string[] = [];
  let note: string | undefined;

  const post = async (path: string, fields: Readonly<Record<string, string>>): Promise<void> => {
    const answer = await fetch(`${at}${path}`, {
      method: 'POST', headers: { accept: 'application/json' },
      body: new URLSearchParams({ talk, lang, shown: shown.join(','), ...fields }),
    });
    if (!answer.ok) throw new Error(`The web chat answered ${answer.status}`);
    const said: { talk?: string; messages: WebMessage[]; note?: string } = JSON.parse(await answer.text());
    note = said.note;
    talk = said.talk ?? talk;
    const fresh = said.messages.filter(({ id }) => !heard.some((message) => message.id === id));
    heard.push(...fresh);
    shown = heard.map(({ id }) => id).slice(-20);
  };
  const hears = async (until: RegExp, from: number): Promise<WebMessage> => {
    const end = Date.now() + waitMs;
    for (;;) {
      const found = heard.slice(from).find(({ text }) => until.test(text));
      if (found) return found;
      if (Date.now() > end) throw new Error(`The web chat heard nothing like ${until}, but: ${heard.slice(from).map(({ text }) => text).join('\n---\n')}`);
      await post('/chat', { text: '' });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const say = async (fields: Readonly<Record<string, string>>, until = /[^]/): Promise<WebMessage> => {
    const from = heard.length;
    await post('/chat', fields);
    return hears(until, from);
  };
  return {
    heard,
    says: (text, until) => say({ text }, until),
    presses: (wanted, until) => {
      const on = heard.findLast(({ keys }) => keys.some(({ key, label }) => key === wanted || label === wanted));
      const key = on?.keys.find((one) => one.key === wanted || one.label === wanted)?.key;
      if (!on || key === undefined) throw new Error(`Nobody offers ${wanted}: ${heard.at(-1)?.text}`);
      return say({ key, seq: String(on.seq) }, until);
    },
    hears: (until) => hears(until, 0),
    leaves: () => post('/chat', { text: '0' }),
    looks: () => post('/chat', { text: '' }),
    note: () => note,
    talk: () => talk,
  };
}
