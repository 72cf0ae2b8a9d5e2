import { randomBytes } from 'node:crypto';
import { withHotlines } from '../core/conversation/present.ts';
import { strip } from '../core/media/strip.ts';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import { heardText } from '../core/reading/heard.ts';
import type { HouseKeys } from '../stores/house_keys.ts';
import type { Crowd } from '../stores/crowd.ts';
import type { FileStore } from '../stores/files.ts';
import type { OutboxStore } from '../stores/outbox.ts';
import type { PageStore, TalkLane } from '../stores/pages.ts';
import type { WebGiven } from '../tasks/file_ports.ts';
import {
  besideId, type Heard, type HeardEvent, isBeside, type Outgoing,
  type WebMessage, type WebSaid, type WebTalks,
} from '../tasks/ports.ts';
import { HELD } from '../tasks/bring_file.ts';
import type { Intake } from './intake.ts';
import { isUrgent, visitorOf } from './visitors.ts';

/** Another process may have worked what her page waits for: ask the database this often. */
const ASK_MS = 300;

export type WebTalksOptions = Readonly<{
  keys: HouseKeys;
  intake: Intake;
  outbox: OutboxStore;
  pages: PageStore;
  hotlines: () => Readonly<Record<string, string>>;
  communeAt: (lat: number, lon: number) => string | undefined;
  now: () => number;
  crowd: Pick<Crowd, 'mayPost'>;
  files: Pick<FileStore, 'hold'>;
  /** How many proxies stand before the house. */
  proxies: number;
}>;

/**
 * The web chat as a channel, and the pages that stand beside a watched chat: messages wait in the outbox until her
 * page fetches them. `rang` wakes a page that waits.
 */
export function openWebTalks(options: WebTalksOptions): { talks: WebTalks; rang: (laneId: string) => void } {
  const { keys, outbox, pages, hotlines, now } = options;
  const waiters = openWaiters();
  const laneOf = (talk: string): Promise<TalkLane | undefined> => (isBeside(talk)
    ? pages.laneOf(talk, now())
    : Promise.resolve({ laneId: keys.laneId('help', 'web', talk), channel: 'web' }));

  const take = async (talk: string, waitMs: number): Promise<WebMessage[]> => {
    const lane = await laneOf(talk);
    if (!lane) return [];
    const until = now() + waitMs;
    for (;;) {
      const rows = await outbox.waiting(lane.laneId);
      if (rows.length > 0) return rows.map(({ id, body }) => messageOf(id, body, hotlines()));
      const left = until - now();
      if (left <= 0) return [];
      await waiters.rest(lane.laneId, Math.min(left, ASK_MS));
      if (isBeside(talk) && !await laneOf(talk)) return [];
    }
  };

  const say = openSaying(options);

  return {
    rang: waiters.wake,
    talks: {
      newTalk: newId,
      say: say.said,
      give: (talk, given, address) => give({ ...options, say, lane: laneOf }, talk, { ...given, address }),
      take,
      shown: async (talk, ids) => {
        const lane = await laneOf(talk);
        if (lane) await outbox.shown(lane.laneId, ids);
      },
      open: async (token, lang) => {
        const talk = besideId(newId());
        const lane = await pages.openTalk(token, talk, now());
        if (!lane) return undefined;
        await say.beside(lane, lang, { kind: 'signal', at: now(), door: 'page.opened', values: {} });
        return talk;
      },
      isOver: async (talk) => await laneOf(talk) === undefined,
      close: async (talk) => {
        if (isBeside(talk)) await pages.closeTalk(talk);
      },
    },
  };
}

type Given = WebGiven & Readonly<{ address: string | undefined }>;
type Giving = WebTalksOptions & Readonly<{ say: Saying; lane: (talk: string) => Promise<TalkLane | undefined> }>;

/** It is cleaned before it is laid down anywhere, and held under a name that only her sealed talk knows. */
async function give(
  giving: Giving, talk: string, { lang, bytes, address }: Given,
): ReturnType<WebTalks['give']> {
  const { files, now, say } = giving;
  const lane = talk === '' ? undefined : await giving.lane(talk);
  if (!lane) return 'over';
  if (!isBeside(talk) && !await isTaken(giving, { talk, said: { lang, text: HELD }, address })) return 'slow';
  const clean = strip(bytes);
  const held = clean && await files.hold(lane.laneId, clean.bytes, now());
  if (!clean || held === undefined) return 'refused';
  return say.event(talk, lang, { kind: 'wordless', at: now(), file: { kind: clean.kind, ref: `${HELD}${held}` } });
}

type Saying = Readonly<{
  /** Something that she did on her page. */
  event: (talk: string, lang: string, event: HeardEvent) => Promise<'said' | 'over'>;
  /** What she typed or pressed. */
  said: WebTalks['say'];
  /** Something that happened on a page beside a chat. */
  beside: (lane: TalkLane, lang: string, event: HeardEvent) => Promise<void>;
}>;

function openSaying(options: WebTalksOptions): Saying {
  const { intake, pages, now } = options;
  let order = 0;
  const beside: Saying['beside'] = (lane, lang, event) => {
    const heard: Heard = { account: '', lang, event, page: true };
    return intake.beside(lane, { platformId: newId(), order: now(), heard: new Private(JSON.stringify(heard)) });
  };
  const event: Saying['event'] = async (talk, lang, event) => {
    if (isBeside(talk)) {
      const lane = await pages.laneOf(talk, now());
      if (lane) await beside(lane, lang, event);
      return lane ? 'said' : 'over';
    }
    order += 1;
    const heard: Heard = { account: talk, lang, event };
    await intake.inbound('web', {
      platformId: newId(), account: talk, order: now() * 1000 + (order % 1000), lang,
      heard: new Private(JSON.stringify(heard)),
    });
    return 'said';
  };
  return {
    beside,
    event,
    said: async (talk, said, address) => {
      if (!isBeside(talk) && !await isTaken(options, { talk, said, address })) return 'slow';
      return event(talk, said.lang, eventOf(said, options));
    },
  };
}

type Said = Readonly<{ talk: string; said: WebSaid; address: string | undefined }>;

/** Presses lead on and are bounded in her session; it is words from one address that may be too many. */
async function isTaken(
  { keys, crowd, proxies, now }: WebTalksOptions, { talk, said, address }: Said,
): Promise<boolean> {
  const visitor = visitorOf(address, { keys, now: now(), proxies });
  if (visitor === undefined) return true;
  const words = 'text' in said ? said.text : undefined;
  const may = await crowd.mayPost(visitor, keys.laneId('help', 'web', talk), words !== undefined);
  return may || words === undefined || isUrgent(words);
}

const newId = (): string => randomBytes(16).toString('base64url');

function openWaiters(): { rest: (laneId: string, ms: number) => Promise<void>; wake: (laneId: string) => void } {
  const waiters = new Map<string, Set<() => void>>();
  return {
    rest: (laneId, ms) => new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        waiters.get(laneId)?.delete(done);
        if (waiters.get(laneId)?.size === 0) waiters.delete(laneId);
        resolve();
      };
      const timer = setTimeout(done, ms);
      waiters.set(laneId, (waiters.get(laneId) ?? new Set()).add(done));
    }),
    wake: (laneId) => waiters.get(laneId)?.forEach((wake) => wake()),
  };
}

function eventOf(said: WebSaid, { communeAt, now }: WebTalksOptions): HeardEvent {
  const at = now();
  if ('text' in said) return { kind: 'message', at, text: heardText(said.text) };
  if ('key' in said) return { kind: 'press', at, seq: said.seq, key: said.key };
  const commune = communeAt(said.lat, said.lon);
  return commune ? { kind: 'location', at, commune } : { kind: 'wordless', at };
}

function messageOf(id: string, body: Private, hotlines: Readonly<Record<string, string>>): WebMessage {
  const { text, keys, seq, asks, voice, lang }: Outgoing = JSON.parse(reveal(body));
  const recording = voice !== undefined && { voice: `${lang}/${voice}` };
  return { id, text: withHotlines(text, hotlines), keys, seq, asks, ...recording };
}
