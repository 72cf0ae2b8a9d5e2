import { CHANNELS, isWithin, windowEnd } from '../conversation/channels.ts';

/** One chat of somebody: her last word and the platform's last refusal, in ms; 0: none. */
export type Chat = Readonly<{ laneId: string; channel: string; heardAt: number; shutAt: number }>;

/** A member whose window shuts sooner than this is asked to write something. */
const CHECK_IN_MS = 24 * 3_600_000;

const isChannel = (name: string): name is keyof typeof CHANNELS => name in CHANNELS;

/** Whether the platform lets us write there: she wrote after it last refused, and its window is open. */
export function isReachable({ channel, heardAt, shutAt }: Chat, at: number): boolean {
  if (shutAt > 0 && shutAt >= heardAt) return false;
  return !isChannel(channel) || isWithin(CHANNELS[channel], heardAt, at);
}

/** Of somebody's chats the one to write to: reachable, and the one she last wrote from; undefined: none. */
export function reachableChat(chats: readonly Chat[], at: number): Chat | undefined {
  return chats.filter((chat) => isReachable(chat, at)).toSorted((one, other) => other.heardAt - one.heardAt)[0];
}

/** Whether the window shuts within a day, so that she should be asked to write something while that is possible. */
export function isClosing(chat: Chat, at: number): boolean {
  if (!isChannel(chat.channel) || !isReachable(chat, at)) return false;
  return windowEnd(CHANNELS[chat.channel], chat.heardAt) - at <= CHECK_IN_MS;
}
