/**
 * Lets those who wait at the same time share one run: while a run is under way, what comes is
 * collected, and the next run takes it together. `run` answers in the order of its items.
 */
export function batched<Item, Answer>(
  most: number,
  run: (items: Item[]) => Promise<Answer[]>,
): (item: Item) => Promise<Answer> {
  const waiting: { item: Item; resolve: (answer: Answer) => void; reject: (reason: unknown) => void }[] = [];
  let running = false;

  const go = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, most);
      try {
        const answers = await run(batch.map(({ item }) => item));
        batch.forEach(({ resolve, reject }, index) => {
          const answer = answers[index];
          if (answer === undefined) reject(new Error('A batch gave fewer answers than it had items'));
          else resolve(answer);
        });
      } catch (error) {
        batch.forEach(({ reject }) => reject(error));
      }
    }
    running = false;
  };

  return (item) => new Promise((resolve, reject) => {
    waiting.push({ item, resolve, reject });
    if (running) return;
    running = true;
    // One turn of the loop lets the requests that arrived together get in.
    setImmediate(() => void go());
  });
}
