/** Lets `most` through at once and `waiting` more wait in their order; whoever comes after that is refused. */
export function openTurnstile(most: number, waiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  const queue: (() => void)[] = [];
  let inside = 0;
  return async (work) => {
    if (inside >= most) {
      if (queue.length >= waiting) throw new Error('Too many wait here already');
      await new Promise<void>((resolve) => queue.push(resolve));
    } else inside += 1;
    try {
      return await work();
    } finally {
      // Whoever is next takes the place over.
      const next = queue.shift();
      if (next) next();
      else inside -= 1;
    }
  };
}
