/** A message as a person's phone shows it. */
export type Shown = Readonly<{
  /** The platform's own id: a number on Telegram, a string on Zalo. */
  id: number | string;
  text: string;
  /** Buttons under it: what stands on them and what they send, or the page they open. */
  buttons: readonly Readonly<{ label: string; data: string; url?: string }>[];
  /** The whole request that brought it. */
  fields: Readonly<Record<string, unknown>>;
}>;

/** Everything one person was sent, in order. */
export type Transcript = Readonly<{
  all: readonly Shown[];
  add: (message: Shown) => void;
  /** The message stands changed on her phone, in its old place; nobody hears of it. */
  change: (id: Shown['id'], to: Partial<Shown>) => void;
  /** The first message from `from` on that fits and that nobody has waited for before. */
  next: (fits: (message: Shown) => boolean, from: number, ms: number) => Promise<Shown>;
}>;

export function openTranscript(whose: string): Transcript {
  const all: Shown[] = [];
  const taken = new Set<Shown>();
  const waiters = new Set<() => void>();
  const find = (fits: (message: Shown) => boolean, from: number): Shown | undefined =>
    all.find((message, index) => index >= from && !taken.has(message) && fits(message));

  return {
    all,
    add: (message) => {
      all.push(message);
      [...waiters].forEach((wake) => wake());
    },
    change: (id, to) => {
      const at = all.findIndex((message) => message.id === id);
      const before = all[at];
      if (before) all[at] = { ...before, ...to };
    },
    next: (fits, from, ms) => new Promise((resolve, reject) => {
      // Made here, so that its stack names the line of the test that waits.
      const late = new Error();
      const look = (): void => {
        const found = find(fits, from);
        if (!found) return;
        clearTimeout(timer);
        waiters.delete(look);
        taken.add(found);
        resolve(found);
      };
      const timer = setTimeout(() => {
        waiters.delete(look);
        const since = all.slice(from).map(({ text }) => text.slice(0, 200)).join('\n---\n');
        late.message = `${whose} waited ${ms} ms and heard nothing that fits. Since then: ${since || 'nothing'}`;
        reject(late);
      }, ms);
      waiters.add(look);
      look();
    }),
  };
}
