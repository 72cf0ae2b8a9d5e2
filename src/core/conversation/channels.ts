/** What a channel can do. A flow is written once, and each channel shows it as well as it can. */
export type Capabilities = Readonly<{
  /** Characters of one message, counted after NFC. */
  textMax: number;
  /** Buttons that can be relied on; where there are none the numbers stand in the text. */
  buttons: boolean;
  /** How she can show where she is: a button asks for it, she sends it herself, or it cannot be sent at all. */
  location: 'button' | 'sends' | 'none';
  /** Whether a recorded sentence can be sent. */
  voice: boolean;
  /** Whether messages can be taken back from her phone, and up to which age; 0: never. */
  deleteHours: number;
  /** A pull channel keeps its messages in the outbox until her page fetches them. */
  pull: boolean;
  /** Hours after her last word in which the platform lets us write, and after which it costs; undefined: always. */
  window: Readonly<{ hours: number; freeHours: number }> | undefined;
  /** Whoever keeps the account can read its chats: her story goes to a page of its own. */
  keepers: boolean;
  /** How much the platform takes: messages a minute over all, and the rest between two in one chat; 0: any. */
  pace: Readonly<{ perMinute: number; chatMs: number }>;
}>;

const BASE = { voice: false, deleteHours: 0, pull: false, window: undefined, keepers: false } as const;

/** Every channel, from docs/channels.md; what nobody has confirmed is a setting there. */
export const CHANNELS = {
  // Bot API: 4,096 characters; both sides' messages can be deleted for 48 hours; about 30 messages a second over
  // all and one a second in a chat (FAQ as quoted by grammY, read 2026-10).
  telegram: {
    ...BASE, textMax: 4096, buttons: true, location: 'button', voice: true, deleteHours: 48,
    pace: { perMinute: 1800, chatMs: 1000 },
  },
  // OA OpenAPI v3: 2,000 characters; buttons on /message/cs are undocumented; free for 48 hours after her last word,
  // billed to the seventh day, then refused (-230, -232). Unconfirmed: 100 requests a minute on the smallest plan.
  zalo_oa: {
    ...BASE, textMax: 2000, buttons: false, location: 'sends', window: { hours: 168, freeHours: 48 }, keepers: true,
    pace: { perMinute: 100, chatMs: 1000 },
  },
  // Zalo Bot v2.5: 2,000 characters, no buttons, no location event, no published rate (Unconfirmed: 60 a minute).
  zalo_bot: { ...BASE, textMax: 2000, buttons: false, location: 'none', pace: { perMinute: 60, chatMs: 1000 } },
  // Our own page.
  web: {
    ...BASE, textMax: 4096, buttons: true, location: 'button', voice: true, pull: true,
    pace: { perMinute: 0, chatMs: 0 },
  },
} as const satisfies Record<string, Capabilities>;

export type ChannelName = keyof typeof CHANNELS;

/** Whether the platform lets us write to somebody whose last word came at `heardAt`; both in ms. */
export function isWithin({ window }: Pick<Capabilities, 'window'>, heardAt: number, at: number): boolean {
  return window === undefined || at < windowEnd({ window }, heardAt);
}

/** When the platform's window shuts for somebody whose last word came at `heardAt` (ms). */
export function windowEnd({ window }: Pick<Capabilities, 'window'>, heardAt: number): number {
  return window === undefined ? Number.POSITIVE_INFINITY : heardAt + window.hours * 3_600_000;
}
