import { randomBytes } from 'node:crypto';
import { withHotlines } from '../core/conversation/present.ts';
import { Private } from '../core/private/private.ts';
import { reveal } from '../core/private/reveal.ts';
import type { HouseKeys } from '../stores/house_keys.ts';
import type { OutboxStore } from '../stores/outbox.ts';
import type { Heard, HeardEvent, Outgoing, WebMessage, WebSaid, WebTalks } from '../tasks/ports.ts';
import type { Intake } from './intake.ts';

/** Another process may have worked what her page waits for: ask the database this often. */
const ASK_MS = 300;

export type WebTalksOptions = Readonly<{
  keys: HouseKeys;
  intake: Intake;
  outbox: OutboxStore;
  hotlines: () => Readonly<Record<string, string>>;
  communeAt: (lat: number, lon: number) => string | undefined;
  now: () => number;
}>;

/**
 * The web chat as a channel: messages wait in the outbox until her page fetches them. `rang` wakes a page
 * that waits.
 */
export function openWebTalks(options: WebTalksOptions): { talks: WebTalks; rang: (laneId: string) => void } {
  const { keys, intake, outbox, hotlines, now } = options;
  const waiters = new Map<string, Set<() => void>>();
  const laneOf = (talk: string): string => keys.laneId('help', 'web', talk);
  let order = 0;

  const rest = (laneId: string, ms: number): Promise<void> => new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      waiters.get(laneId)?.delete(done);
      if (waiters.get(laneId)?.size === 0) waiters.delete(laneId);
      resolve();
    };
    const timer = setTimeout(done, ms);
    waiters.set(laneId, (waiters.get(laneId) ?? new Set()).add(done));
  });

  const take = async (talk: string, waitMs: number): Promise<WebMessage[]> => {
    const laneId = laneOf(talk);
    const until = now() + waitMs;
    for (;;) {
      const rows = await outbox.waiting(laneId);
      if (rows.length > 0) return rows.map(({ id, body }) => messageOf(id, body, hotlines()));
      const left = until - now();
      if (left <= 0) return [];
      await rest(laneId, Math.min(left, ASK_MS));
    }
  };

  return {
    rang: (laneId) => waiters.get(laneId)?.forEach((wake) => wake()),
    talks: {
      newTalk: () => randomBytes(16).toString('base64url'),
      say: (talk, said) => {
        const heard: Heard = { account: talk, lang: said.lang, event: eventOf(said, options) };
        order += 1;
        return intake.inbound('web', {
          platformId: randomBytes(12).toString('base64url'), account: talk, order: now() * 1000 + (order % 1000),
          lang: said.lang, heard: new Private(JSON.stringify(heard)),
        });
      },
      take,
      shown: (talk, ids) => outbox.shown(laneOf(talk), ids),
    },
  };
}

function eventOf(said: WebSaid, { communeAt, now }: WebTalksOptions): HeardEvent {
  const at = now();
  if ('text' in said) return { kind: 'message', at, text: said.text };
  if ('key' in said) return { kind: 'press', at, seq: said.seq, key: said.key };
  const commune = communeAt(said.lat, said.lon);
  return commune ? { kind: 'location', at, commune } : { kind: 'wordless', at };
}

function messageOf(id: string, body: Private, hotlines: Readonly<Record<string, string>>): WebMessage {
  const { text, keys, seq, asks, voice, lang }: Outgoing = JSON.parse(reveal(body));
  const recording = voice !== undefined && { voice: `${lang}/${voice}` };
  return { id, text: withHotlines(text, hotlines), keys, seq, asks, ...recording };
}
