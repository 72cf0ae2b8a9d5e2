import type { Child } from './child.ts';

/** Kills a service again and again, and remembers what its counters said to the last moment. */
export type Reaper = Readonly<{ done: () => Promise<void>; killed: () => number; unknown: () => number }>;

export type ReaperPlan = Readonly<{
  /** At how many acknowledged updates it dies, rising. */
  points: readonly number[];
  acknowledged: () => number;
  chance: () => number;
}>;

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Kills at chosen updates, up to 40 ms after their acknowledgement, and starts again. */
export function startReaper(child: Child, { points, acknowledged, chance }: ReaperPlan): Reaper {
  let killed = 0;
  let unknown = 0;
  let over = false;
  /** Counters die with their process, so they are read to the last moment. */
  const untilDead = async (dies: () => boolean): Promise<void> => {
    let seen = 0;
    while (!dies()) {
      seen = unknownIn(await child.metrics());
      await rest(2);
    }
    await child.kill();
    unknown += seen;
  };
  const running = (async () => {
    for (const point of points) {
      // A fresh process counts what the last one left with its first beat.
      const started = Date.now();
      while ((!over && acknowledged() < point) || Date.now() - started < 150) await rest(1);
      const end = Date.now() + chance() * 40;
      await untilDead(() => Date.now() > end);
      killed += 1;
      await child.start();
    }
  })();
  running.catch(() => undefined);
  const done = (): Promise<void> => {
    over = true;
    return running;
  };
  return { done, killed: () => killed, unknown: () => unknown };
}

/** Sends of which nobody knows whether they arrived, as the service counts them. */
export function unknownIn(metrics: string): number {
  return [...metrics.matchAll(/^tincay_unknown_sends_total\{what="again"\} (\d+)/gm), ...metrics.matchAll(/^tincay_sends_total\{[^}]*what="send:unknown"\} (\d+)/gm)]
    .reduce((sum, [, count]) => sum + Number(count), 0);
}

/** Resolves when the service has sent nothing for `quietMs`. */
export async function untilQuiet(child: Child, quietMs: number, ms: number): Promise<void> {
  const end = Date.now() + ms;
  let sends = -1;
  let since = Date.now();
  while (Date.now() - since < quietMs) {
    if (Date.now() > end) throw new Error(`The service went on sending for ${ms} ms`);
    const now = [...(await child.metrics()).matchAll(/^tincay_sends_total\{[^}]*\} (\d+)/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
    if (now !== sends) {
      sends = now;
      since = Date.now();
    }
    await rest(50);
  }
}
