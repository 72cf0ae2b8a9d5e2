/** Where a platform pushes its updates. */
export type Hook = Readonly<{ url: string; headers: Readonly<Record<string, string>> }>;

/** A platform pushes until it is answered with 2xx, as Telegram and Zalo do. */
export type Push = Readonly<{
  to: (hook: Hook | undefined) => void;
  hook: () => Hook | undefined;
  /** Resolves when the update was acknowledged; while updates are held, at once. */
  update: (body: object) => Promise<void>;
  /** Keeps updates back until `release`. */
  hold: () => void;
  /** Delivers what was held: `sent` in their order, `swapped` backwards; `together` does not wait between them. */
  release: (order: 'sent' | 'swapped', together?: boolean) => Promise<void>;
  /** `twice`: every update comes two times at once. `echoes`: the one before comes again after every update. */
  manner: { twice: boolean; echoes: boolean };
  /** Every answer of the webhook, newest last. */
  statuses: readonly number[];
  /** Updates that were acknowledged, in that order. */
  acknowledged: readonly object[];
  close: () => void;
}>;

const RETRY_MS = 40;
const RETRY_MS_MAX = 500;

export function openPush(): Push {
  const manner = { twice: false, echoes: false };
  const statuses: number[] = [];
  const acknowledged: object[] = [];
  const held: object[] = [];
  let hook: Hook | undefined;
  let holding = false;
  let closed = false;
  let before: object | undefined;

  const once = async (body: object): Promise<boolean> => {
    if (!hook) return false;
    try {
      const answer = await fetch(hook.url, {
        method: 'POST', headers: { 'content-type': 'application/json', ...hook.headers }, body: JSON.stringify(body),
      });
      await answer.arrayBuffer();
      statuses.push(answer.status);
      return answer.ok;
    } catch {
      // Nobody listens, or the line broke: pushed again.
      return false;
    }
  };

  const untilHeard = async (body: object): Promise<void> => {
    for (let wait = RETRY_MS; !closed && !(await once(body)); wait = Math.min(wait * 2, RETRY_MS_MAX)) {
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  };

  const deliver = async (body: object): Promise<void> => {
    const copies = manner.twice ? [body, body] : [body];
    await Promise.all(copies.map(untilHeard));
    if (manner.echoes && before) await untilHeard(before);
    before = body;
    acknowledged.push(body);
  };

  return {
    to: (next) => void (hook = next),
    hook: () => hook,
    update: async (body) => {
      if (holding) held.push(body);
      else await deliver(body);
    },
    hold: () => void (holding = true),
    release: async (order, together = false) => {
      holding = false;
      const bodies = held.splice(0);
      if (order === 'swapped') bodies.reverse();
      if (together) await Promise.all(bodies.map(deliver));
      else for (const body of bodies) await deliver(body);
    },
    manner, statuses, acknowledged,
    close: () => void (closed = true),
  };
}
