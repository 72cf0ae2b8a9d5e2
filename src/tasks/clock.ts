/** Something that is done again and again: `run` never overlaps itself, and `everyMs` is the rest between two runs. */
export type Chore = Readonly<{ name: string; everyMs: number; run: () => Promise<void> }>;

/** Starts the chores; each begins at once. `stop` resolves when those under way have ended. */
export function startClock(
  chores: readonly Chore[], broke: (where: string, error: unknown) => void,
): { stop: () => Promise<void> } {
  let stopped = false;
  const wakes = new Set<() => void>();
  const rest = (ms: number): Promise<void> => new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      wakes.delete(wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    wakes.add(wake);
  });
  const repeat = async ({ name, everyMs, run }: Chore): Promise<void> => {
    while (!stopped) {
      try {
        await run();
      } catch (error) {
        if (!stopped) broke(name, error);
      }
      if (!stopped) await rest(everyMs);
    }
  };
  const running = chores.map(repeat);
  return {
    stop: async () => {
      stopped = true;
      [...wakes].forEach((wake) => wake());
      await Promise.all(running);
    },
  };
}
