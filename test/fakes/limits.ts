/** At most `sends` in any stretch of `ms` milliseconds. */
export type Limit = Readonly<{ sends: number; ms: number }>;

/** What a platform lets through, over all and in one chat. Off until it is set. */
export type Limits = Readonly<{
  set: (limits: Readonly<{ all?: Limit; chat?: Limit }>) => void;
  /** Takes one send, or says for how many ms there is no room. */
  take: (chat: string) => number | undefined;
  /** Every send that was let through, with its time (ms of this machine). */
  accepted: readonly Readonly<{ chat: string; at: number }>[];
  /** How many sends were refused because there was no room. */
  refused: () => number;
  /** The share of the allowed rate over all that was used between the first and the last accepted send from `since` on. */
  used: (since?: number) => number;
}>;

export function openLimits(now: () => number = Date.now): Limits {
  const accepted: { chat: string; at: number }[] = [];
  let all: Limit | undefined;
  let perChat: Limit | undefined;
  let refused = 0;
  return {
    set: (limits) => {
      all = limits.all;
      perChat = limits.chat;
    },
    take: (chat) => {
      const at = now();
      const full = Math.max(wait(accepted, all, at), wait(accepted.filter((one) => one.chat === chat), perChat, at));
      if (full > 0) {
        refused += 1;
        return full;
      }
      accepted.push({ chat, at });
      return undefined;
    },
    accepted,
    refused: () => refused,
    used: (since = 0) => {
      const times = accepted.filter(({ at }) => at >= since).map(({ at }) => at);
      const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
      return all && span > 0 ? (times.length - 1) / (span / all.ms * all.sends) : 0;
    },
  };
}

/** For how long the window that ends now stays full; 0 when one more fits. */
function wait(sends: readonly Readonly<{ at: number }>[], limit: Limit | undefined, at: number): number {
  const oldest = limit && sends.at(-limit.sends);
  return limit && oldest ? Math.max(0, oldest.at + limit.ms - at) : 0;
}
