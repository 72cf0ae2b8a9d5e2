/** Where a platform pushes its updates. */
export type Hook = Readonly<{ url: string; headers: Readonly<Record<string, string>> }>;

/** How one platform writes an update down and what it puts beside it; `attempt` 0 is the first time. */
export type Post = Readonly<{
  write: (body: object) => string;
  headers: (raw: string, body: object, attempt: number) => Readonly<Record<string, string>>;
}>;

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
  /** Delivers once more what was acknowledged last, as the `attempt`th try. */
  again: (attempt?: number) => Promise<void>;
  /** A call without a body, as platforms make to see whether anybody is there; gives the status. */
  probe: () => Promise<number>;
  manner: Manner;
  /** Every answer of the webhook, newest last. */
  statuses: readonly number[];
  /** How many ms each of those answers took. */
  durations: readonly number[];
  /** Updates that were acknowledged, in that order. */
  acknowledged: readonly object[];
  close: () => void;
}>;

/** `twice`: every update comes two times at once. `echoes`: the one before comes again after every update. `delayMs`: they are late. */
export type Manner = { twice: boolean; echoes: boolean; delayMs: number };

const RETRY_MS = 40;
const RETRY_MS_MAX = 500;
const PLAIN: Post = { write: (body) => JSON.stringify(body), headers: () => ({}) };

export function openPush(post: Post = PLAIN): Push {
  const manner: Manner = { twice: false, echoes: false, delayMs: 0 };
  const statuses: number[] = [];
  const durations: number[] = [];
  const acknowledged: object[] = [];
  const held: object[] = [];
  let hook: Hook | undefined;
  let holding = false;
  let closed = false;
  let before: object | undefined;

  const call = async (headers: Readonly<Record<string, string>>, body?: string): Promise<number> => {
    if (!hook) return 0;
    const started = Date.now();
    try {
      const answer = await fetch(hook.url, { method: 'POST', headers: { ...hook.headers, ...headers }, body: body ?? null });
      await answer.arrayBuffer();
      statuses.push(answer.status);
      durations.push(Date.now() - started);
      return answer.status;
    } catch {
      // Nobody listens, or the line broke: pushed again.
      return 0;
    }
  };

  const once = async (body: object, attempt: number): Promise<boolean> => {
    const raw = post.write(body);
    const status = await call({ 'content-type': 'application/json', ...post.headers(raw, body, attempt) }, raw);
    return status >= 200 && status < 300;
  };

  const untilHeard = async (body: object, attempt = 0): Promise<void> => {
    for (let wait = RETRY_MS; !closed && !(await once(body, attempt)); wait = Math.min(wait * 2, RETRY_MS_MAX)) {
      attempt += 1;
      await rest(wait);
    }
  };

  const deliver = async (body: object): Promise<void> => {
    if (manner.delayMs > 0) await rest(manner.delayMs);
    await Promise.all(manner.twice ? [untilHeard(body), untilHeard(body, 1)] : [untilHeard(body)]);
    if (manner.echoes && before) await untilHeard(before, 1);
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
    again: async (attempt = 1) => {
      const last = acknowledged.at(-1);
      if (last) await untilHeard(last, attempt);
    },
    probe: () => call({}),
    manner, statuses, durations, acknowledged,
    close: () => void (closed = true),
  };
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
