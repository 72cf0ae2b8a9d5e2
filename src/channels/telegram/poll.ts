import type { TelegramApi } from './api.ts';
import { ALLOWED_UPDATES } from './read.ts';

/** Telegram holds a long poll for at most 50 s. */
const POLL_SECONDS = 50;
const REST_MS = 3_000;

export type PollOptions = Readonly<{
  api: TelegramApi;
  /** Stores one update; when it resolves the update is safe and may be confirmed. */
  accept: (update: unknown) => Promise<void>;
  paused: (code: string) => void;
  /** A poll was answered, with updates or without. */
  heard: () => void;
  pollSeconds?: number;
}>;

/** Long polling: an update is confirmed to Telegram only after it is stored. `stop` ends after the poll under way. */
export function startPolling(options: PollOptions): { stop: () => void } {
  const { api, accept, paused, heard, pollSeconds = POLL_SECONDS } = options;
  let stopped = false;
  let wake = (): void => undefined;
  const rest = (): Promise<void> => new Promise((resolve) => {
    const timer = setTimeout(resolve, REST_MS);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });

  const poll = async (offset: number): Promise<number> => {
    const body = { offset, timeout: pollSeconds, allowed_updates: ALLOWED_UPDATES };
    const answer = await api.call('getUpdates', body, (pollSeconds + 10) * 1000);
    if (!answer.ok || !Array.isArray(answer.result)) {
      // 409 while a webhook or another poller is on, 401 with a wrong token: said once a round, never fatal.
      paused(String(answer.error_code ?? 'shape'));
      await rest();
      return offset;
    }
    heard();
    let next = offset;
    for (const update of answer.result) {
      await accept(update);
      next = Math.max(next, idOf(update) + 1);
    }
    return next;
  };

  void (async () => {
    let offset = 0;
    while (!stopped) {
      try {
        offset = await poll(offset);
      } catch {
        paused('unreachable');
        if (!stopped) await rest();
      }
    }
  })();
  return {
    stop: () => {
      stopped = true;
      wake();
    },
  };
}

function idOf(update: unknown): number {
  return typeof update === 'object' && update !== null && 'update_id' in update ? Number(update.update_id) : 0;
}
